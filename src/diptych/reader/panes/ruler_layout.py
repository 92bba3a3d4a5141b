"""A whole article as a few ruler rows: what stands where, and which part of it is in view.

Units: a *layout row* is a row of the article as its pane sets it; a *ruler row* is a cell of the ruler, which
stands for one or more of them.  No widgets here.  An article that has fewer rows than the ruler is drawn one
to one, so that a mark stands beside its passage.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from diptych.reader.text.highlights import PassageStatus
from diptych.reader.text.rows import RowKind
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from diptych.article.model import Article, Span
    from diptych.reader.text.rows import Row


_NEAR = 1e-6
"""Layout rows: what a place may fall short by for rounding, lest it count as the row above."""


class RulerMark(NamedTuple):
    """What one ruler row says of the passages that it stands for."""

    status: PassageStatus = PassageStatus.UNKNOWN
    """Differs when any of them does; else what most of their text is."""
    hit: bool = False
    """Whether the search found anything there."""
    row: int | None = None
    """The layout row of the first hit, or else of the first passage that differs; None where neither is."""


class RulerScale:
    """Which ruler row a layout row falls on, and back."""

    def __init__(self, rows: int, height: int) -> None:
        """Fit an article to a ruler.

        Args:
            rows: how many layout rows the article has.
            height: how many rows the ruler has.
        """
        self.rows = rows
        self.height = height
        self.used = min(rows, max(0, height))
        """How many ruler rows stand for anything; those beneath are free."""

    def ruler_row(self, row: int) -> int:
        """The ruler row that stands for a layout row; rows outside the article count as its ends."""
        return min(max(row, 0), self.rows - 1) * self.used // self.rows if self.used else 0

    def layout_row(self, ruler_row: float) -> int:
        """The layout row at a place of the ruler, in ruler rows and parts of them, within the article."""
        if not self.used:
            return 0
        return min(max(int(ruler_row * self.rows / self.used + _NEAR), 0), self.rows - 1)

    def top(self, ruler_row: int, height: int) -> int:
        """The layout row to bring to the top so that what a ruler row stands for is seen beside it.

        Args:
            ruler_row: which; the first brings the beginning of the article, the last its end.
            height: how many rows the pane shows.
        """
        share = ruler_row / (self.used - 1) if self.used > 1 else 0.0
        return round(max(0, self.rows - height) * min(max(share, 0.0), 1.0))

    def window(self, top: int, height: int) -> range:
        """The ruler rows that stand for the layout rows in view, of which there is at least one.

        Args:
            top: the layout row at the top of the pane; negative where blank rows stand above the first.
            height: how many rows the pane shows.
        """
        first, last = max(top, 0), min(top + height, self.rows) - 1
        if not self.used or last < first:
            return range(0)
        return range(self.ruler_row(first), self.ruler_row(last) + 1)


class PassageScale:
    """Where on a ruler the passages of an article stand, and how much of their text is on each of its rows.

    Made once for a layout and a height; the marks change with every threshold, so they have to be cheap.
    """

    def __init__(
        self, articles: Pair[Article], passage_rows: Pair[Sequence[range]], scale: RulerScale
    ) -> None:
        """Place the passages.

        Args:
            articles: whose they are.
            passage_rows: the layout rows of each passage; none for one that is hidden or not here.
            scale: the ruler.
        """
        self._scale = scale
        self._passage_rows = passage_rows
        self._parts = Pair(*(list(self._parts_of(articles[side], passage_rows[side])) for side in Side))
        """Passage, ruler row, code points there."""

    def _parts_of(self, article: Article, passage_rows: Sequence[range]) -> Iterator[tuple[int, int, float]]:
        used, total = self._scale.used, self._scale.rows
        for passage, rows in zip(article.passages, passage_rows, strict=False):
            if rows and used:
                first, last = rows.start * used // total, (rows.stop - 1) * used // total
                length = (passage.span.end - passage.span.start) / (last + 1 - first)
                for at in range(first, last + 1):
                    yield passage.index, at, length

    def marks(
        self, statuses: Pair[Sequence[PassageStatus]], hit_rows: Iterable[int] = ()
    ) -> tuple[RulerMark, ...]:
        """What each row of the ruler says.

        Args:
            statuses: how each passage of each side stands.
            hit_rows: the layout rows in which the search found something.
        """
        scale = self._scale
        if not scale.used:
            return (RulerMark(),) * max(0, scale.height)
        amounts: dict[PassageStatus, list[float]] = {status: [0.0] * scale.used for status in PassageStatus}
        firsts: dict[int, int] = {}
        for side in Side:
            of_side, rows = statuses[side], self._passage_rows[side]
            for passage, ruler_row, length in self._parts[side]:
                status = of_side[passage]
                amounts[status][ruler_row] += length
                if status is PassageStatus.DIFFERS:
                    firsts[ruler_row] = min(rows[passage].start, firsts.get(ruler_row, scale.rows))
        hits: dict[int, int] = {}
        for row in hit_rows:
            hits.setdefault(scale.ruler_row(row), row)
        of_rows = zip(*(amounts[status] for status in _ORDER), strict=True)
        marks = [
            RulerMark(_status_of(*of_row), ruler_row in hits, hits.get(ruler_row, firsts.get(ruler_row)))
            for ruler_row, of_row in enumerate(of_rows)
        ]
        return (*marks, *[RulerMark()] * (scale.height - scale.used))


_ORDER = (
    PassageStatus.DIFFERS,
    PassageStatus.LINKED,
    PassageStatus.RELATED,
    PassageStatus.UNIQUE,
    PassageStatus.UNKNOWN,
)


def _status_of(differs: float, linked: float, related: float, unique: float, unknown: float) -> PassageStatus:
    """What a ruler row shows, of which there are so many code points of each."""
    if differs:
        return PassageStatus.DIFFERS
    if unknown >= linked + related + unique:
        return PassageStatus.UNKNOWN
    if unique > linked + related:
        return PassageStatus.UNIQUE
    return PassageStatus.LINKED if linked >= related else PassageStatus.RELATED


def hit_rows(rows: Sequence[Row], side: Side, hits: Sequence[Span]) -> list[int]:
    """The layout rows in which the hits in one article begin.

    Args:
        rows: the layout, which may hold both articles.
        side: the article.
        hits: stretches of it.
    """
    if not hits:
        return []
    ends = sorted((row.span.end, at) for at, row in enumerate(rows) if row.side is side and row.kind in _TEXT)
    if not ends:
        return []
    found = (bisect_right(ends, (hit.start, len(rows))) for hit in hits)
    return [ends[min(at, len(ends) - 1)][1] for at in found]


_TEXT = (RowKind.TEXT, RowKind.HIDDEN)
"""Rows that show, or stand for, a place of their own in an article."""
