"""A pane with its overview ruler at the outer edge: what the one shows, the other sums up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal

from diptych.reader.panes.article_pane import ArticlePane
from diptych.reader.panes.overview_ruler import OverviewRuler
from diptych.reader.panes.ruler_layout import PassageScale, RulerScale, hit_rows
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from diptych.article.model import Article, Span
    from diptych.reader.text.highlights import PassageStatus
    from diptych.reader.text.rows import RowLayout
    from diptych.reader.text.views import ViewLayouter


class PaneWithRuler(Horizontal):
    """Pane and ruler side by side; whatever of it the mouse is on, the wheel scrolls the pane."""

    def __init__(self, articles: Pair[Article], layouter: ViewLayouter, side: Side | None) -> None:
        """A pane and its ruler.

        Args:
            articles: the two.
            layouter: lays them out.
            side: whose passages stand here; None for both.
        """
        super().__init__()
        self.pane = ArticlePane(articles, layouter, side)
        self.ruler = OverviewRuler(side or Side.RIGHT)
        self._articles = articles
        self._statuses: Pair[Sequence[PassageStatus]] = Pair((), ())
        self._hits: Pair[Sequence[Span]] = Pair((), ())
        self._scales: tuple[RowLayout, RulerScale, PassageScale] | None = None
        """The scales of the ruler, and the layout that they were made for."""
        self._made_from: tuple[object, ...] = ()
        """What the marks of the ruler were made from."""

    def compose(self) -> ComposeResult:
        """The ruler at the outer edge."""
        yield from (self.ruler, self.pane) if self.pane.side is Side.LEFT else (self.pane, self.ruler)

    def on_mount(self) -> None:
        """Let the ruler follow the pane."""
        self.watch(self.pane, "scroll_y", self._place, init=False)

    def show(self, statuses: Pair[Sequence[PassageStatus]], hits: Pair[Sequence[Span]]) -> None:
        """Bring the ruler up to what the pane shows; little is done where little has changed.

        Args:
            statuses: how the passages of each side stand.
            hits: what the search found in each article, in order.
        """
        self._statuses, self._hits = statuses, hits
        self._rule()

    def _rule(self) -> None:
        layout, height = self.pane.row_layout, self.ruler.size.height
        if self._scales is None or self._scales[0] is not layout or self._scales[1].height != height:
            scale = RulerScale(len(layout.rows), height)
            self._scales = layout, scale, PassageScale(self._articles, layout.passage_rows, scale)
        _, scale, passages = self._scales
        made_from = (scale, *self._statuses, *self._hits)
        if list(map(id, made_from)) != list(map(id, self._made_from)):
            self._made_from = made_from
            found = (hit_rows(layout.rows, side, self._hits[side]) for side in Side)
            marks = passages.marks(self._statuses, [row for rows in found for row in rows])
            self.ruler.show(scale, marks)
        self._place()

    def _place(self) -> None:
        cursor = self.pane.cursor
        rows = range(0) if cursor is None else self.pane.rows_for(cursor)
        self.ruler.place(self.pane.viewport, rows)

    @on(ArticlePane.RowsChanged)
    @on(OverviewRuler.Resized)
    def _rule_anew(self) -> None:
        self._rule()

    @on(OverviewRuler.PositionRequested)
    def _seek(self, message: OverviewRuler.PositionRequested) -> None:
        message.stop()
        self._tell(scrolled=self.pane.scroll_to_row(message.top))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll the pane."""
        event.stop()
        self._tell(scrolled=self.pane.turn_wheel(1))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll the pane back."""
        event.stop()
        self._tell(scrolled=self.pane.turn_wheel(-1))

    def _tell(self, *, scrolled: bool) -> None:
        """Say so in the pane's stead: what that posts at a parent's behest gets no further than to it."""
        if scrolled:
            self.post_message(ArticlePane.Scrolled(self.pane.side))
