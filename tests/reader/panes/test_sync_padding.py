"""How far two aligned panes move together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from diptych.reader.panes.sync_padding import clamp_padding, padding_shift
from diptych.reader.panes.sync_point import Viewport


def blank(window: Viewport) -> tuple[int, int]:
    """The blank rows above and below an article."""
    above = min(max(0, -window.top), window.height)
    return above, min(max(0, window.top + window.height - window.rows), window.height)


@some.composite
def level_panes(draw: some.DrawFn) -> tuple[Viewport, Viewport, int, int]:
    """Two panes of one height, the row at which they are aligned, and the height of the passages there."""
    height = draw(some.integers(1, 40))
    lengths = [draw(some.integers(1, 200)) for _ in range(2)]
    rows = draw(some.integers(1, min(height, *lengths)))
    here, there = (draw(some.integers(0, length - rows)) for length in lengths)
    row = draw(some.integers(0, height - 1))
    return Viewport(here - row, height, lengths[0]), Viewport(there - row, height, lengths[1]), row, rows


@given(level_panes())
def test_after_the_shift_the_passage_is_in_view_and_no_pane_is_blank_for_more_than_half(
    panes: tuple[Viewport, Viewport, int, int],
) -> None:
    one, other, row, rows = panes
    shift = padding_shift(one, other, row, rows)
    assert 0 <= row - shift <= one.height - rows
    moved = [window._replace(top=window.top + shift) for window in (one, other)]
    for window in moved:
        needed = max(0, window.height - window.rows)
        assert sum(blank(window)) - needed <= max(rows, (window.height + 1) // 2)
    again = padding_shift(moved[0], moved[1], row - shift, rows)
    assert again == 0


@given(level_panes())
def test_rows_that_are_blank_in_both_panes_are_removed(panes: tuple[Viewport, Viewport, int, int]) -> None:
    one, other, row, rows = panes
    shift = padding_shift(one, other, row, rows)
    moved = [window._replace(top=window.top + shift) for window in (one, other)]
    above, below = (min(blank(window)[end] for window in moved) for end in (0, 1))
    long = all(window.rows >= window.height for window in moved)
    assert not (long and above and below)
    assert above == 0


def test_nothing_moves_if_at_most_a_third_of_a_pane_is_blank() -> None:
    assert padding_shift(Viewport(10, 30, 90), Viewport(-10, 30, 90), 15, 3) == 0
    assert padding_shift(Viewport(10, 30, 90), Viewport(70, 30, 90), 15, 3) == 0


def test_both_panes_move_if_one_would_be_mostly_blank() -> None:
    assert padding_shift(Viewport(10, 30, 90), Viewport(-18, 30, 90), 20, 3) == 8
    assert padding_shift(Viewport(10, 30, 90), Viewport(78, 30, 90), 5, 3) == -8


def test_nothing_moves_for_a_passage_that_begins_above_the_pane_or_is_taller() -> None:
    assert padding_shift(Viewport(10, 30, 90), Viewport(-28, 30, 90), -2, 20) == 0
    assert padding_shift(Viewport(10, 30, 90), Viewport(-28, 30, 90), 2, 60) == 0


def test_no_row_of_two_articles_that_fit_their_panes_is_hidden() -> None:
    assert padding_shift(Viewport(0, 30, 12), Viewport(3, 30, 8), 0, 2) == -3
    assert padding_shift(Viewport(0, 30, 12), Viewport(-4, 30, 8), 4, 2) == 0


def test_a_passage_cut_off_by_the_lower_edge_comes_into_view() -> None:
    assert padding_shift(Viewport(10, 30, 90), Viewport(20, 30, 90), 25, 9) == 4


def test_a_following_pane_is_at_most_half_blank() -> None:
    assert clamp_padding(Viewport(0, 30, 90), -28) == -15
    assert clamp_padding(Viewport(0, 30, 90), 88) == 75
    assert clamp_padding(Viewport(0, 30, 90), 20) == 20
    assert clamp_padding(Viewport(0, 30, 10), -35) == -35
