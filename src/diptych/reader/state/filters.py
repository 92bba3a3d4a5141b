"""How the two articles are shown, which of their passages are, and what these are called."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from diptych.sides import Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.alignment.model import Alignment


class View(Enum):
    """How both articles are set."""

    FACING = "facing"
    """Each as it was printed; in a narrow terminal one above the other."""
    SYNOPSIS = "synopsis"
    """Passages and their counterparts beside each other, in the order of one article."""
    SINGLE = "single column"
    """The same in one column, counterparts beneath their passage."""


LETTERS = {Side.LEFT: "L", Side.RIGHT: "R"}
"""What the articles are called where there is room for one letter; elsewhere they are left and right."""


class Selection(Enum):
    """Which passages to show, or to step through."""

    ALL = "all"
    LINKED = "linked"
    UNIQUE = "unique"
    DIFFERS = "differs"


SELECTION_NAMES = {
    Selection.ALL: "passage",
    Selection.LINKED: "linked passage",
    Selection.UNIQUE: "unique passage",
    Selection.DIFFERS: "passage that differs",
}
"""What one of them is called."""


def none_further(selection: Selection, members: Sequence[int], passage: int, *, below: bool) -> str:
    """Why there is no next passage of a selection."""
    name = SELECTION_NAMES[selection]
    if not members:
        return f"This article has no {name}, at this threshold."
    if list(members) == [passage]:
        return f"This is the only {name}."
    return f"No {name} further {'below' if below else 'above'}."


def members_of(alignment: Alignment, side: Side, selection: Selection) -> tuple[int, ...]:
    """The passages of one side that belong to a selection other than all, in order."""
    if selection is Selection.LINKED:
        return alignment.linked(side)
    if selection is Selection.UNIQUE:
        return alignment.unique(side)
    return tuple(sorted({link.end(side) for link in alignment.links if link.differences}))


THRESHOLD_STEP = 0.05
"""How far one key moves the threshold: coarse enough that each step shows, fine enough to choose by."""


def shifted_threshold(present: float, steps: int) -> float | None:
    """The threshold some steps higher or lower, as far as it goes; None where it is at its end."""
    wanted = round(round(present / THRESHOLD_STEP + steps) * THRESHOLD_STEP, 2)
    wanted = min(max(wanted, THRESHOLD_STEP), 1 - THRESHOLD_STEP)
    return wanted if (wanted - present) * steps > 0 else None
