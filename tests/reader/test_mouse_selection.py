"""Text selection with the mouse, and what the copy keys copy then."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from textual.events import MouseMove

from diptych.alignment.model import Alignment
from diptych.comparison import Comparison
from diptych.reader.panes.row_painter import GUTTER
from diptych.reader.state.filters import View
from diptych.sides import Side
from support.idle import wait_until
from support.long_articles import told_twice
from support.small_articles import bridge

if TYPE_CHECKING:
    from diptych.reader.panes.article_pane import ArticlePane
    from support.readers import Opened, Opener


async def move(opened: Opened, pane: ArticlePane | None, place: tuple[int, int], button: int = 1) -> None:
    """Move the mouse with a button down, unlike Textual's `hover`."""
    await opened.pilot._post_mouse_events([MouseMove], pane, offset=place, button=button)


async def drag(opened: Opened, side: Side, *cells: tuple[int, int]) -> None:
    """Press at a cell of a pane, counted from the beginning of its text, move over others, and release."""
    pane = opened.pane(side)
    places = [(x + GUTTER, y) for x, y in cells]
    await opened.pilot.mouse_down(pane, offset=places[0])
    for place in places[1:]:
        await move(opened, pane, place)
    await opened.pilot.mouse_up(pane, offset=places[-1])
    await opened.pilot.pause()


async def test_the_selection_is_copied_and_the_cursor_stays(open_reader: Opener) -> None:
    async with open_reader() as opened:
        await opened.press("down")
        row = opened.screen_row(Side.LEFT, 0)
        assert row is not None
        await drag(opened, Side.LEFT, (4, row), (10, row), (13, row))
        assert opened.place == ("left", 1)
        await opened.press("ctrl+c")
        assert opened.pilot.app.clipboard == "old bridge"
        assert "copied: selection, " in opened.text_of("StatusBar")


async def test_a_selection_never_leaves_the_pane_it_began_in(open_reader: Opener) -> None:
    async with open_reader() as opened:
        left = bridge().articles.left
        await drag(opened, Side.LEFT, (4, 0), (80, 0))
        await opened.press("y")
        first = opened.pane(Side.LEFT).row_layout.rows[0]
        assert opened.pilot.app.clipboard == first.span.of(left.text)[4:]
        assert opened.pane(Side.RIGHT).selection is None


async def test_rows_are_joined_as_the_text_has_them(open_reader: Opener) -> None:
    async with open_reader() as opened:
        text = bridge().articles.left.text
        await drag(opened, Side.LEFT, (0, 0), (90, 5))
        await opened.press("ctrl+c")
        copied = opened.pilot.app.clipboard
        assert copied in text
        assert "\n\n" in copied
        assert not set(copied) & set("●◐○≠▌│")


async def test_a_drag_backwards_selects_the_same(open_reader: Opener) -> None:
    async with open_reader() as opened:
        await drag(opened, Side.LEFT, (13, 0), (4, 0))
        await opened.press("ctrl+c")
        assert opened.pilot.app.clipboard == "old bridge"


async def test_one_selection_at_a_time_and_a_click_or_escape_ends_it(open_reader: Opener) -> None:
    async with open_reader() as opened:
        await drag(opened, Side.LEFT, (4, 0), (13, 0))
        await drag(opened, Side.RIGHT, (0, 0), (4, 0))
        assert opened.pane(Side.LEFT).selection is None
        assert opened.pane(Side.RIGHT).selected_text == "A new"
        await opened.press("escape")
        assert opened.pane(Side.RIGHT).selection is None
        await drag(opened, Side.LEFT, (4, 0), (13, 0))
        await opened.pilot.click(opened.pane(Side.LEFT), offset=(GUTTER + 3, 0))
        assert opened.pane(Side.LEFT).selection is None
        assert opened.place == ("left", 0)


async def test_a_click_that_does_not_move_still_moves_the_cursor(open_reader: Opener) -> None:
    async with open_reader() as opened:
        await drag(opened, Side.RIGHT, (2, 3))
        assert opened.pane(Side.RIGHT).selection is None
        await opened.pilot.click(opened.pane(Side.RIGHT), offset=(GUTTER + 2, 3))
        assert opened.place == ("right", 2)


async def test_selected_text_looks_different(open_reader: Opener) -> None:
    async with open_reader() as opened:
        pane = opened.pane(Side.LEFT)
        before = pane.render_line(0)
        await drag(opened, Side.LEFT, (4, 0), (13, 0))
        after = pane.render_line(0)
        assert after.text == before.text
        assert after != before
        pane.select(None)
        assert pane.render_line(0) == before


async def test_beyond_the_edge_the_pane_scrolls_and_the_selection_grows(open_reader: Opener) -> None:
    long = told_twice(300)
    unlinked = Alignment((), long.map(lambda article: len(article.passages)), threshold=0.5, same_event=True)
    async with open_reader(Comparison(long, unlinked), size=(120, 30)) as opened:
        pane = opened.pane(Side.LEFT)
        last = pane.places_in_view[-1]
        await opened.pilot.mouse_down(pane, offset=(GUTTER, 2))
        below = opened.pane(Side.LEFT).region.bottom + 2
        await move(opened, None, (GUTTER, below))
        await wait_until(lambda: pane.scroll_offset.y > 5)
        await opened.pilot.mouse_up(None, offset=(GUTTER, below))
        at = pane.scroll_offset.y
        await asyncio.sleep(0.2)
        assert pane.scroll_offset.y == at
        copied = pane.selected_text
        assert copied.startswith(long.left.passage_text(1))
        assert long.left.passage_text(last.passage + 1) in copied


async def test_with_nothing_selected_ctrl_c_neither_copies_nor_quits(open_reader: Opener) -> None:
    async with open_reader() as opened:
        await opened.press("ctrl+c")
        assert opened.pilot.app.is_running
        assert opened.pilot.app.clipboard == ""
        assert "Nothing is selected" in opened.text_of("StatusBar")


@pytest.mark.parametrize("keys", [("y", "y"), ("Y",)])
async def test_the_pair_is_copied(open_reader: Opener, keys: tuple[str, ...]) -> None:
    async with open_reader() as opened:
        await opened.press(*keys)
        assert "since Tuesday" in opened.pilot.app.clipboard
        assert "closed on Monday" in opened.pilot.app.clipboard
        assert "copied: link " in opened.text_of("StatusBar")


async def test_a_selection_survives_a_resize(open_reader: Opener) -> None:
    async with open_reader() as opened:
        await drag(opened, Side.LEFT, (4, 0), (13, 0))
        await opened.pilot.resize_terminal(100, 30)
        await opened.pilot.pause()
        assert opened.screen.split_view.selected_text == "old bridge"


async def test_in_a_single_column_only_the_article_it_began_in_is_selected(open_reader: Opener) -> None:
    async with open_reader(size=(60, 40)) as opened:
        await opened.press("v", "v")
        while opened.screen.split_view.view is not View.SINGLE:
            await opened.press("v")
        pane = opened.pane(Side.LEFT)
        rows = pane.row_layout.rows
        first = next(index for index, row in enumerate(rows) if row.has_text and row.side is Side.LEFT)
        last = max(i for i, row in enumerate(rows[:30]) if row.has_text and row.side is Side.LEFT)
        assert any(row.has_text and row.side is Side.RIGHT for row in rows[first:last])
        await drag(opened, Side.LEFT, (rows[first].indent, first), (58 - GUTTER, last))
        copied = pane.selected_text
        for passage in bridge().articles.left.passages[:3]:
            assert passage.span.of(bridge().articles.left.text) in copied
        for passage in bridge().articles.right.passages:
            assert passage.span.of(bridge().articles.right.text) not in copied
        assert not set(copied) & set("LR●◐○≠▌↑↓/")


async def test_an_unseen_release_of_the_button_ends_the_selection(open_reader: Opener) -> None:
    async with open_reader() as opened:
        pane = opened.pane(Side.LEFT)
        await opened.pilot.mouse_down(pane, offset=(GUTTER + 4, 0))
        await move(opened, pane, (GUTTER + 13, 0))
        await move(opened, pane, (GUTTER + 30, 0), button=0)
        await move(opened, pane, (GUTTER + 40, 0), button=0)
        assert pane.selected_text == "old bridge"
        assert opened.pilot.app.mouse_captured is None
