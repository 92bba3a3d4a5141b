"""Candidate pairs → columns of numbers that a logistic model can weigh.

A group computes some columns for all candidate pairs at once, so that what they share is prepared once.
Every feature is symmetric: what differs by side enters as the smaller and the larger of two.  The names of
the columns are the keys of `weights.json` and `encoder_weights.json`.

The groups of this module are those of stage 1, which judges a pair by itself and by how it ranks among the
alternatives of its two passages.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from diptych.alignment.features.embeddings import cosine_similarity, mean
from diptych.alignment.features.quantities import QuantityKind
from diptych.alignment.scoring.pair_tables import (
    Ranks,
    around,
    best_two,
    centrality,
    means,
    value_at,
)
from diptych.alignment.scoring.term_bags import ALIAS, SYNONYMS
from diptych.alignment.string_similarity import string_similarities
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import KeysView, Mapping

    from diptych.alignment.features.article_features import ArticleFeatures
    from diptych.alignment.features.quantities import Quantity
    from diptych.alignment.scoring.candidates import Candidates
    from diptych.alignment.scoring.pair_tables import Table

Columns = dict[str, Sequence[float]]
"""The values of each feature, by its name: one for each candidate pair, in the order of the pairs."""

Tick = Callable[[], None]
"""Called often while a group prepares; whatever it raises ends the work."""
RowOf = Callable[[int, int], Sequence[float]]
"""From the left and the right passage of a pair to its row."""


class PairFeatureGroup(Protocol):
    """Some features of candidate pairs.  Implementations can be pickled."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        ...

    def columns(
        self,
        features: Pair[ArticleFeatures],
        candidates: Candidates,
        on_progress: Callable[[int, int], None],
    ) -> Columns:
        """The columns for all candidate pairs.

        Args:
            features: what the passages hold.
            candidates: the pairs, and what the index knows of them.
            on_progress: called often with how many pairs are done, of how many.  Whatever it raises ends the
                work.
        """
        ...


def columns_by_row(
    names: tuple[str, ...],
    pairs: Sequence[tuple[int, int]],
    row_of: RowOf,
    on_progress: Callable[[int, int], None],
) -> Columns:
    """The columns of all pairs, from a function that gives the row of a pair."""
    flat = array("d")
    for done, (left, right) in enumerate(pairs):
        flat.extend(row_of(left, right))
        if not done % 32:
            on_progress(done, len(pairs))
    if len(flat) != len(names) * len(pairs):
        raise ValueError(f"a row has {len(flat) / max(1, len(pairs)):g} values for {len(names)} columns")
    return {name: flat[at :: len(names)] for at, name in enumerate(names)}


class _RowGroup:
    """A group that computes the row of one pair after the other."""

    names: tuple[str, ...] = ()

    def columns(
        self,
        features: Pair[ArticleFeatures],
        candidates: Candidates,
        on_progress: Callable[[int, int], None],
    ) -> Columns:
        """The columns for all candidate pairs; see `PairFeatureGroup`."""
        if candidates.arrays is not None:
            from diptych.alignment.scoring.long_texts.columns import array_columns  # imports numpy

            return array_columns(self, features, candidates.arrays, candidates.ends, on_progress)
        row_of = self.row_of(features, candidates, lambda: on_progress(0, len(candidates.pairs)))
        return columns_by_row(self.names, candidates.pairs, row_of, on_progress)

    def row_of(self, features: Pair[ArticleFeatures], candidates: Candidates, tick: Tick) -> RowOf:
        """Prepare what all pairs share, and return the function that gives the row of a pair.

        Args:
            features: what the passages hold.
            candidates: the pairs, and what the index knows of them.
            tick: called often.
        """
        raise NotImplementedError


class LexicalFeatures(_RowGroup):
    """What two passages share in words, synonyms, names, numbers and quoted words."""

    names = (
        "cosine", "cosine_squared", "concepts", "concepts_shared", "runs",
        "contained_more", "contained_less", "shared", "heaviest", "second", "count",
        "ordinary", "ordinary_share", "unexplained_more", "unexplained_less", "unexplained_share",
        "names", "name_weight", "names_differ",
        "counted", "counted_otherwise",
        "quoted", "quoted_share", "quotes_both", "quotes_one",
        "centred", "usual",
    )  # fmt: skip

    def row_of(self, features: Pair[ArticleFeatures], candidates: Candidates, tick: Tick) -> RowOf:
        """The function that gives the row of a pair; see `_RowGroup`."""
        weights = candidates.weights
        vectors, concept_vectors = candidates.words.vectors, candidates.concepts.vectors
        terms = vectors.map(lambda side: tuple(vector.keys() for vector in side))
        best = best_two(candidates.words.cosines, tick)
        averages = means(candidates.words.cosines, features, tick)

        def row(left: int, right: int) -> tuple[float, ...]:
            a, b = features.left.passages[left], features.right.passages[right]
            cosine, shared_terms = _cosine(vectors.left[left], vectors.right[right])
            concepts, shared_concepts = _cosine(concept_vectors.left[left], concept_vectors.right[right])
            groups = sum(1 for concept in shared_concepts if concept[0] == SYNONYMS)
            shared_weights = sorted((weights[term] for term in shared_terms), reverse=True)
            shared = math.fsum(shared_weights)
            shared_weights += (0.0, 0.0)
            mass_left, mass_right = candidates.mass.left[left], candidates.mass.right[right]
            in_left = shared / mass_left if mass_left else 0.0
            in_right = shared / mass_right if mass_right else 0.0
            shared_names = a.proper & b.proper
            ordinary = math.fsum(
                weights[term] for term in shared_terms if term not in a.proper and term not in b.proper
            )
            left_over = (
                _unexplained(shared_terms, best.left.get(left, ()), right, terms.right, weights),
                _unexplained(shared_terms, best.right.get(right, ()), left, terms.left, weights),
            )
            known_as = sum(1 for concept in shared_concepts if concept[0] == ALIAS)
            name_weight = math.fsum(weights.get(term, 0.0) for term in shared_names)
            fewest_names = min(len(a.proper), len(b.proper))
            quoted = math.fsum(weights.get(term, 0.0) for term in a.quoted & b.quoted)
            usual = averages.left.get(left, 0.0) + averages.right.get(right, 0.0)
            # One side may report in its own words what the other quotes.
            echoed = math.fsum(
                weights.get(term, 0.0) for term in shared_terms if (term in a.quoted) or (term in b.quoted)
            )
            return (
                cosine, cosine * cosine, concepts, math.log1p(groups), value_at(candidates.runs, left, right),
                max(in_left, in_right), min(in_left, in_right), math.log1p(shared),
                shared_weights[0], shared_weights[1],
                math.log1p(len(shared_terms)),
                math.log1p(ordinary), ordinary / shared if shared else 0.0,
                max(left_over), min(left_over), max(left_over) / shared if shared else 0.0,
                min(1.0, (len(shared_names) + known_as) / fewest_names) if fewest_names else 0.0,
                math.log1p(name_weight), 1.0 if fewest_names and not shared_names and not known_as else 0.0,
                *counted(a.quantities, b.quantities),
                math.log1p(quoted), echoed / shared if shared else 0.0,
                1.0 if a.quotes and b.quotes else 0.0, 1.0 if bool(a.quotes) != bool(b.quotes) else 0.0,
                cosine - usual, usual,
            )  # fmt: skip

        return row


def _cosine(one: Mapping[str, float], two: Mapping[str, float]) -> tuple[float, set[str]]:
    """The cosine of two vectors of length 1, and the terms that they share."""
    shared = one.keys() & two.keys()
    return math.fsum(one[term] * two[term] for term in shared), shared


def _unexplained(
    shared: set[str],
    best: Sequence[int],
    this: int,
    terms: Sequence[KeysView[str]],
    weights: Mapping[str, float],
) -> float:
    """The weight of what a pair shares beyond what one of its passages shares with its best rival."""
    rival = next((index for index in best if index != this), None)
    return math.fsum(weights[term] for term in (shared if rival is None else shared - terms[rival]))


_TELLING = 100
"""Equal numbers from this one on are hardly chance, whatever they count."""
_MANY = 10
"""Smaller numbers may be equal by chance: two senators, three men."""
_NEAR = 0.8
"""Ratio of two counts from which they may be two accounts of one."""
_COUNTABLE = (QuantityKind.COUNT, QuantityKind.MONEY, QuantityKind.PERCENT)


def counted(one: Sequence[Quantity], two: Sequence[Quantity]) -> tuple[float, float]:
    """Whether both count the same thing, to the same number and to one that is close to it."""
    same = close = 0.0
    for a in one:
        for b in two:
            if a.kind is not b.kind or a.kind not in _COUNTABLE:
                continue
            small, large = sorted((a.value, b.value))
            alike = a.of == b.of and a.details == b.details
            if small == large and (small >= _TELLING or (alike and small >= _MANY)):
                same = 1.0
            elif a.kind is QuantityKind.COUNT and alike and small >= _MANY and small >= _NEAR * large:
                # An approximate number or a bound is close to so many that it says nothing.
                close = max(close, 0.0 if a.hedged or b.hedged else 1.0)
    return same, 0.0 if same else close


class StringFeatures(_RowGroup):
    """How alike two passages are as strings of terms, and how long they are."""

    names = ("fuzz_ratio", "fuzz_set", "short", "long", "length_ratio")

    def row_of(self, features: Pair[ArticleFeatures], candidates: Candidates, tick: Tick) -> RowOf:
        """The function that gives the row of a pair; see `_RowGroup`."""

        def row(left: int, right: int) -> tuple[float, ...]:
            a, b = features.left.passages[left], features.right.passages[right]
            one, two = (a.plain, b.plain) if a.plain <= b.plain else (b.plain, a.plain)
            short, long = sorted((len(a.tokens), len(b.tokens)))
            return (
                *string_similarities(one, two),
                math.log1p(short),
                math.log1p(long),
                short / long if long else 0.0,
            )

        return row


class EmbeddingFeatures(_RowGroup):
    """How near two passages are in meaning, by their embeddings; all 0 in languages without embeddings."""

    names = (
        "meaning", "meaning_squared", "meaning_centred", "meaning_lead",
        "meaning_rank_better", "meaning_rank_worse",
    )  # fmt: skip

    def row_of(self, features: Pair[ArticleFeatures], candidates: Candidates, tick: Tick) -> RowOf:
        """The function that gives the row of a pair; see `_RowGroup`."""
        vectors = features.map(lambda article: tuple(passage.embedding for passage in article.passages))
        centres = vectors.map(mean)
        usual = Pair(
            tuple(cosine_similarity(vector, centres.right) for vector in vectors.left),
            tuple(cosine_similarity(vector, centres.left) for vector in vectors.right),
        )
        table: Table = {}
        for left, right in candidates.pairs:
            value = cosine_similarity(vectors.left[left], vectors.right[right])
            table.setdefault(left, {})[right] = value
            tick()
        ranks = Ranks(table, tick)
        tops = Pair(_tops(ranks.rows), _tops(ranks.columns))

        def row(left: int, right: int) -> tuple[float, ...]:
            value = table[left][right]
            better, worse, _, _, _ = ranks.of(left, right, value)
            return (
                value,
                value * value,
                value - (usual.left[left] + usual.right[right]) / 2,
                value - (tops.left[left] + tops.right[right]) / 2,
                better,
                worse,
            )

        return row


TOP = 5
"""Best candidates of a passage that a pair is held against (cross-domain similarity local scaling: A. Conneau
and others, "Word translation without parallel data", 2018, take 10 of many thousands)."""


def _tops(ranked: Mapping[int, Sequence[float]]) -> dict[int, float]:
    """The mean of the best values of each passage."""
    return {index: math.fsum(values[-TOP:]) / min(TOP, len(values)) for index, values in ranked.items()}


class RankFeatures(_RowGroup):
    """How a pair's cosine ranks among the alternatives of its passages, and what its neighbours have."""

    names = (
        "rank_better", "rank_worse", "ratio_better", "ratio_worse",
        "gap", "central",
        "diagonal", "adjacent", "around",
    )  # fmt: skip

    def row_of(self, features: Pair[ArticleFeatures], candidates: Candidates, tick: Tick) -> RowOf:
        """The function that gives the row of a pair; see `_RowGroup`."""
        cosines, vectors = candidates.words.cosines, candidates.words.vectors
        ranks = Ranks(cosines, tick)
        central = vectors.map(lambda side: centrality(side, tick))

        def row(left: int, right: int) -> tuple[float, ...]:
            return (
                *ranks.of(left, right, value_at(cosines, left, right)),
                central.left[left] + central.right[right],
                *around(cosines, left, right),
            )

        return row


class PositionFeatures(_RowGroup):
    """Where the passages stand in their articles, 0..1 from beginning to end."""

    names = ("place", "later", "earlier", "lead_both", "lead_one")

    def row_of(self, features: Pair[ArticleFeatures], candidates: Candidates, tick: Tick) -> RowOf:
        """The function that gives the row of a pair; see `_RowGroup`."""
        sizes = features.map(lambda article: max(1, len(article.passages) - 1))

        def row(left: int, right: int) -> tuple[float, ...]:
            places = left / sizes.left, right / sizes.right
            leads = (left < 2) + (right < 2)
            apart = abs(places[0] - places[1])
            return apart, max(places), min(places), 1.0 if leads == 2 else 0.0, 1.0 if leads == 1 else 0.0

        return row


class DocumentFeatures(_RowGroup):
    """How much the two articles as wholes have in common: the same for every pair."""

    names = ("texts_cosine", "texts_names", "texts_best")

    def row_of(self, features: Pair[ArticleFeatures], candidates: Candidates, tick: Tick) -> RowOf:
        """The function that gives the row of a pair; see `_RowGroup`."""
        weights = candidates.weights
        bags = candidates.words.vectors.map(lambda vectors: {term for vector in vectors for term in vector})
        tick()
        both = math.fsum(weights[term] for term in sorted(bags.left & bags.right))
        least = min(math.fsum(weights[term] for term in bag) for bag in bags)
        tops = []
        column_tops: dict[int, float] = {}
        for row in candidates.words.cosines.values():
            if row:
                tops.append(max(row.values()))
            for right, value in row.items():
                if value > column_tops.get(right, 0.0):
                    column_tops[right] = value
            tick()
        sizes = features.map(lambda article: max(1, len(article.passages)))
        best = min(math.fsum(tops) / sizes.left, math.fsum(column_tops.values()) / sizes.right)
        values = both / least if least else 0.0, names_in_common(features), best
        return lambda _left, _right: values


def names_in_common(features: Pair[ArticleFeatures]) -> float:
    """The share of the names of either article, the one with fewer, that the other has as well."""
    names = features.map(lambda article: {term for passage in article.passages for term in passage.proper})
    fewest = min(len(names.left), len(names.right))
    return len(names.left & names.right) / fewest if fewest else 0.0


STAGE1: tuple[PairFeatureGroup, ...] = (
    LexicalFeatures(),
    StringFeatures(),
    EmbeddingFeatures(),
    RankFeatures(),
    PositionFeatures(),
    DocumentFeatures(),
)
"""The groups of stage 1."""

STAGE1_NAMES = tuple(name for group in STAGE1 for name in group.names)
"""The columns of stage 1."""
