"""Where the passages of two panes side by side stand, as the link map asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.reader.map_layout import Beyond

if TYPE_CHECKING:
    from diptych.reader.article_pane import ArticlePane
    from diptych.reader.map_layout import End
    from diptych.sides import Pair, Side


class FacingGeometry:
    """Each pane scrolls by itself; their tops are in one row of the screen."""

    def __init__(self, panes: Pair[ArticlePane]) -> None:
        self._panes = panes

    @property
    def rows(self) -> range:
        """The rows of the screen in which the panes stand."""
        region = self._panes.left.region
        return range(region.y, region.bottom)

    def visible(self, side: Side) -> range:
        """The passages of a side of which a row is to be seen."""
        return self._panes[side].visible_passages

    def end(self, side: Side, passage: int) -> End | None:
        """The first row of a passage that is to be seen, counted from the top of the panes."""
        pane = self._panes[side]
        row = pane.screen_row(passage)
        if row is None:
            return None
        if row >= pane.size.height:
            return Beyond.BELOW
        if row < 0:
            return 0 if pane.in_view(passage) else Beyond.ABOVE
        return row
