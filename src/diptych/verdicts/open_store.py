"""Open the verdicts and notes on a pair, in the data folder or beside the articles."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from diptych.article.identity import digest_of
from diptych.verdicts.judgements import judgements_in
from diptych.verdicts.location import VerdictLocation, beside, data_folder, in_folder, namesakes
from diptych.verdicts.record_file import RecordFile, RecordFileError
from diptych.verdicts.store import VerdictStore

if TYPE_CHECKING:
    from pathlib import Path

    from diptych.article.model import Article
    from diptych.comparison import Comparison
    from diptych.sides import Pair


_MOST_NAMESAKES = 50
"""Most files that are read of other pairs with the same file names: many articles are called "left.txt"."""


def open_store_of(comparison: Comparison, *, folder: Path | None = None) -> VerdictStore:
    """The store of a comparison that was read from a file, with its judgements; `load` reads the others.

    It is always in the user's data folder: a file from elsewhere does not decide where to write.  Verdicts on
    the same texts are found even if the file is opened from another folder.
    """
    store = VerdictStore(comparison.articles, *_in_data_folder(comparison.articles, folder))
    store.seed(judgements_in(comparison))
    return store


def open_store(articles: Pair[Article], *, sidecar: bool = False, folder: Path | None = None) -> VerdictStore:
    """The store of a pair; `load` reads it.

    It is beside the articles if `sidecar` is set or a file exists there; otherwise, or if neither article is
    a file, it is in the user's data folder.  A store beside the articles takes over the verdicts in the data
    folder.  If the data folder has none, those on the same texts under the same file names are taken over:
    the articles were moved.

    Args:
        articles: left and right.
        sidecar: keep the file beside the articles.
        folder: replaces the user's data folder.
    """
    (usual, before), near = _in_data_folder(articles, folder), beside(articles)
    if near is not None and (sidecar or _exists(near.path)):
        return VerdictStore(articles, near, [usual, *before])
    return VerdictStore(articles, usual, before)


def _in_data_folder(
    articles: Pair[Article], folder: Path | None
) -> tuple[VerdictLocation, list[VerdictLocation]]:
    """The file of a pair in the data folder and, if it does not exist, the file from before a move."""
    home = folder or data_folder()
    usual = in_folder(home, articles)
    return usual, [] if _exists(usual.path) else _before_a_move(home, articles)


def _exists(path: Path) -> bool:
    return os.path.lexists(path)  # Path.exists raises when permission is missing


def _before_a_move(folder: Path, articles: Pair[Article]) -> list[VerdictLocation]:
    """The newest file about articles with the same names and the same texts, if there is one."""
    texts = [digest_of(article) for article in articles]
    for path in namesakes(folder, articles)[:_MOST_NAMESAKES]:
        try:
            about = RecordFile(path).read().extra.get("articles")
        except RecordFileError:
            continue
        if isinstance(about, list) and all(isinstance(one, dict) for one in about):
            known = [one.get("text") for one in about]
            if known in (texts, texts[::-1]):
                sources = [str(one.get("source")) for one in about]
                return [VerdictLocation(path, known != texts, (sources[0], sources[1]))]
    return []
