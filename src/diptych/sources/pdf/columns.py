"""Put the lines of a page into reading order: lines that span the columns, then column after column.

Coordinates are in points from the lower left corner of the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from diptych.sources.markup.blocks import CELLS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Interval = tuple[float, float]
"""Left and right end, in points."""
Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""

_NARROWEST_GUTTER = 7.0
"""Points."""
_GUTTER = 0.8
"""Ems of the narrowest gutter; gaps between the words of several lines are seldom in the same place."""
_NARROWEST_COLUMN = 14
"""Letters in the median line of a column of prose; narrower columns are those of a table."""
_FEWEST_LINES = 6
"""Lines of all columns together."""
_FEWEST_LINES_EACH = 2
"""Lines of each column."""
_MOST_ABOVE = 4
"""Bands of lines above the columns that may span some of them."""
_CELL = 3.0
"""Ems; a wider gap separates two cells of a table's row."""
_WORD_SPACE = 0.12
"""Ems; a wider gap separates two words."""
_LOOK_BACK = 6
"""Last rows among which the row of a line is searched."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A run of words on one line, without a wide gap between them."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    base: float
    """The height of its baseline."""
    bold: bool = False
    begins_bold: bool = False
    """Whether its first word is bold."""
    spaced: bool = False
    """Whether a space follows it."""

    @property
    def size(self) -> float:
        """Its height, which grows with the type size."""
        return max(self.top - self.bottom, 0.1)


@dataclass(frozen=True, slots=True)
class PdfPage:
    """The lines of a page, and its size."""

    lines: tuple[TextLine, ...]
    width: float
    height: float
    left_out: tuple[str, ...] = ()
    """Texts on the page that do not belong to its lines."""
    unmapped: int = 0
    """Letters of which nothing is known, not even a guess."""


@dataclass(frozen=True)
class LineRow:
    """The runs on one line of a column."""

    lines: tuple[TextLine, ...]
    loose: bool = False
    """Whether wide gaps only justify the line and do not separate cells of a table."""

    @cached_property
    def main(self) -> TextLine:
        """Its longest run, whose position is that of the row; superscripts have another one."""
        return max(self.lines, key=lambda line: line.right - line.left)

    @cached_property
    def left(self) -> float:
        """Its left edge."""
        return min(line.left for line in self.lines)

    @cached_property
    def right(self) -> float:
        """Its right edge."""
        return max(line.right for line in self.lines)

    @property
    def size(self) -> float:
        """Its type size."""
        return self.main.size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)

    @property
    def begins_bold(self) -> bool:
        """Whether its first word is bold."""
        return min(self.lines, key=lambda line: line.left).begins_bold

    @cached_property
    def text(self) -> str:
        """Its text, with `CELLS` between the cells of a table."""
        lines = sorted(self.lines, key=lambda line: line.left)
        if is_from_right("".join(line.text for line in lines)):
            lines.reverse()
        parts = [lines[0].text]
        for before, line in pairwise(lines):
            gap = max(line.left - before.right, before.left - line.right) / max(
                min(before.size, line.size), 0.1
            )
            parts.append(CELLS if gap > _CELL and not self.loose else " " if gap > _WORD_SPACE else "")
            parts.append(line.text)
        return "".join(parts)


def is_from_right(text: str) -> bool:
    """Whether most letters of `text` are of right-to-left scripts."""
    if text.isascii():
        return False
    classes = [bidirectional(char) for char in text[:200]]
    return sum(each in {"R", "AL"} for each in classes) > classes.count("L")


def rows_of(lines: Iterable[TextLine]) -> list[LineRow]:
    """The rows that lines form, from the top; columns are not separated."""
    rows: list[list[TextLine]] = []
    mains: list[TextLine] = []  # the longest line of each
    for line in sorted(lines, key=lambda line: -line.top):
        for at in range(len(rows) - 1, max(-1, len(rows) - _LOOK_BACK - 1), -1):
            main = mains[at] if len(rows[at]) < _LOOK_BACK else rows[at][0]
            shared = min(line.top, main.top) - max(line.bottom, main.bottom)
            apart = line.left >= main.right - 1 or line.right <= main.left + 1
            if apart and shared > 0.5 * min(line.size, main.size):
                rows[at].append(line)
                if line.right - line.left > main.right - main.left:
                    mains[at] = line
                break
        else:
            rows.append([line])
            mains.append(line)
    made = [LineRow(tuple(row)) for row in rows]
    return sorted(made, key=lambda row: -(row.main.top + row.main.bottom))


def in_reading_order(lines: Sequence[TextLine]) -> list[list[LineRow]]:
    """The rows of a page in reading order, a list for each column or run of rows that spans the columns."""
    if not lines:
        return []
    em = median(line.size for line in lines)
    narrowest = max(_NARROWEST_GUTTER, _GUTTER * em)
    regions: list[list[LineRow]] = []
    spanning = False  # whether the last region spans the columns and may continue
    for group in filter(None, _groups(_bands(lines), narrowest)):
        above, columns = _headed_columns(group, narrowest)
        if above:
            rows = rows_of(line for band in above for line in band)
            if spanning:
                regions[-1] += rows
            else:
                regions.append(rows)
            spanning = True
        if columns:
            regions += map(rows_of, columns)
            spanning = False
    return regions


def _bands(lines: Iterable[TextLine]) -> list[list[TextLine]]:
    """Groups of lines that overlap vertically, from the top; only white space separates two bands."""
    bands: list[list[TextLine]] = []
    floor = 0.0
    for line in sorted(lines, key=lambda line: -line.top):
        inset = line.size / 4  # close lines overlap a little
        if bands and line.top - inset > floor:
            bands[-1].append(line)
            floor = min(floor, line.bottom + inset)
        else:
            bands.append([line])
            floor = line.bottom + inset
    return bands


def _groups(bands: Iterable[list[TextLine]], narrowest: float) -> Iterable[list[list[TextLine]]]:
    """Runs of bands that share a gutter, and runs of bands that have none."""
    group: list[list[TextLine]] = []
    occupied: list[Interval] = []
    for band in bands:
        own = _merged((line.left, line.right) for line in band)
        both = _merged([*occupied, *own])
        gutters = _gutters(occupied, narrowest)
        ends = not _gutters(both, narrowest) if gutters else bool(_gutters(own, narrowest))
        if group and ends:
            begun: list[list[TextLine]] = []
            both = own
            # One column may begin above the others, beside a heading that shares no gutter with the title.
            formed = gutters and _headed_columns(group, narrowest)[1]
            while group and not formed:
                joined = _merged([*both, *((line.left, line.right) for line in group[-1])])
                if not _gutters(joined, narrowest):
                    break
                both = joined
                begun.insert(0, group.pop())
            yield group
            group = begun
        group.append(band)
        occupied = both
    yield group


def _merged(intervals: Iterable[Interval]) -> list[Interval]:
    """The intervals in order; those that overlap are merged."""
    merged: list[Interval] = []
    for left, right in sorted(intervals):
        if merged and left <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], right)
        else:
            merged.append((left, right))
    return merged


def _gutters(occupied: Sequence[Interval], narrowest: float) -> list[Interval]:
    """The gaps between occupied intervals that are wide enough."""
    return [
        (before[1], after[0]) for before, after in pairwise(occupied) if after[0] - before[1] >= narrowest
    ]


def _headed_columns(
    group: Sequence[list[TextLine]], narrowest: float
) -> tuple[Sequence[list[TextLine]], list[list[TextLine]]]:
    """The bands above the columns, such as a headline over two of three, and the columns below them."""
    above, best = group, list[list[TextLine]]()
    for height in range(min(_MOST_ABOVE, len(group))):
        columns = _columns([line for band in group[height:] for line in band], narrowest)
        if columns is not None and len(columns) > len(best):
            above, best = group[:height], columns
    return above, best


def _columns(group: Sequence[TextLine], narrowest: float) -> list[list[TextLine]] | None:
    """The columns of prose that the lines form, in reading order; None if they form none."""
    gutters = _gutters(_merged((line.left, line.right) for line in group), narrowest)
    if not gutters or len(group) < _FEWEST_LINES:
        return None
    columns: list[list[TextLine]] = [[] for _ in range(len(gutters) + 1)]
    for line in group:
        columns[sum(line.left >= right for _, right in gutters)].append(line)
    for column in columns:
        # Loosely justified lines have gaps as wide, but seldom in the same place of many lines.
        if len(column) < _FEWEST_LINES_EACH or median(len(line.text) for line in column) < _NARROWEST_COLUMN:
            return None
    if is_from_right(" ".join(line.text for line in group[:20])):
        columns.reverse()
    return columns
