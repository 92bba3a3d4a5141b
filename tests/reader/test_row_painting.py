"""Rows as they are painted."""

from __future__ import annotations

import pytest
from rich.style import Style

from diptych.reader.row_layout import lay_out
from diptych.reader.row_painting import COMPONENTS, GUTTER, Palette, RowPainter
from diptych.sides import Pair, Side
from small_articles import article

WIDTH = 40


def painted(sentence: str) -> tuple[str, int]:
    """The first row of an article, and the cells that it takes."""
    made = article("Test", (sentence,))
    layout = lay_out(made, Side.LEFT, WIDTH - GUTTER)
    palette = Palette(Style(), dict.fromkeys(COMPONENTS, Style()))
    strip = RowPainter(Pair(made, made), Side.LEFT).paint(0, layout, WIDTH, 0, palette)
    return strip.text, strip.cell_length


@pytest.mark.parametrize("sentence", ["أغلق الجسر.", "הגשר נסגר.", "He said شكرا."])
def test_what_reads_from_the_right_is_kept_apart_from_what_stands_before_it(sentence: str) -> None:
    text, cells = painted(sentence)
    assert text[GUTTER:].rstrip() == "\u200e" + sentence
    assert cells == WIDTH


@pytest.mark.parametrize("sentence", ["The bridge closed.", "大桥关闭。", "Мост закрыт."])
def test_other_scripts_need_no_mark(sentence: str) -> None:
    text, cells = painted(sentence)
    assert text[GUTTER:].rstrip() == sentence
    assert cells == WIDTH
