"""The day on which an article was published, from its date as written."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from diptych.languages.base import without_accents
from diptych.languages.catalogue import all_languages

_LONGEST = 100
"""Code points of a date that is read."""
_YEAR_FIRST = re.compile(
    r"(?<!\d)(\d{4})(?:-(\d\d)-|/(\d\d?)/|\.(\d\d?)\.|(\d\d)|年\s?(\d\d?)月\s?)(\d\d?)(?!\d)"
)
"""2019-07-11, 2019/7/11, 20190711, 2019年7月11日."""
_YEAR_LAST = re.compile(r"(?<!\d)(\d\d?)([./-])\s?(\d\d?)\2\s?(\d{4})(?!\d)")
"""11.7.2019, 11/07/2019, 7/11/2019."""
_PART = re.compile(r"\d+|[^\W\d_]+")


def publication_day(written: str | None) -> date | None:
    """The day that `written` names, in any language whose months are known.

    Returns:
        None if there is no whole date; or if day and month cannot be told apart, as in 7/11/2019.
    """
    text = (written or "")[:_LONGEST]
    if found := _YEAR_FIRST.search(text):
        year, *months, day = found.groups()
        return _day(int(year), int(next(month for month in months if month)), int(day))
    if found := _YEAR_LAST.search(text):
        one, sign, two, year = found.groups()
        if sign == "." or one == two or int(one) > 12:
            return _day(int(year), int(two), int(one))
        return _day(int(year), int(one), int(two)) if int(two) > 12 else None
    return _with_month_name(text)


def _with_month_name(text: str) -> date | None:
    """The day in a date such as July 11, 2019 or 11 juillet 2019."""
    parts = [without_accents(part) for part in _PART.findall(text.casefold())]
    named = [at for at, part in enumerate(parts) if part in _months()]
    if not named:
        return None
    # "May" may be a name; the month is beside its day.
    numbers = {at: int(part) for at, part in enumerate(parts) if part.isdecimal() and len(part) <= 4}
    for at in named:
        year = next((number for place, number in numbers.items() if place != at and number > 999), None)
        near = (at + 1, at - 1, at - 2)  # 11 de julio
        day = next((numbers[place] for place in near if 1 <= numbers.get(place, 0) <= 31), None)
        if year is not None and day is not None:
            return _day(year, _months()[parts[at]], day)
    return None


@cache
def _months() -> dict[str, int]:
    """The numbers of the months by their names in all languages."""
    return {without_accents(name): number for one in all_languages() for name, number in one.months.items()}


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
