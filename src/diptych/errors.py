"""The errors that a user can cause, each worded as one sentence for the user."""

from __future__ import annotations


class DiptychError(Exception):
    """Something the user can mend; `str(error)` says what is wrong and what to do, a line for each thing."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """One for each thing that is wrong: a config file may have several mistakes, all else has one."""
        return tuple(map(str, self.args))

    def __str__(self) -> str:
        return "\n".join(self.sentences)


class SourceError(DiptychError):
    """An article could not be opened or read."""


class Cancelled(Exception):  # noqa: N818 - not a fault: the caller asked for it
    """A comparison was given up because its caller asked for that."""
