"""Counts the commands that a new user has tried, and decides when the onboarding hint can go."""

from __future__ import annotations

STEPS = ("counterpart", "linked", "differs", "help")
"""Ids of the commands that the hint teaches, which are also their names in the hint."""

MOST_OTHERS = 12
"""Number of other commands after which the user seems to know the keys."""


class Onboarding:
    """The commands used so far."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        """Ids in `STEPS` that were used."""
        self._others = 0

    def take(self, command: str | None) -> None:
        """Count a command by its id; None for one without an id."""
        if command in STEPS:
            self.taken.add(command)
        else:
            self._others += 1

    @property
    def done(self) -> bool:
        """Whether there is nothing left to teach."""
        return len(self.taken) == len(STEPS) or self._others >= MOST_OTHERS
