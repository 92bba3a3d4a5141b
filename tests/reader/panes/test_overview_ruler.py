"""The overview ruler: painting, clicks and drags."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from textual.events import MouseDown, MouseMove

from diptych.alignment.kinds import DifferenceKind
from diptych.alignment.model import Difference
from diptych.article.model import Span
from diptych.comparison import Comparison
from diptych.reader.panes.overview_ruler import CURSOR, SHAPES, OverviewRuler
from diptych.reader.text.highlights import PassageStatus, passage_statuses
from diptych.sides import Pair, Side
from support.long_articles import linked_in_order, long_comparison

if TYPE_CHECKING:
    from support.readers import Opener


def cells(ruler: OverviewRuler) -> list[str]:
    return [ruler.render_line(row).text for row in range(ruler.size.height)]


async def test_a_click_on_a_difference_or_a_hit_brings_it_into_view(open_reader: Opener) -> None:
    long = linked_in_order(90)
    odd = Difference(DifferenceKind.NUMBER, "n", Pair("7", "8"), Pair(Span(0, 1), Span(0, 1)))
    links = tuple(
        replace(link, differences=(odd,)) if link.left in (33, 70) else link for link in long.alignment.links
    )
    known = Comparison(long.articles, replace(long.alignment, candidates=links))
    async with open_reader(known, size=(120, 24)) as reader:
        ruler, _pane = reader.ruler(Side.LEFT), reader.pane(Side.LEFT)
        differing = [row for row, cell in enumerate(cells(ruler)) if cell[0] == SHAPES[PassageStatus.DIFFERS]]
        assert len(differing) == 2
        for row, passage in zip(differing, (33, 70), strict=True):
            await reader.pilot.click(ruler, offset=(0, row))
            await reader.pilot.pause()
            assert reader.in_view(Side.LEFT, passage, wholly=True)
        await reader.press("slash", *"Left 51 ", "enter", "g")
        (hit,) = [row for row, cell in enumerate(cells(ruler)) if cell[1] == "*"]
        await reader.pilot.click(ruler, offset=(1, hit))
        await reader.pilot.pause()
        assert reader.in_view(Side.LEFT, 51, wholly=True)


async def test_the_rulers_are_at_the_outer_edges_of_the_panes(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(), size=(120, 40)) as reader:
        for side in Side:
            ruler, pane = reader.ruler(side).region, reader.pane(side).region
            assert (ruler.y, ruler.height) == (pane.y, pane.height)
        assert reader.ruler(Side.LEFT).region.x == 0
        assert reader.ruler(Side.RIGHT).region.right == 120


async def test_a_ruler_shows_what_the_gutter_does(open_reader: Opener) -> None:
    async with open_reader(size=(120, 40)) as reader:
        rows, ruler = (
            reader.pane(Side.LEFT).row_layout.passage_rows[Side.LEFT],
            cells(reader.ruler(Side.LEFT)),
        )
        shown = passage_statuses(reader.screen.session.alignment, Side.LEFT, 7)
        for passage in (0, 1, 3):
            assert ruler[rows[passage].stop - 1][0] == SHAPES[shown[passage]]
        assert ruler[0] == SHAPES[shown[0]] + CURSOR[Side.LEFT]
        await reader.press("slash", *"ferries", "enter")
        left, right = (cells(reader.ruler(side)) for side in Side)
        assert [row[1] for row in left].count("*") == [row[0] for row in right].count("*") == 1
        await reader.press("escape")
        assert not any("*" in row for row in cells(reader.ruler(Side.LEFT)))
        await reader.press("f", "f")
        assert {row[0] for row in cells(reader.ruler(Side.LEFT))} <= {SHAPES[shown[2]], " "}


@pytest.mark.parametrize("size", [(120, 40), (50, 20), (160, 48)])
async def test_a_click_on_a_ruler_goes_there(open_reader: Opener, size: tuple[int, int]) -> None:
    async with open_reader(linked_in_order(), size=size) as reader:
        ruler, pane = reader.ruler(Side.LEFT), reader.pane(Side.LEFT)
        for share in (0.5, 0.8, 0.25):
            at = int(share * ruler.size.height)
            await reader.pilot.click(ruler, offset=(0, at))
            await reader.pilot.pause()
            assert pane.viewport.top / pane.viewport.lowest == pytest.approx(
                at / (ruler.size.height - 1), abs=0.01
            )
        await reader.pilot.click(ruler, offset=(0, ruler.size.height - 1))
        await reader.pilot.pause()
        assert pane.viewport.top == pane.viewport.lowest
        if size[0] > 90:
            assert reader.pane(Side.RIGHT).viewport.top > 0


async def test_releasing_the_button_elsewhere_ends_the_drag(open_reader: Opener) -> None:
    def moved(ruler: OverviewRuler, row: int, button: int) -> MouseMove:
        return MouseMove(
            ruler, 0, row, 0, 1, button, shift=False, meta=False, ctrl=False, screen_x=0, screen_y=row
        )

    async with open_reader(long_comparison(), size=(120, 30)) as reader:
        ruler, pane = reader.ruler(Side.LEFT), reader.pane(Side.LEFT)
        for end in (lambda: ruler.post_message(moved(ruler, 9, 0)), ruler.release_mouse):
            await reader.pilot._post_mouse_events([MouseDown], ruler, offset=(0, 1), button=1)
            ruler.post_message(moved(ruler, 4, 1))
            await reader.pilot.pause()
            assert (top := pane.viewport.top) > 0
            end()
            await reader.pilot.pause()
            assert reader.pilot.app.mouse_captured is None
            ruler.post_message(moved(ruler, 12, 1))
            await reader.pilot.pause()
            assert pane.viewport.top == top
            await reader.press("g")
