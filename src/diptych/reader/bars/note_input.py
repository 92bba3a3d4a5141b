"""The input for a note: mounted early and hidden, so that it loses no letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from diptych.reader.bars.line_input import LineInput
from diptych.reader.bars.wording import NOTE_PLACEHOLDER
from diptych.reader.terminal.keys import NOTE_KEYS
from diptych.sources.sanitize import sanitize

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.binding import BindingType

    from diptych.verdicts.store import Subject

_LINE_END = " ⏎ "
"""Shown for the end of a line, since the input has only one."""


class NoteInput(LineInput):
    """The input for a note; Enter keeps the note, Esc leaves it as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [*NOTE_KEYS.bindings]

    class Abandoned(Message):
        """The user leaves the note as it was."""

    def __init__(self) -> None:
        super().__init__(placeholder=NOTE_PLACEHOLDER)
        self.display = False
        self._subject: Subject | None = None
        self._keep: Callable[[Subject, str], None] | None = None

    def open(self, subject: Subject, text: str, keep: Callable[[Subject, str], None]) -> None:
        """Appear with the present note and take the focus.

        Args:
            subject: what the note is about.
            text: the present note; empty if there is none.
            keep: called with the subject and the new note.  A message would come too late: the note must
                be on the disk before the next key is read.
        """
        self._subject, self._keep = subject, keep
        self.value = text.replace("\n", _LINE_END)
        self.cursor_position = len(self.value)
        self.display = True
        self.screen.set_focus(self)

    def on_key(self, event: events.Key) -> None:
        """Handle Enter before the keys that follow it, which are for the screen.

        `Input` handles Enter as a binding, by way of the app, so that letters overtake it.
        """
        if not self.display:
            event.prevent_default()
        elif event.key == "enter":
            event.stop()
            event.prevent_default()
            self._submit()

    def on_paste(self, event: events.Paste) -> None:
        """Insert all lines of a pasted text; `Input` would insert only the first one."""
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
        """Leave the note as it was."""
        self._close()
        self.post_message(self.Abandoned())
