"""The pair features of `pair_features` and `stage2_features` for long texts, a block of pairs at a time."""

from __future__ import annotations

import math
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np

from diptych.alignment.features.embeddings import DIMENSIONS, mean
from diptych.alignment.features.many_embeddings import row_products, sums_across
from diptych.alignment.scoring import pair_features
from diptych.alignment.scoring.long_texts.tables import (
    PairTable,
    blocks,
    count_logs,
    each,
    positions,
    starts_of,
    sums,
)
from diptych.alignment.scoring.stage2_features import NEIGHBOURHOOD
from diptych.alignment.scoring.term_bags import ALIAS, SYNONYMS
from diptych.alignment.string_similarity import many_string_similarities
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from diptych.alignment.features.article_features import ArticleFeatures
    from diptych.alignment.features.embeddings import Vector
    from diptych.alignment.scoring.alignment_model import Logistic
    from diptych.alignment.scoring.long_texts.index import ArrayIndex, Bags, WeightedTerms
    from diptych.alignment.scoring.long_texts.tables import Floats, Integers
    from diptych.alignment.scoring.pair_features import Columns

    Tick = Callable[[], None]
    Ends = Pair[Integers]
    """The passages of some pairs."""
    Block = Callable[[Ends], tuple[Floats, ...]]
    """From some pairs to their columns."""


def array_columns(
    group: pair_features.PairFeatureGroup,
    features: Pair[ArticleFeatures],
    index: ArrayIndex,
    ends: Ends,
    on_progress: Callable[[int, int], None],
) -> Columns:
    """The columns of a group of `pair_features` for all pairs.

    Args:
        group: the group.
        features: what the passages hold.
        index: what the index knows of them.
        ends: the passages of the candidate pairs.
        on_progress: called often with how many pairs are done, of how many.
    """
    block_of = _GROUPS[type(group)](features, index, ends, lambda: on_progress(0, len(ends.left)))
    return columns_by_block(group.names, ends, block_of, on_progress)


def ends_of(pairs: Sequence[tuple[int, int]]) -> Ends:
    """The passages of pairs."""
    flat = np.fromiter(chain.from_iterable(pairs), dtype=np.int64, count=2 * len(pairs))
    return Pair(flat[::2], flat[1::2])


def columns_by_block(
    names: tuple[str, ...], ends: Ends, block_of: Block, on_progress: Callable[[int, int], None]
) -> Columns:
    """The columns of all pairs, from a function that gives those of some."""
    size = len(ends.left)
    made = {name: np.empty(size) for name in names}
    for part in blocks(size):
        on_progress(part.start, size)
        found = block_of(Pair(ends.left[part], ends.right[part]))
        for column, values in zip(made.values(), found, strict=True):
            column[part] = values
    return cast("Columns", made)


class _Side(NamedTuple):
    """The terms of one side that the other one has as well, sorted by passage and number."""

    terms: Integers
    weights: Floats
    starts: Integers
    keys: Integers
    """Rises with the passage, then the term."""
    rows: Integers
    """The place of each term among all of its side's bags."""


def _sides(terms: WeightedTerms) -> Pair[_Side]:
    size = len(terms.names)
    found = terms.bags.map(lambda bags: np.bincount(bags.terms, minlength=size) > 0)
    shared = found.left & found.right

    def of(bags: Bags) -> _Side:
        rows = np.flatnonzero(shared[bags.terms] & (bags.weights > 0))
        keys = bags.passages[rows] * size + bags.terms[rows]
        order = np.argsort(keys)
        rows, keys = rows[order], keys[order]
        counts = np.bincount(keys // size, minlength=len(bags.counts))
        return _Side(bags.terms[rows], bags.weights[rows], starts_of(counts), keys, rows)

    return terms.bags.map(of)


class _Shared(NamedTuple):
    """The terms that pairs share, pair by pair."""

    pairs: Integers
    """The pair that shares a term."""
    counts: Integers
    """How many terms each pair shares."""
    at: Ends
    """The place of each term in the `_Side`s."""

    def sums(self, values: Floats, chosen: NDArray[np.bool_] | None = None) -> Floats:
        """The sum of some values of the terms of each pair, rounded once; of all if none is chosen."""
        if chosen is None:
            return sums(values, self.counts)
        return sums(values[chosen], self.numbers(chosen))

    def numbers(self, chosen: NDArray[np.bool_]) -> Integers:
        """How many of the terms of each pair are chosen."""
        return np.bincount(self.pairs[chosen], minlength=len(self.counts))


def _shared(sides: Pair[_Side], ends: Ends, size: int) -> _Shared:
    """The terms that pairs share.

    Args:
        sides: the terms of both sides.
        ends: the passages of the pairs.
        size: how many terms there are.
    """
    starts = sides.left.starts
    counts = starts[ends.left + 1] - starts[ends.left]
    pairs, at = np.repeat(np.arange(len(counts)), counts), positions(starts[ends.left], counts)
    there, found = _looked_up(sides.right, ends.right[pairs], sides.left.terms[at], size)
    pairs = pairs[found]
    return _Shared(pairs, np.bincount(pairs, minlength=len(counts)), Pair(at[found], there[found]))


def _looked_up(
    side: _Side, passages: Integers, terms: Integers, size: int
) -> tuple[Integers, NDArray[np.bool_]]:
    """Where terms stand in passages, and whether they do."""
    keys = passages * size + terms
    places = np.searchsorted(side.keys, keys)
    return places, np.append(side.keys, -1)[places] == keys


def _lexical(features: Pair[ArticleFeatures], index: ArrayIndex, _ends: Ends, tick: Tick) -> Block:
    """`pair_features.LexicalFeatures`."""
    weights, size = index.words.weights, len(index.words.names)
    sides, concept_sides = _sides(index.words), _sides(index.concepts)
    tick()
    mass = index.words.bags.map(lambda bags: sums(weights[bags.terms], bags.counts))
    tick()
    proper, quoted = (
        Pair(flags.left[sides.left.rows], flags.right[sides.right.rows])
        for flags in (index.proper, index.quoted)
    )
    is_group = np.array([name[0] == SYNONYMS for name in index.concepts.names], dtype=bool)
    is_alias = np.array([name[0] == ALIAS for name in index.concepts.names], dtype=bool)
    table = index.cosines
    rankings = Pair(table.rows, table.columns)
    best = rankings.map(lambda ranking: Pair(*ranking.partners()))
    averages = Pair(table.rows.sums() / table.sizes.right, table.columns.sums() / table.sizes.left)
    tick()
    passages = features.map(lambda article: article.passages)
    names = passages.map(lambda side: np.array([len(passage.proper) for passage in side]))
    quotes = passages.map(lambda side: np.array([bool(passage.quotes) for passage in side]))
    counting = passages.map(lambda side: np.array([bool(passage.quantities) for passage in side]))

    def unexplained(shared: _Shared, weights: Floats, own: Ends, side: _Side, best: Ends) -> Floats:
        """The weight of what pairs share beyond what a passage of each shares with its best rival."""
        rivals = np.where(best.left[own.left] != own.right, best.left[own.left], best.right[own.left])
        _, known = _looked_up(side, rivals[shared.pairs], sides.left.terms[shared.at.left], size)
        return shared.sums(weights, ~known)

    def block(ends: Ends) -> tuple[Floats, ...]:
        left, right = ends
        shared = _shared(sides, ends, size)
        one, two = shared.at
        cosine = shared.sums(sides.left.weights[one] * sides.right.weights[two])
        said = weights[sides.left.terms[one]]
        concepts = _shared(concept_sides, ends, len(index.concepts.names))
        one_concept, two_concept = concepts.at
        concept_cosine = concepts.sums(
            concept_sides.left.weights[one_concept] * concept_sides.right.weights[two_concept]
        )
        concept = concept_sides.left.terms[one_concept]
        groups, known_as = concepts.numbers(is_group[concept]), concepts.numbers(is_alias[concept])
        total = shared.sums(said)
        heaviest, second = _two_heaviest(shared, said)
        in_left, in_right = _share(total, mass.left[left]), _share(total, mass.right[right])
        is_name = proper.left[one] & proper.right[two]
        ordinary = shared.sums(said, ~(proper.left[one] | proper.right[two]))
        over_left = unexplained(shared, said, ends, sides.right, best.left)
        over_right = unexplained(shared, said, ends.swapped, sides.left, best.right)
        most_over = np.maximum(over_left, over_right)
        shared_names = shared.numbers(is_name)
        fewest = np.minimum(names.left[left], names.right[right])
        echoed = shared.sums(said, quoted.left[one] | quoted.right[two])
        counted = np.zeros((2, len(left)))
        for k in np.flatnonzero(counting.left[left] & counting.right[right]).tolist():
            a, b = passages.left[left[k]], passages.right[right[k]]
            counted[:, k] = pair_features.counted(a.quantities, b.quantities)
        usual = averages.left[left] + averages.right[right]
        return (
            cosine, cosine * cosine, concept_cosine, count_logs(groups), index.runs.at(left, right),
            np.maximum(in_left, in_right), np.minimum(in_left, in_right), each(math.log1p, total),
            heaviest, second,
            count_logs(shared.counts),
            each(math.log1p, ordinary), _share(ordinary, total),
            most_over, np.minimum(over_left, over_right), _share(most_over, total),
            np.minimum(1.0, _share(shared_names + known_as, fewest)),
            each(math.log1p, shared.sums(said, is_name)),
            (fewest > 0) & (shared_names == 0) & (known_as == 0),
            *counted,
            each(math.log1p, shared.sums(said, quoted.left[one] & quoted.right[two])), _share(echoed, total),
            quotes.left[left] & quotes.right[right], quotes.left[left] != quotes.right[right],
            cosine - usual, usual,
        )  # fmt: skip

    return block


def _share(part: Floats | Integers, whole: Floats | Integers) -> Floats:
    """The quotient of each two values; 0 where there is nothing to divide by."""
    return np.divide(part, whole, out=np.zeros(len(part)), where=whole != 0)


def _two_heaviest(shared: _Shared, weights: Floats) -> tuple[Floats, Floats]:
    """The two highest weights of the terms of each pair; 0 where it shares fewer."""
    ends = np.cumsum(shared.counts)
    levels, level = np.unique(weights, return_inverse=True)
    ranked = weights[np.argsort(shared.pairs * len(levels) + level)]
    found = np.zeros((2, len(ends)))
    for place in (1, 2):
        enough = shared.counts >= place
        found[place - 1, enough] = ranked[ends[enough] - place]
    return found[0], found[1]


def _strings(features: Pair[ArticleFeatures], _index: ArrayIndex, _ends: Ends, _tick: Tick) -> Block:
    """`pair_features.StringFeatures`."""
    plain = features.map(lambda article: [passage.plain for passage in article.passages])
    sets = plain.map(lambda texts: [" ".join(sorted({*text.split()})) for text in texts])
    sizes = features.map(lambda article: np.array([len(passage.tokens) for passage in article.passages]))

    def block(ends: Ends) -> tuple[Floats, ...]:
        left, right = ends
        one, two = ends.map(lambda side: side.tolist())
        similar = many_string_similarities(
            *(
                Pair([of.left[passage] for passage in one], [of.right[passage] for passage in two])
                for of in (plain, sets)
            )
        )
        short = np.minimum(sizes.left[left], sizes.right[right])
        long = np.maximum(sizes.left[left], sizes.right[right])
        return *similar, count_logs(short), count_logs(long), _share(short, long)

    return block


def _embeddings(features: Pair[ArticleFeatures], _index: ArrayIndex, ends: Ends, tick: Tick) -> Block:
    """`pair_features.EmbeddingFeatures`."""
    vectors = features.map(lambda article: [passage.embedding for passage in article.passages])
    centres = vectors.map(mean)
    rows = vectors.map(_matrix)
    usual = Pair(
        row_products(rows.left, _matrix([centres.right])), row_products(rows.right, _matrix([centres.left]))
    )
    dimensions = [*zip(*rows.map(lambda side: np.ascontiguousarray(side.T)), strict=True)]
    values = np.empty(len(ends.left))
    for part in blocks(len(values)):
        tick()
        left, right = ends.left[part], ends.right[part]
        values[part] = sums_across(one[left] * two[right] for one, two in dimensions)
    table = PairTable(ends.left, ends.right, values, vectors.map(len))
    tick()
    tops = Pair(table.rows.tops(pair_features.TOP), table.columns.tops(pair_features.TOP))

    def block(ends: Ends) -> tuple[Floats, ...]:
        left, right = ends
        value = table.at(left, right)
        better, worse, *_ = table.ranks(left, right)
        return (
            value,
            value * value,
            value - (usual.left[left] + usual.right[right]) / 2,
            value - (tops.left[left] + tops.right[right]) / 2,
            better,
            worse,
        )

    return block


def _matrix(vectors: Sequence[Vector]) -> Floats:
    """Vectors as rows; 0 for an empty one."""
    return np.array([vector or (0.0,) * DIMENSIONS for vector in vectors], dtype=float)


def _ranks(_features: Pair[ArticleFeatures], index: ArrayIndex, _ends: Ends, tick: Tick) -> Block:
    """`pair_features.RankFeatures`."""
    table = index.cosines
    central = index.words.bags.map(_centrality)
    tick()

    def block(ends: Ends) -> tuple[Floats, ...]:
        left, right = ends
        return (
            *table.ranks(left, right),
            central.left[left] + central.right[right],
            *table.around(left, right),
        )

    return block


def _centrality(bags: Bags) -> Floats:
    """For each passage its mean cosine with all passages of its own article."""
    total = np.bincount(bags.terms, bags.weights)
    return sums(bags.weights * total[bags.terms], bags.counts) / max(1, len(bags.counts))


def _positions(features: Pair[ArticleFeatures], _index: ArrayIndex, _ends: Ends, _tick: Tick) -> Block:
    """`pair_features.PositionFeatures`."""
    sizes = features.map(lambda article: max(1, len(article.passages) - 1))

    def block(ends: Ends) -> tuple[Floats, ...]:
        one, two = ends.left / sizes.left, ends.right / sizes.right
        leads = (ends.left < 2).astype(int) + (ends.right < 2)
        return np.abs(one - two), np.maximum(one, two), np.minimum(one, two), leads == 2, leads == 1

    return block


def _documents(features: Pair[ArticleFeatures], index: ArrayIndex, _ends: Ends, tick: Tick) -> Block:
    """`pair_features.DocumentFeatures`."""
    weights = index.words.weights
    found = index.words.bags.map(lambda bags: np.bincount(bags.terms, minlength=len(weights)) > 0)
    both = math.fsum(weights[found.left & found.right])
    least = min(math.fsum(weights[side]) for side in found)
    tick()
    table = index.cosines
    best = min(
        math.fsum(table.rows.best) / max(1, table.sizes.left),
        math.fsum(table.columns.best) / max(1, table.sizes.right),
    )
    values = both / least if least else 0.0, pair_features.names_in_common(features), best
    return lambda ends: tuple(np.full(len(ends.left), value) for value in values)


def array_neighbourhood(
    answers: Sequence[float],
    ends: Ends,
    sizes: Pair[int],
    on_progress: Callable[[int, int], None],
) -> Columns:
    """`stage2_features.neighbourhood_columns`."""
    table = PairTable(ends.left, ends.right, np.array(answers), sizes)
    totals = Pair(table.rows.sums(), table.columns.sums())
    mass = min(1.0, math.fsum(answers) / max(1, min(sizes.left, sizes.right)))

    def block(ends: Ends) -> tuple[Floats, ...]:
        left, right = ends
        score = table.at(left, right)
        better, worse, *_ = table.ranks(left, right)
        in_row = np.maximum(0.0, totals.left[left] - score)
        in_column = np.maximum(0.0, totals.right[right] - score)
        best_row, best_column = table.rows.rivals(left, score), table.columns.rivals(right, score)
        return (
            each(math.log, (score + 1e-6) / (1 - score + 1e-6)), better, worse,
            np.maximum(in_row, in_column), np.minimum(in_row, in_column),
            np.maximum(best_row, best_column), np.minimum(best_row, best_column),
            *table.around(left, right), np.full(len(left), mass),
        )  # fmt: skip

    return columns_by_block(NEIGHBOURHOOD, ends, block, on_progress)


def array_probabilities(
    model: Logistic, columns: Columns, on_progress: Callable[[int, int], None]
) -> list[float]:
    """`Logistic.probabilities`."""
    weighed = np.zeros(len(next(iter(columns.values()))))
    for done, (name, weight) in enumerate(model.weights.items()):
        weighed += weight * np.asarray(columns[name])
        on_progress(done, len(model.weights))
    logits = model.bias + weighed
    # `Logistic.probability` for all at once.
    answers = 1.0 / (1.0 + each(math.exp, -np.maximum(logits, -700.0)))
    found: list[float] = np.where(logits > -700.0, answers, 0.0).tolist()
    return found


_GROUPS: dict[type, Callable[[Pair[ArticleFeatures], ArrayIndex, Ends, Tick], Block]] = {
    pair_features.LexicalFeatures: _lexical,
    pair_features.StringFeatures: _strings,
    pair_features.EmbeddingFeatures: _embeddings,
    pair_features.RankFeatures: _ranks,
    pair_features.PositionFeatures: _positions,
    pair_features.DocumentFeatures: _documents,
}
"""What computes the columns of each group."""
