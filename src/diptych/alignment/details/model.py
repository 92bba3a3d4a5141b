"""A detail of a passage, typed and normalised."""

from __future__ import annotations

from enum import Enum
from math import inf
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from diptych.article.model import Span


class DetailKind(Enum):
    """The kind of a detail."""

    COUNT = "count"
    """A number of things or people."""
    MONEY = "money"
    PERCENT = "percentage"
    """A share of a whole, also in words: a third."""
    ORDINAL = "rank"
    """Third, 35th."""
    MEASURE = "measure"
    """A length, an area, a weight, a speed or a temperature."""
    AGE = "age"
    DURATION = "duration"
    SCORE = "score"
    """Two numbers against each other: 51-49."""
    DATE = "date"
    """A day of a month, a month or a year."""
    WEEKDAY = "weekday"
    TIME = "time"
    """A time of day."""
    NAME = "name"
    """A person, place or organisation."""
    QUOTATION = "quoted words"


_ALIKE = 0.8
"""Ratio of two rough values below which they are two."""


class Detail(NamedTuple):
    """One detail."""

    kind: DetailKind
    span: Span
    """In code points of the article's text."""
    first: int
    """Index of its first token in the passage."""
    last: int
    """Index of its last token in the passage."""
    value: float = 0.0
    """In the base unit of its kind: days of a duration, metres of a length, minutes since midnight of a
    time, month * 100 + day of a date, 1..7 of a weekday from Monday, points of a hundred of a share."""
    least: float = -inf
    most: float = inf
    """Between what values it lies if it is given roughly, as a bound or as a range."""
    unit: str = ""
    """The stem of what is counted, the currency or dimension, with what it is given for: $/year; of a time,
    the zone.  Empty if it is not known."""
    subject: str = ""
    """What is counted or measured, as printed."""
    scope: tuple[str, ...] = ()
    """Stems between a count and its noun, who is so old, or the weekday of a date, 1..7."""
    is_exact: bool = True
    """Whether nothing says that it is rounded or a bound."""

    def agrees(self, other: Detail) -> bool:
        """Whether both may stand for one value: equal, a rounding, a bound or a range."""
        if self.value == other.value:
            return True
        if -inf < self.least and self.most < inf and -inf < other.least and other.most < inf:
            rough = not self.is_exact and not other.is_exact
            low, high = sorted((abs(self.value), abs(other.value)))
            if rough and low < _ALIKE * high and self.kind is not DetailKind.TIME:
                return False  # about 50, about 90
        return self.least < other.value < self.most or other.least < self.value < other.most
