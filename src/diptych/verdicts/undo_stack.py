"""What one reader says, one act after the other, each of which can be undone and done again.

Undoing takes back what this reader said, never what another one has said since.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diptych.verdicts.store import ChangedMeanwhileError

if TYPE_CHECKING:
    from diptych.alignment.model import Verdict
    from diptych.verdicts.records import JudgementRecord
    from diptych.verdicts.store import Change, Subject, VerdictStore


class UndoStack:
    """The acts of one reader since the start."""

    def __init__(self, store: VerdictStore) -> None:
        self._store = store
        self._done: list[Change] = []
        self._undone: list[Change] = []

    def continue_from(self, former: UndoStack) -> None:
        """Take over what was done and undone before the articles were read again."""
        self._done, self._undone = self._again(former._done), self._again(former._undone)

    def _again(self, changes: list[Change]) -> list[Change]:
        return [replace(change, subject=self._store.subject_of(change.said)) for change in changes]

    def say(self, subject: Subject, value: Verdict | str | None) -> str | None:
        """Say something, or take it back; one sentence where that could not be written down yet."""
        change, trouble = self._store.say(subject, value)
        self._done.append(change)
        self._undone.clear()
        return trouble

    def forget(self, record: JudgementRecord) -> str | None:
        """Take back what no longer fits; as `say`.

        Raises:
            ChangedMeanwhileError: another reader has said something else instead of it.
        """
        change, trouble = self._store.forget(record)
        self._done.append(change)
        self._undone.clear()
        return trouble

    def undo(self) -> tuple[Change | None, str | None]:
        """Take the last act back.

        Returns:
            What has changed now, None where there is nothing to undo; and one sentence where that could not
            be written down yet.

        Raises:
            ChangedMeanwhileError: another reader has said something else about the same; nothing is changed,
                and the act before it is the last one now.
        """
        return self._turn(self._done, self._undone)

    def redo(self) -> tuple[Change | None, str | None]:
        """Do the act that was undone last again; as `undo`."""
        return self._turn(self._undone, self._done)

    def _turn(self, taken: list[Change], given: list[Change]) -> tuple[Change | None, str | None]:
        if not taken:
            return None, None
        change = taken.pop()
        try:
            turned, trouble = self._store.take_back(change)
        except ChangedMeanwhileError:
            # What was said before about the same is not there any more either.
            taken[:] = [other for other in taken if other.said.id != change.said.id]
            raise
        given.append(turned)
        # The act before it about the same is what holds again.
        for at in range(len(taken) - 1, -1, -1):
            if taken[at].said.id == turned.said.id:
                taken[at] = replace(taken[at], said=turned.said)
                break
        return turned, trouble
