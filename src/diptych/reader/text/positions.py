"""Labels for the positions of passages in their article, and the paragraphs of a run.  Uses no widgets.

A position is the number of a passage, counted from 1, and the number of passages.  In a long article, where
that says little, it also has the percentage of the article before it and the heading above it.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from diptych.article.model import BlockKind
from diptych.percentages import percent
from diptych.reader.text.excerpts import beginning
from diptych.reader.text.rows import runs, span_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.article.model import Article, Span

LONG = 200
"""Minimum number of passages of a long article: a report has about 30, a chapter about 300."""

_HEADING_WIDTH = 32
"""Maximum width of a quoted heading in cells."""


def paragraphs(article: Article, passages: range) -> Iterator[Span]:
    """The parts of paragraphs that a run of passages covers, one span for each paragraph."""
    return (span_of(article, run) for run in runs(article, passages))


class PassagePositions:
    """The position labels of one article."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._count = len(article.passages)
        self.is_long = self._count >= LONG
        """Whether the article is so long that a passage number alone says little."""
        digits = len(str(self._count))
        self.width = digits + 1 + (4 if self.is_long else digits)
        """Maximum width of the short label of a single passage, in cells."""

    def label(self, first: int, last: int | None = None, *, heading: bool = True) -> str:
        """The position of a passage, or of those from `first` to `last`.

        Examples: "passage 3 of 26", "passages 3 to 5 of 26", "passage 824 of 10311 (8%, “The ford”)".

        Args:
            first: index of the first passage.
            last: index of the last passage, if there are several.
            heading: whether to quote the heading in a long article.
        """
        several = last is not None and last > first
        numbers = f"passages {first + 1} to {(last or 0) + 1}" if several else f"passage {first + 1}"
        label = f"{numbers} of {self._count}"
        if not self.is_long:
            return label
        above = self._heading(first) if heading else ""
        percentage = self._percentage(first)
        return f"{label} ({percentage}, “{above}”)" if above else f"{label} ({percentage})"

    def short_label(self, first: int, last: int | None = None) -> str:
        """A short label: "3/26", "3–5/26", "824 8%"."""
        numbers = f"{first + 1}–{last + 1}" if last is not None and last > first else f"{first + 1}"
        return f"{numbers} {self._percentage(first)}" if self.is_long else f"{numbers}/{self._count}"

    def _percentage(self, passage: int) -> str:
        return percent((passage + 1) / self._count)

    def _heading(self, passage: int) -> str:
        """The heading above a passage, or the passage itself if it is one; "" without a heading."""
        at = bisect_right(self._headings, self._article.passages[passage].block)
        if not at:
            return ""
        block = self._article.blocks[self._headings[at - 1]]
        return beginning(block.span.of(self._article.text), _HEADING_WIDTH)

    @cached_property
    def _headings(self) -> list[int]:
        """Indices of the blocks that are headings."""
        return [
            index
            for index, block in enumerate(self._article.blocks)
            if block.kind is BlockKind.HEADING and block.furniture is None
        ]
