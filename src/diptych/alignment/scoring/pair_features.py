"""Candidate pairs → rows of numbers that a model can weigh.

Every measure is symmetric: what differs by side enters as the smaller and the larger of two.  The names in
`FIRST` and `SECOND` are the columns of a row, and the keys of `weights.json`.

Two passes: the first judges a pair by itself and by how it ranks among the alternatives of its two
passages; the second also knows what the first thought of the neighbours and the competitors.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych.alignment.features.embeddings import cosine_similarity, mean
from diptych.alignment.features.quantities import QuantityKind
from diptych.alignment.scoring.pair_tables import (
    Ranks,
    around,
    best_two,
    centrality,
    means,
    other,
    value_at,
)
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, KeysView, Mapping, Sequence

    from diptych.alignment.features.article_features import ArticleFeatures
    from diptych.alignment.features.quantities import Quantity
    from diptych.alignment.scoring.candidates import Candidates
    from diptych.alignment.scoring.pair_tables import Table

FIRST = (
    "cosine", "cosine_squared", "concepts", "concepts_shared", "runs",
    "contained_more", "contained_less", "shared", "heaviest", "second", "count",
    "ordinary", "ordinary_share", "unexplained_more", "unexplained_less", "unexplained_share",
    "names", "name_weight", "names_differ",
    "counted", "counted_otherwise",
    "quoted", "quoted_share", "quotes_both", "quotes_one",
    "fuzz_ratio", "fuzz_set",
    "meaning", "meaning_squared", "meaning_centred", "meaning_lead",
    "meaning_rank_better", "meaning_rank_worse",
    "short", "long", "length_ratio",
    "rank_better", "rank_worse", "ratio_better", "ratio_worse",
    "gap", "centred", "usual", "central",
    "diagonal", "adjacent", "around",
    "place", "later", "earlier", "lead_both", "lead_one",
    "texts_cosine", "texts_names", "texts_best",
)  # fmt: skip

SECOND = (
    *FIRST,
    "logit", "logit_rank_better", "logit_rank_worse", "row_more", "row_less", "best_more", "best_less",
    "near_diagonal", "near_adjacent", "near_any", "texts_mass",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DocumentFeatures:
    """How much the two articles as wholes have in common."""

    cosine: float
    names: float
    best: float

    def row(self) -> tuple[float, float, float]:
        """The values in the order of their names in `FIRST`."""
        return self.cosine, self.names, self.best


def document_features(
    features: Pair[ArticleFeatures], candidates: Candidates, tick: Callable[[], None]
) -> DocumentFeatures:
    """What the two articles as wholes have in common."""
    weights = candidates.weights
    bags = candidates.words.vectors.map(lambda vectors: {term for vector in vectors for term in vector})
    tick()
    shared = sorted(bags.left & bags.right)
    both = math.fsum(weights[term] for term in shared)
    least = min(math.fsum(weights[term] for term in bag) for bag in bags)
    names = features.map(lambda article: {term for passage in article.passages for term in passage.proper})
    tick()
    common = len(names.left & names.right)
    fewest = min(len(names.left), len(names.right))
    table = candidates.words.cosines
    tick()
    tops = [max(row.values()) for row in table.values() if row]
    column_tops: dict[int, float] = {}
    for row in table.values():
        for right, value in row.items():
            if value > column_tops.get(right, 0.0):
                column_tops[right] = value
        tick()
    sizes = features.map(lambda article: max(1, len(article.passages)))
    best = min(math.fsum(tops) / sizes.left, math.fsum(column_tops.values()) / sizes.right)
    return DocumentFeatures(both / least if least else 0.0, common / fewest if fewest else 0.0, best)


class Stage1Features:
    """Rows of the measures in `FIRST`."""

    def __init__(
        self,
        features: Pair[ArticleFeatures],
        candidates: Candidates,
        strings: Callable[[str, str], tuple[float, float]],
        tick: Callable[[], None],
    ) -> None:
        self._features = features
        self._candidates = candidates
        self._strings = strings
        self._texts = document_features(features, candidates, tick).row()
        self._ranks = Ranks(candidates.words.cosines, tick)
        self._means = means(candidates.words.cosines, features, tick)
        self._central = candidates.words.vectors.map(lambda side: centrality(side, tick))
        self._terms = candidates.words.vectors.map(lambda side: tuple(vector.keys() for vector in side))
        self._best = best_two(candidates.words.cosines, tick)
        self._meanings = _Meanings(features, candidates.pairs, tick)
        self._sizes = features.map(lambda article: max(1, len(article.passages) - 1))

    def row(self, left: int, right: int) -> list[float]:
        """The measures of one pair."""
        a, b = self._features.left.passages[left], self._features.right.passages[right]
        candidates = self._candidates
        weights = candidates.weights
        words = candidates.words.cosines
        vectors, concept_vectors = candidates.words.vectors, candidates.concepts.vectors
        cosine, shared_terms = _cosine(vectors.left[left], vectors.right[right])
        concepts, shared_concepts = _cosine(concept_vectors.left[left], concept_vectors.right[right])
        groups = sum(1 for concept in shared_concepts if concept[0] == "=")
        runs = value_at(candidates.runs, left, right)
        usual = self._means.left.get(left, 0.0) + self._means.right.get(right, 0.0)
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
        left_over = self._unexplained(left, right, shared_terms)
        known_as = sum(1 for concept in shared_concepts if concept[0] == "~")
        name_weight = math.fsum(weights.get(term, 0.0) for term in shared_names)
        fewest_names = min(len(a.proper), len(b.proper))
        quoted = math.fsum(weights.get(term, 0.0) for term in a.quoted & b.quoted)
        # What one quotes, the other may report in its own words.
        echoed = math.fsum(
            weights.get(term, 0.0) for term in shared_terms if (term in a.quoted) or (term in b.quoted)
        )
        one, two = (a.plain, b.plain) if a.plain <= b.plain else (b.plain, a.plain)
        short, long = sorted((len(a.tokens), len(b.tokens)))
        better, worse, ratio_better, ratio_worse, gap = self._ranks.of(
            left, right, value_at(words, left, right)
        )
        diagonal, adjacent, near = around(words, left, right)
        places = left / self._sizes.left, right / self._sizes.right
        leads = (left < 2) + (right < 2)
        return [
            cosine, cosine * cosine, concepts, math.log1p(groups), runs,
            max(in_left, in_right), min(in_left, in_right), math.log1p(shared),
            shared_weights[0], shared_weights[1],
            math.log1p(len(shared_terms)),
            math.log1p(ordinary), ordinary / shared if shared else 0.0,
            max(left_over), min(left_over), max(left_over) / shared if shared else 0.0,
            min(1.0, (len(shared_names) + known_as) / fewest_names) if fewest_names else 0.0,
            math.log1p(name_weight), 1.0 if fewest_names and not shared_names and not known_as else 0.0,
            *_counted(a.quantities, b.quantities),
            math.log1p(quoted), echoed / shared if shared else 0.0,
            1.0 if a.quotes and b.quotes else 0.0, 1.0 if bool(a.quotes) != bool(b.quotes) else 0.0,
            *self._strings(one, two),
            *self._meanings.row(left, right),
            math.log1p(short), math.log1p(long), short / long if long else 0.0,
            better, worse, ratio_better, ratio_worse,
            gap, cosine - usual, usual,
            self._central.left[left] + self._central.right[right],
            diagonal, adjacent, near,
            abs(places[0] - places[1]), max(places), min(places),
            1.0 if leads == 2 else 0.0, 1.0 if leads == 1 else 0.0,
            *self._texts,
        ]  # fmt: skip

    def _unexplained(self, left: int, right: int, shared: set[str]) -> tuple[float, float]:
        """What the pair shares beyond what either passage shares with the best of its other candidates."""
        weights = self._candidates.weights

        def beyond(best: Sequence[int], this: int, terms: Sequence[KeysView[str]]) -> float:
            other = next((index for index in best if index != this), None)
            rest = shared if other is None else shared - terms[other]
            return math.fsum(weights[term] for term in rest)

        return (
            beyond(self._best.left.get(left, ()), right, self._terms.right),
            beyond(self._best.right.get(right, ()), left, self._terms.left),
        )


class _Meanings:
    """How near the passages of the candidates are in meaning, by their embeddings.

    All 0 for languages that it does not know.
    """

    def __init__(
        self, features: Pair[ArticleFeatures], pairs: Sequence[tuple[int, int]], tick: Callable[[], None]
    ) -> None:
        self._vectors = features.map(lambda article: tuple(p.meaning for p in article.passages))
        means = self._vectors.map(mean)
        self._usual = Pair(
            tuple(cosine_similarity(vector, means.right) for vector in self._vectors.left),
            tuple(cosine_similarity(vector, means.left) for vector in self._vectors.right),
        )
        self._table: Table = {}
        for left, right in pairs:
            value = cosine_similarity(self._vectors.left[left], self._vectors.right[right])
            self._table.setdefault(left, {})[right] = value
            tick()
        self._ranks = Ranks(self._table, tick)
        self._tops = Pair(_tops(self._ranks.rows), _tops(self._ranks.columns))

    def row(self, left: int, right: int) -> tuple[float, ...]:
        """The measures of one pair, in the order of their names."""
        value = self._table[left][right]
        better, worse, _, _, _ = self._ranks.of(left, right, value)
        return (
            value,
            value * value,
            value - (self._usual.left[left] + self._usual.right[right]) / 2,
            value - (self._tops.left[left] + self._tops.right[right]) / 2,
            better,
            worse,
        )


_TOP = 5
"""Best candidates of a passage that a pair is held against (cross-domain similarity local scaling: A. Conneau
and others, "Word translation without parallel data", 2018, take 10 of many thousands)."""


def _tops(ranked: Mapping[int, Sequence[float]]) -> dict[int, float]:
    """The mean of the best values of each passage."""
    return {index: math.fsum(values[-_TOP:]) / min(_TOP, len(values)) for index, values in ranked.items()}


class Stage2Features:
    """Rows of the measures in `SECOND`, from those of the first pass and its scores."""

    def __init__(self, scores: Table, sizes: Pair[int], tick: Callable[[], None]) -> None:
        self._scores = scores
        self._ranks = Ranks(scores, tick)
        self._rows = {left: math.fsum(values) for left, values in self._ranks.rows.items()}
        self._columns = {right: math.fsum(values) for right, values in self._ranks.columns.items()}
        # Not the sum of the row sums: rounding would make it depend on which side the rows are.
        total = math.fsum(value for row in scores.values() for value in row.values())
        # In proportion to the shorter text: two long texts hold more chance resemblances.
        self._mass = min(1.0, total / max(1, min(sizes.left, sizes.right)))

    def row(self, left: int, right: int, first: Sequence[float]) -> list[float]:
        """The measures of one pair."""
        score = self._scores[left][right]
        better, worse, _, _, _ = self._ranks.of(left, right, score)
        in_row, in_column = max(0.0, self._rows[left] - score), max(0.0, self._columns[right] - score)
        best_row = other(self._ranks.rows[left], score)
        best_column = other(self._ranks.columns[right], score)
        diagonal, adjacent, near = around(self._scores, left, right)
        return [
            *first,
            math.log((score + 1e-6) / (1 - score + 1e-6)), better, worse,
            max(in_row, in_column), min(in_row, in_column),
            max(best_row, best_column), min(best_row, best_column),
            diagonal, adjacent, near, self._mass,
        ]  # fmt: skip


def _counted(one: Sequence[Quantity], two: Sequence[Quantity]) -> tuple[float, float]:
    """Whether both count the same thing, to the same number and to one that is close to it."""
    same = close = 0.0
    for a in one:
        for b in two:
            if a.kind is not b.kind or a.kind not in _COUNTED:
                continue
            small, large = sorted((a.value, b.value))
            alike = a.of == b.of and a.details == b.details
            if small == large and (small >= _TELLING or (alike and small >= _MANY)):
                same = 1.0
            elif a.kind is QuantityKind.COUNT and alike and small >= _MANY and small >= _NEAR * large:
                # Round words and bounds agree with so much that they tell nothing.
                close = max(close, 0.0 if a.hedged or b.hedged else 1.0)
    return same, 0.0 if same else close


_TELLING = 100
"""Counts from here on are hardly the same by chance, whatever they are said to count."""
_MANY = 10
"""Smaller counts are the same by chance: two senators, three men."""
_NEAR = 0.8
"""Ratio of two counts from which they may be two accounts of one."""
_COUNTED = (QuantityKind.COUNT, QuantityKind.MONEY, QuantityKind.PERCENT)


def _cosine(one: Mapping[str, float], two: Mapping[str, float]) -> tuple[float, set[str]]:
    """The cosine of two vectors of length 1, and the terms that they share."""
    shared = one.keys() & two.keys()
    return math.fsum(one[term] * two[term] for term in shared), shared
