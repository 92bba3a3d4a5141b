"""The split view: both articles in their columns, and the link map between them.

Shows the state of the session in the columns and keeps linked passages aligned.  The cursor belongs to the
session.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message

from diptych.comparison_wording import HOW_JUDGED
from diptych.reader.linkmap.link_map import LinkMap
from diptych.reader.panes.article_column import ArticleColumn
from diptych.reader.panes.article_pane import ArticlePane
from diptych.reader.panes.pane_geometry import PaneGeometry
from diptych.reader.panes.pane_state import map_view, pane_view
from diptych.reader.panes.scroll_sync import ScrollSync
from diptych.reader.panes.selectable_pane import SelectablePane
from diptych.reader.state.filters import View
from diptych.reader.state.navigation import Place
from diptych.reader.terminal.gc_tuning import ObjectFreezer
from diptych.reader.text.excerpts import beginning
from diptych.reader.text.highlights import PassageStatus, passage_statuses, updated_statuses
from diptych.reader.text.verdict_labels import score_of, sign_of, verdict_signs
from diptych.reader.text.views import MEASURE, ViewLayouter
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult

    from diptych.alignment.model import Alignment, Link
    from diptych.article.model import Article, Span
    from diptych.comparison import Comparison
    from diptych.reader.panes.pane_with_ruler import PaneWithRuler
    from diptych.reader.panes.single_column import SingleColumn
    from diptych.reader.state.scrolling import Following, Scroll
    from diptych.reader.state.session import ReaderSession
    from diptych.reader.state.story_coverage import PassageCounts

EXCERPT = 100
"""Width of a passage's excerpt in a tooltip, in cells: about three lines."""


NO_COUNTS: Pair[PassageCounts | None] = Pair(None, None)
"""Without a story, no pane has a column of counts."""


class _Labels(NamedTuple):
    """Labels of all passages by side, and the alignment that they were computed from."""

    alignment: Alignment | None
    statuses: Pair[Sequence[PassageStatus]]
    signs: Pair[Mapping[int, str]]


class SplitView(Horizontal):
    """Two articles side by side, one above the other, or in a single column."""

    BLANK = True  # the children cover it

    class LayoutChanged(Message):
        """The panes have another size, and perhaps another view."""

    LAYOUTER: ClassVar[type[ViewLayouter]] = ViewLayouter
    """Lays the articles out."""
    COLUMN: ClassVar[type[ArticleColumn]] = ArticleColumn
    """The widget of one article."""

    def __init__(self, articles: Pair[Article], measure: int = MEASURE, characters: str = "auto") -> None:
        """Make the columns and the link map.

        Args:
            articles: both articles.
            measure: maximum width of the text, in cells.
            characters: what to draw the link map with: "auto", or the name of a `Pen`.
        """
        super().__init__()
        self._articles = articles
        self._layouter = self.LAYOUTER(articles, measure)
        self.columns = Pair(*(self.COLUMN(articles, self._layouter, side) for side in Side))
        geometry = PaneGeometry(self.columns.map(lambda column: column.pane))
        self.link_map = LinkMap(geometry, self._describe, characters)
        self._single: SingleColumn | None = None
        self._scroll_sync = ScrollSync(self.pane)
        self._session: ReaderSession | None = None
        self._stopped = False
        self._counts: Pair[PassageCounts | None] = NO_COUNTS
        self._begun = False
        """Whether any key has been pressed; before, side-by-side panes stay at the beginning."""
        self._labels: _Labels | None = None
        self._freezer = ObjectFreezer()
        self._kept_place: tuple[Place, int] | None = None
        """The cursor and its screen row when another view was asked for, until that is laid out."""
        self._pending_scroll: tuple[Scroll, int | None] | None = None
        """Arguments of the last `apply_scroll` since then."""
        self._opening: tuple[Place, int] | None = None

    def compose(self) -> ComposeResult:
        """The columns with the link map between them."""
        yield self.columns.left
        yield self.link_map
        yield self.columns.right

    def on_mount(self) -> None:
        """Redraw the map whenever a pane scrolls or is laid out again."""
        for column in self.columns:
            for attribute in ("scroll_y", "virtual_size", "paint_offset"):
                self.watch(column.pane, attribute, self.link_map.schedule_redraw, init=False)

    # State

    @property
    def narrow(self) -> bool:
        """Whether there is no room for two columns."""
        return self.screen.has_class("-narrow")

    @property
    def view(self) -> View:
        """The view that is laid out."""
        return self._layouter.view

    @property
    def stacked(self) -> bool:
        """Whether one column is above the other."""
        return self.narrow and self.view is View.FACING

    @property
    def facing(self) -> bool:
        """Whether both articles are side by side as printed."""
        return not self.narrow and self.view is View.FACING

    @property
    def side_by_side(self) -> bool:
        """Whether there are two columns side by side."""
        return not self.narrow and self.view is not View.SINGLE

    @property
    def following(self) -> Following:
        """What the other pane does when one scrolls."""
        return self._scroll_sync.following

    @following.setter
    def following(self, following: Following) -> None:
        self._scroll_sync.following = following

    @property
    def in_view(self) -> Pair[range]:
        """From the first to the last passage of each side that is at least partly in view."""
        places = [place for pane in self._panes for place in pane.places_in_view]

        def visible_range(side: Side) -> range:
            found = [place.passage for place in places if place.side is side]
            return range(min(found), max(found) + 1) if found else range(0)

        return Pair(visible_range(Side.LEFT), visible_range(Side.RIGHT))

    def pane(self, side: Side) -> ArticlePane:
        """The pane that shows the passages of a side."""
        return self._ruled(side).pane

    def _ruled(self, side: Side) -> PaneWithRuler:
        """The pane that shows the passages of a side, with its ruler."""
        if self._single is not None and self.view is View.SINGLE:
            return self._single.ruled
        return self.columns[side].ruled

    @property
    def _panes_with_rulers(self) -> list[PaneWithRuler]:
        """The visible panes with their rulers."""
        return list(dict.fromkeys(map(self._ruled, Side)))

    @property
    def _panes(self) -> list[ArticlePane]:
        return [ruled.pane for ruled in self._panes_with_rulers]

    def screen_row(self, place: Place) -> int | None:
        """First row of a passage, counted from the top of its pane; None while it is hidden."""
        return self.pane(place.side).screen_row(place)

    def _describe(self, link: Link) -> Content:
        """Tooltip of a link: grade, score, verdict, and the beginnings of both passages."""
        verdict = f"  {sign_of(link)} {HOW_JUDGED[link.verdict]}" if link.verdict else ""
        texts = (self._articles[side].passage_text(link.end(side)) for side in Side)
        ends = (beginning(text, EXCERPT) for text in texts)
        return Content("\n".join([f"{link.grade.value} {score_of(link)}{verdict}", *ends]))

    # Selection

    @property
    def selected_text(self) -> str:
        """The text selected in one of the panes; empty without a selection."""
        return next((pane.selected_text for pane in self._panes if pane.selection is not None), "")

    def clear_selection(self) -> bool:
        """Clear the selection; False if there was none."""
        selected = [pane for pane in self._panes if pane.selection is not None]
        for pane in selected:
            pane.select(None)
        return bool(selected)

    @on(SelectablePane.Selecting)
    def _clear_others(self, message: SelectablePane.Selecting) -> None:
        for pane in self._panes:
            if pane is not message.pane:
                pane.select(None)

    # What is shown

    def show(
        self, session: ReaderSession, *, stopped: bool, counts: Pair[PassageCounts | None] = NO_COUNTS
    ) -> None:
        """Show the state of the session.

        Args:
            session: the session.
            stopped: whether linking has stopped.
            counts: in how many accounts of a story each passage is; None on a side without that column.
        """
        self._session, self._stopped, self._counts = session, stopped, counts
        self._switch_view(session)
        _, statuses, signs = self._labels_for(session.comparison)
        views = Pair(*(pane_view(session, side, statuses[side], signs[side], counts[side]) for side in Side))
        for side in Side:
            column = self.columns[side]
            column.show_place(active=side is session.active, stacked=self.stacked)
            if self.view is not View.SINGLE:  # hidden, and a book's passages take a while to add up
                column.show_coverage(session.comparison, statuses[side], stopped=stopped)
        if session.alignment is not None:
            self.link_map.show(map_view(session, all_links=self.screen.has_class("-all-links")))
        if self._single is not None:
            self._single.show(session.active, session.comparison)
        for ruled in self._panes_with_rulers:
            ruled.pane.show(views)
            ruled.show(statuses, views.map(lambda view: view.hits))

    def _labels_for(self, comparison: Comparison | None) -> _Labels:
        """Labels of all passages; needed at every key press, so cached until the links change."""
        alignment = None if comparison is None else comparison.alignment
        if self._labels is None or self._labels.alignment is not alignment:
            for pane in self._panes:
                pane.repaint_all()
            statuses = Pair(*(self._statuses(alignment, side) for side in Side))
            self._labels = _Labels(alignment, statuses, verdict_signs(comparison))
        return self._labels

    def _statuses(self, alignment: Alignment | None, side: Side) -> list[PassageStatus]:
        if self._labels is not None and alignment is not None:
            changed = alignment.changed_since(self._labels.alignment, side)
            if changed is not None:  # a step of the threshold changes few in a book
                return updated_statuses(self._labels.statuses[side], alignment, side, changed)
        with self._freezer.freeze_new_objects():
            return passage_statuses(alignment, side, len(self._articles[side].passages))

    def _switch_view(self, session: ReaderSession) -> None:
        """Use the session's view, or the one for narrow terminals."""
        view = session.narrow_view if self.narrow else session.view
        if view is not self.view:
            if self._kept_place is None and (place := session.place) is not None:
                row = 0
                if self._opening is not None:
                    row = self._opening[1]
                elif self.pane(place.side).in_view(place):
                    row = self.screen_row(place) or 0
                self._kept_place = place, row
            self._opening = None
            self.call_after_refresh(self._keep_place)
        if view is View.SINGLE and self._single is None:
            from diptych.reader.panes.single_column import SingleColumn

            self._single = SingleColumn(self._articles, self._layouter)
            self.mount(self._single)
        self._layouter.update(session, view)
        self._scroll_sync.parallel, self._scroll_sync.stacked = view is View.SYNOPSIS, self.stacked
        self.set_class(view is View.SINGLE, "-single")

    @on(ArticlePane.RowsChanged)
    def _keep_place(self) -> None:
        """Once another view is laid out, put the cursor on the screen row that it was on."""
        if self._kept_place is None or self._session is None or not self.is_attached:
            return
        place, row = self._kept_place
        pane = self.pane(place.side)
        if not self._view_laid_out(pane):
            return
        self._kept_place = None
        pane.align_row(place, min(row, pane.size.height - 1))
        if self.view is not View.FACING:
            pane.scroll_to_row(pane.viewport.top)  # removes the blank rows, which only facing panes need
        if not pane.in_view(place, wholly=True):
            pane.reveal(place)
        if self.view is View.SINGLE and (link := self._session.link) is not None:
            self._reveal_above(pane, Place(place.side.other, link.end(place.side.other)), place)
        if self._pending_scroll is None:
            self.align()
        else:
            (scroll, row_after), self._pending_scroll = self._pending_scroll, None
            self.apply_scroll(self._session, scroll, row=row_after)

    @staticmethod
    def _reveal_above(pane: ArticlePane, above: Place, place: Place) -> None:
        """Bring a passage above another one into view, if there is room for both."""
        rows, place_rows = pane.rows_for(above), pane.rows_for(place)
        if rows and rows.start < pane.viewport.top and place_rows.stop - rows.start <= pane.size.height:
            pane.scroll_to_row(rows.start)

    def _view_laid_out(self, pane: ArticlePane) -> bool:
        """Whether a pane is laid out for the view, and so are all others with a size."""
        return pane.laid_out and all(other.laid_out or not other.size for other in self._panes)

    def begin_at(self, place: Place, row: int) -> None:
        """In the first frame, put a passage on a row of its pane, and align its counterpart.

        If one pane shows both articles, only the last call has an effect.
        """
        self._begun = True
        self._opening = place, row
        self.columns[place.side].pane.begin_at(place, row)

    def apply_scroll(self, session: ReaderSession, scroll: Scroll, *, row: int | None = None) -> None:
        """Scroll after a key press, and align linked passages.

        Args:
            session: the session, which is shown already.
            scroll: how the pane with the cursor scrolls.
            row: where the passage under the cursor should begin, in rows from the top of its pane.
        """
        self._begun = True
        if self._kept_place is not None and not self._view_laid_out(self.pane(self._kept_place[0].side)):
            self._pending_scroll = scroll, row
            return
        self._scroll_sync.apply(session, scroll, row=row)
        self.link_map.schedule_redraw()

    def align(self) -> None:
        """Align linked passages without a key press, as when links arrive.

        Before the first key press side-by-side panes stay, because reading begins at the beginning.  A lower
        pane is aligned even then, because it is there to show the counterpart.
        """
        if self._session is not None and (self._begun or self.stacked):
            self._scroll_sync.align(self._session)
            self.link_map.schedule_redraw()

    def show_text(self, side: Side, span: Span) -> None:
        """Bring a span of text into view; it may be furniture."""
        if self._session is not None:
            self._scroll_sync.show_text(self._session, side, span)

    @on(ArticlePane.Scrolled)
    def _on_pane_scrolled(self, message: ArticlePane.Scrolled) -> None:
        message.stop()
        if message.side is not None:
            self.sync_from(message.side)

    def sync_from(self, side: Side) -> None:
        """Align the other pane after one was scrolled."""
        if self._session is not None:
            self._scroll_sync.on_user_scroll(self._session, side)

    def on_resize(self) -> None:
        """Place the columns and align them after the panes have wrapped their text."""
        self.call_after_refresh(self._place_columns)

    def _place_columns(self) -> None:
        """Stack the columns, or put them side by side, and align them afterwards."""
        if not self.is_attached:  # replaced by another pair
            return
        if self._session is not None:
            self.show(self._session, stopped=self._stopped, counts=self._counts)
            self.post_message(self.LayoutChanged())
        self.call_after_refresh(self._realign)

    def _realign(self) -> None:
        if self.is_attached and self._session is not None and (self._begun or self.stacked):
            self._scroll_sync.realign(self._session)
