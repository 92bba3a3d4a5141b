"""Where a search is typed."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input


class SearchBar(Input):
    """One line to type a search in; Enter searches, Esc goes away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave the search", show=False, id="search.leave")
    ]
    DEFAULT_CSS = """
    SearchBar, SearchBar:focus {
        height: 1;
        border: none;
        padding: 0 1;
        background: $panel;
    }
    """

    class Left(Message):
        """The search was given up."""

        def __init__(self, bar: SearchBar) -> None:
            super().__init__()
            self.bar = bar

    def __init__(self) -> None:
        super().__init__(placeholder="search both articles", compact=True)

    def action_leave(self) -> None:
        """Give the search up."""
        self.post_message(self.Left(self))
