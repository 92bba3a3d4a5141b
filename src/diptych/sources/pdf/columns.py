"""Lines with places in the order in which a page is read: what spans the columns, then column after column.

Places are in points, counted from the lower left corner of the page.
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

_NARROWEST_GUTTER = 7.0
_GUTTER = 0.8
"""Ems; the gaps between words of several lines hardly ever lie upon one another."""
_NARROWEST_COLUMN = 14
"""Letters of the middling line of a column of prose; narrower ones are those of a table."""
_FEWEST_LINES = 6
"""Of all columns together."""
_FEWEST_LINES_EACH = 2
_MOST_ABOVE = 4
"""Bands of lines above the columns among which those that span some of them are looked for."""
_CELL = 3.0
"""Ems between two cells of a table's row."""
_WORD_SPACE = 0.12
_DROP_CAP = 1.6
_LOOK_BACK = 6


@dataclass(frozen=True, slots=True)
class TextLine:
    """A run of words on one line, without a wide gap in it."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    base: float
    """The height of the line that its letters stand on."""
    bold: bool = False
    upright: bool = True

    @property
    def size(self) -> float:
        """Height, which grows with the type."""
        return max(self.top - self.bottom, 0.1)


@dataclass(frozen=True)
class LineRow:
    """What stands on one line of a column, from its left to its right."""

    lines: tuple[TextLine, ...]
    loose: bool = False
    """Whether wide gaps only fill the line up, instead of parting the cells of a table."""

    @cached_property
    def main(self) -> TextLine:
        """The longest run, which tells where the line stands; signs set above it do not."""
        return max(self.lines, key=lambda line: line.right - line.left)

    @cached_property
    def left(self) -> float:
        """Where it begins."""
        return min(line.left for line in self.lines)

    @cached_property
    def right(self) -> float:
        """Where it ends."""
        return max(line.right for line in self.lines)

    @property
    def size(self) -> float:
        """Height of its type."""
        return self.main.size

    @property
    def bold(self) -> bool:
        """Whether all of it is."""
        return all(line.bold for line in self.lines)

    @cached_property
    def text(self) -> str:
        """What it says; cells of a table have a sign between them."""
        lines = sorted(self.lines, key=lambda line: line.left)
        if is_from_right("".join(line.text for line in lines)):
            lines.reverse()
        said = [lines[0].text]
        for before, line in pairwise(lines):
            gap = max(line.left - before.right, before.left - line.right) / max(
                min(before.size, line.size), 0.1
            )
            initial = len(before.text) == 1 and before.size > _DROP_CAP * line.size
            said.append(
                CELLS if gap > _CELL and not self.loose else " " if gap > _WORD_SPACE and not initial else ""
            )
            said.append(line.text)
        return "".join(said)


def is_from_right(text: str) -> bool:
    """Whether most of its letters are of scripts that run from right to left."""
    ways = [bidirectional(char) for char in text[:200]]
    return sum(way in {"R", "AL"} for way in ways) > ways.count("L")


def rows_of(lines: Iterable[TextLine]) -> list[LineRow]:
    """The rows that lines make, from the top; columns are taken for one."""
    rows: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda line: -line.top):
        for row in rows[: -_LOOK_BACK - 1 : -1]:
            main = max(row, key=lambda other: other.right - other.left) if len(row) < _LOOK_BACK else row[0]
            shared = min(line.top, main.top) - max(line.bottom, main.bottom)
            apart = line.left >= main.right - 1 or line.right <= main.left + 1
            if shared > 0.5 * min(line.size, main.size) and apart:
                row.append(line)
                break
        else:
            rows.append([line])
    made = [LineRow(tuple(row)) for row in rows]
    return sorted(made, key=lambda row: -(row.main.top + row.main.bottom))


def in_reading_order(lines: Sequence[TextLine]) -> list[list[LineRow]]:
    """The rows of a page in the order of reading, a list for each column or run of rows that spans them."""
    if not lines:
        return []
    em = median(line.size for line in lines)
    narrowest = max(_NARROWEST_GUTTER, _GUTTER * em)
    regions: list[list[LineRow]] = []
    spanning = False  # whether the last region spans the columns and may go on
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
    """Lines that lie beside one another, from the top; nothing but white lies between two bands."""
    bands: list[list[TextLine]] = []
    floor = 0.0
    for line in sorted(lines, key=lambda line: -line.top):
        inset = line.size / 4  # the height of type set close reaches into the lines above and below
        if bands and line.top - inset > floor:
            bands[-1].append(line)
            floor = min(floor, line.bottom + inset)
        else:
            bands.append([line])
            floor = line.bottom + inset
    return bands


def _groups(bands: Iterable[list[TextLine]], narrowest: float) -> Iterable[list[list[TextLine]]]:
    """Runs of bands that have a gutter in common, or none."""
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
            while group and not gutters:  # one column may begin higher than the others
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
    """The same stretches, in order, those that meet made one."""
    merged: list[Interval] = []
    for left, right in sorted(intervals):
        if merged and left <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], right)
        else:
            merged.append((left, right))
    return merged


def _gutters(occupied: Sequence[Interval], narrowest: float) -> list[Interval]:
    """The white stretches between."""
    return [
        (before[1], after[0]) for before, after in pairwise(occupied) if after[0] - before[1] >= narrowest
    ]


def _headed_columns(
    group: Sequence[list[TextLine]], narrowest: float
) -> tuple[Sequence[list[TextLine]], list[list[TextLine]]]:
    """The bands that span the columns, such as a headline over two of three, and the columns below them."""
    above, best = group, list[list[TextLine]]()
    for height in range(min(_MOST_ABOVE, len(group))):
        columns = _columns([line for band in group[height:] for line in band], narrowest)
        if columns is not None and len(columns) > len(best):
            above, best = group[:height], columns
    return above, best


def _columns(group: Sequence[TextLine], narrowest: float) -> list[list[TextLine]] | None:
    """The columns of prose that the lines make, from the side where their script begins; None for none."""
    gutters = _gutters(_merged((line.left, line.right) for line in group), narrowest)
    if not gutters or len(group) < _FEWEST_LINES:
        return None
    columns: list[list[TextLine]] = [[] for _ in range(len(gutters) + 1)]
    for line in group:
        columns[sum(line.left >= right for _, right in gutters)].append(line)
    for column in columns:
        # The words of a loose line stand as far from one another, but not beneath one another.
        if len(column) < _FEWEST_LINES_EACH or median(len(line.text) for line in column) < _NARROWEST_COLUMN:
            return None
    if is_from_right(" ".join(line.text for line in group[:20])):
        columns.reverse()
    return columns
