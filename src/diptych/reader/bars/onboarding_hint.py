"""One line that teaches the first four keys, and goes when they were used or with Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from diptych.reader.bars.one_line import OneLine
from diptych.reader.state.onboarding import STEPS, Onboarding
from diptych.reader.terminal.key_names import first_keys
from diptych.reader.terminal.keys import BINDINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.actions import ActionParseResult
    from textual.dom import DOMNode

_NAMES = {binding.action: binding.id for binding in BINDINGS}
"""What a command is called, by its action."""


class OnboardingHint(OneLine):
    """The line; it takes a row from the panes instead of lying over their text, and no key."""

    DEFAULT_CSS = """
    OnboardingHint {
        color: $foreground;
    }
    """

    def __init__(
        self, keymap: Mapping[str, str], busy: Callable[[], bool], learned: Callable[[], object]
    ) -> None:
        """Teach what has not been used yet.

        Args:
            keymap: keys by the ids of bindings, where they are not those that the bindings come with.
            busy: whether Esc has something else to put away.
            learned: told when the line has gone for good.
        """
        super().__init__()
        named = first_keys(keymap)
        self._keys = {command: named[command] for command in STEPS}
        self._away = named["away"]
        self._steps = Onboarding()
        self._busy = busy
        self._learned = learned

    def take(self, action: str | ActionParseResult, namespace: DOMNode | None) -> bool:
        """See what a key or a command stands for; whether it was meant for the hint alone.

        Args:
            action: as it is to be run.
            namespace: what it is to be run on, unless it says so itself.
        """
        name = str(action).removeprefix("screen.")
        of_reader = namespace is self.screen or name != action
        if not of_reader or self.app.screen is not self.screen:
            return False
        if name == "escape" and not self._busy():
            self._go()
            return True
        self._steps.take(_NAMES.get(name))
        self.show()
        if self._steps.done:
            self._go()
        return False

    def _go(self) -> None:
        self.remove()
        self._learned()

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
