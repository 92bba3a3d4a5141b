"""Article and width to rows: where each terminal row of a pane begins and ends in the article's text.

This is where code points meet terminal cells: a row is a span of code points that is at most `width` cells
wide.  Nothing here knows widgets, so a layout can be made and tested without an app.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from rich.cells import split_graphemes

from diptych.article.model import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from diptych.article.model import Article, Block, Passage

MIN_WIDTH = 8
"""Cells; narrower panes are laid out at this width and cropped, since wrapping below it is unreadable."""

_ONE_CELL_EACH = re.compile(r"[ -~¡-¬®-˿Ͱ-҂Ҋ-ҿ‐-‧‰-⁞₠-₿]*")
"""Text of which every code point is one cell wide, which most text is: it needs no look at graphemes."""

_INDENT = {BlockKind.LIST_ITEM: 2, BlockKind.QUOTATION: 2}
"""Cells by which a kind of block is moved in."""


class RowKind(Enum):
    """What a row shows."""

    TEXT = "text"
    BLANK = "blank"
    """The gap between two blocks."""
    HIDDEN = "hidden"
    """Stands for passages that the filter hides; its span covers them."""


class Row(NamedTuple):
    """One row of a pane."""

    kind: RowKind
    block: int
    """Index of the block that it belongs to; of the block above for a gap."""
    span: Span
    """The code points shown, without the white space at which the row was broken."""
    indent: int
    """Cells left free before the text."""


@dataclass(frozen=True)
class RowLayout:
    """The rows of one article at one width."""

    rows: Sequence[Row]
    passage_rows: Sequence[range]
    """For each passage the rows that it stands in; empty for a hidden one."""

    def passage_at(self, article: Article, row: int, cell: int) -> int | None:
        """The passage at a cell of a row, counted from where the pane's text begins; None beside any text."""
        if not 0 <= row < len(self.rows):
            return None
        found = self.rows[row]
        if found.kind is not RowKind.TEXT:
            return None
        offset = found.span.start
        left = cell - found.indent
        for start, _, width in graphemes(found.span.of(article.text)):
            offset = found.span.start + start
            if left < width:
                break
            left -= width
        passages = self.passages_in(article, row)
        under = article.passage_at(offset)
        return under if under is not None else (passages[0] if passages else None)

    def passages_in(self, article: Article, row: int) -> range:
        """Indices of the passages of which a part stands in a row."""
        kind, _, span, _ = self.rows[row]
        if kind is RowKind.BLANK:
            return range(0)
        first = bisect_right(article.passages, span.start, key=_passage_end)
        last = bisect_left(article.passages, span.end, key=_passage_start)
        return range(first, max(first, last))


def lay_out(article: Article, width: int, shown: Collection[int] | None = None) -> RowLayout:
    """Wrap an article.

    Args:
        article: what to show.
        width: cells to wrap at; at least `MIN_WIDTH` is used.
        shown: indices of the passages to show; the others, and furniture, fold into a row for each run of
            them.  All is shown when None.
    """
    width = max(width, MIN_WIDTH)
    rows: list[Row] = []
    if shown is None:
        for index, block in enumerate(article.blocks):
            if rows:
                rows.append(Row(RowKind.BLANK, index - 1, Span(block.span.start, block.span.start), 0))
            rows.extend(_wrapped(article.text, block, index, block.span, width))
    else:
        rows.extend(_filtered(article, width, shown))
    return RowLayout(rows, _rows_of_passages(article, rows))


def wrap(text: str, width: int, *, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Break `text[start:end]` into rows of at most `width` cells, at spaces where there are any.

    Wide characters (Chinese, Japanese, Korean) may be broken between any two.  A row never splits a grapheme;
    one that alone is wider than the row gets a row of its own.
    """
    end = len(text) if end is None else end
    if _ONE_CELL_EACH.fullmatch(text, start, end):
        yield from _wrap_single_cells(text, width, start, end)
    else:
        yield from _wrap_graphemes(text, width, start, end)


def graphemes(text: str) -> Iterator[tuple[int, int, int]]:
    """The graphemes of `text` as start, end (code points) and width (cells)."""
    if _ONE_CELL_EACH.fullmatch(text):
        return iter((at, at + 1, 1) for at in range(len(text)))
    return iter(split_graphemes(text)[0])


def _wrapped(text: str, block: Block, index: int, span: Span, width: int) -> Iterator[Row]:
    indent = _INDENT.get(block.kind, 0)
    for found in wrap(text, width - indent, start=span.start, end=span.end):
        yield Row(RowKind.TEXT, index, found, indent)


def _filtered(article: Article, width: int, shown: Collection[int]) -> Iterator[Row]:
    """Rows of the shown passages; each run of hidden ones becomes a single row."""
    passages = article.passages
    chosen = sorted(index for index in shown if 0 <= index < len(passages))
    runs: list[list[int]] = []
    for index in chosen:
        if runs and runs[-1][-1] == index - 1 and passages[index].block == passages[runs[-1][-1]].block:
            runs[-1].append(index)
        else:
            runs.append([index])
    next_passage, previous_block = 0, -1
    for run in runs:
        block = passages[run[0]].block
        hidden = range(next_passage, run[0])
        if hidden:
            if previous_block not in (-1, block):
                yield _blank(article, previous_block)
            yield _hidden(article, hidden)
        if previous_block not in (-1, block) and not hidden:
            yield _blank(article, previous_block)
        span = Span(passages[run[0]].span.start, passages[run[-1]].span.end)
        yield from _wrapped(article.text, article.blocks[block], block, span, width)
        next_passage, previous_block = run[-1] + 1, block
    if rest := range(next_passage, len(passages)):
        yield _hidden(article, rest)


def _blank(article: Article, block: int) -> Row:
    end = article.blocks[block].span.end
    return Row(RowKind.BLANK, block, Span(end, end), 0)


def _hidden(article: Article, passages: range) -> Row:
    first, last = article.passages[passages[0]], article.passages[passages[-1]]
    return Row(RowKind.HIDDEN, first.block, Span(first.span.start, last.span.end), 0)


def _wrap_single_cells(text: str, width: int, start: int, end: int) -> Iterator[Span]:
    while end - start > width:
        cut = text.rfind(" ", start + 1, start + width + 1)
        if cut < 0:
            yield Span(start, start + width)
            start += width
            continue
        yield Span(start, _before_spaces(text, start, cut))
        start = cut
        while start < end and text[start] == " ":
            start += 1
    if start < end:
        yield Span(start, end)


def _wrap_graphemes(text: str, width: int, start: int, end: int) -> Iterator[Span]:
    row, cells = start, 0
    """Where the present row begins, and how wide it is up to the grapheme at hand."""
    break_at, break_cells = -1, 0
    """The last place where the row may be broken, and how wide the row is up to there."""
    previous_wide = False
    for first, last, size in split_graphemes(text[start:end])[0]:
        at, after = start + first, start + last
        blank = text[at:after].isspace()
        if at > row and not blank and (size > 1 or previous_wide) and _may_part(text[at - 1], text[at]):
            break_at, break_cells = at, cells
        if cells + size > width and not blank:
            if break_at > row:
                yield Span(row, _before_spaces(text, row, break_at))
                row, cells = break_at, cells - break_cells
            if cells + size > width and at > row:
                yield Span(row, at)
                row, cells = at, 0
        cells += size
        if blank:
            if at == row and row > start:
                row, cells = after, 0
            break_at, break_cells = after, cells
        previous_wide = size > 1
    stop = _before_spaces(text, row, end)
    if stop > row:
        yield Span(row, stop)


def _may_part(before: str, after: str) -> bool:
    """Whether wide text may be broken here: brackets and stops stay with what they belong to."""
    return category(before) not in ("Ps", "Pi") and category(after) not in ("Pe", "Pf", "Po")


def _before_spaces(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _rows_of_passages(article: Article, rows: Sequence[Row]) -> list[range]:
    """Which rows each passage stands in; rows and passages are both in order, so one pass does."""
    found = [range(0)] * len(article.passages)
    texts = [index for index, row in enumerate(rows) if row.kind is RowKind.TEXT]
    first = 0
    for passage in article.passages:
        while first < len(texts) and rows[texts[first]].span.end <= passage.span.start:
            first += 1
        last = first
        while last < len(texts) and rows[texts[last]].span.start < passage.span.end:
            last += 1
        if last > first:
            found[passage.index] = range(texts[first], texts[last - 1] + 1)
    return found


def _passage_start(passage: Passage) -> int:
    return passage.span.start


def _passage_end(passage: Passage) -> int:
    return passage.span.end
