"""Highlight layers over an article's text, computed separately and combined last.

A layer says what a span of text *is* (shared with the counterpart, quoted, under the cursor).  The style
sheet says what it looks like.  Uses no widgets.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from enum import Enum, IntFlag, auto
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.kinds import Grade, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from diptych.alignment.model import Alignment, Link
    from diptych.article.model import Span
    from diptych.sides import Side


class Layer(IntFlag):
    """What a span of text is; later layers are painted over earlier ones."""

    NONE = 0
    UNIQUE = auto()
    FURNITURE = auto()
    HEADING = auto()
    QUOTED = auto()
    ALSO = auto()
    """In another counterpart of the passage under the cursor than that of the current link."""
    COUNTERPART = auto()
    CURSOR = auto()
    SHARED = auto()
    """Evidence that the passage shares with a counterpart."""
    SHARED_HERE = auto()
    """Evidence of the current link."""
    DIFFERS = auto()
    HIT = auto()
    HIT_HERE = auto()
    SELECTED = auto()
    """Selected with the mouse."""
    SEAM = auto()
    """The space before a passage that begins within a row."""


class PassageStatus(Enum):
    """Status of a passage, as the character of its gutter mark."""

    UNKNOWN = " "
    """Links are still being computed."""
    LINKED = "●"
    RELATED = "◐"
    """Linked only by links of the grade RELATED."""
    NEAR = "◌"
    """Without a counterpart, but a passage of the other article comes near."""
    UNIQUE = "○"
    MAY_DIFFER = "≟"
    """A detail may differ; none is certain to."""
    DIFFERS = "≠"

    __hash__ = object.__hash__  # that of Enum runs in Python, and a ruler looks up each passage


class StyledSpan(NamedTuple):
    """A span of text in code points, and its layers."""

    start: int
    end: int
    layers: Layer


MIN_MARKED_WEIGHT = 0.5
"""Minimum weight, 0..1, of evidence that is marked away from the cursor: that of names and rare words."""


def passage_statuses(alignment: Alignment | None, side: Side, count: int) -> list[PassageStatus]:
    """Status of each of the `count` passages of one side."""
    if alignment is None:
        return [PassageStatus.UNKNOWN] * count
    linked = alignment.by_passage(side)
    return [_status(alignment, linked.get(passage), side, passage) for passage in range(count)]


def updated_statuses(
    before: Sequence[PassageStatus], alignment: Alignment, side: Side, changed: Iterable[int]
) -> list[PassageStatus]:
    """The statuses of one side after the links of some passages have changed.

    Args:
        before: the statuses until then.
        alignment: the present links.
        side: the side.
        changed: the passages with other links.
    """
    found, linked = list(before), alignment.by_passage(side)
    for passage in changed:
        found[passage] = _status(alignment, linked.get(passage), side, passage)
    return found


def _status(alignment: Alignment, links: Sequence[Link] | None, side: Side, passage: int) -> PassageStatus:
    if links:
        return status_of_links(links, alignment)
    if not alignment.known(side, passage):
        return PassageStatus.UNKNOWN
    return PassageStatus.NEAR if alignment.comes_near(side, passage) else PassageStatus.UNIQUE


def status_of_links(links: Sequence[Link], alignment: Alignment) -> PassageStatus:
    """Status of a passage by its links, best first; `links` must not be empty."""
    may_differ = False
    for link in links:
        if link.differences:
            return PassageStatus.DIFFERS
        if link.may_differ and alignment.may_differ(link):
            may_differ = True
    if may_differ:
        return PassageStatus.MAY_DIFFER
    return grade_status(links[0])


def grade_status(link: Link) -> PassageStatus:
    """Status of a passage with this link, by its grade alone; a link by hand counts in full."""
    related = link.grade is Grade.RELATED and link.verdict is not Verdict.ADDED
    return PassageStatus.RELATED if related else PassageStatus.LINKED


def link_layers(links: Sequence[Link], side: Side, shown: Link | None) -> Iterator[StyledSpan]:
    """Layers of the evidence and differences of one passage's links.

    All evidence of the current link is marked.  Elsewhere only the weighty evidence of the best link is,
    because a page with every shared word marked says little.

    Args:
        links: the links of the passage, best first.
        side: the side of the passage.
        shown: the current link, if it is one of them.
    """
    for number, link in enumerate(links):
        for evidence in link.evidence:
            if link is shown:
                layer = Layer.SHARED_HERE
            elif number == 0 and shown is None and evidence.weight >= MIN_MARKED_WEIGHT:
                layer = Layer.SHARED
            else:
                continue
            for span in evidence.spans[side]:
                yield StyledSpan(span.start, span.end, layer)
        for difference in link.differences:
            span = difference.spans[side]
            yield StyledSpan(span.start, span.end, Layer.DIFFERS)


def overlapping(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """The members of `spans` that overlap `span`; `spans` must be sorted and disjoint."""
    first = bisect_right(spans, span.start, key=lambda found: found.end)
    last = bisect_left(spans, span.end, key=lambda found: found.start)
    return spans[first:last]


def flatten_layers(span: Span, stretches: Iterable[StyledSpan]) -> list[StyledSpan]:
    """Split `span` into disjoint spans, each with all layers over it."""
    inside = [found for found in stretches if found.start < span.end and found.end > span.start]
    edges = {span.start, span.end, *(edge for start, end, _ in inside for edge in (start, end))}
    flat: list[StyledSpan] = []
    for start, end in pairwise(sorted(edge for edge in edges if span.start <= edge <= span.end)):
        layers = reduce(or_, {over.layers for over in inside if over.start <= start < over.end}, Layer.NONE)
        if flat and flat[-1].layers == layers:
            flat[-1] = flat[-1]._replace(end=end)
        else:
            flat.append(StyledSpan(start, end, layers))
    return flat
