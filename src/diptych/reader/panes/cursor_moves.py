"""Where the keys that move by what is to be seen put the cursor: passages, pages, ends, the other pane.

Each function puts the cursor somewhere, and answers how the panes are to scroll for it and what it could not
do, if anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.reader.state.navigation import Place
from diptych.reader.state.scrolling import Scroll

if TYPE_CHECKING:
    from diptych.alignment.model import Link
    from diptych.reader.panes.article_pane import ArticlePane
    from diptych.reader.panes.split_view import Spread
    from diptych.reader.state.session import Reading
    from diptych.sides import Side

Moved = tuple[Scroll, str | None]
"""How to scroll, and why nothing was moved."""


def step(reading: Reading, pane: ArticlePane, steps: int) -> Moved:
    """Go to a passage further down or up; from outside what is seen, first come back into view."""
    place, visible = reading.place, pane.places_in_view
    if place is not None and visible and not pane.in_view(place):
        reading.put(visible[0] if steps > 0 else visible[-1])
        return Scroll.LEAVE, None
    if place is not None and pane.read_on(place, steps):
        return Scroll.LEAVE, None
    following = None if place is None or pane.side is not None else pane.step(place, steps)
    if following is None:
        return Scroll.REVEAL, reading.step(steps)
    reading.put(following)
    return Scroll.REVEAL, None


def page(reading: Reading, pane: ArticlePane, pages: float) -> Moved:
    """Scroll by a page and take the cursor along, within the article being read where that can be seen."""
    at_end = not pane.page(pages)
    visible = pane.places_in_view
    visible = [place for place in visible if place.side is reading.active] or visible
    if visible:
        # A passage that began above says too little with its end.
        first = next((place for place in visible if pane.in_view(place, wholly=True)), visible[0])
        reading.put(visible[-1] if at_end and pages > 0 else first)
    return Scroll.PAGED, None


def end(reading: Reading, pane: ArticlePane, *, last: bool) -> Moved:
    """Go to the first or last passage; of either article, where both stand in one column."""
    place = pane.extreme(last=last) if pane.side is None else None
    if place is None:
        return Scroll.REVEAL, reading.end(last=last)
    reading.go(place)
    return Scroll.REVEAL, None


def switch(reading: Reading, spread: Spread) -> Moved:
    """Go to the other pane, and move none as long as anything of the other article is in view."""
    side, link = reading.active.other, reading.link
    pane = spread.pane(side)
    wanted = [Place(side, reading.cursor(side))]
    wanted += [place for place in pane.places_in_view if place.side is side]
    if link is not None:
        wanted.insert(0, Place(side, link.end(side)))
    target = next((place for place in wanted if pane.in_view(place)), wanted[0])
    scroll = Scroll.LEAVE if pane.in_view(target) else Scroll.CENTRE
    return scroll, reading.switch(target.passage)


def click(reading: Reading, place: Place, along: tuple[int, int] | None) -> None:
    """Go to a passage that was clicked.

    Args:
        reading: whose cursor goes there.
        place: the passage.
        along: the passages of the link to show there; the one shown before when None.
    """
    alignment, shown = reading.alignment, reading.link
    wanted = along or (None if shown is None else (shown.left, shown.right))
    links = () if alignment is None else alignment.links_of(*place)
    reading.go(place, chosen=next((link for link in links if (link.left, link.right) == wanted), None))


def along(reading: Reading, spread: Spread, link: Link, side: Side) -> int | None:
    """Go to an end of a link; the row where it comes level with the other end, where it was out of sight."""
    place, origin = (Place(end, link.end(end)) for end in (side, side.other))
    out_of_sight = spread.facing and not spread.pane(side).in_view(place)
    reading.go(place, chosen=link)
    return spread.row_of(origin) if out_of_sight else None
