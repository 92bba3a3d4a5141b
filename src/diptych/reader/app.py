"""The Textual app: themes, commands, and the one screen it starts with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App, SystemCommand
from textual.color import Color

from diptych.reader.keys import BINDINGS, key_names
from diptych.reader.reader_screen import ReaderScreen
from diptych.reader.search_bar import SearchBar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events
    from textual.screen import Screen

    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article
    from diptych.comparison import Comparison
    from diptych.sides import Pair

UNIQUE_TINT = 0.45
"""How much of the theme's warning colour goes into unique text, 0..1: most of an article may be unique."""


class DiptychApp(App[None]):
    """Shows two articles side by side."""

    TITLE = "diptych"
    CSS_PATH = Path(__file__).with_name("reader.tcss")

    def __init__(
        self,
        articles: Pair[Article],
        settings: AlignmentSettings | None = None,
        *,
        known: Comparison | None = None,
    ) -> None:
        """Prepare to show two articles.

        Args:
            articles: the two.
            settings: thresholds; the defaults when None.
            known: their links, where they have been computed already.
        """
        super().__init__()
        self._articles = articles
        self._settings = settings
        self._known = known

    def get_default_screen(self) -> ReaderScreen:
        """The reader."""
        return ReaderScreen(self._articles, self._settings, self._known)

    def on_key(self, event: events.Key) -> None:
        """Give the search bar the letters that were on their way before it could take them."""
        if isinstance(self.focused, SearchBar) and event.is_printable and event.character:
            self.focused.insert_text_at_cursor(event.character)
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
