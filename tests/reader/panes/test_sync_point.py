from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from diptych.reader.panes.sync_point import SyncAnchor, Viewport, sync_point, target_top

SCREEN = 30


@given(st.integers(1, 60), st.integers(1, 400))
def test_the_sync_point_slides_from_top_to_bottom(height: int, rows: int) -> None:
    windows = [Viewport(top, height, rows) for top in range(max(0, rows - height) + 1)]
    points = [sync_point(window) for window in windows]
    assert points[0] == 0
    assert all(0 <= one <= two <= 1 for one, two in pairwise(points))
    if len(points) > 1:
        assert points[-1] == 1
    if rows > 3 * height:
        assert sync_point(Viewport(rows // 2 - height // 2, height, rows)) == 0.5


def test_the_row_at_the_sync_point_never_goes_back() -> None:
    for rows in (SCREEN + 1, 45, 70, 500):
        windows = [Viewport(top, SCREEN, rows) for top in range(rows - SCREEN + 1)]
        found = [window.top + sync_point(window) * (SCREEN - 1) for window in windows]
        assert all(one < two for one, two in pairwise(found))
        assert (found[0], found[-1]) == (0, rows - 1)


@st.composite
def in_order(draw: st.DrawFn) -> list[SyncAnchor]:
    """Links in one order, as between two translations."""
    steps = draw(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 3)), min_size=3, max_size=60))
    leads, follows = (list(accumulate(step[side] for step in steps)) for side in (0, 1))
    return [SyncAnchor(lead, follow, 0.9) for lead, follow in zip(leads, follows, strict=True)]


@given(in_order(), st.integers(3, 40))
def test_with_links_in_order_the_other_pane_scrolls_in_the_same_direction(
    anchors: list[SyncAnchor], height: int
) -> None:
    leader = Viewport(0, height, anchors[-1].leader_row + 5)
    follower = Viewport(0, height, anchors[-1].follower_row + 5)
    places = []
    for top in range(leader.lowest + 1):
        leader = leader._replace(top=top)
        found = target_top(anchors, leader, follower)
        assert found is not None
        follower = follower._replace(top=found)
        places.append(follower.top + sync_point(leader) * (height - 1))
    # The row at the sync point never goes back by more than the rounding of a row.
    assert all(one - 1 <= two for one, two in pairwise(places))
    assert target_top(anchors, leader, follower._replace(top=0)) == follower.top


@given(in_order(), st.data())
def test_a_link_at_the_sync_point_is_aligned(anchors: list[SyncAnchor], data: st.DataObject) -> None:
    rows = anchors[-1].leader_row + 2 * SCREEN, anchors[-1].follower_row + 2 * SCREEN
    moved = [SyncAnchor(lead + SCREEN, follow + SCREEN, weight) for lead, follow, weight in anchors]
    chosen = data.draw(st.sampled_from(moved))
    leader = Viewport(chosen.leader_row - SCREEN // 2, SCREEN + 1, rows[0] + SCREEN)
    assume(SCREEN / 2 < leader.top < leader.lowest - SCREEN / 2)
    assert sync_point(leader) == 0.5
    found = target_top(
        moved, leader, Viewport(chosen.follower_row - SCREEN // 2, SCREEN + 1, rows[1] + SCREEN)
    )
    assert found is not None
    assert chosen.follower_row - found == chosen.leader_row - leader.top


@given(
    st.lists(
        st.builds(SyncAnchor, st.integers(0, 300), st.integers(0, 300), st.floats(0, 1)), max_size=40
    ).map(sorted),
    st.integers(0, 280),
    st.integers(1, 60),
    st.integers(-20, 300),
)
def test_with_any_links_the_pane_stays_filled_and_comes_to_rest(
    anchors: list[SyncAnchor], top: int, height: int, other: int
) -> None:
    leader, follower = Viewport(top, height, 301), Viewport(other, height, 301)
    found = target_top(anchors, leader, follower)
    if not anchors:
        assert found is None
    if found is not None:
        assert 0 <= found <= follower.lowest
        again = target_top(anchors, leader, follower._replace(top=found))
        assert again == found


def scrolled(anchors: list[SyncAnchor], tops: range, start: int, rows: int = 1000) -> list[int]:
    """Top rows of the other pane while one is scrolled row by row."""
    follower, found = Viewport(start, SCREEN, rows), []
    for top in tops:
        to = target_top(anchors, Viewport(top, SCREEN, rows), follower)
        follower = follower if to is None else follower._replace(top=to)
        found.append(follower.top)
    return found


def test_contradicting_links_do_not_make_the_other_pane_jump() -> None:
    anchors = [SyncAnchor(row, 100 + row if row % 8 else 800 - row, 0.8) for row in range(200, 400, 4)]
    tops = scrolled(anchors, range(250, 330), 350)
    assert sum(abs(two - one) > SCREEN for one, two in pairwise(tops)) <= 1


def test_a_displaced_run_is_followed_there_and_back_once() -> None:
    """Forty rows of one article are at the end of the other."""
    anchors = [
        SyncAnchor(row, 900 + row - 300 if 300 <= row < 340 else row, 0.8) for row in range(200, 500, 4)
    ]
    tops = scrolled(anchors, range(240, 420), 240)
    assert sum(abs(two - one) > SCREEN for one, two in pairwise(tops)) == 2
    assert tops[0] == 240
    assert tops[-1] == 419
    assert 880 < tops[320 - SCREEN // 2 - 240] < 920


def test_a_strong_link_is_preferred_to_a_weak_one_beside_it() -> None:
    weak, strong = SyncAnchor(500, 100, 0.3), SyncAnchor(503, 700, 0.9)
    for start in (100, 700):
        found = target_top([weak, strong], Viewport(487, SCREEN, 1000), Viewport(start, SCREEN, 1000))
        assert found is not None
        assert strong.follower_row - found == pytest.approx(strong.leader_row - 487, abs=1)


def test_between_far_links_in_order_the_rows_are_spread_evenly() -> None:
    anchors = [SyncAnchor(100, 200, 0.8), SyncAnchor(500, 400, 0.8)]
    leader = Viewport(300 - SCREEN // 2, SCREEN, 1000)
    found = target_top(anchors, leader, Viewport(0, SCREEN, 1000))
    assert found == pytest.approx(300 - SCREEN // 2, abs=1)


def test_between_far_links_that_cross_the_other_pane_stays() -> None:
    anchors = [SyncAnchor(100, 400, 0.8), SyncAnchor(500, 200, 0.8)]
    assert target_top(anchors, Viewport(285, SCREEN, 1000), Viewport(0, SCREEN, 1000)) is None


def test_a_pane_without_rows_has_its_sync_point_at_the_top() -> None:
    assert sync_point(Viewport(top=5, height=0, rows=200)) == 0.0


def test_a_pane_without_rows_does_not_follow() -> None:
    anchors = [SyncAnchor(10, 20, 0.9), SyncAnchor(30, 60, 0.9)]
    assert target_top(anchors, Viewport(5, 0, 200), Viewport(9, 10, 200)) is None
    assert target_top(anchors, Viewport(5, 10, 200), Viewport(9, 0, 200)) is None
