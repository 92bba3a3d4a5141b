"""Text for the clipboard: a passage, or a linked pair with sources, grade and differences.

Plain text without marks or colours.  Uses no widgets and no clipboard.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diptych.comparison_wording import HOW_JUDGED, LETTERS, difference_phrase, graded
from diptych.reader.text.positions import PassagePositions
from diptych.sides import Side

if TYPE_CHECKING:
    from diptych.alignment.model import Difference, Link
    from diptych.article.model import Article
    from diptych.sides import Pair

MOST_BYTES = 74_994
"""Maximum length of a text that terminals take, in bytes of UTF-8.  With header and in base 64 it fills the
100,000 bytes at which xterm and similar terminals stop reading."""

_LINE_BREAK = re.compile(r"\s*[\r\n]\s*")


def passage_quote(article: Article, passage: int) -> str:
    """A passage as printed, on one line."""
    return _LINE_BREAK.sub(" ", article.passage_text(passage))


def pair_quote(articles: Pair[Article], link: Link) -> str:
    """Both passages of a link with their positions, grade, score and differences."""
    parts = [
        f"{_heading(articles[side], link.end(side))}\n\n    {passage_quote(articles[side], link.end(side))}"
        for side in Side
    ]
    differences = [differing_detail(found, "in the first", "in the second") for found in link.differences]
    parts.append("\n".join([f"{graded(link)}.", *differences]))
    return "\n\n".join(parts) + "\n"


def too_long(text: str) -> str | None:
    """Message if a text is too long to copy through the terminal; else None."""
    size = len(text.encode())
    if size <= MOST_BYTES:
        return None
    return f"Too long to copy: {size:,} bytes, and terminals take {MOST_BYTES:,}."


def _heading(article: Article, passage: int) -> str:
    """Title, publisher, date and position."""
    provenance = ", ".join(part for part in (article.publisher, article.date) if part)
    known = f" ({provenance})" if provenance else ""
    return f"{article.title}{known}, {PassagePositions(article).label(passage)}:"


def differing_detail(difference: Difference, left: str, right: str) -> str:
    """A difference as a sentence.

    Args:
        difference: the difference.
        left: words for the left side, such as "in the first".
        right: words for the right side.
    """
    judged = f", {HOW_JUDGED[difference.verdict]}" if difference.verdict else ""
    return f"Differs{judged}: {difference_phrase(difference, left, right)}."


IF_ALLOWED = "if the terminal allows it"
"""Terminals do not report whether copying has succeeded."""


def copied_message(copied: str, text: str) -> str:
    """Message after a text was sent to the terminal.

    Args:
        copied: what was copied, such as "link L 3 – R 5".
        text: the text.
    """
    if too_long(text) is None:
        return f"copied: {copied}, {IF_ALLOWED}"
    return f"copied: {copied}, if the terminal takes {len(text.encode()) // 1000} kB"


def passage_name(side: Side, first: int, last: int | None = None) -> str:
    """A passage, or those from `first` to `last`, in a few cells: "L 3", "L 3 to 5"."""
    several = last is not None and last > first
    return f"{LETTERS[side]} {first + 1}" + (f" to {(last or 0) + 1}" if several else "")


def pair_name(left: int, right: int) -> str:
    """Both passages of a link in a few cells: "L 3 – R 5"."""
    return f"{passage_name(Side.LEFT, left)} – {passage_name(Side.RIGHT, right)}"
