"""Row layouts of the views: as printed, as a synopsis, or both articles in a single column.

Widths are those of the text without the gutter, in cells.  Uses no widgets.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from diptych.comparison_wording import LETTERS
from diptych.reader.state.filters import Selection, View
from diptych.reader.terminal.gc_tuning import ObjectFreezer
from diptych.reader.text.positions import PassagePositions
from diptych.reader.text.rows import (
    MIN_WIDTH,
    Row,
    RowKind,
    RowLayout,
    blank,
    lay_out,
    rows_of_passages,
    span_of,
    wrap_block,
)
from diptych.reader.text.synopsis import Displacement, Group, synopsis
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from diptych.alignment.model import Alignment
    from diptych.article.model import Article
    from diptych.reader.state.session import ReaderSession
    from diptych.reader.text.synopsis import SynopsisEntry

_ARROWS = {Displacement.UP: "↑", Displacement.DOWN: "↓", Displacement.NONE: "·"}

_MAX_CACHED_RUNS = 60_000
"""Maximum number of runs of passages in the row cache: those of two long books at a few widths."""

_MIN_LABELLED_GAP = 6
"""Minimum height of a gap, in rows, that gets a label."""
NO_COUNTERPART = "no counterpart found"
"""The label of a gap beside unique passages."""

_MAIN_INDENT = 2
"""Cells before the text of the main article in a single column, with room for its label."""

_OTHER_INDENT = 5
"""Cells before the text of the other article in a single column, with room for its label."""

MEASURE = 80
"""Maximum width of the text in cells: the eye loses its place between longer lines."""


class _ViewState(NamedTuple):
    """What the layouts depend on besides widths."""

    view: View = View.FACING
    order: Side = Side.LEFT
    selection: Selection = Selection.ALL
    alignment: Alignment | None = None
    shown: Pair[Sequence[int] | None] = Pair(None, None)


class ViewLayouter:
    """Lays out both articles in the present view."""

    def __init__(self, articles: Pair[Article], measure: int = MEASURE) -> None:
        self._articles = articles
        self.measure = measure
        """Maximum width of the text in cells."""
        self._state = _ViewState()
        self._version = 0
        """Changes whenever the layouts do."""
        self._widths = {Side.LEFT: 0, Side.RIGHT: 0}
        self._facing: tuple[object, Pair[RowLayout]] | None = None
        self._groups: tuple[int, list[Group]] | None = None
        self._row_cache = RowCache(articles)
        self._freezer = ObjectFreezer()

    @property
    def view(self) -> View:
        """The view that is laid out."""
        return self._state.view

    def update(self, session: ReaderSession, view: View) -> None:
        """Lay out another view, order or filter, or other links if the view depends on them."""
        shown = Pair(session.shown(Side.LEFT), session.shown(Side.RIGHT))
        before = self._state
        self._state = _ViewState(view, session.order, session.selection, session.alignment, shown)
        if view is View.FACING:
            same = before.view is view and before.shown == shown
        else:
            same = before[:3] == self._state[:3] and before.alignment is session.alignment
        if not same:
            self._version += 1

    def key(self, side: Side | None, width: int) -> object:
        """A key of a layout, which changes whenever the layout does.

        Args:
            side: the side of the pane; None for the pane that shows both articles.
            width: the width of its text.
        """
        if side is None or self.view is not View.SYNOPSIS:
            return self._version, width
        self._widths[side] = width
        return self._version, self._widths[side.other] or width, width

    def layout(self, side: Side | None, width: int) -> RowLayout:
        """The rows of a pane."""
        with self._freezer.freeze_new_objects():
            return self._laid_out(side, width)

    def _laid_out(self, side: Side | None, width: int) -> RowLayout:
        if side is None:
            return lay_out_single(self._row_cache, self._grouped(), self._state.order, width)
        if self.view is not View.SYNOPSIS:
            return lay_out(self._articles[side], side, width, self._state.shown[side])
        self._widths[side] = width
        left, right = (self._widths[each] or width for each in Side)
        key = self._version, left, right
        if self._facing is None or self._facing[0] != key:
            alignment = self._state.alignment
            complete = alignment is not None and alignment.compared is None
            widths = Pair(left, right)
            layouts = lay_out_synopsis(
                self._row_cache, self._grouped(), self._state.order, widths, complete=complete
            )
            self._facing = key, layouts
        return self._facing[1][side]

    def _grouped(self) -> list[Group]:
        if self._groups is None or self._groups[0] != self._version:
            _, order, selection, alignment, _ = self._state
            groups = synopsis(self._articles, alignment, order, selection)
            self._groups = self._version, groups
        return self._groups[1]


class RowCache:
    """Makes and caches the rows of passages: after a change of the threshold most stay the same."""

    def __init__(self, articles: Pair[Article]) -> None:
        self.articles = articles
        self._places = articles.map(PassagePositions)
        self._cached_rows = lru_cache(_MAX_CACHED_RUNS)(self._passage_rows)
        self._cached_reference = lru_cache(_MAX_CACHED_RUNS)(self._reference)
        self._cached_note = lru_cache(_MAX_CACHED_RUNS)(self._displacement_note)

    def passage_rows(self, side: Side, passages: range, width: int, indent: int = 0) -> list[Row]:
        """The rows of a run of passages of one block; if indented, the first has the label of the article."""
        return self._cached_rows(side, passages, width, indent)

    def _passage_rows(self, side: Side, passages: range, width: int, indent: int) -> list[Row]:
        return _labelled(list(self._rows(side, passages, width)), indent)

    def entry_rows(self, side: Side, entry: SynopsisEntry, width: int, indent: int = 0) -> list[Row]:
        """The rows of a counterpart: all of them, or one reference row."""
        passages = range(entry.passage, entry.passage + 1)
        if entry.full:
            return self.passage_rows(side, passages, width, indent)
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


class RowBuilder:
    """Builds a row layout."""

    def __init__(self, articles: Pair[Article]) -> None:
        self._articles = articles
        self.rows: list[Row] = []
        self._passage_rows = articles.map(lambda article: [range(0)] * len(article.passages))

    def add_gap_label(self, side: Side, start: int) -> None:
        """Label the blank rows from `start` on, if there are many, beside unique text of `side`."""
        if len(self.rows) - start >= _MIN_LABELLED_GAP:
            self.rows[start] = blank(side.other, NO_COUNTERPART)

    def add_passages(self, side: Side, passages: range, rows: Iterable[Row]) -> range:
        """Add the rows of a run of passages."""
        found = self._add(rows)
        if len(passages) == 1:  # shortcut for most runs: all rows belong to the passage
            self._passage_rows[side][passages.start] = found
            return found
        chosen = self._articles[side].passages[passages.start : passages.stop]
        for passage, own in zip(passages, rows_of_passages(chosen, self.rows[found.start :]), strict=True):
            self._passage_rows[side][passage] = range(found.start + own.start, found.start + own.stop)
        return found

    def add_entry(self, side: Side, entry: SynopsisEntry, rows: Iterable[Row]) -> range:
        """Add the rows of a counterpart; these become its own if this is its home or it has none yet."""
        found = self._add(rows)
        if entry.home or not self._passage_rows[side][entry.passage]:
            self._passage_rows[side][entry.passage] = found
        return found

    def _add(self, rows: Iterable[Row]) -> range:
        start = len(self.rows)
        self.rows.extend(rows)
        return range(start, len(self.rows))

    def build(self, beside: Mapping[tuple[int, int], Pair[range]]) -> RowLayout:
        """The finished layout."""
        return RowLayout(self.rows, self._passage_rows, beside)


def lay_out_synopsis(
    cache: RowCache, groups: Sequence[Group], order: Side, widths: Pair[int], *, complete: bool = False
) -> Pair[RowLayout]:
    """Lay out each group's passages side by side, in two layouts with the same number of rows.

    Args:
        cache: makes the rows of both articles.
        groups: the groups of the synopsis.
        order: the side of the main article.
        widths: width of each column in cells.
        complete: whether all links are known, so that gaps can be labelled.
    """
    main, other = order, order.other
    builders = Pair(RowBuilder(cache.articles), RowBuilder(cache.articles))
    here, there = builders[main], builders[other]
    width, width_there = widths[main], widths[other]
    beside: dict[tuple[int, int], Pair[range]] = {}
    # `lone` is the only side with text since row `since`, if there is only one.
    lone: Side | None = None
    since = 0
    own = range(0)
    for group in groups:
        note = cache.displacement_note(other, group.entries[0], width_there) if group.entries else ""
        if here.rows:
            if note and there.rows[-1].has_text:  # a note right below would seem to belong to it
                here.rows.append(blank(main))
                there.rows.append(blank(other))
            here.rows.append(blank(main))
            there.rows.append(blank(other, note))
        only = None if group.entries else main if group.main else other
        if only is not lone:
            if complete and lone is not None:
                builders[lone.other].add_gap_label(lone, since)
            lone, since = only, len(here.rows)
        if group.main:
            own = here.add_passages(main, group.main, cache.passage_rows(main, group.main, width))
        if group.alone:
            there.add_passages(other, group.alone, cache.passage_rows(other, group.alone, width_there))
        for number, entry in enumerate(group.entries):
            if number and entry.full:
                if note := cache.displacement_note(other, entry, width_there):
                    there.rows.append(blank(other))
                there.rows.append(blank(other, note))
            found = there.add_entry(other, entry, cache.entry_rows(other, entry, width_there))
            beside[entry.link.left, entry.link.right] = _pair(main, own, found)
        more = len(here.rows) - len(there.rows)
        if more > 0:
            there.rows.extend([blank(other)] * more)
        elif more:
            here.rows.extend([blank(main)] * -more)
    if complete and lone is not None:
        builders[lone.other].add_gap_label(lone, since)
    return builders.map(lambda builder: builder.build(beside))


def lay_out_single(cache: RowCache, groups: Sequence[Group], order: Side, width: int) -> RowLayout:
    """Lay out each group's counterparts below its passage, both articles in one column.

    A counterpart whose home is the group before or after becomes a reference.

    Args:
        cache: makes the rows of both articles.
        groups: the groups of the synopsis.
        order: the side of the main article.
        width: width of the column in cells.
    """
    main, other = order, order.other
    builder = RowBuilder(cache.articles)
    beside: dict[tuple[int, int], Pair[range]] = {}
    homes = ({entry.passage for entry in group.entries if entry.home} for group in groups)
    at_home: list[set[int]] = [set(), *homes, set()]  # a group's own is between those above and below
    room = width - _OTHER_INDENT
    own = range(0)
    for at, group in enumerate(groups):
        if builder.rows:
            builder.rows.append(blank(main))
        if group.main:
            rows = cache.passage_rows(main, group.main, width - _MAIN_INDENT, _MAIN_INDENT)
            own = builder.add_passages(main, group.main, rows)
        if group.alone:
            rows = cache.passage_rows(other, group.alone, room, _OTHER_INDENT)
            builder.add_passages(other, group.alone, rows)
        for entry in group.entries:
            if entry.full and entry.passage in at_home[at]:
                entry = entry._replace(full=False, displacement=Displacement.UP)
            elif entry.full and entry.passage in at_home[at + 2]:
                entry = entry._replace(full=False, displacement=Displacement.DOWN)
            note = cache.displacement_note(other, entry, room) if entry.full else ""
            if note:
                builder.rows.append(blank(other, note, _OTHER_INDENT))
            there = builder.add_entry(other, entry, cache.entry_rows(other, entry, room, _OTHER_INDENT))
            beside[entry.link.left, entry.link.right] = _pair(main, own, there)
    return builder.build(beside)


def _pair(main: Side, here: range, there: range) -> Pair[range]:
    return Pair(here, there) if main is Side.LEFT else Pair(there, here)


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
