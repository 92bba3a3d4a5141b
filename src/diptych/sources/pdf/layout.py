"""From lines with positions to paragraphs: columns in reading order, no running heads, words without hyphens.

Coordinates are in points from the lower left corner of the page.  Nothing here depends on PDF.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from diptych.article.model import BlockKind
from diptych.article.parsed_document import ParsedBlock
from diptych.sources.markup.blocks import CELLS
from diptych.sources.pdf.columns import LineRow, TextLine, in_reading_order, is_from_right
from diptych.sources.pdf.initials import with_initials
from diptych.sources.pdf.running_heads import running_rows
from diptych.sources.text.line_joining import between, is_hangul

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from diptych.sources.pdf.columns import PdfPage

_HEADING_SIZE = 1.12
"""Size of the smallest heading, as a multiple of the body's type size."""
_NOTE_SIZE = 0.9
"""Size of the largest note, as a multiple of the body's type size."""
_OTHER_SIZE = 1.15
"""Ratio from which two type sizes differ."""
_SAME_SIZE = 1.08
"""Ratio up to which two type sizes are the same."""
_FEWEST_STEPS = 3
"""Distances of rows in one type size that show what is usual."""
_FAR_STEP = 1.22
"""Multiple of the usual leading above which two rows belong to different paragraphs."""
_HEADLINE_STEP = 1.6
"""Largest distance between two lines of a headline, as a multiple of their type size."""
_LONGEST_HEADING = 200
"""Code points."""
_FEWEST_ROWS = 3
"""Rows of a block that ends with a full stop and is no heading."""
_LARGE_BODY = 0.1
"""Share of a document's text that is prose in a large type, from which the type is no heading's."""
_LONGEST_BOLD_HEADING = 100
"""Code points of a heading that is only bold."""
_TITLE_SIZE = 1.3
"""Size of the smallest title, as a multiple of the body's type size."""

_ITEM = re.compile(r"(?:[•◦▪■●‣⁃∙·–—*-]|(?P<number>\(?(?:\d{1,2}|[a-z])[.)]))\s+\S")
_STOPPED = re.compile(r"[.!?…:;。！？؟।][\"'”’»)\]\d]*$")
_SENTENCE_END = re.compile(r"[.。।۔][\"'”’»)]?$")
_CAPITAL = re.compile(r"[\"“„«‘'(¿¡]?(?:[^\W\d_a-zß-öø-ÿ]|\d)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class PdfText:
    """The text of all pages."""

    blocks: tuple[ParsedBlock, ...]
    pages: tuple[int, ...]
    """The number of the page on which each block begins, from 0."""
    dropped: tuple[ParsedBlock, ...]
    """Running heads, page numbers and what the pages leave out, each once."""
    title: str | None
    """The heading in the largest type on the first page with text; None if it is not large."""


@dataclass(slots=True)
class _Paragraph:
    """The rows of a block, before it is complete."""

    rows: list[LineRow]
    kind: BlockKind
    page: int
    size: float
    indented: bool
    """Whether its first row is indented."""
    full: bool
    """Whether its last row fills its column, so that the paragraph may continue in the next one."""

    @property
    def length(self) -> int:
        """Code points."""
        return sum(len(row.text) for row in self.rows)


class _Measure(NamedTuple):
    """What is usual for the rows of a column in one type size, in points."""

    left: float
    right: float
    leading: float
    """The distance of two baselines."""


def lay_out_pages(pages: Sequence[PdfPage]) -> PdfText:
    """The paragraphs of a document, in reading order."""
    running = running_rows(pages)
    kept: list[list[TextLine]] = []
    dropped: list[str] = []
    for page, rows in zip(pages, running, strict=True):
        left_out = {id(line) for row in rows for line in row.lines}
        dropped += (row.text for row in rows)
        dropped += page.left_out
        kept.append(with_initials([line for line in page.lines if id(line) not in left_out]))
    sizes: Counter[float] = Counter()
    bold = 0
    for line in (line for lines in kept for line in lines):
        sizes[round(line.size * 2) / 2] += len(line.text)
        bold += len(line.text) if line.bold else 0
    body = sizes.most_common(1)[0][0] if sizes else 1.0
    bold_is_rare = bold * 3 < sizes.total()
    paragraphs: list[_Paragraph] = []
    for number, lines in enumerate(kept):
        for region in in_reading_order(lines):
            paragraphs += _paragraphs(region, number, body, bold_is_rare=bold_is_rare)
    _demote_headings(paragraphs, body)
    joined = list(_joined_paragraphs(paragraphs, body))
    known = _known_words(paragraphs)
    spaced = any(row.lines[-1].spaced and is_hangul(row.text[-1:]) for each in joined for row in each.rows)
    made = [(ParsedBlock(each.kind, _text(each.rows, known, spaced=spaced)), each.page) for each in joined]
    return PdfText(
        tuple(block for block, _ in made),
        tuple(page for _, page in made),
        tuple(ParsedBlock(BlockKind.PARAGRAPH, text) for text in dict.fromkeys(dropped)),
        _title(joined, [block for block, _ in made], body),
    )


def _paragraphs(
    region: Sequence[LineRow], page: int, body: float, *, bold_is_rare: bool
) -> Iterator[_Paragraph]:
    """The paragraphs of one column."""
    measure = _measures(region, body)
    column = measure(body)
    rows: list[LineRow] = []
    for row in _with_loose_rows(region, column.left, column.right):
        if rows and _begins(rows, row, measure(row.size), bold_is_rare=bold_is_rare):
            yield _paragraph(rows, page, column, measure, body, bold_is_rare=bold_is_rare)
            rows = []
        rows.append(row)
    if rows:
        yield _paragraph(rows, page, column, measure, body, bold_is_rare=bold_is_rare)


def _measures(region: Sequence[LineRow], body: float) -> Callable[[float], _Measure]:
    """The usual edges and distance of the rows in a column, by their type size."""
    steps: list[tuple[float, float]] = []  # the size of the rows, and their distance
    for above, below in pairwise(region):
        size, step = max(above.size, below.size), above.main.base - below.main.base
        if 0.5 * body < step < 3 * max(body, size):
            steps.append((size if size < _OTHER_SIZE * min(above.size, below.size) else 0.0, step))
    typical = [row for row in region if abs(row.size - body) < _OTHER_SIZE] or list(region)

    @cache
    def measure(size: float) -> _Measure:
        near = [step for its, step in steps if size / _SAME_SIZE < its < size * _SAME_SIZE]
        enough = len(near) >= _FEWEST_STEPS
        found = near if enough else [step for _, step in steps]
        rows = (
            [row for row in region if size / _SAME_SIZE < row.size < size * _SAME_SIZE] if enough else typical
        )
        left = _share_of(sorted(row.left for row in rows), 0.1)
        right = _share_of(sorted(row.right for row in rows), 0.9)
        return _Measure(left, right, _share_of(sorted(found), 0.25) if found else body)

    return measure


def _with_loose_rows(region: Sequence[LineRow], left: float, right: float) -> Iterator[LineRow]:
    """The rows; one with gaps that is as full as a row of prose above or below it is marked as loose."""
    full = [row.left - left < row.size and right - row.right < row.size / 2 for row in region]
    prose = [its and len(row.lines) == 1 for its, row in zip(full, region, strict=True)]
    beside = zip([False, *prose[:-1]], [*prose[1:], False], strict=True)
    for row, its, others in zip(region, full, beside, strict=True):
        yield replace(row, loose=True) if its and len(row.lines) > 1 and any(others) else row


def _share_of(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _begins(rows: Sequence[LineRow], row: LineRow, usual: _Measure, *, bold_is_rare: bool) -> bool:
    """Whether `row` begins a new block after `rows`."""
    before, left, right = rows[-1], usual.left, usual.right
    if max(row.size, before.size) > _OTHER_SIZE * min(row.size, before.size):
        return True
    stopped = _STOPPED.search(before.text) is not None
    if bold_is_rare and _changes_type(rows, row, stopped=stopped):
        return True
    if _are_rows_of_table(before, row):
        return True
    step = before.main.base - row.main.base
    if step > _FAR_STEP * usual.leading and step > _FAR_STEP * row.size:
        return True
    backwards = is_from_right(row.text)
    indent = (right - row.right if backwards else row.left - left) / row.size
    indent_before = (right - before.right if backwards else before.left - left) / row.size
    in_list = _ITEM.match(rows[0].text) is not None
    room = (before.left - left) if backwards else (right - before.right)
    first = row.text.split(None, 1)[0]
    needed = (len(first) + 1) * (row.right - row.left) / max(1, len(row.text))
    # A number after a full row of prose does not begin a list item: "They spoke of / 30. Nobody was hurt."
    goes_on = room < 1.2 * needed and not (stopped or in_list) and abs(indent) < 0.5
    if (item := _ITEM.match(row.text)) and not (goes_on and item["number"]):
        return not (before.text.endswith("-") or row.text[0] in "–—") or _ITEM.match(before.text) is not None
    if in_list:
        if indent < -0.5 or (len(rows) > 1 and indent < indent_before - 0.7):
            return True
    elif 0.7 < indent < 4 and indent - indent_before > 0.7 and indent_before < 0.5:
        return True
    # A row that ends early, although the next word would have fit on it, ends its paragraph.
    if stopped and room > 1.2 * needed and _CAPITAL.match(row.text):
        return True
    broken = row.text[:1].islower() or before.text.endswith("-")
    return room > 0.45 * (right - left) and room > needed and not broken


def _changes_type(rows: Sequence[LineRow], row: LineRow, *, stopped: bool) -> bool:
    """Whether `row` is the beginning of a block, because only it or only `rows` are bold.

    Bold words within a paragraph may begin a line; after a full stop they begin a paragraph.
    """
    before = rows[-1]
    if row.bold:
        return not before.bold
    if all(each.bold for each in rows):
        return not row.begins_bold or not row.text[:1].islower()
    return row.begins_bold and not before.begins_bold and stopped


def _are_rows_of_table(above: LineRow, below: LineRow) -> bool:
    """Whether two rows have cells; each row of a table is a paragraph, as in other formats."""
    return CELLS in above.text and CELLS in below.text


def _paragraph(
    rows: list[LineRow],
    page: int,
    column: _Measure,
    measure: Callable[[float], _Measure],
    body: float,
    *,
    bold_is_rare: bool,
) -> _Paragraph:
    """The paragraph that rows form, with its kind."""
    size = median(row.size for row in rows)
    length = sum(len(row.text) for row in rows)
    last = rows[-1].text
    kind = BlockKind.PARAGRAPH
    large = size > _HEADING_SIZE * body and length <= _LONGEST_HEADING
    bold = bold_is_rare and length <= _LONGEST_BOLD_HEADING and all(row.bold for row in rows)
    if (large or (bold and last[-1:] not in ".,;")) and any(map(str.isalpha, last)):
        kind = BlockKind.HEADING
    elif _ITEM.match(rows[0].text):
        kind = BlockKind.LIST_ITEM
    elif (
        len(rows) > 1
        and all(row.left - column.left > 1.2 * size for row in rows)
        and (max(row.right for row in rows) < column.right - 0.8 * size)
    ):
        kind = BlockKind.QUOTATION
    first, end = rows[0], rows[-1]
    usual = measure(end.size)
    left, right = usual.left, usual.right
    backwards = is_from_right(first.text)
    indent, room = (
        (right - first.right, end.left - left) if backwards else (first.left - left, right - end.right)
    )
    return _Paragraph(rows, kind, page, size, indent > 0.7 * size, room < 0.15 * (right - left))


def _demote_headings(paragraphs: Sequence[_Paragraph], body: float) -> None:
    """Make paragraphs of the headings in the type of large body text, unless they are bold."""
    prose: Counter[float] = Counter()
    for each in paragraphs:
        ends = len(each.rows) >= _FEWEST_ROWS and _SENTENCE_END.search(each.rows[-1].text)
        if each.size > body and (ends or each.length > _LONGEST_HEADING):
            prose[each.size] += each.length
    least = _LARGE_BODY * sum(each.length for each in paragraphs)
    large = [size for size, length in prose.items() if length >= least]
    for each in paragraphs:
        alike = any(each.size / _SAME_SIZE < size < each.size * _SAME_SIZE for size in large)
        if alike and each.kind is BlockKind.HEADING and not all(row.bold for row in each.rows):
            each.kind = BlockKind.PARAGRAPH


def _joined_paragraphs(paragraphs: Iterable[_Paragraph], body: float) -> Iterator[_Paragraph]:
    """The paragraphs, with those joined that a column or page break split; notes may be between the parts."""
    waiting: list[_Paragraph] = []  # a paragraph of the text, and the notes and headings after it
    for each in paragraphs:
        note = each.size < _NOTE_SIZE * body
        if waiting and not note:
            before = waiting[0]
            if _goes_on(before, each, body):
                before.rows += each.rows
                before.full = each.full
                continue
            yield from waiting
            waiting = []
        waiting.append(each)
        if note and len(waiting) == 1:
            yield waiting.pop()
    yield from waiting


def _goes_on(before: _Paragraph, each: _Paragraph, body: float) -> bool:
    """Whether `each` continues the paragraph `before`."""
    last, first = before.rows[-1], each.rows[0]
    if before.kind is BlockKind.HEADING:
        return _is_one_headline(before, each, body)
    item = _ITEM.match(first.text)
    number = item and item["number"] and before.kind is BlockKind.PARAGRAPH and before.full
    if each.kind is not BlockKind.PARAGRAPH and not (each.kind is BlockKind.LIST_ITEM and number):
        return False
    if max(first.size, last.size) > _OTHER_SIZE * min(first.size, last.size):
        return False
    if _are_rows_of_table(last, first):
        return False
    apart = each.page != before.page or first.main.bottom > last.main.bottom or first.left > last.right
    if not apart or _STOPPED.search(last.text):
        return False
    return first.text[:1].islower() or (before.full and not each.indented)


def _is_one_headline(before: _Paragraph, each: _Paragraph, body: float) -> bool:
    """Whether `each` continues the headline `before`, which may span several columns, on the next line."""
    last, first = before.rows[-1], each.rows[0]
    step = last.main.base - first.main.base
    usual = [1.1 * (above.main.base - below.main.base) for above, below in pairwise(before.rows)]
    return (
        before.page == each.page
        and before.size > _HEADING_SIZE * body
        and abs(first.size - last.size) < 0.05 * last.size
        and first.bold == last.bold
        and 0.5 * last.size < step < min([_HEADLINE_STEP * last.size, *usual])
        and first.left < last.right
        and last.left < first.right
        and not _STOPPED.search(last.text)
        and before.length + each.length <= _LONGEST_HEADING
    )


def _known_words(paragraphs: Iterable[_Paragraph]) -> Counter[str]:
    """The words within rows, counted, with their hyphens."""
    known: Counter[str] = Counter()
    for each in paragraphs:
        for row in each.rows:
            whole = row.text.rpartition(" ")[0] if row.text.endswith("-") else row.text
            known.update(word.lower() for word in _WORD.findall(whole))
    return known


def _text(rows: Sequence[LineRow], known: Counter[str], *, spaced: bool) -> str:
    """The text of a block; words that a hyphen broke at a line end are whole.

    Args:
        rows: of the block.
        known: words of the document.
        spaced: whether rows that end with a Korean word have a space after it; other rows break a word.
    """
    parts: list[str] = []
    for at, row in enumerate(rows):
        line = row.text.strip()
        if parts:
            before = parts[-1]
            if before.endswith("-") and before[-2:-1].isalnum() and line[:1].isalnum():
                beginning, end = _WORD.findall(before)[-1:], _WORD.match(line)
                compound = f"{beginning[0]}-{end[0]}".lower() if beginning and end else ""
                if line[0].islower() and compound not in known:
                    parts[-1] = before[:-1]
            elif not (
                spaced
                and is_hangul(before[-1:])
                and is_hangul(line[:1])
                and not rows[at - 1].lines[-1].spaced
            ):
                parts.append(between(before, line))
        parts.append(line)
    return "".join(parts)


def _title(paragraphs: Sequence[_Paragraph], blocks: Sequence[ParsedBlock], body: float) -> str | None:
    first = [at for at, each in enumerate(paragraphs) if each.page == paragraphs[0].page]
    headings = [at for at in first if paragraphs[at].kind is BlockKind.HEADING]
    best = max(headings, key=lambda at: paragraphs[at].size, default=None)
    if best is None or paragraphs[best].size < _TITLE_SIZE * body:
        return None
    return blocks[best].text
