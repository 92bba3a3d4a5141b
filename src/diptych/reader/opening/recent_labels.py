"""What recent pairs are called, each on one line, and which of them belong to a folder.  Knows no widgets."""

from __future__ import annotations

import os
from collections import defaultdict
from typing import TYPE_CHECKING

from rich.cells import cell_len

from diptych.reader.terminal.bidi import kept_apart
from diptych.reader.text.excerpts import clipped
from diptych.sides import Pair, Side
from diptych.sources.sanitize import sanitize
from diptych.sources.web.address import is_address

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from diptych.history.recent import RecentPair

_LONGEST_SOURCE = 0.6
"""Share of its half that a source may take from its title."""


def recent_names(pairs: Sequence[RecentPair], half: int) -> list[Pair[str]]:
    """The titles of recent pairs, with as much of a source as tells pairs apart that have the same titles.

    Args:
        pairs: those that are shown together.
        half: cells that each of the two may take.
    """
    same: defaultdict[Pair[str], list[RecentPair]] = defaultdict(list)
    for pair in pairs:
        same[pair.titles].append(pair)
    names = []
    for pair in pairs:
        others = [{other.sources[side] for other in same[pair.titles]} for side in Side]
        names.append(
            Pair(
                *(
                    _named(title, _telling_end(source, all_of_it - {source}), half)
                    for title, source, all_of_it in zip(pair.titles, pair.sources, others, strict=True)
                )
            )
        )
    return names


def of_folder(
    pairs: Sequence[RecentPair], folder: str | os.PathLike[str], *, below: bool
) -> list[RecentPair]:
    """The pairs of which at least one file lies in a folder.

    Args:
        pairs: with whole paths.
        folder: which one.
        below: whether the folders in it count too.
    """
    whole = os.path.abspath(folder)  # noqa: PTH100 - recent paths are made whole in the same way

    def lies_there(source: str) -> bool:
        above = "" if is_address(source) else os.path.dirname(source)  # noqa: PTH120 - only compared
        return above == whole or (below and above.startswith(os.path.join(whole, "")))  # noqa: PTH118

    return [pair for pair in pairs if any(map(lies_there, pair.sources))]


def _named(title: str, source: str, half: int) -> str:
    title, source = " ".join(sanitize(title).split()), " ".join(sanitize(source).split())
    if not source:
        return kept_apart(clipped(title, half))
    source = clipped(source, int(half * _LONGEST_SOURCE))
    return f"{kept_apart(clipped(title, half - cell_len(source) - 3))} ({kept_apart(source)})"


def _telling_end(source: str, others: Collection[str]) -> str:
    """The last parts of a source, as few as tell it from others; "" where there are no others."""
    if not others:
        return ""
    parts = source.split("/")
    for count in range(1, len(parts)):
        if all(other.split("/")[-count:] != parts[-count:] for other in others):
            return "/".join(parts[-count:])
    return source
