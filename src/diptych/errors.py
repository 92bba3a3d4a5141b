"""Errors that a user can cause, with a message of one sentence for the user."""

from __future__ import annotations


class DiptychError(Exception):
    """An error that the user can correct; `str(error)` says what is wrong and what to do."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """One sentence for each mistake; only a config file can have several."""
        return tuple(map(str, self.args))

    def __str__(self) -> str:
        return "\n".join(self.sentences)


class SourceError(DiptychError):
    """An article could not be opened or read."""


class Cancelled(Exception):  # noqa: N818 - not an error: the caller asked for it
    """A comparison was cancelled by its caller."""
