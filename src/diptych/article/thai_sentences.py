"""Where a Thai paragraph may be cut.

Thai has no full stop: a space ends a sentence or a clause, or stands within a name or beside a number.  Only
one between two long stretches is taken for an end, and not where a word that joins clauses follows or ends
the first.  Offsets count code points.
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
"""Code points of a sentence: some eight words."""
_LEAST_AFTER = 15
"""Code points of what follows it, up to the next space: what is shorter is a surname or a remark."""
_LONGEST_NAME = 40


def thai_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a span that spaces between long stretches of Thai make."""
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
    """What spaces part, those within a person's name and beside anything but Thai left out."""
    begun, named = start, False
    for found in _SPACES.finditer(text, start, end):
        before, after = found.span()
        surname = named
        named = text.startswith(Thai.name_titles, begun) and before - begun < _LONGEST_NAME and not surname
        if not surname and not named and _THAI.match(text, before - 1) and _THAI.match(text, after):
            yield begun, before
            begun = after
    yield begun, end
