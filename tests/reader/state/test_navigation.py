from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.reader.state.navigation import History, HistoryEntry, Place, neighbour
from diptych.sides import Side


def at(passage: int) -> HistoryEntry:
    return HistoryEntry(Place(Side.LEFT, passage))


@pytest.mark.parametrize(
    ("cursor", "steps", "found"),
    [(3, 1, 5), (3, -1, 2), (4, 1, 5), (4, -1, 2), (2, 2, 9), (2, 99, 9), (9, 1, None), (2, -1, None)],
)
def test_the_neighbour_is_the_next_member_there(cursor: int, steps: int, found: int | None) -> None:
    assert neighbour((2, 5, 9), cursor, steps) == found


def test_without_members_there_is_no_neighbour() -> None:
    assert neighbour((), 3, 1) is None
    assert neighbour((), 3, -1) is None


@given(st.sets(st.integers(0, 50)), st.integers(0, 50))
def test_a_step_there_and_back_returns_to_a_member(members: set[int], cursor: int) -> None:
    ordered = sorted(members)
    onward = neighbour(ordered, cursor, 1)
    if cursor in members and onward is not None:
        assert neighbour(ordered, onward, -1) == cursor


def test_back_and_forward_go_through_the_jumps() -> None:
    history = History()
    history.push(at(0))
    history.push(at(4))
    assert history.back(at(9)) == at(4)
    assert history.back(at(4)) == at(0)
    assert history.back(at(0)) is None
    assert history.forward(at(0)) == at(4)
    assert history.forward(at(4)) == at(9)
    assert history.forward(at(9)) is None


def test_a_new_jump_clears_the_places_ahead() -> None:
    history = History()
    history.push(at(0))
    history.back(at(1))
    history.push(at(2))
    assert history.forward(at(3)) is None
    assert history.back(at(3)) == at(2)


def test_going_back_skips_the_present_place() -> None:
    history = History()
    history.push(at(0))
    history.push(at(1))
    assert history.back(at(1)) == at(0)


def test_the_oldest_jumps_are_dropped() -> None:
    history = History(limit=2)
    for passage in range(4):
        history.push(at(passage))
    assert history.back(at(9)) == at(3)
    assert history.back(at(3)) == at(2)
    assert history.back(at(2)) is None


def test_going_back_restores_the_last_entry_of_a_place() -> None:
    history = History()
    history.push(HistoryEntry(Place(Side.LEFT, 3), row=7))
    history.push(HistoryEntry(Place(Side.LEFT, 3), row=20))
    assert history.back(at(5)) == HistoryEntry(Place(Side.LEFT, 3), row=20)
    assert history.back(at(3)) is None
