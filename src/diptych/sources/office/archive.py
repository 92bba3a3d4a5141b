"""Zip archives of documents, with limits on what they unpack to.

An archive of some kilobytes can unpack to gigabytes.  The sizes that its directory declares are checked
before anything is unpacked, and no part can unpack to more than it declares: `zipfile` stops there.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from diptych.errors import SourceError
from diptych.sources.failures import DamagedError, locked

LARGEST_PART = 100_000_000
"""Bytes of one unpacked part."""
LARGEST_WHOLE = 400_000_000
"""Bytes of all unpacked parts: an illustrated book of 50 MB hardly shrinks, and its text takes a few MB."""
HIGHEST_RATIO = 200
"""Unpacked bytes for each packed byte; prose in XML reaches 10 to 20, a table of equal cells 100."""
SMALL = 5_000_000
"""Bytes of an unpacked part that may have any ratio."""
MOST_PARTS = 20_000


class Archive:
    """The parts of a zip archive."""

    def __init__(self, data: bytes, name: str) -> None:
        """Check the archive's directory.

        Args:
            data: the whole archive.
            name: its name in messages.

        Raises:
            DamagedError: it is not an archive.
            SourceError: it would unpack to far more than a document takes.
        """
        self._name = name
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError, OverflowError):
            raise DamagedError from None
        parts = self._zip.infolist()
        whole = sum(part.file_size for part in parts)
        expands_too_much = any(
            part.file_size > LARGEST_PART
            or (part.file_size > SMALL and part.file_size > HIGHEST_RATIO * max(1, part.compress_size))
            for part in parts
        )
        if expands_too_much or whole > LARGEST_WHOLE or len(parts) > MOST_PARTS:
            raise SourceError(
                f"{name} would unpack to far more than a document takes; save the article alone in a file."
            )

    @property
    def names(self) -> list[str]:
        """The names of the parts, in the archive's order."""
        return self._zip.namelist()

    def __contains__(self, part: str) -> bool:
        return part in self._zip.NameToInfo

    def read(self, part: str) -> bytes:
        """The content of a part.

        Raises:
            DamagedError: the part is missing or damaged.
            SourceError: it is locked by a password.
        """
        try:
            info = self._zip.getinfo(part)
            if info.flag_bits & 1:
                raise locked(self._name)
            return self._zip.read(info)
        except (KeyError, BadZipFile, OSError, ValueError, NotImplementedError, EOFError, zlib.error):
            raise DamagedError from None
        except RuntimeError:  # locked, although its flag is not set
            raise locked(self._name) from None
