"""Which rows each pane has: as printed, as a synopsis, or both articles in a single column.

Widths are cells, of text without the gutter.  Knows no widgets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.article.model import Span
from diptych.reader.state.filters import LETTERS, Selection, View
from diptych.reader.terminal.gc_tuning import Lasting
from diptych.reader.text.positions import PassagePositions
from diptych.reader.text.rows import (
    MIN_WIDTH,
    Row,
    RowKind,
    RowLayout,
    lay_out,
    rows_of_passages,
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

_NO_TEXT = Span(0, 0)
_BLANKS = {side: Row(RowKind.BLANK, side, 0, _NO_TEXT) for side in Side}

_MAX_CACHED_RUNS = 60_000
"""Runs of passages whose rows are remembered: those of two long books at a few widths."""

_MIN_LABELLED_GAP = 6
"""Empty rows beside a text from which it is said that they are meant to be."""

_MAIN_INDENT = 2
_OTHER_INDENT = 5
"""Cells before the text in a single column: a label, and for the other article a step to the right."""


MEASURE = 80
"""The widest that text is set, in cells: longer lines are hard to follow back."""


class ViewLayouter:
    """Lays both articles out for one view of a reading."""

    def __init__(self, articles: Pair[Article], measure: int = MEASURE) -> None:
        self._articles = articles
        self.measure = measure
        """The widest that text is set, in cells."""
        self._view = View.FACING
        self._order = Side.LEFT
        self._alignment: Alignment | None = None
        self._selection = Selection.ALL
        self._shown: Pair[Sequence[int] | None] = Pair(None, None)
        self._version = 0
        self._widths = {Side.LEFT: 0, Side.RIGHT: 0}
        self._facing: tuple[object, Pair[RowLayout]] | None = None
        self._groups: tuple[int, list[Group]] | None = None
        self._row_cache = RowCache(articles)
        self._lasting = Lasting()

    @property
    def view(self) -> View:
        """The view that is laid out."""
        return self._view

    def update(self, session: ReaderSession, view: View) -> None:
        """Take what is to be laid out: the view, its order, the filter, and the links where they matter."""
        shown = Pair(session.shown(Side.LEFT), session.shown(Side.RIGHT))
        if view is View.FACING:
            same = self._view is view and all(self._shown[side] == shown[side] for side in Side)
        else:
            same = (self._view, self._order, self._selection) == (view, session.order, session.selection)
            same = same and self._alignment is session.alignment
        self._view, self._order, self._selection = view, session.order, session.selection
        self._alignment, self._shown = session.alignment, shown
        if not same:
            self._version += 1

    def key(self, side: Side | None, width: int) -> object:
        """What a layout depends on: as long as it stays the same, so does the layout.

        Args:
            side: the article of the pane; None for the pane that shows both.
            width: of its text.
        """
        if side is None or self._view is not View.SYNOPSIS:
            return self._version, width
        self._widths[side] = width
        return self._version, self._widths[side.other] or width, width

    def layout(self, side: Side | None, width: int) -> RowLayout:
        """The rows of a pane."""
        with self._lasting.undisturbed():
            return self._laid_out(side, width)

    def _laid_out(self, side: Side | None, width: int) -> RowLayout:
        if side is None:
            return lay_out_single(self._row_cache, self._grouped(), self._order, width)
        if self._view is not View.SYNOPSIS:
            return lay_out(self._articles[side], side, width, self._shown[side])
        self._widths[side] = width
        left, right = (self._widths[each] or width for each in Side)
        key = self._version, left, right
        if self._facing is None or self._facing[0] != key:
            complete = self._alignment is not None and self._alignment.compared is None
            widths = Pair(left, right)
            layouts = lay_out_synopsis(
                self._row_cache, self._grouped(), self._order, widths, complete=complete
            )
            self._facing = key, layouts
        return self._facing[1][side]

    def _grouped(self) -> list[Group]:
        if self._groups is None or self._groups[0] != self._version:
            groups = synopsis(self._articles, self._alignment, self._order, self._selection)
            self._groups = self._version, groups
        return self._groups[1]


class RowCache:
    """Makes the rows of passages, and remembers them: after a step of the threshold most stay the same."""

    def __init__(self, articles: Pair[Article]) -> None:
        self.articles = articles
        self._places = articles.map(PassagePositions)
        self._cache: dict[tuple[Side, range, int, int], list[Row]] = {}

    def passage_rows(self, side: Side, passages: range, width: int, indent: int = 0) -> list[Row]:
        """The rows of some passages of one block; moved in, the first one says which article it is."""
        if not passages:
            return []
        cached = self._cache.get((side, passages, width, indent))
        if cached is None:
            cached = _labelled(list(self._rows(side, passages, width)), indent)
            self._cache[side, passages, width, indent] = cached
            if len(self._cache) > _MAX_CACHED_RUNS:
                del self._cache[next(iter(self._cache))]
        return cached

    def entry_rows(self, side: Side, entry: SynopsisEntry, width: int, indent: int = 0) -> list[Row]:
        """The rows of a counterpart: all, or one that refers to it."""
        passages = range(entry.passage, entry.passage + 1)
        if entry.full:
            return self.passage_rows(side, passages, width, indent)
        note = f"{_ARROWS[entry.displacement]} {self._places[side].short_label(entry.passage)} "
        first = next(self._rows(side, passages, width - len(note) - 1))
        return _labelled([first._replace(kind=RowKind.REFERENCE, indent=len(note), note=note)], indent)

    def displacement_note(self, side: Side, entry: SynopsisEntry, width: int) -> str:
        """Where a counterpart stands in its article, in `width` cells; "" where that is in its place."""
        if entry.displacement is Displacement.NONE:
            return ""
        arrow, places = _ARROWS[entry.displacement], self._places[side]
        where = places.label(entry.passage, heading=False)
        told = f"told {entry.displacement.value}"
        for note in (f"{told} in the {side.value} article, {where}", f"{told}, {where}", where):
            note = f"{arrow} {note}"
            if len(note) <= width:
                return note
        return f"{arrow} {places.short_label(entry.passage)}"

    def _rows(self, side: Side, passages: range, width: int) -> Iterator[Row]:
        article = self.articles[side]
        first, last = article.passages[passages[0]], article.passages[passages[-1]]
        span = Span(first.span.start, last.span.end)
        return wrap_block(article, side, first.block, span, max(width, MIN_WIDTH))


class RowBuilder:
    """Rows that are being put together."""

    def __init__(self, articles: Pair[Article]) -> None:
        self._articles = articles
        self.rows: list[Row] = []
        self._passage_rows = articles.map(lambda article: [range(0)] * len(article.passages))

    def add_blank(self, side: Side, note: str = "", indent: int = 0) -> None:
        """Add a row without text."""
        self.rows.append(Row(RowKind.BLANK, side, 0, _NO_TEXT, indent, note) if note else _BLANKS[side])

    def add_only_in_note(self, side: Side, start: int) -> None:
        """Say in the empty rows from `start` on, where they are many, that `side` has something alone."""
        if len(self.rows) - start >= _MIN_LABELLED_GAP:
            note = f"only in the {side.value} article"
            self.rows[start] = Row(RowKind.BLANK, side.other, 0, _NO_TEXT, 0, note)

    def add_passages(self, side: Side, passages: range, rows: Iterable[Row]) -> range:
        """Add the rows of a run of passages."""
        start = len(self.rows)
        self.rows.extend(rows)
        if len(passages) == 1:  # as most are; all rows are its own
            self._passage_rows[side][passages.start] = range(start, len(self.rows))
            return range(start, len(self.rows))
        chosen = self._articles[side].passages[passages.start : passages.stop]
        for passage, found in zip(passages, rows_of_passages(chosen, self.rows[start:]), strict=True):
            self._passage_rows[side][passage] = range(start + found.start, start + found.stop)
        return range(start, len(self.rows))

    def add_entry(self, side: Side, entry: SynopsisEntry, rows: Iterable[Row]) -> range:
        """Add the rows of a counterpart; these are its own when it is at home or has none yet."""
        found = range(len(self.rows), len(self.rows))
        self.rows.extend(rows)
        found = range(found.start, len(self.rows))
        if entry.home or not self._passage_rows[side][entry.passage]:
            self._passage_rows[side][entry.passage] = found
        return found

    def build(self, beside: Mapping[tuple[int, int], Pair[range]]) -> RowLayout:
        """The rows as they are now."""
        return RowLayout(self.rows, Pair(self._passage_rows.left, self._passage_rows.right), beside)


def lay_out_synopsis(
    cache: RowCache, groups: Sequence[Group], order: Side, widths: Pair[int], *, complete: bool = False
) -> Pair[RowLayout]:
    """Set each group's passages beside each other: both layouts have the same number of rows.

    Args:
        cache: makes the rows of both articles.
        groups: what stands beside what.
        order: the side of the main article.
        widths: cells to wrap at.
        complete: whether all links are known, so that what stands alone is said to.
    """
    main, other = order, order.other
    builders = Pair(RowBuilder(cache.articles), RowBuilder(cache.articles))
    beside: dict[tuple[int, int], Pair[range]] = {}
    lone: Side | None = None
    """The only side that has had any text since row `since`."""
    since = 0
    for group in groups:
        note = cache.displacement_note(other, group.entries[0], widths[other]) if group.entries else ""
        if builders.left.rows:
            if note and builders[other].rows[-1].has_text:  # right beneath it, it would be read as its note
                builders[main].add_blank(main)
                builders[other].add_blank(other)
            builders[main].add_blank(main)
            builders[other].add_blank(other, note)
        its = None if group.entries else main if group.main else other
        if its is not lone:
            if complete and lone is not None:
                builders[lone.other].add_only_in_note(lone, since)
            lone, since = its, len(builders.left.rows)
        here = builders[main].add_passages(
            main, group.main, cache.passage_rows(main, group.main, widths[main])
        )
        builders[other].add_passages(
            other, group.alone, cache.passage_rows(other, group.alone, widths[other])
        )
        for number, entry in enumerate(group.entries):
            if number and entry.full:
                if note := cache.displacement_note(other, entry, widths[other]):
                    builders[other].add_blank(other)
                builders[other].add_blank(other, note)
            there = builders[other].add_entry(other, entry, cache.entry_rows(other, entry, widths[other]))
            beside[entry.link.left, entry.link.right] = _pair(main, here, there)
        more = len(builders.left.rows) - len(builders.right.rows)
        if more:
            short = Side.RIGHT if more > 0 else Side.LEFT
            builders[short].rows.extend([_BLANKS[short]] * abs(more))
    if complete and lone is not None:
        builders[lone.other].add_only_in_note(lone, since)
    return builders.map(lambda builder: builder.build(beside))


def lay_out_single(cache: RowCache, groups: Sequence[Group], order: Side, width: int) -> RowLayout:
    """Set each group's counterparts beneath its passage, both articles in one column.

    What stands in full in the group before or after is only referred to.

    Args:
        cache: makes the rows of both articles.
        groups: what belongs together.
        order: the side of the main article.
        width: cells to wrap at.
    """
    main, other = order, order.other
    builder = RowBuilder(cache.articles)
    beside: dict[tuple[int, int], Pair[range]] = {}
    at_home = [{entry.passage for entry in group.entries if entry.home} for group in groups]
    for at, group in enumerate(groups):
        if builder.rows:
            builder.add_blank(main)
        rows = cache.passage_rows(main, group.main, width - _MAIN_INDENT, _MAIN_INDENT)
        here = builder.add_passages(main, group.main, rows)
        rows = cache.passage_rows(other, group.alone, width - _OTHER_INDENT, _OTHER_INDENT)
        builder.add_passages(other, group.alone, rows)
        above, below = (
            at_home[next_to] if 0 <= next_to < len(groups) else set() for next_to in (at - 1, at + 1)
        )
        for entry in group.entries:
            if entry.full and entry.passage in above:  # to be read there
                entry = entry._replace(full=False, displacement=Displacement.UP)
            elif entry.full and entry.passage in below:
                entry = entry._replace(full=False, displacement=Displacement.DOWN)
            note = cache.displacement_note(other, entry, width - _OTHER_INDENT) if entry.full else ""
            if note:
                builder.add_blank(other, note, _OTHER_INDENT)
            rows = cache.entry_rows(other, entry, width - _OTHER_INDENT, _OTHER_INDENT)
            there = builder.add_entry(other, entry, rows)
            beside[entry.link.left, entry.link.right] = _pair(main, here, there)
    return builder.build(beside)


def _pair(main: Side, here: range, there: range) -> Pair[range]:
    return Pair(here, there) if main is Side.LEFT else Pair(there, here)


def _labelled(rows: list[Row], indent: int) -> list[Row]:
    """The same rows, moved in; the first one says which article it is."""
    if not indent:
        return rows
    found = []
    for number, (kind, side, block, span, before, note) in enumerate(rows):
        label = LETTERS[side].rjust(indent - 1) if number == 0 else ""
        said = f"{label:{indent}}{note}" if label or note else ""
        found.append(Row(kind, side, block, span, before + indent, said))
    return found
