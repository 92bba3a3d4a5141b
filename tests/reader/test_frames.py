"""After a key the screen shows what the widgets would paint, at every size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from diptych.reader.bars.status_bar import StatusBar
from diptych.sides import Side
from support.full_articles import harbour

if TYPE_CHECKING:
    from diptych.reader.panes.article_pane import ArticlePane
    from support.readers import Opened, Opener


def on_screen(reader: Opened, pane: ArticlePane) -> list[str]:
    """The rows of the screen that a pane has, as they were painted."""
    region = pane.region
    strips = reader.screen._compositor.render_strips()  # what the driver got
    return [strip.crop(region.x, region.right).text for strip in strips[region.y : region.bottom]]


@pytest.mark.parametrize("size", [(200, 72), (160, 48), (100, 30)])
async def test_a_text_that_fits_into_its_pane_is_painted_at_its_row(
    open_reader: Opener, size: tuple[int, int]
) -> None:
    async with open_reader(harbour(), size) as reader:
        # The right article begins with a passage that is late in the left one, so it has to move down.
        for key in (*"nnnnnnnNdd", "enter", "d", "u", "g"):
            await reader.press(key)
            for side in Side:
                pane = reader.pane(side)
                anew = [pane.render_line(row).text for row in range(pane.size.height)]
                assert on_screen(reader, pane) == anew, (key, side)


async def test_both_panes_are_equally_wide_in_every_terminal(open_reader: Opener) -> None:
    async with open_reader(size=(90, 30)) as reader:
        for width in range(90, 241, 15):
            await reader.pilot.resize_terminal(width, 30)
            left, right = (reader.pane(side).region for side in Side)
            assert left.width == right.width
            assert left.x == width - right.right
            assert left.width > (width - 20) // 2 - 6


async def test_the_threshold_is_visible_in_a_narrow_terminal(open_reader: Opener) -> None:
    async with open_reader(harbour(), (50, 20)) as reader:
        await reader.press("n")
        assert "17 links ≥ 0.25" in reader.text_of(StatusBar.__name__)[:48]
        await reader.pilot.resize_terminal(200, 30)
        assert "17 links at threshold 0.25" in reader.text_of(StatusBar.__name__)


async def test_the_help_mentions_scrolling_and_the_key_that_closes_it(open_reader: Opener) -> None:
    async with open_reader(harbour(), (50, 20)) as reader:
        await reader.press("question_mark")
        last = reader.pilot.app.screen._compositor.render_strips()[-1].text
        assert "scroll" in last
        assert "Esc closes" in last
