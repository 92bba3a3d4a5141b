"""Modes of scrolling: of the pane with the cursor, and of the other one."""

from __future__ import annotations

from enum import Enum
from typing import Protocol


class Scroll(Enum):
    """How the pane with the cursor scrolls."""

    LEAVE = "leave"
    """Not at all; the other pane brings the counterpart level."""
    KEEP = "keep"
    """Not at all, and neither does the other pane."""
    REVEAL = "reveal"
    """As little as possible, with room to read on."""
    CENTRE = "centre"
    """So that the passage has some context, unless it is in view already."""
    PAGED = "paged"
    """Not at all: the user is paging, and the cursor only followed."""


class Following(Enum):
    """What the other pane does when one scrolls."""

    LEVEL = "level"
    """It follows, so that linked passages stay level."""
    HELD = "held"
    """It stays; a jump into it still brings both ends level."""
    FREE = "free"
    """It stays; each pane scrolls alone."""

    @property
    def next_mode(self) -> Following:
        """The mode after this one; the first one after the last."""
        order = list(Following)
        return order[(order.index(self) + 1) % len(order)]


class Settle(Protocol):
    """Shows the session after an action, and scrolls the panes."""

    def __call__(
        self, scroll: Scroll, warning: str | None = None, *, note: str | None = None, row: int | None = None
    ) -> None:
        """Show the session.

        Args:
            scroll: how the pane with the cursor moves.
            warning: why the action did nothing, or what it left undone; None if there is nothing to say.
            note: what the action did; empty to clear the message line, None to leave the note there.
            row: row of the pane in which the cursor's passage should begin; None to let `scroll` decide.
        """
