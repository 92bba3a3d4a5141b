"""The answers of a language model → an opinion.  What an answer says is checked before it is believed.

Any text may come: text around the JSON, an answer that was cut off, rows about passages that were not asked
about.  Rows that cannot be true of the articles are dropped and counted.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.kinds import DifferenceKind, Grade, Voice
from diptych.alignment.model import Difference
from diptych.article.model import Span
from diptych.opinion.model import MOST_LINKS, Opinion, OpinionLink
from diptych.opinion.request import PART, SAME, VERSION
from diptych.sides import Pair, Side
from diptych.sources.sanitize import sanitize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from diptych.article.model import Article
    from diptych.opinion.request import OpinionRequest

MOST_ROWS = 20_000
"""Rows of an answer that are read; two books have fewer links."""
MOST_DIFFERENCES = 20
"""Differences of a link that are taken."""
LONGEST = 4_000_000
"""Code points of an answer that are read."""

_LONGEST_NAME = 100
"""Code points of the name of a model."""

_GRADES = {SAME: Grade.RESTATED, PART: Grade.RELATED}
_KINDS = {
    "number": DifferenceKind.NUMBER,
    "money": DifferenceKind.MONEY,
    "percentage": DifferenceKind.PERCENT,
    "age": DifferenceKind.AGE,
    "date": DifferenceKind.DATE,
    "day": DifferenceKind.WEEKDAY,
    "time": DifferenceKind.TIME,
    "name": DifferenceKind.NAME,
    "office": DifferenceKind.TITLE,
    "speaker": DifferenceKind.SPEAKER,
    "quote": DifferenceKind.QUOTATION,
}
"""What a row may call a difference; anything else is of the kind "other"."""

_ENDS = re.compile(r"[\s\[(]*L(\d{1,7})[\s,;:/&+~–—-]*R(\d{1,7})\b[\s,;:\])]*(.*)", re.DOTALL)
_STRING = re.compile(r'"[^"\\\n]{0,400}"')
"""A row between quotation marks: short and without escapes, so that no answer takes long to read."""
_ROW = re.compile(r"L\d+\W+R\d+[^\n\"]*")
_MOST_OBJECTS = 50
"""Braces of an answer at which a JSON object is looked for."""
_ALIKE = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\n": " ", "\t": " "}
)
_AROUND = " \"'.,;:…"
"""What may stand around a reading without being part of it."""


def opinion_of(
    articles: Pair[Article], requests: Sequence[OpinionRequest], answers: Mapping[str, str], model: str
) -> Opinion:
    """The opinion that some answers give.

    Args:
        articles: the articles that were asked about.
        requests: all requests about them.
        answers: the content of each answer, by the id of its request; other ids are ignored.
        model: name of the language model.
    """
    reader = _Reader(articles)
    answered = [request for request in requests if request.id in answers]
    for request in answered:
        reader.read(answers[request.id], request.passages)
    links = reader.links()
    return Opinion(
        one_line_of(model),
        links,
        reader.rows,
        reader.unusable,
        reader.excessive or _links_nearly_all(links, articles),
        len(requests),
        len(requests) - len(answered),
        VERSION,
    )


def is_answer(content: str) -> bool:
    """Whether a text has the form of an answer: it contains an object with rows, or at least one row."""
    return _object_in(content[:LONGEST]) is not None or next(_rows(content), None) is not None


def one_line_of(name: str) -> str:
    """A name from a file or a server, sanitized, on one line, and cut to a sensible length."""
    return " ".join(sanitize(name).split())[:_LONGEST_NAME]


class _Named(NamedTuple):
    """A difference as a row names it."""

    left: int
    right: int
    difference: Difference


@dataclass
class _Reader:
    """Collects what the answers say."""

    articles: Pair[Article]
    rows: int = 0
    unusable: int = 0
    excessive: bool = False
    _grades: dict[tuple[int, int], Grade] = field(default_factory=dict)
    _named: dict[_Named, None] = field(default_factory=dict)
    """The differences in the order of the answers."""
    _often: Pair[Counter[int]] = field(default_factory=lambda: Pair(Counter(), Counter()))

    def read(self, content: str, asked: Pair[tuple[int, ...]]) -> None:
        """Take the usable rows of one answer, which is about some passages."""
        about = asked.map(frozenset)
        seen: set[tuple[int, int]] = set()
        seen_differences: set[_Named] = set()
        for number, row in enumerate(_rows(content)):
            if number >= MOST_ROWS:
                self.excessive = True
                break
            self.rows += 1
            found = _ENDS.fullmatch(row) if row is not None else None
            ends = found and (int(found[1]) - 1, int(found[2]) - 1)
            if not found or not ends or ends[0] not in about.left or ends[1] not in about.right:
                usable = False
            elif "|" in found[3]:
                named = self._difference(*ends, found[3])
                usable = named is not None and named not in seen_differences
                if named is not None and usable:
                    seen_differences.add(named)
                    self._named[named] = None  # another window may have named it already
            else:
                usable = ends not in seen and self._take_link(ends, found[3])
                if usable:
                    seen.add(ends)
            self.unusable += not usable

    def links(self) -> tuple[OpinionLink, ...]:
        """The links with their differences.  Differences of passages that are not linked are unusable."""
        differences: dict[tuple[int, int], list[Difference]] = {ends: [] for ends in self._grades}
        for left, right, difference in self._named:
            if (left, right) in differences and len(differences[left, right]) < MOST_DIFFERENCES:
                differences[left, right].append(difference)
            else:
                self.unusable += 1
        self._named.clear()
        return tuple(
            OpinionLink(left, right, grade, tuple(differences[left, right]))
            for (left, right), grade in sorted(self._grades.items(), key=lambda item: item[0])
        )

    def _take_link(self, ends: tuple[int, int], word: str) -> bool:
        """Take a link; False if it is not usable.  Another window may have named it already."""
        grade = _GRADES.get(word.strip(" .,;\"'").lower())
        if grade is None:
            return False
        if ends in self._grades:
            return self._grades[ends] is grade
        if any(self._often[side][end] >= MOST_LINKS for side, end in zip(Side, ends, strict=True)):
            self.excessive = True
            return False
        for side, end in zip(Side, ends, strict=True):
            self._often[side][end] += 1
        self._grades[ends] = grade
        return True

    def _difference(self, left: int, right: int, words: str) -> _Named | None:
        """The difference of a row; None if its words do not stand in the passages."""
        kind, *readings = words.split("|")
        if len(readings) != 2:
            return None
        spans = [
            _find(reading, article, passage)
            for reading, article, passage in zip(readings, self.articles, (left, right), strict=True)
        ]
        one, two = spans
        if one is None or two is None:
            return None
        texts = Pair(
            *(span.of(article.text) for span, article in zip((one, two), self.articles, strict=True))
        )
        if _plain(texts.left) == _plain(texts.right):
            return None
        named = _KINDS.get(kind.strip().lower(), DifferenceKind.OTHER)
        readings_shown = texts.map(lambda text: " ".join(text.split()))
        return _Named(left, right, Difference(named, "", readings_shown, Pair(one, two), Voice.MODEL))


def _links_nearly_all(links: Sequence[OpinionLink], articles: Pair[Article]) -> bool:
    """Whether more than half of all possible links are named, in articles of some length."""
    left, right = (len(article.passages) for article in articles)
    return min(left, right) >= 5 and len(links) * 2 > left * right


def _rows(content: str) -> Iterator[str | None]:
    """The rows of an answer in order; None for a row that is no text."""
    content = content[:LONGEST]
    found = _object_in(content)
    if found is not None:
        for key in ("links", "differs"):
            rows = found.get(key)
            for row in rows if isinstance(rows, list) else ():
                yield _row_text(row)
        return
    # No JSON, or an answer that was cut off.
    texts = [text[1:-1] for text in _STRING.findall(content)]
    rows_in_strings = [text for text in texts if _ENDS.fullmatch(text)]
    yield from rows_in_strings or (found_row.rstrip(" ,]}") for found_row in _ROW.findall(content))


def _object_in(content: str) -> dict[str, object] | None:
    """The first JSON object with rows in a text."""
    decoder = json.JSONDecoder()
    at = -1
    for _ in range(_MOST_OBJECTS):
        at = content.find("{", at + 1)
        if at < 0:
            return None
        try:
            value, _end = decoder.raw_decode(content, at)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict) and ("links" in value or "differs" in value):
            return value
    return None


def _row_text(row: object) -> str | None:
    """A row as a text; lists of texts and numbers are joined."""
    if isinstance(row, str):
        return row
    if isinstance(row, list) and all(isinstance(part, (str, int)) for part in row):
        ends, rest = row[:2], row[2:]
        separator = " | " if len(rest) > 1 else " "
        return f"{' '.join(map(str, ends))} {separator.join(map(str, rest))}"
    return None


def _plain(text: str) -> str:
    """A text for comparison: the same length, in small letters, with plain quotation marks and dashes."""
    return "".join(lower if len(lower := sign.lower()) == 1 else sign for sign in text.translate(_ALIKE))


def _find(reading: str, article: Article, passage: int) -> Span | None:
    """Where a reading stands in a passage as whole words; None if it does not."""
    wanted = _plain(reading).strip(_AROUND)
    span = article.passages[passage].span
    if not 0 < len(wanted) <= len(span):
        return None
    # A word is not found within a longer one, nor a number within 22,000 or 2.5.
    before = r"(?<!\w)(?<!\d[.,:])" if wanted[0].isalnum() else ""
    after = r"(?!\w)(?![.,:]\d)" if wanted[-1].isalnum() else ""
    pattern = r"\s+".join(map(re.escape, wanted.split()))
    found = re.search(f"{before}{pattern}{after}", _plain(span.of(article.text)))
    return None if found is None else Span(span.start + found.start(), span.start + found.end())
