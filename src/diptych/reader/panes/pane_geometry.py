"""Screen rows of the passages in two panes side by side, as the link map needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.reader.state.navigation import Place
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from diptych.alignment.model import Link
    from diptych.reader.panes.article_pane import ArticlePane


class PaneGeometry:
    """Geometry of two panes whose tops are on the same screen row."""

    def __init__(self, panes: Pair[ArticlePane]) -> None:
        self._panes = panes

    @property
    def rows(self) -> range:
        """The screen rows of the panes."""
        region = self._panes.left.region
        return range(region.y, region.bottom)

    def visible(self, side: Side) -> list[int]:
        """The passages of a side that are at least partly in view."""
        return [place.passage for place in self._panes[side].places_in_view]

    def link_rows(self, link: Link) -> Pair[range]:
        """The rows of both passages of a link, counted from the top of the panes."""
        ends = (link.left, link.right)
        return Pair(*(self._panes[side].rows_on_screen(Place(side, link.end(side)), ends) for side in Side))
