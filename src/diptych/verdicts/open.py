"""What is kept of a pair, found by the articles alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.verdicts.judged import judged_in
from diptych.verdicts.place import beside, data_folder, in_folder
from diptych.verdicts.store import VerdictStore

if TYPE_CHECKING:
    from pathlib import Path

    from diptych.article.model import Article
    from diptych.comparison import Comparison
    from diptych.sides import Pair


def open_store_of(comparison: Comparison, *, folder: Path | None = None) -> VerdictStore:
    """What is said in a comparison that was written into a file, and what was said of its pair, not read yet.

    It is kept in the user's data folder: a file that came from elsewhere says not where to write.
    """
    store = VerdictStore(comparison.articles, in_folder(folder or data_folder(), comparison.articles))
    store.begin_with(judged_in(comparison))
    return store


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
