"""Blank rows around aligned panes: how far both panes move together so that neither shows too many.

A passage near the beginning of one article may be aligned with one near the end of the other.  Then blank
rows fill the rest of the panes.  Alignment needs some of them, but not rows that are blank in both panes, and
not more than half a pane.  Rows are counted from the top of each article's layout; a positive shift shows
rows further down.  Uses no widgets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diptych.reader.panes.sync_point import Viewport

_BLANK_DIVISOR = 3
"""A pane may be blank up to its height divided by this before both panes are moved."""


def padding_shift(one: Viewport, other: Viewport, row: int, rows: int) -> int:
    """Number of rows to move both panes by.

    Args:
        one: the pane with the cursor.
        other: the pane with the counterpart, aligned with it.
        row: where both passages begin, in rows from the top of their panes.
        rows: height of the taller passage, in rows.

    Returns:
        Rows; 0 if no move is needed.  Both passages come into view as a whole.  If one of them is taller than
        the pane, or begins above it, nothing moves.
    """
    if row < 0 or rows > one.height:
        return 0
    both = (one, other)
    shift = min(max(0, -window.top) for window in both) or -min(
        max(0, window.top - window.lowest) for window in both
    )
    fit = all(window.rows <= window.height for window in both)  # then no row has to go out of view
    for blank in range(0 if fit else one.height // _BLANK_DIVISOR, one.height + 1):
        least = max(row + rows - one.height, *(window.highest - blank - window.top for window in both))
        most = min(row, *(window.lowest + blank - window.top for window in both))
        if least <= most:
            return min(max(shift, least), most)
    return shift


def clamp_padding(window: Viewport, top: int) -> int:
    """The top row nearest to `top` with at most half a pane of blank rows beyond those of a short article."""
    half = window.height // 2
    return min(max(top, window.highest - half), window.lowest + half)
