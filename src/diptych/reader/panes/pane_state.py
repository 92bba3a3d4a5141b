"""What the panes and the link map show of a reading: its state, as values for them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from diptych.reader.panes.row_painter import PaneView

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diptych.article.model import Passage
    from diptych.reader.linkmap.layout import MapView
    from diptych.reader.state.session import ReaderSession
    from diptych.reader.text.highlights import PassageStatus
    from diptych.sides import Side


def pane_view(
    session: ReaderSession, side: Side, marks: Sequence[PassageStatus], said: Mapping[int, str]
) -> PaneView:
    """What the pane of one side shows of a reading.

    Args:
        session: whose cursor, links and search.
        side: which pane.
        marks: how its passages stand.
        said: the marks of what the reader said of them.
    """
    place, link, found, hand = session.place, session.link, session.found, session.hand
    counterparts: tuple[int, ...] = ()
    if hand is not None and hand.side is side:
        counterparts = (hand.passage,)  # what will be linked with the passage under the cursor
    elif link is not None and not link.counts(0.0):
        link = None  # shown to be taken back; what was rejected is no counterpart
    elif link is not None and side is session.counterpart_side:
        others = tuple(other.end(side) for other in session.counterparts if other is not link)
        counterparts = (link.end(side), *others)
    elif link is not None and place is not None and side is not place.side:
        counterparts = (link.end(side),)
    hit = found.hits[session.hit] if found is not None and session.hit is not None else None
    return PaneView(
        alignment=session.alignment,
        statuses=marks,
        said=said,
        cursor=place.passage if place is not None and side is place.side else None,
        counterparts=counterparts,
        link=link,
        hits=found.spans[side] if found is not None else (),
        hit=hit.span if hit is not None and hit.side is side else None,
    )


def map_view(session: ReaderSession) -> MapView | None:
    """What the link map shows of a reading; None while there are no links."""
    if session.alignment is None:
        return None
    from diptych.reader.linkmap.layout import MapView  # not before the first frame

    place = session.place
    if place is None:
        return MapView()
    passages = session.articles[place.side].passages
    block = passages[place.passage].block
    first, after = (cut(passages, block, key=_block) for cut in (bisect_left, bisect_right))
    paragraph = range(first, after)
    return MapView(session.alignment, session.link, session.counterparts, place.side, paragraph)


def _block(passage: Passage) -> int:
    return passage.block
