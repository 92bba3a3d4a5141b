"""The inverted index over the terms of two long texts, as in `candidates`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from diptych.alignment.scoring.chains import ChainAnchor
from diptych.alignment.scoring.long_texts.tables import (
    PairTable,
    Ranking,
    pair_keys,
    pairs_of_keys,
    positions,
    starts_of,
    sums,
)

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from diptych.alignment.scoring.chains import Chain
    from diptych.alignment.scoring.long_texts.tables import Floats, Integers
    from diptych.sides import Pair

_AT_ONCE = 50_000
"""Pairs of a term in one passage and the same in another that are added up at once: few enough for the caches
of a processor."""


@dataclass(frozen=True, slots=True, eq=False)
class Bags:
    """The terms of one side's passages, passage by passage."""

    terms: Integers
    """The number of each term; both sides number alike."""
    weights: Floats
    """Its weight in its passage, whose vector has length 1."""
    counts: Integers
    """How many terms each passage has."""

    @property
    def passages(self) -> Integers:
        """The passage of each term."""
        return np.repeat(np.arange(len(self.counts)), self.counts)

    def flags(self, bags: Iterable[Iterable[str]], holds: Iterable[frozenset[str]]) -> NDArray[np.bool_]:
        """Whether each term is among those that go with its passage.

        Args:
            bags: the same terms as strings.
            holds: the terms that go with each passage.
        """
        flags = (term in held for bag, held in zip(bags, holds, strict=True) for term in bag)
        return np.fromiter(flags, dtype=bool, count=len(self.terms))


@dataclass(frozen=True, slots=True, eq=False)
class WeightedTerms:
    """One way to look at passages: as weighted terms."""

    names: tuple[str, ...]
    """The terms, by their numbers."""
    weights: Floats
    """How much each term says."""
    bags: Pair[Bags]


@dataclass(frozen=True, slots=True, eq=False)
class ArrayIndex:
    """What the index has computed of two long texts; see `Candidates`."""

    words: WeightedTerms
    concepts: WeightedTerms
    cosines: PairTable
    """Those of words."""
    runs: PairTable
    proper: Pair[NDArray[np.bool_]]
    """Whether each word of a passage belongs to a name."""
    quoted: Pair[NDArray[np.bool_]]
    """Whether each word of a passage stands within quotation marks."""


def terms_of(
    bags: Pair[tuple[Counter[str], ...]], weights: Mapping[str, float], tick: Callable[[], None]
) -> WeightedTerms:
    """The terms of all passages as arrays.

    Args:
        bags: how often each passage has each term.
        weights: how much each term says.
        tick: called often.
    """
    numbers = {term: number for number, term in enumerate(weights)}
    by_term = np.array(list(weights.values()))
    return WeightedTerms(tuple(weights), by_term, bags.map(lambda side: _bags(side, numbers, by_term, tick)))


def _bags(
    side: Sequence[Counter[str]], numbers: Mapping[str, int], weights: Floats, tick: Callable[[], None]
) -> Bags:
    terms, often = list[int](), list[int]()
    for bag in side:
        terms += map(numbers.__getitem__, bag)
        often += bag.values()
        tick()
    counts = np.fromiter(map(len, side), dtype=np.int64, count=len(side))
    known = np.array(terms, dtype=np.int64)
    raw = weights[known] * np.sqrt(np.array(often, dtype=float))
    lengths = np.repeat(np.sqrt(sums(raw * raw, counts)), counts)
    tick()
    return Bags(known, np.divide(raw, lengths, out=np.zeros(len(raw)), where=lengths != 0), counts)


@dataclass(frozen=True, slots=True, eq=False)
class _Lookups:
    """The terms of one side that the other one has, by passage and from the rarest on, and by term."""

    size: int
    passages: Integers
    terms: Integers
    weights: Floats
    places: Integers
    """The passages of each term, term by term."""
    weights_there: Floats
    counts: Integers
    """How many passages each term has."""
    starts: Integers


def _lookups(bags: Bags, order: Integers, shared: int) -> _Lookups:
    """The look-ups of one side; `order` has the rank of a term from the rarest on, -1 if it is not shared."""
    terms = order[bags.terms]
    known = (terms >= 0) & (bags.weights > 0)
    passages, terms, weights = bags.passages[known], terms[known], bags.weights[known]
    by_passage = np.argsort(passages * shared + terms)
    by_term = np.argsort(terms, kind="stable")
    counts = np.bincount(terms, minlength=shared)
    return _Lookups(
        len(bags.counts),
        passages[by_passage], terms[by_passage], weights[by_passage],
        passages[by_term], weights[by_term],
        counts, starts_of(counts),
    )  # fmt: skip


def cosines(terms: WeightedTerms, bounds: tuple[int, int], tick: Callable[[], None]) -> PairTable:
    """The cosines of the passages that are led to each other by their terms; see `candidates`.

    Args:
        terms: the terms of all passages.
        bounds: passages that one may be led to, and that it remembers.
        tick: called often.
    """
    bags, names = terms.bags, terms.names
    found = bags.map(lambda side: np.bincount(side.terms, minlength=len(names)))
    shared = np.flatnonzero((found.left > 0) & (found.right > 0)).tolist()
    tick()
    often = (found.left + found.right).tolist()
    shared.sort(key=lambda number: (often[number], names[number]))
    order = np.full(len(names), -1)
    order[shared] = np.arange(len(shared))
    tick()
    lookups = bags.map(lambda side: _lookups(side, order, len(shared)))
    sizes = lookups.map(lambda side: side.size)
    lefts, rights, values, complete = _nearest(lookups.left, lookups.right, bounds, tick)
    keys = pair_keys(lefts, rights, sizes)
    if not complete:
        others, own, more, _ = _nearest(lookups.right, lookups.left, bounds, tick)
        # Each side may have left out other terms: the larger sum is the nearer one to the truth.
        both, values = np.concatenate((keys, pair_keys(own, others, sizes))), np.concatenate((values, more))
        by_key = np.argsort(both)
        keys, starts = np.unique(both[by_key], return_index=True)
        values = np.maximum.reduceat(values[by_key], starts) if len(keys) else values
        tick()
    return PairTable(*pairs_of_keys(keys, sizes), values, sizes)


def _nearest(
    own: _Lookups, other: _Lookups, bounds: tuple[int, int], tick: Callable[[], None]
) -> tuple[Integers, Integers, Floats, bool]:
    """For each passage those that it is led to, by passage, and whether these are all that there are."""
    walked, remembered = bounds
    sizes = other.counts[own.terms]
    upto = starts_of(sizes)
    begins = starts_of(np.bincount(own.passages, minlength=own.size))[:-1]
    kept = upto[1:] - upto[begins[own.passages]] <= walked
    passages, terms, weights, sizes = own.passages[kept], own.terms[kept], own.weights[kept], sizes[kept]
    parts = [(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty(0))]
    complete = bool(kept.all())
    for part in _parts(passages, sizes):
        tick()
        lefts, rights, values = _added(passages[part], terms[part], weights[part], sizes[part], other)
        first = passages[part.start]
        size = passages[part.stop - 1] - first + 1
        bars = Ranking(lefts - first, rights, values, size).bars(np.full(size, remembered))
        near = values >= bars[lefts - first]
        complete = complete and bool(near.all())
        parts.append((lefts[near], rights[near], values[near]))
    lefts, rights, values = (np.concatenate(column) for column in zip(*parts, strict=True))
    return lefts, rights, values, complete


def _parts(passages: Integers, sizes: Integers) -> Iterator[slice]:
    """Cut look-ups into parts of whole passages, each with about as many pairs as are added at once."""
    upto = np.cumsum(sizes)
    start, end = 0, len(passages)
    while start < end:
        done = upto[start - 1] if start else 0
        last = min(int(np.searchsorted(upto, done + _AT_ONCE, side="right")), end - 1)
        stop = int(np.searchsorted(passages, passages[last], side="right"))
        yield slice(start, stop)
        start = stop


def _added(
    passages: Integers, terms: Integers, weights: Floats, sizes: Integers, other: _Lookups
) -> tuple[Integers, Integers, Floats]:
    """The sums of the products of weights, for each pair from its rarest term on."""
    there = positions(other.starts[terms], sizes)
    keys = np.repeat(passages * other.size, sizes) + other.places[there]
    pairs, at = np.unique(keys, return_inverse=True)
    products = np.repeat(weights, sizes) * other.weights_there[there]
    added = np.bincount(at, products).astype(float, copy=False)
    lefts, rights = np.divmod(pairs, other.size)
    return lefts, rights, added


def best_pairs(tables: Sequence[PairTable], order: Chain, most: Pair[list[int]]) -> list[tuple[int, int]]:
    """The pairs that are among the best of either passage in any table, or that order places together.

    Args:
        tables: measures of pairs.
        order: the order of both texts.
        most: how many pairs are wanted for each passage.
    """
    sizes = tables[0].sizes
    placed = [(left, right) for left, row in order.placed().items() for right in row]
    left, right = np.array(placed, dtype=np.int64).reshape(-1, 2).T
    found = [pair_keys(left, right, sizes)]
    wanted = most.map(np.array)
    for table in tables:
        rows, columns = table.rows.bars(wanted.left), table.columns.bars(wanted.right)
        near = (table.values >= rows[table.lefts]) | (table.values >= columns[table.rights])
        found.append(pair_keys(table.lefts[near], table.rights[near], sizes))
    lefts, rights = pairs_of_keys(np.unique(np.concatenate(found)), sizes)
    numbers = list(range(max(sizes.left, sizes.right)))  # one object for each number, of millions
    return [
        (numbers[left], numbers[right]) for left, right in zip(lefts.tolist(), rights.tolist(), strict=True)
    ]


def array_anchors(table: PairTable, certain: float) -> list[ChainAnchor]:
    """The same as `chains.anchors_of`."""
    values = table.values
    best = values > 0
    for ranking, own in ((table.rows, table.lefts), (table.columns, table.rights)):
        best &= (values == ranking.best[own]) & ((ranking.counts < 2) | (ranking.second < ranking.best))[own]
    found = zip(table.lefts[best].tolist(), table.rights[best].tolist(), values[best].tolist(), strict=True)
    return [ChainAnchor(left, right, min(1.0, value / certain)) for left, right, value in found]
