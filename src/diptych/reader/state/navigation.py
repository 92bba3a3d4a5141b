"""Where the keys lead: pure functions and a history over passage indices, without widgets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.alignment.model import Alignment, Link
    from diptych.sides import Side


class Place(NamedTuple):
    """A passage of one side."""

    side: Side
    passage: int


def neighbour(passages: Sequence[int], cursor: int, steps: int) -> int | None:
    """The passage `steps` further (back when negative) among `passages`, which are in order.

    `cursor` itself need not be one of them.  A step beyond the last one stops there; None when there is none
    at all in that direction.
    """
    if steps > 0:
        at = bisect_right(passages, cursor)
        return passages[min(at + steps, len(passages)) - 1] if at < len(passages) else None
    at = bisect_left(passages, cursor)
    return passages[max(at + steps, 0)] if at > 0 else None


class HistoryEntry(NamedTuple):
    """A place as it was left: what was shown with it, and where it stood."""

    place: Place
    chosen: Link | None = None
    """The link that was shown, where it was not the best one."""
    row: int | None = None
    """The row of the pane that the passage began in."""


@dataclass
class History:
    """The jumps that were made, to go back and forward through, as in a browser."""

    limit: int = 500
    """Jumps kept; the oldest are forgotten first."""
    _back: list[HistoryEntry] = field(default_factory=list)
    _forward: list[HistoryEntry] = field(default_factory=list)

    def leave(self, stop: HistoryEntry) -> None:
        """Remember a place that a jump leaves; what was ahead is forgotten."""
        if self._back and self._back[-1].place == stop.place:
            self._back.pop()
        self._back.append(stop)
        del self._back[: -self.limit]
        self._forward.clear()

    def back(self, present: HistoryEntry) -> HistoryEntry | None:
        """The place before, `present` becoming the one ahead; None when there is none."""
        return _step(self._back, self._forward, present)

    def forward(self, present: HistoryEntry) -> HistoryEntry | None:
        """The place ahead again, `present` becoming the one before; None when there is none."""
        return _step(self._forward, self._back, present)


def _step(taken: list[HistoryEntry], given: list[HistoryEntry], present: HistoryEntry) -> HistoryEntry | None:
    while taken:
        stop = taken.pop()
        if stop.place != present.place:
            given.append(present)
            return stop
    return None


@dataclass(frozen=True, slots=True)
class CounterpartCycle:
    """Where Enter leads when it is pressed again: through the counterparts of one passage, then home."""

    home: Place
    links: tuple[Link, ...]
    """The links of the passage at home, best first."""
    first: int
    """Which of `links` was gone to first."""
    at: int
    """Which was gone to last."""

    @property
    def place(self) -> Place:
        """Where the last step of the round led."""
        side = self.home.side.other
        return Place(side, self.links[self.at].end(side))

    @property
    def following(self) -> CounterpartCycle | None:
        """The round one step further; None when all counterparts have been gone to."""
        after = (self.at + 1) % len(self.links)
        return None if after == self.first else replace(self, at=after)

    def among(self, alignment: Alignment) -> CounterpartCycle | None:
        """The same round through other links; None where they lack the first or the present one."""
        links = alignment.links_of(*self.home)

        def where(link: Link) -> int | None:
            return next((at for at, other in enumerate(links) if same(link, other)), None)

        first, at = where(self.links[self.first]), where(self.links[self.at])
        return None if first is None or at is None else CounterpartCycle(self.home, links, first, at)


def same(one: Link, two: Link) -> bool:
    """Whether two links join the same passages: links that are computed anew may have another score."""
    return (one.left, one.right) == (two.left, two.right)


def rejected_at(alignment: Alignment | None, place: Place | None, chosen: Link) -> tuple[Link, ...]:
    """A link of the passage at a place that was chosen though it was rejected; nothing where it was not."""
    if alignment is None or place is None or chosen.end(place.side) != place.passage:
        return ()
    link = alignment.between(chosen.left, chosen.right)
    return (link,) if link is not None and link.verdict is Verdict.REJECTED else ()
