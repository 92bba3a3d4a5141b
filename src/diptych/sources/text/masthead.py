"""The masthead of a plain text: publisher, date and author between its headline and its first sentence.

A masthead is recognised by its date: a line that is nothing but a date.  Without one, a short line may as
well be a subtitle.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from diptych.article.furniture import is_byline
from diptych.languages.base import without_accents
from diptych.languages.catalogue import all_languages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST_TITLE = 160
"""Code points of a headline."""

_MOST_LINES = 7
"""Lines in which a masthead and the headline above it end."""
_LONGEST_DATE = 80
"""Code points of a line that is nothing but a date."""
_LONGEST_PUBLISHER = 60
_MOST_WORDS = 5
"""Words of a publisher's name."""
_SHORTEST_TITLE = 3
"""Most words of a first line that is no headline if the date is right below it."""
_SMALL_WORD = 3
"""Letters of the words in a publisher's name that may have no capital: of, the, della."""

_NUMERIC = re.compile(
    r"\b(?:\d{4}-\d\d-\d\d|\d{4}/\d\d?/\d\d?|\d\d?([./-])\d\d?\1\d{4})(?=T?\b|$)|\d{4}年\d\d?月\d\d?日"
)
_TIME = re.compile(
    r"(?:T|\b)\d\d?(?:[:.h]\d\d(?::\d\d(?:\.\d+)?)?(?:\s?[ap]\.?m\b\.?)?|\s?[ap]\.?m\b\.?)(?:Z|\s?[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DAY = re.compile(r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th|er|º)?")
_ZONE = re.compile(r"[A-Z]{2,5}")
_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[\w\s,.:;|()/·•–—-]*")
"""What a line that is nothing but a date consists of."""
_STOPPED = re.compile(r"(?:(?<!\.)(?<!\.[A-Z])\.|[。।])[\"'”’»)\]]*$|[,;:，；：]$")
_END = re.compile(r"[.!?…:;,。！？]$")
_NO_LINE = re.compile(r"[>*#•‣◦·|-]")
"""Begins an item of a list or a quoted line."""


class Masthead(NamedTuple):
    """The lines above the first sentence."""

    above: str
    """The line above the masthead; empty if there is none."""
    is_title: bool
    """Whether that line has the form of a headline."""
    publisher: str | None
    date: str
    """As the article writes it, without words such as "Published"."""
    bylines: tuple[str, ...]
    other_dates: tuple[str, ...]
    below: list[list[str]]
    """The chunks below the masthead."""


def read_masthead(chunks: Sequence[list[str]]) -> Masthead | None:
    """The masthead at the beginning of a text, and the headline above it; None unless it is certain.

    Args:
        chunks: the lines of the text, cut at empty lines.
    """
    lines = [*islice(_lines(chunks), _MOST_LINES)]
    above, at, dates, bylines, publisher = "", 0, list[str](), list[str](), ""
    if lines and not is_date_line(lines[0][1]):
        above, at = lines[0][1], 1
        if len(above) > LONGEST_TITLE or is_byline(above) or _NO_LINE.match(above):
            return None
        # Headlines are seldom so short, and stand alone.
        short = _may_be_publisher(above) and len(above.split()) <= _SHORTEST_TITLE
        if short and len(chunks[0]) > 1 and is_date_line(chunks[0][1]):
            above, at = "", 0
    dated = -1
    for chunk, line in lines[at:]:
        if is_date_line(line):
            dates.append(line)
            dated = chunk if dated < 0 else dated
        elif is_byline(line):
            bylines.append(line)
        elif not publisher and _may_be_publisher(line) and (not dates or chunk == dated):
            publisher = line
        else:
            break
        at += 1
    if not dates:
        return None
    end = lines[at - 1][0]
    used = sum(chunk == end for chunk, _ in lines[:at])
    beside = [line for line in chunks[end] if line.strip()][used:]
    below = [*([beside] if beside else []), *chunks[end + 1 :]]
    # A diary has more such lines, and a text of nothing else is about them.
    if not below or any(len(chunk) == 1 and is_date_line(chunk[0]) for chunk in below):
        return None
    return Masthead(
        above,
        _may_be_title(above),
        publisher or None,
        _without_label(dates[0]),
        tuple(bylines),
        tuple(dates[1:]),
        below,
    )


def _lines(chunks: Sequence[list[str]]) -> Iterator[tuple[int, str]]:
    """Each line with the number of its chunk."""
    for number, chunk in enumerate(chunks):
        for line in chunk:
            if line.strip():
                yield number, line.strip()


def is_date_line(line: str) -> bool:
    """Whether a line is nothing but a date, perhaps with a time, a weekday or "Published"."""
    line = line.strip()
    if len(line) > _LONGEST_DATE or not re.search(r"\d{4}", line) or not _BETWEEN.fullmatch(line):
        return False
    rest, numeric = _NUMERIC.subn(" ", line)
    rest, timed = _TIME.subn(" ", rest)
    words = _WORD.findall(rest)
    years, days = ([word for word in words if each.fullmatch(word)] for each in (_YEAR, _DAY))
    others = [word for word in words if word not in years + days and not (timed and _ZONE.fullmatch(word))]
    if (numeric, len(years), len(days)) not in ((1, 0, 0), (0, 1, 1)):
        return False
    plain = [without_accents(word.casefold()) for word in others]
    return any(
        sum(word in language.months for word in plain) == 1 - numeric
        and all(
            word in language.months or word in language.weekdays or word in language.beside_dates
            for word in plain
        )
        for language in all_languages()
    )


def _without_label(date: str) -> str:
    """A date line from its date, its weekday or its month on."""
    for word in _WORD.finditer(date):
        plain = without_accents(word.group().casefold())
        if plain[0].isdigit() or any(
            plain in language.months or plain in language.weekdays for language in all_languages()
        ):
            return date[word.start() :]
    return date


def _may_be_title(line: str) -> bool:
    return not line[:1].islower() and any(map(str.isalpha, line)) and not _STOPPED.search(line)


def _may_be_publisher(line: str) -> bool:
    words = _WORD.findall(line)
    return (
        len(line) <= _LONGEST_PUBLISHER
        and 0 < len(line.split()) <= _MOST_WORDS
        and bool(words)
        and not words[0].islower()
        and not (_END.search(line) or _NO_LINE.match(line))
        and all(not word[0].islower() or len(word) <= _SMALL_WORD for word in words)
    )
