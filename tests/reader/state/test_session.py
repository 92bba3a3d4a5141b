from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diptych.reader.state import wording
from diptych.reader.state.filters import Selection
from diptych.reader.state.navigation import HistoryEntry, Place
from diptych.reader.state.search import search
from diptych.reader.state.search_results import next_hit, show_search
from diptych.reader.state.session import ReaderSession
from diptych.sides import Pair, Side
from support.small_articles import article, bridge

if TYPE_CHECKING:
    from diptych.comparison import Comparison


def session(comparison: Comparison | None = None) -> ReaderSession:
    """A session of the two bridge articles with their links."""
    comparison = comparison or bridge()
    begun = ReaderSession(comparison.articles)
    begun.receive(comparison)
    return begun


def left(passage: int) -> Place:
    return Place(Side.LEFT, passage)


def right(passage: int) -> Place:
    return Place(Side.RIGHT, passage)


def test_reading_begins_at_the_top_of_the_left_article() -> None:
    assert session().place == left(0)


def test_before_the_links_arrive_steps_work_and_jumps_do_not() -> None:
    begun = ReaderSession(bridge().articles)
    assert begun.step(1) is None
    assert begun.place == left(1)
    for refused in (
        begun.to_counterpart(),
        begun.next_in(Selection.LINKED, 1),
        begun.shift_threshold(1),
        begun.cycle_selection(),
    ):
        assert refused == wording.NOT_YET
    assert begun.counterparts == ()


def test_steps_stop_at_the_ends() -> None:
    begun = session()
    assert begun.step(-1) == wording.START
    assert begun.end(last=True) is None
    assert begun.place == left(6)
    assert begun.step(1) == wording.END


def test_paragraph_steps_go_to_their_first_passages() -> None:
    begun = session()
    begun.step_block(1)
    assert begun.place == left(2)
    begun.step(1)
    begun.step_block(-1)
    assert begun.place == left(2)
    begun.step_block(-1)
    assert begun.place == left(0)


def test_enter_goes_through_all_counterparts_and_home() -> None:
    begun = session()
    path = []
    for _ in range(4):
        assert begun.to_counterpart() is None
        path.append((begun.place, begun.note))
    one, two = "counterpart 1 of 2", "counterpart 2 of 2"
    assert path == [(right(2), one), (right(3), two), (left(0), ""), (right(2), one)]


def test_enter_leads_to_the_counterpart_shown_first() -> None:
    begun = session()
    begun.to_numbered(2)
    begun.switch(0)
    assert begun.place == left(0)
    path = []
    for _ in range(3):
        begun.to_counterpart()
        path.append((begun.place, begun.note))
    assert path == [(right(3), "counterpart 2 of 2"), (right(2), "counterpart 1 of 2"), (left(0), "")]


def test_during_the_cycle_the_numbers_stay_those_of_home() -> None:
    begun = session()
    begun.to_counterpart()
    assert [(link.left, link.right) for link in begun.counterparts] == [(0, 2), (0, 3)]
    sides = [begun.counterpart_side]
    begun.to_numbered(2)
    assert begun.place == right(3)
    begun.to_numbered(1)
    assert begun.place == right(2)
    begun.step(1)
    assert [(link.left, link.right) for link in begun.counterparts] == [(1, 3), (0, 3)]
    sides.append(begun.counterpart_side)
    assert sides == [Side.RIGHT, Side.LEFT]


def test_the_link_jumped_along_is_the_one_shown() -> None:
    begun = session()
    begun.to_counterpart()
    begun.to_counterpart()
    assert begun.link is not None
    assert (begun.link.left, begun.link.right, begun.link.score) == (0, 3, 0.52)


def test_any_other_move_ends_the_cycle() -> None:
    begun = session()
    begun.to_counterpart()
    begun.step(1)
    assert begun.note == ""
    begun.to_counterpart()
    assert begun.place == left(1)


def test_numbers_choose_a_counterpart() -> None:
    begun = session()
    assert begun.to_numbered(2) is None
    assert begun.place == right(3)
    begun.back()
    assert begun.to_numbered(3) == wording.no_such_number(2)


def test_enter_at_a_unique_passage_gives_a_message() -> None:
    begun = session()
    begun.move_to(Place(begun.active, 2))
    assert begun.to_counterpart() == wording.NO_COUNTERPART
    assert begun.to_numbered(1) == wording.NO_COUNTERPART


def test_the_nearest_passages_are_reached_without_a_link() -> None:
    begun = session()
    begun.move_to(left(5))
    assert [link.right for link in begun.nearest] == [1]
    for jump in (begun.to_counterpart, lambda: begun.to_numbered(1)):
        assert jump() is None
        assert begun.place == right(1)
        assert begun.note == wording.at_nearest(1, 1, 0.30)
        assert (begun.link, begun.nearest) == (begun.counterparts[0], ())
        assert begun.link is not None
        assert (begun.link.left, begun.link.right) == (5, 1)
        begun.to_counterpart()
        assert begun.place == left(5)
    assert begun.to_numbered(2) == wording.NO_COUNTERPART
    begun.move_to(left(0))
    assert begun.nearest == ()


def test_next_linked_unique_and_differs() -> None:
    begun = session()
    begun.next_in(Selection.UNIQUE, 1)
    assert begun.place == left(2)
    begun.next_in(Selection.LINKED, 1)
    assert begun.place == left(3)
    begun.next_in(Selection.DIFFERS, -1)
    assert begun.place == left(1)
    assert begun.next_in(Selection.DIFFERS, 1) == "No passage that differs further below."
    begun.end(last=True)
    assert begun.next_in(Selection.UNIQUE, 1) == "No unique passage further below."
    assert begun.next_in(Selection.UNIQUE, -1) is None
    assert begun.note == "unique passage 2 of 2"


def test_a_message_says_that_a_selection_has_no_or_one_passage() -> None:
    begun = session(bridge().at(0.85))
    assert begun.next_in(Selection.DIFFERS, 1) == "This is the only passage that differs."
    begun = session(bridge().at(0.95))
    message = begun.next_in(Selection.DIFFERS, 1)
    assert message == "No difference found; most between reports in their own words are missed."


def test_next_differs_shows_the_link_that_differs() -> None:
    begun = session()
    begun.switch(0)
    begun.next_in(Selection.DIFFERS, 1)
    begun.next_in(Selection.DIFFERS, 1)
    assert begun.place == right(3)
    assert begun.link is not None
    assert begun.link.left == 1


def test_switching_keeps_the_link_that_ends_there() -> None:
    begun = session()
    begun.switch(3)
    assert begun.place == right(3)
    assert begun.link is not None
    assert begun.link.left == 1
    begun.move_to(Place(begun.active, 0))
    begun.switch(4)
    assert begun.place == left(4)
    assert begun.back() == wording.NO_JUMP_BACK


def test_back_and_forward_cross_sides() -> None:
    begun = session()
    begun.to_counterpart()
    begun.next_in(Selection.UNIQUE, 1)
    assert begun.place == right(6)
    begun.back()
    assert begun.place == right(2)
    begun.back()
    assert begun.place == left(0)
    assert begun.back() == wording.NO_JUMP_BACK
    begun.forward()
    assert begun.place == right(2)


def test_going_back_restores_the_link_and_the_row() -> None:
    comparison = bridge()
    begun = ReaderSession(comparison.articles, lambda place: 10 * place.passage)
    begun.receive(comparison)
    begun.to_numbered(2)
    begun.end(last=True)
    stop = begun.back()
    assert isinstance(stop, HistoryEntry)
    assert stop.row == 30
    assert begun.link is not None
    assert (begun.link.left, begun.link.right) == (0, 3)


def test_steps_are_no_jumps() -> None:
    begun = session()
    begun.step(1)
    begun.step(1)
    assert begun.back() == wording.NO_JUMP_BACK


def test_the_threshold_moves_links_in_and_out() -> None:
    begun = session()
    begun.move_to(Place(begun.active, 5))
    assert begun.link is None
    for _ in range(4):
        begun.shift_threshold(-1)
    assert begun.alignment is not None
    assert begun.alignment.threshold == 0.3
    assert begun.link is not None
    assert begun.link.right == 1
    for _ in range(50):
        begun.shift_threshold(1)
    assert begun.alignment.threshold == 0.95
    assert begun.shift_threshold(1) == wording.THRESHOLD_LIMIT


def test_a_threshold_between_two_steps_moves_to_a_step() -> None:
    begun = session(bridge().at(0.52))
    begun.shift_threshold(1)
    assert begun.alignment is not None
    assert begun.alignment.threshold == 0.55


def test_the_filter_cycles_and_moves_the_cursor() -> None:
    begun = session()
    seen = []
    for _ in range(4):
        begun.cycle_selection()
        seen.append((begun.selection, begun.place))
    assert seen == [
        (Selection.LINKED, left(0)),
        (Selection.UNIQUE, left(2)),
        (Selection.DIFFERS, left(1)),
        (Selection.ALL, left(1)),
    ]


def test_a_filter_that_shows_nothing_is_skipped() -> None:
    begun = session(bridge().at(0.95))
    seen = []
    for _ in range(3):
        begun.cycle_selection()
        seen.append(begun.selection)
    assert seen == [Selection.LINKED, Selection.UNIQUE, Selection.ALL]


def test_the_filter_says_what_it_skips() -> None:
    begun = session(bridge().at(0.95))
    notes = []
    for _ in range(3):
        begun.cycle_selection()
        notes.append(begun.note)
    assert notes == ["", "", "no passage that differs and no passage that may differ: skipped"]


def test_steps_stay_within_the_filter() -> None:
    begun = session()
    begun.selection = Selection.UNIQUE
    begun.move_to(Place(begun.active, 2))
    begun.step(1)
    assert begun.place == left(5)
    assert begun.shown(Side.RIGHT) == (1, 6)


def test_a_jump_to_a_hidden_passage_ends_the_filter() -> None:
    begun = session()
    begun.selection = Selection.UNIQUE
    show_search(begun, search(begun.articles, "Monday"))
    assert begun.place == left(0)
    assert begun.selection is Selection.ALL
    assert begun.note == "the filter is off again"


def test_a_search_begins_at_the_cursor_and_wraps_around() -> None:
    begun = session()
    begun.move_to(Place(begun.active, 5))
    show_search(begun, search(begun.articles, "bridge"))
    seen = [begun.place]
    for _ in range(4):
        next_hit(begun, 1)
        seen.append(begun.place)
    # No later passage of the left article has a hit, so the search wraps around.
    assert seen == [left(0), left(4), right(2), left(0), left(4)]
    next_hit(begun, -1)
    assert begun.place == left(0)


def test_a_search_without_hits_says_so_and_moves_nothing() -> None:
    begun = session()
    assert show_search(begun, search(begun.articles, "zeppelin")) == wording.no_hit("zeppelin")
    assert begun.place == left(0)
    show_search(begun, None)
    assert next_hit(begun, 1) == "Search first."


def test_a_hit_in_furniture_gives_a_message() -> None:
    begun = session()
    assert show_search(begun, search(begun.articles, "newsletter")) == wording.IN_FURNITURE
    assert begun.hits.current == 0


def test_an_article_without_passages_can_be_open() -> None:
    empty = article("none", furniture="Subscribe to our newsletter")
    begun = ReaderSession(Pair(empty, bridge().articles.right))
    assert begun.place is None
    assert begun.step(1) is None
    assert begun.end(last=True) is None
    assert begun.to_counterpart() == wording.NOT_YET
    begun.switch(3)
    assert begun.place == right(3)
    assert begun.switch(0) == wording.NO_PASSAGES_THERE


def test_a_threshold_beyond_the_limits_stays() -> None:
    for threshold, steps in ((0.0, -1), (0.03, -1), (1.0, 1), (0.97, 1)):
        begun = session(bridge().at(threshold))
        assert begun.shift_threshold(steps) == wording.THRESHOLD_LIMIT
        assert begun.alignment is not None
        assert begun.alignment.threshold == threshold


def test_a_threshold_that_leaves_the_filter_empty_ends_the_filter() -> None:
    begun = session(bridge().at(0.9))
    begun.selection = Selection.DIFFERS
    begun.shift_threshold(1)
    assert begun.selection is Selection.ALL
    assert begun.note == "the filter is off again"


def test_a_filter_that_moves_the_cursor_ends_the_cycle() -> None:
    begun = session()
    begun.to_counterpart()
    begun.to_counterpart()
    assert (begun.place, begun.counterpart_side) == (right(3), Side.RIGHT)
    begun.cycle_selection()
    begun.cycle_selection()
    assert begun.selection is Selection.UNIQUE
    assert begun.place not in (None, right(3))
    assert begun.counterparts == ()


def test_links_that_arrive_keep_the_cycle_and_the_link_shown() -> None:
    known = bridge()
    again = replace(
        known,
        alignment=replace(
            known.alignment,
            candidates=tuple(replace(link, score=link.score - 0.01) for link in known.alignment.candidates),
        ),
    )
    begun = session(known)
    begun.to_counterpart()
    begun.receive(again)
    begun.to_counterpart()
    assert begun.place == right(3)
    begun.receive(known)
    begun.to_counterpart()
    assert begun.place == left(0)
    begun.to_numbered(2)
    shown = begun.link
    begun.receive(again)
    assert shown is not None
    assert begun.link is not None
    assert (begun.link.left, begun.link.right) == (shown.left, shown.right)


def test_next_differs_shows_the_link_that_differs_of_the_only_passage() -> None:
    known = bridge()
    plain, differing = known.alignment.links[1], known.alignment.links[0]
    links = (replace(plain, score=0.9), replace(differing, score=0.6))
    begun = ReaderSession(known.articles)
    begun.receive(replace(known, alignment=replace(known.alignment, candidates=links)))
    assert begun.link == links[0]
    for steps in (1, -1):
        said = begun.next_in(Selection.DIFFERS, steps)
        assert said is not None
        assert (begun.place, begun.link) == (left(0), links[1])
        begun.step(1)
        begun.step(-1)
        assert begun.link == links[0]
