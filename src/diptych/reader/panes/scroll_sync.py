"""Where the two panes stand: the passage under the cursor in view, its counterpart level with it.

Every key ends in `ScrollSync.settle`, the mouse in `ScrollSync.follow`, so that no action decides by itself
what else has to move.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diptych.reader.panes.scroll_animation import ScrollAnimation
from diptych.reader.panes.sync_padding import clamp_padding, padding_shift
from diptych.reader.panes.sync_point import SyncAnchor, target_top
from diptych.reader.state.navigation import Place
from diptych.reader.state.scrolling import Following, Scroll
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from diptych.alignment.model import Alignment
    from diptych.article.model import Span
    from diptych.reader.panes.article_pane import ArticlePane
    from diptych.reader.state.session import ReaderSession
    from diptych.reader.text.rows import RowLayout


class _Anchors(NamedTuple):
    """The links by rows, and what they were made from."""

    alignment: Alignment
    layouts: Pair[RowLayout]
    side: Side
    anchors: Sequence[SyncAnchor]

    def are_of(self, alignment: Alignment, layouts: Pair[RowLayout], side: Side) -> bool:
        """Whether they are still right; to compare all links with all would take longer than to make them."""
        same = (layouts[each] is self.layouts[each] for each in Side)
        return alignment is self.alignment and side is self.side and all(same)


class ScrollSync:
    """Moves the panes."""

    def __init__(self, pane: Callable[[Side], ArticlePane]) -> None:
        """Begin.

        Args:
            pane: the one in which the passages of a side stand at present; both may be the same.
        """
        self._pane = pane
        self._animation = ScrollAnimation()
        self._anchors: _Anchors | None = None
        self._leader: Side | None = None
        """The pane that led last."""
        self._last_state: Pair[tuple[RowLayout, int]] | None = None
        """The layouts and tops of both panes then: of one that still stands there nothing need follow."""
        self._too_far: tuple[Place, int] | None = None
        """A passage that paging has come upon, and its counterpart, too far away for the other pane to go
        there before a key asks for it."""
        self.parallel = False
        """Whether the panes have the same rows, and so always stand alike."""
        self.following = Following.LEVEL
        """What the pane without the cursor, or not under the mouse, does."""

    @property
    def _panes(self) -> Pair[ArticlePane]:
        return Pair(self._pane(Side.LEFT), self._pane(Side.RIGHT))

    def screen_row(self, place: Place) -> int | None:
        """Where a passage begins, in rows from the top of its pane; None while it is hidden."""
        return self._pane(place.side).screen_row(place)

    def apply(self, session: ReaderSession, scroll: Scroll, *, stacked: bool, row: int | None = None) -> None:
        """Bring the cursor into view and the counterpart level with it.

        Args:
            session: where the cursor is, and which link is shown.
            scroll: how the pane with the cursor moves.
            stacked: whether the panes stand above each other.
            row: where the passage under the cursor is to begin, if that is possible; before `scroll`.
        """
        place = session.place
        if place is None:
            return
        pane = self._pane(place.side)
        if self._too_far is not None and self._too_far[0] != place:
            self._too_far = None
        if row is not None:
            pane.align_row(place, row)
        if scroll is Scroll.CENTRE or (row is not None and not pane.in_view(place, wholly=True)):
            pane.centre(place)
        elif scroll is Scroll.REVEAL and row is None:
            pane.reveal(place)
        if scroll is Scroll.PAGED:
            self._apply_paging(session, stacked=stacked)
        elif self._align_to_cursor(session, stacked=stacked):
            if scroll is not Scroll.LEAVE:
                self._reduce_padding(session, stacked=stacked)
        elif self._has_scrolled(place.side):
            self._align_to_sync_point(session, place.side, stacked=stacked)
        self._finish(place.side, *self._panes)

    def align(self, session: ReaderSession, *, stacked: bool) -> None:
        """Bring the counterpart level with the cursor, if that is in view; beneath it, to the top."""
        if session.place is not None and self._align_to_cursor(session, stacked=stacked):
            side = session.place.side
            self._finish(side, self._pane(side.other))

    def realign(self, session: ReaderSession, *, stacked: bool) -> None:
        """Bring level what the change of the screen's size has moved, as the pane has it that led last."""
        place = session.place
        if place is not None and self._pane(place.side).in_view(place):
            self.align(session, stacked=stacked)
        elif self._leader is not None:
            self.on_user_scroll(session, self._leader, stacked=stacked)

    def on_user_scroll(self, session: ReaderSession, side: Side, *, stacked: bool) -> None:
        """A pane was scrolled: bring the other one level.

        Args:
            session: which links there are, and where the cursor is.
            side: the pane that was scrolled.
            stacked: whether the panes stand above each other.  Then the one beneath never leads: it is
                there to say what the other article has of the passage above.
        """
        if not (stacked and side is not session.active):
            if not self._align_to_cursor(session, stacked=stacked, scrolled=side):
                self._align_to_sync_point(session, side, stacked=stacked)
            self._finish(side, self._pane(side.other))

    def show_text(self, session: ReaderSession, side: Side, span: Span, *, stacked: bool) -> None:
        """Bring a stretch of text into view, be it furniture."""
        self._pane(side).show_text(side, span)
        if self._has_scrolled(side):
            self._align_to_sync_point(session, side, stacked=stacked)
        self._finish(side, *self._panes)

    # Inner workings

    def _align_to_cursor(
        self, session: ReaderSession, *, stacked: bool, scrolled: Side | None = None
    ) -> bool:
        """Bring the passages of the link shown level, if the cursor is in view; whether that was so.

        Args:
            session: whose cursor and link.
            stacked: whether the panes stand above each other.
            scrolled: the pane that the mouse has scrolled, which stays; the one with the cursor when None.
        """
        place, link = session.place, session.link
        if place is None:
            return False
        leader = scrolled or place.side
        pane, other = self._pane(leader), self._pane(leader.other)
        if self.parallel or other is pane:
            if other is not pane:
                other.match_scroll(pane)
            return True
        if link is None or self.following is not Following.LEVEL:
            return False
        if self._too_far == (place, link.end(place.side.other)):
            return False
        here, there = (Place(side, link.end(side)) for side in (leader, leader.other))
        if not (self._pane(place.side).in_view(place) and pane.in_view(here)):
            return False
        row = 0 if stacked else pane.screen_row(here)
        rows = other.rows_for(there)
        if row is not None and rows:
            if scrolled is not None and not stacked:
                row = rows.start - clamp_padding(other.viewport, rows.start - row)
            other.align_row(there, row)
        return True

    def _apply_paging(self, session: ReaderSession, *, stacked: bool) -> None:
        """Let the other pane go on as with the wheel, and level with the cursor where that is not far off."""
        place, link = session.place, session.link
        if place is None:
            return
        self._too_far = None
        side = place.side
        if link is not None and self.following is Following.LEVEL and not (stacked or self.parallel):
            if self._has_scrolled(side):
                self._align_to_sync_point(session, side, stacked=stacked)
            if not self._pane(side.other).in_view(Place(side.other, link.end(side.other))):
                self._too_far = place, link.end(side.other)
        level = self._align_to_cursor(session, stacked=stacked, scrolled=side)
        if not level and link is None and self._has_scrolled(side):
            self._align_to_sync_point(session, side, stacked=stacked)

    def _reduce_padding(self, session: ReaderSession, *, stacked: bool) -> None:
        """Move both panes, which stand level now, where one would be blank for the most part."""
        place, link = session.place, session.link
        if place is None or link is None or stacked or self.parallel:
            return
        side = place.side
        pane, other = self._pane(side), self._pane(side.other)
        there = Place(side.other, link.end(side.other))
        row, rows = pane.screen_row(place), max(len(pane.rows_for(place)), len(other.rows_for(there)))
        if pane is other or row is None or not (pane.laid_out and other.laid_out):
            return
        shift = padding_shift(pane.viewport, other.viewport, row, rows)
        if shift:
            pane.align_row(place, row - shift)
            other.align_row(there, row - shift)

    def _align_to_sync_point(self, session: ReaderSession, side: Side, *, stacked: bool) -> None:
        """Bring the other pane level with one at the sync point."""
        alignment, leader, follower = session.alignment, self._pane(side), self._pane(side.other)
        if self.following is not Following.LEVEL or alignment is None or leader is follower or self.parallel:
            return
        if not (stacked and side is not session.active):
            top = target_top(self._anchors_of(alignment, side), leader.viewport, follower.viewport)
            if top is not None:
                follower.scroll_to_row(top)

    def _anchors_of(self, alignment: Alignment, side: Side) -> Sequence[SyncAnchor]:
        """The links by rows but those of hidden passages; kept until links or rows change."""
        layouts = self._panes.map(lambda pane: pane.row_layout)
        kept = self._anchors
        if kept is None or not kept.are_of(alignment, layouts, side):
            lead, follow = (layouts[each].passage_rows[each] for each in (side, side.other))
            anchors = [
                SyncAnchor(lead[link.end(side)].start, follow[link.end(side.other)].start, link.certainty)
                for link in alignment.links
                if lead[link.end(side)] and follow[link.end(side.other)]
            ]
            anchors.sort()
            kept = self._anchors = _Anchors(alignment, layouts, side, anchors)
        return kept.anchors

    def _has_scrolled(self, side: Side) -> bool:
        """Whether a pane stands elsewhere than when it was last brought level; not if it was wrapped anew."""
        pane = self._pane(side)
        if self._last_state is None:
            return pane.viewport.top > 0
        layout, top = self._last_state[side]
        return pane.row_layout is layout and pane.viewport.top != top

    def _finish(self, side: Side, *moved: ArticlePane) -> None:
        self._leader = side
        self._last_state = self._panes.map(lambda pane: (pane.row_layout, pane.viewport.top))
        self._animation.start(self._pane(side).app, list(self._panes), moved)
