"""A reader that runs without a terminal, and what a test asks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.widgets import Static

from diptych.reader.navigation import Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from diptych.reader.article_pane import ArticlePane
    from diptych.reader.reader_screen import ReaderScreen
    from diptych.sides import Side

    Opener = Callable[..., AbstractAsyncContextManager["Opened"]]


class Opened:
    """The reader under test."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot

    @property
    def screen(self) -> ReaderScreen:
        return cast("ReaderScreen", self.pilot.app.screen)

    @property
    def place(self) -> tuple[str, int] | None:
        """Side and passage of the cursor."""
        place = self.screen.reading.place
        return None if place is None else (place.side.value, place.passage)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    def text_of(self, selector: str) -> str:
        """What the first widget of a kind says."""
        return str(self.screen.query(selector).first(Static).content)

    def pane(self, side: Side) -> ArticlePane:
        return self.screen.spread.pane(side)

    def screen_row(self, side: Side, passage: int) -> int | None:
        return self.pane(side).screen_row(Place(side, passage))

    def in_view(self, side: Side, passage: int, *, wholly: bool = False) -> bool:
        return self.pane(side).in_view(Place(side, passage), wholly=wholly)

    def row(self, side: Side, number: int) -> str:
        """A row of the screen of one pane, as text."""
        return self.pane(side).render_line(number).text.rstrip()
