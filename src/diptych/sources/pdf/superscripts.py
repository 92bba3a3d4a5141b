"""Raised digits: an exponent is written as one, and the mark of a note is left out."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_SMALLER = 0.88
"""Largest height of a raised letter, as a share of that of the letters beside it."""
_RAISED = 0.14
"""Least distance of its baseline from theirs, as a share of their height."""
_DIGITS = re.compile(r"[-−–+]?\d+(?:[,–-]\d+)*\)?")
_RAISE = str.maketrans("0123456789-−–+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻⁺")
_HAS_EXPONENT = re.compile(r"(?:^|[^\w.,]|\d[.,]?)(?:10|\d)|(?:^|[^^\W\d_])[A-Za-zµμΩ]{1,2}|\)")
"""The end of a number or of a symbol that may have an exponent: 10⁶, 2³, 5 km², x²."""


def is_raised(height: float, base: float, beside: tuple[float, float]) -> bool:
    """Whether a letter is a superscript.

    Args:
        height: of the letter.
        base: the height of its baseline.
        beside: height and baseline of the letters beside it.
    """
    return height < _SMALLER * beside[0] and base - beside[1] > _RAISED * beside[0]


def written(word: str, raised: Sequence[int], before: str) -> tuple[str, list[str], bool]:
    """A word with superscripts as it is to be read.

    Args:
        word: the letters.
        raised: which of them are superscripts, in order.
        before: the word before it on the line; empty if there is none.

    Returns:
        The word, the marks of notes that it is without, and whether it continues the word before it.
    """
    parts: list[str] = []
    marks: list[str] = []
    joined = False
    at = 0
    for start, end in _groups(raised):
        group, base = word[start:end], "".join([*parts, word[at:start]]) or before
        parts.append(word[at:start])
        at = end
        if not base or not _DIGITS.fullmatch(group):
            parts.append(group)
        elif _has_exponent(base, group):
            parts.append(group.translate(_RAISE))
            joined = joined or start == 0
        else:
            marks.append(group)
    parts.append(word[at:])
    return "".join(parts), marks, joined


def _groups(places: Sequence[int]) -> list[tuple[int, int]]:
    """The ranges of consecutive places."""
    starts = [at for before, at in pairwise([-2, *places]) if at != before + 1]
    ends = [at + 1 for at, after in pairwise([*places, places[-1] + 2]) if after != at + 1]
    return list(zip(starts, ends, strict=True))


def _has_exponent(base: str, group: str) -> bool:
    return bool(re.search(rf"(?:{_HAS_EXPONENT.pattern})$", base)) and not group.endswith(")")
