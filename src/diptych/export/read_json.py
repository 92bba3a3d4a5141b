"""JSON that `diptych.export.json` wrote → the comparison again, nothing computed anew.

The file may come from anybody: each value is checked before it is used, and the first fault is told as one
sentence that names its place, as in "links[3].left".  Keys that are not known are passed over, since newer
versions may add some, and so are those that follow from the rest.  Texts must be as harmless as loading an
article makes them; shorter strings are made so.
"""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, NoReturn, TypeVar

from diptych.alignment.model import (
    Alignment,
    Difference,
    DifferenceKind,
    Evidence,
    EvidenceKind,
    Grade,
    Link,
    Verdict,
)
from diptych.article.model import Article, Block, BlockKind, Passage, Span
from diptych.comparison import Comparison, PassageNote
from diptych.errors import SourceError
from diptych.export.json import FORMAT
from diptych.sides import Pair, Side
from diptych.sources.read_bytes import read_source, shown_name
from diptych.sources.sanitize import sanitize

if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import Enum
    from os import PathLike

    Choice = TypeVar("Choice", bound=Enum)

LIMIT = 100_000_000
"""Bytes of the largest file; two Bibles with all their matches take 59 MB."""

MOST_PARTS = 2_500_000
"""Objects and lists of the largest comparison; two Bibles have 1.4 million.  Each may take a hundred times
the memory of its two brackets, and the limit of bytes alone would let a file take many gigabytes."""
MOST_COMMAS = 8_000_000
"""And how many values and pauses for breath; two Bibles have 2.7 million."""


class Reopened(NamedTuple):
    """What a file says."""

    comparison: Comparison
    min_score: float
    """The score down to which it holds matches: below, nothing is known."""


def reopen(source: str | PathLike[str]) -> Reopened:
    """Open a comparison that was written as JSON.

    Args:
        source: a path, or "-" for standard input.

    Raises:
        SourceError: it cannot be read, or is no comparison.
    """
    name = str(source)
    return from_json(read_source(name, LIMIT), name)


def from_json(data: bytes, source: str = "") -> Reopened:
    """The comparison that `data` holds.

    Args:
        data: the whole file.
        source: where it came from, for messages.

    Raises:
        SourceError: it is no comparison, or one that this version cannot read.
    """
    name = shown_name(source) if source else "The text"
    try:
        return _reopened(_Value(_parsed(data, name)), name)
    except _Fault as fault:
        raise SourceError(f"{name} is no comparison that could be opened: {fault}.") from None


def read(source: str | PathLike[str]) -> Comparison:
    """Read a comparison again that was written as JSON; nothing is computed anew.

    What `diptych.write` has written comes back equal, but that scores and weights have six places.

    Args:
        source: a path, or "-" for standard input.

    Raises:
        SourceError: it cannot be read, or is no comparison.
    """
    return reopen(source).comparison


class _Fault(Exception):  # noqa: N818 - what is faulty is the file
    """What is wrong, and where."""


def _parsed(data: bytes, name: str) -> object:
    if data.count(b"{") + data.count(b"[") > MOST_PARTS or data.count(b",") > MOST_COMMAS:
        raise SourceError(f"{name} has more parts than a comparison of the longest books; it was not opened.")
    how = "name a file that diptych compare --format json wrote"
    try:
        return json.loads(data, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise SourceError(f"{name} is no JSON (at {place}); {how}.") from None
    except (ValueError, RecursionError):  # its encoding, a number without end, nesting without end
        raise SourceError(f"{name} is no JSON that could be read; {how}.") from None


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(constant)


class _Value:
    """A value with its place, so that a fault can say where it is."""

    __slots__ = ("_key", "_parent", "value")

    def __init__(self, value: object, parent: _Value | None = None, key: str | int = "") -> None:
        self.value = value
        self._parent = parent
        self._key = key

    def fault(self, wrong: str) -> _Fault:
        return _Fault(f"{self.place} {wrong}")

    @property
    def place(self) -> str:
        if self._parent is None:
            return "it"
        above = "" if self._parent._parent is None else self._parent.place
        if isinstance(self._key, int):
            return f"{above}[{self._key}]"
        return f"{above}.{self._key}" if above else self._key

    def __getitem__(self, key: str) -> _Value:
        """What an object has under a key; it must have it."""
        if type(self.value) is not dict:
            raise self.fault("is no object")
        if key not in self.value:
            raise self.fault(f"has no “{key}”")
        return _Value(self.value[key], self, key)

    def get(self, key: str) -> _Value | None:
        """What an object has under a key; None where it has nothing or null."""
        if type(self.value) is not dict:
            raise self.fault("is no object")
        found = self.value.get(key)
        return None if found is None else _Value(found, self, key)

    def __iter__(self) -> Iterator[_Value]:
        if type(self.value) is not list:
            raise self.fault("is no list")
        return (_Value(item, self, index) for index, item in enumerate(self.value))

    def text(self) -> str:
        if type(self.value) is not str:
            raise self.fault("is no text")
        return self.value

    def harmless(self) -> str:
        """A short text, made harmless."""
        if len(self.text()) > _LONGEST_SHORT:
            raise self.fault(f"is longer than {_LONGEST_SHORT:,} characters")
        return sanitize(self.text())

    def harmless_at(self, key: str) -> str:
        """A short text made harmless; empty where there is none under a key."""
        return "" if (found := self.get(key)) is None else found.harmless()

    def line(self) -> str:
        """A short text made harmless, on one line."""
        return self.harmless().translate(_ONE_LINE)

    def flag(self) -> bool:
        if type(self.value) is not bool:
            raise self.fault("is neither true nor false")
        return self.value

    def share(self) -> float:
        value = self.value
        if type(value) is not float and type(value) is not int:
            raise self.fault("is no number")
        if not 0 <= value <= 1:
            raise self.fault("is no number from 0 to 1")
        return float(value)

    def whole(self, least: int, beyond: int, what: str) -> int:
        """A whole number of at least `least` and less than `beyond`."""
        value = self.value
        if type(value) is not int:
            raise self.fault("is no whole number")
        if not least <= value < beyond:
            raise self.fault(f"is {value if abs(value) < 10**12 else 'huge'}, but {what}")
        return value

    def span(self, within: Span) -> Span:
        start = self["start"].whole(within.start, within.end + 1, _bounds(within))
        end = self["end"].whole(start, within.end + 1, _bounds(Span(start, within.end)))
        return Span(start, end)

    def choice(self, kind: type[Choice]) -> Choice:
        value = self.text()
        for choice in kind:
            if choice.value == value:
                return choice
        raise self.fault(f"is none of {', '.join(str(choice.value) for choice in kind)}")


_ONE_LINE = str.maketrans("\n\t", "  ")
_LONGEST_SHORT = 100_000
"""Code points of a title, a label or a note."""


def _bounds(within: Span) -> str:
    return f"must be from {within.start} to {within.end}"


def _reopened(said: _Value, name: str) -> Reopened:
    version = said["format"].value
    if type(version) is int and version > FORMAT:
        raise SourceError(
            f"{name} was written by a newer diptych, in format {min(version, 10**6)}; this one reads format"
            f" {FORMAT}: update diptych."
        )
    if type(version) is not int or version != FORMAT:
        raise said["format"].fault(f"is not {FORMAT}")
    threshold = said["threshold"].share()
    articles = Pair(_article(said["left"]), _article(said["right"]))
    sizes = articles.map(lambda article: len(article.passages))
    links = _links(said["links"], articles)
    left, right = (_compared(said[side.value], sizes[side]) for side in Side)
    if (left is None) != (right is None):
        raise said.fault("has “compared” on one side only")
    alignment = Alignment(
        links,
        sizes,
        threshold,
        said["same_event"].flag(),
        None if left is None or right is None else Pair(left, right),
        Pair(*(said[side.value].harmless_at("language").translate(_ONE_LINE) for side in Side)),
    )
    notes = Pair(_notes(said["left"], sizes.left), _notes(said["right"], sizes.right))
    lowest = said.get("min_score")
    return Reopened(Comparison(articles, alignment, notes), threshold if lowest is None else lowest.share())


def _article(said: _Value) -> Article:
    text = said["text"].text()
    if (at := _first_harm(text)) is not None:
        raise said["text"].fault(f"holds characters that no article has once it is loaded (from {at} on)")
    title = said["title"].line().strip()
    if not title:
        raise said["title"].fault("is empty")
    blocks = _blocks(said["blocks"], text)
    return Article(
        title,
        text,
        blocks,
        _passages(said["passages"], blocks),
        said.harmless_at("source"),
        said.harmless_at("publisher").translate(_ONE_LINE) or None,
        said.harmless_at("date").translate(_ONE_LINE) or None,
        tuple(one.harmless() for one in said.get("dropped") or ()),
    )


def _first_harm(text: str) -> int | None:
    """Where a text holds something that loading an article would have changed; None where it does nowhere."""
    start = 0
    while start < len(text):
        # Bit by bit, for what is harmful takes the more time the more there is of it.  No sign is harmful for
        # what stands beyond the next white space.
        space = _SPACE.search(text, start + _BIT)
        end = len(text) if space is None else space.start()
        if end - start > _LONGEST_WORD:
            return start
        bit = text[start:end]
        if (harmless := sanitize(bit)) != bit:
            pairs = enumerate(zip(bit, harmless, strict=False))
            return start + next((at for at, (one, two) in pairs if one != two), min(len(bit), len(harmless)))
        start = end
    return None


_SPACE = re.compile(r"[ \n]")
_BIT = 100_000
_LONGEST_WORD = 5_000_000
"""Code points that may stand without a blank or line end between them: no novel has as many."""


def _blocks(said: _Value, text: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    at = 0
    for one in said:
        span = one.span(Span(at, len(text)))
        if text[at : span.start].strip():
            raise one.fault("leaves out some of the text before it")
        if "\n" in span.of(text) or "\t" in span.of(text):
            raise one.fault("holds a line end or a tab")
        if not len(span):
            raise one.fault("is empty")
        furniture = one.get("furniture")
        why = None if furniture is None else furniture.line()
        blocks.append(Block(one["kind"].choice(BlockKind), span, why))
        at = span.end
    if text[at:].strip():
        raise said.fault("leave out the end of the text")
    return tuple(blocks)


def _passages(said: _Value, blocks: tuple[Block, ...]) -> tuple[Passage, ...]:
    passages: list[Passage] = []
    at = 0
    for index, one in enumerate(said):
        block = one["block"].whole(0, len(blocks), f"there are {len(blocks)} blocks")
        if blocks[block].furniture is not None:
            raise one.fault("stands in page furniture")
        within = blocks[block].span
        if at > within.end:
            raise one.fault("comes before the one that it stands after")
        span = one.span(Span(max(at, within.start), within.end))
        if not len(span):
            raise one.fault("is empty")
        passages.append(Passage(index, block, span))
        at = span.end
    return tuple(passages)


def _links(said: _Value, articles: Pair[Article]) -> tuple[Link, ...]:
    links = [_link(one, articles) for one in said]
    links.sort(key=lambda link: (link.left, link.right))
    for one, two in pairwise(links):
        if (one.left, one.right) == (two.left, two.right):
            raise said.fault(f"has two between the passages {one.left} and {one.right}")
    return tuple(links)


def _link(said: _Value, articles: Pair[Article]) -> Link:
    ends = [_index(said[side.value], len(articles[side].passages)) for side in Side]
    verdict, then = said.get("verdict"), said.get("judged_as")
    wholes = articles.map(lambda article: Span(0, len(article.text)))
    return Link(
        ends[0],
        ends[1],
        said["score"].share(),
        said["grade"].choice(Grade),
        tuple(_evidence(one, wholes) for one in said.get("evidence") or ()),
        tuple(_difference(one, wholes) for one in said.get("differs") or ()),
        None if verdict is None else verdict.choice(Verdict),
        said.harmless_at("note"),
        Pair("", "") if then is None else Pair(*(then.harmless_at(side.value) for side in Side)),
    )


def _evidence(said: _Value, wholes: Pair[Span]) -> Evidence:
    left, right = (tuple(span.span(wholes[side]) for span in said[side.value]) for side in Side)
    return Evidence(
        said["kind"].choice(EvidenceKind), said["label"].line(), Pair(left, right), said["weight"].share()
    )


def _difference(said: _Value, wholes: Pair[Span]) -> Difference:
    sides = Pair(said["left"], said["right"])
    return Difference(
        said["kind"].choice(DifferenceKind),
        said["subject"].line(),
        sides.map(lambda side: side["reading"].line()),
        Pair(sides.left.span(wholes.left), sides.right.span(wholes.right)),
    )


def _index(said: _Value, size: int) -> int:
    return said.whole(0, size, f"the article has {size} passages")


def _compared(said: _Value, size: int) -> frozenset[int] | None:
    known = said.get("compared")
    return None if known is None else frozenset(_index(one, size) for one in known)


def _notes(said: _Value, size: int) -> tuple[PassageNote, ...]:
    notes = [
        PassageNote(_index(one["passage"], size), one["text"].harmless()) for one in said.get("notes") or ()
    ]
    notes.sort(key=lambda note: note.passage)
    for one, two in pairwise(notes):
        if one.passage == two.passage:
            raise said["notes"].fault(f"has two about the passage {one.passage}")
    return tuple(note for note in notes if note.text)
