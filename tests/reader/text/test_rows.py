from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from diptych.article.model import Article, Block, BlockKind, Passage, Span
from diptych.reader.state.navigation import Place
from diptych.reader.text.rows import MIN_WIDTH, RowKind, graphemes, lay_out, wrap
from diptych.reader.text.selection import grapheme_at
from diptych.sides import Pair, Side
from support.small_articles import article, bridge

TEXTS = st.lists(
    st.sampled_from(["a", "bc", "é", " ", "  ", "日", "本", "。", "「", "e\u0301", "👩\u200d🔬"])
).map("".join)


def rows_of(text: str, width: int) -> list[str]:
    return [span.of(text) for span in wrap(text, width)]


def test_words_are_kept_whole_and_the_space_at_a_break_is_dropped() -> None:
    assert rows_of("The ferry left the quay.", 9) == ["The ferry", "left the", "quay."]


def test_a_word_longer_than_the_row_is_cut() -> None:
    assert rows_of("abcdefghij kl", 4) == ["abcd", "efgh", "ij", "kl"]


def test_wide_characters_take_two_cells_and_may_be_separated_anywhere() -> None:
    assert rows_of("橋は月曜日に", 6) == ["橋は月", "曜日に"]


def test_a_closing_mark_does_not_begin_a_row() -> None:
    assert rows_of("橋は閉鎖。明日", 8) == ["橋は閉", "鎖。明日"]


def test_combining_marks_stay_with_their_letter() -> None:
    assert rows_of("e\u0301" * 5, 2) == ["e\u0301e\u0301", "e\u0301e\u0301", "e\u0301"]


@given(TEXTS, st.integers(2, 30))
def test_rows_keep_the_text_in_order_and_within_the_width(text: str, width: int) -> None:
    spans = list(wrap(text, width))
    end = 0
    for span in spans:
        row = span.of(text)
        assert span.start >= end
        assert not text[end : span.start].strip()
        assert cell_len(row.rstrip()) <= width or len(list(graphemes(row))) == 1
        end = span.end
    assert not text[end:].strip()


@given(TEXTS)
def test_graphemes_cover_the_text(text: str) -> None:
    assert "".join(text[start:end] for start, end, _ in graphemes(text)) == text


def test_blocks_have_gaps_and_every_passage_has_its_rows() -> None:
    left = bridge().articles.left
    layout = lay_out(left, Side.LEFT, 200)
    assert [row.kind for row in layout.rows] == [
        RowKind.TEXT,
        RowKind.BLANK,
        RowKind.TEXT,
        RowKind.BLANK,
        RowKind.TEXT,
    ]
    assert [list(rows) for rows in layout.passage_rows.left] == [[0], [0], [2], [2], [4], [4], [4]]
    assert layout.passages_in(bridge().articles, 2) == range(2, 4)


def test_a_narrow_layout_breaks_passages_over_rows() -> None:
    layout = lay_out(bridge().articles.left, Side.LEFT, 20)
    first, second = layout.passage_rows.left[0], layout.passage_rows.left[1]
    assert len(first) == 3
    assert first[-1] == second[0]


def test_the_width_is_never_below_the_minimum() -> None:
    assert (
        lay_out(bridge().articles.left, Side.LEFT, 1).rows
        == lay_out(bridge().articles.left, Side.LEFT, MIN_WIDTH).rows
    )


def test_hidden_passages_fold_into_one_row_for_each_run() -> None:
    left = bridge().articles.left
    layout = lay_out(left, Side.LEFT, 200, {2, 5, 6})
    shown = [(row.kind, row.span.of(left.text)) for row in layout.rows if row.kind is not RowKind.BLANK]
    assert shown == [
        (RowKind.HIDDEN, left.text[: left.passages[1].span.end]),
        (RowKind.TEXT, left.passage_text(2)),
        (RowKind.HIDDEN, f"{left.passage_text(3)}\n\n{left.passage_text(4)}"),
        (RowKind.TEXT, f"{left.passage_text(5)} {left.passage_text(6)}"),
    ]
    assert not layout.passage_rows.left[0]
    assert layout.passages_in(bridge().articles, 0) == range(2)


def test_with_nothing_shown_one_row_replaces_all() -> None:
    layout = lay_out(bridge().articles.left, Side.LEFT, 40, ())
    assert [row.kind for row in layout.rows] == [RowKind.HIDDEN]


def test_an_offset_leads_to_the_passage_there() -> None:
    left = bridge().articles.left
    layout = lay_out(left, Side.LEFT, 200)
    assert layout.place_at(bridge().articles, 0, 0) == Place(Side.LEFT, 0)
    assert layout.place_at(bridge().articles, 0, len(left.passage_text(0)) + 3) == Place(Side.LEFT, 1)
    assert layout.place_at(bridge().articles, 1, 0) is None
    assert layout.place_at(bridge().articles, 99, 0) is None


def test_beyond_the_end_of_a_row_its_last_passage_is_found() -> None:
    left = bridge().articles.left
    assert lay_out(left, Side.LEFT, 200).place_at(bridge().articles, 0, 190) == Place(Side.LEFT, 1)


def test_list_items_are_indented() -> None:
    text = "A long item of a list."
    item = Article(
        "t", text, (Block(BlockKind.LIST_ITEM, Span(0, len(text))),), (Passage(0, 0, Span(0, len(text))),)
    )
    layout = lay_out(item, Side.LEFT, 12)
    assert {row.indent for row in layout.rows} == {2}
    assert [row.span.of(text) for row in layout.rows] == ["A long", "item of a", "list."]
    assert grapheme_at(Pair(item, item), layout.rows, 0, 1).span == Span(0, 0)


def test_an_article_without_passages_is_laid_out() -> None:
    empty = article("none", furniture="Subscribe to our newsletter")
    assert [row.kind for row in lay_out(empty, Side.LEFT, 40).rows] == [RowKind.TEXT]
    assert lay_out(empty, Side.LEFT, 40, ()).rows == []
