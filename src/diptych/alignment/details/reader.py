"""The details of a passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.alignment.details.context import once
from diptych.alignment.details.figures import FigureReader
from diptych.alignment.details.times import read_times

if TYPE_CHECKING:
    from diptych.alignment.details.context import PassageContext
    from diptych.alignment.details.model import Detail


@once
def details_of(passage: PassageContext) -> tuple[Detail, ...]:
    """Every figure, date and time of a passage, in order."""
    if not passage.has_values:
        return ()
    taken: set[int] = set()
    found = [*read_times(passage, taken), *FigureReader(passage, taken).read()]
    return tuple(sorted(found, key=lambda detail: detail.span))
