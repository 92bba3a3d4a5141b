"""Where a note is typed: always there and mostly hidden, so that no letter of it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

if TYPE_CHECKING:
    from diptych.verdicts.store import Subject

_LINE_END = " ⏎ "
"""Stands for the end of a line, for there is but one line to type in."""


class NoteBar(Input):
    """One line to type a note in; Enter keeps it, Esc leaves it as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave the note as it was", show=False, id="note.leave")
    ]
    DEFAULT_CSS = """
    NoteBar, NoteBar:focus {
        height: 1;
        border: none;
        padding: 0 1;
        background: $panel;
    }
    """

    class Written(Message):
        """A note is to be kept."""

        def __init__(self, subject: Subject, text: str) -> None:
            super().__init__()
            self.subject = subject
            self.text = text

    class Left(Message):
        """Nothing is to be changed."""

    def __init__(self) -> None:
        super().__init__(placeholder="note", compact=True, select_on_focus=False)
        self.display = False
        self._subject: Subject | None = None

    def open(self, subject: Subject, text: str) -> None:
        """Appear with the note that there is, and take the keys.

        Args:
            subject: what the note is about.
            text: the note; empty where there is none.
        """
        self._subject = subject
        self.value = text.replace("\n", _LINE_END)
        self.cursor_position = len(self.value)
        self.display = True
        self.screen.set_focus(self)

    def _close(self) -> None:
        self.display = False
        self.screen.set_focus(None)

    @on(Input.Submitted)
    def _keep(self, event: Input.Submitted) -> None:
        event.stop()
        if self._subject is not None:
            self._close()
            self.post_message(self.Written(self._subject, event.value.replace(_LINE_END, "\n")))

    def action_leave(self) -> None:
        """Give it up."""
        self._close()
        self.post_message(self.Left())
