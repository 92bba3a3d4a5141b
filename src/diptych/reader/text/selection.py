"""What the mouse has selected of one article: pure, in rows of a layout and code points of the text.

A selection has two ends.  Each is the grapheme that lay under the pointer, so that both the first and the
last letter touched are selected and none is cut in two; beside the text it is the empty span at the row's
edge.  Where a pane has rows of both articles, only those of the article in which it began are selected.
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
"""Stands in what is copied for text that is not shown between two pieces."""


class End(NamedTuple):
    """One end of a selection."""

    row: int
    """Index in the layout."""
    span: Span
    """The grapheme, in code points of the text of the row's article."""


class TextSelection(NamedTuple):
    """Where a drag began and where it is now."""

    side: Side
    anchor: End
    head: End

    def in_row(self, index: int, row: Row) -> Span | None:
        """What is selected of a row of the layout, if anything is."""
        first, last = sorted((self.anchor, self.head))
        if row.side is not self.side or not first.row <= index <= last.row or not row.has_text:
            return None
        start = first.span.start if index == first.row else row.span.start
        end = last.span.end if index == last.row else row.span.end
        return Span(start, end) if start < end else None

    def moved(self, rows: Sequence[Row], row_with: Callable[[Side, int], int]) -> TextSelection | None:
        """The same text in another layout; None where it is none at all.

        Args:
            rows: those of the layout in which it was selected.
            row_with: the row of the other layout in which a code point of a side stands.
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
    """What is selected from one end to another, of the article that was met first; None if none was."""
    step = 1 if anchor.row <= head.row else -1
    met = (rows[index].side for index in range(anchor.row, head.row + step, step) if rows[index].has_text)
    side = next(met, None) if rows else None
    return None if side is None else TextSelection(side, anchor, head)


def grapheme_at(articles: Pair[Article], rows: Sequence[Row], row: int, cell: int) -> End:
    """The grapheme at a cell of a row, counted from where the text begins; beside any text, an empty span.

    Above the first row its beginning is meant, below the last row its end.
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
    """What a selection covers, as the article has it; where text between is not shown, this is said.

    Args:
        articles: the two.
        rows: those of the layout in which the selection was made.
        selection: what was selected there.
    """
    text = articles[selection.side].text
    first, last = sorted((selection.anchor, selection.head))
    pieces: list[Span] = []
    for index in range(first.row, min(last.row + 1, len(rows))):
        selected = selection.in_row(index, rows[index])
        if selected is None:
            continue
        # The white space at which a row was broken is part of the text, and of no row.
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
