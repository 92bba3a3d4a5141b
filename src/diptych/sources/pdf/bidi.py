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
_FROM_RIGHT = {"R", "AL"}
_ALEFS = "اأإآٱ"
_LAM = "ل"
_BETWEEN_DIGITS = {"ES", "CS", "ET"}


_PRESENTATION_FORMS = frozenset(map(chr, [*range(0xFB1D, 0xFE00), *range(0xFE70, 0xFEFD)]))
"""Code points for the shapes of letters and for ligatures; all are written with ordinary letters."""


def reading_order(letters: Iterable[tuple[str, float, float]], em: float) -> str:
    """The text of letters that are drawn on one line.

    Args:
        letters: each with its left and right edge, in points.
        em: type size, in points.
    """
    clusters = _clusters(letters)
    clusters.sort(key=lambda cluster: -(cluster[1] + cluster[2]))
    parts: list[str] = []
    forward: list[str] = []  # characters read from the left, in reverse order
    before = None
    for text, left, right in clusters:
        spaced = before is not None and before - right > _GAP * em
        way = unicodedata.bidirectional(text[0])
        if way in _FROM_RIGHT and forward and unicodedata.bidirectional(forward[-1][0]) == "L":
            spaced = True  # no word of these scripts goes on after a Latin one
        if way in _FROM_LEFT or (forward and way in _BETWEEN_DIGITS and not spaced):
            forward += [" ", text] if spaced and forward else [text]
            parts += [" "] if spaced and len(forward) == 1 else []
        else:
            parts += [*_reversed(forward), " " if spaced else "", text.translate(_MIRRORED)]
            forward = []
        before = left
    return "".join([*parts, *_reversed(forward)])


def _clusters(letters: Iterable[tuple[str, float, float]]) -> list[tuple[str, float, float]]:
    """The letters, those together that are drawn as one glyph, or as a sign above or below a letter."""
    clusters: list[tuple[list[str], float, float]] = []
    for letter, left, right in letters:
        form = unicodedata.normalize("NFKC", letter) if letter in _PRESENTATION_FORMS else letter
        if clusters and unicodedata.category(form[0]) == "Mn":  # a vowel sign stays with its letter
            clusters[-1][0][-1] += form
        elif clusters and clusters[-1][1:] == (left, right):
            clusters[-1][0].append(form)
        else:
            clusters.append(([form], left, right))
    # Libraries turn the letters of a glyph round with the line, or not.  Lam before alef is one glyph.
    forwards = any(each[0] == _LAM and each[1][0] in _ALEFS for each, _, _ in clusters if len(each) == 2)
    return [
        (
            "".join(
                each if forwards or unicodedata.bidirectional(each[0][0]) not in _FROM_RIGHT else each[::-1]
            ),
            left,
            right,
        )
        for each, left, right in clusters
    ]


def _reversed(forward: list[str]) -> list[str]:
    """Characters collected from the right, in order from the left; a stop before a number moves after it."""
    ordered = forward[::-1]
    stops = 0
    while stops < len(ordered) and unicodedata.bidirectional(ordered[stops][0]) in _BETWEEN_DIGITS:
        stops += 1
    return ordered[stops:] + ordered[:stops]
