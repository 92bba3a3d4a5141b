"""The dialog that opens two articles: paths with completion, addresses, clipboard, recent pairs, chapters."""

from __future__ import annotations

import asyncio
from pathlib import Path
from threading import Event
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import SuspendNotSupported
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.markup import escape
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from diptych.errors import Cancelled, DiptychError, SourceError
from diptych.folder.files import is_archive_file
from diptych.reader.opening import wording
from diptych.reader.opening.pair_factory import OpenedPair
from diptych.reader.opening.path_completion import completions
from diptych.reader.opening.resolve import Book, open_sides, unquoted
from diptych.reader.opening.source_input import SourceInput
from diptych.reader.opening.suggestions import (
    Suggestions,
    chapter_suggestions,
    path_suggestions,
    recent_suggestions,
)
from diptych.reader.terminal.key_names import first_key, remapped
from diptych.reader.terminal.keys import OPEN_KEYS
from diptych.sides import Pair, Side
from diptych.sources.clipboard import read_clipboard

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from diptych.history.recent import RecentPair
    from diptych.reader.opening.resolve import SourceRequest
    from diptych.reader.opening.suggestions import Suggestion

_IN_FRAME = ("open.complete", "open.down", "open.accept", "open.clipboard", "open.close")
"""Commands that the frame names."""

_WIDTH = 90
"""Maximum width of the box in cells, as in its style."""

_AROUND = 7
"""Cells of the box beside the suggestions: frame, padding, scroll bar."""


class OpenDialog(ModalScreen[OpenedPair | Path | None], inherit_bindings=False):
    """Two inputs with suggestions.

    Its result: two articles; the folder or archive, if the user named one; None to open nothing.
    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*OPEN_KEYS.bindings]
    DEFAULT_CSS = """
    OpenDialog {
        align: center middle;
        & > #open-box {
            width: 90;
            padding: 0 1;
        }
        &.-plain > #open-box { width: 100%; }
        &.-plain OptionList { scrollbar-size-vertical: 0; }
        & Horizontal { height: 1; }
        & .open--name { width: 7; }
        & #open-message { height: auto; max-height: 4; margin: 1 0 0 0; }
        & #open-message.-error { color: $text-error; }
        & OptionList, & OptionList:focus {
            height: auto;
            max-height: 12;
            margin: 1 0 0 0;
            padding: 0;
            border: none;
            background: $surface;
            scrollbar-size-vertical: 1;
            text-wrap: nowrap;
            text-overflow: ellipsis;
        }
        &.-low #open-message, &.-low OptionList { margin: 0; }
        &.-low OptionList { max-height: 6; }
    }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-wide")]  # noqa: RUF012 - as Screen declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]  # noqa: RUF012

    def __init__(
        self,
        sources: Pair[str],
        recent: Sequence[RecentPair] = (),
        keymap: Mapping[str, str] = MappingProxyType({}),
        *,
        plain: bool = False,
    ) -> None:
        """Ask.

        Args:
            sources: initial values of the inputs, which may be "".
            recent: the pairs that were opened last.
            keymap: keys by binding id, where they replace those of the table.
            plain: whether to draw no frame.
        """
        super().__init__(classes="-plain" if plain else None)
        self._plain = plain
        self._keys = {binding.id: binding for binding in remapped(OPEN_KEYS.bindings, keymap)}
        self._inputs = sources.map(lambda source: SourceInput(source, wording.PLACEHOLDER))
        self._message = Static(id="open-message")
        self._message.display = False
        self._list = OptionList()
        self._list.can_focus = False
        self._recent = recent
        self._suggestions = Suggestions("", ())
        self._whole = dict.fromkeys(Side, False)
        """Whether the user chose the whole book of a side."""
        self._book: Side | None = None
        """The side whose chapters are suggested."""
        self._cancel: Event | None = None
        """Set to stop opening; None while nothing is being opened."""

    def compose(self) -> ComposeResult:
        """Two inputs, message, suggestions."""
        with Vertical(id="open-box", classes="framed") as box:
            box.border_title = wording.DIALOG_TITLE
            if self._plain:
                yield Static(f"{wording.DIALOG_TITLE}. {self._key_help(', ')}.", markup=False)
            for side in Side:
                with Horizontal():
                    yield Static(side.value.capitalize(), classes="open--name")
                    yield self._inputs[side]
            yield self._message
            yield self._list

    def on_mount(self) -> None:
        """Focus the first empty input."""
        empty = next((side for side in Side if not self._inputs[side].value), Side.LEFT)
        self._inputs[empty].focus()
        self._suggest()

    def on_resize(self) -> None:
        """Explain the keys in the frame; in a narrow one, only name them."""
        text = self._key_help(" · ")
        if len(text) + 8 > self.size.width:
            text = " · ".join(first_key(self._keys[name]) for name in _IN_FRAME)
        self.query_one("#open-box", Vertical).border_subtitle = escape(text)

    def _key_help(self, between: str) -> str:
        bindings = (self._keys[name] for name in _IN_FRAME)
        return between.join(f"{first_key(binding)} {binding.description}" for binding in bindings)

    # Suggestions

    @property
    def _side(self) -> Side:
        """The side whose input has the focus; left if none has."""
        return next((side for side in Side if self._inputs[side].has_focus), Side.LEFT)

    @on(Input.Changed)
    def _type(self, event: Input.Changed) -> None:
        event.stop()
        side = next(side for side in Side if self._inputs[side] is event.input)
        self._whole[side] = False
        self._book = None
        if self._cancel is None:
            self._show_message("")
        if event.input.has_focus:
            self._suggest()

    def on_descendant_focus(self) -> None:
        """Show the suggestions for the focused input."""
        if self._book is None:
            self._suggest()

    def _suggest(self) -> None:
        typed = self._inputs[self._side].value
        paths = path_suggestions(completions(typed)) if typed and not self._untouched else None
        self._offer(paths if paths and paths.entries else recent_suggestions(self._recent, self._room))

    @property
    def _room(self) -> int:
        """Cells of a suggestion."""
        return max(20, min(_WIDTH, self.app.size.width) - _AROUND)

    @property
    def _untouched(self) -> bool:
        """Whether the focused input is selected as a whole, so that the next letter replaces it."""
        line = self._inputs[self._side]
        return bool(line.selected_text) and line.selected_text == line.value

    def _offer(self, suggestions: Suggestions) -> None:
        if suggestions == self._suggestions:
            self._list.highlighted = None
            return
        self._suggestions = suggestions
        options = [Option(Content(entry.label)) for entry in suggestions.entries]
        self._list.display = bool(options)
        if suggestions.heading:
            options.insert(0, Option(Content.styled(suggestions.heading, "bold"), disabled=True))
        self._list.set_options(options)
        self._list.highlighted = None

    def action_choose(self, steps: int) -> None:
        """Move in the suggestions; above the first one, return to typing."""
        offered = len(self._suggestions.entries)
        first = 1 if self._suggestions.heading else 0
        at = self._list.highlighted
        following = (first if steps > 0 else None) if at is None else at + steps
        if following is None or following < first or not offered:
            self._list.highlighted = None
        else:
            self._list.highlighted = min(following, first + offered - 1)

    @on(OptionList.OptionSelected)
    def _click(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self._cancel is None:  # else the articles are being opened
            self._take(event.option_index)

    @property
    def _chosen(self) -> Suggestion | None:
        """The suggestion under the cursor; None if there is none."""
        at = self._list.highlighted
        return None if at is None else self._suggestion(at)

    def _suggestion(self, index: int) -> Suggestion:
        """The suggestion at an index of the list."""
        return self._suggestions.entries[index - (1 if self._suggestions.heading else 0)]

    def on_source_input_passed_end(self) -> None:
        """Take the chosen suggestion with the key that goes right at the end of the input."""
        if self._chosen is not None:
            self.action_complete()

    def _take(self, index: int) -> None:
        """Take the suggestion at an index of the list, and open what it names."""
        entry = self._suggestion(index)
        self._list.highlighted = None  # so that the next Enter opens both articles
        if entry.pair is not None:
            for side in Side:
                self._inputs[side].value = entry.pair[side]
            self._open()
        elif self._book is not None:
            side, self._book = self._book, None
            with self.prevent(Input.Changed):
                self._inputs[side].value = entry.value
            self._whole[side] = entry.whole
            self._open()
        else:
            self._fill(self._side, entry.value)
            if not entry.value.endswith("/"):
                self.action_accept()

    def _fill(self, side: Side, value: str) -> None:
        line = self._inputs[side]
        line.value = value
        line.cursor_position = len(value)

    # Keys

    def insert_text_at_cursor(self, text: str) -> None:
        """Take letters that were typed before an input had the focus."""
        self._inputs[self._side].insert_text_at_cursor(text)

    def action_other_line(self) -> None:
        """Focus the other input."""
        self._inputs[self._side.other].focus()

    def action_complete(self) -> None:
        """Take the chosen suggestion; without one, complete the path as far as all suggestions agree.

        If they agree no further, choose the first; if there is nothing to complete, focus the other input.
        """
        side = self._side
        if (chosen := self._chosen) is not None and chosen.pair is None and self._book is None:
            self._fill(side, chosen.value)
            return
        line = self._inputs[side]
        found = completions(line.value) if line.value and not self._untouched else None
        if found is None or found.common == line.value:
            if found is None or len(found.suggestions) < 2:  # a single suggestion is the path itself
                self.action_other_line()
            else:
                self.action_choose(1)
        else:
            self._fill(side, found.common)

    def action_accept(self) -> None:
        """Take the chosen suggestion; without one, open both articles or focus an empty input."""
        if self._cancel is not None:
            return
        if (chosen := self._list.highlighted) is not None:
            self._take(chosen)
            return
        if (folder := self._named_folder()) is not None:
            self.dismiss(folder)
            return
        empty = next((side for side in Side if not self._inputs[side].value.strip()), None)
        if empty is not None:
            self._inputs[empty].focus()
            self._show_message("" if self._side is empty else wording.now_the_other(empty))
        else:
            self._open()

    def _named_folder(self) -> Path | None:
        """The folder or archive that the focused input names; None if it names none."""
        named = unquoted(self._inputs[self._side].value)
        is_listed = named and "\0" not in named and (Path(named).is_dir() or is_archive_file(named))
        return Path(named) if is_listed else None

    def action_leave(self) -> None:
        """Stop opening; if nothing is being opened, close."""
        if self._cancel is not None:
            self._cancel.set()
            self._cancel = None
            self._show_message(wording.STOPPED)
        else:
            self.dismiss(None)

    async def action_clipboard(self) -> None:
        """Paste the clipboard into the focused input."""
        try:
            text = await asyncio.to_thread(read_clipboard, terminal=False, paste="here")
        except SourceError as refusal:
            answer = self._clipboard_of_terminal(refusal)
            if isinstance(answer, SourceError):
                self._show_message(str(answer), error=True)
                return
            text = answer
        self._inputs[self._side].put(text)

    def _clipboard_of_terminal(self, refusal: SourceError) -> str | SourceError:
        """The clipboard of the terminal, or the error; `refusal` if the terminal cannot be asked."""
        try:
            with self.app.suspend():  # the terminal answers through the keyboard input
                try:
                    return read_clipboard(paste="here")
                except SourceError as error:  # raised further, it would leave the app suspended
                    refusal = error
        except SuspendNotSupported:
            pass
        return refusal

    # Opening

    def _show_message(self, message: str, *, error: bool = False) -> None:
        self._message.display = bool(message)
        self._message.set_class(error, "-error")
        self._message.update(Content(message))

    def _open(self) -> None:
        cancel = self._cancel = Event()
        wanted = self._inputs.map(lambda line: line.wanted)
        self._show_message(wording.opening(first_key(self._keys["open.close"])))
        chapters = Pair(*(not self._whole[side] for side in Side))
        self.run_worker(self._open_both(wanted, chapters, cancel), group="open", exclusive=True)

    async def _open_both(self, wanted: Pair[SourceRequest], chapters: Pair[bool], cancel: Event) -> None:
        try:
            found = await asyncio.to_thread(open_sides, wanted, cancel.is_set, chapters)
        except Cancelled:
            return
        if cancel.is_set():
            return
        self._cancel = None
        for side in Side:
            outcome = found[side]
            if isinstance(outcome, DiptychError):
                self._inputs[side].focus()
                self._show_message(f"{side.value.capitalize()}: {outcome}", error=True)
                return
            if isinstance(outcome, Book):
                self._book = side
                self._inputs[side].focus()
                self._show_message(wording.which_chapter(side))
                self._offer(chapter_suggestions(outcome, self._room))
                self.action_choose(1)
                return
        left, right = found
        assert not isinstance(left, (Book, DiptychError))  # noqa: S101 - returned above
        assert not isinstance(right, (Book, DiptychError))  # noqa: S101
        sources = wanted.map(lambda each: "" if each.text is not None else each.source)
        self.dismiss(OpenedPair(Pair(left, right), sources))
