"""On articles that do not fit the screen: the cursor in view, its counterpart aligned, no needless moves."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest

from diptych.alignment.model import Alignment
from diptych.comparison import Comparison
from diptych.reader.panes.row_painter import GUTTER
from diptych.reader.state.filters import View
from diptych.reader.terminal.keys import BINDINGS
from diptych.sides import Pair, Side
from support.long_articles import LENGTH, linked_in_order, long_comparison
from support.small_articles import article

if TYPE_CHECKING:
    from support.readers import Opened, Opener


PAGES = frozenset(
    key for binding in BINDINGS if binding.action.startswith("page(") for key in binding.key.split(",")
)
"""Keys that turn pages."""

KEPT = frozenset(
    key for binding in BINDINGS if binding.action.startswith("switch") for key in binding.key.split(",")
)
"""Keys that go to the other pane and leave both where they are."""


def check_level(reader: Opened, after: object, *, paged: bool = False) -> bool:
    """The cursor is in view, and its counterpart aligned with it, unless paging left that out of view.

    Returns:
        Whether the alignment of both panes was checked.
    """
    session, screen = reader.screen.session, reader.screen
    place, link = session.place, session.link
    assert place is not None
    assert screen.split_view.pane(place.side).in_view(place), str(after)
    if screen.split_view.view is View.SYNOPSIS:  # where further counterparts are below the first
        assert len({reader.pane(side).viewport.top for side in Side}) == 1, after
    elif link is not None and screen.split_view.facing:
        side = place.side.other
        other = reader.pane(side).viewport
        if paged and (not 0 <= other.top <= other.lowest or not reader.in_view(side, link.end(side))):
            return False
        shown = session.shown(side)
        if shown is not None and link.end(side) not in shown:  # rejected while a filter is on
            return False
        rows = {each: reader.screen_row(each, link.end(each)) for each in Side}
        assert rows[Side.LEFT] == rows[Side.RIGHT], str(after)
    else:
        return False
    return True


@pytest.mark.parametrize("seed", range(4))
async def test_after_any_key_the_cursor_is_in_view_and_its_counterpart_aligned(
    open_reader: Opener, seed: int
) -> None:
    random = Random(seed)  # noqa: S311 - no secret
    left_out = ("p", "q", "s", "question_mark", "slash", "escape", "i", "I", "M", "C", "H")
    within = [one for one in BINDINGS if not one.action.startswith(("app.", "list("))]
    keys = [key for binding in within for key in binding.key.split(",") if key not in left_out]
    sizes = [(160, 48), (100, 30), (120, 20), (60, 24)]
    async with open_reader(long_comparison(), size=sizes[seed % 4]) as reader:
        pressed: list[object] = []
        paged_to: object = None
        kept_at: object = None
        checked = 0
        for _ in range(70):
            if random.random() < 0.06:
                pressed.append(random.choice(sizes))
                await reader.pilot.resize_terminal(*pressed[-1])  # type: ignore[misc]
                await reader.pilot.pause()
                await reader.pilot.pause()
            else:
                pressed.append(random.choice(keys))
                await reader.press(str(pressed[-1]))
                if pressed[-1] in ("e", "E", "m", "v", "V"):  # another layout needs several refreshes
                    for _refresh in range(4):
                        await reader.pilot.pause()
            if pressed[-1] in PAGES:
                paged_to = reader.place
            elif reader.place != paged_to:
                paged_to = None
            if pressed[-1] in KEPT:
                kept_at = reader.place
            if reader.place != kept_at:
                kept_at = None
                checked += check_level(reader, pressed, paged=paged_to is not None)
        assert checked >= 5


async def test_paging_to_a_link_far_away_leaves_the_other_pane_in_place(
    open_reader: Opener,
) -> None:
    known = linked_in_order()
    async with open_reader(known, size=(120, 40)) as reader:
        await reader.press("pagedown", "pagedown")
        place = reader.place
    assert place is not None
    came_upon = place[1]
    links = tuple(
        replace(link, right=link.right + 60) if link.left == came_upon else link
        for link in known.alignment.links
    )
    alignment = replace(known.alignment, candidates=links)
    async with open_reader(Comparison(known.articles, alignment), size=(120, 40)) as reader:
        await reader.press("pagedown", "pagedown")
        assert reader.place == ("left", came_upon)
        for key in ("e", "e", "plus", "minus"):
            assert not reader.in_view(Side.RIGHT, came_upon + 60)
            assert reader.in_view(Side.RIGHT, came_upon + 4)
            await reader.press(key)
        await reader.press("enter")
        assert reader.place == ("right", came_upon + 60)
        assert reader.screen_row(Side.RIGHT, came_upon + 60) == reader.screen_row(Side.LEFT, came_upon)
        await reader.press("backspace", "j", "k")
        assert reader.in_view(Side.RIGHT, came_upon + 60)


async def test_enter_leaves_the_origin_where_it_is(open_reader: Opener) -> None:
    async with open_reader(long_comparison(), size=(120, 40)) as reader:
        for _ in range(8):
            await reader.press("n")
            place = reader.place
            assert place is not None
            before = reader.screen_row(Side.LEFT, place[1])
            await reader.press("enter")
            assert reader.place == ("right", LENGTH - 1 - place[1])
            assert reader.screen_row(Side.LEFT, place[1]) == before
            await reader.press("backspace")
            assert reader.place == place
            assert reader.screen_row(Side.LEFT, place[1]) == before


async def test_tab_goes_to_something_in_view(open_reader: Opener) -> None:
    async with open_reader(long_comparison(), size=(100, 24)) as reader:
        await reader.press("s", "G", "tab")
        place = reader.place
        assert place is not None
        assert place[0] == "right"
        assert reader.in_view(Side.RIGHT, place[1])


async def test_tab_goes_to_nothing_that_the_filter_hides(open_reader: Opener) -> None:
    async with open_reader(long_comparison(), size=(100, 24)) as reader:
        await reader.press("f", "f", "f", "tab")
        place = reader.place
        assert place is not None
        assert place[1] in reader.screen.session.members(Side.RIGHT, reader.screen.session.selection)


async def test_a_resize_keeps_the_top_row_if_the_cursor_is_out_of_view(open_reader: Opener) -> None:
    async with open_reader(long_comparison(), size=(120, 40)) as reader:
        left = reader.pane(Side.LEFT)
        left.scroll_to(y=80, animate=False)
        await reader.pilot.pause()
        first = reader.screen.split_view.in_view.left[0]
        assert first > 10
        await reader.pilot.resize_terminal(100, 30)
        await reader.pilot.pause()
        assert abs(reader.screen.split_view.in_view.left[0] - first) <= 1


async def test_when_links_arrive_both_panes_stay_at_the_beginning(open_reader: Opener) -> None:
    async with open_reader(long_comparison(), size=(120, 40)) as reader:
        assert [reader.screen_row(side, 0) for side in Side] == [0, 0]
        await reader.press("k")
        check_level(reader, "k")


async def test_a_long_passage_is_read_to_its_end(open_reader: Opener) -> None:
    words = " ".join(f"word{n}" for n in range(800))
    tall = article("Tall", (words + ".", "And the end."))
    comparison = Comparison(Pair(tall, tall), Alignment((), Pair(2, 2), 0.5, same_event=True))
    async with open_reader(comparison, size=(80, 24)) as reader:
        seen = ""
        for _ in range(30):
            pane = reader.pane(Side.LEFT)
            seen += " ".join(reader.row(Side.LEFT, row) for row in range(pane.size.height)) + " "
            if reader.place == ("left", 1):
                break
            await reader.press("j")
        assert reader.place == ("left", 1)
        assert all(f"word{n}" in seen for n in range(800))


async def test_a_click_on_the_counterpart_is_a_jump(open_reader: Opener) -> None:
    async with open_reader(long_comparison(), size=(120, 40)) as reader:
        await reader.press("n")
        place, right = reader.place, reader.pane(Side.RIGHT)
        assert place is not None
        row = reader.screen_row(Side.RIGHT, LENGTH - 1 - place[1])
        assert row is not None
        passage = right.articles.right.passages[LENGTH - 1 - place[1]]
        block = right.articles.right.blocks[passage.block]
        offset = GUTTER + (2 if passage.span.start == block.span.start else 60)
        await reader.pilot.click(right, offset=(offset, row))
        assert reader.place == ("right", LENGTH - 1 - place[1])
        assert reader.screen.session.link is not None
        assert reader.screen.session.link.left == place[1]
        await reader.press("backspace")
        assert reader.place == place


async def test_a_click_on_a_mark_goes_to_its_passage(open_reader: Opener) -> None:
    async with open_reader(size=(160, 48)) as reader:
        await reader.pilot.click(reader.pane(Side.LEFT), offset=(GUTTER - 2, 0))
        assert reader.place == ("left", 1)
        await reader.pilot.click(reader.pane(Side.LEFT), offset=(GUTTER - 3, 0))
        assert reader.place == ("left", 0)


async def test_a_hit_in_furniture_is_shown(open_reader: Opener) -> None:
    comparison = long_comparison()
    paragraphs = tuple((f"Passage {n} stands here.",) for n in range(LENGTH))
    right = article("Right", *paragraphs, furniture="Subscribe to our newsletter")
    articles = Pair(comparison.articles.left, right)
    async with open_reader(Comparison(articles, comparison.alignment), size=(120, 30)) as reader:
        await reader.press("slash", *"newsletter", "enter")
        assert "furniture" in reader.text_of("StatusBar")
        pane = reader.pane(Side.RIGHT)
        rows = [reader.row(Side.RIGHT, row) for row in range(pane.size.height)]
        assert any("newsletter" in row for row in rows)


async def test_a_threshold_changes_what_is_marked(open_reader: Opener) -> None:
    async with open_reader(size=(160, 48)) as reader:
        await reader.press("j", "j")
        row = reader.screen_row(Side.LEFT, 0)
        assert row is not None
        before = reader.pane(Side.LEFT).render_line(row)
        for _ in range(9):
            await reader.press("plus")
        assert reader.screen_row(Side.LEFT, 0) == row
        after = reader.pane(Side.LEFT).render_line(row)
        assert before.text != after.text
        styles = {segment.text: segment.style for segment in before}
        assert styles["Harrow"] != {segment.text: segment.style for segment in after}.get("Harrow")
