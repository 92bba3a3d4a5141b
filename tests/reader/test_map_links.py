from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from diptych.alignment.kinds import Grade
from diptych.alignment.model import Alignment, Link
from diptych.reader.linkmap.layout import (
    MapView,
    Nearness,
    OffScreen,
    visible_links,
)
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from diptych.reader.linkmap.layout import End


HEIGHT = 24
ABOVE, BELOW = OffScreen.ABOVE, OffScreen.BELOW


class Rows:
    """Passages and their rows, in a map of `HEIGHT` rows."""

    def __init__(self, left: dict[int, range], right: dict[int, range]) -> None:
        self._rows = Pair(left, right)

    @property
    def rows(self) -> range:
        return range(3, 3 + HEIGHT)

    def visible(self, side: Side) -> list[int]:
        return [passage for passage, rows in self._rows[side].items() if {*rows} & {*range(HEIGHT)}]

    def link_rows(self, link: Link) -> Pair[range]:
        return Pair(self._rows.left[link.left], self._rows.right[link.right])


EVERYWHERE = dict.fromkeys(range(9), range(1, 3))


def aligned(*links: Link) -> Alignment:
    return Alignment(links, Pair(9, 9), 0.0, same_event=True)


def test_every_link_of_the_passages_in_view_is_drawn_once() -> None:
    one, two, three = (Link(*ends, 0.8, Grade.RESTATED) for ends in ((0, 0), (1, 2), (2, 1)))
    seen = Rows(
        {0: range(3, 4), 1: range(HEIGHT, 30), 2: range(0)},
        {0: range(-2, 5), 1: range(9, 11), 2: range(7, 8)},
    )
    found = list(visible_links(MapView(aligned(one, two, three)), seen))
    assert [each.link for each in found] == [one, two]
    assert [each.ends for each in found] == [Pair(3, 0), Pair(BELOW, 7)]


def test_only_the_best_link_of_each_passage_is_drawn_until_all_are_asked_for() -> None:
    best, other, third = (
        Link(left, right, score, Grade.RESTATED)
        for left, right, score in ((1, 1, 0.9), (2, 2, 0.9), (1, 2, 0.8))
    )
    alignment = aligned(best, other, third)
    everywhere = Rows(EVERYWHERE, EVERYWHERE)

    def drawn(view: MapView) -> list[Link]:
        return [each.link for each in visible_links(view, everywhere)]

    assert drawn(MapView(alignment, side=Side.LEFT)) == [best, other]
    assert drawn(MapView(alignment, all_links=True)) == [best, third, other]
    assert third in drawn(MapView(alignment, best, (best, third)))


@pytest.mark.parametrize(
    ("rows", "end"),
    [
        (range(-3, 0), ABOVE),
        (range(-3, 1), 0),
        (range(HEIGHT - 1, 90), HEIGHT - 1),
        (range(HEIGHT, 90), BELOW),
        (range(4, 6), 4),
    ],
)
def test_a_link_is_attached_at_the_first_row_in_view(rows: range, end: End) -> None:
    link = Link(0, 0, 0.9, Grade.RESTATED)
    (found,) = visible_links(MapView(aligned(link)), Rows({0: rows}, {0: range(5, 6)}))
    assert found.ends == Pair(end, 5)


def test_without_links_nothing_is_drawn() -> None:
    assert not list(visible_links(MapView(), Rows(EVERYWHERE, EVERYWHERE)))


def test_how_near_a_link_is_to_the_cursor() -> None:
    shown, also, block, far, pointed = (
        Link(*ends, 0.8, Grade.RESTATED) for ends in ((0, 0), (0, 1), (1, 2), (3, 3), (3, 4))
    )
    view = MapView(aligned(shown, also, block, far, pointed), shown, (shown, also), Side.LEFT, range(2))
    found = {each.link: each.nearness for each in visible_links(view, Rows(EVERYWHERE, EVERYWHERE), pointed)}
    assert found == {
        shown: Nearness.CURRENT,
        also: Nearness.PASSAGE,
        block: Nearness.PARAGRAPH,
        far: Nearness.ELSEWHERE,
        pointed: Nearness.POINTED,
    }
