"""The input for a search: mounted early and hidden, so that it loses no letter after the slash."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from diptych.reader.bars.line_input import LineInput
from diptych.reader.bars.wording import SEARCH_PLACEHOLDER
from diptych.reader.terminal.keys import SEARCH_KEYS

if TYPE_CHECKING:
    from textual.binding import BindingType


class SearchInput(LineInput):
    """The input for a search; Enter searches, Esc closes."""

    BINDINGS: ClassVar[list[BindingType]] = [*SEARCH_KEYS.bindings]

    def __init__(self) -> None:
        super().__init__(placeholder=SEARCH_PLACEHOLDER)
        self.display = False

    def open(self) -> None:
        """Appear empty and take the focus."""
        self.value = ""
        self.display = True
        self.screen.set_focus(self)

    def close(self) -> None:
        """Hide and give the focus back to the screen."""
        self.display = False
        self.screen.set_focus(None)

    def action_leave(self) -> None:
        """Cancel the search."""
        self.close()
