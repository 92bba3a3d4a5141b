"""Plain text: an optional header or masthead, then paragraphs in any layout.

Blank lines always separate blocks.  Within a block, a line end is either a hard wrap or the end of a
paragraph.  It is a wrap if the first word of the next line would not have fit on the line: programs wrap only
there, authors end lines anywhere.  No word is lost: only a header, the publisher and date of a masthead, the
marks of quoted mail (`>`) and rules such as `* * *` do not become text.
"""

from __future__ import annotations

import re
from itertools import pairwise

from diptych.article.furniture import is_byline
from diptych.article.model import BlockKind
from diptych.article.parsed_document import ParsedBlock, ParsedDocument
from diptych.sources.text.header import Header, read_header
from diptych.sources.text.line_joining import join_lines
from diptych.sources.text.masthead import LONGEST_TITLE, read_masthead

WIDEST_WRAP = 132
"""Columns of the widest wrapped text; longer lines are paragraphs."""

NARROWEST_WRAP = 30
"""Columns of the narrowest wrapped text; shorter lines are verses or entries."""

LONGEST_HEADING = 80
"""Code points."""

_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_ITEM = re.compile(r"\s*(?:[-*+•‣◦·]|\(?\d{1,3}[.)])\s+\S")
_NUMBERED = re.compile(r"\s*\(?\d{1,3}[.)]\s")
_QUOTED = re.compile(r"\s*>+ ?")
_RULE = re.compile(r"\s*(?:[-*_=#~•]\s*){3,}")
_STOPPED = re.compile(r"[.!?…:;,。！？؟।][\"'”’»)\]]*\s*$")
_LONGEST_CERTAIN = 120
"""Code points of a first line that is a title whatever is in it."""
_CAPTION = re.compile(r"[a-z][.!?] | \| |\)$")
"""Matches in the caption of a picture, and where such a caption and a headline have become one line."""
_SPEECH = re.compile(r"[.,!?…][\"'”’»]|[\"'”’»],")
"""Matches the end of quoted speech; quoted words in a headline have no stop."""
_BYLINE_OR_DATE = re.compile(
    r"by\s.+|(?=.*\d)[\w., :-]*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b[\w., :-]*",
    re.IGNORECASE,
)


def read_plain_text(text: str) -> ParsedDocument:
    """The document of a plain text, which is sanitised."""
    chunks = [chunk.split("\n") for chunk in _BLANK_LINES.split(text.strip("\n")) if chunk.strip()]
    found = read_header(chunks[0]) if len(chunks) > 1 else None
    header = found or Header()
    chunks = chunks[1:] if found else chunks
    blocks = [ParsedBlock(BlockKind.PARAGRAPH, line) for line in header.rest]
    masthead = None if found else read_masthead(chunks)
    others: tuple[str, ...] = ()
    if masthead:
        chunks, others = masthead.below, masthead.other_dates
        header = Header(publisher=masthead.publisher, date=masthead.date)
        kind = BlockKind.HEADING if masthead.is_title else BlockKind.PARAGRAPH
        blocks += [ParsedBlock(kind, masthead.above)] if masthead.above else []
        blocks += [ParsedBlock(BlockKind.PARAGRAPH, line) for line in masthead.bylines]
    width = _wrap_width(chunks)
    alone: list[bool] = []
    body: list[ParsedBlock] = []
    for chunk in chunks:
        made = _blocks(chunk, width)
        body += made
        alone += [len(made) == 1] * len(made)
    body = _with_headings(body, alone, has_title=masthead is not None and bool(masthead.above))
    return ParsedDocument(
        (*blocks, *body),
        header.title,
        header.publisher,
        header.date,
        tuple(ParsedBlock(BlockKind.PARAGRAPH, line) for line in others),
    )


def _wrap_width(chunks: list[list[str]]) -> int | None:
    """The column at which a program wrapped the text; None if each line is a paragraph."""
    breaks = [pair for chunk in chunks for pair in pairwise(chunk) if not _ITEM.match(pair[1])]
    if not breaks:
        return None
    lengths = sorted(len(line.rstrip()) for line, _ in breaks)
    width = lengths[len(lengths) * 9 // 10]  # not the longest: a web address may be longer
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return None
    forced = sum(_overflows(line, following, width) for line, following in breaks)
    stopped = sum(bool(re.search(r"[.!?。！？][\"'”’»)\]]*\s*$", line)) for line, _ in breaks)
    # Wraps are at the width and seldom at the end of a sentence; ends of paragraphs are the opposite.
    return width if forced >= 0.8 * len(breaks) and stopped <= len(breaks) / 2 else None


def _overflows(line: str, following: str, width: int) -> bool:
    """Whether the first word of `following` would not have fit on `line`."""
    first_word = following.split(None, 1)[0] if following.strip() else ""
    return len(line.rstrip()) + 1 + len(first_word) > width


def _blocks(chunk: list[str], width: int | None) -> list[ParsedBlock]:
    """The blocks of one chunk between blank lines."""
    kind = BlockKind.PARAGRAPH
    if all(_QUOTED.match(line) for line in chunk):
        chunk = [_QUOTED.sub("", line, count=1) for line in chunk]
        kind = BlockKind.QUOTATION
    paragraphs: list[list[str]] = []
    before = ""
    for line in chunk:
        if _RULE.fullmatch(line):
            before = ""
            continue
        begins = _ITEM.match(line) and not (paragraphs and _is_continued_number(paragraphs[-1], line, width))
        if before and not begins and _continues(before, line, width):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
        before = line
    return [
        ParsedBlock(BlockKind.LIST_ITEM if kind is BlockKind.PARAGRAPH and _ITEM.match(text) else kind, text)
        for text in map(join_lines, paragraphs)
        if text
    ]


def _is_continued_number(paragraph: list[str], line: str, width: int | None) -> bool:
    """Whether the number at the start of `line` belongs to the text before: "They spoke of / 30."."""
    return (
        width is not None
        and _NUMBERED.match(line) is not None
        and not _ITEM.match(paragraph[0])
        and not _STOPPED.search(paragraph[-1])
        and _overflows(paragraph[-1], line, width)
    )


def _continues(line: str, following: str, width: int | None) -> bool:
    """Whether `following` belongs to the same paragraph as `line`."""
    if width is not None and _overflows(line, following, width):
        return True
    # Lines wrapped by hand: broken inside a sentence, which the next line continues.
    long_enough = NARROWEST_WRAP <= len(line.rstrip()) <= WIDEST_WRAP
    return long_enough and not _STOPPED.search(line) and following.lstrip()[:1].islower()


def _with_headings(blocks: list[ParsedBlock], alone: list[bool], *, has_title: bool) -> list[ParsedBlock]:
    """`blocks`, with clear headings marked as headings.

    A heading is a short line without a full stop, alone between blank lines, with a paragraph below it and at
    most two other headings between.

    Args:
        blocks: in order.
        alone: for each block, whether it is alone between blank lines.
        has_title: whether the title stands above them, so that the first block is not it.
    """
    result = list(blocks)
    nothing_below = 3
    below = nothing_below  # headings between here and the paragraph below
    second = next((block.text for block in blocks[1:] if not is_byline(block.text)), "")
    above_sentence = not has_title and bool(_STOPPED.search(second))
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        is_first = index == 0 and above_sentence
        if not (alone[index] and _looks_like_heading(block, is_first=is_first)):
            below = 0 if block.kind is BlockKind.PARAGRAPH else nothing_below
        elif below < nothing_below:
            result[index] = ParsedBlock(BlockKind.HEADING, block.text)
            below += 1
    return result


def _looks_like_heading(block: ParsedBlock, *, is_first: bool) -> bool:
    """Whether a block alone is a heading; `is_first` if it begins the text, and a sentence is below it."""
    text = block.text
    return (
        block.kind is BlockKind.PARAGRAPH
        and len(text) <= (LONGEST_TITLE if is_first else LONGEST_HEADING)
        and not _STOPPED.search(text)
        and not _BYLINE_OR_DATE.fullmatch(text)
        and not (len(text) > _LONGEST_CERTAIN and _CAPTION.search(text))
        and any(map(str.isalpha, text))
        and not text[0].islower()
        and text[0] not in "(—–-"
        and (text[0] not in "\"“'‘«" or (is_first and not _SPEECH.search(text)))
    )
