"""Lines to read from top to bottom, with the terminal's cursor on the current line: help, evidence, lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.screen import Screen
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult


class TextScreen(Screen[int | None], inherit_bindings=False):
    """A text on a screen of its own; Esc, q and the keys that open it close it.

    Enter closes it too.  Its result is then the index of the current line.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,e,o,ctrl+c", "close", "Close"),
        Binding("enter", "choose", "Go there"),
        Binding("down,j", "go(1)", "Next line"),
        Binding("up,k", "go(-1)", "Previous line"),
        Binding("pagedown,space", "page(1)", "Next page"),
        Binding("pageup,b", "page(-1)", "Previous page"),
    ]
    DEFAULT_CSS = "TextScreen > Static { height: 1fr; text-wrap: wrap; }"

    def __init__(self, lines: Iterable[str]) -> None:
        super().__init__()
        self._lines = list(lines)
        self._at = 0
        self._body = Static()

    def compose(self) -> ComposeResult:
        """The text."""
        yield self._body

    def on_mount(self) -> None:
        """Show the first line."""
        self._show()

    @property
    def terminal_cursor(self) -> Offset:
        """Position of the terminal's cursor: the current line is always the top one."""
        return Offset(0, 0)

    def action_go(self, lines: int) -> None:
        """Move by lines."""
        self._at = min(max(self._at + lines, 0), len(self._lines) - 1)
        self._show()

    def action_page(self, pages: int) -> None:
        """Move by a screen."""
        self.action_go(pages * max(1, self.size.height - 1))

    def action_close(self) -> None:
        """Close."""
        self.dismiss(None)

    def action_choose(self) -> None:
        """Close and go to the place of the current line."""
        self.dismiss(self._at)

    def _show(self) -> None:
        self._body.update(Content("\n".join(self._lines[self._at :])))
