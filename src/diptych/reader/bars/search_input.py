"""Where a search is typed: always there and mostly hidden, so that no key behind the slash is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Input

from diptych.reader.terminal.keys import SEARCH_KEYS

if TYPE_CHECKING:
    from textual.binding import BindingType

PLACEHOLDER = "search both articles   (Enter finds, Esc leaves)"


class SearchInput(Input):
    """One line to type a search in; Enter searches, Esc goes away."""

    BINDINGS: ClassVar[list[BindingType]] = [*SEARCH_KEYS.bindings]
    DEFAULT_CSS = """
    SearchInput, SearchInput:focus {
        height: 1;
        border: none;
        padding: 0 1;
        background: $panel;
    }
    """

    def __init__(self) -> None:
        # Selecting what is there would let the next key replace letters that came before the focus did.
        super().__init__(placeholder=PLACEHOLDER, compact=True, select_on_focus=False)
        self.display = False

    def open(self) -> None:
        """Appear, empty, and take the keys."""
        self.value = ""
        self.display = True
        self.screen.set_focus(self)

    def close(self) -> None:
        """Go, and leave the keys to the screen."""
        self.display = False
        self.screen.set_focus(None)

    def action_leave(self) -> None:
        """Give the search up."""
        self.close()
