"""Which detail of one passage answers which of the other, and what speaks for and against it."""

from __future__ import annotations

from functools import cached_property
from math import inf, log
from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.details.context import once, same
from diptych.alignment.details.model import DetailKind
from diptych.alignment.details.reader import details_of
from diptych.alignment.features.embeddings import LANGUAGE, cosine_similarity, embedding_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.alignment.details.context import ArticleContext, PassageContext, Synonyms
    from diptych.alignment.details.model import Detail
    from diptych.alignment.features.embeddings import Vector
    from diptych.sides import Pair

_NEAR, _WIDE = 4, 7
"""Tokens on either side of a detail that say what it is about: next to it, and in all."""
_CLAUSE_ENDS = frozenset(".;:!?\n")
_UNLIKE = 0.4
"""Likeness of what is counted, 0..1, below which it is another thing."""
_MOST = 12
"""Details of a passage that are compared: a table is no statement."""
_ROUNDED = 0.88
"""Ratio of two values that may be one from which one of them is a rounding of the other."""
_FAR = 3.0
"""Greatest logarithm of the ratio of two values that counts."""

_CALENDAR = (DetailKind.DATE, DetailKind.WEEKDAY)
_SCALED = (DetailKind.MEASURE, DetailKind.DURATION, DetailKind.MONEY, DetailKind.PERCENT)
"""Kinds whose values are compared as measured: a little more or less is the same."""
_LARGE = 1_000
"""Counts from which the same holds."""
_SAME_VALUE = 0.996
"""Ratio of two measured values from which they are one."""


class Surroundings:
    """A detail and the words around it."""

    def __init__(self, passage: PassageContext, detail: Detail) -> None:
        self.detail = detail
        self._passage = passage
        before, after = _window(passage, detail)
        self.before, self.after = before, after
        near = [*before[:_NEAR], *after[:_NEAR]]
        self.near = _stems(passage, near)
        self.around = _stems(passage, [*before, *after])
        words = passage.words
        self.previous = words[detail.first - 1] if detail.first else ""
        self.next = words[detail.last + 1] if detail.last + 1 < len(words) else ""
        content = [token for k in before if (token := passage.tokens[k]).content and token.is_word]
        self.lead = content[0].term if content else ""
        """The stem of the content word before the detail."""
        self.place = detail.first / max(1, len(words))
        """Where in its passage it stands, 0..1."""
        self.names = self.around & passage.features.proper
        self.is_quoted = any(detail.first in quote.tokens for quote in passage.features.quotes)

    @cached_property
    def vector(self) -> Vector:
        """The embedding of the words around the detail; empty in languages without embeddings."""
        if self._passage.account.features.language.name != LANGUAGE:
            return ()
        return embedding_of(" ".join(self._passage.words[k] for k in sorted([*self.before, *self.after])))

    @cached_property
    def subject_vector(self) -> Vector:
        """The embedding of what is counted; empty in languages without embeddings."""
        if self._passage.account.features.language.name != LANGUAGE:
            return ()
        return embedding_of(self.detail.subject)


def _window(passage: PassageContext, detail: Detail) -> tuple[list[int], list[int]]:
    """The tokens before a detail, nearest first, and those after it, within its clause."""
    before, after = [], []
    for k in range(detail.first - 1, max(-1, detail.first - 1 - _WIDE), -1):
        if not _CLAUSE_ENDS.isdisjoint(passage.gap(k)):
            break
        before.append(k)
    for k in range(detail.last + 1, min(len(passage.tokens), detail.last + 1 + _WIDE)):
        if not _CLAUSE_ENDS.isdisjoint(passage.gap(k - 1)):
            break
        after.append(k)
    return before, after


def _stems(passage: PassageContext, tokens: Sequence[int]) -> frozenset[str]:
    return frozenset(token.term for k in tokens if (token := passage.tokens[k]).content and token.is_word)


@once
def surroundings_of(passage: PassageContext) -> tuple[Surroundings, ...]:
    """The details of a passage that are compared, with the words around them."""
    return tuple(Surroundings(passage, detail) for detail in details_of(passage)[:_MOST])


@once
def _years_of(passage: PassageContext) -> frozenset[float]:
    """The years that a passage names."""
    return frozenset(detail.value for detail in details_of(passage) if detail.unit == "year")


def value_key(detail: Detail) -> tuple[DetailKind, str, float]:
    """The kind, unit and value of a detail."""
    return detail.kind, detail.unit if detail.kind is DetailKind.COUNT else "", round(detail.value, 4)


def known_values(account: ArticleContext) -> frozenset[tuple[DetailKind, str, float]]:
    """The kind, unit and value of every detail of an article."""
    found = account.found.get(known_values)
    if found is None:
        found = account.found[known_values] = frozenset(
            value_key(detail) for passage in account.passages for detail in details_of(passage)
        )
    return found


def comparable(one: Detail, two: Detail) -> bool:
    """Whether two details may be readings of one fact by their kind and unit."""
    if one.kind is not two.kind:
        return {one.kind, two.kind} == set(_CALENDAR) and "day" in (one.unit, two.unit)
    if one.kind is DetailKind.MEASURE:
        return one.unit == two.unit or one.value == two.value
    if one.kind is DetailKind.MONEY:
        return one.unit == two.unit or one.value == two.value
    if one.kind in (DetailKind.ORDINAL, DetailKind.TIME):
        return one.unit == two.unit or not (one.unit and two.unit)
    if one.kind is DetailKind.DATE:
        return one.unit == two.unit or {one.unit, two.unit} == {"day", "month"}
    return True


def equal(one: Detail, two: Detail) -> bool:
    """Whether two comparable details give one value, however precisely."""
    if one.kind is not two.kind:
        day, weekday = (one, two) if one.kind is DetailKind.DATE else (two, one)
        return day.scope in ((), (str(int(weekday.value)),))
    if one.kind is DetailKind.DATE and one.unit != two.unit:
        day, month = (one, two) if one.unit == "day" else (two, one)
        return int(day.value) // 100 == int(month.value)
    if one.kind in (DetailKind.MONEY, DetailKind.PERCENT) and one.unit != two.unit:
        return one.value != two.value
    if one.value == two.value:
        return True
    if one.kind in _CALENDAR:
        return False
    if one.kind is DetailKind.TIME and not (one.is_exact and two.is_exact):
        return one.least < two.most and two.least < one.most
    low, high = sorted((abs(one.value), abs(two.value)))
    rounds = one.kind in _SCALED or (one.kind is DetailKind.COUNT and high >= _LARGE)
    if rounds and low >= _SAME_VALUE * high:
        return True
    if one.most == two.most == inf or one.least == two.least == -inf:
        return False  # at least 18, at least 16
    is_rough = not (one.is_exact and two.is_exact)
    return is_rough and one.agrees(two) and (low >= _ROUNDED * high or _is_vague(one) or _is_vague(two))


def _is_vague(detail: Detail) -> bool:
    """Whether a count is no more than its order of size: dozens."""
    return detail.kind is DetailKind.COUNT and 0 < 2 * detail.least < detail.most < inf


def unit_likeness(one: Surroundings, two: Surroundings, synonyms: Synonyms) -> float:
    """How alike what two details count or measure is, 0..1."""
    a, b = one.detail, two.detail
    if a.unit == b.unit:
        return 1.0 if a.unit else 0.5
    if a.kind is not DetailKind.COUNT:
        return 0.0
    if "†" in (a.unit[:1], b.unit[:1]):
        return 0.1 if a.unit[:1] == b.unit[:1] else 0.35
    if not a.unit or not b.unit:
        return 0.3
    if same(a.unit, b.unit, synonyms):
        return 1.0
    return 0.9 * max(0.0, cosine_similarity(one.subject_vector, two.subject_vector))


class DetailPair(NamedTuple):
    """Two details that differ and may be readings of one fact."""

    left: Detail
    right: Detail
    columns: dict[str, float]
    """The pair features by name; a missing one is 0."""


class LinkFacts(NamedTuple):
    """What is known of the link between two passages."""

    score: float
    """0..1."""
    wording: float
    """How alike the passages' words are in their order, 0..1."""
    shared: float
    """How much of the shorter passage's words the other has, 0..1."""


def detail_pairs(passages: Pair[PassageContext], link: LinkFacts) -> Iterator[DetailPair]:
    """The pairs of figures, dates and times of two linked passages that differ.

    Args:
        passages: the linked passages.
        link: what is known of their link.
    """
    lefts, rights = passages.map(surroundings_of)
    if not lefts or not rights:
        return
    matching = _Matching(passages, lefts, rights)
    for i, one in enumerate(lefts):
        for j, two in enumerate(rights):
            if matching.comparable[i][j] and not matching.equal[i][j]:
                yield DetailPair(one.detail, two.detail, matching.columns(i, j, link))


class _Matching:
    """The details of two passages against each other."""

    def __init__(
        self,
        passages: Pair[PassageContext],
        lefts: Sequence[Surroundings],
        rights: Sequence[Surroundings],
    ) -> None:
        self._passages, self._lefts, self._rights = passages, lefts, rights
        self._synonyms = passages.left.account.synonyms
        self.comparable = [[comparable(one.detail, two.detail) for two in rights] for one in lefts]
        self.equal = [
            [fits and equal(one.detail, two.detail) for two, fits in zip(rights, row, strict=True)]
            for one, row in zip(lefts, self.comparable, strict=True)
        ]
        self._years = passages.map(_years_of)
        self._likeness: dict[tuple[int, int], dict[str, float]] = {}

    def likeness(self, i: int, j: int) -> dict[str, float]:
        """How alike the words around two details are."""
        found = self._likeness.get((i, j))
        if found is None:
            found = self._likeness[i, j] = self._measured(i, j)
        return found

    def _measured(self, i: int, j: int) -> dict[str, float]:
        one, two = self._lefts[i], self._rights[j]
        found = {
            "unit": unit_likeness(one, two, self._synonyms),
            "near": min(4.0, len(one.near & two.near)),
            "around": min(6.0, len(one.around & two.around)),
            "meaning": cosine_similarity(one.vector, two.vector) if one.vector and two.vector else 0.0,
        }
        found["total"] = found["unit"] + 0.5 * found["near"] + 0.25 * found["around"] + found["meaning"]
        return found

    def columns(self, i: int, j: int, link: LinkFacts) -> dict[str, float]:
        """The features of a pair of details."""
        one, two = self._lefts[i], self._rights[j]
        a, b = one.detail, two.detail
        likeness = self.likeness(i, j)
        rivals = [(i, k) for k in range(len(self._rights)) if k != j and self.comparable[i][k]]
        others = [(k, j) for k in range(len(self._lefts)) if k != i and self.comparable[k][j]]
        best = max((self.likeness(*pair)["total"] for pair in (*rivals, *others)), default=None)
        margin = 2.0 if best is None else max(-2.0, min(2.0, likeness["total"] - best))
        answered = any(self._answers(*pair) for pair in rivals) + any(self._answers(*pair) for pair in others)
        others_equal = [
            [found for k, found in enumerate(row) if k != j] for n, row in enumerate(self.equal) if n != i
        ]
        agreeing = min(sum(map(any, others_equal)), sum(map(any, zip(*others_equal, strict=True))))
        known = self._known(a, b)
        low, high = sorted((abs(a.value), abs(b.value)))
        ratio = min(_FAR, log((high + 1e-9) / (low + 1e-9))) if low > 0 else _FAR
        counted = a.kind is DetailKind.COUNT
        agrees = a.kind not in _CALENDAR and a.agrees(b)
        vague = _is_vague(a) or _is_vague(b)
        return {
            "score": log((link.score + 0.02) / (1.02 - link.score)),
            "wording": link.wording,
            "shared": link.shared,
            **{name: value for name, value in likeness.items() if name != "total"},
            "margin": margin,
            "alone": float(best is None),
            "rivals": float(min(4, len(rivals)) + min(4, len(others))),
            "answered": float(answered),
            "agreeing": float(min(3, agreeing)),
            "known": float(sum(known)),
            "both known": float(all(known)),
            "same previous": float(one.previous == two.previous != ""),
            "same next": float(one.next == two.next != ""),
            "same lead": float(one.lead == two.lead != ""),
            "same scope": float(a.scope == b.scope),
            "no unit": float(not a.unit) + float(not b.unit),
            "other unit": float(a.unit != b.unit),
            "unlike unit": float(counted and likeness["unit"] < _UNLIKE),
            "shared names": float(min(2, len(one.names & two.names))),
            "same age owner": float(
                a.kind is DetailKind.AGE and bool(one.names & two.names or {*a.scope} & {*b.scope})
            ),
            "other year": float(self._years.left.isdisjoint(self._years.right) and all(self._years)),
            "same value": float(a.value == b.value and a.kind is b.kind),
            "same fate": float(a.unit == b.unit and a.unit[:1] == "†"),
            "ago": float("ago" in (a.unit, b.unit)),
            "apart": abs(one.place - two.place),
            "both quoted": float(one.is_quoted and two.is_quoted),
            "one quoted": float(one.is_quoted != two.is_quoted),
            "ratio": ratio,
            "close": float(ratio < 0.1),
            "middling": float(ratio < 0.5),
            "distant": float(ratio > 1.5),
            "exact": float(a.is_exact) + float(b.is_exact),
            "bound": float(inf in (a.most, b.most)),
            "same bound": float(a.is_exact == b.is_exact and (a.most == inf) == (b.most == inf)),
            "compatible": float(agrees),
            "vague": float(vague),
            "small": float(high <= 2),
            "one": float(low <= 1),
            "large": float(high >= 100),
            f"kind {a.kind.value if a.kind is b.kind else 'day'}": 1.0,
        }

    def _answers(self, i: int, j: int) -> bool:
        """Whether two details give one value of much the same thing."""
        return self.equal[i][j] and self.likeness(i, j)["unit"] >= 0.25

    def _known(self, a: Detail, b: Detail) -> tuple[bool, bool]:
        """Whether each value stands anywhere in the other article."""
        values = self._passages.map(lambda passage: known_values(passage.account))
        return value_key(a) in values.right, value_key(b) in values.left
