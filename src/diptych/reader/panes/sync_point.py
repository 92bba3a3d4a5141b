"""Where the other pane goes when one is scrolled: level at a point that slides from top to bottom.

At the beginning of the article in the leading pane the point is at the top of the screen, at its end at the
bottom, in between in the middle, so that both articles can be read from their first row to their last.  Two
reporters do not keep one order, so there is no line-by-line answer: of the links near the point one is
followed that is strong, that others beside it agree with, and that does not send the other pane far away for
little.  That last thing is also what keeps two links that contradict each other from tossing it to and fro.

Rows are counted from the top of each article's layout.  Nothing here knows widgets.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class SyncAnchor(NamedTuple):
    """A link, by the rows in which its passages begin."""

    leader_row: int
    """In the pane that is scrolled."""
    follower_row: int
    """In the other one."""
    weight: float
    """How sure the link is, 0..1."""


class Viewport(NamedTuple):
    """What a pane shows of its article."""

    top: int
    """The first row in view; negative where blank rows stand above the article."""
    height: int
    """How many rows are in view."""
    rows: int
    """How many rows the article has."""

    @property
    def lowest(self) -> int:
        """The last row that can be at the top while the pane is filled."""
        return max(0, self.rows - self.height)


_FAR = 0.5
"""What it counts against a link that the other pane has to be moved by a screen or more for it, in screens of
distance from the sync point: with less, contradicting links toss the pane, with more it is stuck."""

_DOUBT = 0.6
"""What it counts against a link that it is quite unsure."""

_CROSSING = 0.3
"""What it counts against a link that no other one near it agrees with."""

_MOST = 24
"""Links that are weighed: those nearest to the point."""

_BEYOND = 4
"""Links in a row that are out of order with those before, from which an order is taken to be at its end."""

_STEEPEST = 3.0
"""Rows by which the other pane may move for one row of the leading one."""


def sync_point(window: Viewport) -> float:
    """Where on the screen the panes are level: 0 at its top, 1 at its bottom row.

    It leaves the top within the first half screen of scrolling, and reaches the bottom within the last.
    """
    lowest = window.lowest
    if not lowest or not window.height:  # a terminal may leave no row for the text
        return 0.0
    top = min(max(window.top, 0), lowest)
    if lowest < window.height:
        return top / lowest
    half = window.height / 2
    return 0.5 - 0.5 * max(0.0, 1 - top / half) + 0.5 * max(0.0, 1 - (lowest - top) / half)


def target_top(anchors: Sequence[SyncAnchor], leader: Viewport, follower: Viewport) -> int | None:
    """The row to bring to the top of the other pane.

    Args:
        anchors: the links, in the order of `lead`.
        leader: the pane that was scrolled, as it stands now.
        follower: the other one, as it stands.

    Returns:
        A row that leaves no blank rows beside the article; None where no link says anything and the pane is
        best left where it is.
    """
    if not leader.height or not follower.height:
        return None
    point = sync_point(leader)
    row = leader.top + point * (leader.height - 1)
    on_screen = point * (follower.height - 1)

    def top(place: float) -> int:
        return min(max(round(place - on_screen), 0), follower.lowest)

    if not anchors:
        return None
    ends = SyncAnchor(0, 0, 1), SyncAnchor(leader.rows - 1, follower.rows - 1, 1)
    nearest = bisect_left(anchors, row, key=_leader_row)
    near = _near(anchors, nearest, row, leader.height)
    if not near:
        one = anchors[nearest - 1] if nearest > 0 else ends[0]
        two = anchors[nearest] if nearest < len(anchors) else ends[1]
        in_order = _in_order(one, two, 1, leader.height)
        return top(_interpolate(one, two, row)) if in_order else None
    places = [_follower_row(anchors, at, row, leader.height, ends) for at in near]
    costs = [
        abs(anchors[at].leader_row - row) / leader.height
        + _DOUBT * (1 - anchors[at].weight)
        + _CROSSING * _disagreeing(anchors, at, near, leader.height)
        + _FAR * min(1.0, abs(top(place) - follower.top) / follower.height)
        for at, place in zip(near, places, strict=True)
    ]
    return top(places[costs.index(min(costs))])


def _leader_row(anchor: SyncAnchor) -> int:
    return anchor.leader_row


def _near(anchors: Sequence[SyncAnchor], nearest: int, row: float, reach: int) -> range:
    """The anchors around a row, at most `reach` rows from it."""
    first, last = nearest, nearest
    while last - first < _MOST:
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
    """Whether one link leads on to another, downwards (step 1) or upwards (-1), at a pace one can follow."""
    apart, across = (two.leader_row - one.leader_row) * step, (two.follower_row - one.follower_row) * step
    return apart > 0 and 0 < across <= _STEEPEST * apart + reach / 2


def _interpolate(one: SyncAnchor, two: SyncAnchor, row: float) -> float:
    """Where a row between two links stands in the other article, if the rows between are spread evenly."""
    return one.follower_row + (two.follower_row - one.follower_row) * (row - one.leader_row) / (
        two.leader_row - one.leader_row
    )


def _follower_row(
    anchors: Sequence[SyncAnchor], at: int, row: float, reach: int, ends: tuple[SyncAnchor, SyncAnchor]
) -> float:
    """Where in the other article a row stands, as one link has it.

    From that link the way leads towards the row, over links that are in order with it.  Between the last one
    before the row and the first one behind, or the end of the articles, the rows are spread evenly; where
    there is none behind, as many rows are counted here as there.
    """
    one = anchors[at]
    step = 1 if one.leader_row <= row else -1
    passed_over = 0
    for number in range(at + step, len(anchors) if step > 0 else -1, step):
        other = anchors[number]
        if not _in_order(one, other, step, reach):
            passed_over += 1
            if passed_over == _BEYOND:
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


def _disagreeing(anchors: Sequence[SyncAnchor], at: int, near: range, reach: int) -> float:
    """What share of the links near one, by weight, would have the other pane elsewhere."""
    one = anchors[at]
    against = total = 0.0
    for number in near:
        other = anchors[number]
        if number != at and other.leader_row != one.leader_row:
            total += other.weight
            if abs((other.follower_row - other.leader_row) - (one.follower_row - one.leader_row)) > reach / 2:
                against += other.weight
    return against / total if total else 0.0
