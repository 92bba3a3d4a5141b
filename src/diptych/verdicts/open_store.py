"""What is kept of a pair, found by the articles alone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from diptych.article.identity import digest_of
from diptych.verdicts.judgements import judged_in
from diptych.verdicts.location import VerdictLocation, beside, data_folder, in_folder, namesakes
from diptych.verdicts.record_file import RecordFile, RecordFileError
from diptych.verdicts.store import VerdictStore

if TYPE_CHECKING:
    from pathlib import Path

    from diptych.article.model import Article
    from diptych.comparison import Comparison
    from diptych.sides import Pair


_MOST_LOOKED_AT = 50
"""Files about articles of the same names that are looked into: "left.txt" may have many namesakes."""


def open_store_of(comparison: Comparison, *, folder: Path | None = None) -> VerdictStore:
    """What is said in a comparison that was written into a file, and what was said of its pair, not read yet.

    It is kept in the user's data folder: a file that came from elsewhere says not where to write.  What was
    said of the same texts is found from whichever folder the file is opened.
    """
    store = VerdictStore(comparison.articles, *_usual(comparison.articles, folder))
    store.begin_with(judged_in(comparison))
    return store


def open_store(articles: Pair[Article], *, sidecar: bool = False, folder: Path | None = None) -> VerdictStore:
    """What was said about a pair, not read yet.

    It is kept beside the articles where that is asked for, or where it has been before; otherwise, and where
    neither article is a file, in the user's data folder.  What is there already is taken over from it, and so
    is, where nothing is, what was said of the same texts when their files lay elsewhere.

    Args:
        articles: the two.
        sidecar: whether to keep it beside the articles.
        folder: instead of the one in the user's data folder.
    """
    (usual, before), near = _usual(articles, folder), beside(articles)
    if near is not None and (sidecar or _is_there(near.path)):
        return VerdictStore(articles, near, [usual, *before])
    return VerdictStore(articles, usual, before)


def _usual(articles: Pair[Article], folder: Path | None) -> tuple[VerdictLocation, list[VerdictLocation]]:
    """The file of a pair in the data folder, and, where that is not there yet, where it may have been."""
    home = folder or data_folder()
    usual = in_folder(home, articles)
    return usual, [] if _is_there(usual.path) else _where_it_was(home, articles)


def _is_there(path: Path) -> bool:
    return os.path.lexists(path)  # Path.exists raises what cannot be looked at


def _where_it_was(folder: Path, articles: Pair[Article]) -> list[VerdictLocation]:
    """The newest file about articles of the same names and the same texts, if there is one."""
    texts = [digest_of(article) for article in articles]
    for path in namesakes(folder, articles)[:_MOST_LOOKED_AT]:
        try:
            about = RecordFile(path).read().more.get("articles")
        except RecordFileError:
            continue
        if isinstance(about, list) and all(isinstance(one, dict) for one in about):
            known = [one.get("text") for one in about]
            if known in (texts, texts[::-1]):
                sources = [str(one.get("source")) for one in about]
                return [VerdictLocation(path, known != texts, (sources[0], sources[1]))]
    return []
