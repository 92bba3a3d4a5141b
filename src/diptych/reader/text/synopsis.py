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
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from diptych.reader.state.filters import Selection, shows
from diptych.reader.text.rows import runs
from diptych.sides import Side

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diptych.alignment.model import Alignment, Link
    from diptych.article.model import Article
    from diptych.sides import Pair

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


class Group(NamedTuple):
    """Passages shown side by side; either side may be empty."""

    main: range
    """Passages of the main article: a linked one, or a run without counterparts."""
    entries: tuple[SynopsisEntry, ...]
    """The counterparts of the one passage in `main`, best first."""
    alone: range
    """A run of passages of the other article without counterparts; then `main` is empty."""


def synopsis(
    articles: Pair[Article],
    alignment: Alignment | None,
    order: Side,
    selection: Selection = Selection.ALL,
) -> list[Group]:
    """Group the passages of two articles.

    Args:
        articles: both articles.
        alignment: their links; None puts one article after the other.
        order: the side of the main article.
        selection: which passages to show: all, or only the groups that are linked, unique or differ.
    """
    groups = list(_grouped(articles, alignment, order, selection))
    if alignment is not None:
        groups = _with_displacements(groups)
        if selection in (Selection.LINKED, Selection.DIFFERS, Selection.MAY_DIFFER):
            return groups
    alone, unknown = _alone(articles, alignment, order)
    if selection is Selection.UNIQUE:
        groups = [group for group in groups if not group.entries]
        unknown = []
    found = _with_runs_of_other(groups, alone, alignment, order)
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
    linked, best = alignment.by_passage(order), _best_links(alignment, order.other)
    for passage in range(len(article.passages)):
        links = linked.get(passage)
        if not links:
            if selection is not Selection.UNIQUE or alignment.known(order, passage):
                unlinked.append(passage)
            continue
        if selection in (Selection.DIFFERS, Selection.MAY_DIFFER):
            links = tuple(link for link in links if shows(alignment, link, selection))
        if links and selection is not Selection.UNIQUE:
            groups.append(Group(range(passage, passage + 1), _entries(links, best, order), range(0)))
    if selection in (Selection.ALL, Selection.UNIQUE):
        groups.extend(Group(run, (), range(0)) for run in runs(article, unlinked))
        groups.sort(key=lambda group: group.main.start)
    return groups


def _best_links(alignment: Alignment, side: Side) -> dict[int, Link]:
    """The best link of each passage of one side that has any."""
    return {passage: links[0] for passage, links in alignment.by_passage(side).items()}


def _entries(links: Sequence[Link], best: Mapping[int, Link], order: Side) -> tuple[SynopsisEntry, ...]:
    """The entries of a group; `best` has the best link of each passage of the other article."""
    entries: list[SynopsisEntry] = []
    to_right = order is Side.LEFT
    for link in links:
        passage = link.right if to_right else link.left
        home = best[passage] is link
        entries.append(SynopsisEntry(link, passage, home or not entries, home, Displacement.NONE))
    return tuple(entries)


def _with_displacements(groups: list[Group]) -> list[Group]:
    """The same groups, with the displacement of counterparts that are out of their article's order."""
    homes = {entry.passage: at for at, group in enumerate(groups) for entry in group.entries if entry.home}
    in_order = _longest_rising(list(homes))
    rising = [-1, *sorted(in_order), sys.maxsize]
    found = []
    passed = 0  # number of counterparts in order up to the present group
    for at, group in enumerate(groups):
        if not group.entries:
            found.append(group)
            continue
        before = rising[passed]
        for entry in group.entries:
            passed += entry.home and entry.passage in in_order
        after = rising[passed + 1]
        entries: list[SynopsisEntry] = []
        for entry in group.entries:
            if not entry.full and entry.passage in homes:
                displacement = Displacement.UP if homes[entry.passage] < at else Displacement.DOWN
            elif entry.passage < before:
                displacement = Displacement.UP
            else:
                displacement = Displacement.DOWN if entry.passage > after else Displacement.NONE
            if displacement is not Displacement.NONE:
                entry = SynopsisEntry(entry.link, entry.passage, entry.full, entry.home, displacement)
            entries.append(entry)
        found.append(Group(group.main, tuple(entries), group.alone))
    return found


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The longest rising subsequence of distinct numbers."""
    ends: list[int] = []  # for each length, the least last number of a rising subsequence
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
    """Runs of the other article without counterparts, and runs that are not compared yet.

    The latter come last in the synopsis: they may be most of a book.
    """
    other = order.other
    passages = range(len(articles[other].passages))
    if alignment is None:
        return runs(articles[other], passages), []
    linked = alignment.by_passage(other)
    unlinked = [passage for passage in passages if passage not in linked]
    known = [passage for passage in unlinked if alignment.known(other, passage)]
    unknown = [passage for passage in unlinked if not alignment.known(other, passage)]
    return runs(articles[other], known), runs(articles[other], unknown)


def _with_runs_of_other(
    groups: list[Group], alone: list[range], alignment: Alignment | None, order: Side
) -> list[Group]:
    """Insert passages that only the other article has next to their neighbours there.

    Both neighbours may be elsewhere in the synopsis.  If they are close together, the passages go between
    them.  If they are far apart, as when one has a counterpart far away, the passages keep the order of their
    article.
    """
    homes = {entry.passage: at for at, group in enumerate(groups) for entry in group.entries if entry.home}
    if alignment is not None and not homes:  # the filter hides the neighbours
        starts = [group.main.start for group in groups]
        homes = {
            passage: bisect_left(starts, link.end(order)) - 1
            for passage, link in _best_links(alignment, order.other).items()
        }
    linked = sorted(homes)
    at_home = [entry for group in groups for entry in group.entries if entry.home]
    if at_home:
        in_order = sorted(entry.passage for entry in at_home if entry.displacement is Displacement.NONE)
    else:
        in_order = sorted(_longest_rising(sorted(homes, key=homes.__getitem__)))
    after: dict[int, list[Group]] = {}
    for run in alone:
        at = bisect_left(linked, run.start)
        around = [homes[passage] for passage in linked[max(0, at - 1) : at + 1]]
        if 0 < at < len(linked) and 0 <= around[1] - around[0] <= _NEAR:
            place = around[0]
        elif before := bisect_left(in_order, run.start):
            place = homes[in_order[before - 1]]
        else:  # the beginning of the main article stays first, unless nothing is placed after it
            first = homes[in_order[0]] - 1 if in_order else len(groups) - 1
            place = max(first, 0 if at else -1)
        after.setdefault(place, []).append(Group(range(0), (), run))
    found = after.get(-1, [])
    for at, group in enumerate(groups):
        found.append(group)
        found.extend(after.get(at, ()))
    return found
