"""Cursor moves that depend on what is in view: by passage, by page, to an end, to the other pane.

Each function moves the cursor and returns how the panes should scroll for it, and a message if the cursor
could not move.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.reader.state.navigation import Place
from diptych.reader.state.scrolling import Scroll

if TYPE_CHECKING:
    from diptych.alignment.model import Link
    from diptych.reader.panes.article_pane import ArticlePane
    from diptych.reader.panes.split_view import SplitView
    from diptych.reader.state.session import ReaderSession
    from diptych.sides import Side

MoveResult = tuple[Scroll, str | None]
"""How to scroll, and why the cursor did not move; None if it did."""


def step(session: ReaderSession, pane: ArticlePane, steps: int) -> MoveResult:
    """Go down or up by passages.  If the cursor is out of view, first go to the nearest passage in view."""
    place, visible = session.place, pane.places_in_view
    if place is not None and visible and not pane.in_view(place):
        session.move_to(visible[0] if steps > 0 else visible[-1])
        return Scroll.LEAVE, None
    if place is not None and pane.scroll_within(place, steps):
        return Scroll.LEAVE, None
    following = None if place is None or pane.side is not None else pane.step(place, steps)
    if following is None:
        return Scroll.REVEAL, session.step(steps)
    session.move_to(following)
    return Scroll.REVEAL, None


def page(session: ReaderSession, pane: ArticlePane, pages: float) -> MoveResult:
    """Scroll by a page and take the cursor along, within the active article if any of it is in view."""
    at_end = not pane.page(pages)
    visible = pane.places_in_view
    visible = [place for place in visible if place.side is session.active] or visible
    if visible:
        # Prefer a passage that is wholly in view: the end of a passage alone says too little.
        first = next((place for place in visible if pane.in_view(place, wholly=True)), visible[0])
        session.move_to(visible[-1] if at_end and pages > 0 else first)
    return Scroll.PAGED, None


def end(session: ReaderSession, pane: ArticlePane, *, last: bool) -> MoveResult:
    """Go to the first or last passage; of either article if both are in one column."""
    place = pane.row_layout.extreme(last=last) if pane.side is None else None
    if place is None:
        return Scroll.REVEAL, session.end(last=last)
    session.jump_to(place)
    return Scroll.REVEAL, None


def switch(session: ReaderSession, split_view: SplitView) -> MoveResult:
    """Go to the other article: to where the cursor came from, else to what is in view.

    Both panes stay where they are, unless nothing of the other article is in view.
    """
    side, link = session.active.other, session.link
    pane = split_view.pane(side)
    wanted = [] if session.came_from is None else [session.came_from]
    wanted += [] if link is None else [Place(side, link.end(side))]
    wanted.append(Place(side, session.cursor(side)))
    wanted += [place for place in pane.places_in_view if place.side is side]
    target = next((place for place in wanted if pane.in_view(place)), wanted[0])
    if not pane.in_view(target):
        return Scroll.CENTRE, session.switch(target.passage)
    # Of stacked panes the active one is the larger, so both are laid out again.
    return Scroll.LEAVE if split_view.stacked else Scroll.KEEP, session.switch(target.passage)


def go_to(session: ReaderSession, place: Place, ends: tuple[int, int] | None) -> None:
    """Go to a passage that was clicked.

    Args:
        session: has the cursor.
        place: the passage.
        ends: left and right passage of the link to show; None keeps the current link if it has this passage.
    """
    alignment, shown = session.alignment, session.link
    wanted = ends or (None if shown is None else (shown.left, shown.right))
    links = () if alignment is None else alignment.links_of(*place)
    session.jump_to(place, chosen=next((link for link in links if (link.left, link.right) == wanted), None))


def go_to_end(session: ReaderSession, split_view: SplitView, link: Link, side: Side) -> int | None:
    """Go to one end of a link.

    Returns:
        The screen row of the other end, to put this one on, if this one was out of view in facing columns.
    """
    place, origin = (Place(end, link.end(end)) for end in (side, side.other))
    out_of_view = split_view.facing and not split_view.pane(side).in_view(place)
    session.jump_to(place, chosen=link)
    return split_view.screen_row(origin) if out_of_view else None
