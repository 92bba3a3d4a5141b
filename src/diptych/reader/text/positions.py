"""Where passages stand in their article, said in one way wherever it is said.  Knows no widgets.

A place is the number of a passage, counted from 1, of how many there are.  In a long article, where that says
little, it is also how far into the article it stands, and beneath which heading.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from diptych.article.model import BlockKind
from diptych.percentages import percent
from diptych.reader.text.excerpts import beginning

if TYPE_CHECKING:
    from diptych.article.model import Article

LONG = 200
"""Passages from which an article is a long one: a report has some 30, a chapter some 300."""

_HEADING = 32
"""Cells of a heading that are quoted."""


class PassagePositions:
    """The places of one article."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._count = len(article.passages)
        self.is_long = self._count >= LONG
        """Whether the number of a passage says little by itself."""
        digits = len(str(self._count))
        self.width = digits + 1 + (4 if self.is_long else digits)
        """Cells that the longest short place of a single passage takes."""

    def label(self, first: int, last: int | None = None, *, heading: bool = True) -> str:
        """Where a passage stands, or those from `first` to `last`, in words.

        As "passage 3 of 26", "passages 3 to 5 of 26", "passage 824 of 10311 (8%, “The ford”)".

        Args:
            first: index of the passage.
            last: index of the last one, where there are several.
            heading: whether to quote the heading in a long article.
        """
        several = last is not None and last > first
        numbers = f"passages {first + 1} to {(last or 0) + 1}" if several else f"passage {first + 1}"
        said = f"{numbers} of {self._count}"
        if not self.is_long:
            return said
        above = self._heading(first) if heading else ""
        return f"{said} ({self._far(first)}, “{above}”)" if above else f"{said} ({self._far(first)})"

    def short_label(self, first: int, last: int | None = None) -> str:
        """The same where there is little room: "3/26", "3–5/26", "824 8%"."""
        numbers = f"{first + 1}–{last + 1}" if last is not None and last > first else f"{first + 1}"
        return f"{numbers} {self._far(first)}" if self.is_long else f"{numbers}/{self._count}"

    def _far(self, passage: int) -> str:
        return percent((passage + 1) / self._count)

    def _heading(self, passage: int) -> str:
        """The heading that a passage stands beneath, or is; "" where there is none above it."""
        at = bisect_right(self._headings, self._article.passages[passage].block)
        if not at:
            return ""
        return beginning(self._article.blocks[self._headings[at - 1]].span.of(self._article.text), _HEADING)

    @cached_property
    def _headings(self) -> list[int]:
        """The blocks that are headings."""
        return [
            index
            for index, block in enumerate(self._article.blocks)
            if block.kind is BlockKind.HEADING and block.furniture is None
        ]
