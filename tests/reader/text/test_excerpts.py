from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from diptych.article.model import Span
from diptych.reader.text.excerpts import beginning, excerpt


@given(st.text(alphabet="ab 橋é\u0301שש👍🏽", max_size=60), st.integers(4, 40), st.integers(0, 59))
def test_an_excerpt_fits(text: str, width: int, start: int) -> None:
    shown = excerpt(text, width, Span(min(start, len(text)), min(start + 1, len(text))))
    ellipses = (shown.start > 0) + (shown.end < len(text))
    assert cell_len(shown.of(text)) + ellipses <= width


@given(st.text(alphabet="ab\n 橋é\u0301👍🏽", max_size=60), st.integers(1, 40))
def test_a_beginning_is_one_line_that_fits(text: str, width: int) -> None:
    said = beginning(text, width)
    assert cell_len(said) <= width
    assert "\n" not in said
    line = " ".join(text.split())
    assert said == line if cell_len(line) <= width else line.startswith(said.removesuffix("…"))


@given(st.text(alphabet="ab 橋", min_size=1, max_size=60), st.integers(8, 40), st.data())
def test_an_excerpt_contains_its_focus(text: str, width: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    focus = Span(start, min(start + 2, len(text)))
    shown = excerpt(text, width, focus)
    assert shown.start <= focus.start
    assert focus.end <= shown.end
