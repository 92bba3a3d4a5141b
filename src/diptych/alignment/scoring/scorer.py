"""Candidate pairs → the model's probability that each covers the same event, and the score made of it.

The probability is the logistic models' own answer.  In a model that is `gated`, two rules then change it, and
a third one where both texts keep one order (`order_rescoring`).  A pair keeps its probability and what each
rule made of it, so that `diptych compare --explain` can print them.
"""

from __future__ import annotations

import math
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.scoring.stage2_features import neighbourhood_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from diptych.alignment.features.article_features import ArticleFeatures
    from diptych.alignment.kinds import ScoreRule
    from diptych.alignment.scoring.alignment_model import AlignmentModel, LogisticModels
    from diptych.alignment.scoring.candidates import Candidates
    from diptych.alignment.scoring.pair_features import Columns
    from diptych.sides import Pair

_LEAST_SHARED = 0.25
"""Weight of shared terms, in weights of the rarest term, from which a pair without a shared name keeps its
probability: short passages resemble each other by their length and one common word alone."""
_NAMED = 5
"""Words of names that each article must have before it counts that they share none: reports of one event name
the same people or places.  Every pair of the training set shares at least one such word in eight."""
_STRANGERS = 0.2
"""Factor of all probabilities if the articles share no name: passages on two earthquakes may have all but the
names in common."""


class Scored(NamedTuple):
    """A pair of passages, the model's probability, and the score that the rules made of it."""

    left: int
    right: int
    score: float
    """The probability after all rules, 0..1; see `Link.score`."""
    main: float
    """Probability, 0..1, that the shared event is the main content of one of them, if they share one."""
    probability: float
    """The model's own answer, 0..1."""
    by_words: float
    """After the rules on shared words and names, 0..1."""
    order: ScoreRule | None = None
    """The rule that changed `by_words` into `score`; None if none did."""


def score_candidates(
    features: Pair[ArticleFeatures],
    candidates: Candidates,
    model: AlignmentModel,
    logistic: LogisticModels,
    on_progress: Callable[[int, int], None],
) -> list[Scored]:
    """Score all candidates, in their order, by the model and the rules on shared words and names.

    Args:
        features: what the passages hold.
        candidates: the pairs to score.
        model: whose pair features are computed.
        logistic: the model's part for the languages of the articles.
        on_progress: called often with how much is done, of how much.
    """
    pairs = candidates.pairs
    groups = len(model.groups)
    steps = groups + 4

    def step(number: int) -> Callable[[int, int], None]:
        return lambda done, of: on_progress(number * of + done, steps * of)

    columns: Columns = {}
    for number, group in enumerate(model.groups):
        columns |= group.columns(features, candidates, step(number))
    sizes = features.map(lambda article: len(article.passages))
    if candidates.arrays is None:
        first = logistic.first.probabilities(columns, step(groups))
        columns |= neighbourhood_columns(first, pairs, sizes, step(groups + 1))
        second = logistic.second.probabilities(columns, step(groups + 2))
        main = logistic.grade.probabilities(columns, step(groups + 3))
    else:
        from diptych.alignment.scoring.long_texts.columns import array_neighbourhood, array_probabilities

        first = array_probabilities(logistic.first, columns, step(groups))
        columns |= array_neighbourhood(first, candidates.ends, sizes, step(groups + 1))
        second = array_probabilities(logistic.second, columns, step(groups + 2))
        main = array_probabilities(logistic.grade, columns, step(groups + 3))
    by_words = _by_words(second, features, candidates, columns) if model.gated else second
    ends = (map(itemgetter(side), pairs) for side in (0, 1))
    return list(map(Scored, *ends, by_words, main, second, by_words))  # faster than naming each, of so many


def _by_words(
    probabilities: Sequence[float], features: Pair[ArticleFeatures], candidates: Candidates, columns: Columns
) -> list[float]:
    """Lower the probability of pairs that share few words, and of all if the articles share no name."""
    chance = _STRANGERS if _strangers(features) else 1.0
    enough = _LEAST_SHARED * (max(candidates.weights.values(), default=0.0) or 1.0)
    return [
        chance * (1.0 if names else min(1.0, math.expm1(shared) / enough)) * probability
        for probability, names, shared in zip(probabilities, columns["names"], columns["shared"], strict=True)
    ]


def _strangers(features: Pair[ArticleFeatures]) -> bool:
    """Whether both articles have names and none in common, neither written out nor abbreviated."""
    names = features.map(lambda article: {term for passage in article.passages for term in passage.proper})
    short = features.map(
        lambda article: {letters for passage in article.passages for letters, _ in passage.short_names}
    )
    if min(len(names.left), len(names.right)) < _NAMED or short.left & short.right:
        return False
    return names.left.isdisjoint(names.right)
