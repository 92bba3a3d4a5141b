"""Scroll sync by wheel, ruler and pages, on whole screens."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from textual.events import MouseDown, MouseMove, MouseUp

from diptych.alignment.kinds import Grade
from diptych.comparison import Comparison
from diptych.reader.panes.sync_point import sync_point
from diptych.reader.state.scrolling import Following
from diptych.sides import Side
from support.idle import wait_until
from support.long_articles import linked_in_order

if TYPE_CHECKING:
    from diptych.reader.panes.overview_ruler import OverviewRuler
    from support.readers import Opened, Opener


def check_sync_point(reader: Opened, leader: Side = Side.LEFT) -> bool:
    """If a passage begins at the sync point, both panes have it on the same row, give or take one.

    Returns:
        Whether a passage begins there, so that anything was checked.
    """
    window = reader.pane(leader).viewport
    point = window.top + sync_point(window) * (window.height - 1)
    rows = reader.pane(leader).row_layout.passage_rows[leader]
    nearest = min(range(len(rows)), key=lambda passage: abs(rows[passage].start - point))
    if abs(rows[nearest].start - point) > 0.5:
        return False
    left, right = reader.rows(nearest)
    assert left is not None
    assert right is not None
    assert abs(left - right) <= 1
    return True


@pytest.mark.parametrize("leader", list(Side))
async def test_the_wheel_scrolls_the_other_pane_too(open_reader: Opener, leader: Side) -> None:
    async with open_reader(linked_in_order()) as reader:
        place = reader.place
        before = reader.pane(leader).viewport.top
        await reader.turn_wheel(leader, 30)
        assert reader.pane(leader).viewport.top == before + 60
        checked = 0
        for _ in range(60):
            checked += check_sync_point(reader, leader)
            await reader.turn_wheel(leader, 1)
        assert checked > 10
        assert reader.place == place
        await reader.turn_wheel(leader, -200)
        assert [reader.pane(side).viewport.top for side in Side] == [0, 0]


async def test_scrolled_to_the_end_both_panes_are_at_their_end(open_reader: Opener) -> None:
    async with open_reader(linked_in_order()) as reader:
        await reader.turn_wheel(Side.LEFT, 200)
        windows = [reader.pane(side).viewport for side in Side]
        assert windows[0].top == windows[0].lowest
        assert windows[1].top == pytest.approx(windows[1].lowest, abs=3)


async def test_while_the_cursor_is_in_view_its_link_stays_aligned(open_reader: Opener) -> None:
    async with open_reader(linked_in_order()) as reader:
        await reader.press("j", "j", "j")
        for notches in (1, 1, 1, -1):
            await reader.turn_wheel(Side.LEFT, notches)
            left, right = reader.rows(3)
            assert left == right
        await reader.turn_wheel(Side.RIGHT, 1)
        left, right = reader.rows(3)
        assert left == right


async def test_the_wheel_over_the_ruler_scrolls_the_pane(open_reader: Opener) -> None:
    async with open_reader(linked_in_order()) as reader:
        pane = reader.pane(Side.RIGHT)
        for widget in (reader.ruler(Side.RIGHT), pane):
            before = pane.viewport.top
            await reader.turn_wheel(widget, 2)
            assert pane.viewport.top == before + 4


async def test_s_holds_the_other_pane_and_then_frees_both(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(), size=(120, 30)) as reader:
        left, right = (reader.pane(side) for side in Side)
        await reader.turn_wheel(Side.LEFT, 20)
        for said, following in (("other pane held", Following.HELD), ("both panes free", Following.FREE)):
            await reader.press("s")
            assert reader.screen.split_view.following is following
            assert said in reader.text_of("StatusBar")
            before = right.viewport.top
            await reader.turn_wheel(Side.LEFT, 5)
            await reader.press("pagedown", "n")
            assert right.viewport.top == before
            before = left.viewport.top
            await reader.turn_wheel(Side.RIGHT, -5)
            assert left.viewport.top == before
        await reader.press("s")
        assert "pane" not in reader.text_of("StatusBar")
        place = reader.place
        assert place is not None
        one, other = reader.rows(place[1])
        assert one == other


async def test_a_jump_is_aligned_while_held_but_moves_nothing_needlessly_while_free(
    open_reader: Opener,
) -> None:
    async with open_reader(linked_in_order(), size=(120, 40)) as reader:
        left, right = (reader.pane(side) for side in Side)
        await reader.press("s", "n", "n", "n")
        before = left.viewport.top
        await reader.press("enter")
        assert reader.place == ("right", 3)
        assert left.viewport.top == before
        one, other = reader.rows(3)
        assert one == other
        await reader.press("enter", "s")
        await reader.turn_wheel(Side.RIGHT, 1)
        tops = [left.viewport.top, right.viewport.top]
        await reader.press("enter")
        assert reader.place == ("right", 3)
        assert [left.viewport.top, right.viewport.top] == tops


async def test_a_page_leaves_two_rows_of_overlap(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(unlinked=range(10, 110)), size=(120, 30)) as reader:
        left = reader.pane(Side.LEFT)
        await reader.press("pagedown")
        for _ in range(4):
            top, last_two = left.viewport.top, [reader.row(Side.LEFT, left.size.height - n) for n in (2, 1)]
            await reader.press("pagedown")
            assert left.viewport.top == top + left.size.height - 2
            assert [reader.row(Side.LEFT, n).lstrip("▌ ") for n in (0, 1)] == [
                row.lstrip("▌ ") for row in last_two
            ]
        await reader.press("pageup")
        assert left.viewport.top == top


async def test_without_a_link_under_the_cursor_a_page_is_aligned_at_the_sync_point(
    open_reader: Opener,
) -> None:
    async with open_reader(linked_in_order(unlinked=range(0, 120, 2)), size=(120, 40)) as reader:
        left, right = (reader.pane(side) for side in Side)
        for _ in range(4):
            before = right.viewport.top
            await reader.press("pagedown")
            place = reader.place
            assert place is not None
            assert right.viewport.top > before
            if place[1] % 2 == 0:
                check_sync_point(reader)
        assert left.viewport.top > 80


async def test_tab_goes_to_the_other_pane_and_back_and_scrolls_nothing(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(unlinked=range(0, 120, 2)), size=(120, 40)) as reader:
        await reader.press("pagedown", "pagedown", "u")
        before = reader.place
        tops = [reader.pane(side).viewport.top for side in Side]
        await reader.press("tab")
        assert reader.place != before
        assert [reader.pane(side).viewport.top for side in Side] == tops
        await reader.press("tab")
        assert reader.place == before
        assert [reader.pane(side).viewport.top for side in Side] == tops


async def test_a_weak_link_out_of_view_waits_for_enter(open_reader: Opener) -> None:
    known = linked_in_order()
    links = tuple(
        replace(link, right=90, grade=Grade.RELATED) if link.left == 1 else link
        for link in known.alignment.links
        if link.left != 90
    )
    alignment = replace(known.alignment, candidates=links)
    async with open_reader(Comparison(known.articles, alignment), size=(120, 40)) as reader:
        await reader.press("j")
        assert reader.place == ("left", 1)
        assert reader.in_view(Side.RIGHT, 0)
        await reader.press("enter")
        assert reader.place == ("right", 90)
        assert reader.in_view(Side.RIGHT, 90)
        await reader.press("enter", "a", "k", "j")
        assert reader.place == ("left", 1)
        assert reader.screen_row(Side.LEFT, 1) == reader.screen_row(Side.RIGHT, 90)


async def test_the_pane_in_which_a_link_by_hand_begins_stays(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(), size=(120, 40)) as reader:
        await reader.press("pagedown", "pagedown", "L", "tab")
        top = reader.pane(Side.LEFT).viewport.top
        await reader.press("G")
        assert reader.place == ("right", 119)
        assert reader.pane(Side.LEFT).viewport.top == top


async def test_the_pane_below_the_active_one_does_not_lead(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(), size=(60, 30)) as reader:
        await reader.press("v")
        assert reader.screen.split_view.stacked
        await reader.turn_wheel(Side.RIGHT, 3)
        assert reader.pane(Side.RIGHT).viewport.top == 6
        assert reader.pane(Side.LEFT).viewport.top == 0
        await reader.turn_wheel(Side.LEFT, 20)
        assert reader.pane(Side.RIGHT).viewport.top > 10


async def test_a_resize_keeps_the_alignment_after_scrolling(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(), size=(120, 40)) as reader:
        await reader.press("j")
        await reader.turn_wheel(Side.LEFT, 40)
        first = reader.screen.split_view.in_view[Side.LEFT][0]
        for size in ((160, 48), (100, 30)):
            await reader.pilot.resize_terminal(*size)
            await reader.pilot.pause()
            await reader.pilot.pause()
            assert abs(reader.screen.split_view.in_view[Side.LEFT][0] - first) <= 1
            check_sync_point(reader)


async def test_a_search_that_is_left_leaves_the_passages_level_after_a_resize(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(), size=(160, 48)) as reader:
        await reader.press(*"nnnnnn")
        assert reader.place is not None
        _, passage = reader.place
        await reader.press("slash", "z", "z")
        await wait_until(lambda: reader.screen.session.hits.is_typed)
        await reader.press("escape")
        for size in ((100, 30), (160, 48)):
            await reader.pilot.resize_terminal(*size)
            await reader.pilot.pause()
            left, right = reader.rows(passage)
            assert left is not None
            assert left == right


async def test_in_a_synopsis_both_panes_scroll_as_one_even_when_held(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(), size=(120, 40)) as reader:
        await reader.press("v", "s")
        for side, notches in ((Side.LEFT, 7), (Side.RIGHT, 5), (Side.LEFT, -3)):
            before = reader.pane(side).viewport.top
            await reader.turn_wheel(side, notches)
            assert {reader.pane(each).viewport.top for each in Side} == {before + 2 * notches}


async def test_a_single_column_scrolls_by_wheel_and_ruler(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(), size=(60, 30)) as reader:

        def is_column_laid_out() -> bool:
            pane = reader.pane(Side.LEFT)
            return pane.side is None and pane.laid_out

        await wait_until(is_column_laid_out)  # it is mounted several frames after the first
        pane, ruler = reader.pane(Side.LEFT), reader.ruler(Side.LEFT)
        await reader.turn_wheel(Side.LEFT, 5)
        assert pane.viewport.top == 10
        await reader.pilot.click(ruler, offset=(0, ruler.size.height - 1))
        await reader.pilot.pause()
        assert pane.viewport.top == pane.viewport.lowest
        assert {ruler.render_line(y).text[1] for y in range(ruler.size.height)} == {"█"}


@pytest.mark.parametrize("size", [(160, 48), (100, 30)])
async def test_threshold_filter_and_evidence_leave_the_cursor_on_its_row(
    open_reader: Opener, size: tuple[int, int]
) -> None:
    known = linked_in_order(unlinked=range(0, 120, 4))
    async with open_reader(known, size=size) as reader:
        await reader.press("G", *["k"] * 30)
        assert reader.place == ("left", 89)
        for keys in (["plus"], ["minus"], ["plus"] * 9, ["minus"] * 9, ["e"], ["e"], ["f"]):
            before = reader.screen_row(Side.LEFT, 89)
            await reader.press(*keys)
            await reader.pilot.pause()
            assert reader.place == ("left", 89)
            assert reader.screen_row(Side.LEFT, 89) == before, keys
            assert reader.rows(89)[0] == reader.rows(89)[1] or "plus" in keys


async def test_a_drag_moves_the_window_of_the_ruler(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(), size=(120, 40)) as reader:
        ruler, pane = reader.ruler(Side.LEFT), reader.pane(Side.LEFT)
        await reader.pilot._post_mouse_events([MouseDown], ruler, offset=(0, 1), button=1)
        await reader.pilot.pause()
        assert pane.viewport.top == 0
        tops = []
        checked = 0
        for row in range(2, ruler.size.height + 5):
            ruler.post_message(moved_to(ruler, row))
            await reader.pilot.pause()
            tops.append(pane.viewport.top)
            checked += check_sync_point(reader)
        assert checked > 0
        assert tops == sorted(tops)
        assert tops[0] == pytest.approx(pane.viewport.rows / ruler.size.height, abs=1)
        assert tops[-1] == pane.viewport.lowest
        await reader.pilot._post_mouse_events([MouseUp], ruler, offset=(0, 5), button=1)
        ruler.post_message(moved_to(ruler, 0))
        await reader.pilot.pause()
        assert pane.viewport.top == tops[-1]


def moved_to(ruler: OverviewRuler, row: int) -> MouseMove:
    return MouseMove(
        ruler, 0, row, 0, 1, button=1, shift=False, meta=False, ctrl=False, screen_x=0, screen_y=row
    )
