"""Counts the words of a text in any language."""

from __future__ import annotations

import re
from functools import cache

from diptych.languages.scripts import CJK, KHMER, LAO, THAI

_CODE_POINTS_OF_A_WORD = 4
"""Average length of a Thai word with its vowel signs and tone marks: 4.1 in tests/languages/pairs/th.toml."""


def count_words(text: str) -> int:
    """The number of words in a text, counted as word processors do.

    Words are separated by white space.  Each Chinese or Japanese character is one word.  A run of
    Thai, Lao or Khmer letters has one word for every four code points, and at least one.
    """
    chunks = text.split()
    return len(chunks) if text.isascii() else sum(map(_words_in, chunks))


def _words_in(chunk: str) -> int:
    """The number of words in a text without white space."""
    if chunk.isascii() or not _unspaced().search(chunk):
        return 1
    runs = (len(found["run"] or "") for found in _word().finditer(chunk))
    return sum(max(1, round(length / _CODE_POINTS_OF_A_WORD)) for length in runs)


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{CJK}{THAI}{LAO}{KHMER}]")


@cache
def _word() -> re.Pattern[str]:
    other = rf"[^\W{CJK}{THAI}{LAO}{KHMER}]+"
    return re.compile(rf"[{CJK}]|(?P<run>[{THAI}{LAO}{KHMER}]+)|{other}(?:[-'’.,]{other})*")
