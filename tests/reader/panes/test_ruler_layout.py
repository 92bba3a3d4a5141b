from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from diptych.article.model import Span
from diptych.reader.panes.ruler_layout import PassageScale, RulerMark, RulerScale, hit_rows
from diptych.reader.text.highlights import PassageStatus
from diptych.reader.text.row_index import PassageRows
from diptych.reader.text.rows import lay_out
from diptych.sides import Pair, Side
from support.small_articles import article

MANY = 8
"""Passages of a ruler row, of which one that differs is shown."""


@given(st.integers(1, 5000), st.integers(1, 80))
def test_the_rows_of_a_ruler_cover_the_whole_article_in_order(rows: int, height: int) -> None:
    scale = RulerScale(rows, height)
    found = [scale.ruler_row(row) for row in range(rows)]
    assert all(one <= two <= one + 1 for one, two in pairwise(found))
    assert (found[0], found[-1]) == (0, scale.used - 1)
    assert scale.used == min(rows, height)


@given(st.integers(1, 5000), st.integers(1, 80), st.floats(-50, 200))
def test_every_position_of_a_ruler_leads_into_the_article(rows: int, height: int, place: float) -> None:
    scale = RulerScale(rows, height)
    assert 0 <= scale.layout_row(place) < rows
    for ruler_row in range(scale.used):
        assert abs(scale.ruler_row(scale.layout_row(ruler_row + 0.5)) - ruler_row) <= 1


@given(st.integers(1, 3000), st.integers(1, 60), st.integers(-100, 3100), st.integers(1, 60))
def test_a_ruler_row_is_in_view_if_any_of_its_rows_is(rows: int, height: int, top: int, shown: int) -> None:
    scale = RulerScale(rows, height)
    window = scale.window(top, shown)
    in_view = [scale.ruler_row(row) for row in range(top, top + shown) if 0 <= row < rows]
    assert sorted(set(in_view)) == list(window)


@given(
    st.lists(st.tuples(st.integers(1, 60), st.sampled_from(list(PassageStatus)), st.booleans()), max_size=60),
    st.integers(1, 30),
    st.integers(10, 40),
)
def test_no_difference_and_no_hit_is_lost(
    passages: list[tuple[int, PassageStatus, bool]], height: int, width: int
) -> None:
    made = article("One", *(("word " * words + "end.",) for words, _, _ in passages))
    layout = lay_out(made, Side.LEFT, width)
    scale = RulerScale(len(layout.rows), height)
    found = [passage.span for passage, (_, _, hit) in zip(made.passages, passages, strict=True) if hit]
    rows_of_hits = hit_rows(layout.rows, Side.LEFT, found)
    statuses = [status for _, status, _ in passages]
    marks = PassageScale(Pair(made, made), layout.passage_rows, scale).marks(Pair(statuses, ()), rows_of_hits)
    assert len(marks) == height
    for rows, (_, status, hit) in zip(layout.passage_rows.left, passages, strict=True):
        if status is PassageStatus.DIFFERS and len(passages) <= MANY:
            assert marks[scale.ruler_row(rows.start)].status is PassageStatus.DIFFERS
        if hit:
            assert marks[scale.ruler_row(rows.start)].hit
            assert marks[scale.ruler_row(rows.start)].row is not None
    # The ruler has no mark of its own for what may differ.
    assert PassageStatus.MAY_DIFFER not in {mark.status for mark in marks}
    assert sum(mark.hit for mark in marks) <= len(found)


def test_a_ruler_without_rows_has_no_marks() -> None:
    made = article("One", ("Short.",))
    layout = lay_out(made, Side.LEFT, 20)
    scale = PassageScale(Pair(made, made), layout.passage_rows, RulerScale(len(layout.rows), 0))
    assert scale.marks(Pair([PassageStatus.DIFFERS], ()), ()) == ()


def test_a_row_that_stands_for_many_passages_differs_only_if_several_do() -> None:
    made = article("One", *((f"Sentence {number}.",) for number in range(40)))
    layout = lay_out(made, Side.LEFT, 200)
    scale = PassageScale(Pair(made, made), layout.passage_rows, RulerScale(len(layout.rows), 1))
    for differing, status in (
        (1, PassageStatus.LINKED),
        (4, PassageStatus.LINKED),
        (5, PassageStatus.DIFFERS),
    ):
        statuses = [PassageStatus.DIFFERS] * differing + [PassageStatus.LINKED] * (40 - differing)
        assert scale.marks(Pair(statuses, ())) == (RulerMark(status, row=0),)


def test_a_ruler_row_tells_how_much_of_its_text_is_linked() -> None:
    made = article("One", ("Short.", "A much, much longer sentence.", "A middling sentence."))
    layout = lay_out(made, Side.LEFT, 200)
    scale = PassageScale(Pair(made, made), layout.passage_rows, RulerScale(len(layout.rows), 1))
    unique, linked, related = PassageStatus.UNIQUE, PassageStatus.LINKED, PassageStatus.RELATED
    assert scale.marks(Pair([linked, unique, unique], ())) == (RulerMark(unique),)
    assert scale.marks(Pair([linked, unique, linked], ())) == (RulerMark(related),)
    assert scale.marks(Pair([unique, linked, linked], ())) == (RulerMark(linked),)
    assert scale.marks(Pair([related, related, related], ())) == (RulerMark(related),)
    assert scale.marks(Pair([unique, related, unique], ())) == (RulerMark(unique),)
    assert scale.marks(Pair([PassageStatus.DIFFERS, linked, linked], ())) == (
        RulerMark(PassageStatus.DIFFERS, row=0),
    )
    assert scale.marks(Pair([linked, PassageStatus.UNKNOWN, PassageStatus.UNKNOWN], ())) == (RulerMark(),)


def test_a_hidden_passage_is_not_on_the_ruler() -> None:
    made = article("One", ("One sentence.",), ("Another sentence.",))
    layout = lay_out(made, Side.LEFT, 40, shown=[0])
    scale = PassageScale(Pair(made, made), layout.passage_rows, RulerScale(len(layout.rows), 10))
    statuses = [mark.status for mark in scale.marks(Pair([PassageStatus.LINKED, PassageStatus.DIFFERS], ()))]
    assert PassageStatus.DIFFERS not in statuses
    assert PassageStatus.LINKED in statuses


def test_an_article_shorter_than_the_ruler_is_drawn_row_by_row() -> None:
    made = article("One", ("Some words here.",), ("Other words there.",))
    layout = lay_out(made, Side.LEFT, 40)
    scale = RulerScale(len(layout.rows), 8)
    marks = PassageScale(Pair(made, made), layout.passage_rows, scale).marks(
        Pair([PassageStatus.UNIQUE, PassageStatus.LINKED], ())
    )
    assert [mark.status.value for mark in marks] == ["○", " ", "●", " ", " ", " ", " ", " "]


def test_an_article_without_rows_has_an_empty_ruler() -> None:
    scale = RulerScale(0, 3)
    assert scale.window(0, 20) == range(0)
    assert scale.layout_row(2) == 0
    empty = Pair(article("One"), article("Two"))
    assert (
        PassageScale(empty, Pair(PassageRows(0), PassageRows(0)), scale).marks(Pair((), ()))
        == (RulerMark(),) * 3
    )
    assert hit_rows((), Side.LEFT, [Span(3, 5)]) == []
