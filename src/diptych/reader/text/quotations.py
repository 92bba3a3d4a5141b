"""Finds quotations: pairs of quotation marks, nested ones included, in one pass over the marks.

Which mark opens a quotation depends on the language (German »so«, French « ainsi », Swedish ”så”).  So a mark
closes an open quotation if it can, and opens one only if it cannot.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diptych.article.model import Span
from diptych.article.quotation_marks import CLOSED_BY, STRAIGHT

if TYPE_CHECKING:
    from diptych.article.model import Article

_CLOSED_BY = CLOSED_BY | {STRAIGHT: STRAIGHT, "»": "«»"}
"""For each mark that can open a quotation, the marks that close it."""

_OPENED_BY = {
    closing: frozenset(opening for opening, closings in _CLOSED_BY.items() if closing in closings)
    for closing in {mark for closings in _CLOSED_BY.values() for mark in closings}
}

_EITHER_WAY = frozenset("»›”")
"""Marks that open in some languages and close in others: they open only before a word and not after one."""

_BEFORE_WORDS = "".join(_CLOSED_BY) + "¿¡([…–—-"
"""Characters that a quotation may begin with, besides letters and digits."""

_RUNS_ON = "“"
"""Mark of a quotation that may continue in the next paragraph: it is not closed at the end of the paragraph,
and repeated at the beginning of the next.  It never nests in itself."""

_MARK = re.compile(f"[{''.join({*_CLOSED_BY, *_OPENED_BY})}]")


def quotations(article: Article, block: int) -> list[Span]:
    """The outermost quotations in a block, in order."""
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
    """Close the last quotation that one of the marks `opening` opened, and return its beginning.

    Drops unclosed quotations within it.
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
