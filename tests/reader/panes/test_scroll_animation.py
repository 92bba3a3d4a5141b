from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from diptych.comparison import Comparison
from diptych.preferences.settings import Preferences
from diptych.reader.app.app import DiptychApp
from diptych.reader.screens.reader_screen import ReaderScreen
from diptych.sides import Pair, Side
from support.long_articles import linked_in_order

if TYPE_CHECKING:
    from support.readers import Opened, Opener


async def settled(reader: Opened) -> None:
    await reader.pilot.wait_for_animation()
    await reader.pilot.pause()
    assert [reader.pane(side).paint_offset for side in Side] == [0, 0]


async def test_a_page_glides_and_both_panes_keep_step(open_reader: Opener) -> None:
    long = linked_in_order()
    same = Comparison(Pair(long.articles.left, long.articles.left), long.alignment)
    async with open_reader(same, animated=True) as reader:
        left, right = (reader.pane(side) for side in Side)
        seen: list[int] = []

        def note(offset: int) -> None:
            seen.append(offset)
            if offset:
                assert left.viewport.top - offset == right.viewport.top - right.paint_offset

        reader.screen.watch(right, "paint_offset", note, init=False)
        reader.screen.action_page(1)
        assert left.viewport.top == right.viewport.top == left.size.height - 2
        assert left.paint_offset == right.paint_offset > 0
        await settled(reader)
        assert seen[-1] == 0
        assert seen == sorted(seen, reverse=True)
        assert seen[0] < left.size.height - 2


async def test_a_new_move_begins_at_what_is_displayed(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(), animated=True) as reader:
        left = reader.pane(Side.LEFT)
        reader.screen.action_page(1)
        await reader.pilot.pause(0.04)
        painted = left.viewport.top - left.paint_offset
        assert left.paint_offset
        reader.screen.action_page(-1)
        assert left.viewport.top == 0
        assert 0 <= -left.paint_offset <= painted
        await settled(reader)


async def test_a_far_jump_shows_only_its_end(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(), animated=True) as reader:
        await reader.pilot.pause()
        reader.screen.action_end(last=True)
        for side in Side:
            assert 0 < reader.pane(side).paint_offset <= reader.pane(side).size.height / 3 + 1
        await settled(reader)


async def test_short_ways_are_gone_at_once(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(), animated=True) as reader:
        await reader.turn_wheel(Side.LEFT, 1)
        assert reader.pane(Side.LEFT).paint_offset == 0


async def test_a_resize_in_the_middle_of_a_jump_keeps_the_place(open_reader: Opener) -> None:
    sizes = [(160, 48), (100, 30), (60, 24), (120, 40)]
    async with open_reader(linked_in_order(), animated=True) as reader:
        for number, size in enumerate(sizes):
            reader.screen.action_page(1)
            reader.screen.action_next_in("linked", 1)
            await reader.pilot.pause(0.02)
            assert any(reader.pane(side).paint_offset for side in Side)
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


@pytest.mark.parametrize("seed", range(2))
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
                    reader.screen.session.receive(known.at(0.5))
                    reader.screen._show()
                    reader.screen.split_view.align()
                else:
                    await reader.pilot.press(act)
            await settled(reader)
            ends.append([reader.place, *(reader.pane(side).viewport for side in Side)])
    assert ends[0] == ends[1]


async def test_a_click_in_the_middle_of_a_jump_means_what_is_seen(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(), animated=True) as reader:
        reader.screen.action_page(1)
        left = reader.pane(Side.LEFT)
        assert left.paint_offset > 2
        assert reader.row(Side.LEFT, 0) == left.render_line(0).text.rstrip()
        row = left.viewport.top - left.paint_offset
        painted = left.row_layout.rows[row].span.of(left.articles.left.text)
        assert painted in reader.row(Side.LEFT, 0)


@pytest.mark.parametrize("animate", [True, False])
async def test_who_wants_no_animation_gets_none(*, animate: bool) -> None:
    app = DiptychApp(linked_in_order().articles, preferences=Preferences(animate=animate))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        screen.action_page(1)
        pane = screen.split_view.pane(Side.LEFT)
        assert pane.viewport.top > 0
        assert (pane.paint_offset > 0) is animate
