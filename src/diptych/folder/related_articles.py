"""Profiles → for each article, the related ones: those that seem to cover the same event.

The similarity of two articles is the cosine of their term vectors, weighted by how often an article has a
term and how few articles have it (tf-idf).  An index from terms to articles finds those that share a term.
The score is the probability that both cover the same event.  It was fitted on the folders of
`tests/quality/test_partners.py`, where one to twelve articles cover an event among up to thirty others: the
terms of a folder's main event must not count as common.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych.folder.article_profile import TermKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.folder.article_profile import Profile

LIKELY = 0.5
"""The score, 0..1, from which two articles count as covering the same event."""

_STEEPNESS = 45.0
"""Slope of the logistic function from similarity to score."""
_MIDDLE = -0.01
"""Similarity at which the score is one half, for two articles of length 1."""
_BY_LENGTH = 0.02
"""Increase of `_MIDDLE` by the sum of the logarithms of both lengths: long articles share more by chance."""

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

_NUMBER = 0.5
"""Weight of a number relative to a word: many stories have the same number."""

_MOST_SHARED = 100
"""Most articles that share a term; a commoner term is ignored, because it says little and costs much time."""

_SHOWN = 4
"""Most shared terms that are shown."""


@dataclass(frozen=True, slots=True)
class RelatedArticle:
    """An article that may cover the same event as another."""

    index: int
    """Index of its profile."""
    score: float
    """Probability that both cover the same event, 0..1."""
    shared: tuple[str, ...]
    """Shared terms as this article writes them, names and days first; only of the best and likely ones."""


def related_among(profiles: Sequence[Profile], most: int = 20) -> list[tuple[RelatedArticle, ...]]:
    """For each profile its related articles, the best first, at most `most`.

    Without a limit, many reports on one event would give a pair for each two of them.
    """
    vectors = _vectors(profiles)
    lengths = [math.log(max(_SHORTEST, sum(profile.counts.values()))) for profile in profiles]
    found: list[list[tuple[float, float, int]]] = [[] for _ in profiles]
    for at, other, similarity in _similar(profiles, vectors):
        score = _score(similarity, lengths[at] + lengths[other])
        found[at].append((-score, -similarity, other))
        found[other].append((-score, -similarity, at))

    def related(at: int) -> Iterator[RelatedArticle]:
        for place, (score, _, other) in enumerate(heapq.nsmallest(most, found[at])):
            explained = place == 0 or -score >= LIKELY
            shared = _shared_labels(vectors[at], vectors[other], profiles[other]) if explained else ()
            yield RelatedArticle(other, -score, shared)

    return [tuple(related(at)) for at in range(len(profiles))]


def _vectors(profiles: Sequence[Profile]) -> list[dict[str, float]]:
    """For each article a vector of weights, of length 1, only with the terms that other articles have too."""
    users: Counter[str] = Counter()
    for profile in profiles:
        users.update(profile.counts.keys())
    every = len(profiles) + _ELSEWHERE
    vectors = []
    for profile in profiles:
        weights = {term: _weight(profile, term, every / users[term]) for term in profile.counts}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        vectors.append({t: w / length for t, w in weights.items() if 1 < users[t] <= _MOST_SHARED})
    return vectors


def _weight(profile: Profile, term: str, rarity: float) -> float:
    kind = profile.labels[term][0]
    factor = _NUMBER if kind is TermKind.NUMBER else 1.0
    return factor * (1.0 + math.log(profile.counts[term])) * math.log1p(rarity)


def _similar(
    profiles: Sequence[Profile], vectors: Sequence[dict[str, float]]
) -> Iterator[tuple[int, int, float]]:
    """Indices of each two articles that share a term, and the cosine of their vectors; it is 1 for copies."""
    index: dict[str, list[tuple[int, float]]] = {}
    copies: dict[bytes, list[int]] = {}
    for at, vector in enumerate(vectors):
        cosines = [0.0] * at
        for term, weight in vector.items():
            users = index.setdefault(term, [])
            for other, its_weight in users:
                cosines[other] += weight * its_weight
            users.append((at, weight))
        same = copies.setdefault(profiles[at].digest, [])
        for other in same:
            cosines[other] = 1.0
        same.append(at)
        yield from ((at, other, cosine) for other, cosine in enumerate(cosines) if cosine)


def _score(similarity: float, lengths: float) -> float:
    """Probability that both cover the same event; `lengths` is the sum of the logarithms of both lengths."""
    if similarity >= _ALIKE:
        return 1.0
    middle = _MIDDLE + _BY_LENGTH * lengths
    return min(_SUREST, 1.0 / (1.0 + math.exp(_STEEPNESS * (middle - similarity))))


def _shared_labels(one: dict[str, float], other: dict[str, float], profile: Profile) -> tuple[str, ...]:
    """Labels of the terms that add most to the similarity, names and days first, names in full."""
    weighed = sorted([(-one[term] * other[term], term) for term in one.keys() & other.keys()])
    shared = [term for _, term in weighed]
    telling = [term for term in shared if profile.labels[term][0] in (TermKind.NAME, TermKind.DAY)]
    full = {word: term for term in reversed(telling) for word in term.split() if " " in term}
    labels: dict[str, str] = {}
    known: set[str] = set()
    for term in [full.get(term, term) for term in telling] + shared:
        words = set(term.split())
        if words.isdisjoint(known):
            labels[term] = profile.labels[term][1]
            known |= words
        if len(labels) == _SHOWN:
            break
    return tuple(labels.values())
