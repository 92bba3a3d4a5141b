"""Where the passages of two panes side by side stand, as the link map asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.reader.map_layout import Beyond
from diptych.reader.navigation import Place
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from diptych.alignment.model import Link
    from diptych.reader.article_pane import ArticlePane
    from diptych.reader.map_layout import End


class PaneGeometry:
    """Panes of which the tops are in one row of the screen; they may scroll as they like."""

    def __init__(self, panes: Pair[ArticlePane]) -> None:
        self._panes = panes

    @property
    def rows(self) -> range:
        """The rows of the screen in which the panes stand."""
        region = self._panes.left.region
        return range(region.y, region.bottom)

    def visible(self, side: Side) -> list[int]:
        """The passages of a side of which a row is to be seen."""
        return [place.passage for place in self._panes[side].places_in_view]

    def ends(self, link: Link) -> Pair[End] | None:
        """For both passages of a link, the first row that is to be seen, or where they are out of sight."""
        left, right = self._end(link, Side.LEFT), self._end(link, Side.RIGHT)
        return None if left is None or right is None else Pair(left, right)

    def _end(self, link: Link, side: Side) -> End | None:
        pane = self._panes[side]
        rows = pane.rows_on_screen(Place(side, link.end(side)), (link.left, link.right))
        if not rows:
            return None
        if rows.start >= pane.size.height:
            return Beyond.BELOW
        return max(0, rows.start) if rows.stop > 0 else Beyond.ABOVE
