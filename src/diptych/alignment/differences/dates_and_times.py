"""Days, years and times of day that two linked passages give to the same act."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from diptych.alignment.differences.context import difference, once
from diptych.alignment.features.quantities import QuantityKind
from diptych.alignment.features.tokens import normalize_word
from diptych.alignment.model import DifferenceKind
from diptych.article.model import Span
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from diptych.alignment.differences.context import PassageContext
    from diptych.alignment.features.quantities import Quantity
    from diptych.alignment.model import Difference

_REACH = 4
"""Content words on either side of a term of years in which its holder or office is sought."""
_SHIFT = 3
"""Years by which two accounts of one term may be apart."""
_CLAUSE = re.compile(r"[,;:!?()\"“”]|--|[—–]")
_SAID = 3
"""Words beside a day among which a verb of saying makes it the day of the saying."""
_OPENED = 3
"""Content words after a day that opens its passage among which the act is sought."""
_NEAR = 0.5
"""Hours within which two times of day may be one, rounded to the hour."""
_GRAINS = ((15, 7.5), (5, 2.5), (1, 0.5))
"""Minutes of which a time is a multiple, and by how many it may then be rounded."""


@dataclass(frozen=True, slots=True)
class _Moment:
    value: float
    span: Span
    first: int
    """The first of the passage's tokens that it takes up."""
    of: str = ""
    last: int = -1
    until: float = 0.0
    """Where it lasts: its end."""
    near: float = _NEAR
    """Of a time of day: hours by which it may be rounded."""


def times(statements: Pair[PassageContext]) -> Iterator[Difference]:
    """Weekdays, dates, months, years, terms of years and times of day that disagree."""
    kinds: tuple[tuple[Callable[[PassageContext], list[_Moment]], DifferenceKind, str], ...] = (
        (_weekdays, DifferenceKind.WEEKDAY, "weekday"),
        (_dates, DifferenceKind.DATE, "date"),
        (_months, DifferenceKind.DATE, "month"),
        (_years, DifferenceKind.DATE, "year"),
    )
    for moments, kind, subject in kinds:
        if moments is _months and _dates(statements.left) and _dates(statements.right):
            continue  # compared as dates
        lefts, rights = moments(statements.left), moments(statements.right)
        if len(lefts) == len(rights) == 1:
            one, two = lefts[0], rights[0]
            if one.value != two.value and one.of == two.of and _same_act(statements, one, two):
                yield difference(kind, subject, statements, Pair(one.span, two.span))
    yield from _term_differences(statements)
    yield from _hour_differences(statements)


def _of_kind(statement: PassageContext, kind: QuantityKind) -> list[Quantity]:
    # Most passages have none.
    return [q for q in statement.quantities if q.kind is kind] if statement.quantities else []


@once
def _weekdays(statement: PassageContext) -> list[_Moment]:
    """Weekdays by name, and today or yesterday where the article says on what day it was written."""
    found = [
        _Moment(q.value, q.span, q.first, _approach(statement, q.first), q.last)
        for q in _of_kind(statement, QuantityKind.WEEKDAY)
    ]
    if found or statement.details.days.keys().isdisjoint(statement.cues):
        return found
    if (written := _written(statement)) is None:
        return found
    for k, word in enumerate(statement.words):
        if (step := statement.details.days.get(word)) is not None:
            value = (written.weekday() + step) % 7 + 1
            found.append(_Moment(value, statement.tokens[k].span, k, _approach(statement, k), k))
    return found


def _written(statement: PassageContext) -> date | None:
    try:
        return date.fromisoformat((statement.account.article.date or "")[:10])
    except ValueError:
        return None


@once
def _dates(statement: PassageContext) -> list[_Moment]:
    return [
        _Moment(q.value, q.span, q.first, _approach(statement, q.first), q.last)
        for q in _of_kind(statement, QuantityKind.DATE)
    ]


@once
def _months(statement: PassageContext) -> list[_Moment]:
    """Months, whether or not with a day."""
    tokens = statement.tokens
    return [
        _Moment(float(tokens[k].calendar_number), tokens[k].span, k, _approach(statement, k), k)
        for k in statement.capitals
        if tokens[k].is_month
    ]


@once
def _years(statement: PassageContext) -> list[_Moment]:
    found = _of_kind(statement, QuantityKind.YEAR)
    return [
        _Moment(q.value, q.span, q.first, f"{q.of} {_approach(statement, q.first)}", q.last) for q in found
    ]


def _approach(statement: PassageContext, at: int) -> str:
    """How an act is put to a day: not in it, but before, after or by it."""
    near = statement.words[max(0, at - 2) : at]
    return next((word for word in reversed(near) if word in statement.details.vague_days), "")


def _same_act(statements: Pair[PassageContext], one: _Moment, two: _Moment) -> bool:
    """Whether two days are given to the same act: the word before both is the same.

    Where a day opens its passage, what happened then comes after it.
    """
    a, b = _lead(statements.left, one), _lead(statements.right, two)
    if not a or not b:
        opening, moment, act = (statements.left, one, b) if not a else (statements.right, two, a)
        return (
            bool(act)
            and not opening.content_before(moment.first, 1)
            and not any(act in statement.features.proper for statement in statements)
            and not _of_saying(statements, one, two)
            and act in opening.content_after(moment.last, _OPENED)
        )
    if a != b:
        return False
    named = all(a in statement.features.proper for statement in statements)
    if not (named or _of_saying(statements, one, two)) or one.of.strip():
        return True
    # Somebody may do one thing on Sunday and another on Monday.
    after = statements.left.content_after(one.last, 1), statements.right.content_after(two.last, 1)
    return after[0] == after[1] and bool(after[0])


def _of_saying(statements: Pair[PassageContext], one: _Moment, two: _Moment) -> bool:
    """Whether either is the day on which something was said."""
    return any(
        word in statement.details.saying
        for statement, moment in ((statements.left, one), (statements.right, two))
        for word in statement.words[max(0, moment.first - _SAID) : moment.last + _SAID]
    )


def _lead(statement: PassageContext, moment: _Moment) -> str:
    """The content word before a day in its clause: what happened then, or who did it."""
    vague = statement.details.vague_nouns
    for at in range(moment.first - 1, -1, -1):
        token = statement.tokens[at]
        if _CLAUSE.search(statement.gap(at)):
            return ""
        if token.content and token.is_word and statement.words[at] not in vague:
            return token.term
    return ""


def _term_differences(statements: Pair[PassageContext]) -> Iterator[Difference]:
    """Terms of years: from 1967 to 1979 against from 1966 to 1978."""
    terms = statements.map(_terms)
    if len(terms.left) != 1 or len(terms.right) != 1:
        return
    one, two = terms.left[0], terms.right[0]
    shift = max(abs(one.value - two.value), abs(one.until - two.until))
    if 0 < shift <= _SHIFT and _around(statements.left, one) & _around(statements.right, two):
        yield difference(DifferenceKind.DATE, "years", statements, Pair(one.span, two.span))


@once
def _terms(statement: PassageContext) -> list[_Moment]:
    found = []
    years = _of_kind(statement, QuantityKind.YEAR)
    for start, end in pairwise(years):
        between = statement.words[start.last + 1 : end.first]
        gap = statement.text[start.span.end : end.span.start].strip()
        links = statement.details.range_links
        if start.value < end.value and (
            (len(between) == 1 and between[0] in links) or (not between and gap in ("-", "–", "—"))
        ):
            span = Span(start.span.start, end.span.end)
            found.append(_Moment(start.value, span, start.first, "", end.last, end.value))
    return found


def _around(statement: PassageContext, moment: _Moment) -> frozenset[str]:
    before = statement.content_before(moment.first, _REACH)
    return frozenset((*before, *statement.content_after(moment.last, _REACH)))


_HOUR = re.compile(r"(?<![\d:.,$€£])(\d{1,2})(?:[:.]([0-5]\d))?\s?((?:[^\W\d_]\.?){2})(?![^\W_])")


def _hour_differences(statements: Pair[PassageContext]) -> Iterator[Difference]:
    """Times of day: Tuesday afternoon against at 11 a.m."""
    hours = statements.map(_hours)
    if len(hours.left) == len(hours.right) == 1:
        one, two = hours.left[0], hours.right[0]
        apart = max(one.value - two.until, two.value - one.until)
        if apart > max(one.near, two.near) and _same_act(statements, one, two) and one.of == two.of:
            yield difference(DifferenceKind.TIME, "time", statements, Pair(one.span, two.span))


@once
def _hours(statement: PassageContext) -> list[_Moment]:
    """Clock times and parts of a day, in hours from midnight; parts only where no clock is."""
    details = statement.details
    if not details.day_parts and not details.halves:
        return []
    passage = statement.tokens
    found: list[_Moment] = []
    places = (
        _HOUR.finditer(statement.text, passage[0].span.start, passage[-1].span.end)
        if statement.digits
        else ()
    )
    for match in places:
        half = details.halves.get(normalize_word(match[3]))
        hour = int(match[1])
        if half is None or not 1 <= hour <= 12:
            continue
        at = hour % 12 + half + int(match[2] or 0) / 60
        first = next(k for k, t in enumerate(passage) if t.span.end > match.start())
        last = max(k for k, t in enumerate(passage) if t.span.start < match.end())
        span = Span(match.start(), match.end())
        near = _rounding(statement, match[2], first)
        found.append(_Moment(at, span, first, _zone(statement, last), last, at, near))
    if found or details.day_parts.keys().isdisjoint(statement.cues):
        return found
    return [
        _Moment(details.day_parts[word][0], passage[k].span, k, "", k, details.day_parts[word][1])
        for k, word in enumerate(statement.words)
        if word in details.day_parts
    ]


def _rounding(statement: PassageContext, minutes: str | None, first: int) -> float:
    """By how many hours a time of day may be rounded: 5:42 by less than a minute, about 5:40 by more."""
    before = statement.words[max(0, first - 2) : first]
    if minutes is None or not statement.details.about.isdisjoint(before):
        return _NEAR
    return next(most for of, most in _GRAINS if int(minutes) % of == 0) / 60


def _zone(statement: PassageContext, last: int) -> str:
    """The capitalised word right after a time of day: where it is that late."""
    if last + 1 < len(statement.tokens) and statement.gap(last) == " ":
        token = statement.tokens[last + 1]
        if token.capital and not token.is_calendar:
            return token.term
    return ""


def has_times(statement: PassageContext) -> bool:
    """Whether a passage has anything of which `times` could tell."""
    return bool(
        ((statement.quantities or statement.cues) and _weekdays(statement))
        or (statement.quantities and (_dates(statement) or _years(statement)))
        or (statement.capitals and _months(statement))
        or ((statement.digits or statement.cues) and _hours(statement))
    )
