"""Painted rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from diptych.article.model import Span
from diptych.reader.panes.row_painter import COMPONENTS, GUTTER, Palette, PaneView, RowPainter
from diptych.reader.text.rows import MIN_WIDTH, lay_out
from diptych.reader.text.selection import End, TextSelection
from diptych.sides import Pair, Side
from support.small_articles import article

WIDTH = 40


def painted(sentence: str) -> tuple[str, int]:
    """The first painted row of an article, and its width in cells."""
    made = article("Test", (sentence,))
    layout = lay_out(made, Side.LEFT, WIDTH - GUTTER)
    palette = Palette(Style(), dict.fromkeys(COMPONENTS, Style()))
    strip = RowPainter(Pair(made, made), Side.LEFT).paint(0, layout, WIDTH, 0, palette)
    return strip.text, strip.cell_length


@pytest.mark.parametrize("sentence", ["أغلق الجسر.", "הגשר נסגר.", "He said شكرا."])
def test_right_to_left_text_is_separated_from_the_gutter(sentence: str) -> None:
    text, cells = painted(sentence)
    assert text[GUTTER:].rstrip() == f"\u200e{sentence}\u200e"
    assert cells == WIDTH


@pytest.mark.parametrize("sentence", ["The bridge closed.", "大桥关闭。", "Мост закрыт."])
def test_other_scripts_need_no_mark(sentence: str) -> None:
    text, cells = painted(sentence)
    assert text[GUTTER:].rstrip() == sentence
    assert cells == WIDTH


PARTS = st.sampled_from(
    [
        "a",
        "bridge ",
        " ",
        "桥",
        "。",
        "é",
        "e\u0301",
        "o" + "\u0308" * 8,
        "👩\u200d🔬",
        "🇩🇪",
        "👍🏽",
        "ﷺ",
        "הגשר ",
        "جسر ",
        "ไม้",
        "1998",
    ]
)


@given(st.lists(PARTS, min_size=1, max_size=40).map("".join), st.integers(MIN_WIDTH, 40), st.data())
def test_every_row_ends_at_the_edge_in_any_script_and_with_any_layers(
    sentence: str, width: int, data: st.DataObject
) -> None:
    made = article("Test", (f"x{sentence}x",))
    edge = st.integers(0, len(made.text))
    hits = tuple(sorted(Span(*sorted((data.draw(edge), data.draw(edge)))) for _ in range(2)))
    layout = lay_out(made, Side.LEFT, width)
    palette = Palette(Style(), {name: Style(meta={"name": name}) for name in COMPONENTS})
    painter = RowPainter(Pair(made, made), Side.LEFT)
    painter.show(PaneView(hits=hits, hit=hits[0]))
    ends = (End(data.draw(st.integers(0, len(layout.rows) - 1)), hit) for hit in hits)
    painter.selection = TextSelection(Side.LEFT, *ends)
    for index in range(len(layout.rows)):
        strip = painter.paint(index, layout, width + GUTTER, 0, palette)
        assert cell_len(strip.text) == sum(cell_len(segment.text) for segment in strip) == width + GUTTER


def test_a_part_of_an_emoji_is_marked_as_a_whole() -> None:
    made = article("Test", ("A 👩\u200d🔬 came.",))
    lab = made.text.index("🔬")
    palette = Palette(Style(), dict.fromkeys(COMPONENTS, Style(bold=True)))
    painter = RowPainter(Pair(made, made), Side.LEFT)
    painter.show(PaneView(hits=(Span(lab, lab + 1),)))
    strip = painter.paint(0, lay_out(made, Side.LEFT, WIDTH), WIDTH + GUTTER, 0, palette)
    assert "👩\u200d🔬" in [segment.text for segment in strip]


def test_the_seam_between_two_passages_of_a_row_is_shown_and_a_row_begins_without_one() -> None:
    made = article("Test", ("It rained.", "It snowed.", "It cleared up at long last in the evening."))
    layout = lay_out(made, Side.LEFT, 30)
    palette = Palette(Style(), dict.fromkeys(COMPONENTS, Style()))
    painter = RowPainter(Pair(made, made), Side.LEFT)
    rows = [
        painter.paint(row, layout, 30 + GUTTER, 0, palette).text[GUTTER:] for row in range(len(layout.rows))
    ]
    assert rows[0].startswith("It rained.▏It snowed.▏It ")
    assert not any("▏" in row for row in rows[1:])
    assert all(len(row) == 30 for row in rows)
    layout = lay_out(made, Side.LEFT, 10)
    rows = [painter.paint(row, layout, 40, 0, palette).text for row in range(1)]
    assert "▏" not in rows[0]
