from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.alignment.kinds import Grade
from diptych.alignment.model import Link
from diptych.reader.linkmap.curves import CurveStyle, Pen, curve_across, curve_to_edge
from diptych.reader.linkmap.layout import (
    Nearness,
    OffScreen,
    VisibleLink,
    lay_out_map,
    pen_for,
)
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from diptych.reader.linkmap.layout import Cell, End, MapLayout

HEIGHT = 24
ABOVE, BELOW = OffScreen.ABOVE, OffScreen.BELOW
UP_DOWN = {Pen.BRAILLE: "↑↓↕", Pen.BOX: "↑↓↕", Pen.ASCII: "^v|"}


def visible(
    left: End, right: End, score: float = 0.8, nearness: Nearness = Nearness.ELSEWHERE, number: int = 0
) -> VisibleLink:
    """A link attached at these rows; both passages have the same index."""
    return VisibleLink(Link(number, number, score, Grade.RESTATED), Pair(left, right), nearness)


def swapped(found: VisibleLink) -> VisibleLink:
    link = found.link
    return VisibleLink(
        Link(link.right, link.left, link.score, link.grade), found.ends.swapped, found.nearness
    )


def dots(layout: MapLayout) -> set[tuple[int, int]]:
    """The dots that are set, as row and column, in a map drawn in braille."""
    found = set()
    for row, cells in enumerate(layout.rows):
        for column, cell in enumerate(cells):
            bits = ord(cell.character) - 0x2800
            if 0 < bits < 256:
                places = ((0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 1), (3, 0), (3, 1))
                found |= {
                    (4 * row + down, 2 * column + across)
                    for bit, (down, across) in enumerate(places)
                    if bits >> bit & 1
                }
    return found


def drawn(layout: MapLayout) -> dict[tuple[int, int], Cell]:
    return {
        (row, column): cell
        for row, cells in enumerate(layout.rows)
        for column, cell in enumerate(cells)
        if cell.emphasis is not None
    }


def picture(layout: MapLayout) -> list[str]:
    return ["".join(cell.character for cell in row) for row in layout.rows]


def mirror_image(lines: list[str], pen: Pen) -> list[str]:
    if pen is not Pen.BRAILLE:
        turned = str.maketrans("┐┌┘└┤├╗╔╝╚╣╠", "┌┐└┘├┤╔╗╚╝╠╣")
        return [line[::-1].translate(turned) for line in lines]

    def turn(character: str) -> str:
        bits = ord(character) - 0x2800
        if not 0 <= bits < 256:
            return character
        left, right = bits & 0x47, bits & 0xB8
        swapped = (left & 7) << 3 | (left & 0x40) << 1 | (right & 0x38) >> 3 | (right & 0x80) >> 1
        return chr(0x2800 + swapped)

    return ["".join(turn(character) for character in line[::-1]) for line in lines]


rows = st.integers(0, HEIGHT - 1)
ends = st.tuples(rows | st.sampled_from(OffScreen), rows | st.sampled_from(OffScreen))
widths = st.integers(3, 16)
pens = st.sampled_from(Pen)


@st.composite
def many(draw: st.DrawFn, *, current: bool = True) -> list[VisibleLink]:
    """Links anywhere, each with a different score; one may be the current link."""
    places = draw(st.lists(ends, max_size=12))
    scores = draw(st.permutations([0.05 + n / 20 for n in range(len(places))]))
    others = st.sampled_from([near for near in Nearness if near is not Nearness.CURRENT])
    found = [
        visible(place[0], place[1], score, draw(others), number)
        for number, (place, score) in enumerate(zip(places, scores, strict=True))
    ]
    if current and found and draw(st.booleans()):
        found[0] = found[0]._replace(nearness=Nearness.CURRENT)
    return found


# Curves


@given(left=rows, right=rows, width=widths, pen=pens, score=st.sampled_from([0.2, 0.5, 0.9]))
def test_a_curve_begins_and_ends_beside_its_passages(
    left: int, right: int, width: int, pen: Pen, score: float
) -> None:
    found = visible(left, right, score)
    layout = lay_out_map([found], width, HEIGHT, pen)
    cells = drawn(layout)
    for row, column, side in ((left, 0, Side.LEFT), (right, width - 1, Side.RIGHT)):
        assert (row, column) in cells
        target = layout.target(row, column)
        assert target is not None
        assert (target.link, target.side) == (found.link, side)
    assert min(row for row, _ in cells) == min(left, right)
    assert max(row for row, _ in cells) == max(left, right)


@given(left=rows, right=rows, width=widths)
def test_a_plain_line_is_thin_and_without_gaps(left: int, right: int, width: int) -> None:
    path = dots(lay_out_map([visible(left, right)], width, HEIGHT))
    falling = 1 if right >= left else -1
    at = (4 * left + 1, 0)
    seen = 0
    remaining = set(path)
    while at in remaining:
        remaining.remove(at)
        seen += 1
        row, column = at
        onward = {(row + falling, column), (row + falling, column + 1), (row, column + 1)} & remaining
        assert len(onward) <= 1
        at = onward.pop() if onward else (-1, -1)
    assert seen == len(path)
    assert (4 * right + 1, 2 * width - 1) in path


def test_a_weak_link_is_dotted_and_the_current_one_heavy() -> None:
    def amount(found: VisibleLink) -> int:
        return len(dots(lay_out_map([found], 8, HEIGHT)))

    weak, strong = amount(visible(2, 9, 0.3)), amount(visible(2, 9, 0.9))
    current = amount(visible(2, 9, 0.9, Nearness.CURRENT))
    assert weak <= 0.6 * strong
    assert current >= 1.7 * strong


def test_a_horizontal_line_is_straight() -> None:
    assert picture(lay_out_map([visible(0, 0)], 4, 1)) == ["⠒⠒⠒⠒"]
    assert picture(lay_out_map([visible(0, 0, nearness=Nearness.CURRENT)], 4, 1)) == ["⠶⠶⠶⠶"]
    assert picture(lay_out_map([visible(0, 0)], 4, 1, Pen.BOX)) == ["────"]
    assert picture(lay_out_map([visible(0, 0, nearness=Nearness.CURRENT)], 4, 1, Pen.ASCII)) == ["===="]


def test_a_curve_in_box_characters_turns_corners() -> None:
    assert picture(lay_out_map([visible(0, 2)], 5, 3, Pen.BOX)) == ["─┐   ", " └─┐ ", "   └─"]
    assert picture(lay_out_map([visible(2, 0)], 5, 3, Pen.ASCII)) == ["   .-", " .-' ", "-'   "]


@pytest.mark.parametrize("pen", Pen)
@pytest.mark.parametrize("line", CurveStyle)
def test_every_cell_of_a_curve_has_a_mark(pen: Pen, line: CurveStyle) -> None:
    for rows_apart in range(-20, 21):
        for width in range(3, 12):
            assert all(mark.bits for mark in curve_across(rows_apart, width, pen, line))
            assert all(mark.bits for mark in curve_to_edge(rows_apart, width, pen, line))


# Many links


@given(found=many(), width=widths, pen=pens)
def test_swapped_sides_give_the_mirror_image(found: list[VisibleLink], width: int, pen: Pen) -> None:
    # The dots of a horizontal dotted line begin at the left, so they are not mirrored.
    found = [each for each in found if each.ends.left != each.ends.right or each.strength > 0]
    one = lay_out_map(found, width, HEIGHT, pen)
    other = lay_out_map([swapped(each) for each in found], width, HEIGHT, pen)
    assert picture(other) == mirror_image(picture(one), pen)
    tones = [[cell.emphasis for cell in row] for row in one.rows]
    assert [[cell.emphasis for cell in row][::-1] for row in other.rows] == tones


@given(found=many(), width=widths, pen=pens)
def test_the_order_that_links_come_in_does_not_matter(found: list[VisibleLink], width: int, pen: Pen) -> None:
    assert lay_out_map(found, width, HEIGHT, pen) == lay_out_map(found[::-1], width, HEIGHT, pen)


@given(found=many(current=False), width=widths, pen=pens, shift=st.integers(1, 5))
def test_nothing_is_drawn_beyond_the_rows_of_its_ends(
    found: list[VisibleLink], width: int, pen: Pen, shift: int
) -> None:
    def moved(end: End) -> End:
        return end + shift if isinstance(end, int) else end

    lower = [each._replace(ends=each.ends.map(moved)) for each in found]
    blank = [" " * width] * shift
    inner = picture(lay_out_map(found, width, HEIGHT, pen))
    assert picture(lay_out_map(lower, width, HEIGHT + 2 * shift, pen)) == [*blank, *inner, *blank]


@given(found=many(), width=st.integers(0, 16), height=st.integers(HEIGHT, 30), pen=pens)
def test_every_drawn_cell_is_in_the_map_and_leads_to_one_of_the_links(
    found: list[VisibleLink], width: int, height: int, pen: Pen
) -> None:
    layout = lay_out_map(found, width, height, pen)
    assert [len(row) for row in layout.rows] == [width] * height
    links = [each.link for each in found]
    for row, column in drawn(layout):
        target = layout.target(row, column)
        assert target is not None
        assert target.link in links
    if width >= 3:
        assert bool(drawn(layout)) == any(isinstance(end, int) for each in found for end in each.ends)


@given(found=many(), width=widths, left=rows, right=rows, pen=pens)
def test_nothing_is_drawn_over_the_current_link(
    found: list[VisibleLink], width: int, left: int, right: int, pen: Pen
) -> None:
    others = [each for each in found if each.nearness is not Nearness.CURRENT]
    current = visible(left, right, 0.5, Nearness.CURRENT, 99)
    alone = drawn(lay_out_map([current], width, HEIGHT, pen))
    among = drawn(lay_out_map([*others, current], width, HEIGHT, pen))
    arrows = {
        place
        for place, cell in among.items()
        if cell.character in UP_DOWN[pen] and place[1] in (0, width - 1)
    }
    for place, cell in alone.items():
        assert among[place] == cell or place in arrows


def test_both_links_of_equal_nearness_are_visible_where_they_cross() -> None:
    falling, rising = visible(2, 12, 0.8, number=1), visible(12, 2, 0.6, number=2)
    layout = lay_out_map([falling, rising], 10, HEIGHT)
    assert dots(layout) == dots(lay_out_map([falling], 10, HEIGHT)) | dots(lay_out_map([rising], 10, HEIGHT))
    owners = [target.link for place in drawn(layout) if (target := layout.target(*place))]
    assert set(owners) == {falling.link, rising.link}


def test_the_more_important_link_is_drawn_where_links_cross() -> None:
    strong, weak = visible(4, 4, 0.9, number=1), visible(2, 6, 0.3, number=2)
    near = visible(2, 6, 0.3, Nearness.PASSAGE, number=3)
    middle = [(4, column) for column in range(9)]
    owners = [lay_out_map([strong, weak], 9, HEIGHT).target(*place) for place in middle]
    assert {owner.link for owner in owners if owner} == {strong.link}
    owners = [lay_out_map([strong, near], 9, HEIGHT).target(*place) for place in middle]
    assert near.link in {owner.link for owner in owners if owner}


# Ends out of view


@pytest.mark.parametrize("pen", Pen)
@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("beyond", OffScreen)
def test_a_link_with_one_end_out_of_view_is_an_arrow_beside_its_passage(
    pen: Pen, side: Side, beyond: OffScreen
) -> None:
    found = visible(7, beyond) if side is Side.LEFT else visible(beyond, 7)
    layout = lay_out_map([found], 6, HEIGHT, pen)
    at = (7, 0 if side is Side.LEFT else 5)
    cells = drawn(layout)
    assert {place: cell.character for place, cell in cells.items()} == {at: UP_DOWN[pen][beyond is BELOW]}
    target = layout.target(*at)
    assert target is not None
    assert (target.link, target.side) == (found.link, side.other)


def test_a_row_has_one_arrow_which_leads_to_its_best_link() -> None:
    best = visible(5, ABOVE, 0.9, number=1)
    layout = lay_out_map(
        [best, visible(5, BELOW, 0.5, number=2), visible(5, BELOW, 0.4, number=3)], 6, HEIGHT
    )
    assert [cell.character for cell in layout.rows[5]] == ["↕", *"     "]
    target = layout.target(5, 0)
    assert target is not None
    assert target.link == best.link


@given(row=rows, side=st.sampled_from(Side), beyond=st.sampled_from(OffScreen), width=widths, pen=pens)
def test_the_current_link_leaves_at_the_edge_beyond_which_its_end_is(
    row: int, side: Side, beyond: OffScreen, width: int, pen: Pen
) -> None:
    left, right = (row, beyond) if side is Side.LEFT else (beyond, row)
    found = visible(left, right, nearness=Nearness.CURRENT)
    layout = lay_out_map([found], width, HEIGHT, pen)
    cells = drawn(layout)
    edge = 0 if beyond is ABOVE else HEIGHT - 1
    arrows = {place for place, cell in cells.items() if cell.character in UP_DOWN[pen]}
    assert len(arrows) == 1
    (at,) = arrows
    assert at[0] == edge
    assert cells[at].character == UP_DOWN[pen][beyond is BELOW]
    assert (row, 0 if side is Side.LEFT else width - 1) in cells
    assert {place[0] for place in cells} == set(range(min(row, edge), max(row, edge) + 1))
    target = layout.target(*at)
    assert target is not None
    assert (target.link, target.side) == (found.link, side.other)


def test_a_link_with_no_end_in_view_is_not_drawn() -> None:
    for nearness in (Nearness.ELSEWHERE, Nearness.CURRENT):
        assert not drawn(lay_out_map([visible(ABOVE, BELOW, nearness=nearness)], 6, HEIGHT))


def test_a_curve_can_be_clicked_one_cell_beside_it() -> None:
    layout = lay_out_map([visible(0, 20)], 9, HEIGHT)
    column = next(at for at, cell in enumerate(layout.rows[10]) if cell.emphasis)
    assert layout.target(10, column - 1) == layout.target(10, column) == layout.target(10, column + 1)
    assert layout.target(10, 0) is None


# Pens


@pytest.mark.parametrize(
    ("characters", "encoding", "term", "pen"),
    [
        ("auto", "utf-8", "xterm-256color", Pen.BRAILLE),
        ("auto", "UTF-8", "linux", Pen.BOX),
        ("auto", "cp437", "xterm", Pen.ASCII),
        ("auto", "iso-8859-1", "xterm", Pen.ASCII),
        ("auto", "ascii", "vt100", Pen.ASCII),
        ("auto", "no such encoding", "xterm", Pen.ASCII),
        ("box", "utf-8", "xterm", Pen.BOX),
        ("ascii", "utf-8", "xterm", Pen.ASCII),
        ("braille", "utf-8", "linux", Pen.BRAILLE),
    ],
)
def test_the_map_uses_the_finest_characters_of_the_terminal(
    characters: str, encoding: str, term: str, pen: Pen
) -> None:
    assert pen_for(characters, encoding, term) is pen


@given(found=many(), width=widths)
def test_the_plain_map_is_ascii(found: list[VisibleLink], width: int) -> None:
    assert "".join(picture(lay_out_map(found, width, HEIGHT, Pen.ASCII))).isascii()
