"""The articles of a folder: which two of them seem to cover the same event, and why; Enter opens them.

The list grows while a thread reads the files; the cursor stays on its row.
"""

from __future__ import annotations

import os
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from diptych.errors import DiptychError
from diptych.reader.bars.filter_input import FilterInput
from diptych.reader.bars.key_bar import KeyBar
from diptych.reader.bars.one_line import OneLine
from diptych.reader.opening import wording
from diptych.reader.opening.folder_rows import filtered, row_text, rows_of
from diptych.reader.opening.folder_state import survey_folder
from diptych.reader.opening.recent_labels import of_folder
from diptych.reader.terminal.key_names import first_keys, remapped
from diptych.reader.terminal.keys import FOLDER_KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from diptych.folder.story_accounts import StoryAccounts
    from diptych.history.recent import RecentPair
    from diptych.reader.opening.folder_rows import FolderRow
    from diptych.reader.opening.folder_state import FolderState, SurveyResult
    from diptych.sides import Pair

MOST_RECENT = 3
"""Recent pairs above the list; only one on a low screen."""

LOW = 30
"""Rows below which a screen is low."""

_IN_KEY_BAR = ("folder.open", "folder.below", "folder.others", "folder.again", "folder.down", "folder.up")
"""Commands in the key bar, beside those that leave."""


class FolderScreen(Screen[None], inherit_bindings=False):
    """A list of pairs."""

    AUTO_FOCUS = "FilterInput"
    BINDINGS: ClassVar[list[BindingType]] = [*FOLDER_KEYS.bindings]
    DEFAULT_CSS = """
    FolderScreen {
        background: $background;

        & #folder-message { height: auto; max-height: 3; text-wrap: wrap; }
        & #folder-message.-error { color: $text-error; }
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
        """The user wants to read a pair."""

        def __init__(self, sources: Pair[str], story: StoryAccounts | None = None) -> None:
            super().__init__()
            self.sources = sources
            self.story = story
            """The story that both articles tell; None if they do not tell one."""

    class OpenDialogRequested(Message):
        """The user wants to choose the articles; `left` is one of them, or ""."""

        def __init__(self, left: str) -> None:
            super().__init__()
            self.left = left

    class Dismissed(Message):
        """The user leaves the folder."""

    class _Surveyed(Message):
        """A survey has a new result, or the folder cannot be listed."""

        def __init__(self, survey: int, result: SurveyResult | DiptychError) -> None:
            super().__init__()
            self.survey = survey
            self.result = result

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, FolderScreen._Surveyed) and message.survey == self.survey

    def __init__(
        self,
        state: FolderState,
        recent: Sequence[RecentPair] = (),
        keymap: Mapping[str, str] = MappingProxyType({}),
        *,
        plain: bool = False,
    ) -> None:
        """Show a folder.

        Args:
            state: the folder and what is known of it.
            recent: the pairs that were opened last, from any folder.
            keymap: keys by binding id, where they replace those of the table.
            plain: whether to write words instead of signs.
        """
        super().__init__()
        self._plain = plain
        self._keys = first_keys(keymap, FOLDER_KEYS.bindings)
        self._state = state
        self._surveys = 0
        """Surveys begun, which is also the number of the current one."""
        self._recent = recent
        self._rows: list[FolderRow] = []
        bindings = remapped(FOLDER_KEYS.bindings, keymap)
        quits = next(binding.key for binding in bindings if binding.id == "folder.quit")
        self._filter = FilterInput(quits.split(","))
        self._title = OneLine(id="folder-title")
        self._message_line = OneLine(id="folder-message")
        self._list = OptionList()
        self._list.can_focus = False
        self._key_bar = KeyBar(bindings, _IN_KEY_BAR)
        self._problem = ""
        """Why the folder cannot be listed."""
        self._message = ""
        """What `show_message` shows until the next key."""
        self._is_error = False
        """Whether that is an error."""
        self._chosen = state.cursor is not None
        """Whether the user moved the cursor: until then it stays at the top while better pairs come."""

    def compose(self) -> ComposeResult:
        """Title, filter, list, message, keys."""
        yield self._title
        yield self._filter
        yield self._list
        yield self._message_line
        yield OneLine(wording.folder_keys(self._keys), markup=False) if self._plain else self._key_bar

    def on_mount(self) -> None:
        """Show what is known, and read the rest."""
        self._show()
        if not self._state.result.complete:
            self._survey()

    def on_resize(self) -> None:
        """Fit the rows to the new width."""
        self.call_after_refresh(self._show)

    # The survey

    def _survey(self) -> None:
        self._surveys += 1
        self._read_folder(self._surveys, self._state.result, below=self._state.below)

    @work(thread=True, exclusive=True, group="survey", exit_on_error=False)
    def _read_folder(self, survey: int, before: SurveyResult, *, below: bool) -> None:
        worker = get_current_worker()
        try:
            survey_folder(
                self._state.folder,
                before,
                lambda result: self.post_message(self._Surveyed(survey, result)),
                lambda: worker.is_cancelled or not self.is_attached,
                below=below,
            )
        except DiptychError as error:
            self.post_message(self._Surveyed(survey, error))

    @on(_Surveyed)
    def _take_result(self, message: _Surveyed) -> None:
        """Show a result of the current survey; a cancelled one may still send results."""
        if message.survey != self._surveys:
            return
        if isinstance(message.result, DiptychError):
            self._problem = str(message.result)
            self._update_message()
        else:
            self._state.result = message.result
            self._show()

    # What is shown

    def show_message(self, message: str, *, error: bool = False) -> None:
        """Show a message until the next key."""
        self._message, self._is_error = message, error
        self._update_message()

    def _update_message(self) -> None:
        shown = len(self._rows) if self._filter.value.strip() else None
        summary = self._problem or wording.folder_summary(self._state, shown, self._keys)
        self._message_line.set_class(self._is_error if self._message else bool(self._problem), "-error")
        self._message_line.update(Content(self._message or summary))

    def _show(self) -> None:
        state, typed, width = self._state, self._filter.value, max(20, self.size.width - 1)
        most = MOST_RECENT if self.size.height >= LOW else 1
        recent = [] if typed.strip() else of_folder(self._recent, state.folder, below=state.below)[:most]
        self._rows = filtered(rows_of(state.result.matches, recent, width), typed)
        folder = os.fspath(state.folder)
        complete = state.result.complete
        self._list.set_options(
            [Option(row_text(row, folder, width, plain=self._plain, complete=complete)) for row in self._rows]
        )
        sources = [row.sources for row in self._rows]
        if self._chosen and state.cursor in sources:
            self._list.highlighted = sources.index(state.cursor)
        elif self._rows:  # the first row that is not a recent pair, if there is one
            firsts = (at for at, row in enumerate(self._rows) if row.match is not None)
            self._list.highlighted = next(firsts, 0)
        self._title.update(self._heading())
        self._update_message()
        self._show_keys()

    def _show_keys(self) -> None:
        """Name the keys by what they do now."""
        below = wording.WITHOUT_SUBFOLDERS if self._state.below else wording.WITH_SUBFOLDERS
        leaving: dict[str, str] = {}
        if self._filter.value:
            leaving["folder.back"] = wording.CLEAR_FILTER
        else:
            if len(self.app.screen_stack) > 1:
                leaving["folder.back"] = wording.BACK_TO_PAIR
            leaving["folder.quit"] = wording.QUIT
        self._key_bar.show_commands((*_IN_KEY_BAR, *leaving), {"folder.below": below, **leaving})

    def _heading(self) -> Content:
        folder = os.path.abspath(self._state.folder)  # noqa: PTH100 - Path.resolve would follow links
        name = "".join(sign if sign.isprintable() else "�" for sign in folder)
        return Content.assemble((wording.FOLDER_TITLE, "bold"), (f"  {name}", "$foreground 65%"))

    # Keys

    @on(Input.Changed)
    def _type(self, event: Input.Changed) -> None:
        event.stop()
        self._chosen = False
        self._message = ""
        self._show()

    def insert_text_at_cursor(self, text: str) -> None:
        """Take letters that were typed before the filter had the focus."""
        self._filter.insert_text_at_cursor(text)

    @property
    def _row(self) -> FolderRow | None:
        at = self._list.highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def _keep_cursor(self) -> None:
        """Remember the row under the cursor."""
        row = self._row
        self._chosen = row is not None
        self._state.cursor = None if row is None else row.sources
        self.show_message("")

    def action_step(self, steps: int) -> None:
        """Move the cursor by rows."""
        if self._rows:
            at = (self._list.highlighted or 0) + steps
            self._list.highlighted = max(0, min(at, len(self._rows) - 1))
            self._keep_cursor()

    def action_page(self, pages: int) -> None:
        """Move the cursor by a page."""
        if pages > 0:
            self._list.action_page_down()  # type: ignore[no-untyped-call] # Textual's
        else:
            self._list.action_page_up()  # type: ignore[no-untyped-call]
        self._keep_cursor()

    def action_end(self, last: bool) -> None:  # noqa: FBT001 - actions take positional arguments
        """Move the cursor to the first or last row."""
        self.action_step(len(self._rows) if last else -len(self._rows))

    @on(OptionList.OptionSelected)
    def _click(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open the pair under the cursor; for an article that is alone, ask for the other one."""
        row = self._row
        if row is None:
            self.show_message(wording.nothing_to_open(self._keys["folder.back"]))
            return
        self._keep_cursor()
        if row.sources.right:
            self.show_message(wording.OPENING)
            self.post_message(self.PairRequested(row.sources))
        else:
            self.post_message(self.OpenDialogRequested(row.sources.left))

    def action_others(self) -> None:
        """Ask for two articles, beginning with the left one under the cursor."""
        row = self._row
        left = "" if row is None or row.match is None else row.sources.left
        self.post_message(self.OpenDialogRequested(left))

    def action_again(self) -> None:
        """Read the folder again."""
        self._state.result = replace(self._state.result, complete=False)
        self._problem = ""
        self.show_message("")
        self._survey()

    def action_below(self) -> None:
        """Include the subfolders, or leave them out again."""
        self._state.below = not self._state.below
        self.action_again()

    def action_quit(self) -> None:
        """Quit."""
        self.app.exit()

    def action_leave(self) -> None:
        """Clear the filter; without one, go back."""
        if self._filter.value:
            self._filter.value = ""
        else:
            self.post_message(self.Dismissed())
