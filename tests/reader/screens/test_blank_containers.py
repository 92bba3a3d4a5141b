"""Containers are blank, so that Textual draws none of their rows: other widgets must cover all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.geometry import Region

from diptych.reader.app.app import DiptychApp
from diptych.samples import sample_articles
from diptych.sources.open import load_both

if TYPE_CHECKING:
    from textual.screen import Screen

SIZES = [(160, 48), (91, 31), (89, 29), (60, 17), (40, 15), (20, 8)]


def uncovered(screen: Screen[object]) -> set[tuple[int, int]]:
    """The cells of the screen on which only blank containers are."""
    shown = [widget.region for widget in screen.query("*") if not widget.BLANK and widget.is_on_screen]
    whole = Region(0, 0, *screen.size)
    cells = {(x, y) for x in whole.column_range for y in whole.line_range}
    return cells - {(x, y) for region in shown for x in region.column_range for y in region.line_range}


@pytest.mark.parametrize("size", SIZES)
async def test_the_widgets_cover_the_screen(size: tuple[int, int]) -> None:
    async with DiptychApp(load_both(sample_articles())).run_test(size=size) as pilot:
        await pilot.pause()
        assert pilot.app.screen.BLANK
        assert uncovered(pilot.app.screen) == set()
        for key in ("v", "v", "e", "m"):  # views, evidence, link map
            await pilot.press(key)
            await pilot.pause()
            assert uncovered(pilot.app.screen) == set(), key


@pytest.mark.parametrize("size", SIZES)
async def test_the_widgets_of_the_plain_mode_cover_the_screen(size: tuple[int, int]) -> None:
    async with DiptychApp(load_both(sample_articles()), plain=True).run_test(size=size) as pilot:
        await pilot.pause()
        assert uncovered(pilot.app.screen) == set()
