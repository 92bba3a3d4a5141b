"""The tables of one language that comparing texts needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diptych.languages.details.lexicon import DetailLexicon
from diptych.languages.scripts import USUAL_OPENERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Nouns(NamedTuple):
    """How to tell common nouns from names in a language that writes both with a capital."""

    determiners: frozenset[str]
    """Words before a common noun."""
    adjective_endings: tuple[str, ...]
    """Endings of an adjective before a common noun."""
    leads: frozenset[str]
    """Prepositions of place: a capitalised word directly after one, without an article, is a name."""
    endings: tuple[str, ...]
    """Endings of common nouns, which are not names even after a preposition of place."""


class Language(NamedTuple):  # Python would create a dataclass of so many fields in 2 ms
    """The tables of one language.  Words are normalised as by `tokens.normalize_word`."""

    name: str
    code: str = ""
    """ISO 639-1."""
    stop_words: frozenset[str] = frozenset()
    """Words that say nothing about the subject of a passage.

    A language's module lists those that the package stopwordsiso lacks; `registry` adds the others.
    """
    stemmer: str | None = None
    """The name of the Snowball stemmer."""
    bare: Callable[[str], str] | None = None
    """Removes from a word the article or conjunction that is written together with it."""
    segmenter: str | None = None
    """The BudouX model that splits text without spaces into words."""
    elisions: frozenset[str] = frozenset()
    """Words that lose a vowel before an apostrophe, as written before it: the l of l'eau."""
    decimal_comma: bool = False
    """Whether 3,5 is three and a half and 1.000 a thousand; otherwise 3.5 and 1,000."""
    numerals: Mapping[str, int] = {}
    """Number words that add up, such as twenty and two.  A key may have several words."""
    longest_numeral: int = 1
    """The most words in a key of `numerals`."""
    magnitudes: Mapping[str, int] = {}
    """Number words that multiply: hundred, million, dozen."""
    articles: frozenset[str] = frozenset()
    """Words that mean one before a magnitude: a million."""
    bare_magnitudes: frozenset[str] = frozenset()
    """Magnitudes that need no article: cent, mil."""
    hedges: frozenset[str] = frozenset()
    """Words before a number that make it approximate: nearly, more than."""
    vague: frozenset[str] = frozenset()
    """Number words that round: two dozen."""
    months: Mapping[str, int] = {}
    weekdays: Mapping[str, int] = {}
    small_calendar: bool = False
    """Whether months and weekdays have no capital."""
    number_links: frozenset[str] = frozenset()
    """Words between a number and its noun: 3 de octubre, 2 millones de euros."""
    units: Mapping[str, str] = {}
    """The symbol of a unit by its spelling: euros → €."""
    plural_endings: tuple[str, ...] = ()
    """Endings of plurals.  They and `plurals` show which noun a number counts."""
    no_plural_endings: tuple[str, ...] = ()
    """Longer endings of words that are not plurals: ss, us."""
    plurals: frozenset[str] = frozenset()
    """Plurals without one of `plural_endings`."""
    ages: frozenset[str] = frozenset()
    """Words after a number of years that make it an age or a distance in time: two years ago."""
    titles: frozenset[str] = frozenset()
    """Words before a name that are not part of it, even if they have a capital."""
    name_links: frozenset[str] = frozenset()
    """Small words that may stand within a name: Bank of England."""
    nouns: Nouns | None = None
    """How to tell names from nouns if every noun has a capital; None if only names have one."""
    opening_quotes: str = USUAL_OPENERS
    """Marks that open a quotation if none is open."""
    details: DetailLexicon = DetailLexicon()
    """The words for comparing details of linked passages."""

    def ends_as_plural(self, word: str) -> bool:
        """Whether a word ends as plurals do."""
        return word.endswith(self.plural_endings) and not word.endswith(self.no_plural_endings)
