"""The input for a search: mounted early and hidden, so that it loses no letter after the slash."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from diptych.reader.bars.line_input import LineInput
from diptych.reader.bars.wording import SEARCH_PLACEHOLDER
from diptych.reader.terminal.keys import SEARCH_KEYS

if TYPE_CHECKING:
    from textual.binding import BindingType


class SearchInput(LineInput):
    """The input for a search; Enter searches, Esc closes."""

    BINDINGS: ClassVar[list[BindingType]] = [*SEARCH_KEYS.bindings]

    class Left(Message):
        """The user leaves without a search."""

    def __init__(self) -> None:
        super().__init__(placeholder=SEARCH_PLACEHOLDER)
        self.display = False
        self._past: list[str] = []
        """The queries searched for, the last one at the end."""
        self._draft = ""
        """What the user typed before going back in the queries."""
        self._at = 0
        """Index of the query shown; at the end stands the draft."""

    def open(self) -> None:
        """Appear empty and take the focus."""
        self.value = self._draft = ""
        self._at = len(self._past)
        self.display = True
        self.screen.set_focus(self)

    def close(self) -> None:
        """Hide and give the focus back to the screen."""
        self.display = False
        self.screen.set_focus(None)

    def remember(self, query: str) -> None:
        """Keep a query for the next time."""
        self._past = [*(past for past in self._past if past != query), query]

    def action_recall(self, steps: int) -> None:
        """Show an earlier query, or a later one, and in the end what was typed."""
        if self._at == len(self._past):
            self._draft = self.value
        self._at = max(0, min(self._at + steps, len(self._past)))
        self.value = [*self._past, self._draft][self._at]
        self.cursor_position = len(self.value)

    def action_leave(self) -> None:
        """Cancel the search."""
        self.close()
        self.post_message(self.Left())
