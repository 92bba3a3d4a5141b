"""Writes verdicts and notes to the disk in a thread, without keeping a key waiting for a slow disk."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from diptych.verdicts.store import VerdictStore

PATIENCE = 0.1
"""Maximum number of seconds that a key waits until its verdict is on disk; usually that takes a few ms."""

SLOW = 2.0
"""Seconds after which a write that has not ended is told: until then the disk is merely busy."""

PATIENCE_ON_LEAVING = 2.0
"""Maximum number of seconds that leaving a pair waits until all verdicts are on disk."""

NOT_WRITTEN_YET = "Not on disk yet: the disk is slow, or another program is writing. diptych keeps trying."
WRITTEN_LATE = "Everything is on disk now."


class VerdictWriter:
    """Writes the changes of one store.

    Methods return None, or one sentence about what is not on disk.
    """

    def __init__(self, store: VerdictStore) -> None:
        self._store = store
        self._executor: ThreadPoolExecutor | None = None
        """None until something is written."""
        self._writes: list[Future[str | None]] = []
        """Writes whose results are not known yet."""
        self._since = 0.0
        """When the oldest of them began, in seconds of `monotonic`."""
        self._told = False
        """Whether the user knows that something is not on disk."""
        self._warned_of = 0
        """Number of unwritten changes that the user has been warned of on leaving."""

    def save(self) -> str | None:
        """Write the changes; one sentence if that fails within `PATIENCE`, or takes long."""
        if not self._store.unwritten:
            return None
        self._flush()
        return self._ended(self._result(PATIENCE))

    def catch_up(self) -> str | None:
        """Try again to write; one sentence if the user does not know yet what has become of it."""
        late = bool(self._writes)
        if not late:
            if not self._store.unwritten:
                return None
            self._flush(wait=False)
        warning = self._result(0 if late else PATIENCE)
        return self._ended(warning) if late or not self._store.unwritten else None

    def _ended(self, warning: str | None) -> str | None:
        """The result of a write; if the user knows that something was not on disk, also that it is now."""
        if self._store.unwritten:
            return self._news(warning)
        told, self._told = self._told, False
        return warning or (WRITTEN_LATE if told else None)

    def _news(self, warning: str | None) -> str | None:
        """The result of a write, unless it is under way and either not slow or told already."""
        if warning == NOT_WRITTEN_YET and (self._told or monotonic() - self._since < SLOW):
            return None
        self._told = self._told or warning is not None
        return warning

    def finish(self) -> str | None:
        """Write the changes; one sentence if that fails or takes longer than `PATIENCE_ON_LEAVING`."""
        if self._store.unwritten:
            self._flush()
        return self._result(PATIENCE_ON_LEAVING)

    def leave(self, key: str) -> str | None:
        """Write the changes; one sentence if that fails, but only once for the same changes.

        Args:
            key: key that leaves without writing when pressed again.
        """
        warning = self.finish()
        count = self._store.unwritten
        if warning is None or count <= self._warned_of:
            return None
        self._warned_of = count
        changes = "1 verdict or note" if count == 1 else f"{count} verdicts or notes"
        return f"{changes} would be lost; press {key} again to leave anyway. {warning}"

    def _flush(self, *, wait: bool = True) -> None:
        """Begin to write all changes, instead of any write that has not begun."""
        if self._executor is None:
            from concurrent.futures import ThreadPoolExecutor

            self._executor = ThreadPoolExecutor(1, "verdicts")
        # Python waits for all writes before it exits.
        self._writes = [write for write in self._writes if not write.cancel()]
        if not self._writes:
            self._since = monotonic()
        self._writes.append(self._executor.submit(self._store.flush, wait=wait))

    def _result(self, seconds: float) -> str | None:
        """The result of the last write, or `NOT_WRITTEN_YET` if it takes longer than `seconds`."""
        from concurrent.futures import wait

        pending = wait(self._writes, seconds).not_done
        results = [write.result() for write in self._writes if write not in pending]
        self._writes = [write for write in self._writes if write in pending]
        return NOT_WRITTEN_YET if pending else results[-1] if results else None
