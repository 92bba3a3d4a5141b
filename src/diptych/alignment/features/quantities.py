"""Tokens → quantities: a number with what it counts, a date, a weekday, a year.

A number whose meaning is unclear, such as a bill's number, is no quantity: what is not understood cannot
disagree.  `differences` finds ages, durations and times of day.  Spans count code points of the article's
text.
"""

from __future__ import annotations

import re
from enum import Enum
from itertools import islice
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.features.terms import NOT_WORDS
from diptych.alignment.features.tokens import normalize_word
from diptych.article.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.alignment.features.tokens import Token
    from diptych.languages.model import Language


class QuantityKind(Enum):
    """The kind of a quantity."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    YEAR = "year"
    DATE = "date"
    """A day of a month."""
    WEEKDAY = "weekday"


class Quantity(NamedTuple):
    """A number and what it counts or measures."""

    kind: QuantityKind
    value: float
    """Of a date, month * 100 + day; of a weekday, 1 (Monday) to 7."""
    of: str
    """The stem of the noun that it counts, the currency, or the term before a year; may be empty."""
    subject: str
    """What it counts or measures, as printed."""
    span: Span
    first: int
    """Index of its first token in the passage."""
    last: int
    """Index of its last token in the passage."""
    details: tuple[str, ...] = ()
    """The stems between a count and its noun: 18 European countries are not 18 of all countries."""
    hedged: bool = False
    """Whether it is approximate, or a bound."""


_CURRENCY = "$€£¥"
_UNIT_GAP = re.compile(r"[ \u00a0\u202f-]{0,2}")
"""Matches what separates a number from its unit.  Chinese has no space there, and French may elide a word."""
_PERCENT = re.compile(r"[ \u00a0\u202f]?[%٪％]")
_CURRENCY_AFTER = re.compile(rf"[ \u00a0\u202f]?([{_CURRENCY}₪])")
_GAP = re.compile(r"[ \u00a0\u202f-]{1,2}")
OR_MORE = re.compile(r"\s+or\s+(?:more|fewer|less)|\s*\+|-plus")
_ISO_DATE = re.compile(r"(?<![\w-])\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![\d-])")
_MOST_QUANTITIES = 200
"""Most quantities of a passage: each is compared with each of the other side."""
_FURTHEST_NOUN = 3
"""Words after a number among which its noun may stand: two hundred angry young voters."""


def quantities_of(text: str, tokens: Sequence[Token], language: Language) -> Iterator[Quantity]:
    """The quantities of one passage, dates first; of a very long passage only the first ones."""
    return islice(_quantities(text, tokens, language), _MOST_QUANTITIES)


def _quantities(text: str, tokens: Sequence[Token], language: Language) -> Iterator[Quantity]:
    telling = [k for k, token in enumerate(tokens) if token.term[0] in NOT_WORDS]
    months = [k for k in telling if tokens[k].is_month]
    dated: set[int] = set()
    for k in telling:
        if (found := _iso_date(text, tokens, k)) is not None:
            dated.update(range(k, found.last + 1))
            yield found
    for k in months:
        for day in (k + 1, k - 1):
            if 0 <= day < len(tokens) and _is_day(text, tokens, k, day):
                first, last = min(k, day), max(k, day)
                dated.add(day)
                span = Span(tokens[first].span.start, tokens[last].span.end)
                value = tokens[k].calendar_number * 100 + (tokens[day].value or 0)
                yield Quantity(QuantityKind.DATE, value, "", "date", span, first, last)
                break
    for k in telling:
        token = tokens[k]
        if token.is_weekday:
            yield Quantity(
                QuantityKind.WEEKDAY, float(token.calendar_number), "", "weekday", token.span, k, k
            )
        elif token.value is not None and isfinite(token.value) and k not in dated:
            number = _number(text, tokens, k, token.value, language)
            if number is not None:
                yield number


def _iso_date(text: str, tokens: Sequence[Token], k: int) -> Quantity | None:
    """The date whose year is token `k`, in the form of ISO 8601: 2018-02-02."""
    if tokens[k].span.end - tokens[k].span.start != len("2018"):
        return None
    match = _ISO_DATE.match(text, tokens[k].span.start)
    if match is None or k + 2 >= len(tokens) or tokens[k + 2].span.end < match.end():
        return None
    value = float(int(match[1]) * 100 + int(match[2]))
    return Quantity(QuantityKind.DATE, value, "", "date", Span(*match.span()), k, k + 2)


def _is_day(text: str, tokens: Sequence[Token], month: int, day: int) -> bool:
    """Whether the number beside a month is a day of it."""
    value = tokens[day].value
    if value is None or not 1 <= value <= 31 or value != int(value):
        return False
    first, second = sorted((month, day))
    return text[tokens[first].span.end : tokens[second].span.start].strip(" .\u00a0") == ""


def _number(text: str, tokens: Sequence[Token], k: int, value: float, language: Language) -> Quantity | None:
    token = tokens[k]
    before = text[max(0, token.span.start - 1) : token.span.start]
    percent = _PERCENT.match(text, token.span.end)
    hedged = _hedged(text, tokens, k, language)
    if before in _CURRENCY and before:
        span = Span(token.span.start - 1, token.span.end)
        return Quantity(QuantityKind.MONEY, value, before, "sum", span, k, k, hedged=hedged)
    if percent or _unit(text, tokens, k, language) == "%":
        end = percent.end() if percent else tokens[k + 1].span.end
        span = Span(token.span.start, end)
        return Quantity(QuantityKind.PERCENT, value, "%", "percentage", span, k, k, hedged=hedged)
    written = token.span.of(text)
    if symbol := _CURRENCY_AFTER.match(text, token.span.end):
        span = Span(token.span.start, symbol.end())
        return Quantity(QuantityKind.MONEY, value, symbol[1], "sum", span, k, k, hedged=hedged)
    if (currency := _unit(text, tokens, k, language)) is not None:
        span = Span(token.span.start, tokens[k + 1].span.end)
        return Quantity(QuantityKind.MONEY, value, currency, "sum", span, k, k + 1, hedged=hedged)
    noun = _noun(text, tokens, k, language)
    if written.isdigit() and len(written) == 4 and 1500 <= value <= 2100:
        lead = (
            tokens[k - 1].term
            if k and _GAP.fullmatch(text[tokens[k - 1].span.end : token.span.start])
            else ""
        )
        return Quantity(QuantityKind.YEAR, value, lead, "year", token.span, k, k, hedged=hedged)
    if noun is None or (before and before in "#.:/") or (k and _numbers_a_thing(text, tokens, k)):
        return None
    span = Span(token.span.start, tokens[noun].span.end)
    details = tuple(between.term for between in tokens[k + 1 : noun] if between.content)
    return Quantity(
        QuantityKind.COUNT,
        value,
        tokens[noun].term,
        tokens[noun].span.of(text),
        span,
        k,
        noun,
        details,
        hedged,
    )


def _hedged(text: str, tokens: Sequence[Token], k: int, language: Language) -> bool:
    near = (normalize_word(token.span.of(text)) for token in tokens[max(0, k - 3) : k])
    own = (normalize_word(word) for word in tokens[k].span.of(text).split())
    return (
        any(word in language.hedges for word in near)
        or any(word in language.vague for word in own)
        or bool(OR_MORE.match(text, tokens[k].span.end))
    )


def _unit(text: str, tokens: Sequence[Token], k: int, language: Language) -> str | None:
    """The symbol of the unit that follows a number."""
    if k + 1 >= len(tokens) or not _UNIT_GAP.fullmatch(text[tokens[k].span.end : tokens[k + 1].span.start]):
        return None
    return language.units.get(normalize_word(tokens[k + 1].span.of(text)))


def _noun(text: str, tokens: Sequence[Token], k: int, language: Language) -> int | None:
    """Index of the token that a number counts: a plural soon after it, or a word joined by a hyphen."""
    if k + 1 < len(tokens) and text[tokens[k].span.end : tokens[k + 1].span.start] == "-":
        after = k + 2
        joined = after < len(tokens) and text[tokens[k + 1].span.end : tokens[after].span.start] == "-"
        return None if joined or not tokens[k + 1].content else k + 1  # 22-year-old is an age
    bound = OR_MORE.match(text, tokens[k].span.end)
    start = k + 1
    while bound and start < len(tokens) and tokens[start].span.start < bound.end():
        start += 1  # a million or more people
    for at in range(start, min(len(tokens), start + _FURTHEST_NOUN)):
        gap = text[tokens[at - 1].span.end : tokens[at].span.start]
        if not _GAP.fullmatch(gap) or not tokens[at].content or not tokens[at].is_word:
            return None
        word = normalize_word(tokens[at].span.of(text))
        if word in language.plurals or language.ends_as_plural(word):
            ends = at + 1 < len(tokens) and normalize_word(tokens[at + 1].span.of(text)) in language.ages
            return None if ends else at
    return None


def _numbers_a_thing(text: str, tokens: Sequence[Token], k: int) -> bool:
    """Whether a capitalised word before it makes the number a label: Amendment 64, Flight 370."""
    previous = tokens[k - 1]
    return (
        previous.capital
        and previous.content
        and tokens[k].span.of(text)[0].isdigit()
        and text[previous.span.end : tokens[k].span.start] == " "
        and k > 1
    )
