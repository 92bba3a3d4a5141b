"""Where the two panes stand: the passage under the cursor in view, its counterpart level with it.

Every key ends in `Levelling.settle`, so that no action decides by itself what else has to move.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from diptych.reader.navigation import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.reader.article_pane import ArticlePane
    from diptych.reader.reading import Reading
    from diptych.sides import Side


class Scroll(Enum):
    """How the pane with the cursor moves."""

    LEAVE = "leave"
    """Not at all."""
    REVEAL = "reveal"
    """As little as possible, with room to read on."""
    CENTRE = "centre"
    """So that the passage has some context, unless it can be read already."""


class Levelling:
    """Moves the panes; `held` keeps the one without the cursor where it is."""

    def __init__(self, pane: Callable[[Side], ArticlePane]) -> None:
        """Begin.

        Args:
            pane: the one in which the passages of a side stand at present; both may be the same.
        """
        self._pane = pane
        self.held = False
        self.parallel = False
        """Whether the panes have the same rows, and so always stand alike."""

    def row_of(self, place: Place) -> int | None:
        """Where a passage begins, in rows from the top of its pane; None while it is hidden."""
        return self._pane(place.side).screen_row(place)

    def settle(self, reading: Reading, scroll: Scroll, *, stacked: bool, row: int | None = None) -> None:
        """Bring the cursor into view and the counterpart level with it.

        Args:
            reading: where the cursor is, and which link is shown.
            scroll: how the pane with the cursor moves.
            stacked: whether the panes stand above each other.
            row: where the passage under the cursor is to begin, if that is possible; before `scroll`.
        """
        place = reading.place
        if place is None:
            return
        pane = self._pane(place.side)
        if row is not None:
            pane.bring_level(place, row)
        if scroll is Scroll.CENTRE or (row is not None and not pane.in_view(place, wholly=True)):
            pane.centre(place)
        elif scroll is Scroll.REVEAL and row is None:
            pane.reveal(place)
        self.level(reading, stacked=stacked)

    def level(self, reading: Reading, *, stacked: bool) -> None:
        """Bring the counterpart level with the cursor, if that is in view; beneath it, to the top."""
        place, link = reading.place, reading.link
        if place is None:
            return
        pane, other = self._pane(place.side), self._pane(place.side.other)
        if self.parallel and other is not pane:
            other.stand_like(pane)
        if self.parallel or other is pane or link is None or self.held or not pane.in_view(place):
            return
        row = 0 if stacked else pane.screen_row(place)
        if row is not None:
            counterpart = place.side.other
            other.bring_level(Place(counterpart, link.end(counterpart)), row)
