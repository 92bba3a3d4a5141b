"""The articles of a folder or an archive, by story; Enter opens two of them.

The list grows while a thread reads the files; the cursor stays on its row.
"""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from threading import Event
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input
from textual.worker import get_current_worker

from diptych.errors import Cancelled, DiptychError, SourceError
from diptych.reader.bars.filter_input import FilterInput
from diptych.reader.bars.key_bar import KeyBar
from diptych.reader.bars.one_line import OneLine
from diptych.reader.lists.list_pane import ListPane
from diptych.reader.opening import wording
from diptych.reader.opening.folder_entries import EntryKind, filtered, index_of, recent_entries
from diptych.reader.opening.folder_rows import FolderLook, FolderRows
from diptych.reader.opening.folder_state import survey_folder
from diptych.reader.opening.recent_labels import of_folder
from diptych.reader.terminal.gc_tuning import freeze_present
from diptych.reader.terminal.key_names import first_keys, remapped
from diptych.reader.terminal.keys import FOLDER_KEYS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from diptych.folder.profile_cache import ProfileCache
    from diptych.folder.story_accounts import StoryAccounts
    from diptych.folder.survey import ListedArticle
    from diptych.history.recent import RecentPair
    from diptych.reader.opening.folder_entries import EntryGroup, FolderEntry
    from diptych.reader.opening.folder_state import FolderState, SurveyResult
    from diptych.sides import Pair

MOST_RECENT = 3
"""Recent pairs above the list; only one on a low screen."""

LOW = 30
"""Rows below which a screen is low."""

_IN_KEY_BAR = (
    "folder.open",
    "folder.mark",
    "folder.below",
    "folder.others",
    "folder.again",
    "folder.down",
    "folder.up",
)
"""Commands in the key bar, beside those that leave."""

_BESIDE = 12
"""Cells of a recent pair beside both names."""


class FolderScreen(Screen[None], inherit_bindings=False):
    """A list of stories with their accounts, and of other articles."""

    AUTO_FOCUS = "FilterInput"
    BINDINGS: ClassVar[list[BindingType]] = [*FOLDER_KEYS.bindings]
    DEFAULT_CSS = """
    FolderScreen {
        background: $background;

        & #folder-message { height: auto; max-height: 3; text-wrap: wrap; }
        & #folder-message.-error { color: $text-error; }
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
        open_cache: Callable[[], ProfileCache] | None = None,
        plain: bool = False,
    ) -> None:
        """Show a folder.

        Args:
            state: the folder and what is known of it.
            recent: the pairs that were opened last, from any folder.
            keymap: keys by binding id, where they replace those of the table.
            open_cache: opens the profiles that are kept, in the thread that uses them; None to keep none.
            plain: whether to write words instead of signs.
        """
        super().__init__()
        self._plain = plain
        self._open_cache = open_cache
        self._keys = first_keys(keymap, FOLDER_KEYS.bindings)
        self._state = state
        self._surveys = 0
        """Surveys begun, which is also the number of the current one."""
        self._stop = Event()
        """Set when the user stops the current survey."""
        self._recent = recent
        self._groups: Sequence[EntryGroup] = ()
        """The groups that the filter leaves."""
        self._entries: list[FolderEntry] = []
        """The entries shown."""
        bindings = remapped(FOLDER_KEYS.bindings, keymap)
        quits = next(binding.key for binding in bindings if binding.id == "folder.quit")
        self._filter = FilterInput(quits.split(","))
        self._title = OneLine(id="folder-title")
        self._message_line = OneLine(id="folder-message")
        self._list = ListPane("-" if plain else "▌")
        self._key_bar = KeyBar(bindings, _IN_KEY_BAR)
        self._problem = ""
        """Why the folder cannot be listed."""
        self._message = ""
        """What `show_message` shows until the next key."""
        self._is_error = False
        """Whether that is an error."""
        self._chosen = state.cursor is not None
        """Whether the user moved the cursor: until then it stays at the top while surer stories come."""

    def compose(self) -> ComposeResult:
        """Title, filter, list, message, keys."""
        yield self._title
        yield self._filter
        yield self._list
        yield self._message_line
        yield OneLine(wording.folder_keys(self._keys), markup=False) if self._plain else self._key_bar

    def on_mount(self) -> None:
        """Show what is known, and read the rest."""
        with self.prevent(Input.Changed):  # which would move the cursor to the top
            self._filter.value = self._state.typed
        self._show()
        if self._state.result.is_reading:
            self._survey()
        else:
            self.call_after_refresh(freeze_present)

    def on_resize(self) -> None:
        """Fit the rows to the new width."""
        self.call_after_refresh(self._show)

    # The survey

    @property
    def _is_reading(self) -> bool:
        return self._state.result.is_reading and not self._problem

    def _survey(self) -> None:
        self._surveys += 1
        self._stop = Event()
        self._read_folder(self._surveys, self._stop)

    @work(thread=True, exclusive=True, group="survey", exit_on_error=False)
    def _read_folder(self, survey: int, stop: Event) -> None:
        worker = get_current_worker()
        try:
            survey_folder(
                self._state,
                lambda result: self.post_message(self._Surveyed(survey, result)),
                lambda: worker.is_cancelled or not self.is_attached,
                stop.is_set,
                self._open_cache,
            )
        except Cancelled:
            pass
        except DiptychError as error:
            self.post_message(self._Surveyed(survey, error))
        except Exception as error:  # else the screen would say for ever that it is reading
            self.post_message(self._Surveyed(survey, SourceError(wording.could_not_read(error))))
            raise

    @on(_Surveyed)
    def _take_result(self, message: _Surveyed) -> None:
        """Show a result of the current survey; a cancelled one may still send results."""
        if message.survey != self._surveys:
            return
        if isinstance(message.result, DiptychError):
            self._problem = str(message.result)
            self._update_message()
            self._show_keys()
            return
        before, self._state.result = self._state.result, message.result
        if before.contents is message.result.contents and before.is_reading == message.result.is_reading:
            self._update_message()  # to show a long list again takes a moment
            return
        self._show()
        if not message.result.is_reading:
            self.call_after_refresh(freeze_present)

    # What is shown

    def show_message(self, message: str, *, error: bool = False) -> None:
        """Show a message until the next key."""
        self._message, self._is_error = message, error
        self._update_message()

    def _update_message(self) -> None:
        shown = len(self._groups) if self._filter.value.strip() else None
        summary = self._problem or wording.folder_summary(self._state, shown, self._keys)
        if self._is_reading and self._stop.is_set():
            summary = wording.STOPPING
        elif self._marked:
            summary = wording.marked([article.title for article in self._marked], self._keys)
        self._message_line.set_class(self._is_error if self._message else bool(self._problem), "-error")
        self._message_line.update(Content(self._message or summary))

    @property
    def _marked(self) -> list[ListedArticle]:
        """The marked articles that the folder has."""
        articles = self._state.result.contents.articles
        return [articles[source] for source in self._state.marked if source in articles]

    def _show(self) -> None:
        """Show the entries that the filter leaves."""
        state, typed, width = self._state, self._filter.value, max(20, self.size.width - 1)
        most = MOST_RECENT if self.size.height >= LOW else 1
        recent = [] if typed.strip() else of_folder(self._recent, state.folder, below=state.below)[:most]
        first = recent_entries(recent, width - _BESIDE)
        self._groups = filtered(state.result.contents.groups, typed)
        self._entries = [*first, *(entry for group in self._groups for entry in group.entries)]
        cursor = None
        if self._chosen and state.cursor is not None:
            cursor = index_of(state.cursor, self._entries)
        if cursor is None:  # the first entry that is not a recent pair, if there is one
            cursor = len(first) if len(self._entries) > len(first) else 0
        self._show_rows(cursor)
        self._title.update(self._heading())
        self._update_message()
        self._show_keys()

    def _show_rows(self, cursor: int) -> None:
        folder = self._state.folder
        look = FolderLook(
            os.fspath(folder.parent if self._state.is_archive else folder),
            tuple(self._state.marked),
            self._plain,
            self._is_reading,
        )
        self._list.show(partial(FolderRows, self._entries, look), len(self._entries), cursor)

    def _show_keys(self) -> None:
        """Name the keys by what they do now."""
        below = wording.WITHOUT_SUBFOLDERS if self._state.below else wording.WITH_SUBFOLDERS
        named = {"folder.below": below}
        if len(self._marked) > 1:
            named["folder.open"] = wording.OPEN_MARKED
        if self._state.result.stopped:
            named["folder.again"] = wording.READ_THE_REST
        leaving: dict[str, str] = {}
        if self._is_reading and not self._stop.is_set():
            leaving["folder.back"] = wording.STOP_READING
        elif self._filter.value:
            leaving["folder.back"] = wording.CLEAR_FILTER
        elif len(self.app.screen_stack) > 1:
            leaving["folder.back"] = wording.BACK_TO_PAIR
        if not self._filter.value:
            leaving["folder.quit"] = wording.QUIT
        wanted = [name for name in _IN_KEY_BAR if name != "folder.below" or not self._state.is_archive]
        self._key_bar.show_commands((*wanted, *leaving), {**named, **leaving})

    def _heading(self) -> Content:
        folder = os.path.abspath(self._state.folder)  # noqa: PTH100 - Path.resolve would follow links
        name = "".join(sign if sign.isprintable() else "�" for sign in folder)
        return Content.assemble((wording.FOLDER_TITLE, "bold"), (f"  {name}", "$foreground 65%"))

    # Keys

    @on(Input.Changed)
    def _type(self, event: Input.Changed) -> None:
        event.stop()
        self._state.typed = event.value
        self._chosen = False
        self._message = ""
        self._show()

    def insert_text_at_cursor(self, text: str) -> None:
        """Take letters that were typed before the filter had the focus."""
        self._filter.insert_text_at_cursor(text)

    @property
    def _entry(self) -> FolderEntry | None:
        """The entry under the cursor."""
        at = self._list.cursor
        return None if at is None else self._entries[at]

    @on(ListPane.CursorMoved)
    def _keep_cursor(self) -> None:
        """Remember the entry under the cursor."""
        self._state.cursor = self._entry
        self._chosen = self._state.cursor is not None

    def _moved(self) -> None:
        self._keep_cursor()
        self.show_message("")

    def action_step(self, steps: int) -> None:
        """Move the cursor by entries."""
        self._list.step(steps)
        self._moved()

    def action_page(self, pages: int) -> None:
        """Move the cursor by a page."""
        self._list.page(pages)
        self._moved()

    def action_end(self, last: bool) -> None:  # noqa: FBT001 - actions take positional arguments
        """Move the cursor to the first or last entry."""
        self._list.end(last=last)
        self._moved()

    def action_mark(self) -> None:
        """Mark the article under the cursor, or unmark it."""
        entry, contents = self._entry, self._state.result.contents
        if entry is None or entry.article is None or entry.article.problem is not None:
            self.show_message(wording.ONLY_ARTICLES)
            return
        self._state.marked = [source for source in self._state.marked if source in contents.articles]
        self._state.mark(entry.source)
        self._keep_cursor()
        self._show_rows(self._list.cursor or 0)
        self.show_message("")
        self._show_keys()

    @on(ListPane.EntryOpened)
    def action_open(self) -> None:
        """Open the two marked articles, or else what is under the cursor; alone, ask for the other one."""
        entry, contents, marked = self._entry, self._state.result.contents, self._marked
        if len(marked) > 1:
            self._state.marked.clear()
            self._show_rows(self._list.cursor or 0)
            self._show_keys()
            self._request(contents.older_first(*(str(article.path) for article in marked)))
        elif entry is None:
            self.show_message(wording.nothing_to_open(self._keys["folder.back"]))
        elif entry.opens.right:
            is_recent = entry.kind is EntryKind.RECENT
            self._request(contents.as_listed(entry.opens) if is_recent else entry.opens)
        else:
            self._keep_cursor()
            self.post_message(self.OpenDialogRequested(entry.opens.left))

    def _request(self, sources: Pair[str]) -> None:
        self._keep_cursor()
        self.show_message(wording.OPENING)
        self.post_message(self.PairRequested(sources, self._state.result.contents.shared_story(sources)))

    def action_others(self) -> None:
        """Ask for two articles, beginning with the left one under the cursor."""
        entry = self._entry
        left = "" if entry is None or entry.kind is EntryKind.RECENT else entry.source or entry.opens.left
        self.post_message(self.OpenDialogRequested(left))

    def action_again(self) -> None:
        """Read the folder again, or what is left of it."""
        self._state.result = replace(self._state.result, read=0, count=0, complete=False, stopped=False)
        self._problem = ""
        self._survey()
        self.show_message("")
        self._show_rows(self._list.cursor or 0)
        self._show_keys()

    def action_below(self) -> None:
        """Include the subfolders, or leave them out again."""
        if self._state.is_archive:
            self.show_message(wording.NO_SUBFOLDERS)
            return
        self._state.below = not self._state.below
        self.action_again()

    def action_quit(self) -> None:
        """Quit."""
        self.app.exit()

    def action_leave(self) -> None:
        """Stop reading; then clear the filter; then go back to the pair, if there is one."""
        if self._is_reading and not self._stop.is_set():
            self._stop.set()
            self.show_message("")
            self._show_keys()
        elif self._filter.value:
            self._filter.value = ""
        elif len(self.app.screen_stack) > 1:
            self.post_message(self.Dismissed())
        else:  # pressed a moment too late to stop reading, it must not end the program
            self.show_message(wording.no_pair_to_go_back_to(self._keys["folder.quit"]))
