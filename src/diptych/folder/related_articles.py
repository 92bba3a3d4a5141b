"""Which articles among many seem to cover the same event: profiles → for each, its best partners.

Two articles are near each other as far as they use the same terms, rare ones above all (the cosine of their
terms, weighted by how often they are used and by how few articles use them).  An index from terms to articles
leads only to those that share one.  The score says how likely both cover the same event; it was fitted on
the folders of `tests/quality/test_partners.py`, where one to twelve articles tell a story among up to thirty
others: what a folder is mostly about must not count as common there.
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

_STEEPNESS, _MIDDLE, _BY_LENGTH = 45.0, -0.01, 0.02
"""How fast the score grows with the nearness, and where it is one half: the higher, the longer both articles
are, for then they share much by chance."""

_SHORTEST = 20
"""Terms below which an article counts as that long."""

_ELSEWHERE = 50
"""Articles that are thought of beside those of the folder, with none of their terms: what all articles of a
folder have is still rare where they are all on one event."""

_SUREST, _ALIKE = 0.99, 0.95
"""The highest score of two texts, for nobody has read either; and the nearness from which they are one text,
perhaps edited."""

_NUMBER = 0.5
"""What a number counts, next to a word: the same one stands in many stories."""

_MOST_SHARED = 100
"""Articles that may use a term before it leads nowhere: it says little, and costs the square of them."""

_SHOWN = 4
"""Terms that are named as the reason."""


@dataclass(frozen=True, slots=True)
class RelatedArticle:
    """An article that may cover the same event as another."""

    index: int
    """Its place among the profiles."""
    score: float
    """How likely that is, 0..1."""
    shared: tuple[str, ...]
    """What both have, names and days first, as the other article writes it; of the best and likely ones."""


def related_among(profiles: Sequence[Profile], most: int = 20) -> list[tuple[RelatedArticle, ...]]:
    """For each profile its best partners, at most so many, the best first."""
    vectors = _vectors(profiles)
    lengths = [math.log(max(_SHORTEST, sum(profile.counts.values()))) for profile in profiles]
    found: list[list[tuple[float, float, int]]] = [[] for _ in profiles]
    for at, other, nearness in _near(profiles, vectors):
        score = _likelihood(nearness, lengths[at] + lengths[other])
        found[at].append((-score, -nearness, other))
        found[other].append((-score, -nearness, at))

    def partners(at: int) -> Iterator[RelatedArticle]:
        for place, (score, _, other) in enumerate(heapq.nsmallest(most, found[at])):
            told_why = place == 0 or -score >= LIKELY
            shared = _reasons(vectors[at], vectors[other], profiles[other]) if told_why else ()
            yield RelatedArticle(other, -score, shared)

    return [tuple(partners(at)) for at in range(len(profiles))]


def _vectors(profiles: Sequence[Profile]) -> list[dict[str, float]]:
    """The weights of each article's terms, of length 1, without those that lead nowhere."""
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


def _near(
    profiles: Sequence[Profile], vectors: Sequence[dict[str, float]]
) -> Iterator[tuple[int, int, float]]:
    """Each two articles that share a term, and the cosine of their weights, which of copies is 1."""
    index: dict[str, list[tuple[int, float]]] = {}
    copies: dict[bytes, list[int]] = {}
    for at, vector in enumerate(vectors):
        near = [0.0] * at
        for term, weight in vector.items():
            users = index.setdefault(term, [])
            for other, its in users:
                near[other] += weight * its
            users.append((at, weight))
        same = copies.setdefault(profiles[at].digest, [])
        for other in same:
            near[other] = 1.0
        same.append(at)
        yield from ((at, other, nearness) for other, nearness in enumerate(near) if nearness)


def _likelihood(nearness: float, lengths: float) -> float:
    if nearness >= _ALIKE:
        return 1.0
    middle = _MIDDLE + _BY_LENGTH * lengths
    return min(_SUREST, 1.0 / (1.0 + math.exp(_STEEPNESS * (middle - nearness))))


def _reasons(one: dict[str, float], other: dict[str, float], profile: Profile) -> tuple[str, ...]:
    """The terms that bring two articles nearest to each other, names and days first, names in full."""
    weighed = sorted([(-one[term] * other[term], term) for term in one.keys() & other.keys()])
    shared = [term for _, term in weighed]
    telling = [term for term in shared if profile.labels[term][0] in (TermKind.NAME, TermKind.DAY)]
    full = {word: term for term in reversed(telling) for word in term.split() if " " in term}
    said: dict[str, str] = {}
    known: set[str] = set()
    for term in [full.get(term, term) for term in telling] + shared:
        words = set(term.split())
        if words.isdisjoint(known):
            said[term] = profile.labels[term][1]
            known |= words
        if len(said) == _SHOWN:
            break
    return tuple(said.values())
