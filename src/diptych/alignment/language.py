"""What the alignment needs to know of a language."""

from __future__ import annotations

from dataclasses import dataclass, field

from diptych.alignment.details import Details


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language that mean something to the alignment, all in lower case."""

    name: str
    stop_words: frozenset[str] = frozenset()
    """Words that say nothing about what a passage reports."""
    stemmer: str | None = None
    """The Snowball algorithm for its stems."""
    numerals: dict[str, int] = field(default_factory=dict)
    """Number words below a hundred; they add up: twenty-two."""
    magnitudes: dict[str, int] = field(default_factory=dict)
    """Number words that multiply: hundred, million, dozen."""
    articles: frozenset[str] = frozenset()
    """Words that stand for one before a magnitude: a million."""
    hedges: frozenset[str] = frozenset()
    """Words before a number that make it approximate: nearly, more than."""
    vague: frozenset[str] = frozenset()
    """Number words that round: two dozen."""
    months: dict[str, int] = field(default_factory=dict)
    weekdays: dict[str, int] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    """Spellings of a unit, and the symbol that they stand for."""
    plural_endings: tuple[str, ...] = ()
    """Endings that tell what is counted; without any, counts are not understood."""
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
    details: Details = field(default_factory=Details)
    """The words by which details of linked passages are compared."""
