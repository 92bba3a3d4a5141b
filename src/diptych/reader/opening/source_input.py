"""A line to type a source in: a path or an address, or to paste a whole article into."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from diptych.reader.opening.resolve import SourceRequest, cleaned, is_article

if TYPE_CHECKING:
    from textual import events

_OF_THE_DIALOG = frozenset({"enter", "ctrl+v"})
"""Keys that a line to type in would take, and the dialog needs."""


class SourceInput(Input, inherit_bindings=False):
    """What one side is to be."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding
        for binding in Input.BINDINGS
        if isinstance(binding, Binding) and _OF_THE_DIALOG.isdisjoint(binding.key.split(","))
    ]
    DEFAULT_CSS = """
    SourceInput.-textual-compact, SourceInput.-textual-compact:focus {
        width: 1fr;
        height: 1;
        border: none;
        padding: 0 1;
        background: $panel;
        background-tint: $foreground 0%;
    }
    SourceInput.-textual-compact:focus { background: $primary-muted; }
    """

    def __init__(self, value: str, placeholder: str) -> None:
        # Selecting what is there at each focus would let the next key replace letters that came before it.
        super().__init__(value, placeholder, compact=True, select_on_focus=False)
        self._began_with = value
        self._pasted: tuple[str, str] | None = None
        """An article, and what stands in the line for it."""

    def on_mount(self) -> None:
        """Let the first letter replace what the line begins with."""
        if self.value == self._began_with:
            self.select_all()

    def insert_text_at_cursor(self, text: str) -> None:
        """Take letters that come before the focus does."""
        if self.value == self._began_with:
            self.value = ""
        self.insert(text, len(self.value))

    @property
    def wanted(self) -> SourceRequest:
        """What is in the line."""
        if self._pasted is not None and self.value == self._pasted[1]:
            return SourceRequest("", self._pasted[0])
        return SourceRequest(cleaned(self.value))

    def put(self, text: str) -> None:
        """Take what was pasted: an article as such, everything else as if it had been typed."""
        if is_article(text):
            words = len(text.split())
            self._pasted = text, f"(pasted text, {'1 word' if words == 1 else f'{words} words'})"
            self.value = self._pasted[1]
            self.cursor_position = len(self.value)
        else:
            line = "".join(sign for sign in text if sign.isprintable()).strip()
            if self._pasted is not None and self.value == self._pasted[1]:
                self.value = ""
            start, end = sorted(self.selection)
            self.replace(line, start, end)

    def _on_paste(self, event: events.Paste) -> None:
        self.put(event.text)
        event.stop()
        event.prevent_default()
