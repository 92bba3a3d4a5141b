"""Letters whose font does not say which letters they are: they come out as controls or as other scripts.

A font of a PDF may draw letters by numbers of its own.  Without a table from these numbers to Unicode, a
library can only guess.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_NO_LETTERS = {"Cc", "Cn", "Co", "Cs"}
"""Categories of code points that no text has: controls, unassigned and private ones."""
_REPLACEMENT = "\ufffd"
_SCRIPTS = {
    *("LATIN", "GREEK", "COPTIC", "CYRILLIC", "ARMENIAN", "GEORGIAN", "CHEROKEE", "NKO", "SYRIAC"),
    *("ETHIOPIC", "DEVANAGARI", "BENGALI", "TAMIL", "TIBETAN", "MYANMAR", "KHMER"),
}
"""Scripts of which a word has only one; Chinese, Korean and Arabic words may have Latin letters too."""
_WORD = re.compile(r"[^\s!-/:-@\[-`{-~–—‘’“”«»]{4,}")
"""A word, or a part of one between hyphens, that has only one script; those of formulas are shorter."""


def count_unreadable(text: str) -> int:
    """The characters of a text that cannot be what its page shows."""
    letters = set(text)
    odd = {char for char in letters if _is_odd(char)}
    if not odd and len({_script(char) for char in letters} & _SCRIPTS) < 2:
        return 0
    mixed = (word for word in _WORD.findall(text) if len({_script(char) for char in word} & _SCRIPTS) > 1)
    return sum(map(len, mixed)) + sum(char in odd for char in text)


@cache
def _is_odd(char: str) -> bool:
    return unicodedata.category(char) in _NO_LETTERS or char == _REPLACEMENT


@cache
def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0] if char.isalpha() else ""
