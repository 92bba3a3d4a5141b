"""One line that teaches the first four keys until the user has used them, or closes it with Esc."""

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

_IDS = {binding.action: binding.id for binding in BINDINGS}
"""Ids of commands by action."""


class OnboardingHint(OneLine):
    """The hint.  It takes a row from the panes instead of covering text, and does not take the focus."""

    DEFAULT_CSS = """
    OnboardingHint {
        color: $foreground;
    }
    """

    def __init__(
        self, keymap: Mapping[str, str], busy: Callable[[], bool], learned: Callable[[], object]
    ) -> None:
        """Teach the keys that have not been used yet.

        Args:
            keymap: keys by binding id, where they replace those of the table.
            busy: whether Esc has something else to cancel.
            learned: called when the line is closed.
        """
        super().__init__()
        keys = first_keys(keymap)
        self._keys = {command: keys[command] for command in STEPS}
        self._away = keys["away"]
        self._steps = Onboarding()
        self._busy = busy
        self._learned = learned

    def take(self, action: str | ActionParseResult, namespace: DOMNode | None) -> bool:
        """Look at an action before it runs.

        Args:
            action: the action.
            namespace: the node that it runs on, unless it names one.

        Returns:
            Whether the action is done: Esc has closed the hint.
        """
        name = str(action).removeprefix("screen.")
        is_reader_action = namespace is self.screen or name != action
        if not is_reader_action or self.app.screen is not self.screen:
            return False
        if name == "escape" and not self._busy():
            self._close()
            return True
        self._steps.take(_IDS.get(name))
        self.show()
        if self._steps.done:
            self._close()
        return False

    def _close(self) -> None:
        self.remove()
        self._learned()

    def on_resize(self) -> None:
        """Fit the line to the new width."""
        self.show()

    def show(self) -> None:
        """Tick off the keys that were used; in a narrow line, leave them out."""
        width = self.content_size.width
        texts = (self._text(roomy=True, away=True), self._text(roomy=True, away=False))
        fitting = (content for content in texts if content.cell_length <= width)
        self.update(next(fitting, self._text(roomy=False, away=False)), layout=False)

    def _text(self, *, roomy: bool, away: bool) -> Content:
        parts = [Content.styled("To begin:", "bold")] if roomy else []
        for command in STEPS:
            if command not in self._steps.taken:
                parts.append(Content.assemble((self._keys[command], "$text-accent bold"), f" {command}"))
            elif roomy:
                parts.append(Content.styled(f"✓ {command}", "$text-muted"))
        if away:
            parts.append(Content.styled(f"({self._away} closes this)", "$text-muted"))
        return Content("   " if roomy else "  ").join(parts)
