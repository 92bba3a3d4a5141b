"""An input of one line without a frame, and Textual's bindings for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.widgets import Input

if TYPE_CHECKING:
    from textual.binding import BindingType


class LineInput(Input):
    """An input of one line without a frame."""

    DEFAULT_CSS = """
    LineInput, LineInput:focus { padding: 0 1; background: $panel; }
    """

    def __init__(self, value: str = "", placeholder: str = "") -> None:
        # With select_on_focus, letters typed before the focus came would be replaced by the next one.
        super().__init__(value, placeholder, compact=True, select_on_focus=False)


def bindings_without(*keys: str) -> list[BindingType]:
    """Textual's bindings of inputs, without those of `keys`, which a screen handles instead."""
    bindings = [binding for binding in Input.BINDINGS if isinstance(binding, Binding)]
    return [binding for binding in bindings if set(keys).isdisjoint(binding.key.split(","))]
