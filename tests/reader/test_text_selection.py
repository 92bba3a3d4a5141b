"""What the mouse selects, in code points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from diptych.article.model import Span
from diptych.reader.row_layout import MIN_WIDTH, RowKind, graphemes, lay_out
from diptych.reader.text_selection import LEFT_OUT, TextSelection, selected_text, under
from small_articles import article, bridge

SENTENCES = st.lists(
    st.sampled_from(["a", "bc", "é", " ", "日", "本", "。", "e\u0301", "👩\u200d🔬", "שלום", "جسر", "🇩🇪"]),
    min_size=1,
).map(lambda parts: "x" + "".join(parts) + ".")


def test_both_letters_touched_are_selected_whichever_came_first() -> None:
    assert TextSelection(Span(3, 4), Span(9, 10)).span == Span(3, 10)
    assert TextSelection(Span(9, 10), Span(3, 4)).span == Span(3, 10)


def test_both_cells_of_a_wide_letter_mean_the_whole_letter() -> None:
    made = article("t", ("大桥关闭",))
    rows = lay_out(made, 40).rows
    assert [under(made.text, rows, 0, cell) for cell in (0, 1, 2, 3)] == [Span(0, 1)] * 2 + [Span(1, 2)] * 2


def test_a_letter_takes_its_marks_along_and_an_emoji_its_joiners() -> None:
    made = article("t", ("e\u0301a👩\u200d🔬b",))
    rows = lay_out(made, 40).rows
    assert under(made.text, rows, 0, 0) == Span(0, 2)
    assert under(made.text, rows, 0, 3).of(made.text) == "👩\u200d🔬"
    assert under(made.text, rows, 0, 4).of(made.text) == "b"


def test_beside_the_text_its_nearer_edge_is_meant() -> None:
    left = bridge().articles.left
    rows = lay_out(left, 200).rows
    assert under(left.text, rows, 0, -3) == Span(0, 0)
    assert under(left.text, rows, 0, 190) == Span(rows[0].span.end, rows[0].span.end)
    assert under(left.text, rows, -4, 7) == Span(0, 0)
    assert under(left.text, rows, 99, 7) == Span(len(left.text), len(left.text))
    assert under("", (), 3, 3) == Span(0, 0)


def test_between_paragraphs_nothing_is_added_or_lost() -> None:
    left = bridge().articles.left
    rows = lay_out(left, 30).rows
    assert selected_text(left.text, rows, Span(0, len(left.text))) == left.text
    start, end = left.text.index("Twelve"), left.text.index("crack") + len("crack")
    assert selected_text(left.text, rows, Span(start, end)) == (
        "Twelve people were hurt, the town said.\n\n“We heard a crack"
    )


def test_what_the_filter_hides_is_left_out_and_said_so() -> None:
    left = bridge().articles.left
    rows = lay_out(left, 200, {0, 4, 6}).rows
    copied = selected_text(left.text, rows, Span(0, len(left.text)))
    assert copied == (
        f"{left.passage_text(0)}\n\n{LEFT_OUT}\n\n{left.passage_text(4)} {LEFT_OUT} {left.passage_text(6)}"
    )


@given(st.lists(SENTENCES, min_size=1, max_size=4), st.integers(MIN_WIDTH, 30), st.data())
def test_a_selection_is_a_slice_of_the_text_whatever_the_width(
    sentences: list[str], width: int, data: st.DataObject
) -> None:
    made = article("t", *((sentence,) for sentence in sentences))
    rows = lay_out(made, width).rows
    ends = [
        under(
            made.text, rows, data.draw(st.integers(0, len(rows) - 1)), data.draw(st.integers(-2, width + 2))
        )
        for _ in range(2)
    ]
    span = TextSelection(*ends).span
    copied = selected_text(made.text, rows, span)
    assert copied == span.of(made.text).strip()
    edges = {block.span.start for block in made.blocks} | {
        block.span.start + end for block in made.blocks for _, end, _ in graphemes(block.span.of(made.text))
    }
    assert {span.start, span.end} <= edges


@given(SENTENCES, st.integers(MIN_WIDTH, 30))
def test_every_cell_of_a_row_leads_to_what_is_painted_there(sentence: str, width: int) -> None:
    made = article("t", (sentence,))
    rows = lay_out(made, width).rows
    for index, row in enumerate(rows):
        if row.kind is RowKind.TEXT:
            for cell in range(cell_len(row.span.of(made.text))):
                found = under(made.text, rows, index, cell)
                before = cell_len(made.text[row.span.start : found.start])
                assert before <= cell < before + max(1, cell_len(found.of(made.text)))


@pytest.mark.parametrize("width", [MIN_WIDTH, 20, 80])
def test_a_click_alone_selects_no_more_than_its_letter(width: int) -> None:
    left = bridge().articles.left
    found = under(left.text, lay_out(left, width).rows, 0, 3)
    assert TextSelection(found, found).span.of(left.text) == left.text[3]
