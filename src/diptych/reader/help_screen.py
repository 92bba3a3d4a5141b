"""What the marks mean and what the keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from diptych.reader.keys import KEYS

if TYPE_CHECKING:
    from textual.app import ComposeResult

_MARKS = (
    ("●", "$text-success", "the other article has it too"),
    ("◐", "$text-success", "the other article mentions it"),
    ("○", "$text-warning", "unique: only this article has it, at the present threshold"),
    ("≠", "$text-error bold", "the two articles disagree in a detail: number, date, quoted words"),
    ("▌", "$primary", "the passage under the cursor, and its counterpart in the other pane"),
)


class HelpScreen(ModalScreen[None]):
    """Marks and keys; any of Esc, q, ? and Enter closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter", "close", "Close", id="help.close")
    ]
    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
        & > VerticalScroll {
            width: 78;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            padding: 1 2;
            background: $surface;
            border: round $primary;
            border-title-color: $text-primary;
        }
    }
    """

    def compose(self) -> ComposeResult:
        """One scrolling box."""
        with VerticalScroll() as box:
            box.border_title = "diptych: marks and keys"
            box.border_subtitle = "Esc closes"
            yield Static(Content("\n").join(self._lines()))

    def _lines(self) -> list[Content]:
        lines = [Content.styled("In the gutter, one mark for each passage", "bold")]
        lines += [Content.assemble("  ", (mark, style), f"  {means}") for mark, style, means in _MARKS]
        lines += [
            Content.assemble("  ", ("words", "$text-success bold"), "  shared by the two passages shown"),
            Content.assemble(
                "  ", ("words", "$text-error bold underline"), "  given differently by the other"
            ),
            Content.assemble("  ", ("words", "italic"), "  quoted"),
        ]
        for group in KEYS:
            lines += [Content(""), Content.styled(group.title, "bold")]
            for binding in group.bindings:
                if binding.action.startswith("counterpart(") and binding.key != "1":
                    continue
                key = "1 … 9" if binding.key == "1" else binding.key_display or binding.key
                means = "Jump to the counterpart of that number" if binding.key == "1" else binding.tooltip
                lines.append(Content.assemble("  ", (f"{key:<12}", "$text-primary bold"), means))
        lines.append(
            Content.assemble("  ", (f"{'Ctrl+P':<12}", "$text-primary bold"), "All commands, and the theme")
        )
        return lines

    def action_close(self) -> None:
        """Go back to reading."""
        self.dismiss()
