"""One line that teaches the first four keys, and goes when they were used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from diptych.reader.first_steps import STEPS
from diptych.reader.keys import first_keys

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diptych.reader.first_steps import FirstSteps


class Hint(Static):
    """The line; it takes a row from the panes instead of lying over their text, and no key."""

    DEFAULT_CSS = """
    Hint {
        height: 1;
        padding: 0 1;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        background: $surface;
        color: $foreground;
    }
    """

    def __init__(self, keymap: Mapping[str, str], steps: FirstSteps) -> None:
        """Teach what has not been used yet.

        Args:
            keymap: keys by the ids of bindings, where they are not those that the bindings come with.
            steps: what was used so far.
        """
        super().__init__()
        named = first_keys(keymap)
        self._keys = {command: named[command] for command in STEPS}
        self._away = named["away"]
        self._steps = steps

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        self.show()

    def show(self) -> None:
        """Tick off what was used; where there is little room, name only what was not."""
        width = self.size.width - 2
        said = (self._said(roomy=True, away=True), self._said(roomy=True, away=False))
        fitting = (content for content in said if content.cell_length <= width)
        self.update(next(fitting, self._said(roomy=False, away=False)), layout=False)

    def _said(self, *, roomy: bool, away: bool) -> Content:
        parts = [Content.styled("To begin:", "bold")] if roomy else []
        for command, does in STEPS.items():
            if command not in self._steps.taken:
                parts.append(Content.assemble((self._keys[command], "$text-accent bold"), f" {does}"))
            elif roomy:
                parts.append(Content.styled(f"✓ {does}", "$text-muted"))
        if away:
            parts.append(Content.styled(f"({self._away} puts this away)", "$text-muted"))
        return Content("   " if roomy else "  ").join(parts)
