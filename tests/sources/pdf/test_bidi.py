"""Letters in reading order, from their positions."""

from __future__ import annotations

import pytest

from diptych.sources.pdf.bidi import reading_order


def drawn(line: str) -> list[tuple[str, float, float]]:
    """The letters of a line as displayed, from the left, each ten points wide."""
    return [(letter, 10.0 * at, 10.0 * at + 10) for at, letter in enumerate(line) if letter != " "]


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("רעשה", "השער"),
        ("הלפנ רעשה", "השער נפלה"),
        (".1998 ב", "ב 1998."),
        ("(אל) 3.5 ב", "ב 3.5 (לא)"),
        ("Reed Marsh לש", "של Reed Marsh"),
        (".10:30 העשב", "בשעה 10:30."),
        ("ةميدقلا", "القديمة"),
    ],
)
def test_a_line(seen: str, read: str) -> None:
    assert reading_order(drawn(seen), 10) == read


def test_the_order_of_the_letters_in_the_file_does_not_matter() -> None:
    letters = drawn("הלפנ רעשה")
    assert reading_order(letters[::-1], 10) == reading_order(letters, 10)


def test_vowel_signs_stay_with_their_letters() -> None:
    assert reading_order([("ש", 20, 30), ("\u05b8", 24, 26), ("ם", 10, 20)], 10) == "ש\u05b8ם"
