"""Sync point: where the other pane scrolls to when one pane is scrolled.

The panes are aligned at a point that slides down the screen.  It is at the top of the screen at the beginning
of the article in the leading pane, at the bottom at its end, and in the middle in between, so both articles
can be read from their first row to their last.

Two reporters use different orders, so rows cannot be matched one by one.  Of the links near the point, the
one with the lowest cost is used: a strong link that its neighbours agree with, and that does not move the
other pane far.  The cost of moving also keeps the pane from jumping back and forth between links that
contradict each other.

Rows are counted from the top of each article's layout.  Uses no widgets.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class SyncAnchor(NamedTuple):
    """A link as the first rows of its two passages."""

    leader_row: int
    """First row in the pane that is scrolled."""
    follower_row: int
    """First row in the other pane."""
    weight: float
    """Certainty of the link, 0..1."""


class Viewport(NamedTuple):
    """The part of its article that a pane shows."""

    top: int
    """First row in view; negative if blank rows are above the article."""
    height: int
    """Number of rows in view."""
    rows: int
    """Number of rows of the article."""

    @property
    def lowest(self) -> int:
        """The last row that can be at the top while text fills the pane."""
        return max(0, self.rows - self.height)

    @property
    def highest(self) -> int:
        """The first row that can be at the top without more blank rows than a short article always has."""
        return min(0, self.rows - self.height)


_DISTANCE_COST = 0.5
"""Cost of moving the other pane by a screen or more.  The unit of all costs is one screen of distance from
the sync point.  At a lower cost, links that contradict each other make the pane jump; at a higher one, it
hardly moves."""

_DOUBT_COST = 0.6
"""Cost of a link with certainty 0."""

_DISAGREEMENT_COST = 0.3
"""Cost of a link that all links near it contradict."""

_MAX_ANCHORS = 24
"""Number of links compared: those nearest to the sync point."""

_MAX_OUT_OF_ORDER = 4
"""An ordered run of links ends after this many consecutive links that are out of order with it."""

_MAX_SLOPE = 3.0
"""Maximum number of rows that the other pane moves for one row of the leading one."""


def sync_point(window: Viewport) -> float:
    """Where on the screen the panes are aligned: 0 is the top row, 1 the bottom row.

    It leaves the top within the first half screen of scrolling, and reaches the bottom within the last.
    """
    lowest = window.lowest
    if not lowest or not window.height:  # a small terminal has no row for the text
        return 0.0
    top = min(max(window.top, 0), lowest)
    if lowest < window.height:
        return top / lowest
    half = window.height / 2
    return 0.5 - 0.5 * max(0.0, 1 - top / half) + 0.5 * max(0.0, 1 - (lowest - top) / half)


def target_top(anchors: Sequence[SyncAnchor], leader: Viewport, follower: Viewport) -> int | None:
    """The row to bring to the top of the other pane.

    Args:
        anchors: the links, sorted by `leader_row`.
        leader: the pane that was scrolled.
        follower: the other pane, before it moves.

    Returns:
        A row that leaves no blank rows above or below the article; None if no link applies and the pane
        should stay.
    """
    if not (anchors and leader.height and follower.height):
        return None
    point = sync_point(leader)
    row = leader.top + point * (leader.height - 1)
    on_screen = point * (follower.height - 1)

    def top(place: float) -> int:
        return min(max(round(place - on_screen), 0), follower.lowest)

    ends = SyncAnchor(0, 0, 1), SyncAnchor(leader.rows - 1, follower.rows - 1, 1)
    nearest = bisect_left(anchors, row, key=lambda anchor: anchor.leader_row)
    near = _near(anchors, nearest, row, leader.height)
    if not near:
        one = anchors[nearest - 1] if nearest > 0 else ends[0]
        two = anchors[nearest] if nearest < len(anchors) else ends[1]
        in_order = _in_order(one, two, 1, leader.height)
        return top(_interpolate(one, two, row)) if in_order else None
    places = [_follower_row(anchors, at, row, leader.height, ends) for at in near]
    costs = [
        abs(anchors[at].leader_row - row) / leader.height
        + _DOUBT_COST * (1 - anchors[at].weight)
        + _DISAGREEMENT_COST * _disagreement(anchors, at, near, leader.height)
        + _DISTANCE_COST * min(1.0, abs(top(place) - follower.top) / follower.height)
        for at, place in zip(near, places, strict=True)
    ]
    return top(places[costs.index(min(costs))])


def _near(anchors: Sequence[SyncAnchor], nearest: int, row: float, reach: int) -> range:
    """Indices of the anchors nearest to a row, at most `reach` rows from it."""
    first, last = nearest, nearest
    while last - first < _MAX_ANCHORS:
        above = row - anchors[first - 1].leader_row if first > 0 else reach + 1
        below = anchors[last].leader_row - row if last < len(anchors) else reach + 1
        if min(above, below) > reach:
            break
        if above <= below:
            first -= 1
        else:
            last += 1
    return range(first, last)


def _in_order(one: SyncAnchor, two: SyncAnchor, step: int, reach: int) -> bool:
    """Whether `two` continues `one` downwards (step 1) or upwards (-1) without too steep a slope."""
    apart, across = (two.leader_row - one.leader_row) * step, (two.follower_row - one.follower_row) * step
    return apart > 0 and 0 < across <= _MAX_SLOPE * apart + reach / 2


def _interpolate(one: SyncAnchor, two: SyncAnchor, row: float) -> float:
    """Linear interpolation: the row of the other article for a row between two links."""
    return one.follower_row + (two.follower_row - one.follower_row) * (row - one.leader_row) / (
        two.leader_row - one.leader_row
    )


def _follower_row(
    anchors: Sequence[SyncAnchor], at: int, row: float, reach: int, ends: tuple[SyncAnchor, SyncAnchor]
) -> float:
    """The row of the other article for a row, as seen from one link.

    Goes from that link towards the row, over links in order with it.  Interpolates between the last link
    before the row and the first one behind it, or the end of the articles.  Without one behind it, both
    articles go on row by row.
    """
    one = anchors[at]
    step = 1 if one.leader_row <= row else -1
    passed_over = 0
    for number in range(at + step, len(anchors) if step > 0 else -1, step):
        other = anchors[number]
        if not _in_order(one, other, step, reach):
            passed_over += 1
            if passed_over == _MAX_OUT_OF_ORDER:
                break
        elif (other.leader_row - row) * step < 0:
            one, passed_over = other, 0
        else:
            return _interpolate(one, other, row)
    else:
        end = ends[1] if step > 0 else ends[0]
        if _in_order(one, end, step, reach):
            return _interpolate(one, end, row)
    return one.follower_row + row - one.leader_row


def _disagreement(anchors: Sequence[SyncAnchor], at: int, near: range, reach: int) -> float:
    """Share by weight, 0..1, of the links near one that would put the other pane elsewhere."""
    one = anchors[at]
    against = total = 0.0
    for number in near:
        other = anchors[number]
        if number != at and other.leader_row != one.leader_row:
            total += other.weight
            if abs((other.follower_row - other.leader_row) - (one.follower_row - one.leader_row)) > reach / 2:
                against += other.weight
    return against / total if total else 0.0
