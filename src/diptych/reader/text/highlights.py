"""How text is marked: layers over an article's text, computed apart and combined last.

A layer is what a stretch of text *is* (shared with the counterpart, quoted, under the cursor); what it looks
like is the style sheet's business.  Nothing here knows widgets.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from enum import Enum, IntFlag, auto
from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.model import Grade

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from diptych.alignment.model import Alignment, Link
    from diptych.article.model import Span
    from diptych.sides import Side


class Layer(IntFlag):
    """What a stretch of text is; later ones are painted over earlier ones."""

    NONE = 0
    UNIQUE = auto()
    FURNITURE = auto()
    HEADING = auto()
    QUOTED = auto()
    ALSO = auto()
    """In a counterpart of the passage under the cursor that is not the one shown."""
    COUNTERPART = auto()
    CURSOR = auto()
    SHARED = auto()
    """A word that the passage shares with a counterpart."""
    SHARED_HERE = auto()
    """A word that the two passages of the link shown share."""
    DIFFERS = auto()
    HIT = auto()
    HIT_HERE = auto()
    SELECTED = auto()
    """By the mouse."""


class PassageStatus(Enum):
    """What a passage's gutter mark says."""

    UNKNOWN = " "
    """The links are still being computed."""
    LINKED = "●"
    RELATED = "◐"
    """Linked by a mention only."""
    UNIQUE = "○"
    DIFFERS = "≠"


class StyledSpan(NamedTuple):
    """A span of text and what it is."""

    start: int
    end: int
    layers: Layer


MIN_MARKED_WEIGHT = 0.5
"""Weight from which a shared word is marked all the time, 0..1: that of names and rare words."""


def passage_statuses(alignment: Alignment | None, side: Side, count: int) -> list[PassageStatus]:
    """How each of the `count` passages of one side stands."""
    if alignment is None:
        return [PassageStatus.UNKNOWN] * count
    found = [PassageStatus.UNIQUE if alignment.compared is None else PassageStatus.UNKNOWN] * count
    if alignment.compared is not None:
        for passage in alignment.unique(side):
            found[passage] = PassageStatus.UNIQUE
    for passage, links in alignment.by_passage(side).items():
        found[passage] = status_of_links(links)
    return found


def status_of_links(links: Sequence[Link]) -> PassageStatus:
    """How a passage stands by some of its links, of which there is one at least, the best first."""
    for link in links:
        if link.differences:
            return PassageStatus.DIFFERS
    return PassageStatus.RELATED if links[0].grade is Grade.RELATED else PassageStatus.LINKED


def link_layers(links: Sequence[Link], side: Side, shown: Link | None) -> Iterator[StyledSpan]:
    """What the links of one passage say of its text.

    All words of the link shown are marked.  Elsewhere only the weighty ones of the best link are: a page in
    which every shared word is marked says little and tires the eye.

    Args:
        links: the links of the passage, best first.
        side: the side that it stands on.
        shown: the link whose words stand out, where it is one of them.
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
    """Those of `spans`, which are in order and do not overlap, that share something with `span`."""
    first = bisect_right(spans, span.start, key=lambda found: found.end)
    last = bisect_left(spans, span.end, key=lambda found: found.start)
    return spans[first:last]


def flatten_layers(span: Span, stretches: Iterable[StyledSpan]) -> list[StyledSpan]:
    """Cut `span` into stretches that do not overlap, each with all layers that lie over it."""
    edges: dict[int, list[tuple[Layer, int]]] = {span.start: [], span.end: []}
    for start, end, layers in stretches:
        start, end = max(start, span.start), min(end, span.end)
        if start < end:
            edges.setdefault(start, []).append((layers, 1))
            edges.setdefault(end, []).append((layers, -1))
    counts: dict[Layer, int] = {}
    flat: list[StyledSpan] = []
    places = sorted(edges)
    for at, place in enumerate(places[:-1]):
        for layers, change in edges[place]:
            counts[layers] = counts.get(layers, 0) + change
        present = Layer.NONE
        for layers, count in counts.items():
            if count > 0:
                present |= layers
        if flat and flat[-1].layers == present:
            flat[-1] = StyledSpan(flat[-1].start, places[at + 1], present)
        else:
            flat.append(StyledSpan(place, places[at + 1], present))
    return flat
