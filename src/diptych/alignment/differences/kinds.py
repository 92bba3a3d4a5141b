"""What a difference of two details is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.alignment.details.model import DetailKind
from diptych.alignment.kinds import DifferenceKind

if TYPE_CHECKING:
    from diptych.alignment.details.model import Detail

_KINDS = {
    DetailKind.COUNT: DifferenceKind.NUMBER,
    DetailKind.MONEY: DifferenceKind.MONEY,
    DetailKind.PERCENT: DifferenceKind.PERCENT,
    DetailKind.ORDINAL: DifferenceKind.RANK,
    DetailKind.MEASURE: DifferenceKind.MEASURE,
    DetailKind.AGE: DifferenceKind.AGE,
    DetailKind.DURATION: DifferenceKind.DURATION,
    DetailKind.SCORE: DifferenceKind.SCORE,
    DetailKind.DATE: DifferenceKind.DATE,
    DetailKind.WEEKDAY: DifferenceKind.WEEKDAY,
    DetailKind.TIME: DifferenceKind.TIME,
}
_NO_SUBJECT = frozenset(("number", "rank", "score", "share"))
"""Subjects that say no more than the kind."""


def kind_of(one: Detail, two: Detail) -> DifferenceKind:
    """The kind of a difference; a date against a weekday is one of days."""
    if one.kind is DetailKind.MEASURE and one.unit == "length":
        return DifferenceKind.DISTANCE
    return _KINDS[one.kind if one.kind is two.kind else DetailKind.WEEKDAY]


def subject_of(one: Detail, two: Detail) -> str:
    """What two details are about, for display; empty if that says nothing."""
    subject = min(one.subject, two.subject, key=lambda each: (len(each), each))
    return "" if subject in _NO_SUBJECT else subject
