"""Text → tokens: the words of a passage in the form in which they are compared, with their spans.

Spans count code points of the article's text.  A number expression is one token, and its term is its value
(`#22` for both "22" and "twenty-two").  Months and weekdays have terms of their own (`@m7`, `@w1`).  Text
without spaces is cut into words if its language is known, and into overlapping pairs of characters if not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.features.numerals import number_at
from diptych.alignment.features.terms import CALENDAR, MONTH, NOT_WORDS, NUMBER, WEEKDAY
from diptych.article.model import Span
from diptych.languages.base import without_accents
from diptych.languages.registry import stems
from diptych.languages.scripts import HAN, HAN_COMPATIBILITY, KANA, KHMER, LAO, THAI

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.alignment.features.numerals import Word
    from diptych.alignment.features.segmentation import Segmenter
    from diptych.languages.model import Language

_SOUNDS = (
    "\u0300-\u036f"  # what decomposing leaves
    "\u0591-\u05bd\u05bf-\u05c7"  # Hebrew points
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c"  # Arabic vowel signs; Persian parts words with 200c
    "\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ecd"  # India, Thai, Lao
    "\u102b-\u103e\u17b4-\u17d3"  # Burmese, Khmer
)
"""Marks that belong to words, although `\\w` does not match them."""
_TOKEN = re.compile(
    r"[a-zA-Z]{2,}+(?=[ .,;:?!\n-])"  # as the last alternative, but faster
    r"|(?:[^\W\d_]\.){2,}"  # U.S., F.B.I.
    r"|\d+(?:[.,\u066b\u066c]\d+)*(?![^\W_])"  # 22, 1,000, 3.6
    r"|(?<![^\W_])[^\W\d_]-[a-z]{2,}"  # e-mail, X-ray
    rf"|[^\W_](?:[^\W_]|[{_SOUNDS}])*(?:(?:['’]|[\"״](?<=[א-ת].))[^\W_]+)*"
)
_UNSPACED = re.compile(f"[{THAI}{LAO}{KHMER}{KANA}{HAN}{HAN_COMPATIBILITY}]+")
_SCANNED = ("ja", "zh")
"""Languages without any spaces.  Thai has some, so its words are looked for between them."""
_AFTER_ENUMERATOR = re.compile(r"[.)]\s")
_LONGEST_ENUMERATOR = 3
"""Most digits of the number of a list item."""


class Token(NamedTuple):
    """One word, number or pair of characters."""

    span: Span
    term: str
    """What is compared: a stem, a value, a month or a weekday."""
    content: bool
    """False for stop words."""
    capital: bool
    """Whether its first letter is a capital."""
    value: float | None = None
    """The value of a number; None for words."""

    @property
    def is_calendar(self) -> bool:
        """Whether it is a month or a weekday."""
        return self.term[0] == CALENDAR

    @property
    def is_month(self) -> bool:
        """Whether it is a month."""
        return self.term.startswith(MONTH)

    @property
    def is_weekday(self) -> bool:
        """Whether it is a weekday."""
        return self.term.startswith(WEEKDAY)

    @property
    def calendar_number(self) -> int:
        """The number of a month, from January, 1, or of a weekday, from Monday, 1."""
        return int(self.term[len(MONTH) :])

    @property
    def is_word(self) -> bool:
        """Whether it is neither a number nor a month or weekday."""
        return self.term[0] not in NOT_WORDS


@lru_cache(maxsize=1 << 14)
def normalize_word(word: str) -> str:
    """A word in small letters, without accents, possessive ending and the points of an abbreviation."""
    if word == "US":
        return "u.s"  # not the pronoun
    low = word.casefold().replace("’", "'")
    if low.endswith("'s"):
        low = low[:-2]
    if "." in low and not low[0].isdigit():
        low = low.rstrip(".") if low in ("u.s.", "u.s") else low.replace(".", "")
    if len(low) > 2 and low[1] == "-":
        low = low[0] + low[2:]
    return without_accents(low)


def raw_words(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Every word between two offsets as printed, with its own start and end."""
    for match in _TOKEN.finditer(text, start, end):
        yield match.group(), match.start(), match.end()


def printed_words(text: str, start: int, end: int) -> list[str]:
    """The same without starts and ends."""
    return _TOKEN.findall(text, start, end)


class Tokenizer:
    """Makes the tokens of one article's passages."""

    def __init__(self, text: str, language: Language) -> None:
        self._text = text
        self._language = language
        self._stem = stems(language)
        self._number_starts = {key.partition(" ")[0] for key in language.numerals}
        self._number_starts |= language.articles | language.bare_magnitudes
        self._segmenter = _segmenter(text, language.segmenter) if language.segmenter else None
        self._read_in_context = {*self._number_starts, *language.months, *language.weekdays}
        self._terms: dict[str, tuple[str, bool]] = {}
        """What `_word` says of a word in small letters that is read alike beside any other words."""

    def tokens(self, span: Span) -> tuple[Token, ...]:
        """The tokens of one passage, in order."""
        if self._segmenter is not None and self._language.code in _SCANNED:
            return tuple(self._scanned(self._segmenter, span))
        words = self._words(span)
        language = self._language
        made: list[Token] = []
        at = 0
        while at < len(words):
            low, word, start, end = words[at]
            usual = self._terms.get(low)
            if usual is not None and word.isascii():
                made.append(Token(Span(start, end), *usual, word[0].isupper()))
                at += 1
                continue
            number = None
            if low in self._number_starts or low[0].isdigit():
                number = number_at(self._text, words, at, language)
            if number is not None and at == 0 and self._is_enumerator(words):
                at = 1
                continue
            if number is not None:
                value, after = number
                if after - at > 1 and after < len(words) and words[after][0] in language.number_links:
                    after += 1  # 2 millones de euros
                end = words[after - 1][3]
                if after - at > 1 and after < len(words) and self._text[end : end + 1] == ".":
                    end += 1  # the stop of an abbreviation: 1,5 Mio. Euro
                made.append(_number(start, end, value))
                at = after
                continue
            at += 1
            capital = word[0].isupper()
            if not word.isascii() and _UNSPACED.search(word):
                made.extend(self._unspaced(word, start))
            elif (capital or language.small_calendar) and (calendar := self._calendar(words, at - 1)):
                if len(made) > 1 and made[-1].term in language.number_links and made[-2].value is not None:
                    start = made.pop().span.start  # 3 de octubre
                made.append(Token(Span(start, end), calendar, content=True, capital=capital))
            else:
                made.append(Token(Span(start, end), *self._word(low), capital))
        return tuple(made)

    def _is_enumerator(self, words: list[Word]) -> bool:
        """Whether a passage begins with the number of a list item: "3. A trial", but "3. Oktober"."""
        return (
            len(words) > 1
            and len(words[0][1]) <= _LONGEST_ENUMERATOR
            and _AFTER_ENUMERATOR.match(self._text, words[0][3]) is not None
            and self._calendar(words, 1) is None
        )

    def _words(self, span: Span) -> list[Word]:
        elisions = self._language.elisions
        words = []
        for match in _TOKEN.finditer(self._text, span.start, span.end):
            word = match[0]
            start, end = match.span()
            low = normalize_word(word)
            if elisions and "'" in low:
                first, _, rest = low.partition("'")
                if first in elisions and rest and len(word) == len(low):
                    cut = len(first) + 1
                    words.append((first, word[:cut], start, start + cut))
                    low, word, start = rest, word[cut:], start + cut
            words.append((low, word, start, end))
        return words

    def _word(self, low: str) -> tuple[str, bool]:
        """The term of a normalized word, and whether it is a content word."""
        known = self._terms.get(low)
        if known is None:
            stop_words = self._language.stop_words
            bare = self._language.bare(low) if self._language.bare else low
            known = self._stem(bare), low not in stop_words and bare not in stop_words
            if low not in self._read_in_context and not low[0].isdigit():
                self._terms[low] = known
        return known

    def _unspaced(self, word: str, start: int) -> Iterator[Token]:
        """The words of text without spaces, or the overlapping pairs of its characters."""
        if self._segmenter is not None:
            for run in self._segmenter.words(start, start + len(word)):
                place = Span(run.start, run.end)
                part = place.of(self._text)
                yield Token(place, part, content=part not in self._language.stop_words, capital=False)
            return
        for at in range(max(1, len(word) - 1)):
            pair = word[at : at + 2]
            yield Token(Span(start + at, start + at + len(pair)), pair, content=True, capital=False)

    def _scanned(self, segmenter: Segmenter, span: Span) -> Iterator[Token]:
        """The tokens of a passage in a language without any spaces."""
        for run in segmenter.runs(span.start, span.end):
            if run.value is not None:
                yield _number(run.start, run.end, run.value)
                continue
            place = Span(run.start, run.end)
            if run.term is not None:
                yield Token(place, run.term, content=True, capital=False)
            else:
                word = place.of(self._text)
                yield Token(
                    place, *self._word(normalize_word(word) if word.isascii() else word), word[0].isupper()
                )

    def _calendar(self, words: list[Word], at: int) -> str | None:
        """The term of a month or weekday."""
        low = words[at][0]
        if (day := self._language.weekdays.get(low)) is not None:
            return f"{WEEKDAY}{day}"
        month = self._language.months.get(low)
        if month is None:
            return None
        by_number = any(words[k][1][0].isdigit() for k in (at - 1, at + 1) if 0 <= k < len(words))
        # At the start of a sentence, a month that is also a common word counts only beside a number.
        return f"{MONTH}{month}" if by_number or (at > 0 and len(low) > 2) else None


def _number(start: int, end: int, value: float) -> Token:
    term = f"{NUMBER}{value:g}" if value < 1e6 else f"{NUMBER}{value:.0f}"
    return Token(Span(start, end), term, content=True, capital=False, value=value)


def _segmenter(text: str, model: str) -> Segmenter:
    # Imported on first use: it takes 20 ms, which languages with spaces need not pay.
    from diptych.alignment.features.segmentation import Segmenter

    return Segmenter(text, model)
