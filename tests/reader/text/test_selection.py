"""Mouse selections, in code points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from diptych.article.model import Span
from diptych.reader.text.rows import MIN_WIDTH, graphemes, lay_out
from diptych.reader.text.selection import LEFT_OUT, End, TextSelection, grapheme_at, selected_text
from diptych.sides import Pair, Side
from support.small_articles import article, bridge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.article.model import Article
    from diptych.reader.text.rows import Row

SENTENCES = st.lists(
    st.sampled_from(["a", "bc", "é", " ", "日", "本", "。", "e\u0301", "👩\u200d🔬", "שלום", "جسر", "🇩🇪"]),
    min_size=1,
).map(lambda parts: "x" + "".join(parts) + ".")


def laid(made: Article, width: int, shown: set[int] | None = None) -> tuple[Pair[Article], Sequence[Row]]:
    return Pair(made, made), lay_out(made, Side.LEFT, width, shown).rows


def between(one: End, two: End) -> TextSelection:
    return TextSelection(Side.LEFT, one, two)


ALL = between(End(0, Span(0, 0)), End(9_999, Span(99_999, 99_999)))


def test_both_letters_touched_are_selected_whichever_came_first() -> None:
    articles, rows = laid(article("t", ("A bridge.",)), 40)
    one, two = End(0, Span(3, 4)), End(0, Span(6, 7))
    assert selected_text(articles, rows, between(one, two)) == "ridg"
    assert selected_text(articles, rows, between(two, one)) == "ridg"


def test_either_cell_of_a_wide_letter_selects_the_whole_letter() -> None:
    articles, rows = laid(article("t", ("大桥关闭",)), 40)
    found = [grapheme_at(articles, rows, 0, cell).span for cell in (0, 1, 2, 3)]
    assert found == [Span(0, 1)] * 2 + [Span(1, 2)] * 2


def test_a_letter_is_selected_with_its_marks_and_an_emoji_with_its_joiners() -> None:
    articles, rows = laid(article("t", ("e\u0301a👩\u200d🔬b",)), 40)
    text = articles.left.text
    assert grapheme_at(articles, rows, 0, 0).span == Span(0, 2)
    assert grapheme_at(articles, rows, 0, 3).span.of(text) == "👩\u200d🔬"
    assert grapheme_at(articles, rows, 0, 4).span.of(text) == "b"


def test_beside_the_text_the_nearer_edge_is_selected() -> None:
    articles, rows = laid(bridge().articles.left, 200)
    end = rows[0].span.end
    assert grapheme_at(articles, rows, 0, -3) == End(0, Span(0, 0))
    assert grapheme_at(articles, rows, 0, 190) == End(0, Span(end, end))
    assert grapheme_at(articles, rows, -4, 7) == End(0, Span(0, 0))
    end = len(articles.left.text)
    assert grapheme_at(articles, rows, 99, 7) == End(len(rows) - 1, Span(end, end))
    assert grapheme_at(articles, (), 3, 3) == End(0, Span(0, 0))


def test_between_paragraphs_nothing_is_added_or_lost() -> None:
    articles, rows = laid(bridge().articles.left, 30)
    text = articles.left.text
    assert selected_text(articles, rows, ALL) == text
    start, end = text.index("Twelve"), text.index("crack")
    one, two = (
        next(End(i, Span(at, at + 5)) for i, row in enumerate(rows) if row.has_text and at in row.span)
        for at in (start, end)
    )
    assert selected_text(articles, rows, between(two, one)) == (
        "Twelve people were hurt, the town said.\n\n“We heard a crack"
    )


def test_hidden_passages_are_replaced_by_an_ellipsis() -> None:
    articles, rows = laid(bridge().articles.left, 200, {0, 4, 6})
    said = articles.left.passage_text
    assert selected_text(articles, rows, ALL) == (
        f"{said(0)}\n\n{LEFT_OUT}\n\n{said(4)} {LEFT_OUT} {said(6)}"
    )


def test_in_one_column_only_one_article_is_selected() -> None:
    articles = bridge().articles
    layouts = [lay_out(articles[side], side, 40).rows for side in Side]
    rows = [row for pair in zip(*layouts, strict=False) for row in pair]
    copied = selected_text(articles, rows, ALL)
    assert articles.left.passage_text(0) in copied
    assert articles.right.passage_text(0) not in copied
    assert ALL.in_row(0, rows[0]) is not None
    assert ALL.in_row(1, rows[1]) is None


@given(st.lists(SENTENCES, min_size=1, max_size=4), st.integers(MIN_WIDTH, 30), st.data())
def test_a_selection_is_a_slice_of_the_text_at_any_width(
    sentences: list[str], width: int, data: st.DataObject
) -> None:
    made = article("t", *((sentence,) for sentence in sentences))
    articles, rows = laid(made, width)
    row, cell = st.integers(0, len(rows) - 1), st.integers(-2, width + 2)
    ends = [grapheme_at(articles, rows, data.draw(row), data.draw(cell)) for _ in range(2)]
    copied = selected_text(articles, rows, between(*ends))
    texts = [end.span for end in ends if rows[end.row].has_text]
    if len(texts) == 2:
        span = Span(min(found.start for found in texts), max(found.end for found in texts))
        assert copied == span.of(made.text).strip()
        edges = {block.span.start for block in made.blocks} | {
            block.span.start + end
            for block in made.blocks
            for _, end, _ in graphemes(block.span.of(made.text))
        }
        assert {span.start, span.end} <= edges
    else:
        assert copied in made.text


@given(
    st.lists(SENTENCES, min_size=1, max_size=4),
    st.integers(MIN_WIDTH, 30),
    st.integers(MIN_WIDTH, 30),
    st.data(),
)
def test_a_selection_keeps_its_text_in_another_layout(
    sentences: list[str], width: int, other: int, data: st.DataObject
) -> None:
    made = article("t", *((sentence,) for sentence in sentences))
    articles, rows = laid(made, width)
    row, cell = st.integers(0, len(rows) - 1), st.integers(-2, width + 2)
    selection = between(*(grapheme_at(articles, rows, data.draw(row), data.draw(cell)) for _ in range(2)))
    _, wrapped = laid(made, other)

    def row_with(_: Side, offset: int) -> int:
        # white space at which a row is broken is in no row: the layout gives the next one
        return next(i for i, row in enumerate(wrapped) if row.has_text and row.span.end > offset)

    copied = selected_text(articles, rows, selection)
    moved = selection.moved(rows, row_with)
    assert copied == ("" if moved is None else selected_text(articles, wrapped, moved))


@given(SENTENCES, st.integers(MIN_WIDTH, 30))
def test_every_cell_of_a_row_leads_to_the_text_painted_there(sentence: str, width: int) -> None:
    articles, rows = laid(article("t", (sentence,)), width)
    text = articles.left.text
    for index, row in enumerate(rows):
        for cell in range(cell_len(row.span.of(text))):
            found = grapheme_at(articles, rows, index, cell).span
            before = cell_len(text[row.span.start : found.start])
            assert before <= cell < before + max(1, cell_len(found.of(text)))
