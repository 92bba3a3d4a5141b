from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.reader.navigation import History, Place, neighbour
from diptych.sides import Side


def place(passage: int, side: Side = Side.LEFT) -> Place:
    return Place(side, passage)


@pytest.mark.parametrize(
    ("cursor", "steps", "found"),
    [(3, 1, 5), (3, -1, 2), (4, 1, 5), (4, -1, 2), (2, 2, 9), (2, 99, 9), (9, 1, None), (2, -1, None)],
)
def test_the_neighbour_is_the_next_member_that_way(cursor: int, steps: int, found: int | None) -> None:
    assert neighbour((2, 5, 9), cursor, steps) == found


def test_nothing_is_next_to_anything_among_none() -> None:
    assert neighbour((), 3, 1) is None
    assert neighbour((), 3, -1) is None


@given(st.sets(st.integers(0, 50)), st.integers(0, 50))
def test_a_step_there_and_back_returns_to_a_member(members: set[int], cursor: int) -> None:
    ordered = sorted(members)
    onward = neighbour(ordered, cursor, 1)
    if cursor in members and onward is not None:
        assert neighbour(ordered, onward, -1) == cursor


def test_back_and_forward_walk_through_the_jumps() -> None:
    history = History()
    history.leave(place(0))
    history.leave(place(4))
    assert history.back(place(9)) == place(4)
    assert history.back(place(4)) == place(0)
    assert history.back(place(0)) is None
    assert history.forward(place(0)) == place(4)
    assert history.forward(place(4)) == place(9)
    assert history.forward(place(9)) is None


def test_a_new_jump_forgets_what_was_ahead() -> None:
    history = History()
    history.leave(place(0))
    history.back(place(1))
    history.leave(place(2))
    assert history.forward(place(3)) is None
    assert history.back(place(3)) == place(2)


def test_going_back_skips_where_one_already_is() -> None:
    history = History()
    history.leave(place(0))
    history.leave(place(1))
    assert history.back(place(1)) == place(0)


def test_the_oldest_jumps_are_forgotten() -> None:
    history = History(limit=2)
    for passage in range(4):
        history.leave(place(passage))
    assert history.back(place(9)) == place(3)
    assert history.back(place(3)) == place(2)
    assert history.back(place(2)) is None
