"""What the marks mean and what the keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from rich.table import Table
from rich.text import Text
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from diptych.reader.terminal.key_names import first_keys, key_names, remapped
from diptych.reader.terminal.keys import HELP_KEYS, KEYS, LIST_KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from diptych.reader.terminal.keys import KeyGroup

_MARKS = (
    ("●", "help--linked", "the other article has it too"),
    ("◐", "help--linked", "the other article mentions it, or something close to it"),
    ("○", "help--unique", "unique: only this article has it, at the present threshold"),
    ("≠", "help--differs", "the other article gives a detail differently: a number, a date, quoted words"),
    ("✓ ✗ +", "help--plain", "what you said of it: accepted, rejected, linked by hand; ✎ has your note"),
    ("▏", "help--plain", "within a line: here begins the next of the passages that are marked before it"),
    ("▌", "help--key", "the passage under the cursor, and its counterpart in the other pane"),
    ("↑ ↓", "help--plain", "between the articles: a counterpart out of sight, which a click goes to"),
)

_RULER = (
    ("█ ▒ ░ ≠", "linked, mentioned or unique, for the most part; something in it differs"),
    ("▐ ▸ *", "what is in view, where the cursor is, what the search found"),
)

_WORDS = (
    ("words", Style(bold=True), "help--linked", "shared by the two passages shown"),
    ("words", Style(bold=True, underline=True), "help--differs", "given differently by the other article"),
    ("words", Style(italic=True), "help--plain", "quoted"),
)


_MARKS_WIDTH, _KEYS_WIDTH = 7, 15
"""Cells: marks take little room, and in a narrow terminal what they mean needs the rest."""


class HelpScreen(ModalScreen[None]):
    """Marks and keys; any of Esc, q, ? and Enter closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [*HELP_KEYS.bindings]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "help--linked",
        "help--unique",
        "help--differs",
        "help--key",
        "help--plain",
    }
    DEFAULT_CSS = """
    HelpScreen {
        & > .help--linked { color: $text-success; }
        & > .help--unique { color: $text-warning; }
        & > .help--differs { color: $text-error; }
        & > .help--key { color: $text-primary; }
        & > .help--plain { color: $foreground; }
        align: center middle;
        & > VerticalScroll {
            width: 84;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            padding: 0 0 0 2;
            background: $surface;
            border: round $primary;
            border-title-color: $text-primary;
            border-subtitle-color: $text-primary;
            scrollbar-size-vertical: 1;
        }
        & Static { padding-right: 2; }
        & .help--heading { text-style: bold; margin-top: 1; }
        & .help--heading:first-child { margin-top: 0; }
    }
    """

    def __init__(self, keymap: Mapping[str, str]) -> None:
        """Show the keys in force.

        Args:
            keymap: keys by the ids of bindings, where they are not those that the bindings come with.
        """
        super().__init__()
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """One scrolling box, a heading and a table for each group."""
        with VerticalScroll() as box:
            box.border_title = "diptych: marks and keys"
            box.border_subtitle = self._how_to_close
            yield Static("In the gutter, a mark for each passage", classes="help--heading")
            yield Static(self._marks())
            yield Static(
                "On the ruler, the whole article; a click goes there, a drag scrolls", classes="help--heading"
            )
            yield Static(self._ruler())
            for group in (*KEYS, LIST_KEYS):
                yield Static(group.title, classes="help--heading")
                yield Static(self._keys(group))

    @property
    def _how_to_close(self) -> str:
        return f"{first_keys(self._keymap, HELP_KEYS.bindings)['help.close']} closes"

    def on_resize(self) -> None:
        """Say that there is more where not all of it is to be seen."""
        self.call_after_refresh(self._say_how_to_go_on)

    def _say_how_to_go_on(self) -> None:
        box = self.query_one(VerticalScroll)
        more = "↑ ↓ scroll  ·  " if box.max_scroll_y > 0 else ""
        box.border_subtitle = f"{more}{self._how_to_close}"

    def _marks(self) -> Table:
        table = _two_columns(_MARKS_WIDTH)
        for mark, colour, means in _MARKS:
            table.add_row(Text(mark, self._coloured(colour) + Style(bold=True)), means)
        for word, style, colour, means in _WORDS:
            table.add_row(Text().append(word, self._coloured(colour) + style), means)
        table.add_row("covered", "how much of an article's text has a counterpart in the other one")
        return table

    def _ruler(self) -> Table:
        table = _two_columns(_MARKS_WIDTH)
        for marks, means in _RULER:
            table.add_row(Text(marks, self._coloured("help--key") + Style(bold=True)), means)
        return table

    def _keys(self, group: KeyGroup) -> Table:
        table = _two_columns(_KEYS_WIDTH)
        style = self._coloured("help--key") + Style(bold=True)
        bindings = remapped(group.bindings, self._keymap)
        numbers = [binding.key for binding in bindings if binding.action.startswith("counterpart(")]
        as_they_come = numbers == [str(number) for number in range(1, len(numbers) + 1)]
        for binding in bindings:
            if not binding.action.startswith("counterpart(") or not as_they_come:
                table.add_row(Text(key_names(binding), style), binding.tooltip)
            elif binding.key == "1":
                table.add_row(Text("1 … 9", style), "Jump to the counterpart of that number")
        if any(binding.action == "help" for binding in group.bindings):
            table.add_row(Text("Ctrl+P", style), "All commands by name, and other colours")
        return table

    def _coloured(self, component: str) -> Style:
        return self.get_component_rich_style(component, partial=True)

    def action_close(self) -> None:
        """Go back to reading."""
        self.dismiss()


def _two_columns(width: int) -> Table:
    """A table in which a long line goes on under its own beginning, the first column `width` cells wide."""
    table = Table.grid("", "", padding=(0, 2), expand=True)
    table.columns[0].width = width
    table.columns[1].ratio = 1
    return table
