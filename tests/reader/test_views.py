"""Facing, synopsis and single column: the same keys, the same cursor."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from diptych.reader.panes.row_painter import GUTTER
from diptych.reader.state.filters import View
from diptych.reader.text.rows import RowKind
from diptych.sides import Side
from support.long_articles import linked_in_order, long_comparison
from support.small_articles import bridge

if TYPE_CHECKING:
    from support.readers import Opened, Opener


def tops(reader: Opened) -> set[int]:
    """Scroll positions of both panes."""
    return {reader.pane(side).scroll_offset.y for side in Side}


async def test_v_cycles_through_the_views_and_the_cursor_stays(open_reader: Opener) -> None:
    async with open_reader(long_comparison(), size=(120, 40)) as reader:
        await reader.press("n", "n", "n", "n", "enter")
        place = reader.place
        assert place is not None
        for view in (View.SYNOPSIS, View.SINGLE, View.FACING):
            await reader.press("v")
            assert reader.screen.split_view.view is view
            assert reader.place == place
            assert reader.in_view(Side(place[0]), place[1], wholly=True)
        assert reader.screen_row(Side.LEFT, place[1]) is not None


@pytest.mark.parametrize(("size", "keys"), [((60, 24), "v G v"), ((120, 40), "G enter v v")])
async def test_a_single_column_is_filled_after_another_view_was_at_its_end(
    open_reader: Opener, size: tuple[int, int], keys: str
) -> None:
    async with open_reader(long_comparison(), size=size) as reader:
        for key in keys.split():
            await reader.press(key)
            for _refresh in range(4):
                await reader.pilot.pause()
        assert reader.screen.split_view.view is View.SINGLE
        window = reader.pane(Side.LEFT).viewport
        assert 0 <= window.top <= window.lowest
        place = reader.place
        assert place is not None
        assert reader.in_view(Side(place[0]), place[1])


async def test_in_a_synopsis_both_panes_stay_at_the_same_rows_after_any_key(
    open_reader: Opener,
) -> None:
    random = Random(3)  # noqa: S311 - no secret
    async with open_reader(long_comparison(), size=(120, 30)) as reader:
        await reader.press("v")
        for _ in range(60):
            key = random.choice(
                ["j", "k", "n", "u", "enter", "pagedown", "pageup", "tab", "G", "g", "V", "f"]
            )
            await reader.press(key)
            assert len(tops(reader)) == 1, key
            place = reader.place
            assert place is not None
            assert reader.in_view(Side(place[0]), place[1]), key


async def test_a_synopsis_sets_counterparts_beside_each_other(open_reader: Opener) -> None:
    async with open_reader(size=(120, 40)) as reader:
        await reader.press("v", "j", "j", "j", "j")
        assert reader.place == ("left", 4)
        assert reader.screen_row(Side.LEFT, 4) == reader.screen_row(Side.RIGHT, 0)
        row = reader.screen_row(Side.RIGHT, 0)
        assert row is not None
        assert reader.row(Side.RIGHT, row - 1).strip() == "↑ told earlier, passage 1 of 7"
        assert "in the order of the left article" in reader.text_of("StatusBar")
        await reader.press("V")
        assert "in the order of the right article" in reader.text_of("StatusBar")
        assert reader.place == ("left", 4)
        assert reader.screen_row(Side.LEFT, 4) == reader.screen_row(Side.RIGHT, 0)


async def test_a_click_on_a_reference_leads_to_the_passage_in_full(open_reader: Opener) -> None:
    async with open_reader(size=(120, 40)) as reader:
        await reader.press("v")
        right = reader.pane(Side.RIGHT)
        rows = [reader.row(Side.RIGHT, row) for row in range(20)]
        referring = next(row for row, text in enumerate(rows) if text.lstrip(" ▌▎▏≠●◐○").startswith("↓ 4/7"))
        await reader.pilot.click(right, offset=(GUTTER + 8, referring))
        await reader.pilot.pause()
        assert reader.place == ("right", 3)
        link = reader.screen.session.link
        assert link is not None
        assert link.left == 1


async def test_a_click_in_a_synopsis_shows_the_link_of_the_row(open_reader: Opener) -> None:
    async with open_reader(size=(120, 40)) as reader:
        await reader.press("v")
        row = reader.screen_row(Side.RIGHT, 2)
        assert row is not None
        await reader.pilot.click(reader.pane(Side.RIGHT), offset=(GUTTER + 8, row))
        await reader.pilot.pause()
        assert reader.place == ("right", 2)


async def test_narrow_terminals_get_a_single_column_by_themselves(open_reader: Opener) -> None:
    async with open_reader(size=(60, 30)) as reader:
        assert reader.screen.split_view.view is View.SINGLE
        pane = reader.pane(Side.LEFT)
        assert pane is reader.pane(Side.RIGHT)
        text = [reader.row(Side.LEFT, row) for row in range(8)]
        assert text[0].startswith("▌  ≠ L The old bridge at Harrow closed")
        assert any(" R The bridge at Harrow has been shut" in row for row in text)
        await reader.pilot.resize_terminal(120, 40)
        await reader.pilot.pause()
        assert reader.screen.split_view.facing
        await reader.pilot.resize_terminal(60, 30)
        await reader.pilot.pause()
        await reader.press("v")
        assert reader.screen.split_view.stacked


async def test_a_single_column_is_read_from_top_to_bottom(open_reader: Opener) -> None:
    async with open_reader(size=(60, 30)) as reader:
        places = [reader.place]
        for _ in range(13):
            await reader.press("j")
            places.append(reader.place)
        right = ["right"] * 7
        assert [side for side, _ in filter(None, places)].count("right") == len(right)
        assert len(set(places)) == 14
        await reader.press("j")
        assert "End of the article." in reader.text_of("StatusBar")
        await reader.press("g", "G")
        assert reader.place == places[-1]
        for place in reversed(places[:-1]):
            await reader.press("k")
            assert reader.place == place


async def test_paging_in_a_single_column_stays_in_the_article(open_reader: Opener) -> None:
    async with open_reader(long_comparison(), size=(60, 24)) as reader:
        for _ in range(6):
            await reader.press("pagedown")
            assert reader.place is not None
            assert reader.place[0] == "left"
            assert reader.in_view(Side.LEFT, reader.place[1])


@pytest.mark.parametrize("size", [(120, 40), (60, 24)])
async def test_all_passages_are_shown_after_the_filter_ends(
    open_reader: Opener, size: tuple[int, int]
) -> None:
    async with open_reader(size=size) as reader:
        await reader.press("v", "f", "f", "f", "f")
        rows = reader.pane(Side.LEFT).row_layout.rows
        assert any(row.kind is RowKind.TEXT for row in rows)
        assert reader.screen.session.selection.value == "all"
        assert bridge().articles.left.title in reader.text_of(".column--title")


@pytest.mark.parametrize(
    ("width", "keys", "said"), [(80, 1, "facing: one article above the other"), (120, 3, "facing pages")]
)
async def test_a_message_names_the_facing_view(open_reader: Opener, width: int, keys: int, said: str) -> None:
    async with open_reader(size=(width, 30)) as reader:
        await reader.press(*"v" * keys)
        assert reader.screen.split_view.view is View.FACING
        assert reader.text_of("StatusBar").startswith(said)
        await reader.press("v")
        assert said not in reader.text_of("StatusBar")


@pytest.mark.parametrize("passage", [0, 7, 30])
async def test_in_a_single_column_the_counterpart_above_the_cursor_is_in_view(
    open_reader: Opener, passage: int
) -> None:
    async with open_reader(linked_in_order(), size=(120, 40)) as reader:
        await reader.press("v", *"j" * passage, "tab", "v")
        for _refresh in range(4):
            await reader.pilot.pause()
        assert reader.screen.split_view.view is View.SINGLE
        assert reader.place == ("right", passage)
        assert all(reader.in_view(side, passage, wholly=True) for side in Side)
