"""A visible terminal cursor, the only thing that screen readers and Braille displays follow.

Textual hides the cursor at its start, though it moves the cursor after every update
(Textualize/textual#2348, #2425).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver

HIDE = "\x1b[?25l"
SHOW = "\x1b[?25h"


def with_cursor(driver: type[Driver]) -> type[Driver]:
    """A subclass of `driver` that shows the cursor wherever `driver` would hide it."""

    class CursorDriver(driver):  # type: ignore[valid-type, misc]
        def write(self, data: str) -> None:
            super().write(data.replace(HIDE, SHOW))

    return CursorDriver
