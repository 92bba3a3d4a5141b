"""The screen of the lists: links, differences, unique passages, verdicts; typing filters them.

It shows what `ListState` holds, and changes nothing in the reader.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Input

from diptych.comparison_wording import counted
from diptych.reader.bars.filter_input import FilterInput
from diptych.reader.bars.key_bar import KeyBar
from diptych.reader.bars.one_line import OneLine
from diptych.reader.lists import wording
from diptych.reader.lists.entries import ORDERS, Listing, SortOrder, index_of, nearest
from diptych.reader.lists.entry_text import EntryText
from diptych.reader.lists.filter import FilterResult
from diptych.reader.lists.list_pane import ListPane
from diptych.reader.lists.preview import ListPreview
from diptych.reader.lists.rows import ListRows
from diptych.reader.terminal.key_names import first_key
from diptych.reader.terminal.keys import LIST_KEYS
from diptych.reader.text.excerpts import clipped
from diptych.reader.text.quotes import copied_message
from diptych.sides import Side

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import Binding, BindingType
    from textual.signal import Signal
    from textual.worker import Worker

    from diptych.reader.lists.entries import ListEntry
    from diptych.reader.lists.list_state import ListState
    from diptych.reader.review.review import ReviewController
    from diptych.reader.state.session import ReaderSession

IN_FOOTER = (
    "list.go-there",
    "list.accept",
    "list.reject",
    "list.close",
    "list.next-list",
    "list.order",
    "list.copy",
    "list.copy-list",
    "list.undo",
    "list.turn-round",
)
"""Commands that the last line shows as far as they fit, the most useful first."""

JUDGING = ("list.accept", "list.reject")
"""Commands for lists of links and differences."""

PREPARING = 0.02
"""Seconds between two steps of preparing the filter; a step takes a quarter of that."""


class ListScreen(Screen["ListEntry | None"], inherit_bindings=False):
    """Several lists, one shown at a time.

    Its result is the entry to go to, or None to stay.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*LIST_KEYS.bindings]
    DEFAULT_CSS = """
    ListScreen {
        background: $background;
        & #list-caption { color: $text-muted; }
        & > Horizontal { height: 1; }
        & #list-found { width: 72%; text-align: right; background: $panel; }
        &.-low #list-caption, &.-low ListPreview { display: none; }
    }
    """
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high")]  # noqa: RUF012 - as Screen declares it

    def __init__(
        self,
        session: ReaderSession,
        lists: ListState,
        listing: Listing,
        keys: Sequence[Binding],
        review: Callable[[], ReviewController | None],
        changes: Signal[None],
    ) -> None:
        """Show a list.

        Args:
            session: the session, with its links and cursor.
            lists: the state of the lists, as the user left it.
            listing: the list to show first.
            keys: the current bindings, for the key bar.
            review: returns what accepts and rejects links; None while there are no links.
            changes: published whenever the links, verdicts or notes may have changed.
        """
        super().__init__()
        self._session = session
        self._lists = lists
        self._review = review
        self._changes = changes
        lists.listing, lists.query = listing, ""
        if session.place is not None:
            lists.follow(session.place.side)
        self._found = FilterResult((), 0)
        self._is_displaced = False
        """Whether new links have taken the row under the cursor away, and no key has come since."""
        self._is_reading = False
        """Whether the details have been asked for."""
        self._left_at: dict[Listing, ListEntry] = {}
        """The entry under the cursor in each list that the user left."""
        self._tabs = OneLine(id="list-tabs")
        self._filter = FilterInput()
        self._message = OneLine(id="list-found")
        self._order = OneLine(id="list-order")
        self._caption = OneLine(id="list-caption")
        self._pane = ListPane()
        self._preview = ListPreview(lists.articles)
        self._bar = KeyBar(keys, IN_FOOTER)
        self._undo_key = next(first_key(binding) for binding in keys if binding.id == "list.undo")

    def compose(self) -> ComposeResult:
        """Tabs, filter, order, caption, entries, the passages of one entry, keys."""
        yield self._tabs
        with Horizontal():
            yield self._filter
            yield self._message
        yield self._order
        yield self._caption
        yield self._pane
        yield self._preview
        yield self._bar

    def on_mount(self) -> None:
        """Begin at the link shown in the reader."""
        self._changes.subscribe(self, self._take_changes)
        self._update_lists()
        self._refill()
        if self._lists.may_read_details:
            self._begin_reading()
        self._preparing = self.set_interval(PREPARING, self._prepare)

    def _prepare(self) -> None:
        """Prepare the filter in small steps; a thread would delay every key."""
        if not self._lists.filter.prepare(PREPARING / 4):
            self._preparing.stop()

    def _take_changes(self, _: None) -> None:
        """Show new links, verdicts and notes, and keep the cursor on its entry."""
        entry = self._entry
        if self._update_lists():
            self._refill(entry)
            self._is_displaced = entry is not None and not self._is_at(entry)
            if self._is_displaced:
                self._show_message(wording.ROW_GONE)

    def _is_at(self, entry: ListEntry) -> bool:
        """Whether the cursor is on the same passages as an entry from before."""
        now = self._entry
        return now is not None and (now.left, now.right) == (entry.left, entry.right)

    def _update_lists(self) -> bool:
        review = self._review()
        return self._lists.update(self._session.comparison, () if review is None else review.orphaned)

    def on_resize(self) -> None:
        """Fit the titles to the new width."""
        self._caption.update(self._caption_text(), layout=False)

    # What is shown

    @property
    def _entry(self) -> ListEntry | None:
        """The entry under the cursor."""
        cursor = self._pane.cursor
        return None if cursor is None or not self._found.entries else self._found.entries[cursor]

    def _nearest(self, entry: ListEntry | None = None) -> int:
        """Index of an entry or the nearest one; without an entry, the one nearest the reader's cursor."""
        entries, place, link = self._found.entries, self._session.place, self._session.link
        if entry is not None:
            if entry in entries:
                return entries.index(entry)
            if entry.left or entry.right:
                place, link = entry.place(Side.LEFT if place is None else place.side), entry.link
        return nearest(entries, place, link, by_place=self._lists.sorting.by_place)

    def _refill(self, entry: ListEntry | None = None) -> None:
        """Show the entries again after they or their order changed."""
        if self._lists.must_read_details:
            self._begin_reading()
        self._found = self._lists.matching()
        self._show(self._nearest(entry))

    def _begin_reading(self) -> None:
        if not self._is_reading:
            self._is_reading = True
            _: Worker[None] = self.run_worker(self._read_details())

    async def _read_details(self) -> None:
        """Read the details in a thread, so that keys are answered meanwhile."""
        await asyncio.to_thread(self._lists.read_details)
        if self._lists.listing is Listing.DETAILS:
            self._refill()
        else:
            self._tabs.update(self._tab_names(), layout=False)

    def _show(self, cursor: int) -> None:
        lists = self._lists
        self._is_displaced = False
        lay_out = partial(ListRows, lists.articles, lists.listing, self._found, lists.query)
        self._pane.show(lay_out, len(self._found.entries), cursor, lists.why_empty())
        self._show_preview()
        judges = lists.listing in (Listing.LINKS, Listing.DIFFERS, Listing.JUDGED)
        self._bar.show_commands([name for name in IN_FOOTER if judges or name not in JUDGING], {})
        self._tabs.update(self._tab_names(), layout=False)
        self._order.update(self._order_names(), layout=False)
        self._caption.update(self._caption_text(), layout=False)
        self._show_message(wording.matches(self._found) if lists.query.strip() else "")

    @on(ListPane.CursorMoved)
    def _show_preview(self) -> None:
        self._preview.show(self._entry, self._session.alignment, self._lists.query)

    def _show_message(self, message: str) -> None:
        self._message.update(Content(message), layout=False)

    def _tab_names(self) -> Content:
        names = []
        for listing in self._lists.listings:
            count = self._lists.count(listing)
            name = f"{listing.value} {'…' if count is None else count}"
            if listing is self._lists.listing:
                named = Content.styled(f"[{name}]", "bold on $primary-muted")
            else:
                named = Content(f" {name} ")
            action = Style.from_meta({"@click": f"screen.show_list('{listing.name}')"})
            names.append(named.stylize(action))
        return Content("").join(names)

    def _order_names(self) -> Content:
        sorting, names = self._lists.sorting, []
        for order in ORDERS[self._lists.listing]:
            shown = order is sorting.order
            name = f"[{order.value} {'▾' if sorting.descending else '▴'}]" if shown else f" {order.value} "
            action = Style.from_meta({"@click": f"screen.sort_by('{order.name}')"})
            names.append(Content.styled(name, "bold" if shown else "").stylize(action))
        return Content.assemble(("by ", "$text-muted"), *names)

    def _caption_text(self) -> Content:
        """The caption: the counts of the list, and the titles of the articles."""
        if caption := self._lists.caption_of_runs():
            return Content(caption)
        articles, counts = self._lists.articles, self._lists.counts()
        room = max(10, (self.size.width - 2 - len(wording.CAPTION.format(counts, "", ""))) // 2)
        titles = (clipped(article.title, room) for article in articles)
        return Content(wording.CAPTION.format(counts, *titles))

    # Keys

    @on(Input.Changed)
    def _type(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self._lists.query:
            self._lists.query = event.value
            self._found = self._lists.matching()
            # While typing, show the best match first; with an empty filter, return to the reader's place.
            self._show(0 if event.value.strip() else self._nearest())

    def insert_text_at_cursor(self, text: str) -> None:
        """Take letters that were typed before the filter had the focus."""
        self._filter.insert_text_at_cursor(text)

    def action_show_list(self, name: str) -> None:
        """Show a list by its name."""
        self._leave_for(Listing[name])

    def action_next_list(self, steps: int) -> None:
        """Show the next or previous list."""
        listings = self._lists.listings
        self._leave_for(listings[(listings.index(self._lists.listing) + steps) % len(listings)])

    def _leave_for(self, listing: Listing) -> None:
        if self._entry is not None:
            self._left_at[self._lists.listing] = self._entry
        self._lists.listing = listing
        self._refill(self._left_at.get(listing))

    def action_sort_by(self, name: str) -> None:
        """Sort by an order; if it is the present one, reverse it."""
        entry = self._entry
        self._lists.sort_by(SortOrder[name])
        self._refill(entry)

    def action_sort_by_next(self) -> None:
        """Sort by the next order of this list."""
        entry = self._entry
        self._lists.sort_by_next()
        self._refill(entry)

    def action_reverse(self) -> None:
        """Reverse the order."""
        self.action_sort_by(self._lists.sorting.order.name)

    def action_step(self, steps: int) -> None:
        """Move down or up."""
        self._is_displaced = False
        self._pane.step(steps)

    def action_page(self, pages: int) -> None:
        """Move by a page."""
        self._is_displaced = False
        self._pane.page(pages)

    def action_end(self, last: bool) -> None:  # noqa: FBT001 - actions take positional arguments
        """Go to the first or last entry."""
        self._is_displaced = False
        self._pane.end(last=last)

    @on(ListPane.EntryOpened)
    def action_go(self) -> None:
        """Close, with the entry under the cursor as the result."""
        entry = self._entry
        if entry is None or not (entry.left or entry.right):
            self._show_message(wording.NOTHING_TO_GO_TO if entry is None else wording.PASSAGES_GONE)
        else:
            self.dismiss(entry)

    def action_leave(self) -> None:
        """Clear the filter; without one, close."""
        if self._filter.value:
            self._filter.value = ""
        else:
            self.dismiss(None)

    def action_judge(self, what: str) -> None:
        """Accept or reject the link or the difference under the cursor, and go to the next row; or undo."""
        entry, review = self._entry, self._review()
        if self._is_displaced and what != "undo":  # the key was meant for the row that is gone
            self._is_displaced = False
            self._show_message(wording.OTHER_ROW)
            return
        if review is None or (entry is None and what != "undo"):
            self._show_message(wording.NOTHING_TO_JUDGE)
            return
        at = self._pane.cursor or 0
        if what == "undo":
            outcome, subject = review.undo_named()
            self._update_lists()
            self._found = self._lists.matching()
            undone = subject and index_of(self._found.entries, subject, self._lists.articles)
            self._show(self._index_of(entry, at) if undone is None else undone)
            self._show_message(outcome.warning or outcome.note or "")
            return
        assert entry is not None  # noqa: S101 - checked above
        record = None if entry.summary is None else entry.summary.record
        note, warning = review.judge(what, entry.link, record, entry.difference)
        self._update_lists()
        self._found = self._lists.matching()
        self._show(self._index_of(entry, at) if note is None else self._after_verdict(entry, at))
        self._show_message(warning or wording.undoable(note or "", self._undo_key))

    def _index_of(self, entry: ListEntry | None, at: int) -> int:
        """Index of an entry as it is now; if it has gone, of the one that has taken its place, `at`."""
        subject = None if entry is None else entry.subject
        rows = (row for row, now in enumerate(self._found.entries) if now.subject == subject)
        return next(rows, max(0, min(at, len(self._found.entries) - 1)))

    def _after_verdict(self, entry: ListEntry, at: int) -> int:
        """Index of the entry after one that was judged; of the same one if its verdict is withdrawn."""
        index, entries = self._index_of(entry, at), self._found.entries
        is_judged = bool(entries) and entries[index].subject == entry.subject and entries[index].verdict
        return min(index + 1, len(entries) - 1) if is_judged else index

    # Copying

    def action_copy_entry(self) -> None:
        """Copy the entry under the cursor."""
        if self._entry is None:
            self._show_message(wording.NOTHING_TO_COPY)
        else:
            self._copy(EntryText(self._lists.articles).entry(self._entry), wording.entry_name(self._entry))

    def action_copy_list(self) -> None:
        """Copy the whole list as filtered and sorted."""
        entries = self._found.entries
        if not entries:
            self._show_message(wording.NOTHING_TO_COPY)
            return
        text = EntryText(self._lists.articles).listing(self._lists.listing, entries)
        self._copy(text, f"{counted(len(entries), 'row')} as text")

    def _copy(self, text: str, copied: str) -> None:
        self.app.copy_to_clipboard(text)
        self._show_message(copied_message(copied, text))
