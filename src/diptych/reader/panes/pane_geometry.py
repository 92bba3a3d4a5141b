"""Where the passages of two panes side by side stand, as the link map asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.reader.state.navigation import Place
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from diptych.alignment.model import Link
    from diptych.reader.panes.article_pane import ArticlePane


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

    def link_rows(self, link: Link) -> Pair[range]:
        """The rows of both passages of a link, counted from the top of the panes."""
        return Pair(self._link_rows(link, Side.LEFT), self._link_rows(link, Side.RIGHT))

    def _link_rows(self, link: Link, side: Side) -> range:
        return self._panes[side].rows_on_screen(Place(side, link.end(side)), (link.left, link.right))
