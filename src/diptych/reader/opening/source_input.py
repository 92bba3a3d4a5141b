"""An input for one source: a path, an address, or a whole article that is pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from diptych.reader.bars.line_input import LineInput, bindings_without
from diptych.reader.opening.resolve import SourceRequest, is_article, unquoted
from diptych.reader.opening.wording import pasted_article

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType


class SourceInput(LineInput, inherit_bindings=False):
    """The input for the article of one side; the dialog handles Enter and pasting."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_without("enter", "ctrl+v")
    DEFAULT_CSS = """
    SourceInput.-textual-compact, SourceInput.-textual-compact:focus {
        width: 1fr;
        padding: 0 1;
        background: $panel;
        background-tint: $foreground 0%;
    }
    SourceInput.-textual-compact:focus { background: $primary-muted; }
    """

    class PassedEnd(Message):
        """The cursor was to go right from the end of the input."""

    def __init__(self, value: str, placeholder: str) -> None:
        super().__init__(value, placeholder)
        self._initial = value
        self._pasted: tuple[str, str] | None = None
        """A pasted article, and the words that the input shows instead."""

    def on_mount(self) -> None:
        """Select the initial value, so that the first letter replaces it."""
        if self.value == self._initial:
            self.select_all()

    def insert_text_at_cursor(self, text: str) -> None:
        """Take letters that were typed before the focus came."""
        if self.value == self._initial:
            self.value = ""
        self.insert(text, len(self.value))

    def action_cursor_right(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - as in Input
        """Move the cursor; at the end, tell the dialog."""
        if self.selection.is_empty and self.cursor_position == len(self.value):
            self.post_message(self.PassedEnd())
        super().action_cursor_right(select)

    @property
    def wanted(self) -> SourceRequest:
        """The article that the input asks for."""
        if self._pasted is not None and self.value == self._pasted[1]:
            return SourceRequest("", self._pasted[0])
        return SourceRequest(unquoted(self.value))

    def put(self, text: str) -> None:
        """Insert a pasted text: keep an article as it is, treat anything else as typed."""
        if is_article(text):
            self._pasted = text, pasted_article(text)
            self.value = self._pasted[1]
            self.cursor_position = len(self.value)
        else:
            line = "".join(sign for sign in text if sign.isprintable()).strip()
            if self._pasted is not None and self.value == self._pasted[1]:
                self.value = ""
            start, end = sorted(self.selection)
            self.replace(line, start, end)

    def on_paste(self, event: events.Paste) -> None:
        """Insert all lines of a pasted text; `Input` would insert only the first one."""
        self.put(event.text)
        event.stop()
        event.prevent_default()
