"""What the alignment needs to know of a language, and how its lists are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from diptych.languages.details.lexicon import DetailLexicon

if TYPE_CHECKING:
    from collections.abc import Callable

USUAL_OPENERS = '“„«「『"'
"""Marks that open a quotation in most languages."""
SWEDISH_OPENERS = '”»“"'
"""Marks that open a quotation in Swedish and Finnish."""


class Nouns(NamedTuple):
    """What tells common nouns from names, in a language that writes both with a capital."""

    determiners: frozenset[str]
    """Words before a common noun."""
    adjective_endings: tuple[str, ...]
    """Endings of other words before one."""
    leads: frozenset[str]
    """Words of place; what follows them without an article is a name."""
    endings: tuple[str, ...]
    """Endings that tell a common noun there."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)  # there is one of each, and this loads faster
class Language:
    """The words of one language that mean something to the alignment, folded as `words.folded` does it."""

    name: str
    code: str = ""
    """ISO 639-1."""
    stop_words: frozenset[str] = frozenset()
    """Words that say nothing about what a passage reports; in a lexicon, those that stopwordsiso lacks."""
    stemmer: str | None = None
    """The Snowball algorithm for its stems."""
    bare: Callable[[str], str] | None = None
    """A word without what the script writes onto it: an article, a conjunction."""
    segmenter: str | None = None
    """The BudouX model that finds the words of a script without spaces."""
    elisions: frozenset[str] = frozenset()
    """Words that lose a vowel and are joined to the next by an apostrophe, without it: l'eau."""
    decimal_comma: bool = False
    """Whether 3,5 is three and a half, and 1.000 or 1 000 a thousand; else 3.5 and 1,000 are."""
    numerals: dict[str, int] = field(default_factory=dict)
    """Number words below a hundred, which add up (twenty-two), and longer ones in one key."""
    longest_numeral: int = 1
    """Words of the longest key of `numerals`."""
    magnitudes: dict[str, int] = field(default_factory=dict)
    """Number words that multiply: hundred, million, dozen."""
    articles: frozenset[str] = frozenset()
    """Words that stand for one before a magnitude: a million."""
    bare_magnitudes: frozenset[str] = frozenset()
    """Magnitudes that need no article: cent, mil."""
    hedges: frozenset[str] = frozenset()
    """Words before a number that make it approximate: nearly, more than."""
    vague: frozenset[str] = frozenset()
    """Number words that round: two dozen."""
    months: dict[str, int] = field(default_factory=dict)
    weekdays: dict[str, int] = field(default_factory=dict)
    small_calendar: bool = False
    """Whether months and weekdays are written without a capital."""
    number_links: frozenset[str] = frozenset()
    """Words that join a number to what it is a number of: 3 de octubre, 2 millones de euros."""
    units: dict[str, str] = field(default_factory=dict)
    """Spellings of a unit, and the symbol that they stand for."""
    plural_endings: tuple[str, ...] = ()
    """Endings that tell what is counted; without any, and without plurals, counts are not understood."""
    no_plural_endings: tuple[str, ...] = ()
    """Endings like those that are none."""
    plurals: frozenset[str] = frozenset()
    """Plurals without such an ending."""
    ages: frozenset[str] = frozenset()
    """Words after a number of years that make it an age or a distance in time: two years ago."""
    titles: frozenset[str] = frozenset()
    """Capitalised words before a name that are no part of it."""
    name_links: frozenset[str] = frozenset()
    """Small words that may stand within a name: Bank of England."""
    nouns: Nouns | None = None
    """How to tell names where every noun has a capital, so that a capital alone makes no name."""
    opening_quotes: str = USUAL_OPENERS
    """Marks that open a quotation where none is open."""
    details: DetailLexicon = field(default_factory=DetailLexicon)
    """The words by which details of linked passages are compared."""
