"""Mouse selection in one article, in rows of a layout and code points of the text.

A selection has two ends.  Each is the grapheme under the pointer, so the first and last letter touched are
both selected, and none is split.  Beside the text it is the empty span at the edge of the row.  In a pane
with rows of both articles, only rows of the article in which the selection began are selected.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from diptych.article.model import Span
from diptych.reader.text.rows import graphemes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from diptych.article.model import Article
    from diptych.reader.text.rows import Row
    from diptych.sides import Pair, Side

LEFT_OUT = "[…]"
"""Replaces text in the copy that is not shown between two selected pieces."""


class End(NamedTuple):
    """One end of a selection."""

    row: int
    """Index of the row in the layout."""
    span: Span
    """The grapheme, in code points of the article's text."""


class TextSelection(NamedTuple):
    """A selection from where a drag began to where it is now."""

    side: Side
    anchor: End
    head: End

    def in_row(self, index: int, row: Row) -> Span | None:
        """The selected part of a row of the layout, if any."""
        first, last = sorted((self.anchor, self.head))
        if row.side is not self.side or not first.row <= index <= last.row or not row.has_text:
            return None
        start = first.span.start if index == first.row else row.span.start
        end = last.span.end if index == last.row else row.span.end
        return Span(start, end) if start < end else None

    def moved(self, rows: Sequence[Row], row_with: Callable[[Side, int], int]) -> TextSelection | None:
        """The selection of the same text in another layout; None if the selection is empty.

        Args:
            rows: the rows of the present layout.
            row_with: gives the row of the other layout with a code point of a side.
        """
        indices = range(self.anchor.row, self.head.row + 1) or range(self.head.row, self.anchor.row + 1)
        selected = [found for index in indices if (found := self.in_row(index, rows[index])) is not None]
        if not selected:
            return None
        start, end = selected[0].start, selected[-1].end
        return TextSelection(
            self.side,
            End(row_with(self.side, start), Span(start, start)),
            End(row_with(self.side, end - 1), Span(end, end)),
        )


def select_between(rows: Sequence[Row], anchor: End, head: End) -> TextSelection | None:
    """The selection from one end to another, in the first article touched; None if no text was touched."""
    step = 1 if anchor.row <= head.row else -1
    met = (rows[index].side for index in range(anchor.row, head.row + step, step) if rows[index].has_text)
    side = next(met, None) if rows else None
    return None if side is None else TextSelection(side, anchor, head)


def grapheme_at(articles: Pair[Article], rows: Sequence[Row], row: int, cell: int) -> End:
    """The grapheme at a cell of a row, counted from the beginning of the text; an empty span beside the text.

    Above the first row it is the beginning of that row, below the last row its end.
    """
    if not rows:
        return End(0, Span(0, 0))
    index = min(max(row, 0), len(rows) - 1)
    found = rows[index]
    left = cell - found.indent
    if row < 0 or left < 0 or not found.has_text:
        return End(index, Span(found.span.start, found.span.start))
    if row == index:
        for start, end, width in graphemes(found.span.of(articles[found.side].text)):
            if left < width:
                return End(index, Span(found.span.start + start, found.span.start + end))
            left -= width
    return End(index, Span(found.span.end, found.span.end))


def selected_text(articles: Pair[Article], rows: Sequence[Row], selection: TextSelection) -> str:
    """The selected text as in the article, with `LEFT_OUT` for text that is not shown.

    Args:
        articles: both articles.
        rows: the rows of the layout in which the selection was made.
        selection: the selection.
    """
    text = articles[selection.side].text
    first, last = sorted((selection.anchor, selection.head))
    pieces: list[Span] = []
    for index in range(first.row, min(last.row + 1, len(rows))):
        selected = selection.in_row(index, rows[index])
        if selected is None:
            continue
        # White space at which a row was broken is part of the text, but of no row.
        before = pieces[-1] if pieces else None
        if before and before.end <= selected.start and not text[before.end : selected.start].strip():
            pieces[-1] = Span(before.start, selected.end)
        else:
            pieces.append(selected)
    copied = pieces[0].of(text) if pieces else ""
    for before, piece in pairwise(pieces):
        between = text[min(before.end, piece.start) : max(before.end, piece.start)]
        gap = "\n\n" if "\n" in between else " "
        copied += f"{gap}{LEFT_OUT}{gap}{piece.of(text)}"
    return copied.strip()
