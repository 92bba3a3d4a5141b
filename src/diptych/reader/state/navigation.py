"""Places in the articles, the history of jumps, and the cycle through counterparts.  Imports no widgets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.kinds import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.alignment.model import Alignment, Link
    from diptych.sides import Side

MOST_NEAREST = 3
"""Maximum number of nearest passages shown for a passage without a counterpart."""


class Place(NamedTuple):
    """A passage of one side."""

    side: Side
    passage: int


def neighbour(passages: Sequence[int], cursor: int, steps: int) -> int | None:
    """The passage some steps after the cursor; before it when `steps` is negative.

    Args:
        passages: passages to step through, in order.
        cursor: passage to start from; need not be one of `passages`.
        steps: number of steps; beyond the last passage they stop there.

    Returns:
        None if there is no passage in that direction.
    """
    if steps > 0:
        at = bisect_right(passages, cursor)
        return passages[min(at + steps, len(passages)) - 1] if at < len(passages) else None
    at = bisect_left(passages, cursor)
    return passages[max(at + steps, 0)] if at > 0 else None


class HistoryEntry(NamedTuple):
    """A place to go back to."""

    place: Place
    chosen: Link | None = None
    """The link shown there; None for the best one."""
    row: int | None = None
    """Row of the pane in which the passage began; None if it was not in view."""


@dataclass
class History:
    """The jumps made so far, to go back and forward through as in a browser."""

    limit: int = 500
    """Number of jumps kept; the oldest are dropped first."""
    _back: list[HistoryEntry] = field(default_factory=list)
    _forward: list[HistoryEntry] = field(default_factory=list)

    def push(self, entry: HistoryEntry) -> None:
        """Add the place that a jump leaves, and clear the places ahead."""
        if self._back and self._back[-1].place == entry.place:
            self._back.pop()
        self._back.append(entry)
        del self._back[: -self.limit]
        self._forward.clear()

    def back(self, present: HistoryEntry) -> HistoryEntry | None:
        """The place before; `present` becomes the one ahead.  None if there is none."""
        return _step(self._back, self._forward, present)

    def forward(self, present: HistoryEntry) -> HistoryEntry | None:
        """The place ahead; `present` becomes the one before.  None if there is none."""
        return _step(self._forward, self._back, present)


def _step(taken: list[HistoryEntry], given: list[HistoryEntry], present: HistoryEntry) -> HistoryEntry | None:
    while taken:
        entry = taken.pop()
        if entry.place != present.place:
            given.append(present)
            return entry
    return None


class CounterpartCycle(NamedTuple):
    """What repeated Enter steps through: the counterparts of one passage, then the passage itself.

    If the passage has no counterpart, what comes nearest takes their place.
    """

    home: Place
    links: tuple[Link, ...]
    """Links of the passage at `home`, or candidates near it, best first."""
    first: int
    """Index in `links` of the first jump."""
    at: int
    """Index in `links` of the last jump."""

    @property
    def place(self) -> Place:
        """Where the last jump led."""
        side = self.home.side.other
        return Place(side, self.links[self.at].end(side))

    @property
    def position(self) -> str:
        """Says which of the counterparts was jumped to; empty if there is only one."""
        count = len(self.links)
        return f"counterpart {self.at + 1} of {count}" if count > 1 else ""

    @property
    def following(self) -> CounterpartCycle | None:
        """The cycle one step further; None after the last counterpart."""
        after = (self.at + 1) % len(self.links)
        return None if after == self.first else self._replace(at=after)

    def among(self, alignment: Alignment) -> CounterpartCycle | None:
        """The same cycle through other links; None if they lack the first or the last link of the jumps."""
        links = alignment.links_of(*self.home) or nearest_to(alignment, self.home)

        def where(link: Link) -> int | None:
            return next((at for at, other in enumerate(links) if same_passages(link, other)), None)

        first, at = where(self.links[self.first]), where(self.links[self.at])
        return None if first is None or at is None else CounterpartCycle(self.home, links, first, at)


def nearest_to(alignment: Alignment, place: Place) -> tuple[Link, ...]:
    """What comes nearest to a passage without a counterpart: rejected links, then the best candidates."""
    # Those without a score are the language model's alone, whose links do not count now.
    found = [link for link in alignment.candidates_of(*place) if link.score or link.verdict]
    found.sort(key=lambda link: link.verdict is not Verdict.REJECTED)
    return tuple(found[:MOST_NEAREST])


def same_passages(one: Link, two: Link) -> bool:
    """Whether two links join the same passages, whatever their scores."""
    return (one.left, one.right) == (two.left, two.right)


def rejected_at(alignment: Alignment | None, place: Place | None, chosen: Link) -> tuple[Link, ...]:
    """The chosen link, if it is a rejected link of the passage at a place; else empty."""
    if alignment is None or place is None or chosen.end(place.side) != place.passage:
        return ()
    link = alignment.between(chosen.left, chosen.right)
    return (link,) if link is not None and link.verdict is Verdict.REJECTED else ()
