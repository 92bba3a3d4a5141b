"""The spread: both articles in their columns, and where they stand.

Tells the columns what to show of a reading, and brings level what belongs together.  It decides nothing about
the cursor: that is the reading's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal

from diptych.reader.article_column import ArticleColumn
from diptych.reader.levelling import Levelling, Scroll
from diptych.reader.row_painting import PaneView
from diptych.reader.selectable_view import SelectableView
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from diptych.article.model import Article
    from diptych.reader.article_pane import ArticlePane
    from diptych.reader.navigation import Place
    from diptych.reader.reading import Reading


class Spread(Horizontal):
    """Two articles side by side, or one above the other."""

    COLUMN: ClassVar[type[ArticleColumn]] = ArticleColumn
    """What each article stands in."""

    def __init__(self, articles: Pair[Article]) -> None:
        super().__init__()
        self.columns = Pair(self.COLUMN(articles.left, Side.LEFT), self.COLUMN(articles.right, Side.RIGHT))
        self._levelling = Levelling(self.columns.map(lambda column: column.pane))
        self._reading: Reading | None = None
        self._begun = False

    def compose(self) -> ComposeResult:
        """The two columns."""
        yield from self.columns

    # Where things stand

    @property
    def stacked(self) -> bool:
        """Whether the columns stand above each other."""
        return self.screen.has_class("-narrow")

    @property
    def held(self) -> bool:
        """Whether the pane without the cursor stays where it is."""
        return self._levelling.held

    @held.setter
    def held(self, held: bool) -> None:
        self._levelling.held = held

    @property
    def in_view(self) -> Pair[range]:
        """The passages of which a row is to be seen."""
        return self.columns.map(lambda column: column.pane.visible_passages)

    def pane(self, side: Side) -> ArticlePane:
        """The pane in which the passages of a side stand."""
        return self.columns[side].pane

    def row_of(self, place: Place) -> int | None:
        """Where a passage begins, in rows from the top of its pane; None while it is hidden."""
        return self._levelling.row_of(place)

    # What the mouse has selected

    @property
    def selected_text(self) -> str:
        """What is selected in one of the panes; empty where nothing is."""
        return self.columns.left.pane.selected_text or self.columns.right.pane.selected_text

    def clear_selection(self) -> bool:
        """Select nothing; whether anything was selected."""
        selected = [column.pane for column in self.columns if column.pane.selected is not None]
        for pane in selected:
            pane.clear_selection()
        return bool(selected)

    @on(SelectableView.Selecting)
    def _clear_others(self, message: SelectableView.Selecting) -> None:
        for column in self.columns:
            if column.pane is not message.view:
                column.pane.clear_selection()

    # What is shown

    def show(self, reading: Reading, *, stopped: bool) -> None:
        """Bring the columns up to the state of the reading.

        Args:
            reading: whose state.
            stopped: whether no more links will come.
        """
        self._reading = reading
        for side in Side:
            column = self.columns[side]
            column.show_place(active=side is reading.active, stacked=self.stacked)
            column.pane.show(_view_of(reading, side))
            column.show_coverage(reading.comparison, stopped=stopped)

    def settle(self, reading: Reading, scroll: Scroll, *, row: int | None = None) -> None:
        """Bring level what belongs together, after a key.

        Args:
            reading: its state, which is shown already.
            scroll: how the pane with the cursor moves.
            row: where the passage under the cursor is to begin, if that is possible.
        """
        self._begun = True
        self._levelling.settle(reading, scroll, stacked=self.stacked, row=row)

    def level(self) -> None:
        """Bring level what belongs together, without any key.

        Before the first key nothing moves side by side: an article is best begun at its beginning.  Beneath,
        the counterpart is all that the other pane is for.
        """
        if self._reading is not None and (self._begun or self.stacked):
            self._levelling.level(self._reading, stacked=self.stacked)

    def on_resize(self, event: events.Resize) -> None:
        """The panes wrap by themselves; what belongs together is brought level afterwards."""
        del event
        self.call_after_refresh(self._place_columns)

    def _place_columns(self) -> None:
        """Stack the columns, or set them side by side, and level them when that is done."""
        if self._reading is not None:
            for side in Side:
                active = side is self._reading.active
                self.columns[side].show_place(active=active, stacked=self.stacked)
        self.call_after_refresh(self.level)


def _view_of(reading: Reading, side: Side) -> PaneView:
    """What the pane of one side shows of a reading."""
    place, link, found = reading.place, reading.link, reading.found
    counterparts: tuple[int, ...] = ()
    if link is not None and side is reading.counterpart_side:
        others = tuple(other.end(side) for other in reading.counterparts if other is not link)
        counterparts = (link.end(side), *others)
    elif link is not None and place is not None and side is not place.side:
        counterparts = (link.end(side),)
    hit = found.hits[reading.hit] if found is not None and reading.hit is not None else None
    return PaneView(
        alignment=reading.alignment,
        shown=reading.shown(side),
        cursor=place.passage if place is not None and side is place.side else None,
        counterparts=counterparts,
        link=link,
        hits=found.spans[side] if found is not None else (),
        hit=hit.span if hit is not None and hit.side is side else None,
    )
