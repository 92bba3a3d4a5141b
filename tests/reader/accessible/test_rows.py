"""Rows of an article for a screen reader."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from diptych.article.model import Article, Block, BlockKind, Passage, Span
from diptych.reader.accessible.rows import FURNITURE, WORDS, lay_out_accessible, status_prefix
from diptych.reader.text.highlights import PassageStatus
from diptych.reader.text.rows import MIN_WIDTH, RowKind, RowLayout
from diptych.sides import Pair, Side
from support.small_articles import article, bridge

WORD = st.sampled_from(["a", "bridge", "桥", "e\u0301", "👩\u200d🔬", "שלום"])
SENTENCE = st.lists(WORD, min_size=1, max_size=12).map(" ".join)


def laid(made: Article, width: int, shown: set[int] | None = None) -> RowLayout:
    return lay_out_accessible(Pair(made, made), Side.LEFT, width, shown)


def heading(text: str) -> Article:
    span = Span(0, len(text))
    return Article(text, text, (Block(BlockKind.HEADING, span),), (Passage(0, 0, span),))


def test_every_passage_begins_a_new_row() -> None:
    left = bridge().articles.left
    layout = laid(left, 60)
    for passage in left.passages:
        rows = layout.passage_rows.left[passage.index]
        assert layout.rows[rows.start].span.start == passage.span.start
        assert layout.rows[rows.stop - 1].span.end == passage.span.end
        assert {row.indent for row in layout.rows[rows.start + 1 : rows.stop]} <= {0}
    assert [row.kind for row in layout.rows].count(RowKind.BLANK) == 2


def test_all_status_words_have_the_same_width() -> None:
    left = bridge().articles.left
    assert len({len(status_prefix(left, 0, status)) for status in WORDS}) == 1
    assert status_prefix(left, 0, PassageStatus.DIFFERS) == "differs:    "
    assert status_prefix(left, 0, PassageStatus.UNKNOWN).strip() == ""


def test_headings_and_furniture_are_named() -> None:
    assert status_prefix(heading("A bridge"), 0, PassageStatus.LINKED) == "heading, linked:     "
    right = bridge().articles.right
    layout = laid(right, 60)
    assert layout.rows[-1].indent == len(FURNITURE)
    assert layout.rows[-1].span.of(right.text) == "Subscribe to our newsletter"


def test_hidden_passages_become_one_row() -> None:
    left = bridge().articles.left
    layout = laid(left, 60, {1, 4})
    shown = [(row.kind, row.span.of(left.text)) for row in layout.rows if row.kind is not RowKind.BLANK]
    assert [kind for kind, _ in shown] == [
        RowKind.HIDDEN, RowKind.TEXT, RowKind.HIDDEN, RowKind.TEXT, RowKind.HIDDEN,
    ]  # fmt: skip
    assert shown[1][1] == left.passage_text(1)
    assert not layout.passage_rows.left[0]


@given(st.lists(st.lists(SENTENCE, min_size=1, max_size=4), min_size=1, max_size=3), st.integers(24, 60))
def test_rows_contain_the_whole_text_within_the_width(paragraphs: list[list[str]], width: int) -> None:
    made = article("t", *map(tuple, paragraphs))
    layout = laid(made, width)
    texts = [row for row in layout.rows if row.kind is RowKind.TEXT]
    assert "".join(row.span.of(made.text) for row in texts).replace(" ", "") == "".join(made.text.split())
    for row in texts:
        assert row.indent + cell_len(row.span.of(made.text)) <= width


@given(SENTENCE)
def test_the_narrowest_screen_loses_nothing(sentence: str) -> None:
    made = article("t", (sentence,))
    rows = laid(made, 1).rows
    assert rows == laid(made, MIN_WIDTH).rows
    assert "".join(row.span.of(made.text) for row in rows).replace(" ", "") == sentence.replace(" ", "")
