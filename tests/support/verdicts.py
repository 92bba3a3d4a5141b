"""A verdict or note that is changed and written in one call."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diptych.alignment.model import Verdict
    from diptych.verdicts.store import Change, Subject, VerdictStore


def say(store: VerdictStore, subject: Subject, value: Verdict | str | None) -> tuple[Change, str | None]:
    """Record a change and write it; the change, and a warning when it is not on the disk."""
    return store.record(subject, value), store.flush()


def take_back(store: VerdictStore, change: Change) -> tuple[Change, str | None]:
    """Take a change back and write that; the change that this makes, and a warning."""
    return store.take_back(change), store.flush()
