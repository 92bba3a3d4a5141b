"""Which passages stand beside each other in a synopsis, and in what order.  Knows no widgets.

A synopsis follows the order of one article, the main one.  Every passage of it that is linked is a group of
its own, with its counterparts beside it, best first; passages without a counterpart are groups without one.
What only the other article has comes after what it follows there.  Links are never chained: a counterpart of
a counterpart is in no group.

Each passage stands in full at least once: a counterpart beside the passage that it is linked with best, its
home, and the best counterpart of a passage wherever that is.  Further counterparts are only referred to.
"""

from __future__ import annotations

from bisect import bisect_left
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from diptych.reader.state.filters import Selection
from diptych.reader.text.rows import runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.alignment.model import Alignment, Link
    from diptych.article.model import Article
    from diptych.sides import Pair, Side

_NEAR = 4
"""How many groups further on what follows a run may stand, for the run to have been moved with both."""


class Displacement(Enum):
    """Whether a counterpart stands elsewhere in its own article than those before and after it here.

    One that is only referred to is further up or down here, where it stands in full.
    """

    NONE = "in its place"
    UP = "earlier"
    DOWN = "later"


class SynopsisEntry(NamedTuple):
    """A counterpart in its group."""

    link: Link
    passage: int
    """Index in the other article."""
    full: bool
    """Whether it stands here in full; otherwise it is referred to."""
    home: bool
    """Whether this is the best of its links."""
    displacement: Displacement


class Group(NamedTuple):
    """What stands beside each other: either side may be empty."""

    main: range
    """Passages of the main article: a linked one, or a run without counterparts."""
    entries: tuple[SynopsisEntry, ...]
    """The counterparts of the one passage in `main`, best first."""
    alone: range
    """A run of passages of the other article that have no counterpart; then `main` is empty."""


def synopsis(
    articles: Pair[Article],
    alignment: Alignment | None,
    order: Side,
    selection: Selection = Selection.ALL,
) -> list[Group]:
    """Group the passages of two articles.

    Args:
        articles: the two.
        alignment: their links; without any, one article follows the other.
        order: the side of the main article.
        selection: which passages to show: all, or only the groups that are linked, unique or differ.
    """
    groups = list(_grouped(articles, alignment, order, selection))
    if alignment is not None:
        groups = _noted(groups)
        if selection in (Selection.LINKED, Selection.DIFFERS):
            return groups
    alone, unknown = _alone(articles, alignment, order)
    if selection is Selection.UNIQUE:
        groups = [group for group in groups if not group.entries]
        unknown = []
    found = _with_the_others(groups, alone, alignment, order)
    return found + [Group(range(0), (), run) for run in unknown]


def _grouped(
    articles: Pair[Article], alignment: Alignment | None, order: Side, selection: Selection
) -> list[Group]:
    """The groups of the main article, in its order."""
    article = articles[order]
    if alignment is None:
        return [Group(run, (), range(0)) for run in runs(article, range(len(article.passages)))]
    groups = []
    unlinked: list[int] = []
    for passage in range(len(article.passages)):
        links = alignment.links_of(order, passage)
        if not links:
            if selection is not Selection.UNIQUE or alignment.known(order, passage):
                unlinked.append(passage)
            continue
        if selection is Selection.DIFFERS:
            links = tuple(link for link in links if link.differences)
        if links and selection is not Selection.UNIQUE:
            entries = _entries(links, alignment, order)
            groups.append(Group(range(passage, passage + 1), entries, range(0)))
    if selection in (Selection.ALL, Selection.UNIQUE):
        groups.extend(Group(run, (), range(0)) for run in runs(article, unlinked))
        groups.sort(key=lambda group: group.main.start)
    return groups


def _entries(links: Sequence[Link], alignment: Alignment, order: Side) -> tuple[SynopsisEntry, ...]:
    entries: list[SynopsisEntry] = []
    for link in links:
        passage = link.end(order.other)
        home = alignment.links_of(order.other, passage)[0] is link
        entries.append(SynopsisEntry(link, passage, home or not entries, home, Displacement.NONE))
    return tuple(entries)


def _noted(groups: list[Group]) -> list[Group]:
    """The same groups, with a note of where counterparts stand that are out of their article's order."""
    homes = {entry.passage: at for at, group in enumerate(groups) for entry in group.entries if entry.home}
    in_order = _longest_rising(list(homes))
    rising = sorted(in_order)
    noted = []
    passed = 0
    """How many of those in order come before."""
    for at, group in enumerate(groups):
        before = rising[passed - 1] if passed else -1
        passed += sum(entry.home and entry.passage in in_order for entry in group.entries)
        after = rising[passed] if passed < len(rising) else None
        entries: list[SynopsisEntry] = []
        for entry in group.entries:
            if not entry.full and entry.passage in homes:
                displacement = Displacement.UP if homes[entry.passage] < at else Displacement.DOWN
            elif entry.passage < before:
                displacement = Displacement.UP
            else:
                displacement = (
                    Displacement.NONE if after is None or entry.passage <= after else Displacement.DOWN
                )
            entries.append(entry._replace(displacement=displacement))
        noted.append(group._replace(entries=tuple(entries)))
    return noted


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The longest rising subsequence of different numbers."""
    ends: list[int] = []
    """For each length, the least number that a rising subsequence of that length ends in."""
    lengths = []
    for number in numbers:
        length = bisect_left(ends, number)
        ends[length : length + 1] = [number]
        lengths.append(length)
    found: set[int] = set()
    wanted = len(ends) - 1
    for number, length in zip(reversed(numbers), reversed(lengths), strict=True):
        if length == wanted:
            found.add(number)
            wanted -= 1
    return found


def _alone(
    articles: Pair[Article], alignment: Alignment | None, order: Side
) -> tuple[list[range], list[range]]:
    """Runs of the other article without a counterpart, and those of which that is not known yet.

    The latter come last of all: what stands between two that are known may be most of a book.
    """
    other = order.other
    passages = range(len(articles[other].passages))
    if alignment is None:
        return runs(articles[other], passages), []
    unlinked = [passage for passage in passages if not alignment.links_of(other, passage)]
    known = [passage for passage in unlinked if alignment.known(other, passage)]
    unknown = [passage for passage in unlinked if not alignment.known(other, passage)]
    return runs(articles[other], known), runs(articles[other], unknown)


def _with_the_others(
    groups: list[Group], alone: list[range], alignment: Alignment | None, order: Side
) -> list[Group]:
    """Put what only the other article has after what it follows there, or before what it leads up to.

    What it stands between there may have been moved here: if together, it goes along; if apart, as when one
    of them is linked to something far away, it stays in the order of its article.
    """
    homes = {entry.passage: at for at, group in enumerate(groups) for entry in group.entries if entry.home}
    starts = {group.main.start: at for at, group in enumerate(groups) if group.main}
    if alignment is not None and not homes:  # the filter hides what they would follow
        homes = {
            passage: _last_before(starts, alignment.links_of(order.other, passage)[0].end(order))
            for passage in alignment.linked(order.other)
        }
    linked = sorted(homes)
    at_home = [entry for group in groups for entry in group.entries if entry.home]
    if at_home:
        in_order = sorted(entry.passage for entry in at_home if entry.displacement is Displacement.NONE)
    else:
        in_order = sorted(_longest_rising([passage for passage, _ in sorted(homes.items(), key=_second)]))
    after: dict[int, list[Group]] = {}
    for run in alone:
        at = bisect_left(linked, run.start)
        around = [homes[passage] for passage in linked[max(0, at - 1) : at + 1]]
        if 0 < at < len(linked) and 0 <= around[1] - around[0] <= _NEAR:
            place = around[0]
        elif before := bisect_left(in_order, run.start):
            place = homes[in_order[before - 1]]
        else:  # what leads the main article stays first, unless nothing was moved behind it
            first = homes[in_order[0]] - 1 if in_order else len(groups) - 1
            place = max(first, 0 if at else -1)
        after.setdefault(place, []).append(Group(range(0), (), run))
    found = after.get(-1, [])
    for at, group in enumerate(groups):
        found.append(group)
        found.extend(after.get(at, ()))
    return found


def _last_before(starts: dict[int, int], passage: int) -> int:
    """The index of the last group that begins before a passage, -1 when none does."""
    keys = list(starts)
    at = bisect_left(keys, passage)
    return starts[keys[at - 1]] if at else -1


def _second(pair: tuple[int, int]) -> int:
    return pair[1]
