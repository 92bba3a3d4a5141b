"""Output without colours if NO_COLOR is set (see no-color.org): only bold, underline and reverse.

Textual would send greys, or the code for the terminal's default colours.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color


def no_color_wanted() -> bool:
    """Whether NO_COLOR is set and not empty."""
    return bool(os.environ.get("NO_COLOR"))


class NoColorFilter(LineFilter):
    """Removes all colours and keeps the other styles."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without colours."""
        del background
        return [
            Segment(text, None if style is None else style.without_color, control)
            for text, style, control in segments
        ]
