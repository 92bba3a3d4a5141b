"""What is copied: a passage, or a linked pair with what a reader of an e-mail needs to judge it.

Plain text without marks or colours.  Nothing here knows widgets or a clipboard; lengths are in bytes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diptych.comparison_wording import difference_phrase
from diptych.reader.text.positions import PassagePositions
from diptych.sides import Side

if TYPE_CHECKING:
    from diptych.alignment.model import Difference, Link
    from diptych.article.model import Article
    from diptych.sides import Pair

MOST_BYTES = 74_994
"""The longest text, in bytes of UTF-8, that terminals take: with its header and in base 64 it fills the
100,000 bytes at which xterm and those made after it stop reading."""

_LINE_BREAK = re.compile(r"\s*[\r\n]\s*")


def passage_quote(article: Article, passage: int) -> str:
    """A passage as printed, on one line."""
    return _LINE_BREAK.sub(" ", article.passage_text(passage))


def pair_quote(articles: Pair[Article], link: Link) -> str:
    """Both passages of a link, where each stands, how close they are and what they give differently."""
    parts = [
        f"{_heading(articles[side], link.end(side))}\n\n    {passage_quote(articles[side], link.end(side))}"
        for side in Side
    ]
    differing = [differing_detail(found, "in the first", "in the second") for found in link.differences]
    parts.append("\n".join([f"{link.grade.value.capitalize()}, score {link.score:.2f}.", *differing]))
    return "\n\n".join(parts) + "\n"


def too_long(text: str) -> str | None:
    """Why a text cannot be copied through the terminal, in one sentence; None where it can be."""
    size = len(text.encode())
    if size <= MOST_BYTES:
        return None
    return f"Too long to copy: {size:,} bytes, and terminals take {MOST_BYTES:,}."


def _heading(article: Article, passage: int) -> str:
    """Title, publisher, date and place."""
    provenance = ", ".join(part for part in (article.publisher, article.date) if part)
    known = f" ({provenance})" if provenance else ""
    return f"{article.title}{known}, {PassagePositions(article).label(passage)}:"


def differing_detail(difference: Difference, left: str, right: str) -> str:
    """Both readings of a detail as a sentence.

    Args:
        difference: the detail.
        left: where the left reading stands, in words.
        right: where the right one does.
    """
    return f"Differs: {difference_phrase(difference, left, right)}."


IF_ALLOWED = "if the terminal allows it"
"""A terminal takes what it is given without an answer, so nobody can know."""


def copied_message(copied: str, text: str) -> str:
    """What to say when a text was given to the terminal.

    Args:
        copied: what it is, as "pair".
        text: all of it.
    """
    if too_long(text) is None:
        return f"{copied} copied, {IF_ALLOWED}"
    return f"{copied} copied, if the terminal takes {len(text.encode()) // 1000} kB"
