"""One line that teaches the first four keys, and goes when they were used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from diptych.reader.first_steps import STEPS
from diptych.reader.keys import BINDINGS, first_key, remapped

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

    def __init__(self, keymap: Mapping[str, str]) -> None:
        super().__init__()
        named = {binding.id: first_key(binding) for binding in remapped(BINDINGS, keymap)}
        self._keys = {command: named[command] for command in STEPS}
        self._away = named["away"]

    def show(self, steps: FirstSteps) -> None:
        """Tick off what was used."""
        parts = [Content.styled("To begin:", "bold")]
        for command, does in STEPS.items():
            if command in steps.taken:
                parts.append(Content.styled(f"✓ {does}", "$text-muted"))
            else:
                parts.append(Content.assemble((self._keys[command], "$text-accent bold"), f" {does}"))
        parts.append(Content.styled(f"({self._away} puts this away)", "$text-muted"))
        self.update(Content("   ").join(parts), layout=False)
