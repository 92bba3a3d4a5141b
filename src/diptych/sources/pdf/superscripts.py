"""Raised digits: an exponent is written as one, and the mark of a note is left out."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from diptych.sources.superscripts import begins_fraction, has_power, is_mark, power

if TYPE_CHECKING:
    from collections.abc import Sequence

SMALLER = 0.88
"""Largest height of a raised letter, as a share of that of the letters beside it."""
_RAISED = (0.14, 0.6)
"""Least and greatest distance of its baseline from theirs, as a share of their height."""
_HAS_MARK = re.compile(r"(?:[^\W\d_]|\d\d|[.,;:!?…)\]\"'”’»›。、，；：！？」』）])$")
"""The end of a word or a sentence that a note may belong to; the digits may be those of a year."""


def is_raised(height: float, base: float, beside: tuple[float, float]) -> bool:
    """Whether a letter is a superscript.

    Args:
        height: of the letter.
        base: the height of its baseline.
        beside: height and baseline of the letters beside it.
    """
    least, most = _RAISED
    return height < SMALLER * beside[0] and least < (base - beside[1]) / beside[0] < most


def written(word: str, raised: Sequence[int], before: str) -> tuple[str, list[str], bool]:
    """A word with superscripts as it is to be read.

    Args:
        word: the letters.
        raised: which of them are superscripts, in order.
        before: the word directly before it on the line; empty if there is none.

    Returns:
        The word, the marks of notes that it is without, and whether it continues the word before it.
    """
    parts: list[str] = []
    marks: list[str] = []
    joined = False
    at = 0
    for start, end in _groups(raised):
        group = word[start:end]
        base = "".join([*parts, word[at:start]]) or before
        parts.append(word[at:start])
        at = end
        if begins_fraction(word[end:]):
            parts.append(f" {group}" if base[-1:].isdigit() and start else group)
        elif has_power(group, base):
            parts.append(power(group))
            joined = joined or start == 0
        elif is_mark(group) and _HAS_MARK.search(base):
            marks.append(group)
        else:
            parts.append(group)
    parts.append(word[at:])
    return "".join(parts), marks, joined


def _groups(places: Sequence[int]) -> list[tuple[int, int]]:
    """The ranges of consecutive places."""
    starts = [at for before, at in pairwise([-2, *places]) if at != before + 1]
    ends = [at + 1 for at, after in pairwise([*places, places[-1] + 2]) if after != at + 1]
    return list(zip(starts, ends, strict=True))
