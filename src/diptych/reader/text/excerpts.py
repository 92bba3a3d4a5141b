"""Excerpts of a text that fit a width in cells."""

from __future__ import annotations

from rich.cells import cell_len

from diptych.article.model import Span
from diptych.reader.text.rows import graphemes


def beginning(text: str, width: int) -> str:
    """The beginning of a text on one line, at most `width` cells, with an ellipsis if it is cut."""
    return clipped(" ".join(text.split()), width)


def excerpt(text: str, width: int, focus: Span | None = None) -> Span:
    """The span of a text to show in `width` cells: all, the beginning, or the surroundings of `focus`.

    Leaves a cell for an ellipsis at each end where text is left out.
    """
    if cell_len(text) <= width:
        return Span(0, len(text))
    end = _fitting(text, 0, width - 1)
    if focus is None or focus.end <= end:
        return Span(0, end)
    before = cell_len(text[: focus.start]) - max(0, (width - 2 - cell_len(focus.of(text))) // 3)
    before = max(1, min(before, cell_len(text) - (width - 1)))
    start = _fitting(text, 0, before)
    if cell_len(text[:start]) < before:  # in the middle of a wide character: leave that out too
        start = _fitting(text, 0, before + 1)
    blank = text.find(" ", start, focus.start)
    start = blank + 1 if blank >= 0 else start
    if cell_len(text[start:]) <= width - 1:
        return Span(start, len(text))
    return Span(start, _fitting(text, start, width - 2))


def _fitting(text: str, start: int, width: int) -> int:
    """The end of the longest part of a text from `start` that fits `width` cells in whole graphemes."""
    piece = text[start : start + 4 * max(width, 0) + 4]
    end, cells = 0, 0
    for _, after, size in graphemes(piece):
        cells += size
        if cells > width:
            break
        end = after
    return start + end


def clipped(text: str, width: int) -> str:
    """The beginning of a text, at most `width` cells, with an ellipsis if it is cut."""
    shown = excerpt(text, width)
    return text if shown.end == len(text) else f"{text[: shown.end]}…"
