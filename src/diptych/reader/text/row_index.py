"""Which rows of a layout show which passages, and which show both ends of a link.  Uses no widgets."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.reader.state.navigation import Place
    from diptych.reader.text.rows import Row


class PassageRows:
    """The rows of each passage of an article; empty for one that is hidden or in another pane.

    Plain numbers, because ten thousand ranges would take longer to make than all else in a layout.
    """

    def __init__(self, count: int) -> None:
        """Without any rows.

        Args:
            count: number of passages.
        """
        self.starts = [0] * count
        """The first row of each passage."""
        self.stops = [0] * count
        """The row after the last one of each passage."""

    def __getitem__(self, passage: int) -> range:
        return range(self.starts[passage], self.stops[passage])

    def __iter__(self) -> Iterator[range]:
        return map(range, self.starts, self.stops)

    def __len__(self) -> int:
        return len(self.starts)


class GroupRows(NamedTuple):
    """The rows of one group of a synopsis, counted from its first row."""

    here: Sequence[Row]
    """Those of the main article's column, or of the single column."""
    there: Sequence[Row]
    """Those of the other column, as many; empty in a single column."""
    main: Sequence[tuple[int, int, int]]
    """The passages of the main article: index, first row, row after the last."""
    other: Sequence[tuple[int, int, int, bool]]
    """The same of the other article, and whether the rows are the passage's own even if an earlier group
    shows it too.  If both have passages, `main` has one, which is linked with each in `other`."""
    note: str
    """The displacement of the first counterpart, for the row above a group in two columns; may be empty."""


class LinkRows(Mapping[tuple[int, int], Pair[range]]):
    """The rows of both ends of the links that are set side by side, by left and right passage."""

    def __init__(
        self,
        starts: Sequence[int] = (),
        groups: Sequence[GroupRows] = (),
        main: Side = Side.LEFT,
        main_rows: PassageRows | None = None,
    ) -> None:
        """Take the groups of a layout, from top to bottom.

        Args:
            starts: the first row of each group.
            groups: the groups.
            main: the side of the main article.
            main_rows: the rows of its passages.
        """
        self._starts, self._groups = starts, groups
        self._main, self._main_rows = main, main_rows or PassageRows(0)

    def __getitem__(self, link: tuple[int, int]) -> Pair[range]:
        main = link[self._main is Side.RIGHT]
        if main < len(self._main_rows) and self._main_rows[main]:
            row = self._main_rows.starts[main]
            for found, rows in self._links_at(self._group_at(row)):
                if found == link:
                    return rows
        raise KeyError(link)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        for at in range(len(self._groups)):
            for link, _ in self._links_at(at):
                yield link

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return any(group.main and group.other for group in self._groups)

    def links_in(self, row: int, side: Side) -> list[tuple[int, int]]:
        """The links whose end on one side is in a row."""
        return [link for link, rows in self._links_at(self._group_at(row)) if row in rows[side]]

    def rows_of(self, place: Place) -> Sequence[range]:
        """All rows in which a passage is shown as a counterpart."""
        return () if place.side is self._main else self._counterparts.get(place.passage, ())

    @cached_property
    def _counterparts(self) -> Mapping[int, Sequence[range]]:
        """All rows of each passage of the other article."""
        found = defaultdict(list)
        for start, group in zip(self._starts, self._groups, strict=True):
            for passage, first, stop, _ in group.other:
                found[passage].append(range(start + first, start + stop))
        return found

    def _group_at(self, row: int) -> int:
        """The index of the last group that begins in a row or above it; -1 if there is none."""
        return bisect_right(self._starts, row) - 1

    def _links_at(self, at: int) -> Iterator[tuple[tuple[int, int], Pair[range]]]:
        """The links of a group, and the rows of both ends of each."""
        if at < 0 or not self._groups[at].main:
            return
        start, group = self._starts[at], self._groups[at]
        main, first, stop = group.main[0]
        here = range(start + first, start + stop)
        for passage, first, stop, _ in group.other:
            there = range(start + first, start + stop)
            if self._main is Side.LEFT:
                yield (main, passage), Pair(here, there)
            else:
                yield (passage, main), Pair(there, here)
