"""Candidate pairs → how likely each covers the same event, 0..1.

The only module that knows rapidfuzz.
"""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from diptych.alignment.measures import FIRST, FirstPass, SecondPass

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from diptych.alignment.candidates import Candidates, Table
    from diptych.alignment.features import ArticleFeatures
    from diptych.alignment.weights import Models
    from diptych.sides import Pair


_SHARED, _NAMES = FIRST.index("shared"), FIRST.index("names")
_LEAST_SHARED = 0.25
"""What two passages without a common name must share, in weights of the rarest word, to count in full: short
passages resemble each other by their length and a common word alone."""


_NAMED = 5
"""Words of names in either article from which to share none tells something: reports of one event name
the same people or places; in train the pair that shares fewest shares one word in eight."""
_STRANGERS = 0.2
"""What scores are multiplied by then: passages on two earthquakes may have all but the names in common."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A pair of passages and what the models say of it."""

    left: int
    right: int
    score: float
    """How likely both cover the same event, 0..1; see `Link.score`."""
    main: float
    """How likely it is, if they do, that this is the main content of one of them."""


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
class Window:
    """A stretch of a text, in code points from its beginning, and how alike it is to what was sought."""

    start: int
    end: int
    likeness: float
    """0..1."""


def best_window(query: str, text: str, least: float) -> Window | None:
    """The stretch of `text` that is most like `query`; None where none is at least `least`, 0..1, alike."""
    if len(text) < len(query):
        return None
    found = fuzz.partial_ratio_alignment(query, text, score_cutoff=100 * least)
    return Window(found.dest_start, found.dest_end, found.score / 100) if found is not None else None


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


def scores_of(
    features: Pair[ArticleFeatures],
    candidates: Candidates,
    models: Models,
    step: Callable[[int, int], None],
) -> list[Scored]:
    """Score all candidates, in their order.

    Args:
        features: what the passages hold.
        candidates: the pairs to score.
        models: what judges them.
        step: told how much is done, of how much.
    """
    pairs = candidates.pairs

    def tick() -> None:
        step(len(rows), 2 * len(pairs))

    rows: list[array[float]] = []  # a quarter of what lists take
    first = FirstPass(features, candidates, strings, tick)
    table: Table = {}
    for done, (left, right) in enumerate(pairs):
        row = first.row(left, right)
        rows.append(array("d", row))
        table.setdefault(left, {})[right] = models.first.probability(row)
        if not done % 32:
            step(done, 2 * len(pairs))
    del first  # its tables take as much again as the rows
    chance = _STRANGERS if _strangers(features) else 1.0
    second = SecondPass(table, features.map(lambda article: len(article.passages)), tick)
    heaviest = max(candidates.weights.values(), default=0.0) or 1.0
    scored = []
    for done, ((left, right), own) in enumerate(zip(pairs, rows, strict=True)):
        full = second.row(left, right, own)
        share = 1.0 if own[_NAMES] else min(1.0, math.expm1(own[_SHARED]) / (_LEAST_SHARED * heaviest))
        scored.append(
            Scored(
                left, right, chance * share * models.second.probability(full), models.grade.probability(full)
            )
        )
        if not done % 32:
            step(len(pairs) + done, 2 * len(pairs))
    return scored


def _strangers(features: Pair[ArticleFeatures]) -> bool:
    """Whether both articles have names and none in common, neither written out nor abbreviated."""
    names = features.map(lambda article: {term for passage in article.passages for term in passage.proper})
    short = features.map(
        lambda article: {letters for passage in article.passages for letters, _ in passage.short_names}
    )
    if min(len(names.left), len(names.right)) < _NAMED or short.left & short.right:
        return False
    return names.left.isdisjoint(names.right)
