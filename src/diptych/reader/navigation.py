"""Where the keys lead: pure functions and a history over passage indices, without widgets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.alignment.model import Link
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


class Stop(NamedTuple):
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
    _back: list[Stop] = field(default_factory=list)
    _forward: list[Stop] = field(default_factory=list)

    def leave(self, stop: Stop) -> None:
        """Remember a place that a jump leaves; what was ahead is forgotten."""
        if self._back and self._back[-1].place == stop.place:
            self._back.pop()
        self._back.append(stop)
        del self._back[: -self.limit]
        self._forward.clear()

    def back(self, present: Stop) -> Stop | None:
        """The place before, `present` becoming the one ahead; None when there is none."""
        return _step(self._back, self._forward, present)

    def forward(self, present: Stop) -> Stop | None:
        """The place ahead again, `present` becoming the one before; None when there is none."""
        return _step(self._forward, self._back, present)


def _step(taken: list[Stop], given: list[Stop], present: Stop) -> Stop | None:
    while taken:
        stop = taken.pop()
        if stop.place != present.place:
            given.append(present)
            return stop
    return None
