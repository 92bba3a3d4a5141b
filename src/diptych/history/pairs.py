"""Where each pair of articles was left: one file a pair, the oldest forgotten."""

from __future__ import annotations

import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

from diptych.article.identity import identity_of
from diptych.history.model import saved_session_from
from diptych.history.state_files import read_object, write_object

if TYPE_CHECKING:
    from pathlib import Path

    from diptych.article.model import Article
    from diptych.history.model import SavedSession
    from diptych.sides import Pair

MOST_PAIRS = 500
"""Pairs that are remembered."""

_FORMAT = 1
"""What a file says of its own shape; those of another one count as not there."""


class PairHistory:
    """What is kept of one pair, in whichever order its articles are opened."""

    def __init__(self, folder: Path, articles: Pair[Article]) -> None:
        """Keep it below `folder`.

        Args:
            folder: the state folder; it need not be there.
            articles: the two.
        """
        names = articles.map(identity_of)
        self._swapped = names.left > names.right
        self._names = [*(names.swapped if self._swapped else names)]
        key = "\0".join(self._names).encode("utf-8", "surrogatepass")
        # Should two pairs ever share a name, the file says whose it is.
        self._path = folder / "pairs" / f"{zlib.crc32(key):08x}{zlib.adler32(key):08x}.json"
        self.remembered = self._recall()
        """Where the pair was left before; None where nothing is known."""

    def _recall(self) -> SavedSession | None:
        content = read_object(self._path)
        if content.get("format") != _FORMAT or content.get("articles") != self._names:
            return None
        found = saved_session_from(content)
        return found.swapped if found is not None and self._swapped else found

    def keep(self, remembered: SavedSession) -> str | None:
        """Write down where it was left; one sentence where that could not be done."""
        ordered = remembered.swapped if self._swapped else remembered
        content = {"format": _FORMAT, "articles": self._names, **ordered.written()}
        try:
            new = not self._path.exists()
            write_object(self._path, content)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "it cannot be written down"
            return f"Your place cannot be remembered: {reason}."
        if new:
            _forget_oldest(self._path.parent)
        return None


def _forget_oldest(folder: Path) -> None:
    with suppress(OSError):
        ages = [(path.stat().st_mtime, path) for path in folder.iterdir() if path.suffix in (".json", ".tmp")]
        for _, path in sorted(ages)[:-MOST_PAIRS]:
            path.unlink(missing_ok=True)
