"""Large initials: the letter begins the line beside its top, and the lines beside it are not indented."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.sources.pdf.columns import TextLine

_INITIAL = re.compile(r"[\"'“„‘‚«‹¿¡]?[^\W\d_]")
_LARGE = 1.6
"""Least size of an initial, as a multiple of the size of the letters beside it."""
_BESIDE = (-0.5, 1.5)
"""Ems from an initial to the lines beside it."""
_WORD = re.compile(r"[^\W\d_]+")


def with_initials(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines of a page, each initial within the line that it begins."""
    initials = [line for line in lines if _INITIAL.fullmatch(line.text)]
    made = {id(line): line for line in lines}
    for initial in initials:
        beside = sorted((line for line in lines if _is_beside(initial, line)), key=lambda line: -line.base)
        if not beside or beside[0].top < initial.bottom + 0.3 * initial.size:
            continue
        del made[id(initial)]
        for at, line in enumerate(beside):
            text = _begun(initial.text, line.text, lines) if at == 0 else line.text
            made[id(line)] = replace(line, text=text, left=initial.left)
    return list(made.values())


def _is_beside(initial: TextLine, line: TextLine) -> bool:
    """Whether a line is on the right of a letter that is much larger."""
    least, most = _BESIDE
    return (
        initial.size > _LARGE * line.size
        and initial.bottom < (line.bottom + line.top) / 2 < initial.top
        and least * line.size < line.left - initial.right < most * line.size
    )


def _begun(initial: str, line: str, lines: Sequence[TextLine]) -> str:
    """A line with its initial, which is a word of its own if the page has both words but not their union."""
    rest = _WORD.match(line)
    if rest is None:
        return f"{initial} {line}" if line[:1].isalnum() else initial + line
    words = {word.lower() for other in lines for word in _WORD.findall(other.text) if other.text != initial}
    letter = initial[-1].lower()
    apart = {letter, rest[0].lower()} <= words and letter + rest[0].lower() not in words
    return f"{initial} {line}" if apart else initial + line
