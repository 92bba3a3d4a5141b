"""Splits Thai text into sentences.

Thai has no full stop: a space ends a sentence or a clause, separates the parts of a name, or surrounds a
number.  A space ends a sentence only between two long stretches of text, and only if neither the first ends
nor the second begins with a word that joins clauses.  Offsets count code points.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from diptych.languages.scripts import THAI_LETTERS
from diptych.languages.thai import Thai

if TYPE_CHECKING:
    from collections.abc import Iterator

_THAI = re.compile(f"[{THAI_LETTERS}]")
_SPACES = re.compile(r"\s+")
_LEAST_BEFORE = 40
"""Fewest code points of a sentence: some eight words."""
_LEAST_AFTER = 15
"""Fewest code points of the stretch after it: a shorter one is a surname or a remark."""
_LONGEST_NAME = 40
"""Most code points of a title and a first name."""


def thai_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a span: start and end of each."""
    stretches = list(_stretches(text, start, end))
    for (_, before), (after, following) in pairwise(stretches):
        if (
            before - start >= _LEAST_BEFORE
            and following - after >= _LEAST_AFTER
            and not text.startswith(Thai.clause_openers, after)
            and not text.endswith(Thai.clause_enders, start, before)
        ):
            yield start, before
            start = after
    yield start, end


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between spaces; a space counts only with Thai on both sides and outside a name."""
    begun, named = start, False
    for found in _SPACES.finditer(text, start, end):
        before, after = found.span()
        surname = named
        named = text.startswith(Thai.name_titles, begun) and before - begun < _LONGEST_NAME and not surname
        if not surname and not named and _THAI.match(text, before - 1) and _THAI.match(text, after):
            yield begun, before
            begun = after
    yield begun, end
