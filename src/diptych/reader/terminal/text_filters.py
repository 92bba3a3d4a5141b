"""Text as a terminal can show it, in as many cells as Rich and Textual count for it.

Columns stay where they are only if the terminal counts the same cells.
"""

from __future__ import annotations

import codecs
import re
import sys
import unicodedata
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from rich.cells import cell_len, split_graphemes
from rich.segment import Segment
from textual.filter import LineFilter

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.color import Color

_EMOJI_STYLE = "\ufe0f"
"""The variation selector that makes a picture of the sign before it."""
_STYLED = re.compile(f".{_EMOJI_STYLE}\u20e3?", re.DOTALL)
"""A sign with the selector, and with a keycap if one follows."""

_SUBSTITUTES = {
    substitute: frozenset(signs)
    for substitute, signs in {
        "*": "●•✱★", "o": "○◦", "+": "◐✚", "!": "≠", "?": "≟", "~": "≈∼", "v": "✓✔↓▾▼", "x": "✗✘×",
        "<": "↵⏎←‹◂◀≤«", ">": "→›▸▶≥»", "=": "⟷↔", "^": "↑▴▲", "|": "│║┃▌▐▎▏▕↕", "-": "─═━–—‐‑−", "#": "█▓",
        "%": "▒", ":": "░", ".": "…⋯·", '"': "“”„‟", "'": "‘’‚‛′", "i": "✎",
    }.items()
}  # fmt: skip
"""ASCII for marks, frames and punctuation that an encoding may lack."""
_SUBSTITUTE_OF = {sign: substitute for substitute, signs in _SUBSTITUTES.items() for sign in signs}
_FRAMES = ("\u2500", "\u257f")
"""The first and last sign of frames: corners and crossings are those without a substitute of their own."""


class TextFilter(LineFilter):
    """Changes the text of each segment, but not its length in cells."""

    def __init__(self, change: Callable[[str], str]) -> None:
        super().__init__()
        self._change = change

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with the changed text."""
        del background
        if all(text.isascii() for text, _, _ in segments):
            return segments
        return [
            segment if segment.text.isascii() else Segment(self._change(segment.text), *segment[1:])
            for segment in segments
        ]


def without_emoji_style(text: str) -> str:
    """`text` without the selectors of emoji, each with a blank for the cell that only some terminals count.

    Rich counts two cells for ⚠ with the selector.  Of terminals, tmux, xterm and the Linux console count one.
    """
    return _STYLED.sub(_plain_sign, text) if _EMOJI_STYLE in text else text


def _plain_sign(match: re.Match[str]) -> str:
    plain = match[0].replace(_EMOJI_STYLE, "")
    return plain + " " * (cell_len(match[0]) - cell_len(plain))


def in_encoding(text: str, encoding: str) -> str:
    """`text` with ASCII for what `encoding` lacks: similar marks, letters without accents, or "?"."""
    if _has(encoding, text):
        return text
    graphemes, _ = split_graphemes(text)
    return "".join(_substitute(text[start:end], cells, encoding) for start, end, cells in graphemes)


@lru_cache(maxsize=4096)
def _substitute(grapheme: str, cells: int, encoding: str) -> str:
    if _has(encoding, grapheme):
        return grapheme
    sign = grapheme[0]
    letter = unicodedata.normalize("NFKD", sign)[0]
    if sign in _SUBSTITUTE_OF:
        sign = _SUBSTITUTE_OF[sign]
    elif _FRAMES[0] <= sign <= _FRAMES[1]:
        sign = "+"
    else:
        sign = letter if letter.isascii() and letter.isprintable() else "?"
    return sign.ljust(cells)[:cells]


def _has(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def text_filters() -> list[TextFilter]:
    """The filters that the terminal needs."""
    filters = [TextFilter(without_emoji_style)]
    encoding = getattr(sys.__stderr__, "encoding", None) or "utf-8"  # Textual writes to stderr
    if not codecs.lookup(encoding).name.startswith("utf"):
        filters.append(TextFilter(partial(in_encoding, encoding=encoding)))
    return filters
