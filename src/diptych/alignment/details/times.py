"""The dates and times of day of a passage."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from diptych.alignment.details.model import Detail, DetailKind
from diptych.alignment.features.quantities import QuantityKind
from diptych.article.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.alignment.details.context import ArticleContext, PassageContext

_CLOCK = re.compile(
    r"(?<![\d:.,$€£])(\d{1,2})(?:[:.]([0-5]\d))?(?:\s?([ap])\.?\s?m\b\.?)?(?![\d:]|[.,]\d|[^\W\d_])",
    re.IGNORECASE,
)
_NEAR = 30.0
"""Minutes within which two times of day may be one, rounded to the hour."""
_NOON = 12


def read_times(passage: PassageContext, telling: Sequence[int], taken: set[int]) -> Iterator[Detail]:
    """The dates and times of a passage in no particular order.

    Args:
        passage: the passage.
        telling: the tokens that may be a date or a time, or begin one.
        taken: tokens of other details; those of each one found are added.
    """
    for found in (*_clocks(passage), *_spoken_clocks(passage, telling), *_calendar(passage, telling)):
        tokens = set(range(found.first, found.last + 1))
        if not tokens & taken:
            taken |= tokens
            yield found


def _clocks(passage: PassageContext) -> Iterator[Detail]:
    """Times of day in figures: 5 p.m., 17:20."""
    tokens, lexicon = passage.tokens, passage.details
    if not passage.digits or not (lexicon.halves or lexicon.day_parts):
        return
    for match in _CLOCK.finditer(passage.text, tokens[0].span.start, tokens[-1].span.end):
        hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
        if hour >= 2 * _NOON or (half and not 1 <= hour <= _NOON) or not (half or ":" in match.group()):
            continue
        first = next(k for k, token in enumerate(tokens) if token.span.end > match.start())
        last = max(k for k, token in enumerate(tokens) if token.span.start < match.end())
        if half:
            hour = hour % _NOON + (_NOON if half.lower() == "p" else 0)
        before = passage.words[max(0, first - 2) : first]
        rough = match[2] is None or not lexicon.about.isdisjoint(before)
        near = _NEAR if rough else _rounding(minute)
        span = Span(match.start(), match.end())
        yield _time(span, first, last, 60.0 * hour + minute, near, _zone(passage, last))


def _spoken_clocks(passage: PassageContext, telling: Sequence[int]) -> Iterator[Detail]:
    """Times of day in words: half past seven, noon, the afternoon."""
    tokens, words, lexicon = passage.tokens, passage.words, passage.details
    for k in telling:
        if words[k] in lexicon.day_parts:
            start, end = (60.0 * hour for hour in lexicon.day_parts[words[k]])
            middle = (start + end) / 2
            yield _time(tokens[k].span, k, k, middle, middle - start + 1, is_exact=start == end)
        value = tokens[k].value
        if value is None or not 1 <= value <= _NOON or k < 2:
            continue
        if (minutes := lexicon.clock_steps.get((words[k - 2], words[k - 1]))) is not None:
            span = Span(tokens[k - 2].span.start, tokens[k].span.end)
            yield _time(span, k - 2, k, 60 * value + minutes, _rounding(15))


def _zone(passage: PassageContext, last: int) -> str:
    """The capitalised word right after a time of day: where it is that late."""
    if last + 1 < len(passage.tokens) and passage.gap(last) == " ":
        token = passage.tokens[last + 1]
        if token.capital and not token.is_calendar:
            return token.term
    return ""


def _time(
    span: Span, first: int, last: int, value: float, near: float, zone: str = "", *, is_exact: bool = True
) -> Detail:
    return Detail(
        DetailKind.TIME,
        span,
        first,
        last,
        value,
        value - near,
        value + near,
        zone,
        "time",
        is_exact=is_exact,
    )


def _rounding(minute: int) -> float:
    """By how many minutes a time of day may be rounded."""
    return 7.5 if minute % 15 == 0 else 2.5 if minute % 5 == 0 else 0.5


def _calendar(passage: PassageContext, telling: Sequence[int]) -> Iterator[Detail]:
    """Dates, years, weekdays, months, seasons, and today where the article says when it was written."""
    tokens, lexicon = passage.tokens, passage.details
    written = date_of(passage.account)
    for quantity in passage.quantities:
        span, first, last, value = quantity.span, quantity.first, quantity.last, quantity.value
        if quantity.kind is QuantityKind.DATE:
            weekday = () if written is None else _weekday(written.year, int(value) // 100, int(value) % 100)
            yield Detail(DetailKind.DATE, span, first, last, value, unit="day", subject="date", scope=weekday)
        elif quantity.kind is QuantityKind.YEAR:
            yield Detail(DetailKind.DATE, span, first, last, value, unit="year", subject="year")
        elif quantity.kind is QuantityKind.WEEKDAY:
            yield _of_week(span, first, value)
    for k in passage.capitals:
        if tokens[k].is_month:
            month = float(tokens[k].calendar_number)
            yield Detail(DetailKind.DATE, tokens[k].span, k, k, month, unit="month", subject="month")
    for k in telling:
        word, span = passage.words[k], tokens[k].span
        if (season := lexicon.seasons.get(word)) is not None:
            yield Detail(DetailKind.DATE, span, k, k, float(season), unit="season", subject="season")
        step = lexicon.days.get(word)
        if step is None or written is None or span.of(passage.text)[-2:] in ("'s", "’s"):
            continue  # today's world
        if not any(k in quote.tokens for quote in passage.features.quotes):  # who may speak of another day
            yield _of_week(span, k, float((written + timedelta(days=step)).isoweekday()))


def _of_week(span: Span, k: int, value: float) -> Detail:
    return Detail(DetailKind.WEEKDAY, span, k, k, value, unit="weekday", subject="weekday")


def _weekday(year: int, month: int, day: int) -> tuple[str, ...]:
    """The weekday of a date, 1 to 7 from Monday; empty if there is no such date."""
    try:
        return (str(date(year, month, day).isoweekday()),)
    except ValueError:
        return ()


def date_of(account: ArticleContext) -> date | None:
    """The day on which an article was written; None if it has none that begins as ISO 8601 does."""
    try:
        return date.fromisoformat((account.article.date or "")[:10])
    except ValueError:
        return None
