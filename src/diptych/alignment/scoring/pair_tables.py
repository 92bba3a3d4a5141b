"""Tables of passages by passages: how a pair ranks in its row and column, and what stands around it."""

from __future__ import annotations

import math
from bisect import bisect_right
from heapq import nsmallest
from typing import TYPE_CHECKING

from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from diptych.alignment.features.article_features import ArticleFeatures

Table = dict[int, dict[int, float]]
"""Left passage → right passage → a measure of that pair; absent means 0."""


class Ranks:
    """For each passage of both sides, the values of its candidates, to rank one among them."""

    def __init__(self, table: Table, tick: Callable[[], None]) -> None:
        self.rows = _sorted(((left, list(row.values())) for left, row in table.items()), tick)
        self.columns = _sorted(columns_of(table, tick).items(), tick)

    def of(self, left: int, right: int, value: float) -> tuple[float, float, float, float, float]:
        """Rank (1 for the best, towards 0) and share of the best, better side first; lead over the rest."""
        row, column = self.rows.get(left, ()), self.columns.get(right, ())
        a = 1.0 / (1 + len(row) - bisect_right(row, value)) if row else 0.0
        b = 1.0 / (1 + len(column) - bisect_right(column, value)) if column else 0.0
        best_a, best_b = (row[-1] if row else 0.0), (column[-1] if column else 0.0)
        c = value / best_a if best_a else 0.0
        d = value / best_b if best_b else 0.0
        lead = value - max(other(row, value), other(column, value))
        return max(a, b), min(a, b), max(c, d), min(c, d), lead


def columns_of(table: Table, tick: Callable[[], None]) -> dict[int, list[float]]:
    """The values of each right passage."""
    columns: dict[int, list[float]] = {}
    for row in table.values():
        for right, value in row.items():
            columns.setdefault(right, []).append(value)
        tick()
    return columns


def _sorted(lists: Iterable[tuple[int, list[float]]], tick: Callable[[], None]) -> dict[int, list[float]]:
    done = {}
    for index, values in lists:
        done[index] = sorted(values)
        tick()
    return done


def other(ranked: Sequence[float], value: float) -> float:
    """The best among ranked values other than one occurrence of `value`."""
    if len(ranked) < 2:
        return 0.0
    return ranked[-2] if value >= ranked[-1] else ranked[-1]


def best_two(table: Table, tick: Callable[[], None]) -> Pair[dict[int, tuple[int, ...]]]:
    """For each passage the two with the highest values, of equal ones the first."""
    columns: dict[int, dict[int, float]] = {}
    for left, row in table.items():
        for right, value in row.items():
            columns.setdefault(right, {})[left] = value
        tick()

    def best(rows: Mapping[int, Mapping[int, float]]) -> dict[int, tuple[int, ...]]:
        found = {}
        for index, row in rows.items():
            found[index] = tuple(nsmallest(2, row, key=lambda other: (-row[other], other)))
            tick()
        return found

    return Pair(best(table), best(columns))


def means(table: Table, features: Pair[ArticleFeatures], tick: Callable[[], None]) -> Pair[dict[int, float]]:
    """For each passage its mean cosine with all passages of the other article."""
    rows = {left: math.fsum(row.values()) / len(features.right.passages) for left, row in table.items()}
    size = len(features.left.passages)
    return Pair(rows, {right: math.fsum(values) / size for right, values in columns_of(table, tick).items()})


def centrality(vectors: tuple[dict[str, float], ...], tick: Callable[[], None]) -> tuple[float, ...]:
    """For each passage its mean cosine with all passages of its own article."""
    total: dict[str, float] = {}
    for vector in vectors:
        for term, weight in vector.items():
            total[term] = total.get(term, 0.0) + weight
        tick()
    count = max(1, len(vectors))
    return tuple(math.fsum(w * total[term] for term, w in vector.items()) / count for vector in vectors)


def value_at(table: Table, left: int, right: int) -> float:
    """The value of a pair, 0 where the table has none."""
    row = table.get(left)
    return row.get(right, 0.0) if row else 0.0


def around(table: Mapping[int, Mapping[int, float]], left: int, right: int) -> tuple[float, float, float]:
    """The best pair one step on in both texts, the best one step on in one text, and the mean of all."""
    nothing: Mapping[int, float] = {}
    before, here, after = table.get(left - 1, nothing), table.get(left, nothing), table.get(left + 1, nothing)
    a, b = before.get(right - 1, 0.0), after.get(right + 1, 0.0)
    c, d = before.get(right + 1, 0.0), after.get(right - 1, 0.0)
    e, f = before.get(right, 0.0), after.get(right, 0.0)
    g, h = here.get(right - 1, 0.0), here.get(right + 1, 0.0)
    return max(a, b), max(e, f, g, h), math.fsum((a, b, c, d, e, f, g, h)) / 8
