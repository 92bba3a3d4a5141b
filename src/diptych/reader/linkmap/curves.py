"""The lines of the link map: from one row to another, or out at an edge, as marks in cells.

A curve begins in row 0 of the map's first column; its cells are counted from there, so that one curve serves
wherever it begins.  A mark says which dots of a cell are set (braille), or which ways a line leaves it (box
characters and ASCII); marks of several lines in a cell are combined with `|`.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from math import floor, sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Pen(Enum):
    """What curves are drawn with."""

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
    """Counted from the row that the curve begins in; negative above it."""
    column: int
    bits: int


Curve = tuple[Mark, ...]

_KEPT = 2048
"""Curves that are remembered: all that differ in a screen of 200 rows or so."""

_UP, _DOWN, _LEFT, _RIGHT = 1, 2, 4, 8
"""The ways that a line leaves a cell."""

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bits of a braille cell, by row and column of the dot."""

_ACROSS, _DOWNWARD = 2, 4
"""Dots of a braille cell."""

_LEVEL = 1
"""The row of dots, of the four in a cell, that curves begin and end in: the middle of small letters."""


@lru_cache(_KEPT)
def curve_across(rows: int, width: int, pen: Pen, line: CurveStyle) -> Curve:
    """The curve from the left edge to the right one, level at both ends.

    Args:
        rows: how much lower it ends than it begins; negative: higher.
        width: cells.
        pen: what it is drawn with.
        line: how it is drawn.
    """
    if rows < 0:  # what rises from the left falls from the right
        falling = mirrored(curve_across(-rows, width, pen, line), width, pen)
        return tuple(Mark(row + rows, column, bits) for row, column, bits in falling)
    if pen is Pen.BRAILLE:
        dots = _dots(rows * _DOWNWARD, width * _ACROSS, _smooth)
        return tuple(_braille(_drawn(dots, line, width * _ACROSS)))
    return tuple(_steps(rows, width, _smooth))


@lru_cache(_KEPT)
def curve_to_edge(rows: int, width: int, pen: Pen, line: CurveStyle) -> Curve:
    """The curve from the left edge to the last column, level at first and upright at its end.

    Args:
        rows: how much lower it ends than it begins; negative: higher.
        width: cells.
        pen: what it is drawn with.
        line: how it is drawn.
    """
    if pen is Pen.BRAILLE:
        across = (width - 1) * _ACROSS + 1
        dots = _dots(abs(rows) * _DOWNWARD, across, _rounded)
        if rows < 0:
            dots = [(x, 2 * _LEVEL - y) for x, y in dots]
        return tuple(_braille(_drawn(dots, line, width * _ACROSS)))
    steps = _steps(abs(rows), width, _rounded)
    return tuple(_upturned(step) for step in steps) if rows < 0 else tuple(steps)


def mirrored(curve: Curve, width: int, pen: Pen) -> Curve:
    """The same curve with left and right exchanged."""
    turn = _TURNED_DOTS if pen is Pen.BRAILLE else _TURNED_WAYS
    return tuple(Mark(row, width - 1 - column, turn[bits]) for row, column, bits in curve)


def glyph(bits: int, pen: Pen, line: CurveStyle) -> str:
    """The character of a cell in which these marks are set."""
    if pen is Pen.BRAILLE:
        return chr(0x2800 + bits)
    return _GLYPHS[pen, line][bits]


def _smooth(share: float) -> float:
    """Level at both ends, steepest half-way."""
    return share * share * (3 - 2 * share)


def _rounded(share: float) -> float:
    """A quarter of a circle: level at first, upright at its end."""
    return 1 - sqrt(1 - share * share)


def _heights(down: int, across: int, shape: Callable[[float], float]) -> list[int]:
    """How low a curve is where its columns meet, and at both ends."""
    return [floor(down * shape(column / across) + 0.5) for column in range(across + 1)]


def _dots(down: int, across: int, shape: Callable[[float], float]) -> list[tuple[int, int]]:
    """The dots of a thin line, column and row, in order: no two of them touch but neighbours."""
    heights = _heights(down, across, shape)
    dots: list[tuple[int, int]] = []
    for column in range(across):
        top, bottom = heights[column], heights[column + 1]
        end = down + 1 if column == across - 1 else max(bottom, top + 1)
        for row in range(top, end):
            if len(dots) > 1 and _corner(dots[-2], (column, _LEVEL + row)):
                dots.pop()
            dots.append((column, _LEVEL + row))
    return dots


def _corner(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two dots touch at a corner: what is between them can go."""
    return abs(one[0] - other[0]) == 1 == abs(one[1] - other[1])


def _drawn(dots: list[tuple[int, int]], line: CurveStyle, across: int) -> Iterator[tuple[int, int]]:
    """The dots of a line as they are set: every other one, or a second row and column beside them.

    Where a dotted line ends there is a dot, but on a level one, where two beside each other would be seen.
    """
    level = dots[0][1] == dots[-1][1]
    for index, (column, row) in enumerate(dots):
        if line is CurveStyle.DOTTED and index % 2 and (level or index < len(dots) - 1):
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
        at = row // _DOWNWARD, column // _ACROSS
        cells[at] = cells.get(at, 0) | _DOTS[row % _DOWNWARD][column % _ACROSS]
    for (row, column), bits in cells.items():
        yield Mark(row, column, bits)


def _steps(down: int, across: int, shape: Callable[[float], float]) -> Iterator[Mark]:
    """A line from cell to cell, across or straight down."""
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


def _upturned(mark: Mark) -> Mark:
    return Mark(-mark.row, mark.column, _swapped(mark.bits, (_UP, _DOWN)))


def _swapped(bits: int, *pairs: tuple[int, int]) -> int:
    """The bits with both of each pair exchanged."""
    for one, two in pairs:
        found = bool(bits & one), bool(bits & two)
        bits = bits & ~(one | two) | found[0] * two | found[1] * one
    return bits


_TURNED_DOTS = tuple(_swapped(bits, *_DOTS) for bits in range(256))
_TURNED_WAYS = tuple(_swapped(bits, (_LEFT, _RIGHT)) for bits in range(16))

# by bits, counted from none: up, down, both, left, ...
_GLYPHS = {
    (Pen.BOX, CurveStyle.PLAIN): " │││─┘┐┤─└┌├─┴┬┼",
    (Pen.BOX, CurveStyle.DOTTED): " " + "·" * 15,
    (Pen.BOX, CurveStyle.HEAVY): " ║║║═╝╗╣═╚╔╠═╩╦╬",
    (Pen.ASCII, CurveStyle.PLAIN): " |||-'.+-'.+-+++",
    (Pen.ASCII, CurveStyle.DOTTED): " " + "." * 15,
    (Pen.ASCII, CurveStyle.HEAVY): " ###=###=###=###",
}
"""A character for each combination of ways, in the order of their bits: none, up, down, both, left …"""
