"""Numbers of lines beside the text, and columns of numbers that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from diptych.sources.pdf.line_numbers import LineNumbers
from diptych.sources.pdf.parse import read_pdf
from sources.documents import pdf, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from diptych.sources.pdf.columns import Box

PROSE = [
    "The old mill by the weir is for sale, and the",
    "town that owns it has asked for offers by May.",
    "Three millers came to look at it on Monday, but",
    "none of them said what he would pay for it. One",
    "asked whether the weir would hold for as long as",
    "the wheel does. Nobody in the council knew.",
    "They will meet again when the river is low, and",
    "until then the mill stays as it is, without a lock",
    "on its door or a pane in its windows, as it has",
    "stood since the last miller went away.",
    "His daughter says that she would have it back if",
    "the town mends the roof. It will not, she thinks.",
]
LIST = ["Buy a lock", "Mend the roof", "Ask the miller", "Paint the door", "Clean the wheel", "Sell it"]


def words(
    lines: Sequence[str], numbers: Iterable[tuple[int, int]], *, x: float = 20, left: float = 60
) -> list[tuple[str, Box]]:
    """The words of lines, each letter five points wide, and numbers on some lines, aligned on the right."""
    found: list[tuple[str, Box]] = []
    for at, line in enumerate(lines):
        place = left
        for word in line.split():
            found.append((word, (place, 500.0 - 12 * at, place + 5 * len(word), 510.0 - 12 * at)))
            place += 5 * len(word) + 5
    for at, number in numbers:
        box = x - 5 * len(str(number)), 500.0 - 12 * at, x, 510.0 - 12 * at
        found.append((str(number), box))
    return found


def numbers_in(given: list[tuple[str, Box]], finder: LineNumbers | None = None) -> list[str]:
    """The words that are numbers of lines."""
    finder = LineNumbers() if finder is None else finder
    return [given[at][0] for at in sorted(finder.of_lines(given))]


@pytest.mark.parametrize("x", [20, 54, 340])
@pytest.mark.parametrize(("first", "step"), [(1, 1), (101, 1), (5, 5), (2, 2), (10, 10)])
def test_numbers_beside_prose(x: float, first: int, step: int) -> None:
    numbers = [(at * step + step - 1 if step > 1 else at, first + at * step) for at in range(12 // step)]
    if len(numbers) < 2:
        numbers = [(0, 0), (10, 10)]
    assert numbers_in(words(PROSE, numbers, x=x)) == [str(number) for _, number in numbers]


def test_numbers_on_lines_without_words() -> None:
    lines = ["IN THE COURT OF HARROW", "", "The Mill", "", "Harrow, on a Monday", "", "", ""]
    assert len(numbers_in(words(lines, [(at, at + 1) for at in range(8)]))) == 8


def test_numbers_between_two_columns() -> None:
    numbers = [(at, at + 1) for at in (4, 9, 14, 19)]
    given = words(PROSE * 2, numbers, x=330) + words(PROSE * 2, [], left=345)
    assert numbers_in(given) == ["5", "10", "15", "20"]


def test_a_short_page_has_them_where_the_pages_before_have_them() -> None:
    finder = LineNumbers()
    numbers_in(words(PROSE, [(at, at + 1) for at in range(12)]), finder)
    assert numbers_in(words(PROSE[:2], [(0, 1), (1, 2)]), finder) == ["1", "2"]
    assert numbers_in(words(PROSE[:2], [(0, 7)], x=200), finder) == []


@pytest.mark.parametrize(
    ("lines", "numbers", "x"),
    [
        (LIST, [(at, at + 1) for at in range(6)], 54),
        ([str(2 * at + 31) for at in range(9)], [(at, 1990 + at) for at in range(9)], 54),
        (["growth, in percent", "loss, in percent"] * 4, [(at, 1990 + at) for at in range(8)], 54),
        (["iron", "zinc 31", "lead ore 4"] * 3, [(at, at + 1) for at in range(9)], 54),
        (LIST, [(at, 10 * at + 10) for at in range(6)], 160),
        (PROSE, [(0, 3), (4, 9), (7, 5)], 20),
        (PROSE, [(0, 1), (1, 2)], 20),
        (PROSE, [(at, at + 1) for at in range(12)], 200),
        (["Harrow had", "sold"] * 4, [(at, 70 - at) for at in range(8)], 54),
    ],
    ids=[
        "list",
        "years",
        "small letters",
        "ranks",
        "table",
        "irregular",
        "too few",
        "within the text",
        "down",
    ],
)
def test_other_columns_of_numbers(lines: list[str], numbers: list[tuple[int, int]], x: float) -> None:
    assert numbers_in(words(lines, numbers, x=x)) == []


@pytest.mark.parametrize("every", [1, 5])
def test_a_document_with_numbered_lines_reads_as_without(every: int) -> None:
    lines = [*PROSE[:9], "stood since the last miller left. The up-", "stream door is open."]
    text = "".join(write(40, 500 - 14 * at, line) for at, line in enumerate(lines))
    numbers = "".join(
        write(24, 500 - 14 * at, str(at + 1), size=8) for at in range(len(lines)) if (at + 1) % every == 0
    )
    plain, numbered = read_pdf(pdf([text]), "x"), read_pdf(pdf([text + numbers]), "x")
    assert numbered.blocks == plain.blocks
    assert "upstream" in plain.blocks[-1].text
    assert [block.text for block in numbered.dropped] == [
        " ".join(str(at + 1) for at in range(len(lines)) if (at + 1) % every == 0)
    ]
