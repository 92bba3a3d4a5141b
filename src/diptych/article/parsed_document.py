"""A parsed source, before it is an `Article`: blocks without spans."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from diptych.article.model import BlockKind

# White space to be replaced.  A single no-break space or ideographic space stays: "10 000", "« oui »".
_LOOSE_SPACE = re.compile(r"\s{2,}|[^\S\u00a0\u202f\u3000 ]")


class ParsedBlock(NamedTuple):
    """The kind and the text of a block."""

    kind: BlockKind
    text: str


class TocEntry(NamedTuple):
    """A line of a book's table of contents."""

    title: str
    level: int
    """Depth of indentation, from 0."""
    start: int
    """Index of the first block of its chapter."""


class ParsedDocument(NamedTuple):
    """The blocks of a source in order, and its metadata."""

    blocks: tuple[ParsedBlock, ...]
    title: str | None = None
    publisher: str | None = None
    """The author, if the format has no publisher or a less telling one."""
    date: str | None = None
    dropped: tuple[ParsedBlock, ...] = ()
    """Parts of the source that are not part of the article: menus, running heads, page numbers."""
    contents: tuple[TocEntry, ...] = ()
    """The table of contents of a book, in the order of the text; empty for other sources."""
    lengths: tuple[int, ...] = ()
    """Words of each part of a book that was only counted; `contents` counts parts then, not blocks."""


def normalize_spaces(text: str) -> str:
    """`text` on one line, with one space for each run of white space."""
    return _LOOSE_SPACE.sub(" ", text).strip()
