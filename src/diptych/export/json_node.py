"""A value of a JSON file that knows its place, so that each fault of the file can be named with its place.

No declarative validator is used, because most checks compare a value with others: offsets with the text,
indices with the number of passages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from diptych.article.model import Span
from diptych.sides import Pair, Side
from diptych.sources.sanitize import sanitize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from enum import Enum

    Choice = TypeVar("Choice", bound=Enum)
    T = TypeVar("T")

_LONGEST_SHORT = 100_000
"""Code points of the longest title, label or note."""
_ONE_LINE = str.maketrans("\n\t", "  ")


class JsonFault(Exception):  # noqa: N818 - the fault is in the file
    """The first fault of a file, with its place."""


class JsonNode:
    """A value of the file that knows its place."""

    __slots__ = ("_key", "_parent", "value")

    def __init__(self, value: object, parent: JsonNode | None = None, key: str | int = "") -> None:
        self.value = value
        self._parent = parent
        self._key = key

    def fault(self, wrong: str) -> JsonFault:
        """The fault to raise: the place of this value, and what is wrong with it."""
        return JsonFault(f"{self.place} {wrong}")

    @property
    def place(self) -> str:
        """Where this value is in the file, such as "links[3].left"; "it" for all of it."""
        if self._parent is None:
            return "it"
        above = "" if self._parent._parent is None else self._parent.place
        if isinstance(self._key, int):
            return f"{above}[{self._key}]"
        return f"{above}.{self._key}" if above else self._key

    def _typed(self, what: str, *types: type) -> Any:
        # By `type`, because True is an int for `isinstance`.
        if type(self.value) not in types:
            raise self.fault(f"is not {what}")
        return self.value

    def get(self, key: str) -> JsonNode | None:
        """The value under a key of an object; None if it is missing or null."""
        found = self._typed("an object", dict).get(key)
        return None if found is None else JsonNode(found, self, key)

    def __getitem__(self, key: str) -> JsonNode:
        """The value under a key that an object must have."""
        if (found := self.get(key)) is None:
            raise self.fault(f"has no “{key}”")
        return found

    def __iter__(self) -> Iterator[JsonNode]:
        return (JsonNode(item, self, index) for index, item in enumerate(self._typed("a list", list)))

    def both(self, read_side: Callable[[JsonNode, Side], T]) -> Pair[T]:
        """The values under "left" and "right"."""
        return Pair(*(read_side(self[side.value], side) for side in Side))

    def text(self) -> str:
        """A text."""
        return str(self._typed("a text", str))

    def sanitized(self) -> str:
        """A short text, sanitized."""
        if len(self.text()) > _LONGEST_SHORT:
            raise self.fault(f"is longer than {_LONGEST_SHORT:,} characters")
        return sanitize(self.text())

    def sanitized_at(self, key: str) -> str:
        """The short text under a key, sanitized; empty if there is none."""
        return "" if (found := self.get(key)) is None else found.sanitized()

    def line(self) -> str:
        """A short text, sanitized, on one line."""
        return self.sanitized().translate(_ONE_LINE)

    def line_at(self, key: str) -> str:
        """The short text under a key, sanitized, on one line; empty if there is none."""
        return self.sanitized_at(key).translate(_ONE_LINE)

    def flag(self) -> bool:
        """True or false."""
        return bool(self._typed("true or false", bool))

    def share(self) -> float:
        """A number, 0..1."""
        value = self._typed("a number", float, int)
        if not 0 <= value <= 1:
            raise self.fault("is not a number from 0 to 1")
        return float(value)

    def whole(self, least: int, beyond: int, what: str) -> int:
        """A whole number of at least `least` and less than `beyond`; `what` explains the limits."""
        value = int(self._typed("a whole number", int))
        if not least <= value < beyond:
            raise self.fault(f"is {value if abs(value) < 10**12 else 'huge'}, but {what}")
        return value

    def index(self, size: int) -> int:
        """The index of one of `size` passages."""
        return self.whole(0, size, f"the article has {size} passages")

    def span(self, within: Span) -> Span:
        """A span, in code points, that lies within another."""
        bounds = "must be from {} to {}"
        start = self["start"].whole(within.start, within.end + 1, bounds.format(within.start, within.end))
        end = self["end"].whole(start, within.end + 1, bounds.format(start, within.end))
        return Span(start, end)

    def choice(self, kind: type[Choice], unknown: Choice | None = None) -> Choice:
        """A member of an enum by its value; `unknown` for another value, or a fault if that is None."""
        try:
            return kind(self.text())
        except ValueError:
            if unknown is not None:
                return unknown
            choices = ", ".join(str(choice.value) for choice in kind)
            raise self.fault(f"is none of {choices}") from None
