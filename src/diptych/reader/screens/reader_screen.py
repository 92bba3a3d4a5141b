"""The main screen of the reader: the keys, and what each does.

`ReaderSession` decides what a key changes, the widgets paint it, and `SplitView` scrolls the panes.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from diptych.reader.panes import cursor_moves
from diptych.reader.screens.session_screen import SessionScreen
from diptych.reader.state.filters import Selection
from diptych.reader.state.scrolling import Following, Scroll
from diptych.reader.state.search_results import show_search
from diptych.reader.state.wording import also_may_differ
from diptych.reader.terminal.key_names import first_keys, key_name, remapped
from diptych.reader.terminal.keys import BINDINGS, COPY_SELECTED, LIST_KEYS
from diptych.sides import Side

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType

    from diptych.reader.export.copy import PassageCopier
    from diptych.reader.lists.entries import ListEntry
    from diptych.reader.lists.list_state import ListState
    from diptych.reader.state.navigation import HistoryEntry, Place
    from diptych.reader.state.outcome import Outcome

NO_COMMAND = "{} has no command; {} lists the keys."
LINKING = "The links are being computed already."
ALL_LINKED = "All links have been computed."
MAP_BEST = "link map: the best link of each passage"
MAP_ALL = "link map: all links"
MAP_OFF = "link map hidden"
MAP_NEEDS_COLUMNS = "The link map needs the articles side by side."
MAP_NEEDS_WIDTH = "The link map needs the articles side by side: a wider terminal."


_DIRECTIONS = {"left": Side.LEFT, "h": Side.LEFT, "right": Side.RIGHT, "l": Side.RIGHT}
"""The side in the direction of a key."""


class ReaderScreen(SessionScreen):
    """Two articles side by side, with the keys of the reader."""

    BINDINGS: ClassVar[list[BindingType]] = [*BINDINGS, COPY_SELECTED]

    _pressed = ""
    """The key whose command runs next."""

    _unbound: frozenset[str] = frozenset()
    """Keys without a command that have been pressed."""

    def on_key(self, event: events.Key) -> None:
        """Say once of each key without a command that it has none; Textual runs commands after this."""
        self._pressed = event.key
        if self.focused is None and event.key not in self.active_bindings:
            known, self._unbound = event.key in self._unbound, self._unbound | {event.key}
            help_key = first_keys(self.preferences.keys)["help"]
            name = event.character if event.is_printable and event.character else key_name(event.key)
            warning = None if known else NO_COMMAND.format(name, help_key)
            self._settle(Scroll.KEEP, warning, note="")

    class ListRequested(Message):
        """The user goes back to the list that the pair was opened from."""

    # Moves

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
        """Go to the other pane without scrolling; by an arrow only in its direction."""
        side, self._pressed = _DIRECTIONS.get(self._pressed), ""
        if side is self.session.active:
            self._settle(Scroll.KEEP, f"This is the {side.value} article.")
        else:
            self._settle(*cursor_moves.switch(self.session, self.split_view))

    def action_to_counterpart(self) -> None:
        """Jump to the counterpart, or complete a link by hand that begins in the other article."""
        origin, hand = self.session.place, self.session.hand
        if origin and hand and origin.side is not hand.side:
            self.action_link_by_hand()
            return
        self._jump_across(self.session.to_counterpart(), origin)

    def action_counterpart(self, number: int) -> None:
        """Jump to a counterpart by its number."""
        origin = self.session.place
        self._jump_across(self.session.to_numbered(number), origin)

    def _jump_across(self, warning: str | None, origin: Place | None) -> None:
        """Show a jump between the panes: the origin stays where it is, the target comes level with it."""
        place = self.session.place
        row = None
        level = self.split_view.facing and self.split_view.following is not Following.FREE
        if origin and place and place.side is not origin.side and level:
            row = self.split_view.screen_row(origin)
        self._settle(Scroll.LEAVE if warning else Scroll.CENTRE, warning, row=row)

    def action_back(self) -> None:
        """Go back to before the last jump."""
        self._travel(self.session.back())

    def action_forward(self) -> None:
        """Undo going back."""
        self._travel(self.session.forward())

    def _travel(self, found: HistoryEntry | str) -> None:
        """Show a place as it was left, or why there is none."""
        if isinstance(found, str):
            self._settle(Scroll.LEAVE, found)
        else:
            self._settle(Scroll.CENTRE, row=found.row)

    def action_next_in(self, selection: str, steps: int) -> None:
        """Jump to the next passage of a selection; the key for linked passages steps through hits."""
        if selection == Selection.LINKED.value and self.session.hits:
            self.action_next_hit(steps)  # the same key as in less and vim
            return
        warning = self.session.next_in(Selection(selection), steps)
        if warning is not None and selection == Selection.DIFFERS.value:
            warning = self._with_doubtful(warning)
        self._settle(Scroll.CENTRE, warning)

    def _with_doubtful(self, warning: str) -> str:
        """A warning that no passage differs further on, with the keys that show what may differ."""
        session, keys = self.session, first_keys(self.preferences.keys)
        alignment = session.alignment
        if alignment is None or not (passages := session.members(session.active, Selection.MAY_DIFFER)):
            return warning
        details = sum(len(alignment.may_differ(link)) for link in alignment.links)
        return f"{warning} {also_may_differ(details, len(passages), keys['filter'], keys['link-list'])}"

    # Threshold, filter, view

    def action_shift_threshold(self, steps: int) -> None:
        """Raise or lower the threshold."""
        self._settle(Scroll.LEAVE, self.session.shift_threshold(steps))

    def action_cycle_selection(self) -> None:
        """Filter by the next selection of passages."""
        self._settle(Scroll.REVEAL, self.session.cycle_selection())

    def action_cycle_view(self) -> None:
        """Show the articles in the next view."""
        self.session.cycle_view(narrow=self.split_view.narrow)
        self._settle(Scroll.LEAVE)

    def action_turn_order(self) -> None:
        """Let the synopsis follow the other article."""
        self.session.turn_order()
        self._settle(Scroll.LEAVE)

    def action_hold(self) -> None:
        """Hold the other pane, free both, or let it follow again."""
        self.split_view.following = self.split_view.following.next_mode
        self._settle(Scroll.LEAVE, note="")

    def action_evidence(self) -> None:
        """Show or hide the evidence panel, with its usual rows."""
        self.remove_class("-all-evidence")
        self.toggle_class("-no-evidence")
        self.call_after_refresh(self._settle, Scroll.LEAVE, note="")

    def action_all_evidence(self) -> None:
        """Give the evidence panel half the screen, or its usual rows again; show it if it is hidden."""
        self.set_class(self.has_class("-no-evidence") or not self.has_class("-all-evidence"), "-all-evidence")
        self.remove_class("-no-evidence")
        self.call_after_refresh(self._settle, Scroll.LEAVE, note="")

    def action_link_map(self) -> None:
        """Show the best link of each passage in the link map, then all links, then no map."""
        if not self.split_view.side_by_side:
            self._settle(Scroll.LEAVE, MAP_NEEDS_WIDTH if self.split_view.narrow else MAP_NEEDS_COLUMNS)
            return
        if self.has_class("-no-map"):
            self.remove_class("-no-map")
            note = MAP_BEST
        elif self.has_class("-all-links"):
            self.remove_class("-all-links")
            self.add_class("-no-map")
            note = MAP_OFF
        else:
            self.add_class("-all-links")
            note = MAP_ALL
        self.call_after_refresh(self._settle, Scroll.LEAVE, note=note)

    # Search, linking, lists

    def action_search(self) -> None:
        """Open the input of the search."""
        self._search.open()

    def action_next_hit(self, steps: int) -> None:
        """Jump to another hit of the search."""
        self._search.next_hit(steps)

    def action_escape(self) -> None:
        """End a search made for a link by hand, else that link, else what else can be ended."""
        if self.session.hand is not None and self.session.hits:
            self._end_search()
        elif self.session.hand is not None:
            self.review.run(lambda controller: controller.cancel_link())
        elif self.split_view.clear_selection():
            self._settle(Scroll.LEAVE, note="")
        elif self.opinions.service.progress is not None and self.session.hits.found is None:
            self.opinions.stop()
        elif self._links.progress is not None and self.session.hits.found is None:
            self._links.stop()
        elif self.session.hits.found is not None or not self.coverage.stop():
            self._end_search()

    def _end_search(self) -> None:
        show_search(self.session, None)
        self._settle(Scroll.LEAVE, note="")

    def action_resume(self) -> None:
        """Resume linking."""
        warning = None
        if not self._links.stopped:
            warning = LINKING
        elif self.session.alignment is not None and self.session.alignment.compared is None:
            warning = ALL_LINKED
        else:
            self._links.resume()
        self._settle(Scroll.LEAVE, warning, note="")

    def action_list(self, name: str) -> None:
        """Show a list by its name: of links, of differences, or of unique passages."""
        from diptych.reader.lists.entries import Listing
        from diptych.reader.lists.list_screen import ListScreen

        listing = Listing.only(self.session.active) if name == "UNIQUE" else Listing[name]
        keys = remapped(LIST_KEYS.bindings, self.preferences.keys)
        screen = ListScreen(
            self.session, self._lists, listing, keys, lambda: self.review.controller, self._changes
        )
        self.app.push_screen(screen, self._leave_list)

    @cached_property
    def _lists(self) -> ListState:
        """The state of the lists, which outlives their screen."""
        from diptych.reader.lists.list_state import ListState

        return ListState(self.session.articles, self.coverage.only_here)

    def _leave_list(self, entry: ListEntry | None) -> None:
        """Jump to the chosen entry of a list, if there is one."""
        if entry is not None:
            self.session.jump_to(entry.place(self.session.active), chosen=entry.link)
        self._settle(Scroll.LEAVE if entry is None else Scroll.CENTRE)
        place = self.session.place
        if place is not None and not self._pane.in_view(place):  # an undo in the list has moved the cursor
            self._settle(Scroll.CENTRE)

    def action_help(self) -> None:
        """Show what the marks mean and what the keys do."""
        from diptych.reader.bars.help_screen import HelpScreen

        self.app.push_screen(HelpScreen(self.preferences.keys, self.preferences.mistakes))

    def action_quit(self) -> None:
        """Quit, or go back to the list that the pair was opened from.

        The first time, only warn if verdicts or notes are not on disk.
        """
        if (warning := self.review.leave()) is not None:
            self._settle(Scroll.LEAVE, warning)
            return
        if self.listed:
            self.post_message(self.ListRequested())
            return
        self.workers.cancel_all()
        self.app.exit()

    # The opinion of a language model

    def action_ask(self) -> None:
        """Ask a language model for its opinion."""
        self.opinions.ask()

    def action_cycle_voice(self) -> None:
        """Choose whose links count."""
        self.opinions.cycle_voice()

    # The other accounts of a story

    def action_coverage(self) -> None:
        """Show in how many of the other accounts each passage is."""
        self.coverage.toggle()

    def action_only_here(self) -> None:
        """List the passages that none of the other accounts has."""
        if self.coverage.ask():
            self.action_list("ONLY_HERE")

    # Verdicts and notes

    def action_accept(self) -> None:
        """Accept the link shown, or undo that."""
        self.review.run(lambda controller: controller.accept())

    def action_reject(self) -> None:
        """Reject the link shown, or undo that."""
        self.review.run(lambda controller: controller.reject())

    def action_judge_difference(self, what: str) -> None:
        """Accept or reject a difference of the link shown, or undo that."""
        self.review.run(lambda controller: controller.judge_difference(what))

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

    # Copies and pictures

    @cached_property
    def _copier(self) -> PassageCopier:
        from diptych.reader.export.copy import PassageCopier

        quit_key = first_keys(self.preferences.keys)["quit"]
        return PassageCopier(lambda text: self.app.copy_to_clipboard(text), quit_key)

    def _report(self, outcome: Outcome) -> None:
        self._settle(Scroll.LEAVE, outcome.warning, note=outcome.note)

    def action_copy(self) -> None:
        """Copy the selection, or the passage; pressed again at once, the pair."""
        self._report(self._copier.passage(self.session, self.split_view.selected_text))

    def action_copy_pair(self) -> None:
        """Copy both passages of the link shown."""
        self._report(self._copier.pair(self.session))

    def action_copy_selected(self) -> None:
        """Copy what the mouse has selected, in the panes or in the evidence panel."""
        self._report(self._copier.selection(self.split_view.selected_text or self.get_selected_text() or ""))

    def action_picture(self) -> None:
        """Write a picture of the screen into the working directory."""
        from diptych.reader.export.screenshot import take_picture

        self._report(take_picture(self.app, self.session.articles.left.title))
