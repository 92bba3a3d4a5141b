"""Line breaking by width in cells: at spaces, or between wide characters."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category

from rich.cells import split_graphemes

from diptych.article.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator


def wrap_single_cells(text: str, width: int, start: int, end: int) -> Iterator[Span]:
    """Break `text[start:end]`, in which every code point must be one cell wide."""
    # This loop takes most of the time when a book is wrapped again after a resize.
    while end - start > width:
        cut = text.rfind(" ", start + 1, start + width + 1)
        if cut < 0:
            yield Span(start, start + width)
            start += width
            continue
        yield Span(start, cut if text[cut - 1] != " " else _before_spaces(text, start, cut))
        start = cut + 1
        while start < end and text[start] == " ":
            start += 1
    if start < end:
        yield Span(start, end)


def wrap_graphemes(text: str, width: int, start: int, end: int) -> Iterator[Span]:
    """Break `text[start:end]`, which may contain any characters."""
    # `row` is the beginning of the present row, `cells` its width up to the present grapheme.
    row, cells = start, 0
    # `break_at` is the last break opportunity, `break_cells` the width of the row up to there.
    break_at, break_cells = -1, 0
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
    """Whether wide text may be broken here: brackets and full stops stay with their text."""
    return category(before) not in ("Ps", "Pi") and category(after) not in ("Pe", "Pf", "Po")


def _before_spaces(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
