"""What a first-time reader has tried so far, and when the hint to the first keys has done its work."""

from __future__ import annotations

STEPS = {
    "counterpart": "counterpart",
    "linked": "linked",
    "differs": "differs",
    "help": "help",
}
"""The commands that the hint teaches, by name, and what it calls them."""

MOST_OTHERS = 12
"""Other keys after which a reader seems to know the way."""


class Onboarding:
    """Counts the commands that were used."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        """Those of `STEPS` that were used."""
        self._others = 0

    def take(self, command: str | None) -> None:
        """A command was used, by its name; None for one that has none."""
        if command in STEPS:
            self.taken.add(command)
        else:
            self._others += 1

    @property
    def done(self) -> bool:
        """Whether there is nothing left to teach."""
        return self.taken >= STEPS.keys() or self._others >= MOST_OTHERS
