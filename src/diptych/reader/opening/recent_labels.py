"""Names of recent pairs, each on one line, and the recent pairs of a folder.  No widgets."""

from __future__ import annotations

import os
from collections import defaultdict
from typing import TYPE_CHECKING

from rich.cells import cell_len

from diptych.comparison_wording import one_line
from diptych.reader.terminal.bidi import isolate_rtl
from diptych.reader.text.excerpts import clipped
from diptych.sides import Pair, Side
from diptych.sources.chapter_choice import split_choice
from diptych.sources.sanitize import sanitize
from diptych.sources.web.address import is_address

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from diptych.history.recent import RecentPair

_LONGEST_SOURCE = 0.6
"""Maximum share of a name's width that its source takes, 0..1."""


def recent_names(pairs: Sequence[RecentPair], half: int) -> list[Pair[str]]:
    """The titles of recent pairs; where two pairs have the same titles, also the ends of their sources.

    Args:
        pairs: the pairs that are shown together.
        half: cells for each of the two titles.
    """
    same: defaultdict[Pair[str], list[RecentPair]] = defaultdict(list)
    for pair in pairs:
        same[pair.titles].append(pair)

    def name(pair: RecentPair, side: Side) -> str:
        source = pair.sources[side]
        others = {other.sources[side] for other in same[pair.titles]} - {source}
        return _name(pair.titles[side], _distinct_end(source, others), half)

    return [Pair(name(pair, Side.LEFT), name(pair, Side.RIGHT)) for pair in pairs]


def of_folder(
    pairs: Sequence[RecentPair], folder: str | os.PathLike[str], *, below: bool
) -> list[RecentPair]:
    """The pairs with at least one file in a folder, or one line of an archive.

    Args:
        pairs: pairs with absolute paths.
        folder: the folder or archive.
        below: whether to include its subfolders.
    """
    whole = os.path.abspath(folder)  # noqa: PTH100 - recent paths are made absolute in the same way

    def is_inside(source: str) -> bool:
        if is_address(source):
            return False
        file, _ = split_choice(source)
        above = os.path.dirname(file)  # noqa: PTH120 - only compared
        return whole in (above, file) or (below and above.startswith(os.path.join(whole, "")))  # noqa: PTH118

    return [pair for pair in pairs if any(map(is_inside, pair.sources))]


def _name(title: str, source: str, half: int) -> str:
    title, source = one_line(sanitize(title)), one_line(sanitize(source))
    if not source:
        return isolate_rtl(clipped(title, half))
    source = clipped(source, int(half * _LONGEST_SOURCE))
    return f"{isolate_rtl(clipped(title, half - cell_len(source) - 3))} ({isolate_rtl(source)})"


def _distinct_end(source: str, others: Collection[str]) -> str:
    """The shortest end of a path, in whole parts, that none of `others` has; "" without others."""
    if not others:
        return ""
    parts = source.split("/")
    for count in range(1, len(parts)):
        if all(other.split("/")[-count:] != parts[-count:] for other in others):
            return "/".join(parts[-count:])
    return source
