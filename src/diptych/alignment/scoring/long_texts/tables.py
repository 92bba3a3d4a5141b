"""Tables of passages by passages as arrays: ranks, bars and neighbours, as in `pair_tables`."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from diptych.alignment.features.many_embeddings import sums_across
from diptych.alignment.scoring.candidates import EQUAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from diptych.sides import Pair

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]

_MOST_BESIDE = 1_000
"""Values of a group that are added up beside other groups; hardly any has more."""
_BLOCK = 8_192
"""Pairs or passages that are computed at once: enough to hide the cost of a call, and few enough for the
caches of a processor and for a report of progress every few dozen milliseconds."""


class PairTable:
    """A measure of some pairs of passages; absent means 0."""

    def __init__(self, lefts: Integers, rights: Integers, values: Floats, sizes: Pair[int]) -> None:
        """Make a table.

        Args:
            lefts: the left passages, rising.
            rights: the right passages, rising for each left one.
            values: the measure of each pair.
            sizes: how many passages each article has.
        """
        self.lefts, self.rights, self.sizes = lefts, rights, sizes
        # What is not in the table is looked up at its end.
        self._keys = np.append(pair_keys(lefts, rights, sizes), np.iinfo(np.int64).max)
        self._values = np.append(values, 0.0)
        self.values = self._values[:-1]

    @cached_property
    def rows(self) -> Ranking:
        """The pairs of each left passage."""
        return Ranking(self.lefts, self.rights, self.values, self.sizes.left)

    @cached_property
    def columns(self) -> Ranking:
        """The pairs of each right passage."""
        return Ranking(self.rights, self.lefts, self.values, self.sizes.right)

    def _places(self, lefts: Integers, rights: Integers) -> Integers:
        """Where pairs stand in the table; behind its end if they do not."""
        keys = pair_keys(lefts, rights, self.sizes)
        places = np.searchsorted(self._keys, keys)
        return np.where(self._keys[places] == keys, places, len(self.values))

    def at(self, lefts: Integers, rights: Integers) -> Floats:
        """The values of pairs; those just before the first and behind the last passages have none."""
        return self._values[self._places(lefts, rights)]

    def ranks(self, lefts: Integers, rights: Integers) -> tuple[Floats, ...]:
        """The same as `pair_tables.Ranks.of`."""
        places = self._places(lefts, rights)
        values = self._values[places]
        a, c, one = self.rows.standing(lefts, places, values)
        b, d, two = self.columns.standing(rights, places, values)
        lead = values - np.maximum(one, two)
        return np.maximum(a, b), np.minimum(a, b), np.maximum(c, d), np.minimum(c, d), lead

    def around(self, lefts: Integers, rights: Integers) -> tuple[Floats, ...]:
        """The same as `pair_tables.around`."""
        before, beside, after = (self._in_a_row(lefts + step, rights) for step in (-1, 0, 1))
        diagonal = np.maximum(before[0], after[2])
        adjacent = np.maximum.reduce((before[1], after[1], beside[0], beside[2]))
        return diagonal, adjacent, sums_across((*before, beside[0], beside[2], *after)) / 8

    def _in_a_row(self, lefts: Integers, rights: Integers) -> list[Floats]:
        """The values of these pairs and of those with the right passage before and after."""
        keys = pair_keys(lefts, rights - 1, self.sizes)
        places = np.searchsorted(self._keys, keys)
        values = []
        for _ in range(3):
            found = self._keys[places] == keys
            values.append(np.where(found, self._values[places], 0.0))
            keys, places = keys + 1, places + found  # the next key stands here unless this one does
        return values


class Ranking:
    """The pairs of each passage of one side, by their values."""

    def __init__(self, own: Integers, others: Integers, values: Floats, size: int) -> None:
        """Rank pairs.

        Args:
            own: the passage of each pair on this side.
            others: the passage on the other side; of pairs with the same passage on this side, rising.
            values: the measure of each pair.
            size: how many passages this side has.
        """
        self._pairs = own, others, values
        self.counts = np.bincount(own, minlength=size)
        self.starts = starts_of(self.counts)
        by_value = np.argsort(values)
        # Numbers of 16 bits are sorted several times as fast.
        small = np.uint16 if size < 1 << 16 else np.int64
        self._order = by_value[np.argsort(own[by_value].astype(small), kind="stable")]
        self.values = values[self._order]
        """The values of each passage, rising."""
        self.best, self.second = self._from_best(1), self._from_best(2)

    @cached_property
    def _above(self) -> Integers:
        """For each pair, in the order of the table, how many of its passage have higher values."""
        own = np.repeat(np.arange(len(self.counts)), self.counts)
        last = np.ones(len(own), dtype=bool)
        last[:-1] = (own[1:] != own[:-1]) | (self.values[1:] != self.values[:-1])
        upto = np.flatnonzero(last) + 1
        above = np.zeros(len(own) + 1, dtype=np.int64)
        above[self._order] = self.starts[own + 1] - np.repeat(upto, np.diff(upto, prepend=0))
        return above

    @cached_property
    def _positive(self) -> Integers:
        """For each passage how many of its pairs have values above 0."""
        own = np.repeat(np.arange(len(self.counts)), self.counts)
        return np.bincount(own[self.values > 0], minlength=len(self.counts))

    def _from_best(self, place: int) -> Floats:
        """For each passage the value in this place, from 1 for the best; 0 where it has fewer."""
        found = np.zeros(len(self.counts))
        enough = self.counts >= place
        found[enough] = self.values[self.starts[1:][enough] - place]
        return found

    def partners(self) -> tuple[Integers, Integers]:
        """For each passage the other ones of its two best pairs, of equal ones the first; -1 for none."""
        own, others, values = self._pairs
        found = np.full((2, len(self.counts)), -1)
        left = np.ones(len(own), dtype=bool)
        for partner, best in zip(found, (self.best, self.second), strict=True):
            equal = np.flatnonzero(left & (values == best[own]))
            passages, first = np.unique(own[equal], return_index=True)
            partner[passages] = others[equal[first]]
            left[equal[first]] = False
        return found[0], found[1]

    def standing(self, passages: Integers, places: Integers, values: Floats) -> tuple[Floats, Floats, Floats]:
        """How pairs stand among those of their passage on this side.

        Args:
            passages: the passage of each pair.
            places: where each pair stands in the table; behind its end if it does not.
            values: the value of each pair.

        Returns:
            The rank, 1 for the best, towards 0; the share of the best; the best value of another pair.
        """
        absent = places == len(self.values)
        above = np.where(absent, self._positive[passages], self._above[places])
        rank = np.where(self.counts[passages] > 0, 1.0 / (1 + above), 0.0)
        best = self.best[passages]
        share = np.divide(values, best, out=np.zeros(len(values)), where=best != 0)
        return rank, share, self.rivals(passages, values)

    def rivals(self, passages: Integers, values: Floats) -> Floats:
        """The best value of each passage other than one occurrence of these values."""
        best = self.best[passages]
        few = self.counts[passages] < 2
        return np.where(few, 0.0, np.where(values >= best, self.second[passages], best))

    def bars(self, most: Integers) -> Floats:
        """The value of the last of the best of each passage, of which `most` are wanted; see `candidates`."""
        bars = np.zeros(len(self.counts))
        ends = self.starts[1:]
        many = self.counts > most
        bars[many] = self.values[(ends - most)[many]]
        too_many = np.flatnonzero(self.counts > EQUAL * most)
        for passage in too_many[self.values[(ends - EQUAL * most - 1)[too_many]] == bars[too_many]]:
            best = self.values[ends[passage] - most[passage] : ends[passage]]
            bars[passage] = min(best[best > bars[passage]], default=math.inf)
        return bars

    def sums(self) -> Floats:
        """The sum of the values of each passage, rounded once."""
        return sums(self.values, self.counts)

    def tops(self, most: int) -> Floats:
        """The mean of the best values of each passage; 0 where it has none."""
        flat, counts = self.values.tolist(), np.minimum(self.counts, most)
        ends = self.starts[1:].tolist()
        found = [math.fsum(flat[end - n : end]) for end, n in zip(ends, counts.tolist(), strict=True)]
        return np.array(found) / np.maximum(counts, 1)


def pair_keys(lefts: Integers, rights: Integers, sizes: Pair[int]) -> Integers:
    """A number for each pair that rises with the left, then the right passage.

    There is room for the passages before the first and behind the last one.
    """
    keys: Integers = (lefts + 1) * (sizes.right + 2) + rights + 1
    return keys


def pairs_of_keys(keys: Integers, sizes: Pair[int]) -> tuple[Integers, Integers]:
    """The pairs that keys stand for."""
    lefts, rights = np.divmod(keys, sizes.right + 2)
    return lefts - 1, rights - 1


def starts_of(counts: Integers) -> Integers:
    """Where each group begins if groups of these sizes follow each other, and where the last one ends."""
    starts: Integers = np.concatenate(([0], np.cumsum(counts)))
    return starts


def positions(starts: Integers, counts: Integers) -> Integers:
    """The positions of groups, one group after the other: each begins at its start."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    found: Integers = np.arange(total) + np.repeat(starts - (ends - counts), counts)
    return found


def sums(values: Floats, counts: Integers) -> Floats:
    """The sum of each group of values, rounded once; see `many_embeddings.sums_across`.

    Args:
        values: the values, one group after the other.
        counts: the sizes of the groups.
    """
    total, lost = np.zeros(len(counts)), np.zeros(len(counts))
    starts = starts_of(counts)[:-1]
    largest_first = np.argsort(-counts, kind="stable")
    sizes = counts[largest_first]
    for place in range(min(int(counts.max(initial=0)), _MOST_BESIDE)):
        having = largest_first[: np.searchsorted(-sizes, -place)]
        before, value = total[having], values[starts[having] + place]
        added = before + value
        grown = added - before
        lost[having] += (before - (added - grown)) + (value - grown)
        total[having] = added
    found = total + lost
    for group in np.flatnonzero(counts > _MOST_BESIDE):
        found[group] = math.fsum(values[starts[group] : starts[group] + counts[group]])
    return found


def each(function: Callable[[float], float], values: Floats) -> Floats:
    """A function of `math` for each value: those of numpy round otherwise on some processors."""
    return np.array(list(map(function, values.tolist())))


def count_logs(counts: Integers) -> Floats:
    """`math.log1p` of small numbers."""
    found: Floats = each(math.log1p, np.arange(counts.max(initial=0) + 1.0))[counts]
    return found


def blocks(size: int) -> Iterator[slice]:
    """Cut what is to be computed into blocks."""
    for start in range(0, size, _BLOCK):
        yield slice(start, start + _BLOCK)
