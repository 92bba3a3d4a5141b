"""Lines of scripts that run from right to left, in the order of reading, from where their letters stand.

A PDF says where each letter is drawn and little of what comes after what, and libraries guess at it word by
word.  The places tell: from the right, but numbers and Latin words from the left.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_GAP = 0.15
"""Ems between two words."""
_FROM_LEFT = {"L", "EN", "AN"}
_BETWEEN_DIGITS = {"ES", "CS", "ET"}


def in_order(letters: Iterable[tuple[str, float, float]], em: float) -> str:
    """What letters say that are drawn on one line.

    Args:
        letters: each with its left and its right edge, in points.
        em: height of the type, in points.
    """
    clusters: list[tuple[str, float, float]] = []
    for letter, left, right in letters:
        if clusters and unicodedata.category(letter) == "Mn":  # a vowel sign goes with its letter
            clusters[-1] = clusters[-1][0] + letter, clusters[-1][1], clusters[-1][2]
        else:
            clusters.append((letter, left, right))
    clusters.sort(key=lambda cluster: -(cluster[1] + cluster[2]))
    parts: list[str] = []
    forward: list[str] = []  # what runs from the left, its last sign first
    before = None
    for said, left, right in clusters:
        spaced = before is not None and before - right > _GAP * em
        way = unicodedata.bidirectional(said[0])
        if way in _FROM_LEFT or (forward and way in _BETWEEN_DIGITS and not spaced):
            forward += [" ", said] if spaced and forward else [said]
            parts += [" "] if spaced and len(forward) == 1 else []
        else:
            parts += [*_turned(forward), " " if spaced else "", said.translate(_MIRRORED)]
            forward = []
        before = left
    return "".join([*parts, *_turned(forward)])


def _turned(forward: list[str]) -> list[str]:
    """Signs that were met from the right, from the left; a stop that stands before a number goes last."""
    turned = forward[::-1]
    stops = 0
    while stops < len(turned) and unicodedata.bidirectional(turned[stops][0]) in _BETWEEN_DIGITS:
        stops += 1
    return turned[stops:] + turned[:stops]
