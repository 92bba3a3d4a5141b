"""Draws a comparison as the reader shows it, without a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.errors import DiptychError
from diptych.reader.export.screenshot import HEIGHT, WIDTH, picture_of
from diptych.reader.state.filters import Selection
from diptych.sides import Side

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from diptych.comparison import Comparison


_MOST_FRAMES = 50
"""Maximum number of frames drawn until two in a row are equal."""


def draw(comparison: Comparison, width: int = WIDTH, height: int = HEIGHT) -> str:
    """Draw a comparison as SVG, with the cursor at its first linked passage.

    Args:
        comparison: the comparison; nothing is computed.
        width: width of the screen, in cells.
        height: height of the screen, in cells.

    Raises:
        DiptychError: the app ended without a picture.
    """
    from diptych.reader.app.app import DiptychApp
    from diptych.reader.screens.reader_screen import ReaderScreen
    from diptych.reader.terminal.themes import initial_theme

    app = DiptychApp(comparison.articles, known=comparison)
    # A picture has all colours, however few the terminal has.
    app.theme = initial_theme(None, None, few_colours=False)[0]
    app.animation_level = "none"
    drawn: list[str] = []

    async def take(pilot: Pilot[object]) -> None:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ReaderScreen)  # noqa: S101 - there is no other screen
        linked = screen.session.members(Side.LEFT, Selection.LINKED)
        screen.action_end(last=False)
        if linked and linked[0] > 0:
            screen.action_next_in(Selection.LINKED.value, 1)
        # A move takes several frames; how many depends on the load of the machine.
        for _ in range(_MOST_FRAMES):
            await pilot.pause()
            drawn.append(picture_of(app))
            if drawn[-1] in drawn[-2:-1]:
                break
        app.exit()

    app.run(headless=True, size=(width, height), auto_pilot=take)
    if not drawn:
        raise DiptychError("The picture could not be drawn.")
    return drawn[-1]
