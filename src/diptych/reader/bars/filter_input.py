"""The input for a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from diptych.reader.bars.line_input import LineInput, bindings_without
from diptych.reader.bars.wording import FILTER_PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual.binding import BindingType


class FilterInput(LineInput, inherit_bindings=False):
    """The input for a filter: it handles letters and their correction, the list all other keys."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_without("home", "end", "enter")
    DEFAULT_CSS = """
    FilterInput, FilterInput:focus { width: 1fr; background-tint: $foreground 0%; }
    """

    def __init__(self, commands: Collection[str] = ()) -> None:
        """An empty filter.

        Args:
            commands: keys of letters that the screen handles, with priority, while the filter is empty.
        """
        super().__init__(placeholder=FILTER_PLACEHOLDER)
        self._commands = commands

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is for the input and not for the screen."""
        return bool(self.value or key not in self._commands) and super().check_consume_key(key, character)
