from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from diptych.export.lines import wrap


def test_words_go_on_lines_of_the_width() -> None:
    assert wrap("one two  three\nfour", 9) == "one two\nthree\nfour"


def test_lines_begin_with_their_indents() -> None:
    assert wrap("one two three", 9, first="A: ", rest="   ") == "A: one\n   two\n   three"


def test_a_word_longer_than_the_line_is_broken() -> None:
    assert wrap("a " + "x" * 12, 5) == "a\nxxxxx\nxxxxx\nxx"


def test_wide_characters_take_two_cells_and_break_anywhere() -> None:
    assert wrap("訂正 二十二か国が書簡", 10) == "訂正 二十\n二か国が書\n簡"


def test_combining_marks_take_no_room() -> None:
    assert wrap("e\u0301e\u0301e\u0301 e\u0301", 5) == "e\u0301e\u0301e\u0301 e\u0301"


def test_no_words_give_the_bare_beginning() -> None:
    assert wrap(" \n ", 10, first="A: ") == "A:"


@given(st.text(alphabet="ab \n漢é\u0301x", max_size=80), st.integers(3, 30))
def test_no_line_is_too_wide_and_no_character_is_lost(text: str, width: int) -> None:
    wrapped = wrap(text, width, rest=" ")
    assert all(cell_len(line) <= width for line in wrapped.splitlines())
    assert "".join(wrapped.split()) == "".join(text.split())
