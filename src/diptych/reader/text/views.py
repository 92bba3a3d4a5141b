"""Row layouts of the views: as printed, as a synopsis, or both articles in a single column.

Widths are those of the text without the gutter, in cells.  Uses no widgets.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from diptych.reader.state.filters import Selection, View
from diptych.reader.terminal.gc_tuning import ObjectFreezer
from diptych.reader.text.rows import lay_out
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.alignment.model import Alignment
    from diptych.article.model import Article
    from diptych.reader.state.session import ReaderSession
    from diptych.reader.text.rows import RowLayout
    from diptych.reader.text.synopsis import Group, SynopsisGrouper
    from diptych.reader.text.synopsis_rows import GroupLayouter

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
        if side is not None and self.view is View.SYNOPSIS:
            self._widths[side] = width
            if self._facing is not None and self._facing[0] == self._facing_key(width):
                return self._facing[1][side]
        with self._freezer.freeze_new_objects():
            return self._laid_out(side, width)

    def _laid_out(self, side: Side | None, width: int) -> RowLayout:
        order = self._state.order
        if side is None:
            return self._group_layouter.lay_out_single(self._grouped(), order, width)
        if self.view is not View.SYNOPSIS:
            return lay_out(self._articles[side], side, width, self._state.shown[side])
        alignment = self._state.alignment
        complete = alignment is not None and alignment.compared is None
        key = self._facing_key(width)
        layouts = self._group_layouter.lay_out_synopsis(
            self._grouped(), order, Pair(*key[1:]), complete=complete
        )
        self._facing = key, layouts
        return layouts[side]

    # Imported when another view is asked for, which is after the first frame.

    @cached_property
    def _grouper(self) -> SynopsisGrouper:
        from diptych.reader.text.synopsis import SynopsisGrouper

        return SynopsisGrouper(self._articles)

    @cached_property
    def _group_layouter(self) -> GroupLayouter:
        from diptych.reader.text.synopsis_rows import GroupLayouter

        return GroupLayouter(self._articles)

    def _facing_key(self, width: int) -> tuple[int, int, int]:
        """The version and the widths of both panes of a synopsis; `width` stands for one not known yet."""
        return self._version, self._widths[Side.LEFT] or width, self._widths[Side.RIGHT] or width

    def _grouped(self) -> list[Group]:
        if self._groups is None or self._groups[0] != self._version:
            _, order, selection, alignment, _ = self._state
            self._groups = self._version, self._grouper.groups(alignment, order, selection)
        return self._groups[1]
