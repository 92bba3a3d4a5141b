"""The articles of a folder: which two of them seem to cover the same event, and why; Enter opens them.

The list grows while the files are read, in a thread; what is under the cursor stays there.
"""

from __future__ import annotations

import os
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from diptych.errors import DiptychError
from diptych.reader.bars.filter_input import FilterInput
from diptych.reader.bars.key_bar import KeyBar
from diptych.reader.opening.folder_rows import fitting, rows_of, summary_of
from diptych.reader.opening.recent_labels import of_folder
from diptych.reader.terminal.key_names import first_keys, remapped
from diptych.reader.terminal.keys import FOLDER_KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from diptych.history.recent import RecentPair
    from diptych.reader.opening.folder_rows import FolderRow
    from diptych.reader.opening.folder_state import FolderState
    from diptych.sides import Pair

MOST_RECENT = 3
"""Recent pairs above the list; one where there is little room."""

LOW = 30
"""Rows below which a screen has little room."""

_NAMED = ("folder.open", "folder.back", "folder.others", "folder.again", "folder.down", "folder.up")
"""Those that the last line names."""


class FolderScreen(Screen[None], inherit_bindings=False):
    """A list of pairs."""

    AUTO_FOCUS = "FilterInput"
    BINDINGS: ClassVar[list[BindingType]] = [*FOLDER_KEYS.bindings]
    DEFAULT_CSS = """
    FolderScreen {
        background: $background;
        & .folder--line {
            height: 1;
            padding: 0 1;
            text-wrap: nowrap;
            text-overflow: ellipsis;
            background: $surface;
        }
        & #folder-says { height: auto; max-height: 3; text-wrap: wrap; }
        & #folder-says.-error { color: $text-error; }
        & OptionList, & OptionList:focus {
            height: 1fr;
            border: none;
            padding: 0;
            background: $background;
            scrollbar-size-vertical: 1;
            text-wrap: nowrap;
        }
    }
    """

    class PairRequested(Message):
        """A pair is to be opened."""

        def __init__(self, sources: Pair[str]) -> None:
            super().__init__()
            self.sources = sources

    class OpenDialogRequested(Message):
        """Two articles are to be asked for; `left` is one of them, or ""."""

        def __init__(self, left: str) -> None:
            super().__init__()
            self.left = left

    class Dismissed(Message):
        """Nothing of it is wanted."""

    class _Changed(Message):
        """More is known."""

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, FolderScreen._Changed)

    class _Failed(Message):
        """The folder cannot be listed."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(
        self,
        known: FolderState,
        recent: Sequence[RecentPair] = (),
        keymap: Mapping[str, str] = MappingProxyType({}),
        *,
        plain: bool = False,
    ) -> None:
        """Show a folder.

        Args:
            known: what is known of it.
            recent: the pairs that were opened last, wherever they come from.
            keymap: keys by the ids of bindings, where they are not those that the bindings come with.
            plain: whether to say marks in words.
        """
        super().__init__()
        self._plain = plain
        self._keymap = keymap
        self._keys = first_keys(keymap, FOLDER_KEYS.bindings)
        self._known = known
        self._recent = recent
        self._rows: list[FolderRow] = []
        self._filter = FilterInput()
        self._title = Static(classes="folder--line", id="folder-title")
        self._says = Static(classes="folder--line", id="folder-says")
        self._list = OptionList()
        self._list.can_focus = False
        self._refused = ""
        """Why the folder cannot be listed."""
        self._message = ("", False)
        """What is said until the next key, and whether it is of something that went wrong."""
        self._chosen = known.at is not None
        """Whether the cursor was moved: before, it stays at the top while better pairs come."""

    def compose(self) -> ComposeResult:
        """What it is, the filter, the list, what is to be said, keys."""
        yield self._title
        yield self._filter
        yield self._list
        yield self._says
        if self._plain:
            keys = self._keys
            said = f"{keys['folder.open']} opens, {keys['folder.others']} asks for others,"
            said += f" {keys['folder.again']} reads again, {keys['folder.back']} goes back."
            yield Static(said, classes="folder--line", markup=False)
        else:
            yield KeyBar(remapped(FOLDER_KEYS.bindings, self._keymap), _NAMED)

    def on_mount(self) -> None:
        """Show what is known, and find out the rest."""
        self._show()
        if not self._known.whole:
            self._survey()

    def on_resize(self) -> None:
        """Give titles their share of the line."""
        self.call_after_refresh(self._show)

    # What is known

    @work(thread=True, exclusive=True, group="survey", exit_on_error=False)
    def _survey(self) -> None:
        worker = get_current_worker()
        try:
            self._known.survey(
                lambda: self.post_message(self._Changed()),
                lambda: worker.is_cancelled or not self.is_attached,
            )
        except DiptychError as error:
            self.post_message(self._Failed(str(error)))

    @on(_Changed)
    def _take_change(self) -> None:
        self._show()

    @on(_Failed)
    def _take_failure(self, message: _Failed) -> None:
        self._refused = message.reason
        self._show_said()

    def say(self, message: str, *, error: bool = False) -> None:
        """Say something until the next key."""
        self._message = message, error
        self._show_said()

    def _show_said(self) -> None:
        message, error = self._message
        self._says.set_class(error or (not message and bool(self._refused)), "-error")
        self._says.update(Content(message or self._refused or self._counted()))

    def _show(self) -> None:
        known, width = self._known, max(20, self.size.width - 1)
        most = MOST_RECENT if self.size.height >= LOW else 1
        recent = of_folder(self._recent, known.folder, below=known.below)[:most]
        rows = rows_of(known.matches, () if self._filter.value.strip() else recent, width)
        self._rows = fitting(rows, self._filter.value)
        folder = os.fspath(known.folder)
        self._list.set_options(
            [Option(summary_of(row, folder, width, plain=self._plain)) for row in self._rows]
        )
        places = [row.sources for row in self._rows]
        if self._rows:
            at = places.index(known.at) if self._chosen and known.at in places else self._first
            self._list.highlighted = at
        self._title.update(self._about())
        self._show_said()

    @property
    def _first(self) -> int:
        """The first row that is no recent pair, if there is one."""
        return next((at for at, row in enumerate(self._rows) if row.match is not None), 0)

    def _about(self) -> Content:
        folder = os.path.abspath(self._known.folder)  # noqa: PTH100 - shown as it is named
        name = "".join(sign if sign.isprintable() else "�" for sign in folder)
        return Content.assemble(("Which two cover the same event?", "bold"), (f"  {name}", "$foreground 65%"))

    def _counted(self) -> str:
        known = self._known
        if not known.whole:
            return f"reading {known.read} of {known.count} …" if known.count else "looking …"
        more = f" {self._keys['folder.below']} lists the articles in folders below too."
        below = more if known.more_below else ""
        if not known.count:
            others = self._keys["folder.others"]
            return f"There are no articles here.{below} {others} opens two from elsewhere."
        pairs = sum(match.likely for match in known.matches)
        articles = "1 article" if known.count == 1 else f"{known.count} articles"
        said = f"{articles}, {'1 pair' if pairs == 1 else f'{pairs} pairs'} that may cover the same event"
        shown = "" if not self._filter.value.strip() else f"; {len(self._rows)} as typed"
        return f"{said}{shown}" + (f".{below}" if below and not shown else "")

    # Keys

    @on(Input.Changed)
    def _type(self, event: Input.Changed) -> None:
        event.stop()
        self._chosen = False
        self._message = "", False
        self._show()

    def insert_text_at_cursor(self, text: str) -> None:
        """Give the filter letters that come before it can take them."""
        self._filter.insert_text_at_cursor(text)

    @property
    def _row(self) -> FolderRow | None:
        at = self._list.highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def _note(self) -> None:
        """Remember what the cursor was put on."""
        row = self._row
        self._chosen = row is not None
        self._known.at = None if row is None else row.sources
        self.say("")

    def action_step(self, steps: int) -> None:
        """Go to another row."""
        at = self._list.highlighted
        if self._rows:
            self._list.highlighted = max(0, min((at or 0) + steps, len(self._rows) - 1))
            self._note()

    def action_page(self, pages: int) -> None:
        """Go on by a page."""
        if pages > 0:
            self._list.action_page_down()  # type: ignore[no-untyped-call] # Textual's
        else:
            self._list.action_page_up()  # type: ignore[no-untyped-call]
        self._note()

    def action_end(self, last: bool) -> None:  # noqa: FBT001 - actions take positional arguments
        """Go to the first or last row."""
        if self._rows:
            self._list.highlighted = len(self._rows) - 1 if last else 0
            self._note()

    @on(OptionList.OptionSelected)
    def _click(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open the pair under the cursor; for an article that is alone, ask for the other."""
        row = self._row
        if row is None:
            self.say(f"There is nothing to open; {self._keys['folder.back']} clears what is typed.")
            return
        self._note()
        if row.sources.right:
            self.say("Opening …")
            self.post_message(self.PairRequested(row.sources))
        else:
            self.post_message(self.OpenDialogRequested(row.sources.left))

    def action_others(self) -> None:
        """Ask for two articles, one of them that under the cursor."""
        row = self._row
        self.post_message(
            self.OpenDialogRequested("" if row is None or row.match is None else row.sources.left)
        )

    def action_again(self) -> None:
        """Read the folder again."""
        self._known.whole, self._refused = False, ""
        self.say("")
        self._survey()

    def action_below(self) -> None:
        """Let the folders in the folder count too; again: not any more."""
        self._known.below = not self._known.below
        self.action_again()

    def action_leave(self) -> None:
        """Clear the filter; where there is none, go back."""
        if self._filter.value:
            self._filter.value = ""
        else:
            self.post_message(self.Dismissed())
