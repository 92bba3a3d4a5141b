"""The articles of a folder, read one after the other, and which two of them go together.

files → `survey` → what each is, as it is read → `pairs_among` → pairs, the surest first
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

    from diptych.article.model import Article
    from diptych.folder.article_profile import Profile


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """What is known of one article of a folder, without its text."""

    path: Path
    title: str
    publisher: str | None = None
    date: str | None = None
    words: int = 0
    """How long it is."""
    profile: Profile | None = None
    problem: str | None = None
    """Why it could not be read, in one sentence; None where it could."""


class Match(NamedTuple):
    """Two articles of a folder that go together, or one that is alone."""

    left: ListedArticle
    right: ListedArticle | None
    """What is nearest to it; None where nothing has anything in common with it."""
    score: float
    """How likely both cover the same event, 0..1."""
    shared: tuple[str, ...]
    """What both have: names and days first."""

    @property
    def likely(self) -> bool:
        """Whether both seem to cover the same event."""
        return self.right is not None and self.score >= LIKELY


def survey(files: Sequence[Path], cancelled: Callable[[], bool] = bool) -> Iterator[ListedArticle]:
    """What each file is, in their order.

    Args:
        files: those of `article_files`.
        cancelled: asked before each; True ends it.
    """
    from concurrent.futures import ThreadPoolExecutor

    # Pages, books and documents are read by processes of their own, so several can be waited for at once.
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1), "survey") as pool:
        waiting = [pool.submit(listed, path) for path in files]
        try:
            for coming in waiting:
                if cancelled():
                    return
                yield coming.result()
        finally:
            for coming in waiting:
                coming.cancel()


def listed(path: Path) -> ListedArticle:
    """What one file is; a file that cannot be read is listed with the reason."""
    try:
        article = load(path)
        return _listed(path, article)
    except DiptychError as error:
        return ListedArticle(path, path.name, problem=str(error))
    except (OSError, ValueError, RecursionError, MemoryError) as error:  # one of many must not end the list
        return ListedArticle(path, path.name, problem=f"It could not be read ({type(error).__name__}).")


def _listed(path: Path, article: Article) -> ListedArticle:
    words = sum(count_words(article.passage_text(at)) for at in range(len(article.passages)))
    return ListedArticle(path, article.title, article.publisher, article.date, words, profile_of(article))


def pairs_among(articles: Sequence[ListedArticle], most: int = 20) -> list[Match]:
    """Which two of the articles go together.

    Args:
        articles: those of `survey`.
        most: partners of one article that are looked at, so that of more reports not each two are a pair.

    Returns:
        Likely pairs, each once and the likeliest first; then each article that is in none of them, with what
        comes nearest, in their order.
    """
    read = [article for article in articles if article.profile is not None]
    partners = related_among([article.profile for article in read if article.profile is not None], most)
    pairs: dict[tuple[int, int], Match] = {}
    alone: list[Match] = []
    for at, found in enumerate(partners):
        for partner in found:
            ends = min(at, partner.index), max(at, partner.index)
            if partner.score >= LIKELY and ends not in pairs:
                pairs[ends] = Match(read[ends[0]], read[ends[1]], partner.score, partner.shared)
    paired = {at for ends in pairs for at in ends}
    for at, found in enumerate(partners):
        if at not in paired:
            nearest = found[0] if found else None
            if nearest is None:
                alone.append(Match(read[at], None, 0.0, ()))
            else:
                alone.append(Match(read[at], read[nearest.index], nearest.score, nearest.shared))
    alone += [Match(article, None, 0.0, ()) for article in articles if article.profile is None]
    order = sorted(pairs, key=lambda ends: (-round(pairs[ends].score, 2), ends))
    return [pairs[ends] for ends in order] + alone
