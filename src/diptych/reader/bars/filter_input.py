"""The input for a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from diptych.reader.bars.line_input import LineInput, bindings_without
from diptych.reader.bars.wording import FILTER_PLACEHOLDER

if TYPE_CHECKING:
    from textual.binding import BindingType


class FilterInput(LineInput, inherit_bindings=False):
    """The input for a filter: it handles letters and their correction, the list all other keys."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_without("home", "end", "enter")
    DEFAULT_CSS = """
    FilterInput, FilterInput:focus { width: 1fr; background-tint: $foreground 0%; }
    """

    def __init__(self) -> None:
        super().__init__(placeholder=FILTER_PLACEHOLDER)
