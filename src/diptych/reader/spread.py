"""The spread: both articles in their columns, and where they stand.

Tells the columns what to show of a reading, and brings level what belongs together.  It decides nothing about
the cursor: that is the reading's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal

from diptych.reader.arranging import MEASURE, Arranger
from diptych.reader.article_column import ArticleColumn
from diptych.reader.levelling import Levelling, Scroll
from diptych.reader.row_painting import PaneView
from diptych.reader.selectable_view import SelectableView
from diptych.reader.selection import View
from diptych.reader.single_column import SingleColumn
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from diptych.article.model import Article
    from diptych.reader.article_pane import ArticlePane
    from diptych.reader.navigation import Place
    from diptych.reader.reading import Reading


_MOUNTING = 5
"""Refreshes after which a pane that was mounted has its size; it takes two."""


class Spread(Horizontal):
    """Two articles side by side, one above the other, or in a single column."""

    ARRANGER: ClassVar[type[Arranger]] = Arranger
    COLUMN: ClassVar[type[ArticleColumn]] = ArticleColumn
    """What lays the articles out, and what each stands in."""

    def __init__(self, articles: Pair[Article], measure: int = MEASURE) -> None:
        """Both articles.

        Args:
            articles: the two.
            measure: the widest that their text is set, in cells.
        """
        super().__init__()
        self._articles = articles
        self._arranger = self.ARRANGER(articles, measure)
        self.columns = Pair(*(self.COLUMN(articles, self._arranger, side) for side in Side))
        self._single: SingleColumn | None = None
        self._levelling = Levelling(self.pane)
        self._reading: Reading | None = None
        self._stopped = False
        self._begun = False
        self._row_before: int | None = None
        self._opening: tuple[Place, int] | None = None

    def compose(self) -> ComposeResult:
        """The columns."""
        yield from self.columns

    # Where things stand

    @property
    def narrow(self) -> bool:
        """Whether there is no room for two columns."""
        return self.screen.has_class("-narrow")

    @property
    def view(self) -> View:
        """How the articles are set."""
        return self._arranger.view

    @property
    def stacked(self) -> bool:
        """Whether the columns stand above each other."""
        return self.narrow and self.view is View.FACING

    @property
    def facing(self) -> bool:
        """Whether both articles stand side by side as they were printed."""
        return not self.narrow and self.view is View.FACING

    @property
    def held(self) -> bool:
        """Whether the pane without the cursor stays where it is."""
        return self._levelling.held

    @held.setter
    def held(self, held: bool) -> None:
        self._levelling.held = held

    @property
    def in_view(self) -> Pair[range]:
        """The passages of which a row is to be seen, from the first of a side to its last."""
        places = [place for pane in self._panes for place in pane.places_in_view]

        def of(side: Side) -> range:
            found = [place.passage for place in places if place.side is side]
            return range(min(found), max(found) + 1) if found else range(0)

        return Pair(of(Side.LEFT), of(Side.RIGHT))

    def pane(self, side: Side) -> ArticlePane:
        """The pane in which the passages of a side stand."""
        if self._single is not None and self.view is View.SINGLE:
            return self._single.pane
        return self.columns[side].pane

    @property
    def _panes(self) -> list[ArticlePane]:
        """The panes that are to be seen."""
        return list(dict.fromkeys(self.pane(side) for side in Side))

    def row_of(self, place: Place) -> int | None:
        """Where a passage begins, in rows from the top of its pane; None while it is hidden."""
        return self._levelling.row_of(place)

    # What the mouse has selected

    @property
    def selected_text(self) -> str:
        """What is selected in one of the panes; empty where nothing is."""
        return next((pane.selected_text for pane in self._panes if pane.selection is not None), "")

    def clear_selection(self) -> bool:
        """Select nothing; whether anything was selected."""
        selected = [pane for pane in self._panes if pane.selection is not None]
        for pane in selected:
            pane.clear_selection()
        return bool(selected)

    @on(SelectableView.Selecting)
    def _clear_others(self, message: SelectableView.Selecting) -> None:
        for pane in self._panes:
            if pane is not message.view:
                pane.clear_selection()

    # What is shown

    def show(self, reading: Reading, *, stopped: bool) -> None:
        """Bring the columns up to the state of the reading.

        Args:
            reading: whose state.
            stopped: whether no more links will come.
        """
        self._reading, self._stopped = reading, stopped
        self._set(reading)
        views = Pair(_view_of(reading, Side.LEFT), _view_of(reading, Side.RIGHT))
        for side in Side:
            column = self.columns[side]
            column.show_place(active=side is reading.active, stacked=self.stacked)
            column.show_coverage(reading.comparison, stopped=stopped)
        if self._single is not None:
            self._single.show(reading.active, reading.comparison)
        for pane in self._panes:
            pane.show(views)

    def _set(self, reading: Reading) -> None:
        """Set the articles in the view that there is room for."""
        view = reading.narrow_view if self.narrow else reading.view
        if view is not self.view:
            place = reading.place
            seen = place is not None and self.pane(place.side).in_view(place)
            self._row_before = self.row_of(place) if place is not None and seen else None
            if self._opening is not None:
                self._row_before, self._opening = self._opening[1], None
            self.call_after_refresh(self._keep_place, _MOUNTING)
        if view is View.SINGLE and self._single is None:
            self._single = SingleColumn(self._articles, self._arranger)
            self.mount(self._single)
        self._arranger.arrange(reading, view)
        self._levelling.parallel = view is View.SYNOPSIS
        self.set_class(view is View.SINGLE, "-single")

    def _keep_place(self, patience: int) -> None:
        """After another view has been laid out, put the cursor on the row that it was on."""
        place = None if self._reading is None else self._reading.place
        if place is None:
            return
        pane = self.pane(place.side)
        if not pane.size and patience:
            self.call_after_refresh(self._keep_place, patience - 1)
            return
        height = pane.size.height
        pane.bring_level(place, min(self._row_before or 0, height - 1))
        if not pane.in_view(place, wholly=True):
            pane.reveal(place)
        self.level()

    def begin_at(self, place: Place, row: int) -> None:
        """Let the first frame show a passage at a row of its pane, and level what is linked.

        Where both articles stand in one pane, the last one counts.
        """
        self._begun = True
        self._opening = place, row
        self.columns[place.side].pane.begin_at(place, row)

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
            self.show(self._reading, stopped=self._stopped)
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
        cursor=place.passage if place is not None and side is place.side else None,
        counterparts=counterparts,
        link=link,
        hits=found.spans[side] if found is not None else (),
        hit=hit.span if hit is not None and hit.side is side else None,
    )
