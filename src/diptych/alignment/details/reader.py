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
    sought = passage.account.telling
    telling = [
        k
        for k, (word, token) in enumerate(zip(passage.words, passage.tokens, strict=True))
        if word in sought or token.value is not None or word[:1].isdigit()
    ]
    taken: set[int] = set()
    found = [*read_times(passage, telling, taken), *FigureReader(passage, taken).read(telling)]
    return tuple(sorted(found, key=lambda detail: detail.span))
