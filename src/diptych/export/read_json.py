"""Reads JSON that `diptych.export.json` wrote; nothing is recomputed.

The file may come from anybody: each value is checked before it is used, and the first fault is reported as
one sentence with its place, such as "links[3].left".  Unknown keys are ignored, because newer versions may
add some, and so are keys that follow from the others.  Unknown kinds of evidence and differences become
"other".  The article's text must not need sanitizing; shorter texts are sanitized.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from diptych.alignment.kinds import DifferenceKind, EvidenceKind, Grade, Verdict, Voice
from diptych.alignment.model import Alignment, Difference, Evidence, Link
from diptych.article.model import Article, Block, BlockKind, Passage, Span
from diptych.comparison import Comparison, PassageNote
from diptych.errors import SourceError
from diptych.export.json import FORMAT
from diptych.export.json_node import JsonFault, JsonNode
from diptych.opinion.model import Opinion, OpinionLink
from diptych.sides import Pair, Side
from diptych.sources.read_bytes import read_source, shown_name
from diptych.sources.sanitize import sanitize

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from os import PathLike

LIMIT = 100_000_000
"""Bytes of the largest file; two Bibles with all their matches take 59 MB."""

MOST_PARTS = 2_500_000
"""Objects and lists of the largest comparison; two Bibles have 1.4 million.

Each may take a hundred times the memory of its two brackets: `LIMIT` alone would allow many gigabytes.
"""
MOST_COMMAS = 8_000_000
"""Commas of the largest comparison, a measure of its values; two Bibles have 2.7 million."""

_LONGEST_WORD = 5_000_000
"""Code points of the longest stretch of text without a blank or line end; no novel has as many."""
_CHUNK = 100_000
"""Code points that are sanitized at once."""
_SPACE = re.compile(r"[ \n]")


class Reopened(NamedTuple):
    """The contents of a file."""

    comparison: Comparison
    min_score: float
    """The lowest score (0..1) of the matches in the file; weaker ones are not known."""


def reopen(source: str | PathLike[str]) -> Reopened:
    """Read a comparison from a JSON file.

    Args:
        source: a path, or "-" for standard input.

    Raises:
        SourceError: it cannot be read, or is not a comparison.
    """
    name = str(source)
    return from_json(read_source(name, LIMIT), name)


def from_json(data: bytes, source: str = "") -> Reopened:
    """Read a comparison from JSON.

    Args:
        data: the whole file.
        source: the name of the file, for messages.

    Raises:
        SourceError: it is not a comparison, or one that this version cannot read.
    """
    name = shown_name(source) if source else "The text"
    try:
        return _reopened(JsonNode(_parsed(data, name)), name)
    except JsonFault as fault:
        raise SourceError(f"{name} is not a comparison that can be opened: {fault}.") from None


def read(source: str | PathLike[str]) -> Comparison:
    """Read a comparison from a JSON file; nothing is recomputed.

    A comparison that `diptych.write` has written is equal when read, but scores and weights have six places.

    Args:
        source: a path, or "-" for standard input.

    Raises:
        SourceError: it cannot be read, or is not a comparison.
    """
    return reopen(source).comparison


def _parsed(data: bytes, name: str) -> object:
    if data.count(b"{") + data.count(b"[") > MOST_PARTS or data.count(b",") > MOST_COMMAS:
        raise SourceError(f"{name} has more parts than a comparison of the longest books; it was not opened.")
    instead = "name a file that diptych compare --format json wrote"
    try:
        return json.loads(data, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise SourceError(f"{name} is not JSON (at {place}); {instead}.") from None
    except (ValueError, RecursionError):  # a wrong encoding, a huge number, deep nesting
        raise SourceError(f"{name} is not JSON that can be read; {instead}.") from None


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(constant)


def _reopened(node: JsonNode, name: str) -> Reopened:
    version = node["format"].value
    if type(version) is int and version > FORMAT:
        raise SourceError(
            f"{name} was written by a newer diptych, in format {min(version, 10**6)}; this one reads format"
            f" {FORMAT}: update diptych."
        )
    if type(version) is not int or not 1 <= version <= FORMAT:
        raise node["format"].fault(f"is not a number from 1 to {FORMAT}")
    threshold = node["threshold"].share()
    articles = node.both(lambda article, _: _article(article))
    sizes = articles.map(lambda article: len(article.passages))
    links = _links([*node["links"], *(node.get("possible") or ())], node["links"], articles)
    voice = node.get("voice")
    left, right = node.both(lambda article, side: _compared(article, sizes[side]))
    if (left is None) != (right is None):
        raise node.fault("has “compared” on one side only")
    alignment = Alignment(
        links,
        sizes,
        threshold,
        node["same_event"].flag(),
        None if left is None or right is None else Pair(left, right),
        node.both(lambda article, _: article.line_at("language")),
        node.line_at("model"),
        Voice.OWN if voice is None else voice.choice(Voice),
        node.both(lambda article, side: _details(article, sizes[side])),
    )
    notes = node.both(lambda article, side: _notes(article, sizes[side]))
    lowest = node.get("min_score")
    opinion = node.get("opinion")
    comparison = Comparison(articles, alignment, notes, None if opinion is None else _opinion(opinion, links))
    return Reopened(comparison, threshold if lowest is None else lowest.share())


def _opinion(node: JsonNode, links: Sequence[Link]) -> Opinion:
    """The opinion that some links carry."""

    def number(key: str) -> int:
        return node[key].whole(0, 10**9, "it must be a number of rows")

    named = (
        OpinionLink(link.left, link.right, link.model_grade, _named_by_model(link))
        for link in links
        if link.model_grade is not None
    )
    return Opinion(
        node["model"].line(),
        tuple(named),
        number("rows"),
        number("unusable"),
        node["excessive"].flag(),
        number("requests"),
        number("unanswered"),
        number("version"),
        node["asked"].line() if node.get("asked") is not None else "",
    )


def _named_by_model(link: Link) -> tuple[Difference, ...]:
    named = (*link.differences, *link.may_differ, *link.rejected_differences)
    return tuple(
        replace(each, voice=Voice.MODEL, verdict=None) for each in named if each.voice is not Voice.OWN
    )


def _article(node: JsonNode) -> Article:
    text = node["text"].text()
    if (at := _first_unsafe(text)) is not None:
        raise node["text"].fault(f"has characters that loading an article removes (from {at} on)")
    title = node["title"].line().strip()
    if not title:
        raise node["title"].fault("is empty")
    blocks = _blocks(node["blocks"], text)
    return Article(
        title,
        text,
        blocks,
        _passages(node["passages"], blocks),
        node.sanitized_at("source"),
        node.line_at("publisher") or None,
        node.line_at("date") or None,
        tuple(dropped.sanitized() for dropped in node.get("dropped") or ()),
    )


def _first_unsafe(text: str) -> int | None:
    """The offset of the first character that sanitizing would change; None if it changes nothing."""
    start = 0
    while start < len(text):
        # In chunks, so that a harmful text is refused at its first fault.  A chunk ends at white space:
        # characters beyond it do not decide whether one is harmful.
        space = _SPACE.search(text, start + _CHUNK)
        end = len(text) if space is None else space.start()
        if end - start > _LONGEST_WORD:
            return start
        chunk = text[start:end]
        if (safe := sanitize(chunk)) != chunk:
            pairs = enumerate(zip(chunk, safe, strict=False))
            shorter = min(len(chunk), len(safe))
            return start + next((at for at, (one, two) in pairs if one != two), shorter)
        start = end
    return None


def _blocks(node: JsonNode, text: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    at = 0
    for each in node:
        span = each.span(Span(at, len(text)))
        if text[at : span.start].strip():
            raise each.fault("leaves out some of the text before it")
        if "\n" in span.of(text) or "\t" in span.of(text):
            raise each.fault("has a line end or a tab")
        if not len(span):
            raise each.fault("is empty")
        furniture = each.get("furniture")
        why = None if furniture is None else furniture.line()
        blocks.append(Block(each["kind"].choice(BlockKind), span, why))
        at = span.end
    if text[at:].strip():
        raise node.fault("leave out the end of the text")
    return tuple(blocks)


def _passages(node: JsonNode, blocks: tuple[Block, ...]) -> tuple[Passage, ...]:
    passages: list[Passage] = []
    at = 0
    for index, each in enumerate(node):
        block = each["block"].whole(0, len(blocks), f"there are {len(blocks)} blocks")
        if blocks[block].furniture is not None:
            raise each.fault("is in page furniture")
        within = blocks[block].span
        if at > within.end:
            raise each.fault("begins before the end of the previous one")
        span = each.span(Span(max(at, within.start), within.end))
        if not len(span):
            raise each.fault("is empty")
        passages.append(Passage(index, block, span))
        at = span.end
    return tuple(passages)


def _links(nodes: Iterable[JsonNode], node: JsonNode, articles: Pair[Article]) -> tuple[Link, ...]:
    links = sorted((_link(each, articles) for each in nodes), key=lambda link: (link.left, link.right))
    for one, two in pairwise(links):
        if (one.left, one.right) == (two.left, two.right):
            raise node.fault(f"has two between the passages {one.left} and {one.right}")
    return tuple(links)


def _link(node: JsonNode, articles: Pair[Article]) -> Link:
    ends = node.both(lambda end, side: end.index(len(articles[side].passages)))
    model_grade, verdict, judged_as = (node.get(key) for key in ("model_grade", "verdict", "judged_as"))
    wholes = articles.map(lambda article: Span(0, len(article.text)))
    return Link(
        ends.left,
        ends.right,
        node["score"].share(),
        node["grade"].choice(Grade),
        tuple(_evidence(each, wholes) for each in node.get("evidence") or ()),
        tuple(_difference(each, wholes, Verdict.ACCEPTED) for each in node.get("differs") or ()),
        tuple(_difference(each, wholes) for each in node.get("may_differ") or ()),
        None if model_grade is None else model_grade.choice(Grade),
        None if verdict is None else verdict.choice(Verdict),
        node.sanitized_at("note"),
        Pair("", "") if judged_as is None else Pair(*(judged_as.sanitized_at(side.value) for side in Side)),
        tuple(
            replace(_difference(each, wholes, Verdict.REJECTED), verdict=Verdict.REJECTED)
            for each in node.get("rejected_differences") or ()
        ),
    )


def _evidence(node: JsonNode, wholes: Pair[Span]) -> Evidence:
    spans = node.both(lambda spans, side: tuple(span.span(wholes[side]) for span in spans))
    kind = node["kind"].choice(EvidenceKind, EvidenceKind.OTHER)
    return Evidence(kind, node["label"].line(), spans, node["weight"].share())


def _difference(node: JsonNode, wholes: Pair[Span], may_be: Verdict | None = None) -> Difference:
    """A difference, which has no verdict or the one that it may have in its list."""
    voice, certainty, judged = node.get("voice"), node.get("certainty"), node.get("verdict")
    verdict = None if judged is None else judged.choice(Verdict)
    if judged is not None and verdict is not may_be:
        raise judged.fault("is no verdict on a difference of this list")
    return Difference(
        node["kind"].choice(DifferenceKind, DifferenceKind.OTHER),
        node["subject"].line(),
        node.both(lambda reading, _: reading["reading"].line()),
        node.both(lambda reading, side: reading.span(wholes[side])),
        Voice.OWN if voice is None else voice.choice(Voice),
        1.0 if certainty is None else certainty.share(),
        verdict,
    )


def _compared(node: JsonNode, size: int) -> frozenset[int] | None:
    known = node.get("compared")
    return None if known is None else frozenset(each.index(size) for each in known)


def _details(node: JsonNode, size: int) -> tuple[int, ...]:
    known = node.get("details")
    if known is None:
        return ()
    counts = tuple(each.whole(0, 10**6, "it must be a number of details") for each in known)
    if len(counts) != size:
        raise known.fault(f"has {len(counts)} numbers for {size} passages")
    return counts


def _notes(node: JsonNode, size: int) -> tuple[PassageNote, ...]:
    notes = [
        PassageNote(each["passage"].index(size), each["text"].sanitized()) for each in node.get("notes") or ()
    ]
    notes.sort(key=lambda note: note.passage)
    for one, two in pairwise(notes):
        if one.passage == two.passage:
            raise node["notes"].fault(f"has two about the passage {one.passage}")
    return tuple(note for note in notes if note.text)
