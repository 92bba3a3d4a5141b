"""Passages → windows that the encoder reads at once, so that each passage is read in its context."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

WINDOW = 220
"""Most word pieces of the passages of a window."""
CONTEXT = 32
"""Most word pieces before them, which are read for context only."""


class Part(NamedTuple):
    """A passage in a window."""

    passage: int
    start: int
    """Its first word piece in the window, counted without the start mark."""
    end: int


class Window(NamedTuple):
    """Word pieces that are read at once."""

    pieces: list[int]
    parts: list[Part]


def windows_of(passages: Sequence[Sequence[int]], most: int = WINDOW, context: int = CONTEXT) -> list[Window]:
    """Windows of whole passages, each with some of the word pieces before it.

    Args:
        passages: the word pieces of each passage of an article, in order.
        most: most word pieces of the passages of a window; a longer passage is read as far as that.
        context: most word pieces before them.
    """
    windows: list[Window] = []
    before: list[int] = []
    pieces: list[int] = []
    parts: list[Part] = []
    room = most
    for number, passage in enumerate(passages):
        read = list(passage[:most])
        if parts and len(read) > room:
            windows.append(Window(pieces, parts))
            before, parts, room = pieces, [], most
        if not parts:
            pieces = before[max(0, len(before) - context) :]
        parts.append(Part(number, len(pieces), len(pieces) + len(read)))
        pieces = pieces + read
        room -= len(read)
    if parts:
        windows.append(Window(pieces, parts))
    return windows
