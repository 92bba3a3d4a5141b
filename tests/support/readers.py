"""A reader under test, without a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.events import MouseScrollDown, MouseScrollUp
from textual.widgets import Static

from diptych.reader.panes.overview_ruler import OverviewRuler
from diptych.reader.state.navigation import Place
from diptych.sides import Side

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot
    from textual.widget import Widget

    from diptych.reader.panes.article_pane import ArticlePane
    from diptych.reader.screens.reader_screen import ReaderScreen

    Opener = Callable[..., AbstractAsyncContextManager["Opened"]]


class Opened:
    """The reader under test, with shortcuts for tests."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot

    @property
    def screen(self) -> ReaderScreen:
        return cast("ReaderScreen", self.pilot.app.screen)

    @property
    def place(self) -> tuple[str, int] | None:
        """Side and passage of the cursor."""
        place = self.screen.session.place
        return None if place is None else (place.side.value, place.passage)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def turn_wheel(self, over: Side | Widget, notches: int) -> None:
        """Turn the mouse wheel over a pane or another widget; positive notches scroll down."""
        turn = MouseScrollDown if notches > 0 else MouseScrollUp
        widget = self.pane(over) if isinstance(over, Side) else over
        for _ in range(abs(notches)):
            widget.post_message(turn(widget, 0, 0, 0, 0, button=0, shift=False, meta=False, ctrl=False))
        await self.pilot.pause()

    def rows(self, passage: int) -> tuple[int | None, int | None]:
        """The screen rows where the left and the right passage with this index begin."""
        return self.screen_row(Side.LEFT, passage), self.screen_row(Side.RIGHT, passage)

    def ruler(self, side: Side) -> OverviewRuler:
        beside = self.pane(side).parent
        assert beside is not None
        return beside.query_one(OverviewRuler)

    def text_of(self, selector: str) -> str:
        """The text of the first Static that matches a selector."""
        return str(self.screen.query(selector).first(Static).content)

    def pane(self, side: Side) -> ArticlePane:
        return self.screen.split_view.pane(side)

    def screen_row(self, side: Side, passage: int) -> int | None:
        return self.pane(side).screen_row(Place(side, passage))

    def in_view(self, side: Side, passage: int, *, wholly: bool = False) -> bool:
        return self.pane(side).in_view(Place(side, passage), wholly=wholly)

    def row(self, side: Side, number: int) -> str:
        """The text of a visible row of a pane."""
        return self.pane(side).render_line(number).text.rstrip()
