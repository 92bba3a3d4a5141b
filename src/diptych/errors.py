"""The errors that a user can cause, each worded as one sentence for the user."""

from __future__ import annotations


class DiptychError(Exception):
    """Something the user can mend; `str(error)` says what is wrong and what to do."""


class SourceError(DiptychError):
    """An article could not be opened or read."""


class Cancelled(Exception):  # noqa: N818 - not a fault: the caller asked for it
    """A comparison was given up because its caller asked for that."""
