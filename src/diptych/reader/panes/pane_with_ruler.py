"""A pane with its overview ruler at the outer edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, on
from textual.containers import Horizontal

from diptych.reader.panes.article_pane import ArticlePane
from diptych.reader.panes.overview_ruler import OverviewRuler
from diptych.reader.panes.ruler_layout import PassageScale, RulerScale, hit_rows
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from diptych.article.model import Article, Span
    from diptych.reader.text.highlights import PassageStatus
    from diptych.reader.text.rows import RowLayout
    from diptych.reader.text.views import ViewLayouter


class PaneWithRuler(Horizontal):
    """Pane and ruler side by side; the mouse wheel scrolls the pane over either."""

    BLANK = True  # the children cover it

    def __init__(self, articles: Pair[Article], layouter: ViewLayouter, side: Side | None) -> None:
        """Make a pane and its ruler.

        Args:
            articles: both articles.
            layouter: lays them out.
            side: the side whose article is shown; None for both.
        """
        super().__init__()
        self.pane = ArticlePane(articles, layouter, side)
        self.ruler = OverviewRuler(side or Side.RIGHT)
        self._articles = articles
        self._statuses: Pair[Sequence[PassageStatus]] = Pair((), ())
        self._hits: Pair[Sequence[Span]] = Pair((), ())
        self._scales: tuple[RowLayout, RulerScale, PassageScale] | None = None
        """The scales of the ruler, and the layout that they belong to."""
        self._marked: tuple[object, ...] = ()
        """What the marks of the ruler were computed from."""

    def compose(self) -> ComposeResult:
        """Pane and ruler, the ruler at the outer edge."""
        yield from (self.ruler, self.pane) if self.pane.side is Side.LEFT else (self.pane, self.ruler)

    def on_mount(self) -> None:
        """Let the ruler follow the pane."""
        self.watch(self.pane, "scroll_y", self._update_position, init=False)

    def show(self, statuses: Pair[Sequence[PassageStatus]], hits: Pair[Sequence[Span]]) -> None:
        """Update the ruler to what the pane shows.

        Args:
            statuses: status of each passage, by side.
            hits: search hits in each article, in order.
        """
        self._statuses, self._hits = statuses, hits
        self._update_ruler()

    @on(ArticlePane.RowsChanged)
    @on(OverviewRuler.Resized)
    def _update_ruler(self) -> None:
        layout, height = self.pane.row_layout, self.ruler.size.height
        if self._scales is None or self._scales[0] is not layout or self._scales[1].height != height:
            scale = RulerScale(len(layout.rows), height)
            self._scales = layout, scale, PassageScale(self._articles, layout.passage_rows, scale)
        _, scale, passages = self._scales
        inputs = (scale, *self._statuses, *self._hits)
        if list(map(id, inputs)) != list(map(id, self._marked)):
            self._marked = inputs
            found = (hit_rows(layout.rows, side, self._hits[side]) for side in Side)
            marks = passages.marks(self._statuses, [row for rows in found for row in rows])
            self.ruler.show(scale, marks)
        self._update_position()

    def _update_position(self) -> None:
        cursor = self.pane.cursor
        rows = range(0) if cursor is None else self.pane.rows_for(cursor)
        self.ruler.show_position(self.pane.viewport, rows)

    @on(OverviewRuler.PositionRequested)
    def _seek(self, message: OverviewRuler.PositionRequested) -> None:
        message.stop()
        self._report(scrolled=self.pane.scroll_to_row(message.top))

    @on(events.MouseScrollDown)
    @on(events.MouseScrollUp)
    def _turn_wheel(self, event: events.MouseEvent) -> None:
        event.stop()
        notches = 1 if isinstance(event, events.MouseScrollDown) else -1
        self._report(scrolled=self.pane.turn_wheel(notches))

    def _report(self, *, scrolled: bool) -> None:
        """Post `Scrolled` for the pane.

        A message sent through the pane would bubble no further than here: Textual takes this for its sender.
        """
        if scrolled:
            self.post_message(ArticlePane.Scrolled(self.pane.side))
