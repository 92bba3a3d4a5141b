"""Text → lines of a given width, measured in terminal cells.

`textwrap` counts characters and breaks only at white space: Chinese and Japanese, which are two cells wide
and have none, would run past the edge.
"""

from __future__ import annotations

import re
import unicodedata

_WORDS = re.compile(r"\S+")


def wrap(text: str, width: int, *, first: str = "", rest: str = "") -> str:
    """The words of `text` on lines of at most `width` cells; white space between them counts as one blank.

    Args:
        text: what to wrap.
        width: longest line in cells, indents included.
        first: what the first line begins with.
        rest: what every other line begins with.
    """
    lines: list[str] = []
    line, cells = first, _cells(first)
    fresh = True  # nothing but an indent on this line yet
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
                # longer than a whole line: break it where the line ends
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
    """How many cells a terminal gives to `text`."""
    return len(text) if text.isascii() else sum(map(_cell, text))


def _cell(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _start(word: str, room: int, *, at_least: int = 1) -> str:
    """As much of the beginning of `word` as fits into `room` cells, but `at_least` so many characters."""
    cells = 0
    for index, character in enumerate(word):
        cells += _cell(character)
        if cells > room and index >= at_least:
            return word[:index]
    return word


def _breaks_anywhere(word: str) -> bool:
    """Whether the word is written in a script that puts no blanks between words."""
    return any(_cell(character) == 2 for character in word[:8])
