"""Curves of the link map as marks in cells: from one row to another, or out at an edge.

A curve begins in row 0 of the first column.  Its cells are counted from there, so one curve serves for every
first row.  A mark says which dots of a cell are set (braille), or in which directions lines leave it (box
characters and ASCII).  Marks of several lines in a cell are combined with `|`.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from math import floor, sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Pen(Enum):
    """Characters that curves are drawn with."""

    BRAILLE = "braille"
    BOX = "box"
    ASCII = "ascii"


class CurveStyle(Enum):
    """How a curve is drawn."""

    PLAIN = "plain"
    DOTTED = "dotted"
    HEAVY = "heavy"


class Mark(NamedTuple):
    """One cell of a curve."""

    row: int
    """Counted from the first row of the curve; negative above it."""
    column: int
    bits: int


Curve = tuple[Mark, ...]

_CACHE_SIZE = 2048
"""Number of cached curves: all different ones of a screen of about 200 rows."""

# Bits of the directions in which a line leaves a cell.
_UP = 1
_DOWN = 2
_LEFT = 4
_RIGHT = 8

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""Bits of a braille cell, by row and column of the dot."""

_DOT_COLUMNS = 2
"""Number of columns of dots in a braille cell."""

_DOT_ROWS = 4
"""Number of rows of dots in a braille cell."""

_BASE_DOT_ROW = 1
"""The row of dots, 0..3, in which curves begin and end: the middle of small letters."""


@lru_cache(_CACHE_SIZE)
def curve_across(rows: int, width: int, pen: Pen, line: CurveStyle) -> Curve:
    """The curve from the left edge to the right edge, horizontal at both ends.

    Args:
        rows: last row minus first row.
        width: width in cells.
        pen: the characters.
        line: the style.
    """
    if rows < 0:  # the mirror image of a falling curve
        falling = mirrored(curve_across(-rows, width, pen, line), width, pen)
        return tuple(Mark(row + rows, column, bits) for row, column, bits in falling)
    if pen is Pen.BRAILLE:
        dots = _dots(rows * _DOT_ROWS, width * _DOT_COLUMNS, _smooth)
        return tuple(_braille(_styled(dots, line, width * _DOT_COLUMNS)))
    return tuple(_steps(rows, width, _smooth))


@lru_cache(_CACHE_SIZE)
def curve_to_edge(rows: int, width: int, pen: Pen, line: CurveStyle) -> Curve:
    """The curve from the left edge to the last column, horizontal at first and vertical at its end.

    Args:
        rows: last row minus first row.
        width: width in cells.
        pen: the characters.
        line: the style.
    """
    if pen is Pen.BRAILLE:
        across = (width - 1) * _DOT_COLUMNS + 1
        dots = _dots(abs(rows) * _DOT_ROWS, across, _rounded)
        if rows < 0:
            dots = [(x, 2 * _BASE_DOT_ROW - y) for x, y in dots]
        return tuple(_braille(_styled(dots, line, width * _DOT_COLUMNS)))
    steps = _steps(abs(rows), width, _rounded)
    if rows < 0:
        return tuple(Mark(-row, column, _swapped(bits, (_UP, _DOWN))) for row, column, bits in steps)
    return tuple(steps)


def mirrored(curve: Curve, width: int, pen: Pen) -> Curve:
    """The same curve with left and right swapped."""
    swapped = _MIRRORED_DOTS if pen is Pen.BRAILLE else _MIRRORED_DIRECTIONS
    return tuple(Mark(row, width - 1 - column, swapped[bits]) for row, column, bits in curve)


def glyph(bits: int, pen: Pen, line: CurveStyle) -> str:
    """The character of a cell with these marks."""
    if pen is Pen.BRAILLE:
        return chr(0x2800 + bits)
    return _GLYPHS[pen, line][bits]


def _smooth(share: float) -> float:
    """Smoothstep: horizontal at both ends, steepest half-way."""
    return share * share * (3 - 2 * share)


def _rounded(share: float) -> float:
    """A quarter of a circle: horizontal at first, vertical at its end."""
    return 1 - sqrt(1 - share * share)


def _heights(down: int, across: int, shape: Callable[[float], float]) -> list[int]:
    """The rows of a curve at the boundaries of its columns, both ends included."""
    return [floor(down * shape(column / across) + 0.5) for column in range(across + 1)]


def _dots(down: int, across: int, shape: Callable[[float], float]) -> list[tuple[int, int]]:
    """The dots of a thin line, as column and row, in order; only neighbours touch."""
    heights = _heights(down, across, shape)
    dots: list[tuple[int, int]] = []
    for column in range(across):
        top, bottom = heights[column], heights[column + 1]
        end = down + 1 if column == across - 1 else max(bottom, top + 1)
        for row in range(top, end):
            dot = column, _BASE_DOT_ROW + row
            if len(dots) > 1 and _touch_diagonally(dots[-2], dot):
                dots.pop()
            dots.append(dot)
    return dots


def _touch_diagonally(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two dots touch at a corner, so that a dot between them is not needed."""
    return abs(one[0] - other[0]) == 1 == abs(one[1] - other[1])


def _styled(dots: list[tuple[int, int]], line: CurveStyle, across: int) -> Iterator[tuple[int, int]]:
    """The dots of a line in its style: every other dot, or a second row and column beside them.

    A dotted line ends with a dot, unless it is horizontal: there two dots side by side would be visible.
    """
    horizontal = dots[0][1] == dots[-1][1]
    for index, (column, row) in enumerate(dots):
        if line is CurveStyle.DOTTED and index % 2 and (horizontal or index < len(dots) - 1):
            continue
        yield column, row
        if line is CurveStyle.HEAVY:
            yield column, row + 1
            if column + 1 < across:
                yield column + 1, row
                yield column + 1, row + 1


def _braille(dots: Iterator[tuple[int, int]]) -> Iterator[Mark]:
    cells: dict[tuple[int, int], int] = {}
    for column, row in dots:
        at = row // _DOT_ROWS, column // _DOT_COLUMNS
        cells[at] = cells.get(at, 0) | _DOTS[row % _DOT_ROWS][column % _DOT_COLUMNS]
    for (row, column), bits in cells.items():
        yield Mark(row, column, bits)


def _steps(down: int, across: int, shape: Callable[[float], float]) -> Iterator[Mark]:
    """A line from cell to cell, horizontal or vertical in each."""
    heights = _heights(down, across, shape)
    for column in range(across):
        top, bottom = heights[column], heights[column + 1]
        if top == bottom:
            yield Mark(top, column, _LEFT | _RIGHT)
            continue
        yield Mark(top, column, _LEFT | _DOWN)
        for row in range(top + 1, bottom):
            yield Mark(row, column, _UP | _DOWN)
        yield Mark(bottom, column, _UP | _RIGHT)


def _swapped(bits: int, *pairs: tuple[int, int]) -> int:
    """The bits with both of each pair swapped."""
    for one, two in pairs:
        found = bool(bits & one), bool(bits & two)
        bits = bits & ~(one | two) | found[0] * two | found[1] * one
    return bits


_MIRRORED_DOTS = tuple(_swapped(bits, *_DOTS) for bits in range(256))
_MIRRORED_DIRECTIONS = tuple(_swapped(bits, (_LEFT, _RIGHT)) for bits in range(16))

_GLYPHS = {
    (Pen.BOX, CurveStyle.PLAIN): " │││─┘┐┤─└┌├─┴┬┼",
    (Pen.BOX, CurveStyle.DOTTED): " " + "·" * 15,
    (Pen.BOX, CurveStyle.HEAVY): " ║║║═╝╗╣═╚╔╠═╩╦╬",
    (Pen.ASCII, CurveStyle.PLAIN): " |||-'.+-'.+-+++",
    (Pen.ASCII, CurveStyle.DOTTED): " " + "." * 15,
    (Pen.ASCII, CurveStyle.HEAVY): " ###=###=###=###",
}
"""A character for each combination of directions, in the order of the bits: none, up, down, both, left …"""
