"""Wraps text into lines of a given width in terminal cells.

`textwrap` counts characters and breaks only at white space: its lines would be too wide in Chinese and
Japanese, whose characters take two cells and have no blanks between words.
"""

from __future__ import annotations

import re
import unicodedata

_WORDS = re.compile(r"\S+")


def wrap(text: str, width: int, *, first: str = "", rest: str = "") -> str:
    """Break `text` into lines of at most `width` cells; any white space between words becomes one blank.

    Args:
        text: the text to wrap.
        width: longest line in cells, including indents.
        first: indent of the first line.
        rest: indent of the other lines.
    """
    lines: list[str] = []
    line, cells = first, _cells(first)
    fresh = True  # the line has only an indent so far
    for word in _WORDS.findall(text):
        pending = word
        while pending:
            gap = 0 if fresh else 1
            room = width - cells - gap
            size = _cells(pending)
            if size <= room:
                line += " " * gap + pending
                cells += gap + size
                fresh, pending = False, ""
            elif fresh:
                # The word is longer than a line: break it at the end of the line.
                piece = _start(pending, room)
                lines.append(line + piece)
                line, cells, pending = rest, _cells(rest), pending[len(piece) :]
            else:
                if _breaks_anywhere(pending) and (piece := _start(pending, room, at_least=0)):
                    line += " " * gap + piece
                    pending = pending[len(piece) :]
                lines.append(line)
                line, cells, fresh = rest, _cells(rest), True
    if not fresh or not lines:
        lines.append(line)
    return "\n".join(line.rstrip() for line in lines)


def _cells(text: str) -> int:
    """The width of `text` in terminal cells."""
    return len(text) if text.isascii() else sum(map(_cell, text))


def _cell(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _start(word: str, room: int, *, at_least: int = 1) -> str:
    """The beginning of `word` that fits into `room` cells, but at least `at_least` characters."""
    cells = 0
    for index, character in enumerate(word):
        cells += _cell(character)
        if cells > room and index >= at_least:
            return word[:index]
    return word


def _breaks_anywhere(word: str) -> bool:
    """Whether the script of the word puts no blanks between words."""
    return any(_cell(character) == 2 for character in word[:8])
