"""Atomic file writes: a reader of the file sees the old or the new content, never a part of it."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from errno import EACCES, EINVAL, EISDIR
from glob import escape
from pathlib import Path

_PRIVATE = 0o600
"""Mode of a new file that only its owner may read."""
_USUAL = 0o666
"""Mode of any other new file, before the process's umask."""
_LONGEST_NAME = 200
"""Bytes of a file name from which its temporary file gets a shorter one; file systems take 255."""


def write_atomically(
    path: Path, data: bytes, *, overwrite: bool = True, durable: bool = True, private: bool = False
) -> None:
    """Write a file through a temporary file in the same folder.

    A symbolic link stays, and its target is written.  A file that is overwritten keeps its permissions.

    Args:
        path: the file; its folder exists.
        data: the new content.
        overwrite: False to fail when the file exists.
        durable: force the content to the disk before this returns.
        private: let only the owner read and write a new file.

    Raises:
        FileExistsError: the file exists and `overwrite` is False.
        OSError: the file is read-only, not a regular file, or cannot be written; the old file is unchanged.
        ValueError: the path is not a valid file name.
    """
    target = Path(os.path.realpath(path))
    kept = _mode_of(target)
    mode = kept or (_PRIVATE if private else _USUAL)
    temporary = target.with_name(f"{_prefix(target)}{os.urandom(8).hex()}.tmp")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with open(descriptor, "wb") as stream:  # noqa: PTH123 - of a descriptor
            if kept is not None:
                with suppress(OSError):
                    temporary.chmod(kept)  # without the process's umask
            stream.write(data)
            stream.flush()
            if durable:
                os.fsync(descriptor)
        if overwrite:
            temporary.replace(target)
        else:
            _rename_new(temporary, target)
    finally:
        with suppress(OSError):
            temporary.unlink()
    if durable:
        _sync_folder(target.parent)


def remove_leftovers(path: Path) -> None:
    """Delete the temporary files of killed processes; no other process may be writing `path`."""
    for left in path.parent.glob(f"{escape(_prefix(path))}*.tmp"):
        with suppress(OSError):
            left.unlink()


def _prefix(path: Path) -> str:
    """How the names of the temporary files of `path` begin."""
    name = path.name
    if len(os.fsencode(name)) > _LONGEST_NAME:
        from hashlib import sha256

        name = sha256(os.fsencode(name)).hexdigest()
    return f".{name}."


def _mode_of(target: Path) -> int | None:
    """The permission bits of a file; None if it does not exist.

    Raises:
        OSError: it is read-only or not a regular file.
    """
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
    if not stat.S_ISREG(mode):
        raise OSError(EINVAL, "it is not a regular file")
    if not mode & 0o200:
        raise PermissionError(EACCES, "it is read-only")
    return stat.S_IMODE(mode)


def _rename_new(temporary: Path, target: Path) -> None:
    """Rename a file unless the new name is taken."""
    try:
        target.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # the file system has no hard links
        with target.open("xb"):
            pass
        temporary.replace(target)


def _sync_folder(folder: Path) -> None:
    """Force a new name to the disk, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
