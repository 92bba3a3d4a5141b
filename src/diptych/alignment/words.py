"""Text → tokens: the words of a passage in the form in which they are compared, with their places.

Spans count code points of the article's text.  A number expression is one token whose term is its value
(`#22` for "22" and "twenty-two" alike); months and weekdays have terms of their own (`@m7`, `@w1`); text
that is written without spaces between words is cut into overlapping pairs of characters.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from diptych.alignment.languages import stems
from diptych.article.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.alignment.language import Language

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., F.B.I.
    r"|\d+(?:[.,]\d+)*(?![^\W_])"  # 22, 1,000, 3.6
    r"|(?<![^\W_])[^\W\d_]-[a-z]{2,}"  # e-mail, X-ray
    r"|[^\W_](?:[^\W_]|[\u0300-\u036f])*(?:['’][^\W_]+)*"
)
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_JOINT = re.compile(r"[\s\u00ad-]{1,2}|-\s*")
_MIDDLE = re.compile(r"\s*,?\s+and\s+|[\s-]+")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or pair of characters."""

    span: Span
    term: str
    """What is compared: stem, value, month or weekday."""
    content: bool
    """Whether it says anything; False for stop words."""
    capital: bool
    """Whether it is written with a capital first letter."""
    value: float | None = None
    """The number that it is."""


@lru_cache(maxsize=1 << 14)
def folded(word: str) -> str:
    """A word without case, accents, possessive and the points of an abbreviation."""
    if word == "US":
        return "u.s"  # not the pronoun
    low = word.casefold().replace("’", "'")
    if low.endswith("'s"):
        low = low[:-2]
    if "." in low and not low[0].isdigit():
        low = low.rstrip(".") if low in ("u.s.", "u.s") else low.replace(".", "")
    if len(low) > 2 and low[1] == "-":
        low = low[0] + low[2:]
    if not low.isascii():
        low = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))
    return low


def raw_words(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Every word between two offsets, as written, with its own offsets."""
    for match in _TOKEN.finditer(text, start, end):
        yield match.group(), match.start(), match.end()


class Tokenizer:
    """Makes the tokens of one article's passages."""

    def __init__(self, text: str, language: Language) -> None:
        self._text = text
        self._language = language
        self._stem = stems(language)
        self._terms: dict[str, str] = {}

    def tokens(self, span: Span) -> tuple[Token, ...]:
        """The tokens of one passage, in order."""
        words = [
            (folded(word), word, start, end)
            for word, start, end in raw_words(self._text, span.start, span.end)
        ]
        made: list[Token] = []
        at = 0
        while at < len(words):
            low, word, start, end = words[at]
            number = self._number(words, at)
            if number is not None:
                value, after = number
                made.append(
                    Token(
                        Span(start, words[after - 1][3]),
                        f"#{value:g}" if value < 1e6 else f"#{value:.0f}",
                        content=True,
                        capital=False,
                        value=value,
                    )
                )
                at = after
                continue
            at += 1
            capital = word[0].isupper()
            if not word.isascii() and _UNSPACED.search(word):
                made.extend(self._pairs(word, start))
            elif capital and (calendar := self._calendar(low, words, at - 1)):
                made.append(Token(Span(start, end), calendar, content=True, capital=True))
            else:
                made.append(
                    Token(Span(start, end), self._term(low), low not in self._language.stop_words, capital)
                )
        return tuple(made)

    def _term(self, low: str) -> str:
        term = self._terms.get(low)
        if term is None:
            term = self._terms[low] = self._stem(low)
        return term

    def _pairs(self, word: str, start: int) -> Iterator[Token]:
        """The overlapping pairs of characters of a word that belongs to a script without spaces."""
        for at in range(max(1, len(word) - 1)):
            pair = word[at : at + 2]
            yield Token(Span(start + at, start + at + len(pair)), pair, content=True, capital=False)

    def _calendar(self, low: str, words: list[tuple[str, str, int, int]], at: int) -> str | None:
        """The term of a month or weekday."""
        if (day := self._language.weekdays.get(low)) is not None:
            return f"@w{day}"
        month = self._language.months.get(low)
        if month is None:
            return None
        by_number = any(words[k][1][0].isdigit() for k in (at - 1, at + 1) if 0 <= k < len(words))
        # Months that are also common words count at the start of a sentence only beside a number.
        return f"@m{month}" if by_number or (at > 0 and len(low) > 2) else None

    def _number(self, words: list[tuple[str, str, int, int]], at: int) -> tuple[float, int] | None:
        """The number that begins at word `at`, and the word after it."""
        language = self._language
        low, _word, _, _ = words[at]
        if low[0].isdigit():
            value = _digits(low)
            if value is None:
                return None
            after = at + 1
        elif low in language.numerals:
            value, after = float(language.numerals[low]), at + 1
        elif low in language.articles and at + 1 < len(words) and words[at + 1][0] in language.magnitudes:
            value, after = 1.0, at + 1
        else:
            return None
        spelled = not low[0].isdigit()
        total = 0.0
        while after < len(words):
            next_low, _, next_start, _ = words[after]
            between = self._text[words[after - 1][3] : next_start]
            magnitude = language.magnitudes.get(next_low)
            if magnitude is not None and _JOINT.fullmatch(between):
                if magnitude >= 1_000:
                    total, value = total + value * magnitude, 0.0
                else:
                    value *= magnitude
                after += 1
            elif spelled and next_low in language.numerals and _JOINT.fullmatch(between):
                step = language.numerals[next_low]
                # "twenty-two" adds up; "nineteen eighty" and "one two" do not.
                if (value % 100 >= 20 and value % 10 == 0 and 0 < step < 10) or (
                    value >= 100 and value % 100 == 0
                ):
                    value += step
                    after += 1
                else:
                    break
            else:
                break
        if after == at + 1 and (low == "one" or low == "zero" or not low[0].isalnum()):
            return None  # "one" alone is a pronoun far more often than a count
        return total + value, after


def _digits(word: str) -> float | None:
    """The value of a number in digits, with commas between thousands and a point before decimals."""
    if not word[-1].isdigit():
        return None
    plain = word.replace(",", "")
    try:
        return float(plain)
    except ValueError:
        return None  # 10.30.2019
