"""Lets panes slide on the screen to where they stand already.

A pane's place changes at once, so that whatever is asked of it next is answered from the new place; only
what is painted comes after, over a few frames.  All panes slide by one clock: what is level is level in every
frame in between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from textual.app import App

    from diptych.reader.panes.scrolling_pane import ScrollingPane

DURATION = 0.13
"""Seconds: long enough to see which way it went, too short to wait for."""

LEAST = 3
"""Rows; shorter ways are gone at once."""

MOST_SCREENS = 2.0
"""Longer ways show nothing of what is passed; of them only the end is slid."""

LAST_PART = 1 / 3
"""That end, in screens."""

_FIRST_STEP = 1 / 3
"""The share of the way that is gone at once: the frame that a key brings has to show that it was heard."""


class ScrollAnimation:
    """One clock for all panes."""

    def __init__(self) -> None:
        self._panes: Sequence[ScrollingPane] = ()
        self._progress = 1.0

    @property
    def progress(self) -> float:
        """How much of the way is done, 0..1; the animator sets it."""
        return self._progress

    @progress.setter
    def progress(self, progress: float) -> None:
        self._progress = progress
        for pane in self._panes:
            pane.scale_paint_offset(1 - progress)

    def start(self, app: App[None], panes: Sequence[ScrollingPane], moved: Collection[ScrollingPane]) -> None:
        """Slide panes from what is on the screen to where they stand.

        Args:
            app: whose animator has the clock; where it animates nothing the panes are there at once.
            panes: those that are to be seen.
            moved: the panes that may slide; any other one goes on with what it was about.
        """
        first = 1.0 if self._progress < 1 else 1 - _FIRST_STEP
        going = False
        for gone in self._panes:
            if gone not in panes:
                gone.start_paint_offset(0)
        self._panes = panes
        for pane in panes:
            rows = pane.rows_since_paint if pane in moved else pane.paint_offset
            if abs(rows) < LEAST or app.animation_level == "none":
                rows = 0
            elif abs(rows) > MOST_SCREENS * pane.size.height:
                rows = round(LAST_PART * pane.size.height) * (1 if rows > 0 else -1)
            elif pane in moved:
                rows = round(first * rows)
            pane.start_paint_offset(rows)
            going = going or bool(rows)
        self._progress = 0.0
        if going:
            app.animator.animate(self, "progress", 1.0, duration=DURATION, easing="out_cubic", level="basic")
        else:
            app.animator.force_stop_animation(self, "progress")
            self._progress = 1.0
