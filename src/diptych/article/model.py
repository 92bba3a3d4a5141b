"""An article and its parts: spans, blocks and passages.

Spans are half-open and count Unicode code points of `Article.text`.  Blocks and passages hold no text of
their own, only spans.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, `start` to `end`, of one article's text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def of(self, text: str) -> str:
        """The part of `text` within the span."""
        return text[self.start : self.end]

    def shared(self, other: Span) -> int:
        """The number of code points within both spans."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


class BlockKind(Enum):
    """Kind of a block."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    QUOTATION = "quotation"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or quotation."""

    kind: BlockKind
    span: Span
    furniture: str | None = None
    """Why the block is page furniture; None for a part of the article."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is linked and jumped to: a sentence, or a line where the text has no sentences."""

    index: int
    """Place among the article's passages, from 0."""
    block: int
    """Index of its block."""
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """One of the two texts."""

    title: str
    """Never empty: the name of the source if the text has no title."""
    text: str
    """The whole text as shown: sanitised, with an empty line between blocks."""
    blocks: tuple[Block, ...]
    """In order, not overlapping."""
    passages: tuple[Passage, ...]
    """In order, not overlapping, each within one block; furniture has no passages."""
    source: str = ""
    """Where the article comes from, as the user named it."""
    publisher: str | None = None
    date: str | None = None
    """As the article writes it."""
    dropped: tuple[str, ...] = ()
    """Parts of the source that `text` leaves out: menus, running heads, page numbers."""

    def passage_text(self, index: int) -> str:
        """The text of passage `index`."""
        return self.passages[index].span.of(self.text)

    def passage_at(self, offset: int) -> int | None:
        """Index of the passage at `offset`; None between passages."""
        at = bisect_right(self.passages, offset, key=lambda passage: passage.span.start) - 1
        return at if at >= 0 and offset in self.passages[at].span else None
