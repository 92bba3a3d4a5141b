"""The parts of a language's module: a subclass of `LanguageData`, and tables written as lists of words.

The class attributes are small tables of words.  The header of a text is read with those of all languages
together, because its language is not known yet; so are the sentences of a text of one line or two.
`language()` makes the large tables, which only comparing needs.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, ClassVar, TypeVar

from diptych.languages.scripts import USUAL_OPENERS

if TYPE_CHECKING:
    from diptych.languages.model import Language

T = TypeVar("T")


class LanguageData:
    """One language: words for reading any text, and tables for comparing texts in it.

    All words are in small letters.  Abbreviations are without their last full stop.  One is listed when it is
    common in news with the stop, and not a common last word of a sentence in the same case.  Abbreviations
    with stops inside ("U.S.", "a.m.", "z.B.") and single letters are known by their shape and are not listed.
    """

    code: ClassVar[str]
    """ISO 639-1."""
    decimal_comma: ClassVar[bool] = False
    """Whether 3,5 is three and a half and 1.000 a thousand; otherwise 3.5 and 1,000."""
    stemmer: ClassVar[str | None] = None
    """The name of the Snowball stemmer."""
    elisions: ClassVar[frozenset[str]] = frozenset()
    """Words that lose a vowel before an apostrophe, as written before it: the l of l'eau."""
    opening_quotes: ClassVar[str] = USUAL_OPENERS
    """Marks that open a quotation if none is open."""

    abbreviated_titles: ClassVar[frozenset[str]] = frozenset()
    """Abbreviations that, written with a capital, stand before a name: they never end a sentence."""
    never_final: ClassVar[frozenset[str]] = frozenset()
    """Abbreviations that never end a sentence, in either case."""
    before_numbers: ClassVar[frozenset[str]] = frozenset()
    """Abbreviations that do not end a sentence before a number: "No. 5", "p. 12"."""
    abbreviated_endings: ClassVar[tuple[str, ...]] = ()
    """Ends of abbreviated words, which may end a sentence, like whole words: Hauptstr."""
    capitalized_abbreviations: ClassVar[frozenset[str]] = frozenset()
    """Abbreviations that, written with a capital, may end a sentence: the next word decides."""
    abbreviations: ClassVar[frozenset[str]] = frozenset()
    """Abbreviations that may end a sentence, in either case: the next word decides."""
    final_abbreviations: ClassVar[frozenset[str]] = frozenset()
    """Abbreviations that end a sentence before any word with a capital, without spaces: "usw", "a.c"."""
    after_numbers: ClassVar[frozenset[str]] = frozenset()
    """Abbreviations that, after a number, end a sentence before any word with a capital: "1970 г."."""
    sentence_openers: ClassVar[frozenset[str]] = frozenset()
    """Words that have a capital only at the beginning of a sentence, and seldom as part of a name.

    A word with an apostrophe at its end stands for all words that begin so: "l'".
    """
    name_openers: ClassVar[frozenset[str]] = frozenset()
    """Words like `sentence_openers` that also begin names, and so open no sentence after an initial."""
    before_times: ClassVar[frozenset[str]] = frozenset()
    """Words before a time that opens its sentence: "By 5 p.m. Mayor Reed knew"."""
    after_hours: ClassVar[frozenset[str]] = frozenset()
    """Words that, written with a capital, continue the sentence after "at 5 p.m."; others begin one."""
    before_ordinals: ClassVar[frozenset[str]] = frozenset()
    """Words before an ordinal that is written with a full stop: "am 3. Oktober", "Montag, 3. Mai"."""
    after_ordinals: ClassVar[frozenset[str]] = frozenset()
    """Words with a capital after such an ordinal, whatever stands before it: "Ende 3. Jahrhundert"."""
    speech_verbs: ClassVar[frozenset[str]] = frozenset()
    """Verbs after the name of the speaker of a quoted question or exclamation: “Why?” Ms. Berg asked."""

    months: ClassVar[dict[str, int]] = {}
    """The number of each month by its names, as `numbered` makes them."""
    weekdays: ClassVar[dict[str, int]] = {}
    """The number of each weekday, from Monday, 1."""
    beside_dates: ClassVar[frozenset[str]] = frozenset()
    """Other words of a line that is nothing but a date, without accents: "Updated on"."""
    byline_openers: ClassVar[frozenset[str]] = frozenset()
    """Words before the name of the author."""

    header_titles: ClassVar[frozenset[str]] = frozenset()
    """Keys of a header's lines that give the title, without spaces, hyphens and underscores."""
    header_publishers: ClassVar[frozenset[str]] = frozenset()
    """Keys that give the publisher."""
    header_dates: ClassVar[frozenset[str]] = frozenset()
    """Keys that give the date."""
    header_others: ClassVar[frozenset[str]] = frozenset()
    """Other keys of headers, which give none of these."""

    heading_styles: ClassVar[frozenset[str]] = frozenset()
    """Names of heading styles in a word processor; a level may follow."""
    quotation_styles: ClassVar[frozenset[str]] = frozenset()
    """Names of quotation styles in a word processor."""

    @classmethod
    def language(cls) -> Language:
        """The tables for comparing texts in this language; modules with more tables extend this method."""
        from diptych.languages.model import Language

        return Language(
            cls.__name__,
            cls.code,
            decimal_comma=cls.decimal_comma,
            stemmer=cls.stemmer,
            elisions=cls.elisions,
            opening_quotes=cls.opening_quotes,
            months=cls.months,
            weekdays=cls.weekdays,
        )


def without_accents(text: str) -> str:
    """`text` in compatibility decomposition (NFKD) without combining marks."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    marks = [ord(sign) for sign in set(decomposed) if unicodedata.combining(sign)]
    return decomposed.translate(dict.fromkeys(marks)) if marks else decomposed


def word_set(*lists: str) -> frozenset[str]:
    """The words of space-separated lists, in small letters and without accents, as they are looked up."""
    return frozenset(without_accents(" ".join(lists).casefold()).split())


def plain_set(*lists: str) -> frozenset[str]:
    """The words of space-separated lists, unchanged."""
    return frozenset(" ".join(lists).split())


def numbered(text: str) -> dict[str, int]:
    """Each word with the number of its comma-separated group, from 1."""
    groups = without_accents(text.casefold()).split(",")
    return {word: number for number, group in enumerate(groups, 1) for word in group.split()}


def counted(text: str, start: int = 0, step: int = 1) -> dict[str, int]:
    """Number words with their values: `start`, `start + step` and so on.  A slash separates spellings."""
    groups = without_accents(text.casefold()).split()
    return {word: start + step * at for at, group in enumerate(groups) for word in group.split("/")}


def spelled(spellings: dict[T, str]) -> dict[str, T]:
    """Each spelling with its value, from spellings by value.  A slash separates spellings."""
    return {
        word: value
        for value, words in spellings.items()
        for word in without_accents(words.casefold()).split("/")
    }
