"""String similarity, 0..1.  The only module that imports rapidfuzz."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from diptych.sides import Pair


def string_similarities(one: str, two: str) -> tuple[float, float]:
    """Two similarities, 0..1, of strings of terms: in the order of letters, and as sets of terms."""
    return fuzz.ratio(one, two) / 100, fuzz.token_set_ratio(one, two) / 100


def many_string_similarities(
    texts: Pair[Sequence[str]], sets: Pair[Sequence[str]]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The same of many pairs, as arrays.  It imports numpy, and uses all cores.

    Args:
        texts: the strings of each pair.
        sets: the same strings with each term once, in order, which saves sorting them for each pair.
    """
    import numpy as np

    ratio, token_set = (  # before rapidfuzz 3.13, `dtype=float` is an error
        process.cpdist(*pairs, scorer=scorer, score_multiplier=1.0, dtype=np.float64, workers=-1) / 100
        for pairs, scorer in ((texts, fuzz.ratio), (sets, fuzz.token_set_ratio))
    )
    return ratio, token_set


def wording_similarity(one: str, two: str) -> float:
    """The similarity of two wordings, 0..1, in the order of their letters; symmetric."""
    return fuzz.ratio(one, two) / 100 if one <= two else fuzz.ratio(two, one) / 100


def most_similar(query: str, texts: Sequence[str], least: float, most: int) -> list[tuple[int, float]]:
    """The texts most similar to a query, in the order of their letters.

    Args:
        query: the text to look for.
        texts: where to look.
        least: the lowest similarity wanted, 0..1.
        most: the largest number of results.

    Returns:
        Index and similarity, 0..1, of each result, the most similar first.
    """
    found = process.extract(query, texts, scorer=fuzz.ratio, score_cutoff=100 * least, limit=most)
    return [(index, score / 100) for _, score, index in found]


class SimilarWindow(NamedTuple):
    """A part of a text, in code points from its beginning, and its similarity to a query."""

    start: int
    end: int
    similarity: float
    """0..1."""


def best_window(query: str, text: str, least: float) -> SimilarWindow | None:
    """The part of `text` most similar to `query`; None if none reaches the similarity `least`, 0..1."""
    if len(text) < len(query):
        return None
    found = fuzz.partial_ratio_alignment(query, text, score_cutoff=100 * least)
    return SimilarWindow(found.dest_start, found.dest_end, found.score / 100) if found is not None else None


def near_words(word: str, words: Sequence[str], least: float) -> list[str]:
    """The words whose similarity to `word`, whole or of their beginning, is at least `least`, 0..1.

    A word may be in the result twice.
    """
    cutoff = 100 * least
    whole = process.extract(word, words, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None)
    longer = [one for one in words if len(one) > len(word)]
    begun = [one[: len(word)] for one in longer]
    begins = process.extract(word, begun, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None)
    return [found for found, _, _ in whole] + [longer[index] for _, _, index in begins]


def near_within(word: str, texts: Sequence[str], least: float) -> list[str]:
    """The texts with a part whose similarity to `word` is at least `least`, 0..1."""
    cutoff = 100 * least
    within = process.extract(word, texts, scorer=fuzz.partial_ratio, score_cutoff=cutoff, limit=None)
    return [found for found, _, _ in within if len(found) >= len(word)]
