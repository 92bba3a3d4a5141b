"""Profiles and days → the pairs of articles that may cover the same event, with the probability that they do.

The similarity of two articles is the cosine of their term vectors, weighted by how often an article has a
term and how few articles have it (tf-idf).  The probability also depends on the days of publication and on
the number of articles: among many, some are alike by chance, and few of these are of the same day.

An index from terms to articles finds the candidates.  It is read only where a term is rare, or near an
article's own day, so that the time grows with the number of articles, not with that of their pairs.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from diptych.errors import Cancelled
from diptych.folder.article_profile import TermKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from diptych.folder.article_profile import Profile

    Array = np.ndarray[tuple[int, ...], np.dtype[Any]]
    Vector = tuple[Array, Array]
    """The numbers of an article's terms, and their weights."""

LIKELY = 0.5
"""The score, 0..1, from which two articles count as covering the same event."""

_STEEPNESS = 45.0
"""Slope of the logistic function from similarity to score."""
_MIDDLE = -0.01
"""Similarity at which the score is one half, for two articles of length 1 among few."""
_BY_LENGTH = 0.02
"""Increase of the middle by the sum of the logarithms of both lengths: long articles share more by chance."""
_FEW = 150
"""Articles of a folder; the increase of the middle counts in multiples of this."""
_BY_NUMBER = 0.013
"""Increase of the middle by the logarithm of the number of articles, times `_APART` and the days between."""
_APART = 1.4
"""What is added to the logarithm of the days between both articles."""
_UNDATED_DAYS = 2
"""Days that count as between two articles if one has no date.

These constants were fitted on the folders of `tests/quality/test_partners.py`, where one to twelve articles
cover an event among up to thirty others, and on an archive of 6,720 articles with 820 known pairs.
"""

_SHORTEST = 20
"""Least length in terms; a shorter article counts as this long."""

_ELSEWHERE = 50
"""Imaginary articles without any terms, which are added to those of the folder.

With them, a term that all articles of a folder share is still rare, even if all cover one event.
"""

_SUREST = 0.99
"""Highest score of two different texts."""
_ALIKE = 0.95
"""Lowest similarity of two versions of one text, whose score is 1."""
COPIED = 0.5
"""The share of the shorter text, 0..1, from which it counts as a copy: reports share few runs of words."""

_NUMBER = 0.5
"""Weight of a number relative to a word: many stories have the same number."""

_RARE = 100
"""Most articles that share a rare term: all of them are looked up."""
_NEAR = 30
"""Days around an article's own within which commoner terms are looked up, if it has one."""
_MOST_NEAR = 100
"""Most articles that are looked up for a commoner term on each side, those nearest in time."""
_LEAST = 0.15
"""Similarity by the terms looked up from which two articles are candidates, as is the nearest one."""

MOST_RELATED = 20
"""Most related articles of each: many reports on one event would give a pair for each two of them."""

_TELLING = frozenset({TermKind.NAME.value, TermKind.DAY.value})
"""Kinds of the terms that say most about an event."""
_SHOWN = 4
"""Most shared terms that are shown."""


@dataclass(frozen=True, slots=True)
class RelatedArticle:
    """An article that may cover the same event as another."""

    index: int
    """Index of its profile."""
    score: float
    """Probability that both cover the same event, 0..1."""


class Similarities:
    """The term vectors of some articles, and the pairs of them that may cover the same event."""

    def __init__(
        self,
        profiles: Sequence[Profile],
        days: Sequence[date | None] | None = None,
        cancelled: Callable[[], bool] = bool,
    ) -> None:
        """Compare articles.

        Args:
            profiles: a profile for each article.
            days: the day of publication of each, if known; None if no day is known.
            cancelled: asked for each article, whenever something is computed; True ends that by `Cancelled`.
        """
        self._cancelled = cancelled
        self._profiles = profiles
        given = [None] * len(profiles) if days is None else days
        self._days = np.array([0 if day is None else day.toordinal() for day in given], dtype=np.int64)
        occurring = [profile.terms for profile in profiles]
        # Article by article: one call for all of them would block the other threads of a reader.
        known: dict[str, None] = {}
        for its in occurring:
            known |= dict.fromkeys(its)
        numbers = {term: number for number, term in enumerate(known)}
        terms = [np.fromiter(map(numbers.__getitem__, its), np.int64, len(its)) for its in occurring]
        by_digest: dict[bytes, list[int]] = {}
        for at, profile in enumerate(profiles):
            by_digest.setdefault(profile.digest, []).append(at)
        self._copies = {its[0]: its for its in by_digest.values()}
        """For the first article with each text, all articles with that text."""
        every = np.concatenate([*(terms[at] for at in self._copies), np.zeros(0, np.int64)])
        self._users = np.bincount(every, minlength=len(numbers))
        rarity = np.log1p((len(self._copies) + _ELSEWHERE) / np.maximum(self._users, 1))
        self._vectors = [_vector(profile, its, rarity) for profile, its in zip(profiles, terms, strict=True)]
        self._term_count = len(numbers)
        # Zero between two calls of `shared`: making them each time would take longer than the rest.
        self._user_counts = np.zeros(len(numbers), dtype=np.int64)
        self._logarithms = np.zeros(len(numbers))

    @property
    def first_with_text(self) -> dict[int, int]:
        """For each article whose text another one has too, the first of them, except for that one itself."""
        return {copy: first for first, its in self._copies.items() for copy in its[1:]}

    @cached_property
    def scores(self) -> dict[tuple[int, int], float]:
        """The score of each two articles that may cover the same event, 0..1, by their indices in order."""
        return {ends: score for ends, (score, _) in self._compared.items()}

    @cached_property
    def _compared(self) -> dict[tuple[int, int], tuple[float, float]]:
        """Score and similarity of each two candidates."""
        lengths = [math.log(max(_SHORTEST, profile.length)) for profile in self._profiles]
        among = math.log1p(len(self._profiles) / _FEW)
        found = {}
        for (one, two), similarity in self._similar():
            if self._days[one] and self._days[two]:
                between = abs(int(self._days[one] - self._days[two]))
            else:
                between = _UNDATED_DAYS
            middle = _MIDDLE + _BY_LENGTH * (lengths[one] + lengths[two])
            middle += _BY_NUMBER * among * (_APART + math.log1p(between))
            found[one, two] = _score(similarity, middle), similarity
        return found

    def _similar(self) -> Iterator[tuple[tuple[int, int], float]]:
        """The indices of each two candidates, and the cosine of their vectors, which is 1 for copies.

        Of many copies of one text each is paired with some others only.
        """
        for its in self._copies.values():
            for at, two in enumerate(its):
                yield from (((one, two), 1.0) for one in its[max(0, at - MOST_RELATED) : at])
        for (one, two), similarity in self._similar_texts():
            for copy in self._copies[one][:MOST_RELATED]:
                yield from ((_ends(copy, other), similarity) for other in self._copies[two][:MOST_RELATED])

    def _similar_texts(self) -> Iterator[tuple[tuple[int, int], float]]:
        """The same for the first article with each text."""
        dense = np.zeros(self._term_count)
        pairs = sorted(self._candidates())
        at = 0
        while at < len(pairs):
            self._end_if_cancelled()
            one = pairs[at][0]
            terms, weights = self._vectors[one]
            dense[terms] = weights
            while at < len(pairs) and pairs[at][0] == one:
                its_terms, its_weights = self._vectors[pairs[at][1]]
                yield pairs[at], float(dense[its_terms] @ its_weights)
                at += 1
            dense[terms] = 0.0

    def _candidates(self) -> set[tuple[int, int]]:
        """The indices of each two different texts that are similar by the terms looked up."""
        texts = np.array([*self._copies], dtype=np.int64)
        count = len(texts)
        least = _LEAST if count > _RARE else 0.0  # a small folder has few pairs
        order = texts[np.argsort(self._days[texts], kind="stable")]  # articles without a day first
        days = self._days[order]
        dated = int(np.searchsorted(days, 1))
        earliest = np.where(days > 0, np.maximum(np.searchsorted(days, days - _NEAR), dated), 0)
        vectors = [self._vectors[at] for at in order]
        index = _Index(vectors, self._term_count)
        best = np.zeros(count)
        nearest = np.full(count, -1)
        found: set[tuple[int, int]] = set()
        for place, (terms, weights) in enumerate(vectors):
            self._end_if_cancelled()
            start, end = index.range_before(terms, place)
            common = self._users[terms] > _RARE
            near = index.beginning(terms[common], min(int(earliest[place]), place))
            start[common] = np.maximum(near, end[common] - _MOST_NEAR)
            others, similar = index.similar(start, end, weights)
            if not len(others):
                continue
            closer = others[similar > best[others]]
            nearest[closer] = place
            best[others] = np.maximum(best[others], similar)
            top = int(similar.argmax())
            if similar[top] > best[place]:
                best[place], nearest[place] = similar[top], others[top]
            found.update(_ends(order[place], order[other]) for other in others[similar >= least])
        return found | {_ends(order[at], order[other]) for at, other in enumerate(nearest) if other >= 0}

    def _end_if_cancelled(self) -> None:
        if self._cancelled():
            raise Cancelled

    def related(self, most: int = MOST_RELATED) -> list[tuple[RelatedArticle, ...]]:
        """For each article its related ones, the best first, at most `most`."""
        found: list[list[tuple[float, float, int]]] = [[] for _ in self._profiles]
        for (one, two), (score, similarity) in self._compared.items():
            found[one].append((-score, -similarity, two))
            found[two].append((-score, -similarity, one))

        return [
            tuple(RelatedArticle(other, -score) for score, _, other in heapq.nsmallest(most, its))
            for its in found
        ]

    def shared(self, articles: Sequence[int]) -> tuple[str, ...]:
        """Labels of the terms that most of some articles share, those that say most first.

        Names and days come first, and names are in full.  A label is that of the first article that has the
        term.
        """
        users, logarithms = self._user_counts, self._logarithms
        for terms, weights in (self._vectors[at] for at in articles):
            users[terms] += 1
            logarithms[terms] += np.log(weights)
        every = np.concatenate([self._vectors[at][0] for at in articles])
        fewest = len(articles) // 2 + 1 if len(articles) > 2 else len(articles)
        kept = np.unique(every[users[every] >= fewest])
        # For two articles the terms rank by the product of both weights, as in their similarity.
        ranked = kept[np.argsort(-logarithms[kept] / users[kept], kind="stable")].tolist()
        users[every] = 0
        logarithms[every] = 0.0
        written: dict[int, tuple[str, str, str]] = {}
        for at in articles:
            profile, numbers = self._profiles[at], self._vectors[at][0].tolist()
            its, labels = profile.terms, profile.labels
            places_of = dict(zip(numbers, range(len(numbers)), strict=True))
            for term in ranked:
                if term not in written and (place := places_of.get(term)) is not None:
                    written[term] = its[place], labels[place], profile.kinds[place]
            if len(written) == len(ranked):
                break
        return _telling_labels([written[term] for term in ranked])


def _telling_labels(shared: Sequence[tuple[str, str, str]]) -> tuple[str, ...]:
    """The labels of some terms, given with their kinds: names and days first, then the others."""
    telling = [each for each in shared if each[2] in _TELLING]
    full = {word: each for each in reversed(telling) for word in each[0].split() if " " in each[0]}
    labels: list[str] = []
    known: set[str] = set()
    for term, label, _ in [full.get(each[0], each) for each in telling] + [*shared]:
        words = set(term.split())
        if words.isdisjoint(known):
            labels.append(label)
            known |= words
        if len(labels) == _SHOWN:
            break
    return tuple(labels)


class _Index:
    """For each term the places of the articles that have it, in order, with its weight in each."""

    def __init__(self, vectors: Sequence[Vector], term_count: int) -> None:
        """Index articles; the place of each is its position in `vectors`."""
        self._count = len(vectors)
        terms = np.concatenate([terms for terms, _ in vectors] or [np.zeros(0, np.int64)])
        places = np.repeat(np.arange(self._count), [len(terms) for terms, _ in vectors])
        keys = terms * self._count + places
        order = np.argsort(keys)
        self._keys = keys[order]
        self._firsts = np.searchsorted(self._keys, np.arange(term_count) * self._count)
        self._own = np.empty_like(order)
        self._own[order] = np.arange(len(order))
        self._offsets = np.concatenate([[0], np.cumsum([len(terms) for terms, _ in vectors])])
        self._places = places[order]
        self._weights = np.concatenate([weights for _, weights in vectors] or [np.zeros(0)])[order]

    def range_before(self, terms: Array, place: int) -> tuple[Array, Array]:
        """For each term of the article at a place, where its entries of earlier places begin and end."""
        return self._firsts[terms], self._own[self._offsets[place] : self._offsets[place + 1]]

    def beginning(self, terms: Array, place: int) -> Array:
        """For each term where its entries with at least this place begin."""
        return np.searchsorted(self._keys, terms * self._count + place)

    def similar(self, start: Array, end: Array, weights: Array) -> tuple[Array, Array]:
        """The places in some ranges of entries, and for each the sum of the products of both weights.

        Args:
            start: for each term where its range begins.
            end: for each term where its range ends.
            weights: the weight of each term.
        """
        lengths = end - start
        entries = np.repeat(end - np.cumsum(lengths), lengths) + np.arange(int(lengths.sum()))
        products = self._weights[entries] * np.repeat(weights, lengths)
        sums = np.bincount(self._places[entries], weights=products)
        places = np.flatnonzero(sums)
        return places, sums[places]


def _ends(one: int, two: int) -> tuple[int, int]:
    return (int(one), int(two)) if one < two else (int(two), int(one))


def _vector(profile: Profile, terms: Array, rarity: Array) -> Vector:
    """The weights of an article's terms; the vector has length 1."""
    kinds = np.frombuffer(profile.kinds.encode("ascii"), dtype=np.uint8)
    counts = np.frombuffer(profile.packed_counts, dtype=np.uint8)
    factors = np.where(kinds == ord(TermKind.NUMBER.value), _NUMBER, 1.0)
    weights = factors * (1.0 + np.log(counts)) * rarity[terms]
    return terms, weights / (math.sqrt(float(weights @ weights)) or 1.0)


def _score(similarity: float, middle: float) -> float:
    """Probability that both cover the same event; `middle` is the similarity at which it is one half."""
    if similarity >= _ALIKE:
        return 1.0
    return min(_SUREST, 1.0 / (1.0 + math.exp(_STEEPNESS * (middle - similarity))))
