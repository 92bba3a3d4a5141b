"""Put the letters of a right-to-left line into reading order, by their positions.

A PDF says where each letter is drawn but not which one follows which, and libraries guess the order word by
word.  The positions decide: letters are read from the right, numbers and Latin words from the left.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_GAP = 0.15
"""Ems; a wider gap separates two words."""
_FROM_LEFT = {"L", "EN", "AN"}
_BETWEEN_DIGITS = {"ES", "CS", "ET"}


def reading_order(letters: Iterable[tuple[str, float, float]], em: float) -> str:
    """The text of letters that are drawn on one line.

    Args:
        letters: each with its left and right edge, in points.
        em: type size, in points.
    """
    clusters: list[tuple[str, float, float]] = []
    for letter, left, right in letters:
        if clusters and unicodedata.category(letter) == "Mn":  # a vowel sign stays with its letter
            clusters[-1] = clusters[-1][0] + letter, clusters[-1][1], clusters[-1][2]
        else:
            clusters.append((letter, left, right))
    clusters.sort(key=lambda cluster: -(cluster[1] + cluster[2]))
    parts: list[str] = []
    forward: list[str] = []  # characters read from the left, in reverse order
    before = None
    for text, left, right in clusters:
        spaced = before is not None and before - right > _GAP * em
        way = unicodedata.bidirectional(text[0])
        if way in _FROM_LEFT or (forward and way in _BETWEEN_DIGITS and not spaced):
            forward += [" ", text] if spaced and forward else [text]
            parts += [" "] if spaced and len(forward) == 1 else []
        else:
            parts += [*_reversed(forward), " " if spaced else "", text.translate(_MIRRORED)]
            forward = []
        before = left
    return "".join([*parts, *_reversed(forward)])


def _reversed(forward: list[str]) -> list[str]:
    """Characters collected from the right, in order from the left; a stop before a number moves after it."""
    ordered = forward[::-1]
    stops = 0
    while stops < len(ordered) and unicodedata.bidirectional(ordered[stops][0]) in _BETWEEN_DIGITS:
        stops += 1
    return ordered[stops:] + ordered[:stops]
