"""Which articles among many seem to cover the same event: profiles → for each, its best partners.

Two articles are near each other as far as they use the same terms, rare ones above all (the cosine of their
terms, weighted by how often they are used and by how few articles use them).  An index from terms to articles
leads only to those that share one, so that not every pair is compared.  The score says how likely the best
partner is the right one; it was fitted on the training pairs of `tests/quality/test_partners.py`.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych.alignment.profiles import TermKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.alignment.profiles import Profile

LIKELY = 0.5
"""The score, 0..1, from which two articles count as covering the same event."""

_MIDDLE, _WIDTH = 0.14, 0.024
"""The nearness at which half of all best partners are right, and how fast that changes around it."""

_SUREST = 0.99
"""The highest score: nobody has read either article."""

_NUMBER = 0.5
"""What a number counts, next to a word: the same one stands in many stories."""

_MOST_SHARED, _FEW = 50, 3
"""Articles that use a term from which on it leads nowhere: a quarter of them, within these bounds."""

_SHOWN = 4
"""Terms that are named as the reason."""


@dataclass(frozen=True, slots=True)
class Partner:
    """An article that may cover the same event as another."""

    index: int
    """Its place among the profiles."""
    score: float
    """How likely that is, 0..1."""
    shared: tuple[str, ...]
    """What both have, names and days first, as the other article writes it."""


def partners_among(profiles: Sequence[Profile], most: int = 3) -> list[tuple[Partner, ...]]:
    """For each profile its best partners, at most so many, the best first."""
    count = len(profiles)
    users: Counter[str] = Counter()
    for profile in profiles:
        users.update(profile.counts.keys())
    rarest = max(_FEW, min(count // 4, _MOST_SHARED))
    vectors: list[dict[str, float]] = []
    index: dict[str, list[int]] = {}
    for at, profile in enumerate(profiles):
        weights = {term: _weight(profile, term, count / users[term]) for term in profile.counts}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        vector = {term: weight / length for term, weight in weights.items() if 1 < users[term] <= rarest}
        vectors.append(vector)
        for term in vector:
            index.setdefault(term, []).append(at)
    return [_partners(at, profiles, vectors, index, most) for at in range(count)]


def _weight(profile: Profile, term: str, rarity: float) -> float:
    kind = profile.labels[term][0]
    factor = _NUMBER if kind is TermKind.NUMBER else 1.0
    return factor * (1.0 + math.log(profile.counts[term])) * math.log1p(rarity)


def _partners(
    at: int,
    profiles: Sequence[Profile],
    vectors: Sequence[dict[str, float]],
    index: dict[str, list[int]],
    most: int,
) -> tuple[Partner, ...]:
    near: dict[int, float] = {}
    for term, weight in vectors[at].items():
        for other in index[term]:
            near[other] = near.get(other, 0.0) + weight * vectors[other][term]
    near.pop(at, None)
    best = sorted(near, key=lambda other: (-near[other], other))[:most]
    return tuple(
        Partner(other, _likelihood(near[other]), _reasons(vectors[at], vectors[other], profiles[other]))
        for other in best
    )


def _likelihood(nearness: float) -> float:
    return min(_SUREST, 1.0 / (1.0 + math.exp(-(nearness - _MIDDLE) / _WIDTH)))


def _reasons(one: dict[str, float], other: dict[str, float], profile: Profile) -> tuple[str, ...]:
    """The terms that bring two articles nearest to each other, names and days first, names in full."""
    shared = sorted(one.keys() & other.keys(), key=lambda term: (-one[term] * other[term], term))
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
