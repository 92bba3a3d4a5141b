"""What is written where NO_COLOR asks for no colours (see no-color.org): bold, underlined, reverse, but none.

Textual would send greys, or the code for the terminal's own colours.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color


def no_color_wanted() -> bool:
    """Whether the environment asks for no colours; a NO_COLOR that is empty does not."""
    return bool(os.environ.get("NO_COLOR"))


class NoColorFilter(LineFilter):
    """Takes every colour from what is written, and leaves all else."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without colours."""
        del background
        return [
            Segment(text, None if style is None else style.without_color, control)
            for text, style, control in segments
        ]
