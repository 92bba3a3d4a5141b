"""The columns that stage 2 adds: the scores of stage 1 of a pair, its neighbours and its competitors."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from diptych.alignment.scoring.pair_features import STAGE1_NAMES, columns_by_row
from diptych.alignment.scoring.pair_tables import Ranks, around, other

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from diptych.alignment.scoring.pair_features import Columns
    from diptych.alignment.scoring.pair_tables import Table
    from diptych.sides import Pair

NEIGHBOURHOOD = (
    "logit", "logit_rank_better", "logit_rank_worse", "row_more", "row_less", "best_more", "best_less",
    "near_diagonal", "near_adjacent", "near_any", "texts_mass",
)  # fmt: skip

STAGE2_NAMES = (*STAGE1_NAMES, *NEIGHBOURHOOD)
"""The columns of stage 2."""


def neighbourhood_columns(
    answers: Sequence[float],
    pairs: Sequence[tuple[int, int]],
    sizes: Pair[int],
    on_progress: Callable[[int, int], None],
) -> Columns:
    """The columns that stage 2 adds for all candidate pairs.

    Args:
        answers: the answers of stage 1 to the pairs, 0..1.
        pairs: the candidate pairs.
        sizes: how many passages each article has.
        on_progress: called often with how many pairs are done, of how many.
    """
    scores: Table = {}
    for (left, right), answer in zip(pairs, answers, strict=True):
        scores.setdefault(left, {})[right] = answer
    ranks = Ranks(scores, lambda: on_progress(0, len(pairs)))
    rows = {left: math.fsum(values) for left, values in ranks.rows.items()}
    columns = {right: math.fsum(values) for right, values in ranks.columns.items()}
    # Not the sum of the row sums: rounding would make it depend on which side the rows are.
    total = math.fsum(value for row in scores.values() for value in row.values())
    # In proportion to the shorter text: two long texts hold more chance resemblances.
    mass = min(1.0, total / max(1, min(sizes.left, sizes.right)))

    def row_of(left: int, right: int) -> tuple[float, ...]:
        score = scores[left][right]
        better, worse, _, _, _ = ranks.of(left, right, score)
        in_row, in_column = max(0.0, rows[left] - score), max(0.0, columns[right] - score)
        best_row, best_column = other(ranks.rows[left], score), other(ranks.columns[right], score)
        return (
            math.log((score + 1e-6) / (1 - score + 1e-6)), better, worse,
            max(in_row, in_column), min(in_row, in_column),
            max(best_row, best_column), min(best_row, best_column),
            *around(scores, left, right), mass,
        )  # fmt: skip

    return columns_by_row(NEIGHBOURHOOD, pairs, row_of, on_progress)
