"""The pairs that were opened last: where they come from and what they are called, the latest first."""

from __future__ import annotations

import os
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from diptych.history.state_files import read_object, write_object
from diptych.sides import Pair
from diptych.sources.read_bytes import CLIPBOARD, STANDARD_INPUT
from diptych.sources.web.address import is_address, without_credentials

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MOST = 20
"""Pairs that are kept."""
_LONGEST_SOURCE, _LONGEST_TITLE = 1_000, 200
_PASSING = ("/dev/", "/proc/")
"""Where sources lie that will not be there again."""


class RecentPair(NamedTuple):
    """A pair that was opened."""

    sources: Pair[str]
    """Whole paths or addresses, without passwords."""
    titles: Pair[str]


class RecentPairs:
    """One small file; what another diptych has written since is not lost when a pair is added."""

    def __init__(self, folder: Path) -> None:
        """Keep them below `folder`, which need not be there."""
        self._path = folder / "recent.json"
        self._writing = Lock()

    def all(self) -> tuple[RecentPair, ...]:
        """Every pair that is kept, the latest first."""
        found = read_object(self._path).get("pairs")
        pairs = (_pair(each) for each in found) if isinstance(found, list) else ()
        return tuple(pair for pair in pairs if pair is not None)[:MOST]

    def keep(self, sources: Pair[str], titles: Pair[str]) -> str | None:
        """Put a pair first; one sentence where that could not be done.

        A pair one side of which cannot be opened again, such as standard input, is not kept.
        """
        stable = sources.map(as_stored)
        if stable.left is None or stable.right is None:
            return None
        pair = RecentPair(Pair(stable.left, stable.right), titles.map(lambda title: title[:_LONGEST_TITLE]))
        try:
            with self._writing:
                others = [each for each in self.all() if set(each.sources) != set(pair.sources)]
                kept = [_written(each) for each in (pair, *others)[:MOST]]
                write_object(self._path, {"format": 1, "pairs": kept})
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "it cannot be written"
            return f"This pair cannot be kept among the recent ones: {reason}."
        return None


def as_stored(source: str) -> str | None:
    """How a source can be named from anywhere; None where it will not be there again."""
    if is_address(source):
        return without_credentials(source) if len(source) <= _LONGEST_SOURCE else None
    if source in ("", STANDARD_INPUT, CLIPBOARD) or source.startswith(_PASSING):
        return None
    whole = os.path.abspath(source)  # noqa: PTH100 - Path.resolve would follow links, which may be moved
    return whole if len(whole) <= _LONGEST_SOURCE else None


def _written(pair: RecentPair) -> Mapping[str, object]:
    return {"sources": [*pair.sources], "titles": [*pair.titles]}


def _pair(content: object) -> RecentPair | None:
    """What an entry of the file says; None where it says anything else, for others may have written it."""
    match content:
        case {
            "sources": [str(left), str(right)],
            "titles": [str(left_title), str(right_title)],
        } if left and right:
            return RecentPair(Pair(left, right), Pair(left_title, right_title))
    return None
