"""How superscripts are written: powers, charges, isotopes, fractions and marks of notes."""

from __future__ import annotations

import pytest

from diptych.sources.superscripts import raised_text


def read(line: str) -> str:
    """A line with a superscript between braces, as it is read."""
    before, rest = line.split("{")
    text, after = rest.split("}")
    written = raised_text(text, before, after)
    return before + (text if written is None else written) + after


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("a flat of 100m{2} here", "a flat of 100m² here"),
        ("площадью 5 км{2}", "площадью 5 км²"),
        ("10{6}/ml of it", "10⁶/ml of it"),
        ("(1 + r){2}", "(1 + r)²"),
        ("(1.05){12}", "(1.05)¹²"),
        ("Ca{2+} ions", "Ca²⁺ ions"),
        ("SO4{2−} ions", "SO4²⁻ ions"),
        ("dated by {14}C, as usual", "dated by ¹⁴C, as usual"),
        ("lead, {210}Pb, and", "lead, ²¹⁰Pb, and"),
        ("1{1/2} miles", "1 1/2 miles"),
        ("5{1}/8 inches", "5 1/8 inches"),
    ],
)
def test_what_is_no_mark_of_a_note_is_written(line: str, text: str) -> None:
    assert read(line) == text


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("as the EU{4} said", "as the EU said"),
        ("he knew it{10} well", "he knew it well"),
        ("of the town's{2} mills", "of the town's mills"),
        ("as it is{[11]} now", "as it is now"),
        ("he (or she){6} left", "he (or she) left"),
        ("said he, {3}I will go", "said he, I will go"),
        ("It was so. {3}He left", "It was so. He left"),
        ("the treaty{3)} says", "the treaty says"),
    ],
)
def test_marks_of_notes_are_left_out(line: str, text: str) -> None:
    assert read(line) == text


@pytest.mark.parametrize("line", ["20{°}C of heat", "the Pasta{®} company", "ages 18{+} only", "{6} of it"])
def test_other_signs_stay(line: str) -> None:
    assert read(line) == line.replace("{", "").replace("}", "")
