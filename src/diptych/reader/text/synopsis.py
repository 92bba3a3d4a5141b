"""Groups of a synopsis: which passages are side by side, and in what order.  Uses no widgets.

A synopsis follows the order of one article, the main one.  Each linked passage of it is a group of its own,
with its counterparts beside it, best first.  Passages without a counterpart are groups without one.  Passages
that only the other article has come after the passage that they follow there.  Links are never chained: a
counterpart of a counterpart is not in the group.

Each passage is shown in full at least once.  A counterpart is shown in full in its home, the group of the
passage that it has its best link with, and wherever it is the best counterpart.  Elsewhere it is a reference.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from diptych.reader.state.filters import Selection, shows
from diptych.reader.text.rows import runs
from diptych.sides import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from diptych.alignment.model import Alignment, Link
    from diptych.article.model import Article
    from diptych.reader.text.row_index import GroupRows
    from diptych.sides import Pair

_NOTHING = range(0)

_MAX_RUNS = 1 << 14
"""Maximum number of groups of each side alone that are kept with their rows: those of two long books."""

_NEAR = 4
"""Maximum distance in groups between the neighbours of a run for the run to be placed between them."""


class Displacement(Enum):
    """Where a counterpart is in its own article, compared with the counterparts before and after it here.

    For a reference: where in the synopsis the counterpart is shown in full.
    """

    NONE = "in its place"
    UP = "earlier"
    DOWN = "later"

    __hash__ = object.__hash__  # that of Enum runs in Python, and each group is looked up in caches


class SynopsisEntry(NamedTuple):
    """A counterpart in its group."""

    link: Link
    passage: int
    """Index in the other article."""
    full: bool
    """Whether it is shown in full; otherwise it is a reference."""
    home: bool
    """Whether `link` is the best of its links."""
    displacement: Displacement


@dataclass(slots=True, eq=False)
class Group:
    """Passages shown side by side; either side may be empty."""

    main: range
    """Passages of the main article: a linked one, or a run without counterparts."""
    entries: tuple[SynopsisEntry, ...]
    """The counterparts of the one passage in `main`, best first.  A grouper replaces them if they move."""
    alone: range
    """A run of passages of the other article without counterparts; then `main` is empty."""
    rows: tuple[object, GroupRows] | None = None
    """Its rows, and what they were laid out for: a layouter's cache."""


class SynopsisGrouper:
    """Groups the passages of two articles.

    It keeps its groups and changes them in place, because a step of the threshold changes few of them in a
    book, and the others keep their rows.
    """

    def __init__(self, articles: Pair[Article]) -> None:
        self._articles = articles
        self._linked: dict[int, Group] = {}
        """The group of each passage of the main article that is linked."""
        self._made_from: tuple[Alignment | None, Side, Selection] = (None, Side.LEFT, Selection.ALL)
        self._alone_here = lru_cache(_MAX_RUNS)(lambda run: Group(run, (), _NOTHING))
        self._alone_there = lru_cache(_MAX_RUNS)(lambda run: Group(_NOTHING, (), run))

    def groups(
        self, alignment: Alignment | None, order: Side, selection: Selection = Selection.ALL
    ) -> list[Group]:
        """Group the passages.

        Args:
            alignment: their links; None puts one article after the other.
            order: the side of the main article.
            selection: which passages to show: all, or only the groups that are linked, unique or differ.

        Returns:
            the groups from top to bottom, valid until the next call, which changes them in place.
        """
        groups = [] if selection is Selection.UNIQUE else self._linked_groups(alignment, order, selection)
        whole = alignment is None or selection in (Selection.ALL, Selection.UNIQUE)
        if whole:
            known, unknown = _unlinked(self._articles[order], alignment, order)
            lone = known if selection is Selection.UNIQUE else sorted(known + unknown)
            groups += map(self._alone_here, runs(self._articles[order], lone))
        groups.sort(key=attrgetter("main.start"))
        homes = {
            passage: at for at, group in enumerate(groups) for _, passage, _, home, _ in group.entries if home
        }
        in_place = _displace(groups, homes)
        if not whole:
            return groups
        other = self._articles[order.other]
        known, unknown = _unlinked(other, alignment, order.other)
        if not homes:
            homes = _hidden_homes(groups, alignment, order)
            in_place = [*_longest_rising(sorted(homes, key=homes.__getitem__))]
        alone = map(self._alone_there, runs(other, known))
        groups = _with_groups_of_other(groups, homes, sorted(in_place), alone)
        if selection is Selection.ALL:  # last, since they may be most of a book
            groups += map(self._alone_there, runs(other, unknown))
        return groups

    def _linked_groups(self, alignment: Alignment | None, order: Side, selection: Selection) -> list[Group]:
        """The groups of the passages of the main article that are linked, in any order."""
        made_from = alignment, order, selection
        changed: Iterable[int] | None = None
        if alignment is not None and self._made_from[1:] == made_from[1:]:
            changed = alignment.changed_since(self._made_from[0], order)
        if changed is None:
            self._linked = {}
            changed = () if alignment is None else alignment.by_passage(order)
        self._made_from = made_from
        for passage in changed:
            assert alignment is not None  # noqa: S101 - nothing has changed otherwise
            links = alignment.links_of(order, passage)
            if selection in (Selection.DIFFERS, Selection.MAY_DIFFER):
                links = tuple(link for link in links if shows(alignment, link, selection))
            if links:
                entries = _entries(links, alignment, order)
                self._linked[passage] = Group(range(passage, passage + 1), entries, _NOTHING)
            else:
                self._linked.pop(passage, None)
        return list(self._linked.values())


def _entries(links: Sequence[Link], alignment: Alignment, order: Side) -> tuple[SynopsisEntry, ...]:
    """The entries of a group, without displacements."""
    entries: list[SynopsisEntry] = []
    best, to_right = alignment.by_passage(order.other), order is Side.LEFT
    for link in links:
        passage = link.right if to_right else link.left
        home = best[passage][0] is link
        entries.append(SynopsisEntry(link, passage, home or not entries, home, Displacement.NONE))
    return tuple(entries)


def _displace(groups: Sequence[Group], homes: Mapping[int, int]) -> list[int]:
    """Set the displacement of each counterpart.

    Args:
        groups: the groups of the main article.
        homes: the index of the home of each counterpart.

    Returns:
        the counterparts that are in their place at home.
    """
    in_order = sorted(_longest_rising(list(homes)))
    rising, homes_of_rising = [-1, *in_order, sys.maxsize], [*map(homes.__getitem__, in_order), -1]
    in_place: list[int] = []
    passed = 0  # number of counterparts in order up to the present group
    for at, group in enumerate(groups):
        if not group.entries:
            continue
        before = rising[passed]
        while homes_of_rising[passed] == at:
            passed += 1
        after = rising[passed + 1]
        displacements = []
        changed = False
        for _, passage, full, home, present in group.entries:
            if not full and passage in homes:
                displacement = Displacement.UP if homes[passage] < at else Displacement.DOWN
            elif passage < before:
                displacement = Displacement.UP
            elif passage > after:
                displacement = Displacement.DOWN
            else:
                displacement = Displacement.NONE
                if home:
                    in_place.append(passage)
            displacements.append(displacement)
            changed = changed or displacement is not present
        if changed:
            group.entries = tuple(
                SynopsisEntry(link, passage, full, home, displacement)
                for (link, passage, full, home, _), displacement in zip(
                    group.entries, displacements, strict=True
                )
            )
            group.rows = None
    return in_place


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The longest rising subsequence of distinct numbers."""
    ends: list[int] = []  # for each length, the least last number of a rising subsequence
    lengths = []
    for number in numbers:
        length = bisect_left(ends, number)
        if length == len(ends):
            ends.append(number)
        else:
            ends[length] = number
        lengths.append(length)
    found: set[int] = set()
    wanted = len(ends) - 1
    for number, length in zip(reversed(numbers), reversed(lengths), strict=True):
        if length == wanted:
            found.add(number)
            wanted -= 1
    return found


def _unlinked(article: Article, alignment: Alignment | None, side: Side) -> tuple[list[int], list[int]]:
    """The passages of one article without counterparts, and those that are not compared yet."""
    passages = range(len(article.passages))
    if alignment is None:
        return list(passages), []
    linked = alignment.by_passage(side)
    unlinked = [passage for passage in passages if passage not in linked]
    if alignment.compared is None:
        return unlinked, []
    known = [passage for passage in unlinked if alignment.known(side, passage)]
    return known, sorted({*unlinked}.difference(known))


def _hidden_homes(groups: list[Group], alignment: Alignment | None, order: Side) -> dict[int, int]:
    """The index of the group before the home of each counterpart, where the filter hides the homes."""
    if alignment is None:
        return {}
    starts = [group.main.start for group in groups]
    best = sorted(alignment.by_passage(order.other).items())
    return {passage: bisect_left(starts, links[0].end(order)) - 1 for passage, links in best}


def _with_groups_of_other(
    groups: list[Group], homes: Mapping[int, int], in_order: Sequence[int], alone: Iterable[Group]
) -> list[Group]:
    """Insert passages that only the other article has next to their neighbours there.

    Both neighbours may be elsewhere in the synopsis.  If they are close together, the passages go between
    them.  If they are far apart, as when one has a counterpart far away, the passages keep the order of their
    article.

    Args:
        groups: the groups of the main article.
        homes: the index of the home of each counterpart.
        in_order: the counterparts that are not displaced.
        alone: the groups of passages that only the other article has.
    """
    linked = sorted(homes)
    after: dict[int, list[Group]] = {}
    for group in alone:
        start = group.alone.start
        at = bisect_left(linked, start)
        around = [homes[passage] for passage in linked[max(0, at - 1) : at + 1]]
        if 0 < at < len(linked) and 0 <= around[1] - around[0] <= _NEAR:
            place = around[0]
        elif before := bisect_left(in_order, start):
            place = homes[in_order[before - 1]]
        else:  # the beginning of the main article stays first, unless nothing is placed after it
            first = homes[in_order[0]] - 1 if in_order else len(groups) - 1
            place = max(first, 0 if at else -1)
        after.setdefault(place, []).append(group)
    found: list[Group] = []
    done = 0
    for place in sorted(after):
        found += groups[done : place + 1]
        found += after[place]
        done = place + 1
    return found + groups[done:]
