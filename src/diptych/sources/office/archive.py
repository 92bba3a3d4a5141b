"""Zip archives that hold a document, read without trust in what they say of themselves.

An archive of some kilobytes may unpack to gigabytes.  The sizes that it declares are added up before anything
is unpacked, and no part ever yields more than it declares: `zipfile` stops there.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from diptych.errors import SourceError

LARGEST_PART = 100_000_000
"""Bytes of one part, unpacked."""
LARGEST_WHOLE = 400_000_000
"""Bytes of all parts, unpacked: an illustrated book of 50 MB hardly shrinks, and its text is a few MB."""
HIGHEST_RATIO = 200
"""Bytes unpacked for each byte packed; prose in XML reaches 10 to 20, a table of equal cells 100."""
SMALL = 5_000_000
"""Bytes of a part that may have any ratio."""
MOST_PARTS = 20_000


class Archive:
    """The parts of a zip archive that may be read."""

    def __init__(self, data: bytes, name: str, what: str) -> None:
        """Look through the archive's directory.

        Args:
            data: all of it.
            name: what to call its source in a message.
            what: what it should be, such as "a Word document".

        Raises:
            SourceError: it is no archive, or one that is made to swell.
        """
        self._name, self._what = name, what
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError, OverflowError):
            raise self.damaged() from None
        parts = self._zip.infolist()
        whole = sum(part.file_size for part in parts)
        swelling = any(
            part.file_size > LARGEST_PART
            or (part.file_size > SMALL and part.file_size > HIGHEST_RATIO * max(1, part.compress_size))
            for part in parts
        )
        if swelling or whole > LARGEST_WHOLE or len(parts) > MOST_PARTS:
            raise SourceError(
                f"{name} would unpack to far more than a document takes; save the article alone in a file."
            )

    @property
    def names(self) -> list[str]:
        """The parts, in the archive's order."""
        return self._zip.namelist()

    def __contains__(self, part: str) -> bool:
        return part in self._zip.NameToInfo

    def read(self, part: str) -> bytes:
        """What a part holds.

        Raises:
            SourceError: it is missing, damaged or locked by a password.
        """
        try:
            info = self._zip.getinfo(part)
            if info.flag_bits & 1:
                raise SourceError(f"{self._name} is locked by a password; save it without one.")
            return self._zip.read(info)
        except (KeyError, BadZipFile, OSError, ValueError, NotImplementedError, EOFError, zlib.error):
            raise self.damaged() from None
        except RuntimeError:  # locked in a way that the directory does not tell
            raise SourceError(f"{self._name} is locked by a password; save it without one.") from None

    def damaged(self) -> SourceError:
        """The complaint about what cannot be read."""
        return SourceError(
            f"{self._name} is damaged, or not {self._what}; open it where it was made and save it again."
        )
