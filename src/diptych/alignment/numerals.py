"""Words in a row → the number that they say: 22, 3.5 million, twenty-two, quatre-vingt-dix, ثلاثة ملايين."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.alignment.language import Language

Word = tuple[str, str, int, int]
"""A word as it is looked up, as it is written, and its start and end in code points."""

_JOINT = re.compile(r"[\s\u00ad-]{1,2}|-\s*")
"""What may stand between the words of one number."""
_GROUP_JOINTS = (" ", "\u00a0", "\u202f")
"""What may stand between groups of three digits where no point or comma does."""
_THOUSANDS = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}"
"""Points, or several commas, that part thousands where a comma is the decimal sign."""
_ARABIC_SIGNS = str.maketrans({"\u066b": ".", "\u066c": None})
"""The decimal sign and the sign between thousands that go with the digits of Arabic."""


def number_at(text: str, words: Sequence[Word], at: int, language: Language) -> tuple[float, int] | None:
    """The number that begins at word `at`, and the word after it."""
    low = words[at][0]
    spelled = not low[0].isdigit()
    first = _spelled(text, words, at, language) if spelled else _written(text, words, at, language)
    if first is None:
        return None
    total, hundreds = 0.0, 0.0
    small: float | None
    small, after = first
    last_magnitude = 0
    if spelled and small >= 1_000:
        total, small, last_magnitude = small, None, 1_000
    elif spelled and small >= 100:
        hundreds, small = small, None
    while after < len(words):
        if not _JOINT.fullmatch(text, words[after - 1][3], words[after][2]):
            break
        magnitude = language.magnitudes.get(words[after][0])
        if magnitude is not None:
            group = hundreds + (small or 0.0)
            if magnitude < 1_000:
                hundreds, small = group * magnitude, None
            elif not group and total and magnitude > last_magnitude:
                total *= magnitude  # dos mil millones
            else:
                total += group * magnitude
            if magnitude >= 1_000:
                hundreds, small, last_magnitude = 0.0, None, magnitude
            after += 1
            continue
        step = _spelled(text, words, after, language) if spelled else None
        # "twenty-two" and "two hundred two" add up; "nineteen eighty" and "one two" do not.
        if step is None:
            break
        if small is None and not hundreds and 100 <= step[0] < last_magnitude:
            if step[0] < 1_000:
                hundreds = step[0]
            else:
                total += step[0]
        elif small is None and hundreds % 100 == 0 and (hundreds or total) and step[0] < 100:
            small = step[0]
        elif small is not None and small >= 20 and small % 10 == 0 and 0 < step[0] < 10:
            small += step[0]
        else:
            break
        after = step[1]
    value = total + hundreds + (small or 0.0)
    if spelled and after == at + 1 and value <= 1:
        return None  # "one" alone is a pronoun far more often than a count
    return value, after


def _spelled(text: str, words: Sequence[Word], at: int, language: Language) -> tuple[float, int] | None:
    """The longest number word at `at`, in as many words as the language takes, and the word after it."""
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
    """The number in digits at `at`, and the word after it."""
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
    """The value of a number in digits, in any script that has its own.

    Args:
        word: the number, perhaps with points and commas.
        decimal_comma: whether a comma stands before decimals and points between thousands, not the reverse.
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
