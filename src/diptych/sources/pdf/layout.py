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
from diptych.sources.pdf.columns import LineRow, TextLine, in_reading_order, is_from_right, rows_of
from diptych.sources.text.line_joining import between, is_hangul

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_EDGE = 0.15
"""Share of the page's height, at its top and bottom, in which running heads and page numbers are."""
_EDGE_ROWS = 3
"""Rows at each edge that may be running heads."""
_APART = 0.5
"""Ems between a running head and the text."""
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
_LONGEST_BOLD_HEADING = 100
"""Code points of a heading that is only bold."""
_TITLE_SIZE = 1.3
"""Size of the smallest title, as a multiple of the body's type size."""

_NUMBER = re.compile(r"\d+")
_LONGEST_PAGE_NUMBER = 30
"""Code points of a row such as "Page 3 of 12"."""
_OF_A_PAGE_NUMBER = re.compile(
    r"page|seite|pagina|página|p|of|von|de|sur|di|\d{1,4}|[ivxlc]{1,7}", re.IGNORECASE
)
_ITEM = re.compile(r"(?:[•◦▪■●‣⁃∙·–—*-]|(?P<number>\(?(?:\d{1,2}|[a-z])[.)]))\s+\S")
_STOPPED = re.compile(r"[.!?…:;。！？؟।][\"'”’»)\]\d]*$")
_CAPITAL = re.compile(r"[\"“„«‘'(¿¡]?(?:[^\W\d_a-zß-öø-ÿ]|\d)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class PdfPage:
    """The lines of a page, and its size."""

    lines: tuple[TextLine, ...]
    width: float
    height: float
    left_out: tuple[str, ...] = ()
    """Texts on the page that do not belong to its lines."""
    unmapped: int = 0
    """Letters of which nothing is known, not even a guess."""


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


class _Measure(NamedTuple):
    """What is usual for the rows of a column in one type size, in points."""

    left: float
    right: float
    leading: float
    """The distance of two baselines."""


def lay_out_pages(pages: Sequence[PdfPage]) -> PdfText:
    """The paragraphs of a document, in reading order."""
    running = _running_rows(pages)
    kept: list[list[TextLine]] = []
    dropped: list[str] = []
    for page, rows in zip(pages, running, strict=True):
        left_out = {id(line) for row in rows for line in row.lines}
        dropped += (row.text for row in rows)
        dropped += page.left_out
        kept.append([line for line in page.lines if id(line) not in left_out])
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


def _running_rows(pages: Sequence[PdfPage]) -> list[list[LineRow]]:
    """The running heads, feet and page numbers of each page: rows at the same place of nearby pages."""
    edges: list[tuple[int, list[tuple[LineRow, str]]]] = []
    for number, page in enumerate(pages):
        rows = rows_of(page.lines)
        edges += ((number, list(_at_edge(ordered, page))) for ordered in (rows, rows[::-1]))
    pages_with: dict[str, set[int]] = {}
    for number, found in edges:
        for _, key in found:
            pages_with.setdefault(key, set()).add(number)
    running: list[list[LineRow]] = [[] for _ in pages]
    for number, found in edges:
        for row, key in found:  # from the edge to the first row that does not recur
            again = pages_with[key].intersection(number + step for step in (-2, -1, 1, 2))
            if row in running[number] or not (again or _is_number_alone(row, pages[number])):
                break
            running[number].append(row)
    left_out = sum(len(row.lines) for rows in running for row in rows)
    if left_out == sum(len(page.lines) for page in pages):
        return [[] for _ in pages]  # there is no other text, so these rows are the text
    return running


def _at_edge(rows: Sequence[LineRow], page: PdfPage) -> Iterator[tuple[LineRow, str]]:
    """The rows at one edge of a page with a gap to the text, each with a key that recurs with the row."""
    near: list[LineRow] = []
    apart = 0
    largest = _HEADING_SIZE * median([row.size for row in rows] or [0.0])  # a large "Chapter 3" is a heading
    for row, inner in zip(rows[:_EDGE_ROWS], [*rows[1:], None], strict=False):
        below = (row.main.top + row.main.bottom) / 2 < page.height / 2
        from_edge = row.main.bottom if below else page.height - row.main.top
        if from_edge > _EDGE * page.height or row.size > largest:
            break
        near.append(row)
        gap = (
            row.size
            if inner is None
            else max(inner.main.bottom - row.main.top, row.main.bottom - inner.main.top)
        )
        if gap > _APART * row.size:
            apart = len(near)
    for row in near[:apart]:
        yield row, f"{round(row.main.bottom / 4)} {round(row.size)} {_NUMBER.sub('#', row.text)}"


def _is_number_alone(row: LineRow, page: PdfPage) -> bool:
    """Whether a row is a page number with a gap to the text."""
    words = re.findall(r"\w+", row.text[: _LONGEST_PAGE_NUMBER + 1])
    if not words or len(row.text) > _LONGEST_PAGE_NUMBER or not all(map(_OF_A_PAGE_NUMBER.fullmatch, words)):
        return False
    others = [line for line in page.lines if line not in row.lines]
    gaps = (max(line.bottom - row.main.top, row.main.bottom - line.top) for line in others)
    return min(gaps, default=0.0) > 0.8 * row.size


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
    if bold_is_rare and before.bold != row.bold and (row.bold or all(each.bold for each in rows)):
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
    stopped = _STOPPED.search(before.text) is not None
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


def _demote_headings(paragraphs: Iterable[_Paragraph], body: float) -> None:
    """Make paragraphs of the headings in the type of large body text, unless they are bold."""
    prose = [each.size for each in paragraphs if each.kind is not BlockKind.HEADING]
    large = sorted({size for size in prose if size > _HEADING_SIZE * body})
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
        and sum(len(row.text) for row in (*before.rows, *each.rows)) <= _LONGEST_HEADING
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
