"""Scroll sync: keeps the passage under the cursor in view and its counterpart on the same screen row.

Every key ends in `ScrollSync.apply`, every turn of the wheel in `ScrollSync.on_user_scroll`, so no action
decides by itself what else has to move.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.alignment.kinds import Grade
from diptych.reader.panes.scroll_animation import ScrollAnimation
from diptych.reader.panes.sync_padding import clamp_padding, padding_shift
from diptych.reader.panes.sync_point import SyncAnchor, target_top
from diptych.reader.state.navigation import Place
from diptych.reader.state.scrolling import Following, Scroll
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from diptych.alignment.model import Alignment, Link
    from diptych.article.model import Span
    from diptych.reader.panes.article_pane import ArticlePane
    from diptych.reader.state.session import ReaderSession
    from diptych.reader.text.rows import RowLayout


class ScrollSync:
    """Scrolls the panes so that linked passages are on the same row."""

    def __init__(self, pane: Callable[[Side], ArticlePane]) -> None:
        """Start with the panes where they are.

        Args:
            pane: gives the pane that shows a side at present; both sides may share one pane.
        """
        self._pane = pane
        self._animation = ScrollAnimation()
        self._anchors: Sequence[SyncAnchor] = ()
        self._anchor_inputs: tuple[object, ...] = ()
        """What the anchors were computed from."""
        self._leader: Side | None = None
        """The side whose pane led last."""
        self._last_state: Pair[tuple[RowLayout, int]] | None = None
        """Layout and top row of both panes after the last sync, used to skip work if nothing moved since."""
        self._too_far: tuple[Place, int] | None = None
        """The passage under the cursor and its counterpart, to which the other pane scrolls only when a key
        asks for it."""
        self.stacked = False
        """Whether one pane is above the other.  Then the lower pane never leads: it only shows the
        counterpart of the passage above."""
        self.parallel = False
        """Whether both panes have the same rows, and so always the same scroll position."""
        self.following = Following.LEVEL
        """What the other pane does: the one without the cursor, or not under the mouse."""

    @property
    def _panes(self) -> Pair[ArticlePane]:
        return Pair(self._pane(Side.LEFT), self._pane(Side.RIGHT))

    def apply(self, session: ReaderSession, scroll: Scroll, *, row: int | None = None) -> None:
        """Bring the cursor into view, and its counterpart to the same row.

        Args:
            session: has the cursor and the current link.
            scroll: how the pane with the cursor scrolls.
            row: where the passage under the cursor should begin, in rows from the top of its pane.  Takes
                precedence over `scroll` if the passage is then wholly in view.
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
        if scroll is Scroll.KEEP or (scroll is Scroll.REVEAL and _is_weak(session.link)):
            self._let_wait(session, in_view_too=scroll is Scroll.KEEP)
        if scroll is Scroll.PAGED:
            self._apply_paging(session)
        elif scroll is Scroll.KEEP:
            pass
        elif self._align_to_cursor(session):
            if scroll is not Scroll.LEAVE:
                self._reduce_padding(session)
        elif self._has_scrolled(place.side):
            self._align_to_sync_point(session, place.side)
        self._finish(place.side, *self._panes)

    def align(self, session: ReaderSession) -> None:
        """If the cursor is in view, align the counterpart with it; in stacked panes, with the top row."""
        if session.place is not None and self._align_to_cursor(session):
            side = session.place.side
            self._finish(side, self._pane(side.other))

    def realign(self, session: ReaderSession) -> None:
        """Align again after a resize: by the cursor if it is in view, else by the pane that led last."""
        place = session.place
        if place is not None and self._pane(place.side).in_view(place):
            self.align(session)
        elif self._leader is not None:
            self.on_user_scroll(session, self._leader)

    def on_user_scroll(self, session: ReaderSession, side: Side) -> None:
        """Align the other pane after the user has scrolled one.

        Args:
            session: has the links and the cursor.
            side: the pane that was scrolled.
        """
        if not (self.stacked and side is not session.active):
            if not self._align_to_cursor(session, scrolled=side):
                self._align_to_sync_point(session, side)
            self._finish(side, self._pane(side.other))

    def show_text(self, session: ReaderSession, side: Side, span: Span) -> None:
        """Bring a span of text into view; it may be furniture."""
        self._pane(side).show_text(side, span)
        if self._has_scrolled(side):
            self._align_to_sync_point(session, side)
        self._finish(side, *self._panes)

    # Internals

    def _align_to_cursor(self, session: ReaderSession, *, scrolled: Side | None = None) -> bool:
        """Align the passages of the current link if the cursor is in view.

        Args:
            session: has the cursor and the link.
            scrolled: the pane that the user scrolled, which stays; None for the one with the cursor.

        Returns:
            Whether the panes are aligned.
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
        if link is None or not self._follows(session, leader.other):
            return False
        if self._too_far == (place, link.end(place.side.other)):
            return False
        here, there = (Place(side, link.end(side)) for side in (leader, leader.other))
        if not (self._pane(place.side).in_view(place) and pane.in_view(here)):
            return False
        row = 0 if self.stacked else pane.screen_row(here)
        rows = other.rows_for(there)
        if row is not None and rows:
            if scrolled is not None and not self.stacked:
                row = rows.start - clamp_padding(other.viewport, rows.start - row)
            other.align_row(there, row)
        return True

    def _follows(self, session: ReaderSession, side: Side) -> bool:
        """Whether the pane of a side follows the other one; not while a link by hand begins in it."""
        begun = session.hand is not None and session.hand.side is side
        return self.following is Following.LEVEL and not begun

    def _let_wait(self, session: ReaderSession, *, in_view_too: bool = False) -> None:
        """Scroll the other pane to the counterpart only when a key asks for it.

        Args:
            session: has the cursor and the link.
            in_view_too: whether it waits even if it is in view, unless it is level already and may stay so.
        """
        place, link = session.place, session.link
        if place is None or link is None or self.stacked or self.parallel:
            return
        there = Place(place.side.other, link.end(place.side.other))
        other = self._pane(there.side)
        level = other.screen_row(there) == self._pane(place.side).screen_row(place)
        if (in_view_too and not level) or not other.in_view(there):
            self._too_far = place, there.passage

    def _apply_paging(self, session: ReaderSession) -> None:
        """Scroll the other pane as the wheel does; align it with the cursor only if that is not far away."""
        place, link = session.place, session.link
        if place is None:
            return
        self._too_far = None
        side = place.side
        if link is not None and self._follows(session, side.other) and not (self.stacked or self.parallel):
            if self._has_scrolled(side):
                self._align_to_sync_point(session, side)
            self._let_wait(session)
        aligned = self._align_to_cursor(session, scrolled=side)
        if not aligned and link is None and self._has_scrolled(side):
            self._align_to_sync_point(session, side)

    def _reduce_padding(self, session: ReaderSession) -> None:
        """Shift both aligned panes together if one of them would be mostly blank."""
        place, link = session.place, session.link
        if place is None or link is None or self.stacked or self.parallel:
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

    def _align_to_sync_point(self, session: ReaderSession, side: Side) -> None:
        """Align the other pane with the leading one at the sync point."""
        alignment, leader, follower = session.alignment, self._pane(side), self._pane(side.other)
        follows = self._follows(session, side.other)
        if not follows or alignment is None or leader is follower or self.parallel:
            return
        if not (self.stacked and side is not session.active):
            top = target_top(self._anchors_of(alignment, side), leader.viewport, follower.viewport)
            if top is not None:
                follower.scroll_to_row(top)

    def _anchors_of(self, alignment: Alignment, side: Side) -> Sequence[SyncAnchor]:
        """Sync anchors of the links between visible passages; cached until links or rows change."""
        leader, follower = (self._pane(each).row_layout for each in (side, side.other))
        inputs = (alignment, leader, follower, side)
        if list(map(id, inputs)) != list(map(id, self._anchor_inputs)):  # `==` would compare all links
            lead, follow = leader.passage_rows[side], follower.passage_rows[side.other]
            self._anchors = sorted(
                SyncAnchor(lead.starts[one], follow.starts[two], link.certainty)
                for link in alignment.links
                for one, two in ((link.end(side), link.end(side.other)),)
                if lead.starts[one] < lead.stops[one] and follow.starts[two] < follow.stops[two]
            )
            self._anchor_inputs = inputs
        return self._anchors

    def _has_scrolled(self, side: Side) -> bool:
        """Whether a pane has scrolled since the last sync; False if its layout has changed since."""
        pane = self._pane(side)
        if self._last_state is None:
            return pane.viewport.top > 0
        layout, top = self._last_state[side]
        return pane.row_layout is layout and pane.viewport.top != top

    def _finish(self, side: Side, *moved: ArticlePane) -> None:
        self._leader = side
        self._last_state = self._panes.map(lambda pane: (pane.row_layout, pane.viewport.top))
        self._animation.start(self._pane(side).app, list(self._panes), moved)


def _is_weak(link: Link | None) -> bool:
    """Whether a link is only a mention that no reader has accepted; most others are right."""
    return link is not None and link.grade is Grade.RELATED and link.verdict is None
