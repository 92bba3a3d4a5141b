"""A whole article as a few ruler rows: what stands where, and which part of it is in view.

Units: a *layout row* is a row of the article as its pane sets it; a *ruler row* is a cell of the ruler, which
stands for one or more of them.  No widgets here.  An article that has fewer rows than the ruler is drawn one
to one, so that a mark stands beside its passage.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from diptych.reader.highlights import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from diptych.article.model import Article
    from diptych.reader.row_layout import Row


_NEAR = 1e-6
"""Layout rows: what a place may fall short by for rounding, lest it count as the row above."""


class RulerMark(NamedTuple):
    """What one ruler row says of the passages that it stands for."""

    standing: Standing = Standing.UNKNOWN
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

    def __init__(self, article: Article, passage_rows: Sequence[range], scale: RulerScale) -> None:
        """Place the passages.

        Args:
            article: whose they are.
            passage_rows: the layout rows that each passage stands in; none for a hidden one.
            scale: the ruler.
        """
        self._scale = scale
        parts: list[tuple[int, int, float]] = []
        self._rows = passage_rows
        for passage, rows in zip(article.passages, passage_rows, strict=False):
            if not rows:
                continue
            first, last = scale.ruler_row(rows.start), scale.ruler_row(rows.stop - 1)
            length = (passage.span.end - passage.span.start) / (last + 1 - first)
            parts.extend((passage.index, ruler_row, length) for ruler_row in range(first, last + 1))
        self._parts = parts
        """Passage, ruler row, code points there."""

    def marks(self, standings: Sequence[Standing], hit_rows: Iterable[int] = ()) -> tuple[RulerMark, ...]:
        """What each row of the ruler says.

        Args:
            standings: how each passage stands.
            hit_rows: the layout rows in which the search found something.
        """
        scale = self._scale
        if not scale.used:
            return (RulerMark(),) * max(0, scale.height)
        amounts: dict[Standing, list[float]] = {standing: [0.0] * scale.used for standing in Standing}
        for passage, ruler_row, length in self._parts:
            amounts[standings[passage]][ruler_row] += length
        firsts: dict[int, int] = {}
        for passage, ruler_row, _ in self._parts if any(amounts[Standing.DIFFERS]) else ():
            if standings[passage] is Standing.DIFFERS:
                firsts.setdefault(ruler_row, self._rows[passage].start)
        hits: dict[int, int] = {}
        for row in hit_rows:
            hits.setdefault(scale.ruler_row(row), row)
        of_rows = zip(*(amounts[standing] for standing in _ORDER), strict=True)
        marks = [
            RulerMark(_standing_of(*of_row), ruler_row in hits, hits.get(ruler_row, firsts.get(ruler_row)))
            for ruler_row, of_row in enumerate(of_rows)
        ]
        return (*marks, *[RulerMark()] * (scale.height - scale.used))


_ORDER = (Standing.DIFFERS, Standing.LINKED, Standing.RELATED, Standing.UNIQUE, Standing.UNKNOWN)


def _standing_of(differs: float, linked: float, related: float, unique: float, unknown: float) -> Standing:
    """What a ruler row shows, of which there are so many code points of each."""
    if differs:
        return Standing.DIFFERS
    if unknown >= linked + related + unique:
        return Standing.UNKNOWN
    if unique > linked + related:
        return Standing.UNIQUE
    return Standing.LINKED if linked >= related else Standing.RELATED


def hit_rows(rows: Sequence[Row], starts: Iterable[int]) -> list[int]:
    """The layout rows in which stretches of text begin.

    Args:
        rows: the layout.
        starts: where the stretches begin, in code points.
    """
    ends = [row.span.end for row in rows]
    last = len(ends) - 1
    return [min(bisect_right(ends, start), last) for start in starts] if ends else []
