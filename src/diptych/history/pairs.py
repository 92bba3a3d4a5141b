"""The last place in each pair of articles: one file per pair; the oldest files are deleted."""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

from diptych.article.identity import identity_of, pair_digest
from diptych.history.model import saved_session_from
from diptych.history.state_files import read_object, write_object

if TYPE_CHECKING:
    from pathlib import Path

    from diptych.article.model import Article
    from diptych.history.model import SavedSession
    from diptych.sides import Pair

MOST_PAIRS = 500
"""Most files that are kept."""

_FORMAT = 1
"""Version of the file's format; files of another version are ignored."""


class PairHistory:
    """The last place in one pair; the same for both orders of its articles."""

    def __init__(self, folder: Path, articles: Pair[Article]) -> None:
        """Read the file of the pair.

        Args:
            folder: the state folder, which need not exist.
            articles: left and right.
        """
        names = articles.map(identity_of)
        self._swapped = names.left > names.right
        self._names = [*(names.swapped if self._swapped else names)]
        self._path = folder / "pairs" / f"{pair_digest(*self._names)}.json"
        self.saved = self._read()
        """The place at the end of the last session; None if it is not known."""

    def _read(self) -> SavedSession | None:
        if not os.path.lexists(self._path):  # Path.exists raises when permission is missing
            self._move_old_file()
        content = read_object(self._path)
        # Two pairs may have the same file name: the file says to which pair it belongs.
        if content.get("format") != _FORMAT or content.get("articles") != self._names:
            return None
        found = saved_session_from(content)
        return found.swapped if found is not None and self._swapped else found

    def _move_old_file(self) -> None:
        """Rename the file of an earlier version, which named it by two checksums."""
        key = "\0".join(self._names).encode("utf-8", "surrogatepass")
        old = self._path.with_name(f"{zlib.crc32(key):08x}{zlib.adler32(key):08x}.json")
        if read_object(old).get("articles") == self._names:
            with suppress(OSError):
                old.replace(self._path)

    def keep(self, session: SavedSession) -> str | None:
        """Write the place in the pair; returns one sentence if that fails."""
        ordered = session.swapped if self._swapped else session
        content = {"format": _FORMAT, "articles": self._names, **ordered.to_json()}
        new = not os.path.lexists(self._path)
        if (reason := write_object(self._path, content)) is not None:
            return f"Your place cannot be remembered: {reason}."
        if new:
            _delete_oldest(self._path.parent)
        return None


def _delete_oldest(folder: Path) -> None:
    with suppress(OSError):
        ages = [(path.stat().st_mtime, path) for path in folder.iterdir() if path.suffix in (".json", ".tmp")]
        for _, path in sorted(ages)[:-MOST_PAIRS]:
            path.unlink(missing_ok=True)
