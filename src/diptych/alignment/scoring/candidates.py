"""Which pairs of passages are worth scoring: an inverted index over the terms of both articles.

A pair becomes a candidate because it shares terms; how much a term counts depends on how rare it is in
these two articles and in general.  Each passage looks its terms up rarest first, as far as `_WALKED` goes,
and remembers its `_REMEMBERED` nearest, which bounds the work and the memory by the length of the texts; two
newspaper articles never reach these bounds, so that short and long texts take the same road.

Where both texts tell things in the same order (see `chains`), the order proposes what common words cannot,
and the passages that it places need fewer others to choose from.

Exchanging the sides exchanges the result and nothing else: sums run over terms from the rarest in both texts
on, and a product of a left and a right weight does not depend on which is which.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, NamedTuple, Protocol

from diptych.alignment.features.article_features import ignore_progress
from diptych.alignment.scoring.chains import Chain, anchors_of, chain_of
from diptych.alignment.scoring.heading_rule import is_bare_heading, may_be_linked
from diptych.alignment.scoring.term_bags import bags_of, concepts_of, rarity, runs_in, terms_in, weights_of
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from diptych.alignment.features.article_features import ArticleFeatures
    from diptych.alignment.scoring.long_texts.columns import Ends
    from diptych.alignment.scoring.long_texts.index import ArrayIndex
    from diptych.alignment.scoring.pair_tables import Table
    from diptych.alignment.scoring.term_bags import Bags
    from diptych.alignment.scoring.vocabulary import Vocabulary

_WALKED = 60_000, 200
"""Passages that a passage may be led to by its terms: the first number by the passages of the longer text, at
least the second.  In texts of 300 passages that is every passage that shares a term with it."""
_REMEMBERED = 30_000, 16
"""Passages that a passage remembers to have terms in common with, nearest first, counted likewise; fewer than
`_BEST` in a book, where either side remembers."""
_CERTAIN_RUNS = 0.15
"""Cosine of pairs of words from which passages that are each other's best in it are one told twice."""
_BEST = 20
"""Candidates kept for each passage, by cosine: beyond them train holds one gold pair in a hundred."""
_BEST_PLACED = 4
"""The same for a passage whose place the order of both texts tells: what else resembles it are repeats."""

EQUAL = 3
"""Times as many as are wanted may be kept because they are equally good."""
LONG = 80_000
"""Pairs of passages from which texts are long.  With its import, numpy takes about as long as this module for
two texts of 140 passages, two thirds as long for two of 280, and a third as long for two of 430."""

_WALKS = 20
"""About how often all passages are walked through, for progress."""

_Vectors = tuple[dict[str, float], ...]
_Postings = dict[str, tuple[list[int], list[float]]]
"""The passages that have a term, and its weight in each."""


class Channel(NamedTuple):
    """One way to compare passages: the cosine of their weighted terms."""

    vectors: Pair[_Vectors]
    """Each passage's terms and weights, scaled to length 1."""
    cosines: Table


_NO_CHANNEL = Channel(Pair((), ()), {})


@dataclass(frozen=True)
class Candidates:
    """The pairs to score, and the values that the index has computed of them."""

    pairs: tuple[tuple[int, int], ...]
    """In order of left, then right passage."""
    weights: Mapping[str, float]
    """How much each term says, in these two articles and in general."""
    in_order: bool
    """Whether runs of words show that both texts tell things in one order."""
    mass: Pair[tuple[float, ...]] = Pair((), ())  # noqa: RUF009 - frozen
    """The weights of each passage's terms, summed; empty in long texts, as what follows."""
    words: Channel = _NO_CHANNEL
    """Content terms by their weights."""
    concepts: Channel = _NO_CHANNEL
    """What content terms stand for: groups of synonyms, and for other terms their first letters."""
    runs: Table = field(default_factory=dict)
    """The cosine of pairs of neighbouring words."""
    arrays: ArrayIndex | None = None
    """The same as arrays, in long texts alone."""

    @cached_property
    def ends(self) -> Ends:
        """The passages of the pairs as arrays.  It imports numpy."""
        from diptych.alignment.scoring.long_texts.columns import ends_of

        return ends_of(self.pairs)

    def with_channels(
        self, features: Pair[ArticleFeatures], channels: Sequence[RetrievalChannel], tick: Callable[[], None]
    ) -> Candidates:
        """The same with the best pairs of further channels.

        Args:
            features: the features of the passages.
            channels: further ways to find candidates.
            tick: called often; whatever it raises ends the work.
        """
        tables = tuple(channel.similarities(features, tick) for channel in channels)
        if not tables:
            return self
        sizes = features.map(lambda article: len(article.passages))
        found = _best_pairs(tables, Chain(()), sizes, tick)
        return replace(self, pairs=tuple(sorted({*self.pairs, *_linkable(found, features)})))


class RetrievalChannel(Protocol):
    """A way to find candidates that share no term.  Implementations can be pickled."""

    def similarities(self, features: Pair[ArticleFeatures], tick: Callable[[], None]) -> Table:
        """How near passages are in this channel, 0..1; the best pairs of each passage become candidates.

        Args:
            features: the features of the passages.
            tick: called often; whatever it raises ends the work.
        """
        ...


def candidates_of(
    features: Pair[ArticleFeatures],
    vocabulary: Vocabulary,
    on_progress: Callable[[int, int], None] = ignore_progress,
) -> Candidates:
    """The candidate pairs of two articles.

    Args:
        features: the features of their passages.
        vocabulary: the weights and synonyms of words in general.
        on_progress: called often with how much is done, of how much.
    """
    sizes = features.map(lambda article: len(article.passages))
    walks, done = _WALKS * (sizes.left + sizes.right), count(1)

    def tick() -> None:
        on_progress(next(done), walks)

    if sizes.left * sizes.right >= LONG:
        return _in_arrays(features, vocabulary, tick)
    terms = features.map(lambda article: bags_of(article, terms_in, tick))
    weights = weights_of(terms, vocabulary, tick)
    mass = terms.map(lambda bags: tuple(math.fsum(weights[term] for term in bag) for bag in bags))
    words = _channel(terms, weights, tick)
    bags = concepts_of(features, terms, vocabulary, tick)
    del terms  # a book's bags are a tenth of all memory
    concepts = _channel(bags, rarity(bags, tick), tick)
    bags = features.map(lambda article: bags_of(article, runs_in, tick))
    runs = _channel(bags, rarity(bags, tick), tick).cosines
    del bags
    order = chain_of(anchors_of(runs, _CERTAIN_RUNS, tick), tick)
    pairs = _linkable(_best_pairs((words.cosines, concepts.cosines), order, sizes, tick), features)
    return Candidates(pairs, weights, bool(order.stretches), mass, words, concepts, runs)


def _in_arrays(
    features: Pair[ArticleFeatures], vocabulary: Vocabulary, tick: Callable[[], None]
) -> Candidates:
    """The candidate pairs of two long texts."""
    from diptych.alignment.scoring.long_texts import index  # imports numpy

    sizes = features.map(lambda article: len(article.passages))
    bounds = _bounds(sizes)
    terms = features.map(lambda article: bags_of(article, terms_in, tick))
    weights = weights_of(terms, vocabulary, tick)
    words = index.terms_of(terms, weights, tick)
    proper, quoted = (
        Pair(*(words.bags[side].flags(terms[side], sets) for side, sets in zip(Side, both, strict=True)))
        for both in (
            features.map(lambda article: [passage.proper for passage in article.passages]),
            features.map(lambda article: [passage.quoted for passage in article.passages]),
        )
    )
    bags = concepts_of(features, terms, vocabulary, tick)
    del terms
    concepts = index.terms_of(bags, rarity(bags, tick), tick)
    bags = features.map(lambda article: bags_of(article, runs_in, tick))
    runs = index.cosines(index.terms_of(bags, rarity(bags, tick), tick), bounds, tick)
    del bags
    order = chain_of(index.array_anchors(runs, _CERTAIN_RUNS), tick)
    near = index.cosines(words, bounds, tick)
    best = index.best_pairs((near, index.cosines(concepts, bounds, tick)), order, _most(order, sizes))
    tick()
    return Candidates(
        _linkable(best, features),
        weights,
        in_order=bool(order.stretches),
        arrays=index.ArrayIndex(words, concepts, near, runs, proper, quoted),
    )


def _linkable(
    pairs: Iterable[tuple[int, int]], features: Pair[ArticleFeatures]
) -> tuple[tuple[int, int], ...]:
    """The pairs that are no bare headings with nothing but a number in common."""
    left, right = (article.passages for article in features)
    bare = features.map(lambda article: [is_bare_heading(passage) for passage in article.passages])
    return tuple(
        pair
        for pair in pairs
        if not (bare.left[pair[0]] or bare.right[pair[1]]) or may_be_linked(left[pair[0]], right[pair[1]])
    )


def _channel(bags: Pair[Bags], weights: Mapping[str, float], tick: Callable[[], None]) -> Channel:
    def vectors_of(side: Bags) -> _Vectors:
        made = []
        for bag in side:
            made.append(_vector(bag, weights))
            tick()
        return tuple(made)

    vectors = bags.map(vectors_of)
    return Channel(vectors, _cosines(vectors, tick))


def _vector(bag: Counter[str], weights: Mapping[str, float]) -> dict[str, float]:
    raw = {term: weights[term] * math.sqrt(count) for term, count in bag.items()}
    length = math.sqrt(math.fsum(weight * weight for weight in raw.values()))
    return {term: weight / length for term, weight in raw.items()} if length else {}


def _cosines(vectors: Pair[_Vectors], tick: Callable[[], None]) -> Table:
    """The cosines of the passages that are led to each other by their terms."""
    shared = set().union(*vectors.left) & set().union(*vectors.right)
    tick()
    postings = vectors.map(lambda side: _postings(side, shared, tick))
    found = {term: len(postings.left[term][0]) + len(postings.right[term][0]) for term in shared}
    rarest_first = sorted(shared, key=lambda term: (found[term], term))
    walked, remembered = _bounds(vectors.map(len))

    def nearest(side: _Vectors, own: _Postings, other: _Postings) -> tuple[Table, bool]:
        """For each passage those that it is led to, and whether these are all that there are."""
        terms_of: list[list[str]] = [[] for _ in side]
        for term in rarest_first:
            for index in own[term][0]:
                terms_of[index].append(term)
        tick()
        table: Table = {}
        complete = True
        for index, (vector, terms) in enumerate(zip(side, terms_of, strict=True)):
            tick()
            row: dict[int, float] = {}
            left = walked
            for term in terms:
                places, weights = other[term]
                left -= len(places)
                if left < 0:
                    complete = False
                    break
                weight = vector[term]
                for place, other_weight in zip(places, weights, strict=True):
                    row[place] = row.get(place, 0.0) + weight * other_weight
            if len(row) > remembered:
                complete = False
                bar = _bar(row, remembered)
                row = {place: value for place, value in row.items() if value >= bar}
            if row:
                table[index] = row
        return table, complete

    rows, complete = nearest(vectors.left, postings.left, postings.right)
    if complete:
        return rows
    columns, _ = nearest(vectors.right, postings.right, postings.left)
    for right, column in columns.items():
        for left, value in column.items():
            row = rows.setdefault(left, {})
            # Each side may have left out other terms: the larger sum is the nearer one to the truth.
            row[right] = max(value, row.get(right, 0.0))
        tick()
    return rows


def _bounds(sizes: Pair[int]) -> tuple[int, int]:
    """How many passages one may be led to in texts of these sizes, and how many it remembers."""
    longer = max(sizes.left, sizes.right, 1)
    return max(_WALKED[0] // longer, _WALKED[1]), max(_REMEMBERED[0] // longer, _REMEMBERED[1])


def _postings(vectors: _Vectors, terms: set[str], tick: Callable[[], None]) -> _Postings:
    postings: _Postings = {term: ([], []) for term in terms}
    for index, vector in enumerate(vectors):
        for term in vector.keys() & terms:
            places, weights = postings[term]
            places.append(index)
            weights.append(vector[term])
        tick()
    return postings


def _best_pairs(
    tables: tuple[Table, ...], order: Chain, sizes: Pair[int], tick: Callable[[], None]
) -> tuple[tuple[int, int], ...]:
    """The pairs that are among the best of either passage in any table, or that order places together."""
    kept = {left: set(row) for left, row in order.placed().items()}
    most = _most(order, sizes)
    for table in tables:
        columns: dict[int, dict[int, float]] = {}
        for left, row in table.items():
            bar = _bar(row, most.left[left])
            best = kept.setdefault(left, set())
            for right, value in row.items():
                columns.setdefault(right, {})[left] = value
                if value >= bar:
                    best.add(right)
            tick()
        for right, column in columns.items():
            bar = _bar(column, most.right[right])
            for left, value in column.items():
                if value >= bar:
                    kept[left].add(right)
            tick()
    pairs: list[tuple[int, int]] = []
    for left in sorted(kept):
        pairs += [(left, right) for right in sorted(kept[left])]
        tick()
    return tuple(pairs)


def _most(order: Chain, sizes: Pair[int]) -> Pair[list[int]]:
    """How many candidates are kept for each passage."""
    return order.strengths(sizes).map(
        lambda side: [round(_BEST + (_BEST_PLACED - _BEST) * strength) for strength in side]
    )


def _bar(values: Mapping[int, float], most: int) -> float:
    """The value of the last of the best; equal ones are all kept, so that order cannot matter.

    Where they are too many, none of the equal ones is: a line that is said fifty times has no counterpart.
    """
    if len(values) <= most:
        return 0.0
    ranked = sorted(values.values(), reverse=True)
    bar = ranked[most - 1]
    if len(ranked) > EQUAL * most and ranked[EQUAL * most] == bar:
        return min((value for value in ranked[:most] if value > bar), default=math.inf)
    return bar
