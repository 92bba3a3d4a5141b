"""Asks which two articles to open: paths with completion, addresses, clipboard, recent pairs, chapters."""

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
from diptych.reader.opening.pair_factory import OpenedPair
from diptych.reader.opening.path_completion import completions
from diptych.reader.opening.resolve import Book, cleaned, open_sides
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

_NAMED = ("open.complete", "open.down", "open.accept", "open.clipboard", "open.close")
"""Those that the frame names."""

_WIDTH = 90
"""Cells of the box where there is room, as its style has it."""
_AROUND = 7
"""Cells of them that what is offered has not: frame, padding, scroll bar."""


class OpenDialog(ModalScreen[OpenedPair | Path | None], inherit_bindings=False):
    """Two lines to fill, and what they may become.

    Its answer: two articles; a folder, where one was named; None where nothing is to be opened.
    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*OPEN_KEYS.bindings]
    DEFAULT_CSS = """
    OpenDialog {
        align: center middle;
        & > #open-box {
            width: 90;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            padding: 0 1;
            background: $surface;
            border: round $primary;
            border-title-color: $text-primary;
            border-subtitle-color: $text-primary;
        }
        &.-plain > #open-box { border: none; width: 100%; height: 100%; }
        & Horizontal { height: 1; }
        & .open--name { width: 7; }
        & #open-says { height: auto; max-height: 4; margin: 1 0 0 0; }
        & #open-says.-error { color: $text-error; }
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
        &.-low #open-says, &.-low OptionList { margin: 0; }
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
            sources: what the lines begin with; "" for nothing.
            recent: the pairs that were opened last.
            keymap: keys by the ids of bindings, where they are not those that the bindings come with.
            plain: whether to draw no frame.
        """
        super().__init__(classes="-plain" if plain else None)
        self._plain = plain
        self._keys = {binding.id: binding for binding in remapped(OPEN_KEYS.bindings, keymap)}
        self._lines = Pair(
            *(SourceInput(sources[side], "a file or https://…, or paste the text") for side in Side)
        )
        self._says = Static(id="open-says")
        self._says.display = False
        self._list = OptionList()
        self._list.can_focus = False
        self._recent = recent
        self._suggestions = Suggestions("", ())
        self._whole = dict.fromkeys(Side, False)
        """Whether a side's book is meant as a whole."""
        self._book: Side | None = None
        """The side whose chapters are offered."""
        self._cancel: Event | None = None
        """Set to give up what is being opened; None while nothing is."""

    def compose(self) -> ComposeResult:
        """Two lines, what is to be said, what is offered."""
        with Vertical(id="open-box") as box:
            box.border_title = "Open two articles"
            if self._plain:
                yield Static(f"Open two articles. {self._keys_said(', ')}.", markup=False)
            for side in Side:
                with Horizontal():
                    yield Static(side.value.capitalize(), classes="open--name")
                    yield self._lines[side]
            yield self._says
            yield self._list

    def on_mount(self) -> None:
        """Begin at the line that is empty."""
        empty = next((side for side in Side if not self._lines[side].value), Side.LEFT)
        self._lines[empty].focus()
        self._offer_what_fits()

    def on_resize(self) -> None:
        """Name the keys in as many words as there is room for."""
        said = self._keys_said(" · ")
        if len(said) + 8 > self.size.width:
            said = " · ".join(first_key(self._keys[name]) for name in _NAMED)
        self.query_one("#open-box", Vertical).border_subtitle = escape(said)

    def _keys_said(self, between: str) -> str:
        """What the keys do."""
        named = (self._keys[name] for name in _NAMED)
        return between.join(f"{first_key(binding)} {binding.description}" for binding in named)

    # What is offered

    @property
    def _side(self) -> Side:
        """The side whose line takes the keys."""
        return next((side for side in Side if self._lines[side].has_focus), Side.LEFT)

    @on(Input.Changed)
    def _type(self, event: Input.Changed) -> None:
        event.stop()
        side = next(side for side in Side if self._lines[side] is event.input)
        self._whole[side] = False
        self._book = None
        if self._cancel is None:
            self._say("")
        if event.input.has_focus:
            self._offer_what_fits()

    def on_descendant_focus(self) -> None:
        """Offer what fits the line that was gone to."""
        if self._book is None:
            self._offer_what_fits()

    def _offer_what_fits(self) -> None:
        typed = self._lines[self._side].value
        fitting = (
            path_suggestions(completions(typed)) if typed and not self._untouched else Suggestions("", ())
        )
        self._offer(fitting if fitting.entries else recent_suggestions(self._recent, self._room))

    @property
    def _room(self) -> int:
        """Cells of a line of what is offered."""
        return max(20, min(_WIDTH, self.app.size.width) - _AROUND)

    @property
    def _untouched(self) -> bool:
        """Whether the line says what it began with, selected as a whole: the next letter replaces it."""
        line = self._lines[self._side]
        return bool(line.selected_text) and line.selected_text == line.value

    def _offer(self, suggestions: Suggestions) -> None:
        if suggestions == self._suggestions:
            self._list.highlighted = None
            return
        self._suggestions = suggestions
        heading = (
            [Option(Content.styled(suggestions.heading, "bold"), disabled=True)]
            if suggestions.heading
            else []
        )
        options = [Option(Content(entry.said)) for entry in suggestions.entries]
        self._list.set_options([*heading, *options])
        self._list.highlighted = None
        self._list.display = bool(options)

    def action_choose(self, steps: int) -> None:
        """Move in what is offered; above its first line, back to typing."""
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
        if self._cancel is None:  # otherwise something is being opened
            self._take(event.option_index)

    def _take(self, index: int) -> None:
        """Take what is offered at an index of the list."""
        entry = self._suggestions.entries[index - (1 if self._suggestions.heading else 0)]
        self._list.highlighted = None  # it is taken, and Enter means the lines again
        if entry.pair is not None:
            for side in Side:
                self._lines[side].value = entry.pair[side]
            self._open()
        elif self._book is not None:
            side, self._book = self._book, None
            with self.prevent(Input.Changed):
                self._lines[side].value = entry.value
            self._whole[side] = entry.whole
            self._open()
        else:
            self._fill(self._side, entry.value)
            if not entry.value.endswith("/"):
                self.action_accept()

    def _fill(self, side: Side, value: str) -> None:
        line = self._lines[side]
        line.value = value
        line.cursor_position = len(value)

    # Keys

    def insert_text_at_cursor(self, text: str) -> None:
        """Give a line letters that come before it can take them."""
        self._lines[self._side].insert_text_at_cursor(text)

    def action_other_line(self) -> None:
        """Go to the other line."""
        self._lines[self._side.other].focus()

    def action_complete(self) -> None:
        """Complete the path as far as it is certain; where nothing is, go to the other line."""
        side = self._side
        line = self._lines[side]
        found = completions(line.value) if line.value and not self._untouched else None
        if found is None or found.common == line.value:
            if found is None or len(found.suggestions) < 2:  # one is what it says already
                self.action_other_line()
        else:
            self._fill(side, found.common)

    def action_accept(self) -> None:
        """Take what is chosen; where nothing is, open both, or go to the line that is empty."""
        if self._cancel is not None:
            return
        if (chosen := self._list.highlighted) is not None:
            self._take(chosen)
            return
        if (folder := self._named_folder()) is not None:
            self.dismiss(folder)
            return
        empty = next((side for side in Side if not self._lines[side].value.strip()), None)
        if empty is not None:
            self._lines[empty].focus()
            self._say("" if self._side is empty else f"Now the {empty.value} one.")
        else:
            self._open()

    def _named_folder(self) -> Path | None:
        """The folder that the line names, which is a wish for its list."""
        named = cleaned(self._lines[self._side].value)
        return Path(named) if named and "\0" not in named and Path(named).is_dir() else None

    def action_leave(self) -> None:
        """Give up what is being opened; where nothing is, close."""
        if self._cancel is not None:
            self._cancel.set()
            self._cancel = None
            self._say("Given up.")
        else:
            self.dismiss(None)

    async def action_clipboard(self) -> None:
        """Put what is on the clipboard into the line."""
        try:
            text = await asyncio.to_thread(read_clipboard, terminal=False, paste="here")
        except SourceError as refusal:
            found = self._asked_of_terminal(refusal)
            if isinstance(found, SourceError):
                self._say(str(found), error=True)
                return
            text = found
        self._lines[self._side].put(text)

    def _asked_of_terminal(self, refusal: SourceError) -> str | SourceError:
        """What the terminal says is on the clipboard, or why not: `refusal` where it cannot be asked."""
        try:
            with self.app.suspend():  # its answer comes the way of the keys
                try:
                    return read_clipboard(paste="here")
                except SourceError as error:  # out of here, it would leave the app suspended
                    refusal = error
        except SuspendNotSupported:
            pass
        return refusal

    # Opening

    def _say(self, message: str, *, error: bool = False) -> None:
        self._says.display = bool(message)
        self._says.set_class(error, "-error")
        self._says.update(Content(message))

    def _open(self) -> None:
        cancel = self._cancel = Event()
        wanted = Pair(*(self._lines[side].wanted for side in Side))
        self._say(f"Opening … {first_key(self._keys['open.close'])} gives it up.")
        suggestion = Pair(*(not self._whole[side] for side in Side))
        self.run_worker(self._open_both(wanted, suggestion, cancel), group="open", exclusive=True)

    async def _open_both(self, wanted: Pair[SourceRequest], suggestion: Pair[bool], cancel: Event) -> None:
        try:
            found = await asyncio.to_thread(open_sides, wanted, cancel.is_set, suggestion)
        except Cancelled:
            return
        if cancel.is_set():
            return
        self._cancel = None
        for side in Side:
            outcome = found[side]
            if isinstance(outcome, DiptychError):
                self._lines[side].focus()
                self._say(f"{side.value.capitalize()}: {outcome}", error=True)
                return
            if isinstance(outcome, Book):
                self._book = side
                self._lines[side].focus()
                self._say(f"Which chapter of the {side.value} book?")
                self._offer(chapter_suggestions(outcome, self._room))
                self.action_choose(1)
                return
        left, right = found
        assert not isinstance(left, (Book, DiptychError))  # noqa: S101 - seen to above
        assert not isinstance(right, (Book, DiptychError))  # noqa: S101
        self.dismiss(OpenedPair(Pair(left, right), _named(wanted)))


def _named(wanted: Pair[SourceRequest]) -> Pair[str]:
    return wanted.map(lambda each: "" if each.text is not None else each.source)
