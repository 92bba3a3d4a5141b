"""As much of a text as there is room for; widths are cells."""

from __future__ import annotations

from rich.cells import cell_len

from diptych.article.model import Span
from diptych.reader.text.rows import graphemes


def beginning(text: str, width: int) -> str:
    """A text on one line, or as much of it as fits into `width` cells with an ellipsis."""
    return clipped(" ".join(text.split()), width)


def excerpt(text: str, width: int, focus: Span | None = None) -> Span:
    """What to show of a text in `width` cells: all, or its beginning, or what is around `focus`.

    Where something is left out there is room for an ellipsis.
    """
    if cell_len(text) <= width:
        return Span(0, len(text))
    end = _fitting(text, 0, width - 1)
    if focus is None or focus.end <= end:
        return Span(0, end)
    before = cell_len(text[: focus.start]) - max(0, (width - 2 - cell_len(focus.of(text))) // 3)
    before = max(1, min(before, cell_len(text) - (width - 1)))
    start = _fitting(text, 0, before)
    if cell_len(text[:start]) < before:  # in the middle of a wide letter, which then goes too
        start = _fitting(text, 0, before + 1)
    blank = text.find(" ", start, focus.start)
    start = blank + 1 if blank >= 0 else start
    if cell_len(text[start:]) <= width - 1:
        return Span(start, len(text))
    return Span(start, _fitting(text, start, width - 2))


def _fitting(text: str, start: int, width: int) -> int:
    """How far into a text, from `start`, one comes in `width` cells without splitting a letter."""
    piece = text[start : start + 4 * max(width, 0) + 4]
    end, cells = 0, 0
    for _, after, size in graphemes(piece):
        cells += size
        if cells > width:
            break
        end = after
    return start + end


def clipped(text: str, width: int) -> str:
    """A text, or as much of its beginning as fits into `width` cells with an ellipsis."""
    shown = excerpt(text, width)
    return text if shown.end == len(text) else f"{text[: shown.end]}…"
