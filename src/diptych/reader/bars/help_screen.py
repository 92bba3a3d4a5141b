"""The help screen: what marks and keys mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from rich.table import Table
from rich.text import Text
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from diptych.comparison_wording import MARKS
from diptych.reader.bars.wording import IN_CONFIG_FILE
from diptych.reader.terminal.key_names import first_keys, key_names, remapped
from diptych.reader.terminal.keys import APP_KEYS, HELP_KEYS, KEYS, LIST_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from diptych.reader.terminal.keys import KeyGroup

_COLOURS = dict.fromkeys(("linked", "related"), "help--linked")
_COLOURS |= dict.fromkeys(("unique", "near"), "help--unique")

_MARKS = (
    *(
        (mark.sign, _COLOURS.get(mark.name, "help--differs"), f"{mark.name}: {mark.meaning}")
        for mark in MARKS
    ),
    ("both", "help--plain", "beside a score: diptych and the language model make this link"),
    ("model", "help--plain", "beside a score: only the language model makes it, and grades it"),
    ("✓ ✗ +", "help--plain", "your verdict: accepted, rejected, linked by hand; ✎ marks your note"),
    ("▏", "help--plain", "within a line: the next of the passages marked before the line begins here"),
    ("▌", "help--key", "the passage under the cursor, and its counterpart in the other pane"),
    ("↑ ↓", "help--plain", "between the articles: a counterpart out of view; a click goes there"),
)

_RULER = (
    ("█ ▒ ░ ≠", "much, half or little of the text is linked; something differs"),
    ("▐ ▸ *", "what is in view, the cursor, search hits"),
)

_WORDS = (
    ("words", Style(bold=True), "help--linked", "shared with the counterpart"),
    ("words", Style(bold=True, underline=True), "help--differs", "a detail that differs"),
    ("words", Style(italic=True), "help--plain", "quoted"),
)


_MARKS_WIDTH = 7
"""Cells of the first column in the tables of marks."""

_KEYS_WIDTH = 15
"""Cells of the first column in the tables of keys."""

_SHARE = "at the top: the share of an article's text that is in linked passages, by length"
_ACCOUNTS = "in a story: how many of the other accounts have the passage, copies counted once"
_NUMBERS = "Jump to the counterpart of that number"
_GUTTER_HEADING = "In the gutter, a mark for each passage"
_RULER_HEADING = "On the ruler, the whole article; click to go there, drag to scroll"


class HelpScreen(ModalScreen[None]):
    """Explains marks and keys; Esc, q, ? or Enter closes it."""

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
        & > .help--differs { color: $differs-text; }
        & > .help--key { color: $text-primary; }
        & > .help--plain { color: $foreground; }
        align: center middle;
        & > VerticalScroll {
            width: 84;
            padding: 0 0 0 2;
            scrollbar-size-vertical: 1;
        }
        & Static { padding-right: 2; }
        & .help--heading { text-style: bold; margin-top: 1; }
        & .help--heading:first-child { margin-top: 0; }
        & .help--mistakes { color: $text-warning; }
    }
    """

    def __init__(self, keymap: Mapping[str, str], mistakes: Sequence[str] = ()) -> None:
        """Show the keys in force.

        Args:
            keymap: keys by binding id, where they replace those of the table.
            mistakes: those in the config file.
        """
        super().__init__()
        self._keymap = keymap
        self._mistakes = mistakes

    def compose(self) -> ComposeResult:
        """A scrolling box with a heading and a table for each group."""
        with VerticalScroll(classes="framed") as box:
            box.border_title = "diptych: marks and keys"
            box.border_subtitle = self._how_to_close
            if self._mistakes:
                yield Static(IN_CONFIG_FILE, classes="help--heading")
                yield Static("\n".join(self._mistakes), markup=False, classes="help--mistakes")
            yield Static(_GUTTER_HEADING, classes="help--heading")
            yield Static(self._marks())
            yield Static(_RULER_HEADING, classes="help--heading")
            yield Static(self._table(_MARKS_WIDTH, _RULER))
            for group in (*KEYS, LIST_KEYS):
                yield Static(group.title, classes="help--heading")
                yield Static(self._table(_KEYS_WIDTH, self._keys(group)))

    @property
    def _how_to_close(self) -> str:
        return f"{first_keys(self._keymap, HELP_KEYS.bindings)['help.close']} closes"

    def on_resize(self) -> None:
        """Mention scrolling if not everything fits."""
        self.call_after_refresh(self._update_subtitle)

    def _update_subtitle(self) -> None:
        box = self.query_one(VerticalScroll)
        more = "↑ ↓ scroll  ·  " if box.max_scroll_y > 0 else ""
        box.border_subtitle = f"{more}{self._how_to_close}"

    def _marks(self) -> Table:
        table = _two_columns(_MARKS_WIDTH)
        for mark, colour, meaning in _MARKS:
            table.add_row(Text(mark, self._coloured(colour) + Style(bold=True)), meaning)
        for word, style, colour, meaning in _WORDS:
            table.add_row(Text().append(word, self._coloured(colour) + style), meaning)
        table.add_row("20%", _SHARE)
        table.add_row("3/5", _ACCOUNTS)
        return table

    def _table(self, width: int, rows: Iterable[tuple[str, str]]) -> Table:
        """Signs or keys, in a column of `width` cells, and their meanings."""
        table = _two_columns(width)
        style = self._coloured("help--key") + Style(bold=True)
        for name, meaning in rows:
            table.add_row(Text(name, style), meaning)
        return table

    def _keys(self, group: KeyGroup) -> Iterator[tuple[str, str]]:
        """The keys of a group, and their commands; the keys 1 to 9 together if they are unchanged."""
        bindings = remapped(group.bindings, self._keymap)
        numbers = [binding.key for binding in bindings if binding.action.startswith("counterpart(")]
        unchanged = numbers == [str(number) for number in range(1, len(numbers) + 1)]
        for binding in bindings:
            if not binding.action.startswith("counterpart(") or not unchanged:
                yield key_names(binding), binding.tooltip
            elif binding.key == "1":
                yield "1 … 9", _NUMBERS
        if any(binding.action == "help" for binding in group.bindings):
            yield from APP_KEYS

    def _coloured(self, component: str) -> Style:
        return self.get_component_rich_style(component, partial=True)

    def action_close(self) -> None:
        """Go back to reading."""
        self.dismiss()


def _two_columns(width: int) -> Table:
    """A table of two columns that wrap separately, the first one `width` cells wide."""
    table = Table.grid("", "", padding=(0, 2), expand=True)
    table.columns[0].width = width
    table.columns[1].ratio = 1
    return table
