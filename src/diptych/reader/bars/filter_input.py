"""The input for a filter."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from diptych.reader.bars.wording import FILTER_PLACEHOLDER

_LIST_KEYS = frozenset({"home", "end", "enter"})
"""Keys that the list handles instead of the input."""


class FilterInput(Input, inherit_bindings=False):
    """The input for a filter: it handles letters and their correction, the list all other keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding
        for binding in Input.BINDINGS
        if isinstance(binding, Binding) and _LIST_KEYS.isdisjoint(binding.key.split(","))
    ]
    DEFAULT_CSS = """
    FilterInput, FilterInput:focus {
        width: 1fr;
        height: 1;
        border: none;
        padding: 0 1;
        background: $panel;
        background-tint: $foreground 0%;
    }
    """

    def __init__(self) -> None:
        super().__init__(placeholder=FILTER_PLACEHOLDER, compact=True, select_on_focus=False)
