"""How far two panes that stand level move together, so that neither shows more blank rows than it has to.

A passage near the beginning of one article may stand level with one near the end of the other: then blank
rows fill what the articles leave of the panes.  Some are the price of standing level; rows that are blank in
both panes, and more than half a pane of them, are not.  Rows are counted from the top of each article's
layout; a pane that moves by a positive number shows rows further down.  Nothing here knows widgets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diptych.reader.panes.sync_point import Viewport

_FREE = 3
"""The part of a pane that may be blank before the panes are moved for it: a third."""


def padding_shift(one: Viewport, other: Viewport, row: int, rows: int) -> int:
    """By how many rows to move both panes.

    Args:
        one: the pane with the cursor, as it would stand.
        other: the pane with the counterpart, as it would stand level with it.
        row: where both passages begin, counted from the top of their panes.
        rows: how many rows the taller of the two has.

    Returns:
        Rows, 0 wherever that does.  Both passages come into view as a whole; where one of them is taller than
        the pane, or begins above it, nothing is moved.
    """
    if row < 0 or rows > one.height:
        return 0
    both = (one, other)
    shift = min(max(0, -window.top) for window in both) or -min(
        max(0, window.top - window.lowest) for window in both
    )
    fit = all(window.rows <= window.height for window in both)  # then none need hide a row for the other
    for blank in range(0 if fit else one.height // _FREE, one.height + 1):
        least = max(row + rows - one.height, *(_highest(window) - blank - window.top for window in both))
        most = min(row, *(window.lowest + blank - window.top for window in both))
        if least <= most:
            return min(max(shift, least), most)
    return shift


def clamp_padding(window: Viewport, top: int) -> int:
    """The top nearest to one that leaves a pane no more than half blank, but for what the article lacks."""
    half = window.height // 2
    return min(max(top, _highest(window) - half), window.lowest + half)


def _highest(window: Viewport) -> int:
    """The first row that can be at the top without more blank rows than a short article leaves anyhow."""
    return min(0, window.rows - window.height)
