"""How superscripts are written on the line: a power as one, and the mark of a note not at all."""

from __future__ import annotations

import re

_SIGNS = "+−–-"
_POWER = re.compile(rf"[{_SIGNS}]?\d{{1,3}}|\d[{_SIGNS}]")
"""A power, or the charge of an ion."""
_FORMULA = re.compile(rf"(?=.*[^\W_])[\w*/.,(){_SIGNS}]{{1,20}}")
_FRACTION = re.compile(r"\d{1,2}[/⁄]\d{1,2}")
_OVER = re.compile(r"\s?[/⁄](?!\s?[^\W\d_])")
"""The stroke of a fraction; not that of a unit, as in 10⁶/ml."""
_RAISED = str.maketrans(f"0123456789{_SIGNS}", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_CONSONANT = "[b-df-hj-np-tv-xzµμбвгджзклмнпрстфхцчш]"
_HAS_POWER = re.compile(
    r"(?:(?<![\w.,])\d|(?<!\d)10"
    rf"|(?<![^\W\d_])(?<!['’])(?:[^\W\d_]|{_CONSONANT}{{2}}|in|mi)"
    r"|[(\[](?![^()\[\]]*[^\W\d_]{2})[^()\[\]]{0,40}(?:[^\W\d_]|[+−*/·×.])[^()\[\]]{0,40}[)\]])$"
)
"""The end of what may have a power: 2, 10, a variable, a unit, a bracket without words.

Two letters with a vowel are no unit and no product (km, см, mc): "it", "EU" and "so" have notes.
"""
_MARK = re.compile(r"\[[^\[\]]{1,40}\]|\(\w{1,4}\)|[*†‡§¶#]{1,4}|\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,5}\)?")
"""The mark of a note, which need not lead anywhere: 4, 1,2, (a), 3), *, [citation needed]."""
_CLAUSE_END = re.compile(r"[.,;:!?…。，、；：！？][\"'”’»)\]]*\s*$|[\"”»]\s*$")
_ELEMENT = re.compile(r"(?!(?:I|He|In|As|At|No|Be)\b)[A-Z][a-z]?(?![^\W\d_])")
"""The sign of a chemical element, before which a raised number is that of an isotope: ¹⁴C.

Before a sign that is a word too, it is the number of a verse.
"""
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*$")

_REACH = 40
"""Code points before a superscript that decide how it is written."""


def raised_text(text: str, before: str, after: str) -> str | None:
    """How a superscript is written on the line.

    Args:
        text: the superscript.
        before: what precedes it in its block.
        after: what follows it directly.

    Returns:
        Its text; empty for the mark of a note, None if it stays as it is, such as the "rd" of "3rd".
    """
    before = before[-_REACH:]
    if not before.strip():  # the mark of a note before the note, or the number of a verse
        return f"{text} " if is_mark(text) and after[:1].isalnum() else None
    if text.isalpha():
        return "" if len(text) == 1 and _CLAUSE_END.search(before) else None
    begins_word = text.isdigit() and not before[-1].isalnum() and not _SENTENCE_END.search(before)
    if begins_word and _ELEMENT.match(after):
        return power(text)
    if before[-1].isdigit() and (_FRACTION.fullmatch(text) or (text.isdigit() and begins_fraction(after))):
        return f" {text}"  # 1 1/2
    base = before.rstrip() if not after[:1].isalnum() and before.rstrip()[-1].isdigit() else before
    signed = _POWER.fullmatch(text) and not text.isdigit()
    if signed or has_power(text, base):
        return power(text)
    if is_mark(text):
        return ""
    return power(text) if _FORMULA.fullmatch(text) and _HAS_POWER.search(base) else None


def has_power(text: str, before: str) -> bool:
    """Whether a superscript is a power of what stands before it."""
    return _POWER.fullmatch(text) is not None and _HAS_POWER.search(before) is not None


def begins_fraction(after: str) -> bool:
    """Whether what follows a number makes it the numerator of a fraction."""
    return _OVER.match(after) is not None


def is_mark(text: str) -> bool:
    """Whether a superscript may be the mark of a note."""
    return _MARK.fullmatch(text) is not None


def power(text: str) -> str:
    """How an exponent is written: ⁶ or ^x+1."""
    return text.translate(_RAISED) if _POWER.fullmatch(text) else f"^{text}"
