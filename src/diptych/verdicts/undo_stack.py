"""Undo and redo of one reader's verdicts and notes; the later changes of other readers are left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.verdicts.store import ChangedMeanwhileError

if TYPE_CHECKING:
    from diptych.alignment.kinds import Verdict
    from diptych.verdicts.records import JudgementRecord
    from diptych.verdicts.store import Change, Subject, VerdictStore


class UndoStack:
    """The changes that one reader has made since the pair was opened."""

    def __init__(self, store: VerdictStore) -> None:
        self._store = store
        self._done: list[Change] = []
        self._undone: list[Change] = []

    def continue_from(self, former: UndoStack) -> None:
        """Take over the stack of the same pair from before its articles were read again."""
        self._done, self._undone = self._rebased(former._done), self._rebased(former._undone)

    def _rebased(self, changes: list[Change]) -> list[Change]:
        return [change._replace(subject=self._store.subject_of(change.record)) for change in changes]

    def record(self, subject: Subject, value: Verdict | str | None) -> None:
        """Change a verdict or a note; None removes it."""
        self._push(self._store.record(subject, value))

    def forget(self, record: JudgementRecord) -> None:
        """Remove a record that fits no passage.

        Raises:
            ChangedMeanwhileError: another reader has changed it.
        """
        self._push(self._store.forget(record))

    def _push(self, change: Change) -> None:
        self._done.append(change)
        self._undone.clear()

    @property
    def last(self) -> Change | None:
        """The change that `undo` takes back; None if there is none."""
        return self._done[-1] if self._done else None

    def undo(self) -> Change | None:
        """Undo the last change.

        Returns:
            The change that undoes it; None if there is nothing to undo.

        Raises:
            ChangedMeanwhileError: another reader has changed the same subject since; nothing is changed, and
                the earlier changes of the subject are dropped from the stack.
        """
        return self._turn(self._done, self._undone)

    def redo(self) -> Change | None:
        """Redo the change that was undone last; returns and raises as `undo` does."""
        return self._turn(self._undone, self._done)

    def _turn(self, source: list[Change], target: list[Change]) -> Change | None:
        if not source:
            return None
        change = source.pop()
        try:
            made = self._store.take_back(change)
        except ChangedMeanwhileError:
            # The states before this change are lost too.
            source[:] = [other for other in source if other.record.id != change.record.id]
            raise
        target.append(made)
        # The previous change of the same record is current again, with the time of `made`.
        for at in range(len(source) - 1, -1, -1):
            if source[at].record.id == made.record.id:
                source[at] = source[at]._replace(record=made.record)
                break
        return made
