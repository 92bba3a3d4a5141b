from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.content import Content
from textual.geometry import Region

from diptych.alignment.kinds import Grade
from diptych.alignment.model import Alignment, Link
from diptych.comparison import Comparison
from diptych.preferences.settings import Preferences
from diptych.reader.app.app import DiptychApp
from diptych.reader.linkmap.layout import Nearness, lay_out_map, visible_links
from diptych.reader.linkmap.link_map import LinkMap
from diptych.reader.panes.pane_geometry import PaneGeometry
from diptych.reader.panes.pane_state import map_view
from diptych.reader.state.filters import Selection, View
from diptych.sides import Pair, Side
from support.aligners import endless, ready
from support.readers import Opened
from support.small_articles import article, bridge

if TYPE_CHECKING:
    from diptych.reader.linkmap.layout import MapLayout, MapView
    from support.readers import Opener

LENGTH = 60


def long_comparison() -> Comparison:
    """Sixty paragraphs a side, each a passage; left 4n is linked with right 4n + 1 and 59 - 4n."""
    articles = Pair(
        *(
            article(name, *((f"{name} number {n} goes on for a while.",) for n in range(LENGTH)))
            for name in "AB"
        )
    )
    near = [Link(n, n + 1, 0.9, Grade.RESTATED) for n in range(0, LENGTH, 4)]
    far = [Link(n, LENGTH - 1 - n, 0.5, Grade.RELATED) for n in range(0, LENGTH, 4)]
    links = tuple(sorted({(link.left, link.right): link for link in (*far, *near)}.values(), key=_ends))
    return Comparison(articles, Alignment(links, Pair(LENGTH, LENGTH), 0.3, same_event=True))


def _ends(link: Link) -> tuple[int, int]:
    return link.left, link.right


def the_map(reader: Opened) -> LinkMap:
    return reader.screen.query_one(LinkMap)


def shown(reader: Opened) -> list[str]:
    """What the map has painted, row by row beside the panes."""
    found = the_map(reader)
    first = reader.pane(Side.LEFT).region.y - found.region.y
    return [found.render_line(first + row).text for row in range(reader.pane(Side.LEFT).size.height)]


def pane_view(reader: Opened) -> MapView:
    """What the map should show, given links."""
    view = map_view(reader.screen.session)
    assert view is not None
    return view


def afresh(reader: Opened) -> MapLayout:
    """The layout that the map should have now."""
    found, split_view = the_map(reader), reader.screen.split_view
    geometry = PaneGeometry(split_view.columns.map(lambda column: column.pane))
    links = visible_links(pane_view(reader), geometry)
    return lay_out_map(links, found.size.width, reader.pane(Side.LEFT).size.height)


def is_up_to_date(reader: Opened) -> bool:
    """Whether the map shows what it should, and that is not empty unless the filter hides all ends."""
    rows = ["".join(cell.character for cell in row) for row in afresh(reader).rows]
    hidden = reader.screen.session.selection is Selection.UNIQUE
    return shown(reader) == rows and any(row.strip() for row in rows) is not hidden


def cell_of(reader: Opened, link: Link, column: int) -> tuple[int, int]:
    """Where to click in the map for a link, near a column."""
    layout = afresh(reader)
    first = reader.pane(Side.LEFT).region.y - the_map(reader).region.y
    for row in range(len(layout.rows)):
        target = layout.target(row, column)
        if target is not None and target.link == link and layout.rows[row][column].emphasis:
            return column, first + row
    raise AssertionError(f"{link} is not in column {column}")


def link_between(reader: Opened, left: int, right: int) -> Link:
    alignment = reader.screen.session.alignment
    assert alignment is not None
    return next(link for link in alignment.links if (link.left, link.right) == (left, right))


async def test_the_map_is_between_panes_of_one_width(open_reader: Opener) -> None:
    for width in range(90, 202, 7):
        async with open_reader(size=(width, 40)) as reader:
            left, right = (reader.pane(side) for side in Side)
            found = the_map(reader)
            assert found.region.x == left.region.right
            assert found.region.right == right.region.x
            assert left.size.width == right.size.width
            assert 5 <= found.size.width <= 16


async def test_the_current_link_is_a_heavy_line_aligned_with_its_passages(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("n", "N")
        row = reader.screen_row(Side.LEFT, 0)
        assert row is not None
        assert row == reader.screen_row(Side.RIGHT, 2)
        assert shown(reader)[row].strip("⠶") == ""
        assert is_up_to_date(reader)


async def test_without_links_the_map_is_blank(open_reader: Opener) -> None:
    bare = bridge()
    none = Comparison(bare.articles, Alignment((), bare.alignment.sizes, 0.5, same_event=True))
    async with open_reader(none) as reader:
        assert not any(row.strip() for row in shown(reader))


@pytest.mark.parametrize("size", [(160, 48), (100, 30), (120, 16)])
async def test_the_map_follows_every_scroll_in_the_same_frame(
    open_reader: Opener, size: tuple[int, int]
) -> None:
    async with open_reader(long_comparison(), size=size) as reader:
        for side in (*Side, *Side):
            before = shown(reader)
            reader.pane(side).scroll_relative(y=7, animate=False)
            await reader.pilot.pause(0)
            assert is_up_to_date(reader)
            assert shown(reader) != before


async def test_the_map_follows_every_key(open_reader: Opener) -> None:
    keys = ["n", "n", "enter", "enter", "G", "N", "tab", "u", "pagedown", "plus", "minus", "backspace"]
    keys += ["f", "f", "f", "f", "s", "n", "s", "e", "e", "m", "m", "1", "2", "g"]
    async with open_reader(long_comparison(), size=(120, 36)) as reader:
        for key in keys:
            await reader.press(key)
            if the_map(reader).display:
                assert is_up_to_date(reader), key


async def test_the_map_follows_a_pane_with_blank_rows_above_its_text(open_reader: Opener) -> None:
    articles = Pair(*(article(name, *((f"{name} says {n}.",) for n in range(6))) for name in ("One", "Two")))
    links = tuple(Link(*ends, 0.9, Grade.RESTATED) for ends in ((1, 0), (4, 1)))
    alignment = Alignment(links, Pair(6, 6), 0.5, same_event=True)
    async with open_reader(Comparison(articles, alignment)) as reader:  # so short that no pane can scroll
        right = reader.pane(Side.RIGHT)
        for key in ("j", "s", "n", "s", "N"):
            before = right.scroll_y, right.virtual_size
            await reader.press(key)
            assert is_up_to_date(reader), key
            assert key == "j" or (right.scroll_y, right.virtual_size) == before
        assert reader.screen_row(Side.RIGHT, 0) == reader.screen_row(Side.LEFT, 1) == 2


async def test_only_the_rows_that_changed_are_painted(
    open_reader: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_reader(long_comparison(), size=(120, 40)) as reader:
        await reader.press("n")
        before = shown(reader)
        painted: list[int] = []
        paint = LinkMap.render_line
        monkeypatch.setattr(LinkMap, "render_line", lambda self, y: painted.append(y) or paint(self, y))  # type: ignore[func-returns-value]
        await reader.press("s", "down")  # held, so nothing scrolls
        monkeypatch.undo()
        first = reader.pane(Side.LEFT).region.y - the_map(reader).region.y
        changed = {
            first + row
            for row, (old, new) in enumerate(zip(before, shown(reader), strict=True))
            if old != new
        }
        assert changed
        assert changed <= set(painted)
        assert len(set(painted)) < len(before) / 2


async def test_the_panes_are_not_painted_for_the_map(
    open_reader: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_reader(long_comparison(), size=(120, 40)) as reader:
        await reader.press("n")
        pane = type(reader.pane(Side.LEFT))
        painted: list[int] = []
        paint = pane.render_line
        monkeypatch.setattr(pane, "render_line", lambda self, y: painted.append(y) or paint(self, y))  # type: ignore[func-returns-value]
        link = link_between(reader, 8, 9)
        await reader.pilot.hover(LinkMap, offset=cell_of(reader, link, 4))
        await reader.pilot.pause()
        assert the_map(reader)._pointed == link
        assert not painted


async def test_m_shows_all_links_then_hides_the_map_and_widens_the_panes(open_reader: Opener) -> None:
    async with open_reader(long_comparison()) as reader:
        await reader.press("n", "n")
        found, pane = the_map(reader), reader.pane(Side.LEFT)
        with_map = pane.size.width
        await reader.press("m")
        assert found.display
        assert "all links" in reader.text_of("StatusBar")
        await reader.press("m")
        assert not found.display
        assert 2 * pane.size.width >= 2 * with_map + found.get_content_width(
            reader.screen.size, reader.screen.size
        )
        assert reader.screen_row(Side.LEFT, 4) == reader.screen_row(Side.RIGHT, 5)
        await reader.press("j", "m")
        assert found.display
        assert pane.size.width == with_map
        assert is_up_to_date(reader)


async def test_stacked_articles_have_no_map(open_reader: Opener) -> None:
    async with open_reader(long_comparison(), size=(80, 40)) as reader:
        assert not the_map(reader).display
        await reader.press("m")
        assert "wider terminal" in reader.text_of("StatusBar")
        await reader.pilot.resize_terminal(120, 40)
        await reader.pilot.pause()
        assert the_map(reader).display
        assert is_up_to_date(reader)
        await reader.pilot.resize_terminal(80, 40)
        await reader.pilot.pause()
        assert not the_map(reader).display


async def test_the_map_follows_a_resize(open_reader: Opener) -> None:
    async with open_reader(long_comparison(), size=(120, 40)) as reader:
        await reader.press("n", "n", "n")
        for size in ((160, 48), (100, 30), (100, 20), (200, 60), (120, 15), (95, 40)):
            await reader.pilot.resize_terminal(*size)
            await reader.pilot.pause()
            await reader.pilot.pause()
            assert is_up_to_date(reader), size


async def test_a_click_on_a_half_of_a_curve_goes_to_its_passage(open_reader: Opener) -> None:
    async with open_reader(long_comparison(), size=(160, 48)) as reader:
        link = link_between(reader, 8, 9)
        for column, side in ((1, Side.LEFT), (the_map(reader).size.width - 2, Side.RIGHT)):
            await reader.pilot.click(LinkMap, offset=cell_of(reader, link, column))
            await reader.pilot.pause()
            assert reader.place == (side.value, link.end(side))
            assert reader.screen.session.link == link
            assert reader.screen_row(Side.LEFT, 8) == reader.screen_row(Side.RIGHT, 9)
        await reader.press("backspace")
        assert reader.place == ("left", 8)


async def test_a_click_on_an_arrow_goes_to_the_end_out_of_view(open_reader: Opener) -> None:
    async with open_reader(long_comparison(), size=(160, 48)) as reader:
        link = link_between(reader, 4, 55)
        await reader.pilot.click(LinkMap, offset=cell_of(reader, link, 0))
        await reader.pilot.pause()
        assert reader.place == ("right", 55)
        assert reader.screen.session.link == link
        assert reader.screen_row(Side.LEFT, 4) == reader.screen_row(Side.RIGHT, 55)
        assert reader.in_view(Side.LEFT, 4, wholly=True)
        assert reader.in_view(Side.RIGHT, 55, wholly=True)


async def test_a_click_beside_the_curves_does_nothing(open_reader: Opener) -> None:
    async with open_reader(long_comparison(), size=(160, 48)) as reader:
        before = reader.place
        layout = afresh(reader)
        first = reader.pane(Side.LEFT).region.y - the_map(reader).region.y
        empty = next(row for row in range(40) if layout.target(row, 5) is None)
        await reader.pilot.click(LinkMap, offset=(5, first + empty))
        await reader.pilot.click(LinkMap, offset=(5, 0))
        await reader.pilot.pause()
        assert reader.place == before


async def test_the_link_under_the_mouse_is_highlighted_and_has_a_tooltip(open_reader: Opener) -> None:
    sentence = "A [red]word[/red] that is long enough."
    odd = article("Odd", (sentence,), ("Another.",))
    links = (Link(0, 0, 0.9, Grade.VERBATIM), Link(1, 1, 0.6, Grade.RELATED))
    comparison = Comparison(Pair(odd, odd), Alignment(links, Pair(2, 2), 0.5, same_event=True))
    async with open_reader(comparison) as reader:
        await reader.press("down")
        at = cell_of(reader, links[0], 4)
        await reader.pilot.hover(LinkMap, offset=at)
        await reader.pilot.pause()
        tip = the_map(reader).tooltip
        assert isinstance(tip, Content)
        assert tip.plain.splitlines() == ["verbatim 0.90", sentence, sentence]
        layout = the_map(reader)._layout
        assert layout is not None
        tones = {cell.emphasis for cell in layout.rows[at[1] - the_map(reader)._top]}
        assert {emphasis.nearness for emphasis in tones if emphasis} == {Nearness.POINTED}
        await reader.pilot.hover("EvidencePanel")
        await reader.pilot.pause()
        assert the_map(reader).tooltip is None


async def test_passages_that_the_filter_hides_have_no_curves(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("f", "f")
        assert reader.screen.session.selection.value == "unique"
        assert not any(row.strip() for row in shown(reader))


async def test_the_geometry_has_the_rows_of_the_panes(open_reader: Opener) -> None:
    async with open_reader(long_comparison(), size=(120, 30)) as reader:
        pane = reader.pane(Side.LEFT)
        pane.scroll_to(y=9, animate=False)
        await reader.pilot.pause()
        geometry = the_map(reader)._geometry
        assert len(geometry.rows) == pane.size.height
        alignment = reader.screen.session.alignment
        assert alignment is not None
        visible = set(geometry.visible(Side.LEFT))
        assert 4 < len(visible) < LENGTH
        for link in alignment.links:
            rows = geometry.link_rows(link)
            assert rows.map(lambda found: found.start) == Pair(
                *(reader.screen_row(side, link.end(side)) for side in Side)
            )
            seen = rows.left.start < pane.size.height and rows.left.stop > 0
            assert seen == (link.left in visible)


async def test_in_the_synopsis_passages_side_by_side_are_connected(open_reader: Opener) -> None:
    async with open_reader(long_comparison(), size=(140, 40)) as reader:
        await reader.press("n", "v")
        assert reader.screen.split_view.view is View.SYNOPSIS
        found = list(visible_links(pane_view(reader), the_map(reader)._geometry))
        seen = [each.ends for each in found if all(isinstance(end, int) for end in each.ends)]
        assert len(seen) > 3
        best = [pair for pair in seen if pair.left == pair.right]
        assert len(best) >= len(seen) / 2
        for key in ("n", "pagedown", "n", "enter", "G", "N"):
            await reader.press(key)
            assert is_up_to_date(reader), key


async def test_a_single_column_has_no_map(open_reader: Opener) -> None:
    async with open_reader(long_comparison(), size=(120, 40)) as reader:
        await reader.press("v", "v")
        assert reader.screen.split_view.view is View.SINGLE
        assert not the_map(reader).display
        await reader.press("m")
        assert "side by side" in reader.text_of("StatusBar")
        await reader.press("v")
        assert the_map(reader).display
        assert is_up_to_date(reader)


@pytest.mark.parametrize(("preferred", "line"), [("box", "═"), ("ascii", "="), ("braille", "⠶")])
async def test_preferences_decide_whether_and_with_what_the_map_is_drawn(preferred: str, line: str) -> None:
    wanted = Preferences(link_map=False, link_map_characters=preferred)
    app = DiptychApp(bridge().articles, preferences=wanted, aligner=ready(bridge()))
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        reader = Opened(pilot)
        await reader.press("n")
        assert not the_map(reader).display
        await reader.press("m")
        row = reader.screen_row(Side.LEFT, reader.screen.session.cursor(Side.LEFT))
        assert row is not None
        assert shown(reader)[row].strip(line) == ""


async def test_the_heading_has_its_ground_before_there_are_links() -> None:
    grounds = []
    for aligner in (endless(), ready(bridge())):
        app = DiptychApp(bridge().articles, preferences=Preferences(theme="textual-dark"), aligner=aligner)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            (row,) = pilot.app.screen.query_one(LinkMap).render_lines(Region(0, 0, 1, 1))
            (segment,) = row
            assert segment.style is not None
            grounds.append(segment.style.bgcolor)
    assert grounds[0] == grounds[1]
