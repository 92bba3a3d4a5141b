"""How alike strings are: the only module that imports rapidfuzz."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Sequence


def strings(one: str, two: str) -> tuple[float, float]:
    """How alike, 0..1, two passages are as strings of terms: in the order of letters, and as sets."""
    return fuzz.ratio(one, two) / 100, fuzz.token_set_ratio(one, two) / 100


def wording(one: str, two: str) -> float:
    """How alike two wordings are, 0..1, in the order of their letters."""
    return fuzz.ratio(one, two) / 100 if one <= two else fuzz.ratio(two, one) / 100


def most_alike(query: str, texts: Sequence[str], least: float, most: int) -> list[tuple[int, float]]:
    """Which of `texts` are at least `least`, 0..1, like `query` in the order of their letters, and how much.

    Returns:
        Indices and likenesses, the most alike first, `most` of them at most.
    """
    found = process.extract(query, texts, scorer=fuzz.ratio, score_cutoff=100 * least, limit=most)
    return [(index, likeness / 100) for _, likeness, index in found]


@dataclass(frozen=True, slots=True)
class SimilarWindow:
    """A stretch of a text, in code points from its beginning, and how alike it is to what was sought."""

    start: int
    end: int
    likeness: float
    """0..1."""


def best_window(query: str, text: str, least: float) -> SimilarWindow | None:
    """The stretch of `text` that is most like `query`; None where none is at least `least`, 0..1, alike."""
    if len(text) < len(query):
        return None
    found = fuzz.partial_ratio_alignment(query, text, score_cutoff=100 * least)
    return SimilarWindow(found.dest_start, found.dest_end, found.score / 100) if found is not None else None


def near_words(word: str, words: Sequence[str], least: float) -> list[str]:
    """Those of `words` that are, or begin, at least `least`, 0..1, like `word`; some may come twice."""
    cutoff = 100 * least
    whole = process.extract(word, words, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None)
    longer = [one for one in words if len(one) > len(word)]
    begun = [one[: len(word)] for one in longer]
    begins = process.extract(word, begun, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None)
    return [found for found, _, _ in whole] + [longer[index] for _, _, index in begins]


def near_within(word: str, texts: Sequence[str], least: float) -> list[str]:
    """Those of `texts` in which something is at least `least`, 0..1, like `word`."""
    cutoff = 100 * least
    within = process.extract(word, texts, scorer=fuzz.partial_ratio, score_cutoff=cutoff, limit=None)
    return [found for found, _, _ in within if len(found) >= len(word)]
