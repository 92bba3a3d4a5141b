"""A comparison drawn as the reader shows it, without a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.errors import DiptychError
from diptych.reader.export.screenshot import HEIGHT, WIDTH, picture_of
from diptych.reader.state.filters import Selection
from diptych.sides import Side

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from diptych.comparison import Comparison


_MOST_LOOKS = 50
"""Times that a screen is looked at until it stands still."""


def draw(comparison: Comparison, width: int = WIDTH, height: int = HEIGHT) -> str:
    """A comparison as the reader shows it, at its first linked passage, as SVG.

    Args:
        comparison: what to show; nothing is computed anew.
        width: of the screen, in cells.
        height: of the screen, in cells.
    """
    from diptych.reader.app.app import DiptychApp
    from diptych.reader.screens.reader_screen import ReaderScreen
    from diptych.reader.terminal.themes import theme_to_begin_with

    app = DiptychApp(comparison.articles, known=comparison)
    # A picture has all colours, however few the terminal has that it is drawn from.
    app.theme = theme_to_begin_with(None, None, few_colours=False)[0]
    app.animation_level = "none"
    drawn: list[str] = []

    async def take(pilot: Pilot[object]) -> None:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ReaderScreen)  # noqa: S101 - the only one
        linked = screen.session.members(Side.LEFT, Selection.LINKED)
        screen.action_end(last=False)
        if linked and linked[0] > 0:
            screen.action_next_in(Selection.LINKED.value, 1)
        # What follows from a step may take some refreshes, how many depends on what else the machine does.
        for _ in range(_MOST_LOOKS):
            await pilot.pause()
            drawn.append(picture_of(app))
            if drawn[-1] in drawn[-2:-1]:
                break
        app.exit()

    app.run(headless=True, size=(width, height), auto_pilot=take)
    if not drawn:
        raise DiptychError("The picture could not be drawn.")
    return drawn[-1]
