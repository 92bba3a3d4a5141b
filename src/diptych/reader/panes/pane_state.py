"""View values for the panes and the link map, derived from the session."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from diptych.alignment.kinds import Verdict
from diptych.reader.panes.row_painter import PaneView

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diptych.reader.linkmap.layout import MapView
    from diptych.reader.state.session import ReaderSession
    from diptych.reader.state.story_coverage import PassageCounts
    from diptych.reader.text.highlights import PassageStatus
    from diptych.sides import Side


def pane_view(
    session: ReaderSession,
    side: Side,
    statuses: Sequence[PassageStatus],
    signs: Mapping[int, str],
    counts: PassageCounts | None = None,
) -> PaneView:
    """What the pane of one side shows.

    Args:
        session: has cursor, links and search hits.
        side: the side of the pane.
        statuses: status of each of its passages.
        signs: verdict signs by passage.
        counts: in how many accounts of a story each passage is; None for no such column.
    """
    place, link, found, hand = session.place, session.link, session.hits.found, session.hand
    counterparts: tuple[int, ...] = ()
    if hand is not None and hand.side is side:
        counterparts = (hand.passage,)  # about to be linked by hand with the passage under the cursor
    elif link is not None and link.verdict is Verdict.REJECTED:
        link = None  # rejected: shown only so that the verdict can be undone
    elif link is not None and side is session.counterpart_side:
        others = tuple(other.end(side) for other in session.counterparts if other is not link)
        counterparts = (link.end(side), *others)
    elif link is not None and place is not None and side is not place.side:
        counterparts = (link.end(side),)
    hit = found.hits[session.hits.current] if found is not None and session.hits.current is not None else None
    return PaneView(
        alignment=session.alignment,
        statuses=statuses,
        signs=signs,
        cursor=place.passage if place is not None and side is place.side else None,
        counterparts=counterparts,
        link=link,
        hits=found.spans[side] if found is not None else (),
        hit=hit.span if hit is not None and hit.side is side else None,
        counts=counts,
    )


def map_view(session: ReaderSession, *, all_links: bool = False) -> MapView | None:
    """What the link map shows; None while there are no links.

    Args:
        session: has cursor and links.
        all_links: whether to show all links, or the best one of each passage.
    """
    if session.alignment is None:
        return None
    from diptych.reader.linkmap.layout import MapView  # deferred until after the first frame

    place = session.place
    if place is None:
        return MapView()
    passages = session.articles[place.side].passages
    block = passages[place.passage].block
    first, after = (
        cut(passages, block, key=lambda found: found.block) for cut in (bisect_left, bisect_right)
    )
    paragraph = range(first, after)
    return MapView(session.alignment, session.link, session.counterparts, place.side, paragraph, all_links)
