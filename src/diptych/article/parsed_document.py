"""What a format makes of its input, before it is an `Article`: blocks without a place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diptych.article.model import BlockKind

# A no-break space or an ideographic space that stands alone is part of the writing ("10 000", "« oui »").
_LOOSE_SPACE = re.compile(r"\s{2,}|[^\S\u00a0\u202f\u3000 ]")


@dataclass(frozen=True, slots=True)
class ParsedBlock:
    """A block before it has its place: what kind it is and what it says."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A line of a book's table of contents."""

    title: str
    level: int
    """0 at the left, 1 for what is indented below it, and so on."""
    start: int
    """Index of the block that its chapter begins with."""


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """What one format makes of its input: blocks in order, and what is known about them."""

    blocks: tuple[ParsedBlock, ...]
    title: str | None = None
    publisher: str | None = None
    """Or the author, where the format knows of no publisher, or of one that says less."""
    date: str | None = None
    dropped: tuple[ParsedBlock, ...] = ()
    """What the source shows beside the article: menus, running heads, page numbers."""
    contents: tuple[TocEntry, ...] = ()
    """The table of contents of a book, in the order of the text; empty where the source is none."""


def level_spaces(text: str) -> str:
    """`text` on one line, each run of white space one space."""
    return _LOOSE_SPACE.sub(" ", text).strip()
