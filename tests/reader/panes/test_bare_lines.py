"""Widgets that paint their rows without Textual's search for borders look as with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.widget import Widget

from diptych.preferences.settings import Preferences
from diptych.reader.app.app import DiptychApp
from diptych.reader.linkmap.link_map import LinkMap
from diptych.sides import Side
from support.aligners import endless, ready
from support.readers import Opened
from support.small_articles import bridge

if TYPE_CHECKING:
    from support.aligners import StubAligner

THEMES = ["textual-dark", "diptych-colour-blind-light", "diptych-16-dark"]


@pytest.mark.parametrize("aligner", [endless(), ready(bridge())], ids=["linking", "linked"])
@pytest.mark.parametrize("no_color", [False, True])
@pytest.mark.parametrize("theme", THEMES)
async def test_rows_look_as_painted_by_textual(
    theme: str, aligner: StubAligner, monkeypatch: pytest.MonkeyPatch, *, no_color: bool
) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    app = DiptychApp(bridge().articles, preferences=Preferences(theme=theme), aligner=aligner)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        reader = Opened(pilot)
        pane = reader.pane(Side.LEFT)
        painted: list[tuple[Widget, type[Widget]]] = [
            (pane, ScrollView),
            (reader.ruler(Side.LEFT), Widget),
            (reader.screen.query_one(LinkMap), Widget),
        ]
        for widget, usual in painted:
            crop = Region(1, 0, widget.size.width - 1, widget.size.height)
            rows = [strip.simplify() for strip in widget.render_lines(crop)]
            assert rows == [strip.simplify() for strip in usual.render_lines(widget, crop)]
