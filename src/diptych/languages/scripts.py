"""Scripts: code points for the character classes of patterns, tests of characters, and quotation marks.

The tests compare, since compiling a pattern of such ranges takes 1 ms.
"""

from __future__ import annotations

THAI = "\u0e00-\u0e7f"
THAI_LETTERS = "\u0e01-\u0e4e"
"""Thai letters, vowel signs and tone marks, without digits and punctuation."""
LAO = "\u0e80-\u0eff"
TIBETAN = "\u0f00-\u0fff"
BURMESE = "\u1000-\u109f"
KHMER = "\u1780-\u17ff"
KANA = "\u3040-\u30ff"
"""Hiragana and katakana, the syllables of Japanese."""
HAN = "\u3400-\u9fff"
"""Chinese characters."""
HAN_COMPATIBILITY = "\uf900-\ufaff"
CJK = f"\u3005-\u3007{KANA}\u31f0-\u31ff{HAN}{HAN_COMPATIBILITY}\uff66-\uff9f"
"""Characters of Chinese and Japanese words, without punctuation."""
EAST_ASIAN = f"\u2e80-\u9fff{HAN_COMPATIBILITY}"
"""`CJK` with radicals, Bopomofo, punctuation and symbols."""

USUAL_OPENERS = '“„«「『"'
"""Marks that open a quotation in most languages."""
SWEDISH_OPENERS = '”»“"'
"""Marks that open a quotation in Swedish and Finnish."""


def is_kana_or_han(sign: str) -> bool:
    """Whether a character is in `KANA` or `HAN`; False for an empty string."""
    return "\u3040" <= sign <= "\u30ff" or "\u3400" <= sign <= "\u9fff"


def is_hiragana(sign: str) -> bool:
    """Whether a character is a syllable of hiragana; False for an empty string."""
    return "\u3040" <= sign <= "\u309f"


def is_in_hebrew_word(text: str, at: int) -> bool:
    """Whether the sign at an offset is the double quote within a Hebrew abbreviation: ד"ר, a doctor."""
    return (
        text[at] == '"'
        and 0 < at < len(text) - 1
        and "א" <= text[at - 1] <= "ת"
        and "א" <= text[at + 1] <= "ת"
    )
