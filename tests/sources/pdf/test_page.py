"""What a reader of a page does not see, text at other angles, superscripts, and letters that nobody knows."""

from __future__ import annotations

import pytest

from diptych.errors import SourceError
from diptych.sources.pdf.parse import read_pdf
from diptych.sources.pdf.superscripts import written
from diptych.sources.pdf.unreadable import count_unreadable
from sources.documents import column, pdf, write

LINES = [
    "  The old mill by the weir is for sale, and the",
    "town that owns it has asked for offers by May.",
    "Three millers came to look at it on Monday.",
    "  None of them said what he would pay for it.",
]
PARAGRAPHS = [
    "The old mill by the weir is for sale, and the town that owns it has asked for offers by May. Three"
    " millers came to look at it on Monday.",
    "None of them said what he would pay for it.",
]


def read(*pages: str, **options: object) -> tuple[list[str], list[str]]:
    """The texts of the blocks of these pages, and what is left out."""
    found = read_pdf(pdf(pages, **options), "x")  # type: ignore[arg-type]
    return [block.text for block in found.blocks], [block.text for block in found.dropped]


@pytest.mark.parametrize(
    "boxes",
    [
        {"more": "/CropBox[30 50 370 550]"},
        {"all_pages": "/CropBox[30 50 370 550]"},
        {"more": "/MediaBox[30 50 370 550]"},
        {"more": "/CropBox[-90 50 370 550]/MediaBox[30 50 999 999]"},
    ],
)
def test_text_outside_the_visible_part_of_a_page(boxes: dict[str, str]) -> None:
    page = column(40, 500, LINES) + write(40, 570, "proof 7 of mill.doc") + write(150, 20, "2ND PASS")
    page += "".join(write(5, 500 - 12 * at, str(at + 1)) for at in range(4))
    texts, dropped = read(page, **boxes)
    assert texts == PARAGRAPHS
    assert {"proof 7 of mill.doc", "2ND PASS", "1", "4"} <= set(dropped)


@pytest.mark.parametrize(
    ("degrees", "matrix"), [(90, "0 1 -1 0 500 0"), (180, "-1 0 0 -1 400 600"), (270, "0 -1 1 0 -100 600")]
)
def test_the_visible_part_of_a_rotated_page(degrees: int, matrix: str) -> None:
    page = f"q {matrix} cm\n" + column(40, 350, LINES) + write(300, 320, "mill.doc 7") + "Q"
    hidden = {90: "/CropBox[100 0 400 290]", 180: "/CropBox[120 0 400 600]", 270: "/CropBox[0 310 300 600]"}
    texts, dropped = read(page, more=f"/Rotate {degrees}{hidden[degrees]}")
    assert (texts, dropped) == (PARAGRAPHS, ["mill.doc 7"])


def test_a_word_that_the_edge_of_the_page_cuts() -> None:
    texts, dropped = read(column(40, 500, LINES) + write(325, 300, "Mondays"), more="/CropBox[0 0 340 600]")
    assert texts[-1] == "Mon"
    assert dropped == ["days"]


@pytest.mark.parametrize(
    ("before", "after"), [("3 Tr ", "0 Tr"), ("1 1 1 rg ", "0 g"), ("7 Tr ", "0 Tr"), ("1 g ", "0 g")]
)
def test_invisible_text(before: str, after: str) -> None:
    texts, dropped = read(f"q {before}{write(40, 550, 'best mill cheap')}{after} Q " + column(40, 500, LINES))
    assert (texts, dropped) == (PARAGRAPHS, ["best mill cheap"])


def test_white_text_on_a_dark_area_is_seen() -> None:
    dark = "q 0.2 0.2 0.6 rg 30 540 300 30 re f 1 1 1 rg " + write(40, 550, "A mill for sale") + "Q "
    assert read(dark + column(40, 500, LINES)) == (["A mill for sale", *PARAGRAPHS], [])


def test_text_that_was_recognised_in_a_picture_is_read() -> None:
    page = "3 Tr " + column(40, 500, LINES) + "0 Tr " + write(40, 30, "Scanned by the town")
    assert read(page)[0] == [*PARAGRAPHS, "Scanned by the town"]


@pytest.mark.parametrize(
    "matrix", ["0 1 -1 0 400 0", "-1 0 0 -1 400 600", "0 -1 1 0 0 600", "0 1 -1 0 390 100"]
)
def test_a_page_whose_text_stands_at_another_angle(matrix: str) -> None:
    page = f"q {matrix} cm\n" + column(40, 350, LINES) + "Q " + write(190, 8, "page 4")
    assert read(page, column(40, 350, LINES))[0] == [*PARAGRAPHS, *PARAGRAPHS]


def test_slanted_letters_stand_upright() -> None:
    slanted = "BT /F 10 Tf 1 0 0.3 1 40 450 Tm (The mill is by the weir.) Tj ET\n"
    assert read(column(40, 500, LINES) + slanted)[0][-1].endswith(" for it. The mill is by the weir.")


def test_text_at_odd_angles_alone_is_named() -> None:
    page = "q 0.7 0.7 -0.7 0.7 200 100 cm\n" + column(0, 0, LINES) + "Q"
    with pytest.raises(SourceError, match="only text that is slanted, invisible or outside its pages"):
        read(page)


def raised(words: str, mark: str, after: str, *, size: float = 6, rise: float = 4) -> str:
    """A line with a superscript after its first words."""
    drawn = f"({words}) Tj /F {size} Tf {rise} Ts ({mark}) Tj /F 10 Tf 0 Ts ({after}) Tj"
    return f"BT /F 10 Tf 40 400 Td {drawn} ET\n"


@pytest.mark.parametrize(
    ("words", "mark", "after", "text", "left_out"),
    [
        ("The mill owes 10", "6", " crowns.", "The mill owes 10⁶ crowns.", []),
        ("A grain of 10", "-3", " grams.", "A grain of 10⁻³ grams.", []),
        ("It has 12 m", "2", " of floor.", "It has 12 m² of floor.", []),
        ("Nobody paid for it.", "3", " The town did.", "Nobody paid for it. The town did.", ["3"]),
        ("The miller", "12", " has left.", "The miller has left.", ["12"]),
        ("It was built in 1974", "2", " by hand.", "It was built in 1974 by hand.", ["2"]),
        ("They left. ", "1", " She stayed.", "They left. She stayed.", ["1"]),
        ("They left.   ", "1", "", "They left.", ["1"]),
        ("They left, he said:   ", "12", " She stayed.", "They left, he said: She stayed.", ["12"]),
        ("It grew by 2 ", "1", "/2 inches.", "It grew by 2 1/2 inches.", []),
        ("On the 4", "th", " of May.", "On the 4th of May.", []),
    ],
)
def test_superscripts(words: str, mark: str, after: str, text: str, left_out: list[str]) -> None:
    texts, dropped = read(column(40, 500, LINES) + raised(words, mark, after))
    assert texts[-1].replace("1 /2", "1/2") == text
    assert dropped == left_out


def test_lowered_digits_are_no_superscripts() -> None:
    page = column(40, 500, LINES) + raised("It is CO", "2", " now.", rise=-3)
    assert read(page)[0][-1] == "It is CO2 now."


def test_the_number_of_a_note_stays_at_its_beginning() -> None:
    note = raised("", "1", " As the town says.", size=5)
    assert read(column(40, 500, LINES) + note)[0][-1] == "1 As the town says."


@pytest.mark.parametrize(
    ("word", "places", "before", "result"),
    [
        ("106", [2], "", ("10⁶", [], False)),
        ("6", [0], "10", ("⁶", [], True)),
        ("km2.", [2], "5", ("km².", [], False)),
        ("last.2,3", [5, 6, 7], "", ("last.", ["2,3"], False)),
        ("grève1.", [5], "", ("grève.", ["1"], False)),
        ("482", [2], "", ("48", ["2"], False)),
        ("11/2", [1], "", ("1 1/2", [], False)),
        ("목4)에", [1, 2], "", ("목에", ["4)"], False)),
    ],
)
def test_a_word_with_superscripts(
    word: str, places: list[int], before: str, result: tuple[str, list[str], bool]
) -> None:
    assert written(word, places, before) == result


def test_letters_above_the_basic_plane_are_whole() -> None:
    page = column(40, 500, LINES) + write(40, 400, "ab", font="U")
    assert read(page, letters={"a": "𝑥", "b": "😀"})[0][-1] == "𝑥😀"


PRIVATE = {letter: chr(0xE000 + ord(letter)) for letter in "abcdefghijklmnopqrstuvwxyz"}
MIXED = {letter: "aбγdжλоσhյ"[ord(letter) % 10] for letter in "abcdefghijklmnopqrstuvwxyz"}
CONTROLS = {letter: chr(0x0E + ord(letter) % 12) for letter in "abcdefghijklmnopqrstuvwxyz"}


@pytest.mark.parametrize("letters", [PRIVATE, MIXED, CONTROLS])
def test_letters_that_nobody_knows_are_refused(letters: dict[str, str]) -> None:
    page = column(40, 500, LINES).replace("/F", "/U")
    with pytest.raises(SourceError, match=r"^x does not say which letters most .* ocrmypdf --force-ocr\.$"):
        read(page, letters=letters)


def test_a_readable_beginning_does_not_make_a_document_readable() -> None:
    unknown = column(40, 500, LINES * 3).replace("/F", "/U")
    with pytest.raises(SourceError, match=r"^x does not say which letters most"):
        read(column(40, 500, LINES), unknown, letters=PRIVATE)


def test_lines_whose_letters_nobody_knows_are_left_out() -> None:
    page = column(40, 500, LINES) + write(40, 420, "as the town says in a letter of last May", font="U")
    texts, dropped = read(page, letters=PRIVATE)
    assert texts == PARAGRAPHS
    assert dropped == [
        "x does not say which letters many of its signs are; run text recognition on it, such as ocrmypdf"
        " --force-ocr."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\uf0b7 The mill is for sale, \uf0a7 and the weir.",
        "وPython من الأدوات",
        "The αβ-mill and 5 μm of Δx",
        "한국어 AI를 쓴다",
        "株式会社ABCは",
        "IT-компания",
    ],
)
def test_ordinary_texts_are_readable(text: str) -> None:
    assert count_unreadable(text) < 0.1 * len(text)
