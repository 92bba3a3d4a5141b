"""How panes scroll: the pane with the cursor, and the other one."""

from __future__ import annotations

from enum import Enum
from typing import Protocol


class Scroll(Enum):
    """How the pane with the cursor moves."""

    LEAVE = "leave"
    """Not at all."""
    REVEAL = "reveal"
    """As little as possible, with room to read on."""
    CENTRE = "centre"
    """So that the passage has some context, unless it can be read already."""
    PAGED = "paged"
    """Not at all, for it has gone on by pages: what the cursor comes upon is no wish to go elsewhere."""


class Following(Enum):
    """What the other pane does when one moves."""

    LEVEL = "level"
    """It follows, so that what belongs together stands level."""
    HELD = "held"
    """It stays; a jump into it still comes level with where it came from."""
    FREE = "free"
    """It stays; either pane moves for its own sake only."""

    @property
    def following(self) -> Following:
        """The next one, round and round."""
        order = list(Following)
        return order[(order.index(self) + 1) % len(order)]


class Settle(Protocol):
    """Shows the session after an action, and scrolls the panes."""

    def __call__(self, scroll: Scroll, message: str | None = None, *, row: int | None = None) -> None:
        """Show the session.

        Args:
            scroll: how the pane with the cursor moves.
            message: why the action did nothing, or what it left undone; None if there is nothing to say.
            row: row of the pane in which the cursor's passage shall begin; None to let `scroll` decide.
        """
