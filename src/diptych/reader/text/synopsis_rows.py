"""Row layouts of a synopsis, in two columns or in a single one.

Widths are those of the text without the gutter, in cells.  Uses no widgets.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from diptych.comparison_wording import LETTERS
from diptych.reader.text.positions import PassagePositions
from diptych.reader.text.row_index import GroupRows, LinkRows, PassageRows
from diptych.reader.text.rows import (
    MIN_WIDTH,
    Row,
    RowKind,
    RowLayout,
    blank,
    one_sided,
    rows_of_passages,
    span_of,
    wrap_block,
)
from diptych.reader.text.synopsis import Displacement, Group
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from diptych.article.model import Article
    from diptych.reader.text.synopsis import SynopsisEntry

_ARROWS = {Displacement.UP: "↑", Displacement.DOWN: "↓", Displacement.NONE: "·"}

_MAX_CACHED_RUNS = 60_000
"""Maximum number of runs of passages in the row cache: those of two long books at a few widths."""

_MAIN_INDENT = 2
"""Cells before the text of the main article in a single column, with room for its label."""

_OTHER_INDENT = 5
"""Cells before the text of the other article in a single column, with room for its label."""

_MIN_LABELLED_GAP = 6
"""Minimum height of a gap, in rows, that gets a label."""
NO_COUNTERPART = "no counterpart found"
"""The label of a gap beside unique passages."""


class GroupLayouter:
    """Lays out the groups of two articles, and keeps the rows of those that stay the same."""

    def __init__(self, articles: Pair[Article]) -> None:
        self.articles = articles
        self._places = articles.map(PassagePositions)
        self._cached_rows = lru_cache(_MAX_CACHED_RUNS)(self._passage_rows)
        self._cached_reference = lru_cache(_MAX_CACHED_RUNS)(self._reference)
        self._cached_note = lru_cache(_MAX_CACHED_RUNS)(self._displacement_note)
        self._kept_for: tuple[Side, int | Pair[int]] | None = None
        """The order and widths of the last rows, which the groups keep."""

    def lay_out_synopsis(
        self, groups: Sequence[Group], order: Side, widths: Pair[int], *, complete: bool = False
    ) -> Pair[RowLayout]:
        """Lay out each group's passages side by side, in two layouts with the same number of rows.

        Args:
            groups: the groups of the synopsis.
            order: the side of the main article.
            widths: width of each column in cells.
            complete: whether all links are known, so that gaps can be labelled.
        """
        main, other = order, order.other
        columns: Pair[list[Row]] = Pair([], [])
        here, there = columns[main], columns[other]
        laid_out = self._rows_of_groups(
            groups, (order, widths), lambda group: self._facing(group, order, widths)
        )
        starts: list[int] = []
        gap_here, gap_there = blank(main), blank(other)
        # `lone` is the only side with text since row `since`, if there is only one.
        lone: Side | None = None
        since = 0
        for group, (rows_here, rows_there, _, _, note) in zip(groups, laid_out, strict=True):
            if starts:
                if note and there[-1].has_text:  # a note right below would seem to belong to it
                    here.append(gap_here)
                    there.append(gap_there)
                here.append(gap_here)
                there.append(blank(other, note) if note else gap_there)
            only = None if group.entries else main if group.main else other
            if only is not lone:
                if complete and lone is not None:
                    _label_gap(columns, lone, since)
                lone, since = only, len(here)
            starts.append(len(here))
            here += rows_here
            there += rows_there
        if complete and lone is not None:
            _label_gap(columns, lone, since)
        found = _passage_rows(self.articles, main, starts, laid_out)
        links = LinkRows(starts, laid_out, main, found[main])
        return Pair(*(RowLayout(columns[side], one_sided(found[side], side), links) for side in Side))

    def lay_out_single(self, groups: Sequence[Group], order: Side, width: int) -> RowLayout:
        """Lay out each group's counterparts below its passage, both articles in one column.

        Args:
            groups: the groups of the synopsis.
            order: the side of the main article.
            width: width of the column in cells.
        """
        laid_out = self._in_one_column(groups, order, width)
        rows: list[Row] = []
        starts: list[int] = []
        between = blank(order)
        for group in laid_out:
            if rows:
                rows.append(between)
            starts.append(len(rows))
            rows += group.here
        found = _passage_rows(self.articles, order, starts, laid_out)
        return RowLayout(rows, found, LinkRows(starts, laid_out, order, found[order]))

    # Rows of groups

    def _in_one_column(self, groups: Sequence[Group], order: Side, width: int) -> list[GroupRows]:
        """The rows of each group in a single column.

        A counterpart whose home is the group before or after becomes a reference.

        Args:
            groups: the groups of the synopsis.
            order: the side of the main article.
            width: width of the column.
        """
        found = []
        for at, group in enumerate(groups):
            if group.entries and not group.entries[0].home:  # all others in full are at home
                first = group.entries[0]
                for displacement, near in (
                    (Displacement.UP, groups[max(0, at - 1)]),
                    (Displacement.DOWN, groups[min(at + 1, len(groups) - 1)]),
                ):
                    if any(entry.home and entry.passage == first.passage for entry in near.entries):
                        first = first._replace(full=False, displacement=displacement)
                        group = Group(group.main, (first, *group.entries[1:]), group.alone)
            found.append(group)
        return self._rows_of_groups(found, (order, width), lambda group: self._stacked(group, order, width))

    def _rows_of_groups(
        self,
        groups: Iterable[Group],
        kept_for: tuple[Side, int | Pair[int]],
        lay_out: Callable[[Group], GroupRows],
    ) -> list[GroupRows]:
        """The rows of groups: those that a group keeps, if they were made for the same order and widths.

        Groups keep that as one object, since comparing it for each of ten thousand would take longer.
        """
        if self._kept_for != kept_for:
            self._kept_for = kept_for
        key, found = self._kept_for, []
        for group in groups:
            known = group.rows
            if known is None or known[0] is not key:
                known = group.rows = key, lay_out(group)
            found.append(known[1])
        return found

    def _facing(self, group: Group, order: Side, widths: Pair[int]) -> GroupRows:
        """The rows of a group in two columns of the same height."""
        other, width, width_there = order.other, widths[order], widths[order.other]
        here: list[Row] = []
        there: list[Row] = []
        if group.main:
            here += self._run_rows(order, group.main, width, 0)
        if group.alone:
            there += self._run_rows(other, group.alone, width_there, 0)
        main = self._rows_by_passage(order, group.main, here)
        others = [(*found, True) for found in self._rows_by_passage(other, group.alone, there)]
        note = self.displacement_note(other, group.entries[0], width_there) if group.entries else ""
        for number, entry in enumerate(group.entries):
            if number and entry.full:
                told = self.displacement_note(other, entry, width_there)
                there += [blank(other)] * bool(told) + [blank(other, told)]
            start = len(there)
            there += self._entry_rows(other, entry, width_there, 0)
            others.append((entry.passage, start, len(there), entry.home))
        here += [blank(order)] * (len(there) - len(here))
        there += [blank(other)] * (len(here) - len(there))
        return GroupRows(here, there, main, others, note)

    def _stacked(self, group: Group, order: Side, width: int) -> GroupRows:
        """The rows of a group in a single column."""
        other, room = order.other, width - _OTHER_INDENT
        rows: list[Row] = []
        if group.main:
            rows += self._run_rows(order, group.main, width - _MAIN_INDENT, _MAIN_INDENT)
        main = self._rows_by_passage(order, group.main, rows)
        if group.alone:
            rows += self._run_rows(other, group.alone, room, _OTHER_INDENT)
        others = [(*found, True) for found in self._rows_by_passage(other, group.alone, rows)]
        for entry in group.entries:
            if entry.full and (note := self.displacement_note(other, entry, room)):
                rows.append(blank(other, note, _OTHER_INDENT))
            start = len(rows)
            rows += self._entry_rows(other, entry, room, _OTHER_INDENT)
            others.append((entry.passage, start, len(rows), entry.home))
        return GroupRows(rows, (), main, others, "")

    def _rows_by_passage(
        self, side: Side, passages: range, rows: Sequence[Row]
    ) -> list[tuple[int, int, int]]:
        """The rows of each passage of a run, which the rows begin with: index, first, after the last."""
        if len(passages) == 1:  # shortcut for most runs: all rows belong to the passage
            return [(passages.start, 0, len(rows))]
        found = rows_of_passages(self.articles[side].passages[passages.start : passages.stop], rows)
        return [*zip(passages, found.starts, found.stops, strict=True)]

    # Rows of passages

    def _run_rows(self, side: Side, passages: range, width: int, indent: int) -> list[Row]:
        """The rows of a run of passages of one block; if indented, the first has the label of the article."""
        return self._cached_rows(side, passages.start, passages.stop, width, indent)

    def _passage_rows(self, side: Side, first: int, stop: int, width: int, indent: int) -> list[Row]:
        return _labelled(list(self._rows(side, range(first, stop), width)), indent)

    def _entry_rows(self, side: Side, entry: SynopsisEntry, width: int, indent: int) -> list[Row]:
        """The rows of a counterpart: all of them, or one reference row."""
        if entry.full:
            return self._cached_rows(side, entry.passage, entry.passage + 1, width, indent)
        return self._cached_reference(side, entry.passage, entry.displacement, width, indent)

    def _reference(
        self, side: Side, passage: int, displacement: Displacement, width: int, indent: int
    ) -> list[Row]:
        note = f"{_ARROWS[displacement]} {self._places[side].short_label(passage)} "
        first = next(self._rows(side, range(passage, passage + 1), width - len(note) - 1))
        return _labelled([first._replace(kind=RowKind.REFERENCE, indent=len(note), note=note)], indent)

    def displacement_note(self, side: Side, entry: SynopsisEntry, width: int) -> str:
        """A note of the displacement of a counterpart, at most `width` cells if possible; "" without any."""
        if entry.displacement is Displacement.NONE:
            return ""
        return self._cached_note(side, entry.passage, entry.displacement, width)

    def _displacement_note(self, side: Side, passage: int, displacement: Displacement, width: int) -> str:
        arrow, places = _ARROWS[displacement], self._places[side]
        where = places.label(passage, heading=False)
        label = f"told {displacement.value}"
        notes = (f"{label} in the {side.value} article, {where}", f"{label}, {where}", where)
        shortest = places.short_label(passage)
        return f"{arrow} {next((note for note in notes if len(note) <= width - 2), shortest)}"

    def _rows(self, side: Side, passages: range, width: int) -> Iterator[Row]:
        article = self.articles[side]
        block = article.passages[passages[0]].block
        return wrap_block(article, side, block, span_of(article, passages), max(width, MIN_WIDTH))


def _labelled(rows: list[Row], indent: int) -> list[Row]:
    """The same rows, indented; the first has the label of the article."""
    if not indent:
        return rows
    found = []
    for number, (kind, side, block, span, before, note) in enumerate(rows):
        label = LETTERS[side].rjust(indent - 1) if number == 0 else ""
        labelled = f"{label:{indent}}{note}" if label or note else ""
        found.append(Row(kind, side, block, span, before + indent, labelled))
    return found


def _label_gap(columns: Pair[list[Row]], side: Side, start: int) -> None:
    """Label the blank rows from `start` on, if there are many, beside unique text of `side`."""
    gap = columns[side.other]
    if len(gap) - start >= _MIN_LABELLED_GAP:
        gap[start] = blank(side.other, NO_COUNTERPART)


def _passage_rows(
    articles: Pair[Article], main: Side, starts: Sequence[int], groups: Sequence[GroupRows]
) -> Pair[PassageRows]:
    """The rows of each passage: those of its home, else the first ones."""
    found = articles.map(lambda article: PassageRows(len(article.passages)))
    firsts, stops = found[main].starts, found[main].stops
    firsts_there, stops_there = found[main.other].starts, found[main.other].stops
    for start, (_, _, of_main, of_other, _) in zip(starts, groups, strict=True):
        for passage, first, stop in of_main:
            firsts[passage] = start + first
            stops[passage] = start + stop
        for passage, first, stop, home in of_other:
            if home or not stops_there[passage]:
                firsts_there[passage] = start + first
                stops_there[passage] = start + stop
    return found
