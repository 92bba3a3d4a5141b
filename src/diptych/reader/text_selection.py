"""What the mouse has selected in one article: pure, in code points of its text.

A selection has two ends.  Each is the grapheme that lay under the pointer, as a span, so that both the first
and the last letter touched are selected and none is cut in two; beside the text it is the empty span at the
row's edge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diptych.article.model import Span
from diptych.reader.row_layout import RowKind, graphemes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from diptych.reader.row_layout import Row

LEFT_OUT = "[…]"
"""Stands in what is copied for text that the filter hides."""


class TextSelection(NamedTuple):
    """Where a drag began and where it is now."""

    anchor: Span
    head: Span

    @property
    def span(self) -> Span:
        """All that lies between the two ends, both included."""
        return Span(min(self.anchor.start, self.head.start), max(self.anchor.end, self.head.end))


def under(text: str, rows: Sequence[Row], row: int, cell: int) -> Span:
    """The grapheme at a cell of a row, counted from where the text begins; beside any text, an empty span.

    Above the first row the beginning of the text is meant, below the last row its end.
    """
    if not rows:
        return Span(0, 0)
    if row < 0:
        start = rows[0].span.start
        return Span(start, start)
    if row >= len(rows):
        end = rows[-1].span.end
        return Span(end, end)
    found = rows[row]
    left = cell - found.indent
    if found.kind is not RowKind.TEXT or left < 0:
        return Span(found.span.start, found.span.start)
    for start, end, width in graphemes(found.span.of(text)):
        if left < width:
            return Span(found.span.start + start, found.span.start + end)
        left -= width
    return Span(found.span.end, found.span.end)


def selected_text(text: str, rows: Iterable[Row], selected: Span) -> str:
    """What a selection covers, as the article's text has it; text that no row shows is left out, and said so.

    Args:
        text: the article's.
        rows: those of the article, in order.
        selected: what lies between the ends of the selection.
    """
    pieces: list[Span] = []
    for row in rows:
        start, end = max(row.span.start, selected.start), min(row.span.end, selected.end)
        if row.kind is not RowKind.TEXT or start >= end:
            continue
        # The white space at which a row was broken is part of the text, and of no row.
        if pieces and not text[pieces[-1].end : start].strip():
            pieces[-1] = Span(pieces[-1].start, end)
        else:
            pieces.append(Span(start, end))
    copied = "".join(
        _joined(text, before, piece) for before, piece in zip([None, *pieces], pieces, strict=False)
    )
    return copied.strip()


def _joined(text: str, before: Span | None, piece: Span) -> str:
    """A piece with what stands for the text between it and the one before."""
    if before is None:
        return piece.of(text)
    between = "\n\n" if "\n" in text[before.end : piece.start] else " "
    return f"{between}{LEFT_OUT}{between}{piece.of(text)}"
