"""From the pieces that a source yields to an `Article`: one text, blocks, furniture and passages.

Pieces are sanitised already.  Here their white space is levelled, they are laid one after the other with an
empty line between, and every span is counted on that final text, so offsets are exact by construction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych.article.furniture import mark_furniture
from diptych.article.model import Article, Block, BlockKind, Span
from diptych.article.passages import find_passages

if TYPE_CHECKING:
    from collections.abc import Iterable

BETWEEN_BLOCKS = "\n\n"

# A no-break space or an ideographic space that stands alone is part of the writing ("10 000", "« oui »").
_LOOSE_SPACE = re.compile(r"\s{2,}|[^\S\u00a0\u202f\u3000 ]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block before it has its place: what kind it is and what it says."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a book's table of contents."""

    title: str
    level: int
    """0 at the left, 1 for what is indented below it, and so on."""
    start: int
    """Index of the piece that its chapter begins with."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What one format makes of its input: pieces in order, and what is known about them."""

    pieces: tuple[Piece, ...]
    title: str | None = None
    publisher: str | None = None
    """Or the author, where the format knows of no publisher, or of one that says less."""
    date: str | None = None
    dropped: tuple[Piece, ...] = ()
    """What the source shows beside the article: menus, running heads, page numbers."""
    contents: tuple[Entry, ...] = ()
    """The table of contents of a book, in the order of the text; empty where the source is none."""


def level_spaces(text: str) -> str:
    """`text` on one line, each run of white space one space."""
    return _LOOSE_SPACE.sub(" ", text).strip()


def lay_out(pieces: Iterable[Piece]) -> tuple[str, list[Block]]:
    """The text that `pieces` make together, and where each stands in it; empty ones are left out."""
    texts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for piece in pieces:
        text = level_spaces(piece.text)
        if not text:
            continue
        texts.append(text)
        blocks.append(Block(piece.kind, Span(at, at + len(text))))
        at += len(text) + len(BETWEEN_BLOCKS)
    return BETWEEN_BLOCKS.join(texts), blocks


def assemble(manuscript: Manuscript, *, source: str, name: str) -> Article:
    """The article that `manuscript` describes.

    Args:
        manuscript: what the source said, sanitised.
        source: where it came from, as the user named it.
        name: the title of a text that has none and does not begin with a heading.
    """
    text, plain_blocks = lay_out(manuscript.pieces)
    blocks = mark_furniture(text, plain_blocks)
    title = level_spaces(manuscript.title or "")
    if not title:
        first = next((block for block in blocks if block.furniture is None), None)
        if first and first.kind is BlockKind.HEADING:  # it stays in the text, where it can be linked
            title = first.span.of(text)
    return Article(
        title=title or name,
        text=text,
        blocks=tuple(blocks),
        passages=tuple(find_passages(text, blocks)),
        source=source,
        publisher=level_spaces(manuscript.publisher or "") or None,
        date=level_spaces(manuscript.date or "") or None,
    )
