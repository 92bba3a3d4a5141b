"""The screen that people read in: composes its parts, owns the keys, carries messages to and fro.

`ReaderSession` decides what a key means, the widgets how it is painted, and `SplitView` where the panes stand
afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input

from diptych.preferences.settings import Preferences
from diptych.reader.bars.evidence_panel import EvidencePanel
from diptych.reader.bars.key_bar import KeyBar
from diptych.reader.bars.status_bar import StatusBar
from diptych.reader.linking.service import LinkingService
from diptych.reader.linkmap.link_map import LinkMap
from diptych.reader.panes import cursor_moves
from diptych.reader.panes.article_pane import ArticlePane
from diptych.reader.panes.split_view import SplitView
from diptych.reader.screens.copy_actions import CopyActions
from diptych.reader.screens.review_actions import ReviewActions
from diptych.reader.screens.search_actions import SearchActions
from diptych.reader.screens.session_memory import SessionMemory, view_named
from diptych.reader.state.filters import Selection
from diptych.reader.state.scrolling import Following, Scroll
from diptych.reader.state.session import ReaderSession
from diptych.reader.terminal.key_names import first_keys, remapped
from diptych.reader.terminal.keys import BINDINGS, COPY_SELECTED, LIST_KEYS

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article
    from diptych.comparison import Aligner, Comparison
    from diptych.history.pairs import PairHistory
    from diptych.reader.lists.list_screen import Destination
    from diptych.reader.lists.list_state import ListState
    from diptych.reader.state.navigation import HistoryEntry, Place
    from diptych.sides import Pair
    from diptych.verdicts.store import VerdictStore

NARROW = 90
"""Cells; below this the panes are stacked, the active one above."""

LOW = 30
"""Rows; below this the frame around the panes is kept to the least."""

TINY = 16
"""Rows; below this the text has the whole screen but for the titles and one line."""


class ReaderScreen(Screen[None], inherit_bindings=False):
    """Two articles side by side."""

    SPREAD: ClassVar[type[SplitView]] = SplitView
    EVIDENCE: ClassVar[type[EvidencePanel]] = EvidencePanel
    STATUS: ClassVar[type[StatusBar]] = StatusBar
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*BINDINGS, COPY_SELECTED]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-wide")]  # noqa: RUF012 - as Screen declares it
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (TINY, "-low"), (LOW, "-high")]  # noqa: RUF012

    def __init__(
        self,
        articles: Pair[Article],
        settings: AlignmentSettings | None = None,
        preferences: Preferences | None = None,
        memory: PairHistory | None = None,
        known: Comparison | None = None,
        verdicts: Callable[[], VerdictStore] | None = None,
        aligner: Aligner | None = None,
    ) -> None:
        self.preferences = preferences or Preferences()
        keys = first_keys(self.preferences.keys)
        split_view = self.SPREAD(articles, self.preferences.measure, self.preferences.link_map_characters)
        session = ReaderSession(articles, split_view.screen_row)
        # The usual classes from the start: a first frame that need not be restyled comes sooner.
        super().__init__(classes="-wide -high")
        self.session = session
        self.split_view = split_view
        self.review = ReviewActions(
            self, session, self._settle, settings=settings, keys=keys, verdicts=verdicts
        )
        self._copying = CopyActions(self, session, split_view, self._settle, keys["quit"])
        self.set_class(not self.preferences.link_map, "-no-map")
        self._links = LinkingService(
            self,
            articles,
            settings,
            lambda: self.split_view.in_view,
            resume_key=keys["resume"],
            known=known,
            aligner=aligner,
        )
        self._evidence = self.EVIDENCE()
        self._lists: ListState | None = None
        """None until a list is looked at."""
        self._status = self.STATUS(keys)
        self._search = SearchActions(self, session, split_view, self._settle, self._status)
        self.session.view = view_named(self.preferences.view, self.session.view)
        usual = self.preferences.threshold
        self.session_memory = SessionMemory(self, memory, session, split_view, usual) if memory else None
        self._keys = KeyBar(remapped(BINDINGS, self.preferences.keys))

    def compose(self) -> ComposeResult:
        """Articles, evidence, status, keys."""
        yield self.split_view
        yield self._evidence
        yield self._status
        yield self._keys

    def on_mount(self) -> None:
        """Show the texts, then begin to compute the links."""
        self._show()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """What can wait until the texts are to be seen, if nobody has left by then."""
        if not self.is_attached:
            return
        self._search.mount_input()
        self._links.begin()
        if self.session_memory is not None:
            self.session_memory.begin()

    @on(LinkingService.Received)
    def _take_links(self, message: LinkingService.Received) -> None:
        known = self.session.alignment
        comparison = message.comparison
        if known is not None:
            comparison = comparison.at(known.threshold)
        self.session.receive(self.review.judged(comparison))
        self._show()
        self.split_view.align()

    @on(LinkingService.Ended)
    def _take_end(self, message: LinkingService.Ended) -> None:
        self._settle(Scroll.LEAVE, message.reason)

    @on(SplitView.LayoutChanged)
    @on(LinkingService.Progressed)
    @on(StatusBar.StatusChanged)
    def _show_status(self) -> None:
        split_view, progress = self.split_view, self._links.progress
        self._status.show(
            self.session, progress=progress, view=split_view.view, following=split_view.following
        )

    @on(SessionMemory.Failed)
    def _take_failure(self, message: SessionMemory.Failed) -> None:
        self.tell(message.reason)

    def tell(self, message: str) -> None:
        """Say something that no key asked for."""
        self._settle(Scroll.LEAVE, message)

    def tell_changed(self, what: str) -> None:
        """Tell which files have changed on disk, until that is told to be nothing: ""."""
        self._status.tell_changed(what)

    class Idle(Message):
        """No other screen covers the reader any more, or an input has lost the focus."""

    def on_screen_resume(self) -> None:
        """Tell the app that it may show another pair."""
        self.post_message(self.Idle())

    def on_descendant_blur(self) -> None:
        """Tell the app that it may show another pair."""
        self.post_message(self.Idle())

    def on_screen_suspend(self) -> None:
        """Another screen comes before this one: what the last key did is no news after it."""
        self.session.note = ""
        self._status.message = None
        self._show_status()

    @property
    def has_to_put_away(self) -> bool:
        """Whether there is a selection, a search or a link begun by hand, which Esc puts away."""
        return bool(self.session.hand or self.session.found or self.split_view.selected_text)

    # Every action ends here

    def _show(self) -> None:
        """Bring every widget up to the state of the reading."""
        self.split_view.show(self.session, stopped=self._links.stopped)
        self._evidence.show(self.session)
        self._keys.show(self.session)
        self._show_status()

    def _settle(self, scroll: Scroll, message: str | None = None, *, row: int | None = None) -> None:
        """Show the state, with what the last key could not do, and bring level what belongs together."""
        self._status.message = message
        if not self.split_view.is_attached:  # not there yet, or another pair has taken its place
            return
        self._show()
        self.split_view.apply_scroll(self.session, scroll, row=row)
        if self.session_memory is not None:
            self.session_memory.note()

    def _across(self, message: str | None, origin: Place | None) -> None:
        """After a jump between the panes: the origin stays where it is, the place comes level with it."""
        place = self.session.place
        row = None
        level = self.split_view.facing and self.split_view.following is not Following.FREE
        if origin and place and place.side is not origin.side and level:
            row = self.split_view.screen_row(origin)
        self._settle(Scroll.LEAVE if message else Scroll.CENTRE, message, row=row)

    @property
    def _pane(self) -> ArticlePane:
        """The pane that the keys move in."""
        return self.split_view.pane(self.session.active)

    # Keys

    def action_step(self, steps: int) -> None:
        """Go to a passage further down or up."""
        self._settle(*cursor_moves.step(self.session, self._pane, steps))

    def action_step_block(self, steps: int) -> None:
        """Go to another paragraph."""
        self._settle(Scroll.REVEAL, self.session.step_block(steps))

    def action_page(self, pages: float) -> None:
        """Scroll by a page and take the cursor along."""
        self._settle(*cursor_moves.page(self.session, self._pane, pages))

    def action_end(self, last: bool) -> None:  # noqa: FBT001 - actions take positional arguments
        """Go to the first or last passage."""
        self._settle(*cursor_moves.end(self.session, self._pane, last=last))

    def action_switch(self) -> None:
        """Go to the other pane, without moving it."""
        self._settle(*cursor_moves.switch(self.session, self.split_view))

    def action_to_counterpart(self) -> None:
        """Jump to the counterpart; where one is named by hand, this is it."""
        origin, hand = self.session.place, self.session.hand
        if origin and hand and origin.side is not hand.side:
            self.action_link_by_hand()
            return
        self._across(self.session.to_counterpart(), origin)

    def action_counterpart(self, number: int) -> None:
        """Jump to a counterpart by its number."""
        origin = self.session.place
        self._across(self.session.to_numbered(number), origin)

    def action_back(self) -> None:
        """Go back to before the last jump."""
        self._travel(self.session.back())

    def action_forward(self) -> None:
        """Undo going back."""
        self._travel(self.session.forward())

    def _travel(self, found: HistoryEntry | str) -> None:
        """Show a place again as it was left."""
        if isinstance(found, str):
            self._settle(Scroll.LEAVE, found)
        else:
            self._settle(Scroll.CENTRE, row=found.row)

    def action_next_in(self, selection: str, steps: int) -> None:
        """Jump to the next passage that is linked, unique or differs; of those linked, to the next hit."""
        if selection == Selection.LINKED.value and self.session.searching:
            self.action_next_hit(steps)  # as hands expect that know less or vim
            return
        self._settle(Scroll.CENTRE, self.session.next_in(Selection(selection), steps))

    def action_shift_threshold(self, steps: int) -> None:
        """Raise or lower the threshold."""
        self._settle(Scroll.LEAVE, self.session.shift_threshold(steps))

    def action_cycle_selection(self) -> None:
        """Show another selection of passages."""
        self._settle(Scroll.REVEAL, self.session.cycle_selection())

    def action_cycle_view(self) -> None:
        """Show the articles in another view."""
        self.session.cycle_view(narrow=self.split_view.narrow)
        self._settle(Scroll.LEAVE)

    def action_turn_order(self) -> None:
        """Let the synopsis follow the other article."""
        self.session.turn_order()
        self._settle(Scroll.LEAVE)

    def action_hold(self) -> None:
        """Hold the other pane, free both, or let it follow again."""
        self.split_view.following = self.split_view.following.following
        self.session.note = ""
        self._settle(Scroll.LEAVE)

    def action_evidence(self) -> None:
        """Show or hide the evidence panel."""
        self.toggle_class("-no-evidence")
        self.call_after_refresh(self._settle, Scroll.LEAVE)

    def action_link_map(self) -> None:
        """Show or hide the link map."""
        if not self.split_view.side_by_side:
            wider = ": a wider terminal" if self.split_view.narrow else ""
            self._settle(Scroll.LEAVE, f"The link map needs the articles side by side{wider}.")
            return
        self.toggle_class("-no-map")
        self.call_after_refresh(self._settle, Scroll.LEAVE)

    def action_search(self) -> None:
        """Ask what to search for."""
        self._search.open()

    def action_next_hit(self, steps: int) -> None:
        """Jump to another hit of the search."""
        self._search.next_hit(steps)

    def action_escape(self) -> None:
        """Put away what there is; where there is nothing, stop computing links."""
        if self.session.hand is not None:
            self.review.run(lambda controller: controller.cancel_link())
        elif self.split_view.clear_selection():
            self._settle(Scroll.LEAVE)
        elif self._links.progress is not None and self.session.found is None:
            self._links.stop()
        else:
            self.session.show_search(None)
            self._settle(Scroll.LEAVE)

    def action_resume(self) -> None:
        """Take up again the linking that was stopped."""
        if not self._links.stopped:
            message: str | None = "The links are being computed already."
        elif self.session.alignment is not None and self.session.alignment.compared is None:
            message = "All links are there."
        else:
            message = None
            self._links.resume()
        self._settle(Scroll.LEAVE, message)

    def action_list(self, name: str) -> None:
        """Show a list by its name: of links, of what differs, or of what the other article leaves out."""
        from diptych.reader.lists.entries import Listing
        from diptych.reader.lists.list_screen import LinkListScreen
        from diptych.reader.lists.list_state import ListState

        self._lists = self._lists or ListState(self.session.articles)
        self._lists.lost = self.review.orphaned
        listing = Listing.only(self.session.active) if name == "UNIQUE" else Listing[name]
        keys = remapped(LIST_KEYS.bindings, self.preferences.keys)
        self.app.push_screen(
            LinkListScreen(self.session, self._lists, listing, keys, self.review.controller), self._leave_list
        )

    def _leave_list(self, destination: Destination | None) -> None:
        """Go where the list led, if it led anywhere."""
        if destination is not None:
            self.session.jump_to(destination.place, chosen=destination.link)
        self._settle(Scroll.LEAVE if destination is None else Scroll.CENTRE)

    def action_help(self) -> None:
        """Show what the marks mean and what the keys do."""
        from diptych.reader.bars.help_screen import HelpScreen

        self.app.push_screen(HelpScreen(self.preferences.keys))

    def action_quit(self) -> None:
        """Quit at once, unless something is not on disk that should be: that is said first."""
        if (warning := self.review.leave()) is not None:
            self._settle(Scroll.LEAVE, warning)
            return
        self.workers.cancel_all()
        self.app.exit()

    # Verdicts, notes, copies

    def action_accept(self) -> None:
        """Accept the link shown, or undo that."""
        self.review.run(lambda controller: controller.accept())

    def action_reject(self) -> None:
        """Reject the link shown, or undo that."""
        self.review.run(lambda controller: controller.reject())

    def action_link_by_hand(self) -> None:
        """Begin a link at the passage under the cursor, or complete it there."""
        self.review.run(lambda controller: controller.link_by_hand())

    def action_undo(self) -> None:
        """Undo the last verdict or note."""
        self.review.run(lambda controller: controller.undo())

    def action_redo(self) -> None:
        """Redo what was undone last."""
        self.review.run(lambda controller: controller.redo())

    def action_note(self, of_passage: bool = False) -> None:  # noqa: FBT001, FBT002 - actions are positional
        """Write a note on the link shown, or on the passage."""
        self.review.open_note(of_passage=of_passage)

    def action_copy(self) -> None:
        """Copy the selection, or the passage; pressed again at once, the pair."""
        self._copying.copy()

    def action_copy_pair(self) -> None:
        """Copy both passages of the link shown."""
        self._copying.copy_pair()

    def action_copy_selected(self) -> None:
        """Copy what the mouse has selected."""
        self._copying.copy_selected()

    def action_picture(self) -> None:
        """Write a picture of the screen."""
        self._copying.take_picture()

    # Inputs and mouse

    @on(Input.Submitted)
    def _submit_search(self, event: Input.Submitted) -> None:
        event.stop()
        self._search.submit(event.value)

    def on_note_input_abandoned(self) -> None:
        """Clear the message about the note."""
        self.review.abandon_note()

    @on(ArticlePane.PassageClicked)
    def _take_click(self, message: ArticlePane.PassageClicked) -> None:
        cursor_moves.click(self.session, message.place, message.link)
        self._settle(Scroll.LEAVE if self._pane.in_view(message.place) else Scroll.CENTRE)

    @on(LinkMap.LinkClicked)
    def _take_link(self, message: LinkMap.LinkClicked) -> None:
        self._settle(
            Scroll.CENTRE, row=cursor_moves.along(self.session, self.split_view, message.link, message.side)
        )
