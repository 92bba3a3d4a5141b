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


def ligature(*parts: str) -> list[tuple[str, float, float]]:
    """The letters of a line from the right, each part of several letters drawn as one glyph."""
    return [
        (letter, 100.0 - 10 * at, 110.0 - 10 * at)
        for at, part in enumerate(parts)
        for letter in part
        if part != " "
    ]


@pytest.mark.parametrize(
    ("drawn_parts", "read"),
    [
        (("خ", "ال", "ل"), "خلال"),
        (("ا", "إل", "ن"), "الإن"),
        (("خ", "لا", "ل"), "خلال"),
        (("أل", "م", "حم"), "لأممح"),
        (("لأ", "م", "حم"), "لأمحم"),
        (("ﻻ", " ", "م"), "لا م"),
        (("آل", "ن"), "لآن"),
    ],
)
def test_letters_that_one_glyph_draws(drawn_parts: tuple[str, ...], read: str) -> None:
    assert reading_order(ligature(*drawn_parts), 10) == read


def test_latin_ligatures_within_a_line_from_the_right() -> None:
    drawn_line = [("ב", 60.0, 70.0), ("o", 30.0, 40.0), ("f", 40.0, 50.0), ("f", 40.0, 50.0)]
    assert reading_order([*drawn_line, ("i", 50.0, 58.0)], 10) == "ב offi"


def test_a_latin_word_ends_before_the_next_word() -> None:
    assert reading_order(drawn("םיPython ב"), 10) == "ב Python ים"
    assert reading_order(drawn("Pythonו"), 10) == "וPython"
