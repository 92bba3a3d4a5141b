"""Left and right: a value for each of the two articles is a `Pair`, indexed by a `Side`.

Code that works on one side takes a `Side`, so that it need not exist for each of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T_co = TypeVar("T_co", covariant=True)
U = TypeVar("U")


class Side(Enum):
    """Which of the two articles."""

    LEFT = "left"
    RIGHT = "right"

    __hash__ = object.__hash__  # that of Enum runs in Python, and is part of many look-ups

    @property
    def other(self) -> Side:
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


@dataclass(frozen=True, slots=True)
class Pair(Generic[T_co]):
    """Two of anything: `pair[Side.LEFT]`, `pair[Side.RIGHT]`."""

    left: T_co
    right: T_co

    def __getitem__(self, side: Side) -> T_co:
        return self.left if side is Side.LEFT else self.right

    def __iter__(self) -> Iterator[T_co]:
        yield self.left
        yield self.right

    def map(self, function: Callable[[T_co], U]) -> Pair[U]:
        """The pair of the results of `function` for each side."""
        return Pair(function(self.left), function(self.right))

    @property
    def swapped(self) -> Pair[T_co]:
        """The same two, sides exchanged."""
        return Pair(self.right, self.left)
