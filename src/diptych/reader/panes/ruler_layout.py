"""Scales and marks of the overview ruler: a whole article as a few ruler rows.

Units: a *layout row* is a row of the article in its pane; a *ruler row* is a row of the ruler and stands for
one or more layout rows.  An article with fewer rows than the ruler is drawn one to one, so that each mark is
beside its passage.  Uses no widgets.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from diptych.reader.text.highlights import PassageStatus
from diptych.reader.text.rows import RowKind
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from diptych.article.model import Article, Span
    from diptych.reader.text.row_index import PassageRows
    from diptych.reader.text.rows import Row


_NEAR = 1e-6
"""Tolerance for rounding errors in layout rows, so that a position does not fall to the row above."""


_MOST_BESIDE = 8
"""Most passages of a ruler row for each that differs.  A row of a book stands for forty, of which one differs
nearly always."""

_LINKED, _HALF = 2 / 3, 1 / 3
"""Share of the text with counterparts, 0..1, from which a ruler row is drawn as linked and as related."""


class RulerMark(NamedTuple):
    """What one ruler row shows of the passages that it stands for."""

    status: PassageStatus = PassageStatus.UNKNOWN
    """DIFFERS if at least one passage in `_MOST_BESIDE` differs; else how much of the text is linked."""
    hit: bool = False
    """Whether there is a search hit."""
    row: int | None = None
    """Layout row of the first hit, else of the first passage that differs, else None."""


class RulerScale:
    """Converts between layout rows and ruler rows."""

    def __init__(self, rows: int, height: int) -> None:
        """Fit an article to a ruler.

        Args:
            rows: number of layout rows of the article.
            height: number of rows of the ruler.
        """
        self.rows = rows
        self.height = height
        self.used = min(rows, max(0, height))
        """Number of ruler rows in use; those below are empty."""

    def ruler_row(self, row: int) -> int:
        """The ruler row of a layout row; rows outside the article are clamped."""
        return min(max(row, 0), self.rows - 1) * self.used // self.rows if self.used else 0

    def layout_row(self, ruler_row: float) -> int:
        """The layout row at a position of the ruler, in fractional ruler rows; clamped to the article."""
        if not self.used:
            return 0
        return min(max(int(ruler_row * self.rows / self.used + _NEAR), 0), self.rows - 1)

    def top(self, ruler_row: int, height: int) -> int:
        """The layout row to bring to the top so that the text of a ruler row is beside it.

        Args:
            ruler_row: the first one gives the beginning of the article, the last one its end.
            height: number of rows in view in the pane.
        """
        share = ruler_row / (self.used - 1) if self.used > 1 else 0.0
        return round(max(0, self.rows - height) * min(max(share, 0.0), 1.0))

    def window(self, top: int, height: int) -> range:
        """The ruler rows of the layout rows in view; empty if there are none.

        Args:
            top: the layout row at the top of the pane; negative if blank rows are above the first.
            height: number of rows in view in the pane.
        """
        first, last = max(top, 0), min(top + height, self.rows) - 1
        if not self.used or last < first:
            return range(0)
        return range(self.ruler_row(first), self.ruler_row(last) + 1)


class PassageScale:
    """Distributes the text of an article's passages over ruler rows.

    Made once for a layout and a height.  The marks change with every threshold, so they must be cheap.
    """

    def __init__(self, articles: Pair[Article], passage_rows: Pair[PassageRows], scale: RulerScale) -> None:
        """Distribute the passages.

        Args:
            articles: both articles.
            passage_rows: the layout rows of each passage by side; empty if it is hidden or in another pane.
            scale: the scale of the ruler.
        """
        self._scale = scale
        self._passage_rows = passage_rows
        self._lengths = articles.map(
            lambda article: [passage.span.end - passage.span.start for passage in article.passages]
        )
        """Code points of each passage."""
        used, total = scale.used, max(scale.rows, 1)
        self._firsts = passage_rows.map(lambda rows: [row * used // total for row in rows.starts])
        """The ruler row in which each passage begins."""
        self._lasts = passage_rows.map(lambda rows: [(row - 1) * used // total for row in rows.stops])
        """The ruler row in which each passage ends, -1 if it is hidden."""

    def marks(
        self, statuses: Pair[Sequence[PassageStatus]], hit_rows: Iterable[int] = ()
    ) -> tuple[RulerMark, ...]:
        """The mark of each ruler row.

        Args:
            statuses: status of each passage, by side.
            hit_rows: the layout rows with search hits.
        """
        scale = self._scale
        if not scale.used:
            return (RulerMark(),) * max(0, scale.height)
        amounts = [dict.fromkeys(PassageStatus, 0.0) for _ in range(scale.used)]
        passages, differing = [0] * scale.used, [0] * scale.used
        rows_that_differ: dict[int, int] = {}
        for side in Side:
            starts = self._passage_rows[side].starts
            of_side = zip(
                statuses[side],
                starts,
                self._firsts[side],
                self._lasts[side],
                self._lengths[side],
                strict=False,
            )
            for status, start, first, last, length in of_side:
                if first == last:  # shortcut for most passages of a long article
                    amounts[first][status] += length
                    passages[first] += 1
                else:  # none if it is hidden
                    for at in range(first, last + 1):
                        amounts[at][status] += length / (last + 1 - first)
                        passages[at] += 1
                if status is PassageStatus.DIFFERS:
                    for at in range(first, last + 1):
                        differing[at] += 1
                        rows_that_differ[at] = min(start, rows_that_differ.get(at, scale.rows))
        hits: dict[int, int] = {}
        for row in hit_rows:
            hits.setdefault(scale.ruler_row(row), row)
        marks = []
        for at, of_row in enumerate(amounts):
            differs = 0 < passages[at] <= _MOST_BESIDE * differing[at]
            status = PassageStatus.DIFFERS if differs else _status_of(of_row)
            marks.append(RulerMark(status, at in hits, hits.get(at, rows_that_differ.get(at))))
        return (*marks, *[RulerMark()] * (scale.height - scale.used))


def _status_of(amounts: Mapping[PassageStatus, float]) -> PassageStatus:
    """How much of a ruler row has counterparts, given the number of code points of each status."""
    linked = sum(
        amounts[each] for each in (PassageStatus.LINKED, PassageStatus.MAY_DIFFER, PassageStatus.DIFFERS)
    )
    known = linked + sum(
        amounts[each] for each in (PassageStatus.RELATED, PassageStatus.NEAR, PassageStatus.UNIQUE)
    )
    if amounts[PassageStatus.UNKNOWN] >= known:
        return PassageStatus.UNKNOWN
    share = (linked + amounts[PassageStatus.RELATED] / 2) / known
    if share < _HALF:
        return PassageStatus.UNIQUE
    return PassageStatus.LINKED if share >= _LINKED else PassageStatus.RELATED


def hit_rows(rows: Sequence[Row], side: Side, hits: Sequence[Span]) -> list[int]:
    """The layout rows in which the search hits of one article begin.

    Args:
        rows: a layout, which may contain rows of both articles.
        side: the side of the article.
        hits: spans of its text.
    """
    if not hits:
        return []
    own_text = (RowKind.TEXT, RowKind.HIDDEN)
    ends = sorted(
        (row.span.end, at) for at, row in enumerate(rows) if row.side is side and row.kind in own_text
    )
    if not ends:
        return []
    found = (bisect_right(ends, (hit.start, len(rows))) for hit in hits)
    return [ends[min(at, len(ends) - 1)][1] for at in found]
