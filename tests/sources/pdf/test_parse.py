"""PDF documents: paragraphs, columns, running heads, hyphens, and what cannot be read."""

from __future__ import annotations

import sys

import pytest

from diptych.article.model import BlockKind
from diptych.article.parsed_document import TocEntry
from diptych.errors import SourceError
from diptych.sources.formats import PDF
from diptych.sources.parse import parse
from diptych.sources.pdf.parse import read_pdf
from diptych.sources.sandbox.worker import read
from sources.documents import column, pdf, write

HEADING, PARAGRAPH = BlockKind.HEADING, BlockKind.PARAGRAPH
QUOTATION, ITEM = BlockKind.QUOTATION, BlockKind.LIST_ITEM

FIRST = [
    "  The old lock on the river gave way on",
    "Tuesday night, after two days of rain, and the",
    "water took the footbridge with it. Nobody was",
    "hurt, for the path had been closed since noon.",
    "  The keeper said that she had asked for a new",
    "gate in spring. The town, which owns the lock,",
    "answered that twelve engineers would come.",
]
SECOND = [
    "  They came on Thursday and measured what was",
    "left of the gate. It will take a year, they told",
    "the council, and four million crowns.",
    "  Until then no boat can pass, and the mill up-",
    "stream has no work. Its owner, a well-known",
    "man, has lent the town his own boats so that",
    "children can get to the other bank.",
]
PARAGRAPHS = [
    "The old lock on the river gave way on Tuesday night, after two days of rain, and the water took the"
    " footbridge with it. Nobody was hurt, for the path had been closed since noon.",
    "The keeper said that she had asked for a new gate in spring. The town, which owns the lock, answered"
    " that twelve engineers would come.",
    "They came on Thursday and measured what was left of the gate. It will take a year, they told the"
    " council, and four million crowns.",
    "Until then no boat can pass, and the mill upstream has no work. Its owner, a well-known man, has lent"
    " the town his own boats so that children can get to the other bank.",
]


def said(*pages: str, **options: object) -> list[str]:
    """The texts of the blocks of these pages."""
    return [block.text for block in read_pdf(pdf(pages, **options), "x").blocks]  # type: ignore[arg-type]


def test_paragraphs_headings_lists_and_quotations() -> None:
    page = (
        write(40, 540, "The lock gate", size=20, font="B")
        + column(40, 500, FIRST)
        + write(40, 395, "What comes next", font="B")
        + column(40, 370, ["• Twelve engineers will come.", "• Boats are lent to all."])
        + column(40, 330, SECOND)
        + column(80, 230, ["We had warned them of it for", "years, and nobody had come."])
    )
    found = read_pdf(
        pdf([page], about="/Title(Report 7.doc)/Author(Ada  Reed)/CreationDate(D:20210502080000Z)"), "x"
    )
    assert [(block.kind, block.text) for block in found.blocks] == [
        (HEADING, "The lock gate"),
        (PARAGRAPH, PARAGRAPHS[0]),
        (PARAGRAPH, PARAGRAPHS[1]),
        (HEADING, "What comes next"),
        (ITEM, "• Twelve engineers will come."),
        (ITEM, "• Boats are lent to all."),
        (PARAGRAPH, PARAGRAPHS[2]),
        (PARAGRAPH, PARAGRAPHS[3]),
        (QUOTATION, "We had warned them of it for years, and nobody had come."),
    ]
    assert (found.title, found.publisher, found.date) == ("The lock gate", "Ada Reed", None)


def test_the_date_of_printing_is_not_the_date_of_the_article() -> None:
    about = "/CreationDate(D:20210502080000Z)/ModDate(D:20210503080000Z)"
    assert read_pdf(pdf([column(40, 500, FIRST)], about=about), "x").date is None


@pytest.mark.parametrize("by_rows", [False, True])
def test_two_columns_drawn_in_any_order(*, by_rows: bool) -> None:
    title = write(20, 560, "A lock gives way on the river, and a town waits for boats", size=14)
    if by_rows:
        rows = zip(FIRST, SECOND, strict=True)
        body = "".join(
            column(20, 500 - 12 * at, [left]) + column(300, 500 - 12 * at, [right])
            for at, (left, right) in enumerate(rows)
        )
    else:
        body = column(300, 500, SECOND) + column(20, 500, FIRST)
    assert said(title + body, size=(560, 600))[1:] == PARAGRAPHS


def headline(first: str, second: str, leading: float, more: str) -> list[str]:
    """The texts of the blocks of a page with a headline of two lines over two columns."""
    page = write(20, 560, first, size=20, font="B") + write(20, 560 - leading, second, size=20, font="B")
    return said(page + more + column(20, 480, FIRST) + column(300, 480, SECOND), size=(560, 600))


def test_a_headline_of_two_lines_is_one_block() -> None:
    first = "Council of Harrow takes the blame for the lock"
    for second in ("gate", "gate, the weir, the mill and the boats of 1931"):
        assert headline(first, second, 26, "") == [f"{first} {second}", *PARAGRAPHS]


def test_two_headings_are_not_joined() -> None:
    first = "Council of Harrow takes the blame for the lock"
    assert headline(f"{first}.", "Gate", 26, "")[:2] == [f"{first}.", "Gate"]
    assert headline(first, "Gate", 50, "")[:2] == [first, "Gate"]  # not directly below
    below = write(20, 508, "A report of two", size=20, font="B")  # farther than one line from the next
    assert headline(first, "gate", 22, below)[:2] == [f"{first} gate", "A report of two"]
    below = write(20, 514, "A report", size=15, font="B")
    assert headline(first, "gate", 24, below)[:2] == [f"{first} gate", "A report"]  # in smaller type


def test_a_number_at_the_beginning_of_a_line_or_column_is_not_an_item() -> None:
    lines = [
        "The keeper said to the whole of the council",
        "and its guests that boats in Harrow had been",
        "30. Nobody had counted them since the flood",
        "of the spring, she said, or would do so now.",
    ]
    whole = " ".join(lines)
    assert said(column(40, 500, lines)) == [whole]
    page = column(20, 500, [*FIRST[4:], "", *lines[:2]]) + column(300, 500, [*lines[2:], *SECOND])
    assert said(page, size=(560, 600))[1] == whole


def test_numbered_items_stay_items() -> None:
    lines = ["They asked for three things:", "1. a new gate of oak,", "2. a bell", "3. boats for all"]
    assert said(column(40, 500, [*FIRST, "", *lines]))[2:] == lines


def test_a_headline_over_two_of_three_columns() -> None:
    lines = [f"The {number} boat of the county" for number in ("first", "second", "third", "fourth")]
    page = write(20, 560, "A lock gives way on the river, and a town waits", size=14)
    page += "".join(column(x, 500, [f"{line} {x}" for line in lines]) for x in (20, 200, 380))
    rows = " ".join(said(page, size=(560, 600))[1:])
    assert rows == " ".join(f"{line} {x}" for x in (20, 200, 380) for line in lines)


def test_the_words_of_a_loose_line_are_neither_columns_nor_cells() -> None:
    full = "and nobody in the town of Harrow had looked at any of it,"  # 253 points wide
    loose = [(40, "the inhabitants"), (132, "notwithstanding"), (224, "misinformation")]
    page = write(40, 500, full) + "".join(write(x, 488, words) for x, words in loose)
    page += column(40, 476, ["of what it was.", "", "The keeper left.", "Nobody came."])
    assert said(page)[0] == f"{full} the inhabitants notwithstanding misinformation of what it was."


def test_a_table_is_read_by_rows() -> None:
    cells = [("Boats", "22", "25"), ("Gates", "3", "4"), ("Locks", "7", "7")]
    page = "".join(
        write(x, 500 - 12 * at, cell)
        for at, row in enumerate(cells)
        for x, cell in zip((40, 150, 260), row, strict=True)
    )
    assert " ".join(said(page)) == "Boats | 22 | 25 Gates | 3 | 4 Locks | 7 | 7"


def test_running_heads_and_page_numbers_are_dropped() -> None:
    pages = [
        write(40, 580, "The Daily Reed")
        + write(300, 580, f"page {number}")
        + column(40, 540, lines)
        + write(195, 20, str(number))
        for number, lines in ((7, FIRST), (8, SECOND))
    ]
    found = read_pdf(pdf(pages), "x")
    assert [block.text for block in found.blocks] == PARAGRAPHS
    assert [block.text for block in found.dropped] == [
        "The Daily Reed | page 7",
        "7",
        "The Daily Reed | page 8",
        "8",
    ]


def test_a_number_at_the_edge_that_belongs_to_the_text_stays() -> None:
    assert said(column(40, 50, ["They counted the boats that were left and came to", "22"]))[0].endswith(
        " 22"
    )


def test_chapter_headings_are_not_running_heads() -> None:
    pages = [write(40, 560, f"Chapter {number}", size=16) + column(40, 500, FIRST) for number in range(1, 5)]
    assert said(*pages).count("Chapter 3") == 1


def test_a_paragraph_goes_on_over_pages_and_past_notes() -> None:
    first = column(40, 500, FIRST[:3]) + column(40, 60, ["1 As the keeper told it."], size=7)
    assert said(first, column(40, 540, FIRST[3:])) == [
        PARAGRAPHS[0],
        "1 As the keeper told it.",
        PARAGRAPHS[1],
    ]


def test_hyphens_at_the_end_of_lines() -> None:
    lines = [
        "The well-known keeper of the lock and the in-",
        "spector met. They spoke of a well-",
        "known fault, of the year 2020-",
        "2021 and of the Reed-",
        "Marsh canal, which nobody had looked at.",
    ]
    assert said(column(40, 500, lines)) == [
        "The well-known keeper of the lock and the inspector met. They spoke of a well-known fault, of the"
        " year 2020-2021 and of the Reed-Marsh canal, which nobody had looked at."
    ]


def test_a_compound_at_the_end_of_a_line_shows_its_hyphen() -> None:
    lines = ["They spoke of a well-", "known fault, which was not so very well-known", "to the town."]
    assert "a well-known fault" in said(column(40, 500, lines))[0]


@pytest.mark.parametrize(
    ("degrees", "matrix"), [(90, "0 1 -1 0 400 0"), (180, "-1 0 0 -1 400 600"), (270, "0 -1 1 0 0 600")]
)
def test_a_rotated_page(degrees: int, matrix: str) -> None:
    page = f"q {matrix} cm\n" + column(40, 350, FIRST) + "Q"
    assert said(page, more=f"/Rotate {degrees}") == PARAGRAPHS[:2]


def test_another_typeface_within_a_line_does_not_split_a_paragraph() -> None:
    lines = [
        write(40, 500, "The keeper wrote")
        + write(130, 500, "gate.txt", size=8, font="I")
        + write(165, 500, "by hand and"),
        write(40, 488, "lock.txt, the", size=8, font="I")
        + write(90, 488, "longer one, by night, and she sent both"),
        write(40, 476, "to the council.") + write(112, 480, "7", size=6),
    ]
    assert said("".join(lines)) == [
        "The keeper wrote gate.txt by hand and lock.txt, the longer one, by night, and she sent both to the"
        " council."  # the 7 is the mark of a note
    ]


def test_rotated_text_is_left_out() -> None:
    page = "q 0.7 0.7 -0.7 0.7 200 100 cm\n" + write(0, 0, "DRAFT") + "Q " + column(40, 500, FIRST)
    found = read_pdf(pdf([page]), "x")
    assert [block.text for block in found.blocks] == PARAGRAPHS[:2]
    assert [block.text for block in found.dropped] == ["DRAFT"]


@pytest.mark.parametrize("name", ["x.pdf", "x.txt", "-"])
def test_the_content_decides_the_format(name: str) -> None:
    article = parse(pdf([column(40, 500, FIRST)], about="/Title(The lock)"), name)
    assert article.title == "The lock"
    assert [article.passage_text(at) for at in range(2)] == [
        "The old lock on the river gave way on Tuesday night, after two days of rain, and the water took the"
        " footbridge with it.",
        "Nobody was hurt, for the path had been closed since noon.",
    ]


def test_pictures_without_text_are_refused() -> None:
    page = "q 100 0 0 100 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI Q"
    with pytest.raises(SourceError, match="has pictures of pages and no text; run text recognition"):
        read_pdf(pdf([page]), "x")
    assert read_pdf(pdf([""]), "x").blocks == ()


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4\n", b"%PDF-1.4\n" + b"1 0 obj <<>> " * 99, pdf([])], ids=range(3)
)
def test_refusals(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"^x (?:is damaged, or not a PDF document|holds no)"):
        read(PDF, data, "x")


def test_a_locked_document_is_refused() -> None:
    locked = pdf([column(40, 500, FIRST)]).replace(
        b"trailer<<",
        b"trailer<</ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"
        + b"00" * 32
        + b">/U<"
        + b"00" * 32
        + b">>>",
    )
    with pytest.raises(SourceError, match=r"^x is locked by a password"):
        read_pdf(locked, "x")


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(SourceError, match=r"^x is a PDF document, .*; run: pip install 'diptych\[pdf\]'$"):
        read(PDF, b"%PDF-", "x")


def test_bookmarks_are_chapters() -> None:
    pages = [write(40, 560, name, size=16) + column(40, 500, FIRST) for name in ("The lock", "2 The weir")]
    marks = (
        b"/Outlines 90 0 R>>\nendobj\n90 0 obj\n<</Type/Outlines/First 91 0 R/Last 92 0 R>>\nendobj\n"
        b"91 0 obj\n<</Title(The lock)/Parent 90 0 R/Next 92 0 R/Dest[4 0 R/Fit]>>\nendobj\n"
        b"92 0 obj\n<</Title(The weir)/Parent 90 0 R/Next 91 0 R/Dest[6 0 R/Fit]>>\nendobj"  # and round again
    )
    data = pdf(pages).replace(b"/Type/Catalog/Pages 2 0 R>>\nendobj", b"/Type/Catalog/Pages 2 0 R" + marks)
    data = data[: data.index(b"xref")] + b"trailer<</Root 1 0 R>>"  # pdfium finds the objects itself
    assert read_pdf(data, "x").contents == (TocEntry("The lock", 0, 0), TocEntry("The weir", 0, 3))
