"""Scores in the light of the order that both texts keep.

The models judge a pair by its words and by its next neighbours; in a book told twice most wrong links are
passages that resemble each other all the same: the verse before, a genealogy's next line, a formula.  Where
the scores themselves show that the texts advance together (see `chains`), a pair out of place that is beaten
in both of its passages by pairs in place is such a repeat, and a pair in place needs less to be believed.
Where they show no order, no score changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.alignment.kinds import ScoreRule
from diptych.alignment.scoring.chains import anchors_of, chain_of
from diptych.alignment.scoring.scorer import Scored

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from diptych.sides import Pair

_CERTAIN = 0.5
"""Score from which an anchor counts in full: that of a link that is more likely right than wrong."""
_IN_PLACE = 7.4
"""What the odds of a pair in place are multiplied by, where at most one of its passages has a better one."""
_SECOND_BEST = 0.1
"""What the score of a pair in place is multiplied by, where both of its passages have better ones there."""
_OUT_OF_PLACE = (0.4, 0.05, 0.02)
"""What the score of a pair out of place is multiplied by, where so many of its passages have better ones in
place.

These shares, like the one above, are how many of the pairs scored above 0.5 are right in seven books of the
Bible, two translations of each: Genesis, Judges, 1 Chronicles, Matthew, Luke, Romans, Hebrews."""


def rescore_by_order(scored: Sequence[Scored], sizes: Pair[int], tick: Callable[[], None]) -> list[Scored]:
    """The same pairs, in their order, those within or beside a common order rescored.

    Args:
        scored: the pairs as the models judge them.
        sizes: how many passages each article has.
        tick: called often.
    """
    table: dict[int, dict[int, float]] = {}
    for pair in scored:
        table.setdefault(pair.left, {})[pair.right] = pair.score
    order = chain_of(anchors_of(table, _CERTAIN, tick), tick)
    if not order.stretches:
        return list(scored)
    strengths, together = order.strengths(sizes), order.placed()
    best_left, best_right = [0.0] * sizes.left, [0.0] * sizes.right
    for left, rights in together.items():
        row = table.get(left, {})
        for right in rights:
            score = row.get(right, 0.0)
            best_left[left] = max(best_left[left], score)
            best_right[right] = max(best_right[right], score)
        tick()
    made = []
    nowhere: dict[int, float] = {}
    for done, (left, right, score, main, probability, by_words, _) in enumerate(scored):
        if not done % 32:
            tick()
        beaten = (score < best_left[left]) + (score < best_right[right])
        strength = together.get(left, nowhere).get(right)
        if strength is not None and beaten < 2:
            rule, odds = ScoreRule.IN_PLACE, 1.0 + (_IN_PLACE - 1.0) * strength
            score = score * odds / (1.0 + score * (odds - 1.0))
        else:
            rule = ScoreRule.OUT_OF_PLACE if strength is None else ScoreRule.SECOND_BEST
            share = _OUT_OF_PLACE[beaten] if strength is None else _SECOND_BEST
            # Where the order tells the place of one of the two alone, it says little about the other.
            sure = min(strengths.left[left], strengths.right[right])
            score = score * (1.0 - (1.0 - share) * sure)
        made.append(Scored(left, right, score, main, probability, by_words, rule))
    return made
