"""The languages that the alignment knows something of; it treats all others alike.

`NEUTRAL` serves every language that has no entry: words are then compared as they are written.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from diptych.alignment.english import ENGLISH
from diptych.alignment.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NEUTRAL = Language(name="any")

_COMMON_WORDS = (
    "the of and to that with by from as it its this were has have been would which who his they their after"
    " against when not"
)
_COMMON = frozenset(_COMMON_WORDS.split())
"""English running text holds these words far more often than any other language does, a short one too."""


def language_of(words: Iterable[str]) -> Language:
    """The language that the words of a text, in lower case, seem to be in."""
    total = common = 0
    for word in words:
        total += 1
        common += word in _COMMON
    return ENGLISH if 8 * common >= total > 0 else NEUTRAL


@cache
def _snowball(algorithm: str) -> Callable[[str], str]:
    # Loaded when it is first needed: it costs some 10 ms, and many commands never compare anything.
    import snowballstemmer

    stem: Callable[[str], str] = snowballstemmer.stemmer(algorithm).stemWord
    return lru_cache(maxsize=1 << 16)(stem)


def stems(language: Language) -> Callable[[str], str]:
    """The function that maps a lower-case word of this language to its stem."""
    return _snowball(language.stemmer) if language.stemmer else str
