"""Consecutive words → the number that they form: 22, 3.5 million, twenty-two, quatre-vingt-dix."""

from __future__ import annotations

import re
from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.languages.model import Language

Word = tuple[str, str, int, int]
"""A word: normalized, as printed, and its start and end in code points."""

_JOINT = re.compile(r"[\s\u00ad-]{1,2}|-\s*")
"""Matches what separates the words of one number."""
_GROUP_JOINTS = (" ", "\u00a0", "\u202f")
"""Separators of groups of three digits, beside point and comma."""
_THOUSANDS = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}"
"""Points, or several commas, that separate thousands in a language with a decimal comma."""
_ARABIC_SIGNS = str.maketrans({"\u066b": ".", "\u066c": None})
"""The decimal sign and the thousands separator of Arabic digits."""


def number_at(text: str, words: Sequence[Word], at: int, language: Language) -> tuple[float, int] | None:
    """The number that begins at word `at`, and the index of the word after it; None if there is none."""
    spelled = not words[at][0][0].isdigit()
    first = _spelled(text, words, at, language) if spelled else _written(text, words, at, language)
    if first is None:
        return None
    value, after = first
    number = _Number(value, spelled=spelled)
    while after < len(words) and _JOINT.fullmatch(text, words[after - 1][3], words[after][2]):
        magnitude = language.magnitudes.get(words[after][0])
        if magnitude is not None and number.multiply(magnitude):
            after += 1
            continue
        step = _spelled(text, words, after, language) if spelled else None
        if step is None or not number.add(step[0]):
            break
        after = step[1]
    if spelled and after == at + 1 and number.value <= 1:
        return None  # "one" alone is a pronoun far more often than a count
    return (number.value, after) if isfinite(number.value) else None


class _Number:
    """A number that takes its words one by one, as long as they continue it."""

    def __init__(self, value: float, *, spelled: bool) -> None:
        thousands, hundred = spelled and value >= 1_000, spelled and 100 <= value < 1_000
        self._total = value if thousands else 0.0
        """The part up to the last word of a thousand or more."""
        self._hundreds = value if hundred else 0.0
        self._small = None if thousands or hundred else value
        """The part below a hundred; None if there is none yet."""
        self._magnitude = 1_000 if thousands else 0
        """The last word of a thousand or more."""

    @property
    def value(self) -> float:
        return self._total + self._hundreds + (self._small or 0.0)

    def multiply(self, magnitude: int) -> bool:
        """Take a word such as hundred or million; return whether it belongs to the number."""
        group = self._hundreds + (self._small or 0.0)
        if not group and magnitude <= self._magnitude:
            return False
        if magnitude < 1_000:
            self._hundreds, self._small = group * magnitude, None
            return True
        self._total = self._total + group * magnitude if group else self._total * magnitude  # mil millones
        self._hundreds, self._small, self._magnitude = 0.0, None, magnitude
        return True

    def add(self, step: float) -> bool:
        """Take a number word; return whether it belongs: "twenty-two" does, "one two" does not."""
        if self._small is None and not self._hundreds and 100 <= step < self._magnitude:
            if step < 1_000:
                self._hundreds = step
            else:
                self._total += step
        elif self._small is None and self._hundreds % 100 == 0 and self.value and step < 100:
            self._small = step
        elif self._small is not None and self._small >= 20 and self._small % 10 == 0 and 0 < step < 10:
            self._small += step
        else:
            return False
        return True


def _spelled(text: str, words: Sequence[Word], at: int, language: Language) -> tuple[float, int] | None:
    """The value of the longest number word at `at`, and the index of the word after it."""
    most = min(language.longest_numeral, len(words) - at)
    for count in range(most, 1, -1):
        value = language.numerals.get(" ".join(word[0] for word in words[at : at + count]))
        if value is not None and all(
            _JOINT.fullmatch(text, words[k][3], words[k + 1][2]) for k in range(at, at + count - 1)
        ):
            return float(value), at + count
    low = words[at][0]
    value = language.numerals.get(low)
    if value is not None:
        return float(value), at + 1
    if low in language.bare_magnitudes:
        return float(language.magnitudes[low]), at + 1
    if low in language.articles and at + 1 < len(words) and words[at + 1][0] in language.magnitudes:
        return 1.0, at + 1
    return None


def _written(text: str, words: Sequence[Word], at: int, language: Language) -> tuple[float, int] | None:
    """The value of the digits at `at`, and the index of the word after them."""
    low = words[at][0]
    after = at + 1
    if language.decimal_comma and len(low) <= 3 and low.isdigit() and low[0] != "0":
        while (
            after < len(words)
            and text[words[after - 1][3] : words[after][2]] in _GROUP_JOINTS
            and re.fullmatch(r"\d{3}(?:,\d+)?", words[after][0])
        ):
            low += words[after][0]
            after += 1
    value = digits(low, decimal_comma=language.decimal_comma)
    return None if value is None else (value, after)


def digits(word: str, *, decimal_comma: bool = False) -> float | None:
    """The value of a number in the digits of any script; None if it is no number.

    Args:
        word: the number, perhaps with points and commas.
        decimal_comma: whether the comma is the decimal sign and the point separates thousands.
    """
    if not word[-1].isdigit():
        return None
    plain = word if word.isascii() else word.translate(_ARABIC_SIGNS)
    if decimal_comma and (plain.count(",") == 1 or re.fullmatch(_THOUSANDS, plain)):
        thousands = "," if plain.count(",") > 1 else "."
        plain = plain.replace(thousands, "").replace(",", ".")
    plain = plain.replace(",", "")
    try:
        return float(plain)
    except ValueError:
        return None  # 10.30.2019
