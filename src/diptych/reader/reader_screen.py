"""The screen that people read in: composes the panes, owns the keys, carries messages to and fro.

What a key means for the reading is decided by `Reading`, how it is painted by the widgets, and where the
panes then stand by `Levelling`.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Footer, Input
from textual.worker import get_current_worker

from diptych.reader.article_column import ArticleColumn
from diptych.reader.article_pane import ArticlePane
from diptych.reader.evidence_panel import EvidencePanel
from diptych.reader.keys import BINDINGS
from diptych.reader.levelling import Levelling, Scroll
from diptych.reader.linking import Linking
from diptych.reader.messages import Linked, LinkingFailed, LinkingProgress, PartLinked
from diptych.reader.navigation import Place, Stop
from diptych.reader.reading import Reading
from diptych.reader.row_painting import PaneView
from diptych.reader.search_bar import SearchBar
from diptych.reader.selection import Selection
from diptych.reader.status_line import StatusLine
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article
    from diptych.comparison import Comparison

NARROW = 90
"""Cells; below this the panes are stacked, the active one above."""

LOW = 30
"""Rows; below this the frame around the panes is kept to the least."""

TINY = 16
"""Rows; below this the text has the whole screen but for the titles and one line."""

GARBAGE_LOTS = (700, 10, 3)
"""Thresholds of the garbage collector, as Python has them but for the last.  Much of what a paint leaves
behind it takes for long-lived; looked through at 3 instead of 10, it takes 8 ms at a time instead of 30."""

SEEING = 0.1
"""Seconds between two looks at what is in view, while links are computed."""


class ReaderScreen(Screen[None], inherit_bindings=False):
    """Two articles side by side."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*BINDINGS]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-wide")]  # noqa: RUF012 - as Screen declares it
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (TINY, "-low"), (LOW, "-high")]  # noqa: RUF012

    def __init__(self, articles: Pair[Article], settings: AlignmentSettings | None = None) -> None:
        # The usual classes from the start: a first frame that need not be restyled comes sooner.
        super().__init__(classes="-wide -high")
        self._settings = settings
        self._progress: float | None = 0.0
        self._seeing: Timer | None = None
        self._in_view = Pair(range(0), range(0))
        self.columns = Pair(
            ArticleColumn(articles.left, Side.LEFT), ArticleColumn(articles.right, Side.RIGHT)
        )
        self._begun = False
        self._levelling = Levelling(self.columns.map(lambda column: column.pane))
        self.reading = Reading(articles, self._levelling.row_of)
        self._evidence = EvidencePanel()
        self._search_bar = SearchBar()
        self._status = StatusLine()

    def compose(self) -> ComposeResult:
        """Panes, evidence, status, keys."""
        with Horizontal(id="panes"):
            yield from self.columns
        yield self._evidence
        yield self._status
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Show the texts, then begin to compute the links."""
        self._show()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """What can wait until the texts are to be seen."""
        self._mount_search_bar()
        if self._progress is not None:  # Esc may have come before the first frame
            self._start_linking()

    def _mount_search_bar(self) -> None:
        if not self._search_bar.is_attached:  # a key may have asked for it before the first frame
            self.mount(self._search_bar, before=self._status)

    # Links arrive

    def _start_linking(self) -> None:
        self._see()
        self._seeing = self.set_interval(SEEING, self._see)
        self._compute_links()

    @work(thread=True, exclusive=True, group="links", exit_on_error=False)
    def _compute_links(self) -> None:
        worker = get_current_worker()
        Linking(
            self.reading.articles,
            self._settings,
            in_view=lambda: self._in_view,
            post=self.post_message,
            cancelled=lambda: worker.is_cancelled,
        ).run()

    def _see(self) -> None:
        """Note what is in view, for the links that come first; panes are not asked from another thread."""
        self._in_view = self.columns.map(lambda column: column.pane.visible_passages)

    @on(LinkingProgress)
    def _take_progress(self, message: LinkingProgress) -> None:
        if self._progress is not None:
            self._progress = message.fraction
            self._show_status()

    @on(Linked)
    def _take_links(self, message: Linked) -> None:
        if self._progress is None:  # stopped a moment before they came
            return
        self._end_linking()
        self._receive(message.comparison)

    @on(PartLinked)
    def _take_part(self, message: PartLinked) -> None:
        if self._progress is not None:
            self._receive(message.comparison)

    def _receive(self, comparison: Comparison) -> None:
        known = self.reading.alignment
        self.reading.receive(comparison if known is None else comparison.at(known.threshold))
        self._show()
        self._level()

    @on(LinkingFailed)
    def _take_failure(self, message: LinkingFailed) -> None:
        self._end_linking()
        self._settle(Scroll.LEAVE, message.reason)

    def _end_linking(self) -> None:
        self._progress = None
        if self._seeing is not None:
            self._seeing.stop()
        # A book's links are a million objects that stay until the end: looking through all of them for
        # garbage, over and over, would make keys wait 0.2 s.
        gc.freeze()
        gc.set_threshold(*GARBAGE_LOTS)
        gc.enable()

    # Show the state

    @property
    def _pane(self) -> ArticlePane:
        """The pane that the keys move in."""
        return self.columns[self.reading.active].pane

    @property
    def _other_pane(self) -> ArticlePane:
        return self.columns[self.reading.active.other].pane

    def _show(self, message: str | None = None) -> None:
        """Bring every widget up to the state of the reading."""
        for side in Side:
            column = self.columns[side]
            column.show_place(active=side is self.reading.active, stacked=self._stacked)
            column.pane.show(self._view_of(side))
            column.show_coverage(self.reading.comparison, stopped=self._progress is None)
        self._evidence.show(self.reading)
        self._show_status(message)

    def _show_status(self, message: str | None = None) -> None:
        self._status.show(self.reading, progress=self._progress, held=self._levelling.held, message=message)

    def _view_of(self, side: Side) -> PaneView:
        reading = self.reading
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

    # Every action ends here

    @property
    def _stacked(self) -> bool:
        return self.has_class("-narrow")

    def _settle(self, scroll: Scroll, message: str | None = None, *, row: int | None = None) -> None:
        """Show the state, with what the last key could not do, and bring level what belongs together."""
        self._begun = True
        self._show(message)
        self._levelling.settle(self.reading, scroll, stacked=self._stacked, row=row)

    def _across(self, message: str | None, origin: Place | None) -> None:
        """After a jump between the panes: the origin stays where it is, the place comes level with it."""
        place = self.reading.place
        row = None
        if origin is not None and place is not None and place.side is not origin.side and not self._stacked:
            row = self._levelling.row_of(origin)
        self._settle(Scroll.LEAVE if message else Scroll.CENTRE, message, row=row)

    def _level(self) -> None:
        """Bring level what belongs together, without any key.

        Before the first key nothing moves side by side: an article is best begun at its beginning.  Beneath,
        the counterpart is all that the other pane is for.
        """
        if self._begun or self._stacked:
            self._levelling.level(self.reading, stacked=self._stacked)

    def on_resize(self, event: events.Resize) -> None:
        """The panes wrap by themselves; what belongs together is brought level afterwards."""
        del event
        self.call_after_refresh(self._place_columns)

    def _place_columns(self) -> None:
        """Stack the columns, or set them side by side, and level them when that is done."""
        for side in Side:
            self.columns[side].show_place(active=side is self.reading.active, stacked=self._stacked)
        self.call_after_refresh(self._level)

    # Keys

    def action_step(self, steps: int) -> None:
        """Go to a passage further down or up; from outside what is seen, first come back into view."""
        place, pane = self.reading.place, self._pane
        visible = pane.visible_passages
        if place is not None and visible and not pane.in_view(place.passage):
            self.reading.put(visible[0] if steps > 0 else visible[-1])
            self._settle(Scroll.LEAVE)
        elif place is not None and pane.read_on(place.passage, steps):
            self._settle(Scroll.LEAVE)
        else:
            self._settle(Scroll.REVEAL, self.reading.step(steps))

    def action_step_block(self, steps: int) -> None:
        """Go to another paragraph."""
        self._settle(Scroll.REVEAL, self.reading.step_block(steps))

    def action_page(self, pages: float) -> None:
        """Scroll by a page and take the cursor along."""
        pane = self._pane
        before = pane.scroll_offset
        pane.page(pages)
        visible = pane.visible_passages
        if visible:
            at_end = pane.scroll_offset == before
            # A passage that began above says too little with its end.
            first = next((passage for passage in visible if pane.in_view(passage, wholly=True)), visible[0])
            self.reading.put(visible[-1] if at_end and pages > 0 else first)
        self._settle(Scroll.LEAVE)

    def action_end(self, last: bool) -> None:  # noqa: FBT001 - actions take positional arguments
        """Go to the first or last passage."""
        self._settle(Scroll.REVEAL, self.reading.end(last=last))

    def action_switch(self) -> None:
        """Go to the other pane, without moving it: to the counterpart, or to something else in view."""
        side, link, other = self.reading.active.other, self.reading.link, self._other_pane
        wanted = [self.reading.cursor(side), *other.visible_passages]
        if link is not None:
            wanted.insert(0, link.end(side))
        target = next((passage for passage in wanted if other.in_view(passage)), wanted[0])
        self._settle(Scroll.LEAVE, self.reading.switch(target))

    def action_to_counterpart(self) -> None:
        """Jump to the counterpart."""
        origin = self.reading.place
        self._across(self.reading.to_counterpart(), origin)

    def action_counterpart(self, number: int) -> None:
        """Jump to a counterpart by its number."""
        origin = self.reading.place
        self._across(self.reading.to_numbered(number), origin)

    def action_back(self) -> None:
        """Go back to before the last jump."""
        self._travel(self.reading.back())

    def action_forward(self) -> None:
        """Undo going back."""
        self._travel(self.reading.forward())

    def _travel(self, found: Stop | str) -> None:
        """Show a place again as it was left."""
        if isinstance(found, str):
            self._settle(Scroll.LEAVE, found)
        else:
            self._settle(Scroll.CENTRE, row=found.row)

    def action_next_in(self, selection: str, steps: int) -> None:
        """Jump to the next passage that is linked, unique or differs."""
        self._settle(Scroll.CENTRE, self.reading.next_in(Selection(selection), steps))

    def action_shift_threshold(self, steps: int) -> None:
        """Raise or lower the threshold."""
        self._settle(Scroll.LEAVE, self.reading.shift_threshold(steps))

    def action_cycle_selection(self) -> None:
        """Show another selection of passages."""
        self._settle(Scroll.REVEAL, self.reading.cycle_selection())

    def action_hold(self) -> None:
        """Hold the other pane, or let it follow."""
        self._levelling.held = not self._levelling.held
        self._settle(Scroll.LEAVE)

    def action_evidence(self) -> None:
        """Show or hide the evidence panel."""
        self._begun = True
        self.toggle_class("-no-evidence")
        self.call_after_refresh(self._level)

    def action_search(self) -> None:
        """Ask what to search for."""
        self._mount_search_bar()
        self._search_bar.open()

    def action_next_hit(self, steps: int) -> None:
        """Jump to another hit of the search."""
        self._show_hit(self.reading.next_hit(steps))

    def _show_hit(self, message: str | None) -> None:
        self._settle(Scroll.LEAVE if message else Scroll.CENTRE, message)
        found, at = self.reading.found, self.reading.hit
        if message and found is not None and at is not None:
            self.columns[found.hits[at].side].pane.show_text(found.hits[at].span)

    def action_escape(self) -> None:
        """Put the search away; where there is none, stop computing links."""
        if self._progress is not None and self.reading.found is None:
            self.workers.cancel_group(self, "links")
            self._end_linking()
            self._settle(Scroll.LEAVE, "Linking stopped.")
        else:
            self.reading.take_found(None)
            self._settle(Scroll.LEAVE)

    def action_help(self) -> None:
        """Show what the marks mean and what the keys do."""
        from diptych.reader.help_screen import HelpScreen

        self.app.push_screen(HelpScreen())

    def action_quit(self) -> None:
        """Quit at once."""
        self.workers.cancel_all()
        self.app.exit()

    # Search bar and mouse

    @on(Input.Submitted)
    def _search(self, event: Input.Submitted) -> None:
        from diptych.reader.search import search

        event.stop()
        query = event.value.strip()
        self._search_bar.close()
        found = search(self.reading.articles, query) if query else None
        self._show_hit(self.reading.take_found(found))

    @on(ArticlePane.Chosen)
    def _take_click(self, message: ArticlePane.Chosen) -> None:
        link = self.reading.link
        if link is None or link.end(message.side) != message.passage:
            link = None
        self.reading.go(Place(message.side, message.passage), chosen=link)
        self._settle(Scroll.LEAVE)
