"""What is kept of a pair, found by the articles alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.verdicts.place import beside, data_folder, in_folder
from diptych.verdicts.store import VerdictStore

if TYPE_CHECKING:
    from pathlib import Path

    from diptych.article.model import Article
    from diptych.sides import Pair


def open_store(articles: Pair[Article], *, sidecar: bool = False, folder: Path | None = None) -> VerdictStore:
    """What was said about a pair, not read yet.

    It is kept beside the articles where that is asked for, or where it has been before; otherwise, and where
    neither article is a file, in the user's data folder.  What is there already is taken over from it.

    Args:
        articles: the two.
        sidecar: whether to keep it beside the articles.
        folder: instead of the one in the user's data folder.
    """
    usual, near = in_folder(folder or data_folder(), articles), beside(articles)
    if near is not None and (sidecar or near.path.exists()):
        return VerdictStore(articles, near, [usual])
    return VerdictStore(articles, usual)
