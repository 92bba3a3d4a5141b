"""Scroll animation: paints panes on their way to a scroll position that they already have.

A pane's scroll position changes at once, so every later question is answered from the new position.  Only the
picture follows over a few frames.  All panes share one clock: rows that are aligned stay aligned in every
frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from textual.app import App

    from diptych.reader.panes.scrolling_pane import ScrollingPane

DURATION = 0.13
"""Length of the animation in seconds: long enough to see the direction, too short to wait for."""

MIN_ROWS = 3
"""Shorter distances, in rows, are not animated."""

MAX_SCREENS = 2.0
"""Distance in screens from which only the end is animated."""

LAST_PART = 1 / 3
"""Length of that end, in screens."""

_FIRST_STEP = 1 / 3
"""Share of the distance, 0..1, that is skipped at once: the first frame after a key must show an effect."""


class ScrollAnimation:
    """Animates all panes by one clock."""

    def __init__(self) -> None:
        self._panes: Sequence[ScrollingPane] = ()
        self._progress = 1.0

    @property
    def progress(self) -> float:
        """Share of the distance that is done, 0..1; set by the animator."""
        return self._progress

    @progress.setter
    def progress(self, progress: float) -> None:
        self._progress = progress
        for pane in self._panes:
            pane.scale_paint_offset(1 - progress)

    def start(self, app: App[None], panes: Sequence[ScrollingPane], moved: Collection[ScrollingPane]) -> None:
        """Animate panes from what is on the screen to their scroll position.

        Args:
            app: has the animator; without animations the panes are painted in place at once.
            panes: the visible panes.
            moved: the panes that begin a new animation; the others continue theirs.
        """
        first = 1.0 if self._progress < 1 else 1 - _FIRST_STEP
        animated = False
        for hidden in self._panes:
            if hidden not in panes:
                hidden.start_paint_offset(0)
        self._panes = panes
        for pane in panes:
            rows = pane.rows_since_paint if pane in moved else pane.paint_offset
            if abs(rows) < MIN_ROWS or app.animation_level == "none":
                rows = 0
            elif abs(rows) > MAX_SCREENS * pane.size.height:
                rows = round(LAST_PART * pane.size.height) * (1 if rows > 0 else -1)
            elif pane in moved:
                rows = round(first * rows)
            pane.start_paint_offset(rows)
            animated = animated or bool(rows)
        self._progress = 0.0
        if animated:
            app.animator.animate(self, "progress", 1.0, duration=DURATION, easing="out_cubic", level="basic")
        else:
            app.animator.force_stop_animation(self, "progress")
            self._progress = 1.0
