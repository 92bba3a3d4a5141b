"""Scored pairs → graded pairs, and whether the two articles cover the same event at all."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from diptych.alignment.model import Grade
from diptych.alignment.string_similarity import wording_similarity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.alignment.features.article_features import ArticleFeatures
    from diptych.alignment.scoring.scorer import Scored
    from diptych.alignment.settings import AlignmentSettings, Thresholds
    from diptych.sides import Pair


def above_floor(scored: Sequence[Scored], settings: AlignmentSettings) -> list[Scored]:
    """The pairs that a reader may be shown, in their order."""
    return [pair for pair in scored if pair.score >= settings.floor]


def grade_of(pair: Scored, features: Pair[ArticleFeatures], thresholds: Thresholds) -> Grade:
    """How close the passages of a pair are.

    Verbatim: nearly the same letters in the same order, over the whole of both passages.  Restated: more
    likely than not on one event, and likely enough to have it as the main content of one of them.  Related:
    the rest.
    """
    left, right = features.left.passages[pair.left], features.right.passages[pair.right]
    if wording_similarity(left.plain, right.plain) >= thresholds.verbatim:
        return Grade.VERBATIM
    restated = pair.score >= _LIKELY and pair.score * pair.main >= thresholds.restated
    return Grade.RESTATED if restated else Grade.RELATED


_LIKELY = 0.5
"""Lowest score of a restated link: of those below, a third are on one event as the main content of either."""
_LEAST = 0.05
"""Score below which pairs are left out of that sum: there are so many that they would drown the rest."""
_PASSAGES = 10
"""Passages of the shorter article from which more need not be linked: an event is told in so many."""


def same_event(scored: Sequence[Scored], sizes: Pair[int], thresholds: Thresholds) -> bool:
    """Whether the articles seem to cover the same event: the links to expect, for the shorter's length."""
    expected = math.fsum(pair.score for pair in scored if pair.score >= _LEAST)
    return expected >= thresholds.same_event * min(_PASSAGES, max(1, min(sizes.left, sizes.right)))
