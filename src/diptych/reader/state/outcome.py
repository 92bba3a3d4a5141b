"""What a command reports to the message line."""

from __future__ import annotations

from typing import NamedTuple


class Outcome(NamedTuple):
    """Messages of a command.  A warning hides the note until the next command."""

    note: str | None = None
    """What the command did; empty to clear the message line, None to leave the last note there."""
    warning: str | None = None
    """Why it did nothing, or what it left undone."""
