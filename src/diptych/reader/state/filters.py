"""Views of two articles, filters of their passages, and the names of both."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diptych.alignment.model import Alignment, Link
    from diptych.sides import Side


class View(Enum):
    """Arrangement of both articles."""

    FACING = "facing"
    """Each article as printed; in a narrow terminal one above the other."""
    SYNOPSIS = "synopsis"
    """Passages beside their counterparts, in the order of one article."""
    SINGLE = "single column"
    """The synopsis in one column, with counterparts below their passage."""


class Selection(Enum):
    """Set of passages to show, or to step through."""

    ALL = "all"
    LINKED = "linked"
    UNIQUE = "unique"
    DIFFERS = "differs"
    MAY_DIFFER = "may differ"


SELECTION_NAMES = {
    Selection.ALL: "passage",
    Selection.LINKED: "linked passage",
    Selection.UNIQUE: "unique passage",
    Selection.DIFFERS: "passage that differs",
    Selection.MAY_DIFFER: "passage that may differ",
}
"""Name of one passage of each selection."""


def members_of(alignment: Alignment, side: Side, selection: Selection) -> tuple[int, ...]:
    """Passages of one side that belong to a selection other than `ALL`, in order."""
    if selection is Selection.LINKED:
        return alignment.linked(side)
    if selection is Selection.UNIQUE:
        return alignment.unique(side)
    return tuple(sorted({link.end(side) for link in alignment.links if shows(alignment, link, selection)}))


def shows(alignment: Alignment, link: Link, selection: Selection) -> bool:
    """Whether a link is one of those that a selection is of."""
    if selection is Selection.DIFFERS:
        return bool(link.differences)
    return selection is not Selection.MAY_DIFFER or bool(alignment.may_differ(link))


THRESHOLD_STEP = 0.05
"""Change of the threshold per key, in score (0..1)."""


def shifted_threshold(threshold: float, steps: int, usual: float | None = None) -> float | None:
    """The threshold some steps higher, or lower when negative; None if it cannot go further.

    Args:
        threshold: the present one, 0..1.
        steps: number of steps.
        usual: a threshold between two steps that is a step of its own, so that it can be reached again.
    """
    grid = {round(step * THRESHOLD_STEP, 2) for step in range(1, round(1 / THRESHOLD_STEP))}
    beyond = sorted(
        (each for each in grid | ({usual} if usual else set()) if (each - threshold) * steps > _NO_STEP),
        key=lambda each: abs(each - threshold),
    )
    return beyond[min(abs(steps), len(beyond)) - 1] if beyond else None


_NO_STEP = 1e-9
"""Rounding error of a threshold."""
