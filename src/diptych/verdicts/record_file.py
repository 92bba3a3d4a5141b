"""The file that statements are kept in: there wholly or not at all, and shared by whoever has it open.

Who writes holds a lock from reading to writing, so that nothing that another process wrote is overwritten.
The file that is locked lies, hidden, beside the other, so that a lock holds for whoever shares the folder,
on other machines too; it stays there, for who waits for it would hold another lock than who comes later.
A file is written beside the old one, forced to the disk and put in its place in one step: killed at any
moment, the old or the new one is there.  What cannot be read is put aside under another name, never
overwritten.  On systems without locks of its own the filelock library falls back to files that mean a lock.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.atomic import remove_leftovers, write_atomically
from diptych.verdicts.records import Contents, NewerError, NotUnderstoodError, contents_from, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 50_000_000
"""Bytes of the largest file that is read: some hundred thousand statements."""

PATIENCE = 1.0
"""Seconds that are waited for another process to have written."""

_OWN = 0o600
"""What somebody thinks of what they read is nobody else's concern, unless they change that."""


class RecordFileError(Exception):
    """Statements could not be read or written; `str(error)` says why, in some words that end a sentence."""


class RecordFile:
    """One file, which need not be there."""

    def __init__(self, path: Path) -> None:
        # What a link leads to is written, and the link stays.
        self.path = Path(os.path.realpath(path))

    def read(self) -> Contents:
        """What it holds; nothing where it is not there.

        Raises:
            RecordFileError: it cannot be read, or holds something else.
        """
        try:
            return self._read()
        except NotUnderstoodError:
            raise RecordFileError(
                f"{self.path} is damaged; it will get another name when the next one is kept"
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
            return contents_from(json.loads(data.decode("utf-8", "surrogatepass")))
        except NewerError:
            raise RecordFileError(f"{self.path} is of a newer diptych; update to write to it") from None
        except (ValueError, RecursionError):
            raise NotUnderstoodError from None

    @contextmanager
    def opened(self, *, wait: bool = True) -> Iterator[LockedFile]:
        """The file while nobody else writes to it.

        Args:
            wait: whether to wait a little for whoever writes.

        Raises:
            RecordFileError: another process does not let it go, or it cannot be read or written.
        """
        from filelock import FileLock, Timeout  # takes milliseconds, which reading need not spend

        lock = FileLock(self._beside("lock"), timeout=PATIENCE if wait else 0, mode=_OWN)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock.acquire(poll_interval=0.005)
        except Timeout:
            raise RecordFileError(f"another program is writing to {self.path}") from None
        except (OSError, ValueError, NotImplementedError) as error:
            raise RecordFileError(f"{_reason(error)} ({self.path})") from error
        try:
            put_aside = False
            try:
                contents = self._read()
            except NotUnderstoodError:
                contents, put_aside = Contents(), True
            yield LockedFile(self, contents, put_aside=put_aside)
        finally:
            lock.release()

    def _beside(self, ending: str) -> Path:
        """A file of its own that is there for a moment, and hidden."""
        return self.path.with_name(f".{self.path.name}.{ending}")

    def _put_aside(self) -> Path:
        for number in range(1, 10_000):
            aside = self.path.with_name(f"{self.path.stem}.damaged-{number}{self.path.suffix}")
            if not os.path.lexists(aside):
                self.path.rename(aside)
                return aside
        raise OSError("too many damaged files")


class LockedFile:
    """A file that is locked, and what it held."""

    def __init__(self, file: RecordFile, contents: Contents, *, put_aside: bool) -> None:
        self._file = file
        self.contents = contents
        self._put_aside = put_aside
        self.aside: Path | None = None
        """Where a damaged file has been put when another one was written."""

    def write(self, contents: Contents, articles: list[dict[str, object]]) -> None:
        """Write the file anew.

        Raises:
            RecordFileError: that could not be done; the old file is there as it was.
        """
        try:
            data = text_of(contents.written(articles)).encode("utf-8", "surrogatepass")
            if self._put_aside:
                self.aside = self._file._put_aside()
                self._put_aside = False
            remove_leftovers(self._file.path)  # nobody else writes while this is locked
            write_atomically(self._file.path, data, private=True)
        except (OSError, ValueError, RecursionError) as error:
            raise RecordFileError(f"{_reason(error)} ({self._file.path})") from error


def _reason(error: Exception) -> str:
    """What the system says, to end a sentence with."""
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return f"{said[0].lower()}{said[1:]}"
