"""Reads the articles of a folder and pairs those that seem to cover the same event.

files → `survey` → `ListedArticle`s, as they are read → `pairs_among` → `Match`es, the likeliest first
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from diptych.article.word_count import count_words
from diptych.errors import DiptychError
from diptych.folder.article_profile import profile_of
from diptych.folder.related_articles import LIKELY, related_among
from diptych.sources.open import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from diptych.folder.article_profile import Profile


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article of a folder, without its text."""

    path: Path
    title: str
    publisher: str | None = None
    date: str | None = None
    words: int = 0
    """Number of words, without furniture."""
    profile: Profile | None = None
    problem: str | None = None
    """Why it could not be read, in one sentence; None if it was read."""


class Match(NamedTuple):
    """Two articles of a folder that may cover the same event, or an article and None."""

    left: ListedArticle
    right: ListedArticle | None
    """The most similar article; None if no other shares a term."""
    score: float
    """Probability that both cover the same event, 0..1."""
    shared: tuple[str, ...]
    """Terms of both articles, names and days first."""

    @property
    def likely(self) -> bool:
        """Whether both articles seem to cover the same event."""
        return self.right is not None and self.score >= LIKELY


def survey(files: Sequence[Path], cancelled: Callable[[], bool] = bool) -> Iterator[ListedArticle]:
    """The articles of some files, in order.

    Args:
        files: as from `article_files`.
        cancelled: called before each article; True ends the survey.
    """
    from concurrent.futures import ThreadPoolExecutor

    # Pages, books and documents are read in child processes: several can run at once.
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1), "survey") as pool:
        waiting = [pool.submit(listed_article, path) for path in files]
        try:
            for coming in waiting:
                if cancelled():
                    return
                yield coming.result()
        finally:
            for coming in waiting:
                coming.cancel()


def listed_article(path: Path) -> ListedArticle:
    """The article of a file; a file that cannot be read is listed with the reason."""
    try:
        article = load(path)
        words = sum(count_words(article.passage_text(at)) for at in range(len(article.passages)))
        return ListedArticle(path, article.title, article.publisher, article.date, words, profile_of(article))
    except DiptychError as error:
        return ListedArticle(path, path.name, problem=str(error))
    # One damaged file must not end the list.
    except (OSError, ValueError, RecursionError, MemoryError) as error:
        return ListedArticle(path, path.name, problem=f"It could not be read ({type(error).__name__}).")


def pairs_among(articles: Sequence[ListedArticle]) -> list[Match]:
    """The pairs that seem to cover the same event, and the other articles.

    Args:
        articles: as from `survey`.

    Returns:
        Likely pairs, each once, the likeliest first.  Then each article without a pair, with the most similar
        article, in the order of `articles`.
    """
    read = [article for article in articles if article.profile is not None]
    related = related_among([article.profile for article in read if article.profile is not None])
    pairs: dict[tuple[int, int], Match] = {}
    alone: list[Match] = []
    for at, found in enumerate(related):
        for other in found:
            ends = min(at, other.index), max(at, other.index)
            if other.score >= LIKELY and ends not in pairs:
                pairs[ends] = Match(read[ends[0]], read[ends[1]], other.score, other.shared)
    paired = {at for ends in pairs for at in ends}
    for at, found in enumerate(related):
        if at not in paired:
            nearest = found[0] if found else None
            alone.append(
                Match(read[at], read[nearest.index], nearest.score, nearest.shared)
                if nearest
                else Match(read[at], None, 0.0, ())
            )
    alone += [Match(article, None, 0.0, ()) for article in articles if article.profile is None]
    order = sorted(pairs, key=lambda ends: (-round(pairs[ends].score, 2), ends))
    return [pairs[ends] for ends in order] + alone
