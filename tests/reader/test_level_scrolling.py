"""Wheel, ruler and pages: the other pane comes along, and the picture glides to where the panes stand."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest
from textual.events import MouseDown, MouseMove, MouseUp

from diptych.alignment.model import Difference, DifferenceKind
from diptych.article.model import Span
from diptych.comparison import Comparison
from diptych.preferences.model import Preferences
from diptych.reader.app import DiptychApp
from diptych.reader.highlights import Standing, standings
from diptych.reader.levelling import Following
from diptych.reader.overview_ruler import CURSOR, SHAPES, OverviewRuler
from diptych.reader.reader_screen import ReaderScreen
from diptych.reader.sync import sync_point
from diptych.sides import Pair, Side
from long_articles import linked_in_order

if TYPE_CHECKING:
    from opened import Opened, Opener


def assert_level_at_the_sync_point(reader: Opened, leader: Side = Side.LEFT) -> None:
    """What stands at the sync point of the one pane stands there in the other, give or take a row."""
    window = reader.pane(leader).window
    point = window.top + sync_point(window) * (window.height - 1)
    rows = reader.pane(leader).layout_shown.passage_rows[leader]
    nearest = min(range(len(rows)), key=lambda passage: abs(rows[passage].start - point))
    if abs(rows[nearest].start - point) <= 0.5:
        left, right = reader.rows(nearest)
        assert left is not None
        assert right is not None
        assert abs(left - right) <= 1


@pytest.mark.parametrize("leader", list(Side))
async def test_the_wheel_takes_the_other_pane_along(open_reader: Opener, leader: Side) -> None:
    async with open_reader(linked_in_order()) as reader:
        place = reader.place
        before = reader.pane(leader).window.top
        await reader.turn_wheel(leader, 30)
        assert reader.pane(leader).window.top == before + 60
        for _ in range(60):
            assert_level_at_the_sync_point(reader, leader)
            await reader.turn_wheel(leader, 1)
        assert reader.place == place
        await reader.turn_wheel(leader, -200)
        assert [reader.pane(side).window.top for side in Side] == [0, 0]


async def test_scrolled_to_the_end_both_panes_are_at_their_end(open_reader: Opener) -> None:
    async with open_reader(linked_in_order()) as reader:
        await reader.turn_wheel(Side.LEFT, 200)
        windows = [reader.pane(side).window for side in Side]
        assert windows[0].top == windows[0].lowest
        assert windows[1].top == pytest.approx(windows[1].lowest, abs=3)


async def test_while_the_cursor_is_in_view_its_link_stays_level(open_reader: Opener) -> None:
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
            before = pane.window.top
            await reader.turn_wheel(widget, 2)
            assert pane.window.top == before + 4


async def test_s_holds_the_other_pane_then_frees_both(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(), size=(120, 30)) as reader:
        left, right = (reader.pane(side) for side in Side)
        await reader.turn_wheel(Side.LEFT, 20)
        for said, following in (("other pane held", Following.HELD), ("both panes free", Following.FREE)):
            await reader.press("s")
            assert reader.screen.spread.following is following
            assert said in reader.text_of("StatusLine")
            before = right.window.top
            await reader.turn_wheel(Side.LEFT, 5)
            await reader.press("pagedown", "n")
            assert right.window.top == before
            before = left.window.top
            await reader.turn_wheel(Side.RIGHT, -5)
            assert left.window.top == before
        await reader.press("s")
        assert "pane" not in reader.text_of("StatusLine")
        place = reader.place
        assert place is not None
        one, other = reader.rows(place[1])
        assert one == other


async def test_a_jump_comes_level_while_held_but_moves_nothing_needlessly_while_free(
    open_reader: Opener,
) -> None:
    async with open_reader(linked_in_order(), size=(120, 40)) as reader:
        left, right = (reader.pane(side) for side in Side)
        await reader.press("s", "n", "n", "n")
        before = left.window.top
        await reader.press("enter")
        assert reader.place == ("right", 3)
        assert left.window.top == before
        one, other = reader.rows(3)
        assert one == other
        await reader.press("enter", "s")
        await reader.turn_wheel(Side.RIGHT, 1)
        tops = [left.window.top, right.window.top]
        await reader.press("enter")
        assert reader.place == ("right", 3)
        assert [left.window.top, right.window.top] == tops


async def test_a_page_leaves_two_rows_of_overlap(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(unlinked=range(10, 110)), size=(120, 30)) as reader:
        left = reader.pane(Side.LEFT)
        await reader.press("pagedown")
        for _ in range(4):
            top, last_two = left.window.top, [reader.row(Side.LEFT, left.size.height - n) for n in (2, 1)]
            await reader.press("pagedown")
            assert left.window.top == top + left.size.height - 2
            assert [reader.row(Side.LEFT, n).lstrip("▌ ") for n in (0, 1)] == [
                row.lstrip("▌ ") for row in last_two
            ]
        await reader.press("pageup")
        assert left.window.top == top


async def test_where_the_cursor_has_no_link_a_page_goes_level_at_the_sync_point(
    open_reader: Opener,
) -> None:
    async with open_reader(linked_in_order(unlinked=range(0, 120, 2)), size=(120, 40)) as reader:
        left, right = (reader.pane(side) for side in Side)
        for _ in range(4):
            before = right.window.top
            await reader.press("pagedown")
            place = reader.place
            assert place is not None
            assert right.window.top > before
            if place[1] % 2 == 0:
                assert_level_at_the_sync_point(reader)
        assert left.window.top > 80


async def test_tab_moves_nothing(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(unlinked=range(0, 120, 2)), size=(120, 40)) as reader:
        await reader.press("pagedown", "pagedown", "u")
        tops = [reader.pane(side).window.top for side in Side]
        await reader.press("tab")
        link = reader.screen.reading.link
        if link is None:
            assert [reader.pane(side).window.top for side in Side] == tops


async def test_beneath_the_active_pane_the_other_does_not_lead(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(), size=(60, 30)) as reader:
        await reader.press("v")
        assert reader.screen.spread.stacked
        await reader.turn_wheel(Side.RIGHT, 3)
        assert reader.pane(Side.RIGHT).window.top == 6
        assert reader.pane(Side.LEFT).window.top == 0
        await reader.turn_wheel(Side.LEFT, 20)
        assert reader.pane(Side.RIGHT).window.top > 10


async def test_a_resize_keeps_what_was_scrolled_to_level(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(), size=(120, 40)) as reader:
        await reader.press("j")
        await reader.turn_wheel(Side.LEFT, 40)
        first = reader.screen.spread.in_view[Side.LEFT][0]
        for size in ((160, 48), (100, 30)):
            await reader.pilot.resize_terminal(*size)
            await reader.pilot.pause()
            await reader.pilot.pause()
            assert abs(reader.screen.spread.in_view[Side.LEFT][0] - first) <= 1
            assert_level_at_the_sync_point(reader)


async def test_in_a_synopsis_both_panes_scroll_as_one_even_when_held(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(), size=(120, 40)) as reader:
        await reader.press("v", "s")
        for side, notches in ((Side.LEFT, 7), (Side.RIGHT, 5), (Side.LEFT, -3)):
            before = reader.pane(side).window.top
            await reader.turn_wheel(side, notches)
            assert {reader.pane(each).window.top for each in Side} == {before + 2 * notches}


async def test_a_single_column_scrolls_by_wheel_and_ruler(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(), size=(60, 30)) as reader:
        await reader.pilot.pause(0.3)  # the column is mounted some frames after the first
        pane, ruler = reader.pane(Side.LEFT), reader.ruler(Side.LEFT)
        assert pane.side is None
        await reader.turn_wheel(Side.LEFT, 5)
        assert pane.window.top == 10
        await reader.pilot.click(ruler, offset=(0, ruler.size.height - 1))
        await reader.pilot.pause()
        assert pane.window.top == pane.window.lowest
        assert set("".join(row[1] for row in cells(ruler))) == {"█"}


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


# The rulers


def cells(ruler: OverviewRuler) -> list[str]:
    return [ruler.render_line(row).text for row in range(ruler.size.height)]


async def test_a_click_on_a_difference_or_a_hit_brings_it_into_view(open_reader: Opener) -> None:
    long = linked_in_order(900)
    odd = Difference(DifferenceKind.NUMBER, "n", Pair("7", "8"), Pair(Span(0, 1), Span(0, 1)))
    links = tuple(
        replace(link, differences=(odd,)) if link.left in (333, 700) else link
        for link in long.alignment.links
    )
    known = Comparison(long.articles, replace(long.alignment, candidates=links))
    async with open_reader(known, size=(120, 24)) as reader:
        ruler, _pane = reader.ruler(Side.LEFT), reader.pane(Side.LEFT)
        differing = [row for row, cell in enumerate(cells(ruler)) if cell[0] == SHAPES[Standing.DIFFERS]]
        assert len(differing) == 2
        for row, passage in zip(differing, (333, 700), strict=True):
            await reader.pilot.click(ruler, offset=(0, row))
            await reader.pilot.pause()
            assert reader.in_view(Side.LEFT, passage, wholly=True)
        await reader.press("slash", *"Left 512 ", "enter", "g")
        (hit,) = [row for row, cell in enumerate(cells(ruler)) if cell[1] == "*"]
        await reader.pilot.click(ruler, offset=(1, hit))
        await reader.pilot.pause()
        assert reader.in_view(Side.LEFT, 512, wholly=True)


async def test_the_rulers_stand_at_the_outer_edges_beside_the_panes(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(), size=(120, 40)) as reader:
        for side in Side:
            ruler, pane = reader.ruler(side).region, reader.pane(side).region
            assert (ruler.y, ruler.height) == (pane.y, pane.height)
        assert reader.ruler(Side.LEFT).region.x == 0
        assert reader.ruler(Side.RIGHT).region.right == 120


async def test_a_ruler_shows_what_the_gutter_does(open_reader: Opener) -> None:
    async with open_reader(size=(120, 40)) as reader:
        rows, ruler = (
            reader.pane(Side.LEFT).layout_shown.passage_rows[Side.LEFT],
            cells(reader.ruler(Side.LEFT)),
        )
        shown = standings(reader.screen.reading.alignment, Side.LEFT, 7)
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
            assert pane.window.top / pane.window.lowest == pytest.approx(
                at / (ruler.size.height - 1), abs=0.01
            )
        await reader.pilot.click(ruler, offset=(0, ruler.size.height - 1))
        await reader.pilot.pause()
        assert pane.window.top == pane.window.lowest
        if size[0] > 90:
            assert reader.pane(Side.RIGHT).window.top > 0


async def test_a_drag_takes_hold_of_what_is_in_view(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(), size=(120, 40)) as reader:
        ruler, pane = reader.ruler(Side.LEFT), reader.pane(Side.LEFT)
        await reader.pilot._post_mouse_events([MouseDown], ruler, offset=(0, 1), button=1)
        await reader.pilot.pause()
        assert pane.window.top == 0
        tops = []
        for row in range(2, ruler.size.height + 5):
            ruler.post_message(moved_to(ruler, row))
            await reader.pilot.pause()
            tops.append(pane.window.top)
            assert_level_at_the_sync_point(reader)
        assert tops == sorted(tops)
        assert tops[0] == pytest.approx(pane.window.rows / ruler.size.height, abs=1)
        assert tops[-1] == pane.window.lowest
        await reader.pilot._post_mouse_events([MouseUp], ruler, offset=(0, 5), button=1)
        ruler.post_message(moved_to(ruler, 0))
        await reader.pilot.pause()
        assert pane.window.top == tops[-1]


def moved_to(ruler: OverviewRuler, row: int) -> MouseMove:
    return MouseMove(
        ruler, 0, row, 0, 1, button=1, shift=False, meta=False, ctrl=False, screen_x=0, screen_y=row
    )


# The glide


async def settled(reader: Opened) -> None:
    await reader.pilot.wait_for_animation()
    await reader.pilot.pause()
    assert [reader.pane(side).lag for side in Side] == [0, 0]


async def test_a_page_glides_and_both_panes_keep_step(open_reader: Opener) -> None:
    long = linked_in_order()
    same = Comparison(Pair(long.articles.left, long.articles.left), long.alignment)
    async with open_reader(same, animated=True) as reader:
        left, right = (reader.pane(side) for side in Side)
        seen: list[int] = []

        def note(lag: int) -> None:
            seen.append(lag)
            if lag:
                assert left.window.top - lag == right.window.top - right.lag

        reader.screen.watch(right, "lag", note, init=False)
        reader.screen.action_page(1)
        assert left.window.top == right.window.top == left.size.height - 2
        assert left.lag == right.lag > 0
        await settled(reader)
        assert len(seen) >= 4
        assert seen == sorted(seen, reverse=True)
        assert seen[0] < left.size.height - 2


async def test_a_new_move_begins_at_what_is_displayed(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(), animated=True) as reader:
        left = reader.pane(Side.LEFT)
        reader.screen.action_page(1)
        await reader.pilot.pause(0.04)
        painted = left.window.top - left.lag
        assert left.lag
        reader.screen.action_page(-1)
        assert left.window.top == 0
        assert 0 <= -left.lag <= painted
        await settled(reader)


async def test_a_far_jump_shows_only_its_end(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(), animated=True) as reader:
        await reader.pilot.pause()
        reader.screen.action_end(last=True)
        for side in Side:
            assert 0 < reader.pane(side).lag <= reader.pane(side).size.height / 3 + 1
        await settled(reader)


async def test_short_ways_are_gone_at_once(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(), animated=True) as reader:
        await reader.turn_wheel(Side.LEFT, 1)
        assert reader.pane(Side.LEFT).lag == 0


async def test_a_resize_in_the_middle_of_a_jump_keeps_the_place(open_reader: Opener) -> None:
    sizes = [(160, 48), (100, 30), (60, 24), (120, 40)]
    async with open_reader(linked_in_order(), animated=True) as reader:
        for number, size in enumerate(sizes):
            reader.screen.action_page(1)
            reader.screen.action_next_in("linked", 1)
            await reader.pilot.pause(0.02)
            assert any(reader.pane(side).lag for side in Side)
            place = reader.place
            await reader.pilot.resize_terminal(*size)
            await settled(reader)
            await reader.pilot.pause()
            assert reader.place == place
            assert place is not None
            assert reader.in_view(Side.LEFT, place[1]), number
            if size[0] >= 90:
                one, other = reader.rows(place[1])
                assert one == other


@pytest.mark.parametrize("seed", range(4))
async def test_in_whatever_haste_all_ends_where_it_would_without_gliding(
    open_reader: Opener, seed: int
) -> None:
    """The same keys, wheel and links, pressed while everything still glides, lead to the same rows."""
    random = Random(seed)  # noqa: S311 - no secret
    keys = ["pagedown", "pageup", "n", "N", "enter", "backspace", "G", "g", "f", "plus", "minus", "s", "tab"]
    acts = [random.choice([*keys, "wheel", "links"]) for _ in range(40)]
    known = linked_in_order(unlinked=range(0, 120, 3))
    ends = []
    for animated in (False, True):
        async with open_reader(known, animated=animated) as reader:
            for act in acts:
                if act == "wheel":
                    reader.pane(Side.RIGHT).turn_wheel(3)
                    await reader.pilot.pause(0)
                elif act == "links":
                    reader.screen.reading.receive(known.at(0.5))
                    reader.screen._show()
                    reader.screen.spread.level()
                else:
                    await reader.pilot.press(act)
            await settled(reader)
            ends.append([reader.place, *(reader.pane(side).window for side in Side)])
    assert ends[0] == ends[1]


async def test_a_click_in_the_middle_of_a_jump_means_what_is_seen(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(), animated=True) as reader:
        reader.screen.action_page(1)
        left = reader.pane(Side.LEFT)
        assert left.lag > 2
        assert reader.row(Side.LEFT, 0) == left.render_line(0).text.rstrip()
        row = left.window.top - left.lag
        painted = left.layout_shown.rows[row].span.of(left.articles.left.text)
        assert painted in reader.row(Side.LEFT, 0)


@pytest.mark.parametrize("animate", [True, False])
async def test_who_wants_no_animation_gets_none(*, animate: bool) -> None:
    app = DiptychApp(linked_in_order().articles, preferences=Preferences(animate=animate))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        screen.action_page(1)
        pane = screen.spread.pane(Side.LEFT)
        assert pane.window.top > 0
        assert (pane.lag > 0) is animate
