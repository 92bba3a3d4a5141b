"""Make any text harmless to show: no control sequences, bidi overrides or invisible characters.

Characters that a terminal or a text layout would obey are replaced by visible ones.  Invisible characters are
removed, because they would make equal words unequal.  Readable text does not change, and
`sanitize(sanitize(text)) == sanitize(text)`.  The result is in Unicode normalization form C, so that "é" is
the same code point in both articles.
"""

from __future__ import annotations

import re
import unicodedata

REPLACEMENT = "\ufffd"
DOTTED_CIRCLE = "\u25cc"
MARKS_PER_LETTER = 8
"""Pointed Hebrew and stacked Tibetan need about five marks on a letter; hundreds would cover other rows."""

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\u2028\u2029]")
_ASCII_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f]")
_JOINERS = re.compile("[\u200c\u200d]")
_OVERRIDES = "\u202d\u202e"
# They affect only the spaces and punctuation beside them; Hebrew and Arabic need them.
_DIRECTION_MARKS = "\u200e\u200f\u061c"
_IDLE_DIRECTION_MARKS = re.compile(rf"(?:(?<!\S)|(?<=[{_DIRECTION_MARKS}]))[{_DIRECTION_MARKS}]+")
# Letters and marks without a glyph: the combining grapheme joiner, Hangul fillers, Khmer inherent vowels.
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u3164\uffa0\u17b4\u17b5\u2800")


def _is_mark(char: str) -> bool:
    """Whether `char` is drawn onto the character before it, as conjoining Hangul vowels and finals are."""
    return (
        unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7fb"
    )


def _is_selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _may_be_new(char: str) -> bool:
    """Whether `char` is unassigned in this Python's tables but may be an emoji or a letter in newer ones."""
    return "\U00010000" <= char < "\U00040000" and ord(char) & 0xFFFE != 0xFFFE


def _substitute(char: str) -> str | None:
    """The replacement for `char`; None if it stays."""
    if char < " " or char == "\x7f":
        return None if char in "\n\t" else chr(0x2421 if char == "\x7f" else 0x2400 + ord(char))
    if char in _BLANK_LETTERS:
        return " " if char == "\u2800" else ""
    match unicodedata.category(char):
        case "Cf":
            # Joiners and direction marks may have an effect; the Arabic number signs are visible.
            if char in "\u200c\u200d" + _DIRECTION_MARKS or unicodedata.bidirectional(char) in {"AN", "AL"}:
                return None
            return REPLACEMENT if char in _OVERRIDES else ""
        case "Cc":  # C1: Windows-1252 that was decoded as Latin-1; browsers decode it the same way
            return bytes([ord(char)]).decode("cp1252", "replace")
        case "Cn":
            return None if _may_be_new(char) else REPLACEMENT
        case "Co" | "Cs":
            return REPLACEMENT
    return None


def _joins(found: re.Match[str]) -> bool:
    """Whether a zero-width joiner or non-joiner changes the shape of the characters beside it."""
    at, text = found.start(), found.string
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not before:
        return False
    if unicodedata.combining(before) == 9:  # a virama: the joiner chooses the form of its letter
        return True
    if not after:
        return False
    kinds = unicodedata.category(before)[0], unicodedata.category(after)[0]
    if kinds[1] == "S":
        return kinds[0] == "S" or _is_selector(before)
    # Scripts whose letters join or stack, from Arabic to Mongolian, and the Arabic presentation forms.
    cursive = all("\u0600" <= char <= "\u18af" or "\ufb50" <= char <= "\ufefc" for char in (before, after))
    return cursive and kinds[0] in "LM" and kinds[1] in "LM"


def _first_of_each(run: str, selectors: set[str]) -> str:
    """The first selector and the first other character of a run of invisible characters, in their order."""
    selector = next((char for char in run if char in selectors), "")
    other = next((char for char in run if char not in selectors), "")
    return other + selector if run[0] == other else selector + other


def _one_of(chars: set[str] | list[str]) -> str:
    return "[" + "".join(map(re.escape, sorted(chars))) + "]"


def sanitize(text: str) -> str:
    """`text` made harmless; its lines end in a line feed, and tabs stay."""
    text = _LINE_ENDS.sub("\n", text)
    if text.isascii():
        return _ASCII_CONTROLS.sub(lambda found: _substitute(found[0]) or "", text)
    chars = set(text)  # few even in a long text, so each property is looked up once
    substitutes = {char: shown for char in chars if (shown := _substitute(char)) is not None}
    if substitutes:
        text = re.sub(_one_of(set(substitutes)), lambda found: substitutes[found[0]], text)
    before = None
    while text != before:  # removing a character, or ordering marks, can make another character removable
        before, text = text, _normalized(text)
    return text


def _normalized(text: str) -> str:
    """`text` in normal form, with at most `MARKS_PER_LETTER`, without characters that have no effect."""
    chars = set(text)
    joiners, directions = chars & {"\u200c", "\u200d"}, chars & set(_DIRECTION_MARKS)
    selectors = {char for char in chars if _is_selector(char)}
    if joiners or directions or selectors:
        # Long runs would shrink by one character a round; no letter needs more than a selector and one other.
        signs = _one_of(joiners | directions | selectors)
        text = re.sub(signs + "{3,}", lambda run: _first_of_each(run[0], selectors), text)
    if joiners:
        text = _JOINERS.sub(lambda found: found[0] if _joins(found) else "", text)
    if selectors:
        variant = _one_of(selectors)
        text = re.sub(rf"(?<!\S){variant}+|(?<={variant}){variant}+", "", text)
    if directions:
        text = _IDLE_DIRECTION_MARKS.sub("", text)
    marks = {char for char in chars if _is_mark(char)}
    if marks:
        mark = _one_of(marks)
        # Before normalising, because ordering marks takes time quadratic in their number.
        text = re.sub(rf"({mark}{{{MARKS_PER_LETTER}}}){mark}+", r"\1", text)
        text = re.sub(rf"(?<!\S)(?={mark})", DOTTED_CIRCLE, text)
    return unicodedata.normalize("NFC", text)


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Beginnings of texts that spreadsheets take for formulas."""


def for_spreadsheet(text: str) -> str:
    """A text, with an apostrophe in front if a spreadsheet would take it for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
