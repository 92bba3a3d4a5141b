"""The most recently opened pairs, the latest first."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from diptych.article.identity import file_path
from diptych.history.state_files import read_object, write_object
from diptych.sides import Pair
from diptych.sources.web.address import is_address, without_credentials

if TYPE_CHECKING:
    from pathlib import Path

MOST = 20
"""Most pairs that are kept."""
_LONGEST_SOURCE = 1_000
"""Most code points of a source; a pair with a longer one is not kept."""
_LONGEST_TITLE = 200
"""Most code points of a title; a longer one is cut."""


class RecentPair(NamedTuple):
    """A pair that was opened."""

    sources: Pair[str]
    """Absolute paths, or addresses without passwords."""
    titles: Pair[str]


class RecentPairs:
    """The list of recent pairs, in one small file that other processes may change."""

    def __init__(self, folder: Path) -> None:
        """Use the state folder `folder`, which need not exist."""
        self._path = folder / "recent.json"
        self._writing = Lock()

    def all(self) -> tuple[RecentPair, ...]:
        """All pairs, the latest first."""
        found = read_object(self._path).get("pairs")
        pairs = map(_parse_pair, found) if isinstance(found, list) else ()
        return tuple(pair for pair in pairs if pair is not None)[:MOST]

    def keep(self, sources: Pair[str], titles: Pair[str]) -> str | None:
        """Put a pair first, unless one side cannot be opened again; returns one sentence if writing fails."""
        stable = sources.map(stable_source)
        if stable.left is None or stable.right is None:
            return None
        pair = RecentPair(Pair(stable.left, stable.right), titles.map(lambda title: title[:_LONGEST_TITLE]))
        with self._writing:
            others = [each for each in self.all() if set(each.sources) != set(pair.sources)]
            kept = [{"sources": [*each.sources], "titles": [*each.titles]} for each in (pair, *others)[:MOST]]
            reason = write_object(self._path, {"format": 1, "pairs": kept})
        return reason and f"This pair cannot be kept among the recent ones: {reason}."


def stable_source(source: str) -> str | None:
    """The absolute path or the address of a source; None if it cannot be opened again later."""
    if is_address(source):
        return without_credentials(source) if len(source) <= _LONGEST_SOURCE else None
    path = file_path(source)
    return path if path is not None and len(path) <= _LONGEST_SOURCE else None


def _parse_pair(content: object) -> RecentPair | None:
    match content:
        case {
            "sources": [str(left), str(right)],
            "titles": [str(left_title), str(right_title)],
        } if left and right:
            return RecentPair(Pair(left, right), Pair(left_title, right_title))
    return None
