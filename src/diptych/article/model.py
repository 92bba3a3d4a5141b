"""What an article is made of.

All offsets are half-open and count Unicode code points of `Article.text`.  Text is never copied into blocks
or passages: what they say is a slice, so a highlight cannot drift from what it marks.
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
        """What the span covers in `text`."""
        return text[self.start : self.end]

    def shared(self, other: Span) -> int:
        """How many code points both spans cover."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


class BlockKind(Enum):
    """What a block is, as the article has it."""

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
    """Why the block is page furniture and no part of the article; None when it is part of it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is linked and jumped to: a sentence, or a line where the text has no sentences."""

    index: int
    """Place among the article's passages, from 0."""
    block: int
    """Index of the block that it stands in."""
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """One of the two texts."""

    title: str
    """Never empty: where the text has no title, the name of its source."""
    text: str
    """The whole text as it is shown: sanitised, blocks separated by a blank line."""
    blocks: tuple[Block, ...]
    """In order, not overlapping."""
    passages: tuple[Passage, ...]
    """In order, not overlapping, each within its block; furniture has none."""
    source: str = ""
    """Where it came from, as the user named it."""
    publisher: str | None = None
    date: str | None = None
    """As the article has it."""
    dropped: tuple[str, ...] = ()
    """What its source shows beside it and is no part of `text`: menus, running heads, page numbers."""

    def passage_text(self, index: int) -> str:
        """What passage `index` says."""
        return self.passages[index].span.of(self.text)

    def passage_at(self, offset: int) -> int | None:
        """Index of the passage that covers `offset`, None where none does."""
        at = bisect_right(self.passages, offset, key=lambda passage: passage.span.start) - 1
        return at if at >= 0 and offset in self.passages[at].span else None
