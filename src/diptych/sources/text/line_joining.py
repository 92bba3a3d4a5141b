"""Join the lines of a paragraph that a layout broke."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def join_lines(lines: Iterable[str]) -> str:
    """The lines of a paragraph as one, without a space after a hyphen and between wide characters."""
    parts: list[str] = []
    before = ""
    for line in lines:
        line = line.strip()
        if parts:
            parts.append(between(before, line))
        parts.append(line)
        before = line
    return "".join(parts)


def between(before: str, line: str) -> str:
    """The space between two joined lines: " ", or "" after a hyphen and between wide characters."""
    hyphen = before.endswith("-") and before[-2:-1].isalpha() and line[:1].isalpha()
    wide = "\u2e80" <= before[-1:] <= "\uffef" and "\u2e80" <= line[:1] <= "\uffef" and not is_hangul(line[0])
    return "" if hyphen or wide else " "


def is_hangul(char: str) -> bool:
    """Whether `char` is Korean: unlike Chinese and Japanese, Korean has spaces between words."""
    return "\uac00" <= char <= "\ud7af"
