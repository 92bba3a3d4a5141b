"""The Textual app: themes, commands, and the one screen it starts with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App, SystemCommand
from textual.color import Color
from textual.geometry import Offset
from textual.widgets import Input

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
        plain: bool = False,
    ) -> None:
        """Prepare to show two articles.

        Args:
            articles: the two.
            settings: thresholds; the defaults when None.
            known: their links, where they have been computed already.
            plain: whether to suit screen readers: words for marks, one article at a time, a real cursor.
        """
        self._terminal_cursor = Offset(0, 0)
        super().__init__()
        self._articles = articles
        self._settings = settings
        self._known = known
        self._plain = plain
        if plain:
            from diptych.reader.terminal_cursor import with_cursor

            self.driver_class = with_cursor(self.driver_class)
            self.animation_level = "none"
            self.use_command_palette = False  # it has frames and pictures; every command has a key

    def get_default_screen(self) -> ReaderScreen:
        """The reader."""
        if self._plain:
            from diptych.reader.plain_screen import PlainScreen

            return PlainScreen(self._articles, self._settings, self._known)
        return ReaderScreen(self._articles, self._settings, self._known)

    @property
    def cursor_position(self) -> Offset:
        """Where Textual puts the terminal's cursor after an update: where the screen says, if it does.

        Asked for only when the update is written, it is never behind what is to be seen.
        """
        if not self._plain:
            return self._terminal_cursor
        typed = self.focused
        if isinstance(typed, Input):
            # At the end of the text Textual counts one cell too many.
            at_end = typed.cursor_position == len(typed.value)
            return typed.cursor_screen_offset - Offset(int(at_end), 0)
        return getattr(self.screen, "terminal_cursor", self._terminal_cursor)

    @cursor_position.setter
    def cursor_position(self, position: Offset) -> None:
        self._terminal_cursor = position

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
