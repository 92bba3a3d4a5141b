"""Which pairs of passages are worth scoring: an inverted index over the terms of both articles.

A pair becomes a candidate because it shares terms; how much a term counts depends on how rare it is in
these two articles and in general.  Terms that would pair up more than `_MOST_PAIRS` passages say too little
to generate candidates, which bounds the work by the length of the texts; two newspaper articles never reach
that bound, so that short and long texts take the same road.

Exchanging the sides exchanges the result and nothing else: sums run over terms in sorted order, and a
product of a left and a right weight does not depend on which is which.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from diptych.alignment.features import ArticleFeatures, PassageFeatures
    from diptych.alignment.weights import Vocabulary

_MOST_PAIRS = 4_000
"""Pairs of passages that one term may propose: 63 by 63 passages that all have it."""
_BEST = 20
"""Candidates kept for each passage, by cosine: beyond them train holds one gold pair in a hundred."""

_CHANNELS = 3

Table = dict[int, dict[int, float]]
"""Left passage → right passage → a measure of that pair; absent means 0."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to compare passages: the cosine of their weighted terms."""

    vectors: Pair[tuple[dict[str, float], ...]]
    """Each passage's terms and weights, scaled to length 1."""
    cosines: Table


@dataclass(frozen=True, slots=True)
class Candidates:
    """The pairs to score and what the index already knows of them."""

    pairs: tuple[tuple[int, int], ...]
    """In order of left, then right passage."""
    weights: Mapping[str, float]
    """How much each term says, in these two articles and in general."""
    mass: Pair[tuple[float, ...]]
    """The weights of each passage's terms, summed."""
    words: Channel
    """Content terms by their weights."""
    concepts: Channel
    """What content terms stand for: groups of synonyms, and for other terms their first letters."""
    runs: Channel
    """Pairs of neighbouring words."""


def candidates_of(
    features: Pair[ArticleFeatures], vocabulary: Vocabulary, step: Callable[[int, int], None]
) -> Candidates:
    """The candidate pairs of two articles.

    Args:
        features: what their passages hold.
        vocabulary: what is known of words in general.
        step: told how much is done, of how much.
    """
    terms = features.map(lambda article: tuple(_terms(passage) for passage in article.passages))
    aliases = _aliases(features)
    concepts = Pair(
        *(_concepts_of(side, bags, aliases, vocabulary) for side, bags in zip(features, terms, strict=True))
    )
    runs = features.map(lambda article: tuple(_runs(passage) for passage in article.passages))

    def tick() -> None:
        step(0, 1)

    weights = {term: value * vocabulary.common.get(term, 1.0) for term, value in _rarity(terms, tick).items()}
    by_words = _channel(terms, weights, step, 0)
    by_concepts = _channel(concepts, _rarity(concepts, tick), step, 1)
    return Candidates(
        pairs=_best_pairs((by_words.cosines, by_concepts.cosines), tick),
        weights=weights,
        mass=terms.map(lambda bags: tuple(math.fsum(weights[term] for term in bag) for bag in bags)),
        words=by_words,
        concepts=by_concepts,
        runs=_channel(runs, _rarity(runs, tick), step, 2),
    )


def _terms(passage: PassageFeatures) -> Counter[str]:
    return Counter(token.term for token in passage.tokens if token.content)


def _aliases(features: Pair[ArticleFeatures]) -> frozenset[str]:
    """The abbreviations that one article uses for a name that the other, or itself, writes out."""
    short: set[str] = set()
    long: set[str] = set()
    for article in features:
        for passage in article.passages:
            for letters, span in passage.short_names:
                (short if len(span) <= 2 * len(letters) else long).add(letters)
    return frozenset(short & long)


def _concepts_of(
    article: ArticleFeatures, bags: Iterable[Counter[str]], aliases: frozenset[str], vocabulary: Vocabulary
) -> tuple[Counter[str], ...]:
    groups = vocabulary.groups if article.language.name == vocabulary.language else {}
    made = []
    for passage, terms in zip(article.passages, bags, strict=True):
        concepts = Counter(f"~{letters}" for letters, _ in passage.short_names if letters in aliases)
        for term, count in terms.items():
            for concept in groups.get(term, ()) or (term if term[0] in "#@" else term[:6],):
                concepts[concept] += count
        made.append(concepts)
    return tuple(made)


def _runs(passage: PassageFeatures) -> Counter[str]:
    tokens = passage.tokens
    return Counter(
        f"{tokens[k].term} {tokens[k + 1].term}"
        for k in range(len(tokens) - 1)
        if tokens[k].content or tokens[k + 1].content
    )


def _rarity(bags: Pair[tuple[Counter[str], ...]], tick: Callable[[], None]) -> dict[str, float]:
    """How much each term says: the logarithm of how few passages have it."""
    found: Counter[str] = Counter()
    for side in bags:
        for bag in side:
            found.update(bag.keys())
            tick()
    total = len(bags.left) + len(bags.right)
    return {term: math.log((total + 1) / (count + 0.5)) for term, count in found.items()}


def _channel(
    bags: Pair[tuple[Counter[str], ...]],
    weights: Mapping[str, float],
    step: Callable[[int, int], None],
    stage: int,
) -> Channel:
    def vectors_of(side: tuple[Counter[str], ...]) -> tuple[dict[str, float], ...]:
        made = []
        for bag in side:
            made.append(_vector(bag, weights))
            step(stage, _CHANNELS)
        return tuple(made)

    vectors = bags.map(vectors_of)
    postings = vectors.map(_postings)
    shared = sorted(postings.left.keys() & postings.right.keys())
    cosines: Table = {}
    for done, term in enumerate(shared):
        lefts, rights = postings.left[term], postings.right[term]
        if len(lefts) * len(rights) > _MOST_PAIRS:
            continue
        for left, left_weight in lefts:
            row = cosines.setdefault(left, {})
            for right, right_weight in rights:
                row[right] = row.get(right, 0.0) + left_weight * right_weight
        if not done % 16:
            step(stage * len(shared) + done, _CHANNELS * len(shared))
    return Channel(vectors, cosines)


def _vector(bag: Counter[str], weights: Mapping[str, float]) -> dict[str, float]:
    raw = {term: weights[term] * math.sqrt(count) for term, count in bag.items()}
    length = math.sqrt(math.fsum(weight * weight for weight in raw.values()))
    return {term: weight / length for term, weight in raw.items()} if length else {}


def _postings(vectors: Iterable[dict[str, float]]) -> dict[str, list[tuple[int, float]]]:
    postings: dict[str, list[tuple[int, float]]] = {}
    for index, vector in enumerate(vectors):
        for term, weight in vector.items():
            postings.setdefault(term, []).append((index, weight))
    return postings


def _best_pairs(tables: tuple[Table, ...], tick: Callable[[], None]) -> tuple[tuple[int, int], ...]:
    """The pairs that are among the best of their left or of their right passage in any of the tables."""
    kept: set[tuple[int, int]] = set()
    for table in tables:
        columns: dict[int, dict[int, float]] = {}
        for left, row in table.items():
            bar = _bar(row)
            for right, value in row.items():
                columns.setdefault(right, {})[left] = value
                if value >= bar:
                    kept.add((left, right))
            tick()
        for right, column in columns.items():
            bar = _bar(column)
            kept.update((left, right) for left, value in column.items() if value >= bar)
            tick()
    return tuple(sorted(kept))


def _bar(values: Mapping[int, float]) -> float:
    """The value of the last of the best; equal ones are all kept, so that order cannot matter."""
    if len(values) <= _BEST:
        return 0.0
    return sorted(values.values(), reverse=True)[_BEST - 1]
