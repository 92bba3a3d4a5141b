"""Whether a full stop ends a sentence: abbreviations, initials, times, ordinals and notes.

The words are those of the language of the text.  Where two readings are possible the next word decides: a
name or a noun continues the sentence, a word that has a capital only at a beginning opens one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from diptych.languages.catalogue import WITH_ABBREVIATIONS
from diptych.languages.detection import detect_in_text
from diptych.languages.english import IN_NAMES, English

if TYPE_CHECKING:
    from collections.abc import Iterable

OPENERS = "\"'“‘«‹»›‚„([{¿¡「『（【《〈*_"
"""Marks before the first word of a sentence."""
_BREAKS = re.compile(r"[\s–—―]")
_PARTS = re.compile(r"[-/’']")
_WORD = re.compile(r"[\w’']{0,24}")
_INNER_STOPS = re.compile(r"(?:[^\W\d_]{1,3}\.-?)+[^\W\d_]{1,3}")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivxlcIVXLC]{1,5})")
_ROMAN_ORDINAL = re.compile(r"[IVXL]{1,6}")
_ROMAN = re.compile(r"(?:[IVXLCDM]{2,9}|[VX])\b")
_LOOK_BACK = 40
_SURE = 80
"""Fewest characters of a text that make its language certain: one or two sentences can look like another."""
_DIGITS_OF_A_YEAR = 4


# Patterns that few texts need are compiled on first use: they would double the time to import this module.


@cache
def _hour() -> re.Pattern[str]:
    """An hour with "a.m" or "p. m", before its last full stop."""
    return re.compile(r"(?:\b(?P<article>an?|the|this|every)\s)?\d{1,2}(?:[:.]\d\d)?\s?[ap]\.\s?m\Z", re.I)


@cache
def _zone() -> re.Pattern[str]:
    """A time zone after an hour: EST, Moscow time."""
    return re.compile(r"(?:[A-Z]{1,4}T|UTC|MSK|(?:[A-Z][\w-]{1,24}\s){1,3}[Tt]ime)\b")


@cache
def _number() -> re.Pattern[str]:
    """A number in figures or Roman, perhaps with a sign before it: 1970, (5:30, XIX, 40-х."""
    return re.compile(r"\W?(?:\d[\d:.,/–—-]*\w{0,3}|[IVXLCDMХІ]+(?:[–—-][IVXLCDMХІ]+)?),?")


@cache
def _ordinal() -> re.Pattern[str]:
    """A word, and an ordinal after it, perhaps with another before it: am 3., vom 3.-5., im 3. und 4."""
    return re.compile(
        r"(\w+),?\s(?:\d{1,2}\.\s?|\d{1,3}\.?[-–/]|\d{1,3}\.\s\w{1,5}\s)?(?:\d{1,3}|[IVXL]{1,6})\Z"
    )


@cache
def _name_and_roman() -> re.Pattern[str]:
    """A name and its number, and no other word: Johannes Paul II."""
    return re.compile(r"(?:[^\W\d_a-zäöü][\w-]{1,24}\s){1,3}[IVX]{2,5}")


class SentenceWords:
    """The words of a language that decide whether a stop ends a sentence."""

    def __init__(self, code: str) -> None:
        """`code` is the ISO 639-1 code of the language, empty if it is not known."""
        own = tuple(language for language in WITH_ABBREVIATIONS if language.code == code)
        # A usual word of one language is an abbreviation in another: Swedish "kom", Polish "kom.".
        short = own or ((English,) if code else WITH_ABBREVIATIONS)
        opening = own or WITH_ABBREVIATIONS
        never_final = _in_all(language.never_final for language in short)
        # English names stand in texts of any language: Mr. Reed, Hooli Inc.
        self.never_final = English.never_final | (never_final if code else frozenset())
        self.titles = _in_all(language.abbreviated_titles for language in (*opening, English))
        self.before_numbers = _in_all(language.before_numbers for language in opening)
        self.capitalized = _in_all(language.capitalized_abbreviations for language in short) | IN_NAMES
        self.endings = tuple(ending for language in short for ending in language.abbreviated_endings)
        self.final = _in_all(language.final_abbreviations for language in short)
        self.after_numbers = _in_all(language.after_numbers for language in short)
        self.abbreviations = _in_all(language.abbreviations for language in short)
        self.abbreviations |= never_final | self.final | self.after_numbers
        self.openers = _in_all(language.sentence_openers for language in opening)
        self.name_openers = _in_all(language.name_openers for language in opening)
        self.after_hours = _in_all(language.after_hours for language in opening)
        self.before_times = _in_all(language.before_times for language in opening)
        self.before_ordinals = _in_all(language.before_ordinals for language in opening)
        self.after_ordinals = _in_all(language.after_ordinals for language in opening)

    def open_sentence(self, word: str, *, after_initial: bool = False) -> bool:
        """Whether a word, in small letters, opens a sentence if it has a capital after an abbreviation."""
        begins = word[: word.find("'") + 1]
        return (
            word in self.openers
            or begins in self.openers
            or (not after_initial and word in self.name_openers)
        )


def _in_all(tables: Iterable[frozenset[str]]) -> frozenset[str]:
    """The union of one table over several languages."""
    return frozenset().union(*tables)


def words_of(text: str) -> SentenceWords:
    """The words of the language of a text; of all languages together if that is not certain."""
    code = detect_in_text(text)
    return _sentence_words(code if len(text) >= _SURE or code == English.code else "")


@cache
def _sentence_words(code: str) -> SentenceWords:
    return SentenceWords(code)


class FullStop(NamedTuple):
    """A single full stop in a paragraph; all numbers are offsets."""

    text: str
    """The paragraph."""
    start: int
    """Where the sentence began."""
    at: int
    """Where the full stop is."""
    following: int
    """The first character after the stop and its white space."""
    next: int
    """Where the next word begins, after quotation marks and dashes.  No small letter is there."""

    def written(self) -> str:
        """The end of the sentence before the stop."""
        return self.text[max(self.start, self.at - _LOOK_BACK) : self.at]

    def next_word(self) -> str:
        """The next word in small letters, with straight apostrophes; empty for an initial."""
        found = _WORD.match(self.text, self.next)
        if found is None or (len(found[0]) == 1 and self.text[found.end() : found.end() + 1] == "."):
            return ""
        return found[0].lower().replace("’", "'")


def full_stop_ends(stop: FullStop, words: SentenceWords) -> bool:
    """Whether a full stop ends a sentence.

    Args:
        stop: the full stop.
        words: the words of the language of the text.
    """
    text, start, at = stop.text, stop.start, stop.at
    before = _BREAKS.split(stop.written())[-1].strip(OPENERS)  # "(D-Md." keeps its hyphen
    last_part = _PARTS.split(before)[-1]
    word = last_part.lower()
    capital = last_part != word
    if _ENUMERATOR.fullmatch(text, start, at) or word in words.never_final:
        return False
    if capital and word in words.titles:
        return False
    initial = len(before) == 1 and before.isalpha()
    known = word in words.abbreviations or (capital and word in words.capitalized)
    if word in words.before_numbers:
        if text[stop.next].isdigit() or _ROMAN.match(text, stop.next) or not stop.next_word():
            return False  # art. 5, vol. IX, art. L. 12
        if not known:
            return True
    if known or word.endswith(words.endings) or initial or _INNER_STOPS.fullmatch(before):
        if text[stop.following] in "–—―-":  # a dateline: "AUSTIN, Tex. — The"
            return False
        return _abbreviation_ends(stop, last_part, words, after_initial=initial and capital)
    if before[-1:].isdigit() or _ROMAN_ORDINAL.fullmatch(before):
        return not _is_ordinal(stop, before, words)
    return True


def _abbreviation_ends(stop: FullStop, word: str, words: SentenceWords, *, after_initial: bool) -> bool:
    """Whether an abbreviation or an initial before a stop ends a sentence."""
    written = stop.written()
    next_word = stop.next_word()
    capital_follows = stop.text[stop.next].isupper()
    hour = _hour().search(written)
    if hour and not hour["article"] and capital_follows:  # not in "the 9 p.m. Delta flight"
        goes_on = next_word in words.after_hours or _zone().match(stop.text, stop.next)
        return not goes_on and not _is_only_a_time(stop, words)
    if capital_follows and _ends_a_phrase(written, word, words):
        return not _is_only_a_time(stop, words)
    return words.open_sentence(next_word, after_initial=after_initial)


def _ends_a_phrase(written: str, word: str, words: SentenceWords) -> bool:
    """Whether the abbreviation at the end of a text is one that no name or noun follows."""
    if word in words.final:
        return True
    pieces = written.replace("\u00a0", " ").split()
    if word in words.after_numbers:
        piece = "".join(pieces[-2:-1])
        magnitude = words.abbreviations - words.after_numbers
        return _number().fullmatch(piece) is not None or piece.rstrip(".").lower() in magnitude
    joined = written.replace("\u00a0", " ").replace(". ", ".").split()[-1].strip(OPENERS)
    return joined.lower() in words.final and not joined.isupper()  # not the initials of a name


def _is_only_a_time(stop: FullStop, words: SentenceWords) -> bool:
    """Whether there is no more than a time before a stop: "At 5 a.m.", which has no verb yet."""
    if stop.at - stop.start > _LOOK_BACK:
        return False
    pieces = stop.text[stop.start : stop.at].split()[:-1]
    if pieces and pieces[-1].endswith("."):  # "5 p. m."
        pieces.pop()
    numbers = [_number().fullmatch(piece) is not None for piece in pieces]
    return any(numbers) and all(
        number or piece.lower() in words.before_times for number, piece in zip(numbers, pieces, strict=True)
    )


def _is_ordinal(stop: FullStop, before: str, words: SentenceWords) -> bool:
    """Whether the number `before` a stop is an ordinal that goes on: am 3. Oktober."""
    next_word = stop.next_word()
    if not words.before_ordinals or words.open_sentence(next_word):
        return False
    if before.isalnum() and next_word in words.after_ordinals:
        return True
    if _name_and_roman().fullmatch(stop.text, stop.start, stop.at):
        return True  # there is no verb yet: Heinrich VIII. Gemahlin
    found = _ordinal().search(stop.written())
    return found is not None and found[1].lower() in words.before_ordinals


def is_note(stop: FullStop, words: SentenceWords) -> bool:
    """Whether a number that touches a stop is that of a note: "So it was.1 Then", not "No.5" or "3.5"."""
    before = _BREAKS.split(stop.written())[-1]
    word = _PARTS.split(before)[-1].lower()
    if word.isdigit():  # a year
        return len(word) == _DIGITS_OF_A_YEAR and words.open_sentence(stop.next_word())
    return len(word) > 1 and not word[-1].isdigit() and word not in words.before_numbers
