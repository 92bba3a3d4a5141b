"""The line in which a filter is typed."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

_OF_THE_LIST = frozenset({"home", "end", "enter"})
"""Keys that an `Input` would take, and the list needs."""


class FilterInput(Input, inherit_bindings=False):
    """Where the filter is typed: it takes every letter and what corrects them, the list all other keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding
        for binding in Input.BINDINGS
        if isinstance(binding, Binding) and _OF_THE_LIST.isdisjoint(binding.key.split(","))
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
        super().__init__(placeholder="type to filter", compact=True, select_on_focus=False)
