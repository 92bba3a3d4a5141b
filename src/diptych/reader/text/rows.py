"""Row layouts: the span of an article's text that each terminal row of a pane shows.

Code points meet terminal cells here: a row is a span of code points at most `width` cells wide.  A layout may
contain rows of both articles, as in a single column.  Uses no widgets, so layouts can be tested without an
app.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import split_graphemes

from diptych.article.model import BlockKind, Span
from diptych.reader.state.navigation import Place
from diptych.reader.text.row_index import LinkRows, PassageRows
from diptych.reader.text.wrapping import wrap_graphemes, wrap_single_cells
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from diptych.article.model import Article, Passage
    from diptych.reader.text.highlights import StyledSpan

MIN_WIDTH = 8
"""Minimum width in cells; narrower panes are laid out at this width and cropped."""

_ONE_CELL_EACH = re.compile(r"[ -~¡-¬®-˿Ͱ-҂Ҋ-ҿ‐-‧‰-⁞₠-₿]*")
"""Text with only code points one cell wide, as most text is: it needs no splitting into graphemes."""

_INDENT = {BlockKind.LIST_ITEM: 2, BlockKind.QUOTATION: 2}
"""Indent in cells by kind of block."""


class RowKind(Enum):
    """What a row shows."""

    TEXT = "text"
    BLANK = "blank"
    """The gap between two blocks."""
    HIDDEN = "hidden"
    """Stands for passages hidden by the filter; its span covers them."""
    REFERENCE = "reference"
    """The beginning of a passage that is shown in full elsewhere."""


class Row(NamedTuple):
    """One row of a pane."""

    kind: RowKind
    side: Side
    """Which article it belongs to."""
    block: int
    """Index of its block; 0 for a gap."""
    span: Span
    """The code points shown, without the white space at which the row was broken."""
    indent: int = 0
    """Number of cells before the text."""
    note: str = ""
    """Text in the indent or in a blank row: the label of the article, the position of a passage."""

    @property
    def has_text(self) -> bool:
        """Whether the row shows text of its article."""
        return self.kind in (RowKind.TEXT, RowKind.REFERENCE)


@dataclass(frozen=True)
class RowLayout:
    """The rows of a pane at one width."""

    rows: Sequence[Row]
    passage_rows: Pair[PassageRows]
    """The rows of each passage by side; empty if it is hidden or in another pane."""
    beside: LinkRows = field(default_factory=LinkRows)
    """The rows of both passages of links that are set side by side."""

    def rows_for(self, place: Place, link: tuple[int, int] | None = None) -> range:
        """The rows of a passage: those beside the other end of `link` if it is set there, else its own."""
        if link is not None and link[place.side is Side.RIGHT] == place.passage and link in self.beside:
            return self.beside[link][place.side]
        rows = self.passage_rows[place.side]
        return rows[place.passage] if place.passage < len(rows) else range(0)

    def all_rows_for(self, place: Place) -> Sequence[range]:
        """All rows in which a passage is shown."""
        own = self.rows_for(place)
        return (own, *(rows for rows in self.beside.rows_of(place) if rows != own)) if own else ()

    def step(self, place: Place, row: int, steps: int) -> Place | None:
        """The passage of either article `steps` further down or up than one that begins in `row`."""
        order, here = self._order, (row, place.passage, place.side is Side.RIGHT)
        at = steps + (bisect_right(order, here) - 1 if steps > 0 else bisect_left(order, here))
        return _place(order[at]) if 0 <= at < len(order) else None

    def extreme(self, *, last: bool) -> Place | None:
        """The first or last passage of either article."""
        order = self._order
        return _place(order[-1 if last else 0]) if order else None

    def places_in(self, articles: Pair[Article], start: int, stop: int) -> list[Place]:
        """The passages with a row of their own in a range of rows, from top to bottom.

        `start` and `stop` may be outside the layout.
        """
        found: dict[Place, None] = {}
        for index in range(max(start, 0), min(stop, len(self.rows))):
            row = self.rows[index]
            if row.kind is RowKind.TEXT:
                for passage in self.passages_in(articles, index):
                    place = Place(row.side, passage)
                    if index in self.rows_for(place):  # in other rows it is the other end of a link
                        found[place] = None
        return list(found)

    def row_with(self, side: Side, offset: int) -> int:
        """The row with a code point of a side, or with the first one shown after it."""
        nearest, row = -1, 0
        for index, found in enumerate(self.rows):
            if found.side is side and found.kind is not RowKind.BLANK and found.span.end > offset:
                if found.span.start <= offset:
                    return index
                if nearest < 0 or found.span.start < nearest:
                    nearest, row = found.span.start, index
        return row

    def link_at(self, place: Place, row: int) -> tuple[int, int] | None:
        """The link that joins a passage in a row with what is beside it; None if nothing is."""
        links = self.beside.links_in(row, place.side)
        return next((link for link in links if link[place.side is Side.RIGHT] == place.passage), None)

    def only_link_in(self, row: int) -> tuple[int, int] | None:
        """The link that a row shows an end of; None if there is none, or more than one."""
        links = self.beside.links_in(row, self.rows[row].side)
        return links[0] if len(links) == 1 else None

    @cached_property
    def _order(self) -> Sequence[tuple[int, int, bool]]:
        """All passages from top to bottom: first row, index, whether it is on the right side."""
        return sorted(
            (start, passage, side is Side.RIGHT)
            for side in Side
            for passage, (start, stop) in enumerate(
                zip(self.passage_rows[side].starts, self.passage_rows[side].stops, strict=True)
            )
            if stop > start
        )

    def place_at(self, articles: Pair[Article], row: int, offset: int) -> Place | None:
        """The passage at a code point of a row or just before it; None if the row shows no passage."""
        if not 0 <= row < len(self.rows) or not self.rows[row].has_text:
            return None
        found, passages = self.rows[row], self.passages_in(articles, row)
        under = articles[found.side].passage_at(min(offset, found.span.end - 1))
        if under is None and passages:
            under = passages[0]
        return None if under is None else Place(found.side, under)

    def passages_in(self, articles: Pair[Article], row: int) -> range:
        """Indices of the passages of the row's side that are at least partly in a row."""
        found = self.rows[row]
        if found.kind is RowKind.BLANK:
            return range(0)
        passages = articles[found.side].passages
        first = bisect_right(passages, found.span.start, key=lambda passage: passage.span.end)
        last = bisect_left(passages, found.span.end, key=lambda passage: passage.span.start)
        return range(first, max(first, last))


def _place(found: tuple[int, int, bool]) -> Place:
    _, passage, right = found
    return Place(Side.RIGHT if right else Side.LEFT, passage)


def lay_out(article: Article, side: Side, width: int, shown: Collection[int] | None = None) -> RowLayout:
    """Lay out an article as printed.

    Args:
        article: the article.
        side: its side.
        width: width in cells; at least `MIN_WIDTH` is used.
        shown: indices of the passages to show; each run of others, and of furniture, becomes one row.  None
            shows everything.
    """
    width = max(width, MIN_WIDTH)
    rows: list[Row] = []
    if shown is None:
        for index, block in enumerate(article.blocks):
            if rows:
                rows.append(blank(side))
            rows.extend(wrap_block(article, side, index, block.span, width))
    else:
        rows.extend(_filtered(article, side, width, shown))
    return RowLayout(rows, one_sided(rows_of_passages(article.passages, rows), side))


def one_sided(rows: PassageRows, side: Side) -> Pair[PassageRows]:
    """The rows of the passages of both articles, where a pane shows only one of them."""
    return Pair(rows, PassageRows(0)) if side is Side.LEFT else Pair(PassageRows(0), rows)


def wrap(text: str, width: int, *, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Break `text[start:end]` into rows of at most `width` cells, at spaces if there are any.

    Text may be broken between any two wide characters (Chinese, Japanese, Korean).  Graphemes are never
    split; one wider than the row gets a row of its own.
    """
    end = len(text) if end is None else end
    if _ONE_CELL_EACH.fullmatch(text, start, end):
        return wrap_single_cells(text, width, start, end)
    return wrap_graphemes(text, width, start, end)


def whole_graphemes(text: str, span: Span, stretches: Sequence[StyledSpan]) -> Sequence[StyledSpan]:
    """Styled spans of a row, widened to whole graphemes, whose parts have other widths than the whole.

    Args:
        text: the text of the article.
        span: the span of the row.
        stretches: the styled spans.
    """
    if _ONE_CELL_EACH.fullmatch(text, span.start, span.end):
        return stretches
    ends = [span.start + end for _, end, _ in graphemes(span.of(text))]
    starts = [span.start, *ends]

    def widened(stretch: StyledSpan) -> StyledSpan:
        start, end = max(stretch.start, span.start), min(stretch.end, span.end)
        if start >= end:
            return stretch
        return stretch._replace(
            start=starts[bisect_right(starts, start) - 1], end=ends[bisect_left(ends, end)]
        )

    return [widened(stretch) for stretch in stretches]


def graphemes(text: str) -> Iterator[tuple[int, int, int]]:
    """The graphemes of `text` as start, end (code points) and width (cells)."""
    if _ONE_CELL_EACH.fullmatch(text):
        return iter((at, at + 1, 1) for at in range(len(text)))
    return iter(split_graphemes(text)[0])


def wrap_block(article: Article, side: Side, index: int, span: Span, width: int) -> Iterator[Row]:
    """The rows of a span of block `index`."""
    indent = _INDENT.get(article.blocks[index].kind, 0)
    spans = wrap(article.text, max(width - indent, 1), start=span.start, end=span.end)
    return iter([Row(RowKind.TEXT, side, index, found, indent) for found in spans])


def _filtered(article: Article, side: Side, width: int, shown: Collection[int]) -> Iterator[Row]:
    """Rows of the shown passages; each run of hidden ones becomes one row."""
    passages = article.passages
    chosen = sorted(index for index in shown if 0 <= index < len(passages))
    next_passage, previous_block = 0, -1
    for run in runs(article, chosen):
        block = passages[run[0]].block
        if previous_block not in (-1, block):
            yield blank(side)
        if hidden := range(next_passage, run[0]):
            yield _hidden(article, side, hidden)
        yield from wrap_block(article, side, block, span_of(article, run), width)
        next_passage, previous_block = run[-1] + 1, block
    if rest := range(next_passage, len(passages)):
        yield _hidden(article, side, rest)


def runs(article: Article, chosen: Sequence[int]) -> list[range]:
    """Split passages, given in order, into runs of neighbours within a block."""
    found: list[range] = []
    for index in chosen:
        block = article.passages[index].block
        if found and found[-1].stop == index and article.passages[index - 1].block == block:
            found[-1] = range(found[-1].start, index + 1)
        else:
            found.append(range(index, index + 1))
    return found


def span_of(article: Article, passages: range) -> Span:
    """The text from the first of some passages to the last."""
    return Span(article.passages[passages[0]].span.start, article.passages[passages[-1]].span.end)


@lru_cache(1 << 14)
def blank(side: Side, note: str = "", indent: int = 0) -> Row:
    """A row without text."""
    return Row(RowKind.BLANK, side, 0, Span(0, 0), indent, note)


def _hidden(article: Article, side: Side, passages: range) -> Row:
    return Row(RowKind.HIDDEN, side, article.passages[passages[0]].block, span_of(article, passages))


def rows_of_passages(passages: Sequence[Passage], rows: Sequence[Row]) -> PassageRows:
    """The rows of each passage, in one pass over rows and passages, which must both be in order."""
    found = PassageRows(len(passages))
    texts = [index for index, row in enumerate(rows) if row.kind is RowKind.TEXT]
    spans = [rows[index].span for index in texts]
    count, first = len(texts), 0
    for at, passage in enumerate(passages):
        start, end = passage.span.start, passage.span.end
        while first < count and spans[first].end <= start:
            first += 1
        last = first
        while last < count and spans[last].start < end:
            last += 1
        if last > first:
            found.starts[at], found.stops[at] = texts[first], texts[last - 1] + 1
            first = last - 1
    return found
