"""Scored pairs → graded pairs, and whether the two articles cover the same event at all."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING
from unicodedata import category

from diptych.alignment.kinds import Grade
from diptych.alignment.string_similarity import wording_similarity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.alignment.features.article_features import ArticleFeatures
    from diptych.alignment.scoring.scorer import Scored
    from diptych.alignment.settings import AlignmentSettings, Thresholds
    from diptych.article.model import Article
    from diptych.sides import Pair


def above_floor(scored: Sequence[Scored], settings: AlignmentSettings) -> list[Scored]:
    """The pairs that a reader may be shown, in their order."""
    return [pair for pair in scored if pair.score >= settings.floor]


def grade_of(
    pair: Scored, articles: Pair[Article], features: Pair[ArticleFeatures], thresholds: Thresholds
) -> Grade:
    """How close the passages of a pair are.

    Verbatim: the same words.  Restated: nearly the same letters in the same order, or more likely than not
    on one event, and likely enough to have it as the main content of one of them.  Related: the rest.

    Args:
        pair: the pair.
        articles: the articles that its passages are counted in.
        features: the features of these articles.
        thresholds: where one grade ends and the next begins.
    """
    left, right = features.left.passages[pair.left], features.right.passages[pair.right]
    if wording_similarity(left.plain, right.plain) >= thresholds.verbatim:
        one, two = articles.left.passage_text(pair.left), articles.right.passage_text(pair.right)
        return Grade.VERBATIM if same_words(one, two) else Grade.RESTATED
    restated = pair.score >= _LIKELY and pair.score * pair.main >= thresholds.restated
    return Grade.RESTATED if restated else Grade.RELATED


_LIKELY = 0.5
"""Lowest score of a restated link: of those below, a third are on one event as the main content of either."""

_NOT_IN_WORDS = re.compile(r"-(?!\d)|[^\w\s%+\-]")
"""Matches what may be punctuation; marks of vowels are of no class of `\\w`, so they are looked at apart."""


def same_words(one: str, two: str) -> bool:
    """Whether two passages are the same word for word, whatever their case and punctuation."""
    return _words_of(one) == _words_of(two)


def _words_of(text: str) -> list[str]:
    def kept(match: re.Match[str]) -> str:
        return match[0] if category(match[0])[0] in "MS" else " "

    return _NOT_IN_WORDS.sub(kept, text.casefold()).split()


_LEAST = 0.05
"""Score below which pairs are left out of that sum: there are so many that they would drown the rest."""
_PASSAGES = 10
"""Passages of the shorter article from which more need not be linked: an event is told in so many."""


def same_event(scored: Sequence[Scored], sizes: Pair[int], thresholds: Thresholds) -> bool:
    """Whether the articles seem to cover the same event: the links to expect, for the shorter's length."""
    expected = math.fsum(pair.score for pair in scored if pair.score >= _LEAST)
    return expected >= thresholds.same_event * min(_PASSAGES, max(1, min(sizes.left, sizes.right)))
