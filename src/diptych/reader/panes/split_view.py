"""The spread: both articles in their columns, and where they stand.

Tells the columns what to show of a reading, and brings level what belongs together.  It decides nothing about
the cursor: that is the reading's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message

from diptych.reader.linkmap.link_map import LinkMap
from diptych.reader.panes.article_column import ArticleColumn
from diptych.reader.panes.article_pane import ArticlePane
from diptych.reader.panes.pane_geometry import PaneGeometry
from diptych.reader.panes.pane_state import map_view, pane_view
from diptych.reader.panes.scroll_sync import ScrollSync
from diptych.reader.panes.selectable_pane import SelectablePane
from diptych.reader.panes.single_column import SingleColumn
from diptych.reader.state.filters import View
from diptych.reader.terminal.gc_tuning import Lasting
from diptych.reader.text.excerpts import beginning
from diptych.reader.text.highlights import PassageStatus, passage_statuses
from diptych.reader.text.verdict_labels import WORDS, score_of, sign_of, verdict_signs
from diptych.reader.text.views import MEASURE, ViewLayouter
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult

    from diptych.alignment.model import Alignment, Link
    from diptych.article.model import Article, Span
    from diptych.comparison import Comparison
    from diptych.reader.panes.pane_with_ruler import PaneWithRuler
    from diptych.reader.state.navigation import Place
    from diptych.reader.state.scrolling import Following, Scroll
    from diptych.reader.state.session import ReaderSession

EXCERPT = 100
"""Cells of a passage that a tooltip shows: some three lines."""


class SplitView(Horizontal):
    """Two articles side by side, one above the other, or in a single column."""

    class LayoutChanged(Message):
        """The panes were set anew in another size, perhaps in another view."""

    LAYOUTER: ClassVar[type[ViewLayouter]] = ViewLayouter
    COLUMN: ClassVar[type[ArticleColumn]] = ArticleColumn
    """What lays the articles out, and what each stands in."""

    def __init__(self, articles: Pair[Article], measure: int = MEASURE, characters: str = "auto") -> None:
        """Both articles.

        Args:
            articles: the two.
            measure: the widest that their text is set, in cells.
            characters: what the link map is drawn with: "auto", or the name of a `Pen`.
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
        self._begun = False
        self._statuses: tuple[Alignment | None, Pair[Sequence[PassageStatus]]] | None = None
        self._said: Pair[Mapping[int, str]] = Pair({}, {})
        self._lasting = Lasting()
        self._kept_place: tuple[Place, int] | None = None
        self._pending_scroll: tuple[Scroll, int | None] | None = None
        """Where the cursor was when another view was asked for, and where keys led since."""
        self._opening: tuple[Place, int] | None = None

    def compose(self) -> ComposeResult:
        """The columns, and between them what connects them."""
        yield self.columns.left
        yield self.link_map
        yield self.columns.right

    def on_mount(self) -> None:
        """The map goes along when a pane scrolls or is laid out anew."""
        for column in self.columns:
            for moved in ("scroll_y", "virtual_size", "paint_offset"):
                self.watch(column.pane, moved, self.link_map.schedule_redraw, init=False)

    # Where things stand

    @property
    def narrow(self) -> bool:
        """Whether there is no room for two columns."""
        return self.screen.has_class("-narrow")

    @property
    def view(self) -> View:
        """How the articles are set."""
        return self._layouter.view

    @property
    def stacked(self) -> bool:
        """Whether the columns stand above each other."""
        return self.narrow and self.view is View.FACING

    @property
    def facing(self) -> bool:
        """Whether both articles stand side by side as they were printed."""
        return not self.narrow and self.view is View.FACING

    @property
    def side_by_side(self) -> bool:
        """Whether there are two columns, each beside the other."""
        return not self.narrow and self.view is not View.SINGLE

    @property
    def following(self) -> Following:
        """What the other pane does when one moves."""
        return self._scroll_sync.following

    @following.setter
    def following(self, following: Following) -> None:
        self._scroll_sync.following = following

    @property
    def in_view(self) -> Pair[range]:
        """The passages of which a row is to be seen, from the first of a side to its last."""
        places = [place for pane in self._panes for place in pane.places_in_view]

        def of(side: Side) -> range:
            found = [place.passage for place in places if place.side is side]
            return range(min(found), max(found) + 1) if found else range(0)

        return Pair(of(Side.LEFT), of(Side.RIGHT))

    def pane(self, side: Side) -> ArticlePane:
        """The pane in which the passages of a side stand."""
        if self._single is not None and self.view is View.SINGLE:
            return self._single.pane
        return self.columns[side].pane

    @property
    def _ruled_panes(self) -> list[PaneWithRuler]:
        """The panes that are to be seen."""
        if self._single is not None and self.view is View.SINGLE:
            return [self._single.ruled]
        return [column.ruled for column in self.columns]

    @property
    def _panes(self) -> list[ArticlePane]:
        return [ruled.pane for ruled in self._ruled_panes]

    def screen_row(self, place: Place) -> int | None:
        """Where a passage begins, in rows from the top of its pane; None while it is hidden."""
        return self._scroll_sync.screen_row(place)

    def _describe(self, link: Link) -> Content:
        """A link in few words: grade, score, verdict, and how both passages begin."""
        said = f"  {sign_of(link)} {WORDS[link.verdict]}" if link.verdict else ""
        texts = (self._articles[side].passage_text(link.end(side)) for side in Side)
        ends = (beginning(text, EXCERPT) for text in texts)
        return Content("\n".join([f"{link.grade.value} {score_of(link)}{said}", *ends]))

    # What the mouse has selected

    @property
    def selected_text(self) -> str:
        """What is selected in one of the panes; empty where nothing is."""
        return next((pane.selected_text for pane in self._panes if pane.selection is not None), "")

    def clear_selection(self) -> bool:
        """Select nothing; whether anything was selected."""
        selected = [pane for pane in self._panes if pane.selection is not None]
        for pane in selected:
            pane.clear_selection()
        return bool(selected)

    @on(SelectablePane.Selecting)
    def _clear_others(self, message: SelectablePane.Selecting) -> None:
        for pane in self._panes:
            if pane is not message.view:
                pane.clear_selection()

    # What is shown

    def show(self, session: ReaderSession, *, stopped: bool) -> None:
        """Bring the columns up to the state of the reading.

        Args:
            session: whose state.
            stopped: whether no more links will come.
        """
        self._session, self._stopped = session, stopped
        self._switch_view(session)
        marks = self._statuses_at(session.comparison)
        views = Pair(*(pane_view(session, side, marks[side], self._said[side]) for side in Side))
        for side in Side:
            column = self.columns[side]
            column.show_place(active=side is session.active, stacked=self.stacked)
            column.show_coverage(session.comparison, marks[side], stopped=stopped)
        if session.alignment is not None:
            self.link_map.show(map_view(session))
        if self._single is not None:
            self._single.show(session.active, session.comparison)
        for ruled in self._ruled_panes:
            ruled.pane.show(views)
            ruled.show(marks, views.map(lambda view: view.hits))

    def _statuses_at(self, comparison: Comparison | None) -> Pair[Sequence[PassageStatus]]:
        """How the passages of both sides stand; asked for with every key, so kept until the links change."""
        alignment = None if comparison is None else comparison.alignment
        if self._statuses is None or self._statuses[0] is not alignment:
            counts = self._articles.map(lambda article: len(article.passages))
            for pane in self._panes:
                pane.forget()
            with self._lasting.undisturbed():
                left, right = (passage_statuses(alignment, side, counts[side]) for side in Side)
            found: Pair[Sequence[PassageStatus]] = Pair(left, right)
            self._statuses, self._said = (alignment, found), verdict_signs(comparison)
            return found
        return self._statuses[1]

    def _switch_view(self, session: ReaderSession) -> None:
        """Set the articles in the view that there is room for."""
        view = session.narrow_view if self.narrow else session.view
        if view is not self.view:
            if self._kept_place is None and (place := session.place) is not None:
                seen = self.pane(place.side).in_view(place)
                row = (
                    self._opening[1]
                    if self._opening is not None
                    else self.screen_row(place)
                    if seen
                    else None
                )
                self._kept_place = place, row or 0
            self._opening = None
            self.call_after_refresh(self._keep_place)
        if view is View.SINGLE and self._single is None:
            self._single = SingleColumn(self._articles, self._layouter)
            self.mount(self._single)
        self._layouter.update(session, view)
        self._scroll_sync.parallel = view is View.SYNOPSIS
        self.set_class(view is View.SINGLE, "-single")

    @on(ArticlePane.RowsChanged)
    def _keep_place(self) -> None:
        """After another view has been laid out, put the cursor on the row that it was on."""
        if self._kept_place is None or self._session is None or not self.is_attached:
            return
        place, row = self._kept_place
        pane = self.pane(place.side)
        if not self._view_laid_out(pane):
            return
        self._kept_place = None
        pane.align_row(place, min(row, pane.size.height - 1))
        if self.view is not View.FACING:
            pane.scroll_to_row(
                pane.viewport.top
            )  # nothing here has to come level with anything by blank rows
        if not pane.in_view(place, wholly=True):
            pane.reveal(place)
        if self._pending_scroll is None:
            self.align()
        else:
            (scroll, row_after), self._pending_scroll = self._pending_scroll, None
            self.apply_scroll(self._session, scroll, row=row_after)

    def _view_laid_out(self, pane: ArticlePane) -> bool:
        """Whether a pane is laid out for the view, and so is the other one, where it has any rows."""
        return pane.laid_out and all(other.laid_out or not other.size for other in self._panes)

    def begin_at(self, place: Place, row: int) -> None:
        """Let the first frame show a passage at a row of its pane, and level what is linked.

        Where both articles stand in one pane, the last one counts.
        """
        self._begun = True
        self._opening = place, row
        self.columns[place.side].pane.begin_at(place, row)

    def apply_scroll(self, session: ReaderSession, scroll: Scroll, *, row: int | None = None) -> None:
        """Bring level what belongs together, after a key.

        Args:
            session: its state, which is shown already.
            scroll: how the pane with the cursor moves.
            row: where the passage under the cursor is to begin, if that is possible.
        """
        self._begun = True
        if self._kept_place is not None and not self._view_laid_out(self.pane(self._kept_place[0].side)):
            self._pending_scroll = scroll, row
            return
        self._scroll_sync.apply(session, scroll, stacked=self.stacked, row=row)
        self.link_map.schedule_redraw()

    def align(self) -> None:
        """Bring level what belongs together, without any key.

        Before the first key nothing moves side by side: an article is best begun at its beginning.  Beneath,
        the counterpart is all that the other pane is for.
        """
        if self._session is not None and (self._begun or self.stacked):
            self._scroll_sync.align(self._session, stacked=self.stacked)
            self.link_map.schedule_redraw()

    def show_text(self, side: Side, span: Span) -> None:
        """Bring a stretch of text into view, be it furniture."""
        if self._session is not None:
            self._scroll_sync.show_text(self._session, side, span, stacked=self.stacked)

    @on(ArticlePane.Scrolled)
    def _on_pane_scrolled(self, message: ArticlePane.Scrolled) -> None:
        message.stop()
        if message.side is not None:
            self.sync_from(message.side)

    def sync_from(self, side: Side) -> None:
        """A pane was scrolled: let the other one follow."""
        if self._session is not None:
            self._scroll_sync.on_user_scroll(self._session, side, stacked=self.stacked)

    def on_resize(self, event: events.Resize) -> None:
        """The panes wrap by themselves; what belongs together is brought level afterwards."""
        del event
        self.call_after_refresh(self._place_columns)

    def _place_columns(self) -> None:
        """Stack the columns, or set them side by side, and level them when that is done."""
        if not self.is_attached:  # another pair has taken the place of this one
            return
        if self._session is not None:
            self.show(self._session, stopped=self._stopped)
            self.post_message(self.LayoutChanged())
        self.call_after_refresh(self._realign)

    def _realign(self) -> None:
        if self.is_attached and self._session is not None and (self._begun or self.stacked):
            self._scroll_sync.realign(self._session, stacked=self.stacked)
