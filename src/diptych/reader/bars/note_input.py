"""Where a note is typed: always there and mostly hidden, so that no letter of it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.widgets import Input

from diptych.reader.terminal.keys import NOTE_KEYS
from diptych.sources.sanitize import sanitize

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.binding import BindingType

    from diptych.verdicts.store import Subject

_LINE_END = " ⏎ "
"""Stands for the end of a line, for there is but one line to type in."""


class NoteInput(Input):
    """One line to type a note in; Enter keeps it, Esc leaves it as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [*NOTE_KEYS.bindings]
    DEFAULT_CSS = """
    NoteInput, NoteInput:focus {
        height: 1;
        border: none;
        padding: 0 1;
        background: $panel;
    }
    """

    class Abandoned(Message):
        """Nothing is to be changed."""

    def __init__(self) -> None:
        super().__init__(placeholder="note", compact=True, select_on_focus=False)
        self.display = False
        self._subject: Subject | None = None
        self._keep: Callable[[Subject, str], None] | None = None

    def open(self, subject: Subject, text: str, keep: Callable[[Subject, str], None]) -> None:
        """Appear with the note that there is, and take the keys.

        Args:
            subject: what the note is about.
            text: the note; empty where there is none.
            keep: called with the subject and the new note; no message, for it must be on the disk before the
                next key is read.
        """
        self._subject, self._keep = subject, keep
        self.value = text.replace("\n", _LINE_END)
        self.cursor_position = len(self.value)
        self.display = True
        self.screen.set_focus(self)

    def _on_key(self, event: events.Key) -> None:  # type: ignore[override]
        """Deal with Enter before the keys behind it, and leave those to the screen.

        A key that Input leaves to its bindings goes round by the app, and letters overtake it.
        """
        if not self.display:
            event.prevent_default()
        elif event.key == "enter":
            event.stop()
            event.prevent_default()
            self._submit()

    def _on_paste(self, event: events.Paste) -> None:
        """Take all lines of what is pasted, where Input would take the first."""
        event.stop()
        event.prevent_default()
        self.replace(_LINE_END.join(sanitize(event.text).splitlines()), *self.selection)

    async def action_submit(self) -> None:
        """Keep the note."""
        self._submit()

    def _submit(self) -> None:
        if self._subject is not None and self._keep is not None and self.display:
            text = self.value.replace(_LINE_END, "\n")
            self._close()
            self._keep(self._subject, text)

    def _close(self) -> None:
        self.display = False
        self.screen.set_focus(None)

    def action_leave(self) -> None:
        """Give it up."""
        self._close()
        self.post_message(self.Abandoned())
