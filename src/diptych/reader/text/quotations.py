"""Where a text quotes somebody: pairs of quotation marks, nested ones included, in one look at each mark.

Which mark opens depends on the language (German »so«, French « ainsi », Swedish ”så”), so a mark closes what
is open if it can, and opens something only where it cannot.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diptych.article.model import Span
from diptych.article.quotation_marks import CLOSED_BY, STRAIGHT

if TYPE_CHECKING:
    from diptych.article.model import Article

_CLOSED_BY = CLOSED_BY | {STRAIGHT: STRAIGHT, "»": "«»"}
"""Marks that can open a quotation, and those that close it."""

_OPENED_BY = {
    closing: frozenset(opening for opening, closings in _CLOSED_BY.items() if closing in closings)
    for closing in {mark for closings in _CLOSED_BY.values() for mark in closings}
}

_EITHER_WAY = frozenset("»›”")
"""Marks that close in one language what they open in another: they open only before a word and after none."""

_BEFORE_WORDS = "".join(_CLOSED_BY) + "¿¡([…–—-"
"""What a quotation may begin with beside a letter or a digit."""

_RUNS_ON = "“"
"""Left open at the end of a paragraph where the quotation runs on in the next; set again there, and never
within itself."""

_MARK = re.compile(f"[{''.join({*_CLOSED_BY, *_OPENED_BY})}]")


def quotations(article: Article, block: int) -> list[Span]:
    """Where a block quotes somebody, in order; what is quoted within a quotation is part of it."""
    span, text = article.blocks[block].span, article.text
    found: list[Span] = []
    open_marks: list[tuple[str, int]] = []
    counts = dict.fromkeys(_CLOSED_BY, 0)
    for match in _MARK.finditer(text, span.start, span.end):
        mark, at = match[0], match.start()
        opening = _OPENED_BY.get(mark, frozenset())
        if any(counts[kind] for kind in opening):
            start = _close(open_marks, counts, opening)
            while found and found[-1].start > start:
                found.pop()
            found.append(Span(start, match.end()))
        elif mark in _CLOSED_BY and _can_open(text, mark, at, span):
            if mark == _RUNS_ON and counts[mark]:
                _close(open_marks, counts, frozenset(mark))
            open_marks.append((mark, at))
            counts[mark] += 1
    if counts[_RUNS_ON]:
        start = _close(open_marks, counts, frozenset(_RUNS_ON))
        found = [quoted for quoted in found if quoted.end <= start]
        found.append(Span(start, span.end))
    return found


def _close(open_marks: list[tuple[str, int]], counts: dict[str, int], opening: frozenset[str]) -> int:
    """Where the last open quotation begins that one of the marks `opening` has opened.

    Others that were opened within it and not closed are none.
    """
    while True:
        mark, start = open_marks.pop()
        counts[mark] -= 1
        if mark in opening:
            return start


def _can_open(text: str, mark: str, at: int, span: Span) -> bool:
    if mark not in _EITHER_WAY:
        return True
    before, after = text[max(span.start, at - 1) : at], text[at + 1 : min(at + 2, span.end)]
    begins = after.isalnum() or (bool(after) and after in _BEFORE_WORDS)
    return begins and not before.isalnum() and before not in tuple(".,!?…")
