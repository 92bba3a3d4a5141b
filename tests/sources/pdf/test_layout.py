"""Columns beside headings, distances of lines by type size, large initials, and printed web pages."""

from __future__ import annotations

import pytest

from diptych.article.model import BlockKind
from diptych.sources.pdf.columns import PdfPage, TextLine
from diptych.sources.pdf.initials import with_initials
from diptych.sources.pdf.layout import lay_out_pages
from diptych.sources.pdf.parse import read_pdf
from sources.documents import column, pdf, write

BODY = [
    "The old mill by the weir is for sale, and the",
    "town that owns it has asked for offers by May.",
    "Three millers came to look at it on Monday, but",
    "none of them said what he would pay for it.",
    "  One asked whether the weir would hold for as",
    "long as the wheel does. Nobody in the council",
    "knew, and the mayor was away on that day.",
]
PARAGRAPHS = [
    "The old mill by the weir is for sale, and the town that owns it has asked for offers by May. Three"
    " millers came to look at it on Monday, but none of them said what he would pay for it.",
    "One asked whether the weir would hold for as long as the wheel does. Nobody in the council knew, and"
    " the mayor was away on that day.",
]
RIGHT = [
    "it rained, so that they all went home early.",
    "  They will meet again when the river is low,",
    "and until then the mill stays as it is, without",
    "a lock on its door or a pane in its windows, as",
    "it has stood since the last miller went away.",
    "His daughter would have it back at any price.",
]
SMALL = [
    "This is the first of the four mills that the town has on sale in",
    "this year. The others are at the bridge and by the two locks, and",
    "have been let to millers from the north, who pay little for them.",
    "They have asked for a new weir in a letter that nobody answered.",
]


def said(*pages: str, size: tuple[int, int] = (400, 600)) -> list[str]:
    """The texts of the blocks of these pages."""
    return [block.text for block in read_pdf(pdf(pages, size=size), "x").blocks]


@pytest.mark.parametrize(
    "title",
    [
        (100, "What a mill costs: four towns"),
        (90, "A mill and its weir: the costs"),
        (150, "A mill"),
        (20, "A mill"),
    ],
)
@pytest.mark.parametrize(("heading", "x"), [("Abstract", 20), ("Summary", 90), ("1. What is for sale", 20)])
def test_a_right_column_that_begins_beside_a_heading(title: tuple[int, str], heading: str, x: int) -> None:
    page = write(title[0], 560, title[1], size=16) + write(x, 500, heading, size=12, font="B")
    page += column(20, 486, ["On Monday, as the", *BODY[1:6], "the mayor went away when"]) + column(
        280, 500, RIGHT
    )
    texts = said(page, size=(540, 600))
    assert texts[:2] == [title[1], heading]
    assert texts[-2].endswith("the mayor went away when it rained, so that they all went home early.")


def test_two_columns_under_a_centred_author() -> None:
    page = write(120, 560, "A mill and its weir", size=16) + write(190, 540, "Ada Reed")
    page += write(20, 500, "Abstract", font="B") + column(20, 486, BODY) + column(280, 503, RIGHT)
    texts = said(page, size=(540, 600))
    assert texts[-1].startswith("They will meet again")
    assert not any(text.startswith("Abstract ") for text in texts)


@pytest.mark.parametrize("leading", [14, 18, 24])
@pytest.mark.parametrize("small", [0, 4, 12])
def test_the_distance_of_lines_is_that_of_their_type_size(leading: float, small: int) -> None:
    page = column(40, 560, BODY, leading=leading) + column(40, 370, SMALL * (small // 4), size=7, leading=8)
    assert said(page)[:2] == PARAGRAPHS


def test_small_print_above_the_text() -> None:
    page = column(40, 580, SMALL * 5, size=7, leading=8) + column(40, 380, BODY, size=11, leading=20)
    found = read_pdf(pdf([page]), "x")
    assert [block.text for block in found.blocks][-2:] == PARAGRAPHS
    assert {block.kind for block in found.blocks} == {BlockKind.PARAGRAPH}
    assert found.title is None


def test_paragraphs_of_large_text_end_at_its_own_edge() -> None:
    lines = [*BODY[:4], "Three of the millers said so.", RIGHT[5]]
    page = column(40, 560, lines, size=12, leading=17) + column(40, 380, SMALL * 6, size=6, leading=7)
    assert said(page)[0].endswith("pay for it. Three of the millers said so.")


def korean(*lines: tuple[str, bool]) -> str:
    """The text of lines of a Korean paragraph, each with whether a space follows it."""
    drawn = (
        TextLine(text, 40, 500.0 - 14 * at, 240, 510.0 - 14 * at, 502.0 - 14 * at, spaced=spaced)
        for at, (text, spaced) in enumerate(lines)
    )
    return lay_out_pages([PdfPage(tuple(drawn), 400, 600)]).blocks[0].text


def test_korean_lines_break_within_words() -> None:
    assert korean(("강가의 오래된 방", False), ("앗간이 팔린다고", True), ("한다", False)) == (
        "강가의 오래된 방앗간이 팔린다고 한다"
    )
    assert korean(("강가의 오래된", False), ("방앗간이", False)) == "강가의 오래된 방앗간이"


INITIALS = [
    ("T", 2, "he old mill by the weir is for sale, and", "The old mill"),
    ("T", 3, "HE OLD mill by the weir is for sale, and", "THE OLD mill"),
    ("D", 4, "er alte Turm am Wehr ist zu verkaufen,", "Der alte Turm"),
    ("L", 1, "ong before May the mill by the weir was", "Long before May"),
    ("É", 3, "tait-ce un moulin ? Personne ne le savait", "Était-ce un moulin"),
    ("A", 2, "miller who had come to look at it said", "A miller who"),
]


@pytest.mark.parametrize(("initial", "height", "first", "begins"), INITIALS)
@pytest.mark.parametrize("lower", [0, 3])
def test_a_large_initial(initial: str, height: int, first: str, begins: str, lower: float) -> None:
    size = 12.0 * max(height, 2)
    page = write(40, 500 - 12 * (height - 1) - lower * (height > 1), initial, size=size)
    lines = [
        first,
        "town that owns it has asked for an offer by the",
        "end of the month, and a miller came on Monday but",
    ]
    lines += ["none of them said what he would pay for it.", "It is cold."]
    for at, line in enumerate(lines):
        page += write(42 + 0.75 * size if at < height else 40, 500 - 12 * at, line)
    texts = said(page)
    assert texts[0].startswith(begins)
    assert "Monday but none of them" in texts[0]


def test_an_initial_with_a_quotation_mark() -> None:
    lines = [
        ("“W", 40, 472, 70, 508),
        ("e will buy it,”", 72, 496, 170, 507),
        ("he said.", 72, 484, 120, 495),
    ]
    made = with_initials(
        [TextLine(text, left, bottom, right, top, bottom + 2) for text, left, bottom, right, top in lines]
    )
    assert [(line.text, line.left) for line in made] == [("“We will buy it,”", 40), ("he said.", 40)]


def test_large_letters_that_are_no_initials() -> None:
    lines = [TextLine("A", 40, 540, 60, 576, 548), TextLine("The mill", 40, 500, 90, 511, 502)]
    assert with_initials(lines) == lines


def printed(top: list[tuple[int, str]], bottom: list[tuple[int, str]]) -> str:
    """A page as a browser prints it."""
    edges = [*((x, 580, text) for x, text in top), *((x, 15, text) for x, text in bottom)]
    return column(40, 540, BODY) + "".join(write(x, y, text, size=8) for x, y, text in edges)


@pytest.mark.parametrize(
    ("top", "bottom"),
    [
        (
            [(20, "5/12/21, 2:03 PM"), (150, "The mill - The Daily Reed")],
            [(20, "https://reed.example/mill?id=7"), (370, "1/1")],
        ),
        (
            [(20, "The mill - The Daily Reed"), (230, "https://reed.example/mill")],
            [(20, "1 of 1"), (300, "12.05.2021, 14:03")],
        ),
        ([(20, "2021/5/12 14:03"), (150, "The mill")], [(20, "file:///home/ada/mill.html"), (370, "1/3")]),
    ],
)
def test_what_a_browser_prints_around_a_single_page(
    top: list[tuple[int, str]], bottom: list[tuple[int, str]]
) -> None:
    found = read_pdf(pdf([printed(top, bottom)]), "x")
    assert [block.text for block in found.blocks] == PARAGRAPHS
    assert len(found.dropped) == 2


def test_addresses_and_times_of_an_article_stay() -> None:
    page = printed([(40, "Monday, 14:03")], [(40, "https://reed.example/mill")])
    assert said(page)[0] == "Monday, 14:03"
    assert said(page)[-1] == "https://reed.example/mill"


def test_headings_stay_headings_beside_one_large_paragraph() -> None:
    notice = column(40, 560, [*BODY[:3], "the town says so."], size=14, leading=17)
    chapters = [
        write(40, 560, f"Of mill {at}", size=14) + column(40, 520, SMALL * 5, size=8) for at in "abcdefgh"
    ]
    found = read_pdf(pdf([notice, *chapters]), "x")
    headings = [block.text for block in found.blocks if block.kind is BlockKind.HEADING]
    assert headings[-8:] == [f"Of mill {at}" for at in "abcdefgh"]


TABLE = [
    ("Year", "Boats", "Mills"),
    ("1840", "210", "none"),
    ("1850", "1,094", "one"),
    ("1860", "87", "four"),
]


def table(x: float, y: float, columns: int, leading: float) -> str:
    """The rows of `TABLE` with its first columns."""
    return "".join(
        write(x + 70 * at, y - leading * row, cell)
        for row, cells in enumerate(TABLE)
        for at, cell in enumerate(cells[:columns])
    )


@pytest.mark.parametrize("leading", [12, 14, 20])
@pytest.mark.parametrize("columns", [2, 3])
@pytest.mark.parametrize("x", [40, 60])
def test_each_row_of_a_table_is_a_paragraph(x: float, columns: int, leading: float) -> None:
    page = (
        column(40, 560, BODY, leading=14)
        + table(x, 440, columns, leading)
        + column(40, 340, BODY, leading=14)
    )
    rows = [" | ".join(cells[:columns]) for cells in TABLE]
    assert said(page) == [*PARAGRAPHS, *rows, *PARAGRAPHS]
    blocks = read_pdf(pdf([page]), "x").blocks
    assert {block.kind for block in blocks} == {BlockKind.PARAGRAPH}


def test_a_table_on_two_pages() -> None:
    pages = [column(40, 560, BODY, leading=14) + table(40, 90, 3, 14), table(40, 560, 3, 14)]
    rows = [" | ".join(cells) for cells in TABLE]
    assert said(*pages) == [*PARAGRAPHS, *rows, *rows]


def lead(y: float, bold: str, text: str) -> str:
    """A line that begins with a bold word of about 30 points."""
    return write(40, y, bold, font="B") + write(72, y, text)


@pytest.mark.parametrize("bold", ["Note:", "Sales.", "Price"])
def test_a_paragraph_that_begins_with_bold_words(bold: str) -> None:
    end = "away from the town. They were back by night."  # as wide as the column
    page = column(40, 560, [*BODY[:3], end], leading=14) + lead(
        504, bold, "the mill by the weir is not let, as"
    )
    page += column(
        40,
        490,
        ["all of the millers said. It has no lock on its", "door, and it has no windows."],
        leading=14,
    )
    texts = said(page)
    assert texts[0].endswith("back by night.")
    assert texts[1:] == [
        f"{bold} the mill by the weir is not let, as all of the millers said. It has no lock on its door, and"
        " it has no windows."
    ]


@pytest.mark.parametrize("bold", ["north", "1,200", "Seven"])
def test_bold_words_at_the_beginning_of_a_line_within_a_paragraph(bold: str) -> None:
    page = column(40, 560, BODY[:1], leading=14) + lead(546, bold, "who own it have asked for bids by May.")
    page += column(40, 532, BODY[2:], leading=14)
    assert said(page)[0] == (
        f"The old mill by the weir is for sale, and the {bold} who own it have asked for bids by May. Three"
        " millers came to look at it on Monday, but none of them said what he would pay for it."
    )


@pytest.mark.parametrize(
    ("bold", "text"), [("mill:", "the one by the weir"), ("Note:", "the one by the weir")]
)
def test_a_bold_label_may_go_on_and_a_bold_heading_does_not(bold: str, text: str) -> None:
    label = "What a miller would pay the town for a"
    page = column(40, 560, BODY, leading=14) + write(40, 440, label, font="B") + lead(426, bold, text)
    page += column(40, 380, BODY, leading=14)
    parts = [f"{label} {bold} {text}"] if bold[0].islower() else [label, f"{bold} {text}"]
    assert said(page) == [*PARAGRAPHS, *parts, *PARAGRAPHS]
