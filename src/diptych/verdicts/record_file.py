"""The file of a pair's records: written atomically, and shared by all processes that have it open.

A writer holds a lock from reading to writing, so that it overwrites nothing that another process wrote.  The
lock is a hidden file beside the file of records, so that it works for other machines that share the folder.
It is never deleted: a process that waits for a deleted lock file and one that creates a new file would both
get a lock.  A file that cannot be parsed is renamed (quarantined), never overwritten.  On systems without
file locks the filelock library uses the existence of the lock file instead.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.atomic import remove_leftovers, write_atomically
from diptych.verdicts.records import Contents, MalformedError, NewerVersionError, parse_contents, serialize

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 50_000_000
"""Bytes of the largest file that is read; it holds some 100,000 records."""

PATIENCE = 1.0
"""Seconds to wait for the lock."""

_LOCK_MODE = 0o600
"""Mode of the lock file."""


class RecordFileError(Exception):
    """The records could not be read or written; `str(error)` is a reason that ends a sentence."""


class RecordFile:
    """A file of records, which need not exist."""

    def __init__(self, path: Path) -> None:
        self.path = Path(os.path.realpath(path))  # the lock belongs to the file, not to a link to it

    def read(self) -> Contents:
        """Read the file; a missing one is empty.

        Raises:
            RecordFileError: it cannot be read or is not a file of verdicts.
        """
        try:
            return self._read()
        except MalformedError:
            raise RecordFileError(
                f"{self.path} is damaged; it will be renamed when the next verdict or note is written"
            ) from None

    def _read(self) -> Contents:
        try:
            with self.path.open("rb") as stream:
                data = stream.read(MOST + 1)
        except FileNotFoundError:
            return Contents()
        except (OSError, ValueError) as error:
            raise RecordFileError(f"{self.path} cannot be read: {_reason(error)}") from error
        if len(data) > MOST:
            raise RecordFileError(f"{self.path} is larger than {MOST // 1_000_000} MB")
        import json

        try:
            return parse_contents(json.loads(data.decode("utf-8", "surrogatepass")))
        except NewerVersionError:
            raise RecordFileError(
                f"a newer diptych wrote {self.path}; update diptych to read and write it"
            ) from None
        except (ValueError, RecursionError):
            raise MalformedError from None

    @contextmanager
    def locked(self, *, wait: bool = True) -> Iterator[LockedFile]:
        """The file and its contents, while no other process writes to it.

        Args:
            wait: whether to wait up to `PATIENCE` for another process that writes.

        Raises:
            RecordFileError: another process holds the lock, or the file cannot be read or written.
        """
        from filelock import FileLock, Timeout  # takes milliseconds, and reading does not need it

        lock = FileLock(
            self.path.with_name(f".{self.path.name}.lock"), timeout=PATIENCE if wait else 0, mode=_LOCK_MODE
        )
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock.acquire(poll_interval=0.005)
        except Timeout:
            raise RecordFileError(f"another program is writing to {self.path}") from None
        except (OSError, ValueError, NotImplementedError) as error:
            raise RecordFileError(f"{_reason(error)} ({self.path})") from error
        try:
            try:
                opened = LockedFile(self.path, self._read())
            except MalformedError:
                opened = LockedFile(self.path, Contents(), is_damaged=True)
            yield opened
        finally:
            lock.release()


class LockedFile:
    """A locked file and its contents."""

    def __init__(self, path: Path, contents: Contents, *, is_damaged: bool = False) -> None:
        self._path = path
        self.contents = contents
        self._is_damaged = is_damaged
        self.quarantined: Path | None = None
        """The new name of a damaged file, after `write` has replaced it."""

    def write(self, contents: Contents, articles: list[dict[str, object]]) -> None:
        """Write the file.

        Raises:
            RecordFileError: it cannot be written; the old file is unchanged.
        """
        try:
            data = serialize(contents.to_json(articles)).encode("utf-8", "surrogatepass")
            if self._is_damaged:
                self.quarantined = self._quarantine()
                self._is_damaged = False
            remove_leftovers(self._path)  # no other process writes while the file is locked
            write_atomically(self._path, data, private=True)
        except (OSError, ValueError, RecursionError) as error:
            raise RecordFileError(f"{_reason(error)} ({self._path})") from error

    def _quarantine(self) -> Path:
        for number in range(1, 10_000):
            new = self._path.with_name(f"{self._path.stem}.damaged-{number}{self._path.suffix}")
            if not os.path.lexists(new):
                self._path.rename(new)
                return new
        raise OSError("too many damaged files")


def _reason(error: Exception) -> str:
    """The system's reason, to end a sentence with."""
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return f"{reason[0].lower()}{reason[1:]}"
