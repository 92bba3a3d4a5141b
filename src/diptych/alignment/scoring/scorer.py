"""Candidate pairs → how likely each covers the same event, 0..1.

The only module that knows rapidfuzz.
"""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych.alignment.scoring.pair_features import FIRST, Stage1Features, Stage2Features
from diptych.alignment.string_similarity import strings

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.alignment.features.article_features import ArticleFeatures
    from diptych.alignment.scoring.candidates import Candidates
    from diptych.alignment.scoring.fitted_model import Models
    from diptych.alignment.scoring.pair_tables import Table
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
    first = Stage1Features(features, candidates, strings, tick)
    table: Table = {}
    for done, (left, right) in enumerate(pairs):
        row = first.row(left, right)
        rows.append(array("d", row))
        table.setdefault(left, {})[right] = models.first.probability(row)
        if not done % 32:
            step(done, 2 * len(pairs))
    del first  # its tables take as much again as the rows
    chance = _STRANGERS if _strangers(features) else 1.0
    second = Stage2Features(table, features.map(lambda article: len(article.passages)), tick)
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
