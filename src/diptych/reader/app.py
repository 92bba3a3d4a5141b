"""The Textual app: themes, commands, and the one screen it starts with."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.app import App, SystemCommand
from textual.color import Color

from diptych.reader.keys import BINDINGS, LIST_COMMANDS, key_names
from diptych.reader.reader_screen import ReaderScreen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events
    from textual.screen import Screen

    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article
    from diptych.sides import Pair

UNIQUE_TINT = 0.45
"""How much of the theme's warning colour goes into unique text, 0..1: most of an article may be unique."""


@runtime_checkable
class TakesLetters(Protocol):
    """A line to type in, or a screen that has one."""

    def insert_text_at_cursor(self, text: str) -> None:
        """Take letters as if they had been typed there."""


class DiptychApp(App[None]):
    """Shows two articles side by side."""

    TITLE = "diptych"
    CSS_PATH = Path(__file__).with_name("reader.tcss")

    def __init__(self, articles: Pair[Article], settings: AlignmentSettings | None = None) -> None:
        super().__init__()
        self._articles = articles
        self._settings = settings

    def get_default_screen(self) -> ReaderScreen:
        """The reader."""
        return ReaderScreen(self._articles, self._settings)

    def on_key(self, event: events.Key) -> None:
        """Give a line to type in the letters that were on their way before it could take them."""
        taker = self.focused if isinstance(self.focused, TakesLetters) else self.screen
        if event.is_printable and event.character and isinstance(taker, TakesLetters):
            taker.insert_text_at_cursor(event.character)
            event.prevent_default()

    def get_css_variables(self) -> dict[str, str]:
        """The theme's variables, and a tint for text that only one article has: seen, yet restful to read."""
        variables = super().get_css_variables()
        foreground, warning = (Color.parse(variables[name]) for name in ("foreground", "text-warning"))
        return {**variables, "unique-text": foreground.blend(warning, UNIQUE_TINT).hex}

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every key of the reader, and the theme."""
        yield SystemCommand("Choose a theme", "Other colours, light or dark", self.action_change_theme)
        if isinstance(screen, ReaderScreen):
            for binding in BINDINGS:

                async def run(action: str = binding.action) -> None:
                    await screen.run_action(action)

                yield SystemCommand(binding.tooltip, f"Key: {key_names(binding)}", run)
            for name, explanation, action in LIST_COMMANDS:
                yield SystemCommand(name, explanation, partial(screen.run_action, action))
