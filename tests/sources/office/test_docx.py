"""Word documents: the kinds of paragraphs by their styles, and which words are read."""

from __future__ import annotations

import sys
from io import BytesIO
from zipfile import ZipFile

import pytest

from diptych.article.model import BlockKind
from diptych.errors import SourceError
from diptych.sources.formats import DOCX
from diptych.sources.office.docx import _kind_of_part, read_docx
from diptych.sources.parse import parse
from diptych.sources.sandbox.worker import read
from sources.documents import BODY, CORE, STYLES, WORD, docx, paragraph, zipped

HEADING, PARAGRAPH = BlockKind.HEADING, BlockKind.PARAGRAPH
QUOTATION, ITEM = BlockKind.QUOTATION, BlockKind.LIST_ITEM


def blocks(body: str) -> list[tuple[BlockKind, str]]:
    """The blocks of a document with this body, except its note."""
    return [(block.kind, block.text) for block in read_docx(docx(body), "x").blocks][:-1]


def test_blocks_and_metadata() -> None:
    document = read_docx(docx(), "x")
    assert [(block.kind, block.text) for block in document.blocks] == [
        (HEADING, "The lock gate"),
        (PARAGRAPH, "The gate broke on Tuesday. Nobody was hurt."),
        (HEADING, "What the town says"),
        (QUOTATION, "We had warned them."),
        (ITEM, "• One gate is left."),
        (PARAGRAPH, "A note."),
    ]
    assert (document.title, document.publisher, document.date) == ("The lock gate", "Ada Reed", "2021-05-02")
    assert {block.text for block in document.dropped} == {"The Daily Reed, page 1", "Check this."}


@pytest.mark.parametrize("name", ["x.docx", "x.txt", "-"])
def test_the_content_decides_the_format(name: str) -> None:
    assert parse(docx(), name).title == "The lock gate"


def test_runs_insertions_links_and_deletions() -> None:
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>".format
    tracked = (
        f"<w:p>{run('It fell')}<w:ins>{run(' down')}</w:ins><w:del><w:r><w:delText>no</w:delText>"
        f"{run('no')}</w:r></w:del><w:hyperlink>{run(' at')}</w:hyperlink><w:r><w:tab/><w:t>six</w:t><w:br/>"
        f"<w:t>then</w:t></w:r><w:sdt><w:sdtPr>{run('no')}</w:sdtPr>"
        f"<w:sdtContent>{run(' rose.')}</w:sdtContent></w:sdt></w:p>"
    )
    assert blocks(tracked) == [(PARAGRAPH, "It fell down at six then rose.")]


def test_a_text_box_is_read_once_and_after_its_paragraph() -> None:
    compatible = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{paragraph('In the box.')}</w:txbxContent>"
    body = (
        f"<w:p {compatible}><w:r><w:t>Outside.</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert blocks(body) == [(PARAGRAPH, "Outside."), (PARAGRAPH, "In the box.")]


def test_lists_by_numbering_and_headings_by_outline() -> None:
    number = "<w:numPr><w:numId w:val='{}'/></w:numPr>".format
    body = (
        paragraph("In a list.", "LP", number(4))
        + paragraph("In none.", "LP")
        + paragraph("Taken out.", "L", number(0))
        + paragraph("Numbered heading", "H1", number(4))
        + paragraph("By outline", "", "<w:outlineLvl w:val='1'/>")
        + paragraph("Body text.", "", "<w:outlineLvl w:val='9'/>")
        + paragraph("In a circle of styles.", "A")
    )
    assert blocks(body) == [
        (ITEM, "• In a list."),
        (PARAGRAPH, "In none."),
        (PARAGRAPH, "Taken out."),
        (HEADING, "Numbered heading"),
        (HEADING, "By outline"),
        (PARAGRAPH, "Body text."),
        (PARAGRAPH, "In a circle of styles."),
    ]


@pytest.mark.parametrize(
    ("bold", "text", "kind"),
    [
        ("<w:b/>", "What the town says", HEADING),
        ("<w:b/>", "The town says no.", PARAGRAPH),
        ("<w:b w:val='0'/>", "What the town says", PARAGRAPH),
        ("", "What the town says", PARAGRAPH),
        ("<w:b/>", "* * *", PARAGRAPH),
    ],
)
def test_a_short_bold_line_without_a_stop_is_a_heading(bold: str, text: str, kind: BlockKind) -> None:
    body = f"<w:p><w:r><w:rPr>{bold}</w:rPr><w:t>{text}</w:t></w:r></w:p>"
    assert blocks(body) == [(kind, text)]


def test_a_table_of_figures_is_read_by_rows_and_one_for_layout_by_cells() -> None:
    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"

    figures = row(paragraph("Boats"), paragraph("22")) + row(paragraph("Gates"), paragraph("3"))
    layout = row(paragraph("One.") + paragraph("Two."), paragraph("Three."))
    assert [text for _, text in blocks(f"<w:tbl>{figures}{layout}</w:tbl>")] == [
        "Boats | 22",
        "Gates | 3",
        "One.",
        "Two.",
        "Three.",
    ]


def test_a_cell_in_a_content_control_is_one_of_its_row() -> None:
    control = f"<w:sdt><w:sdtContent><w:tc>{paragraph('22')}</w:tc></w:sdtContent></w:sdt>"
    body = f"<w:tbl><w:tr><w:tc>{paragraph('Boats')}</w:tc>{control}</w:tr></w:tbl>"
    assert blocks(body) == [(PARAGRAPH, "Boats | 22")]


def test_a_table_of_contents_is_left_out() -> None:
    made = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="{}"/></w:docPartObj></w:sdtPr>'.format
    inside = f"<w:sdtContent>{paragraph('The lock gate 3')}</w:sdtContent></w:sdt>"
    found = read_docx(docx(made("Table of Contents") + inside + paragraph("It fell.")), "x")
    assert [block.text for block in found.blocks] == ["It fell.", "A note."]
    assert "The lock gate 3" in {block.text for block in found.dropped}
    assert blocks(made("Cover Pages") + inside) == [(PARAGRAPH, "The lock gate 3")]


def test_hidden_text_is_left_out() -> None:
    def run(text: str, properties: str = "") -> str:
        return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"

    vanish, shown, by_style = "<w:vanish/>", '<w:vanish w:val="0"/>', '<w:rStyle w:val="More"/>'
    style = '<w:style w:styleId="{}"><w:basedOn w:val="{}"/><w:rPr>{}</w:rPr></w:style>'.format
    end = "</w:styles>"
    styles = STYLES.replace(end, style("Secret", "H0", vanish) + style("More", "Secret", "") + end)
    body = (
        f"<w:p>{run('It fell')}{run(' (ask Ada', vanish)}{run(' first)', vanish)}{run(' on Tuesday.')}</w:p>"
        + f"<w:p>{run('Written by ')}{run('nobody', by_style)}</w:p>"
        + paragraph("Wholly hidden.", "Secret")
        + f"<w:p>{run('Shown.', shown)}</w:p>"
    )
    note = f"<w:footnote><w:p>{run('A note.')}{run('Kept back.', vanish)}</w:p></w:footnote>"
    notes = f"<w:footnotes {WORD}>{note}</w:footnotes>"
    found = read_docx(docx(body, parts={"word/styles.xml": styles, "word/footnotes.xml": notes}), "x")
    assert [block.text for block in found.blocks] == [
        "It fell on Tuesday.",
        "Written by ",
        "Shown.",
        "A note.",
    ]
    hidden = [" (ask Ada first)", "nobody", "Wholly hidden.", "Kept back."]
    assert [block.text for block in found.dropped if block.text in hidden] == hidden


@pytest.mark.parametrize("tag", ["del", "moveFrom"])
def test_paragraphs_whose_end_was_deleted_are_one(tag: str) -> None:
    open_end = paragraph("The gate ", more=f"<w:rPr><w:{tag}/></w:rPr>")
    body = open_end + paragraph("fell.") + paragraph("It rose.") + open_end + "<w:sectPr/>"
    assert [text for _, text in blocks(body)] == ["The gate fell.", "It rose.", "The gate "]


def test_reading_aids_are_left_out() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>".format
    ruby = f"<w:ruby><w:rt>{run('とうきょう')}</w:rt><w:rubyBase>{run('東京')}</w:rubyBase></w:ruby>"
    assert blocks(f"<w:p>{run('彼は')}<w:r>{ruby}</w:r>{run('へ行った。')}</w:p>") == [
        (PARAGRAPH, "彼は東京へ行った。")
    ]


def test_default_author_and_date_of_a_library_are_left_out() -> None:
    core = CORE.replace("2021-05-02", "2013-12-23")
    made = read_docx(docx(parts={"docProps/core.xml": core.replace("Ada Reed", "python-docx")}), "x")
    assert (made.title, made.publisher, made.date) == ("The lock gate", None, None)
    made = read_docx(docx(parts={"docProps/core.xml": core}), "x")
    assert (made.publisher, made.date) == ("Ada Reed", None)


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        ("schemas.openxmlformats.org/{}/2006", "purl.oclc.org/ooxml/{}"),
        (
            "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
            "vnd.ms-word.document.macroEnabled.main",
        ),
        (
            "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
            "vnd.openxmlformats-officedocument.wordprocessingml.template.main",
        ),
    ],
    ids=["strict", "with macros", "template"],
)
def test_other_forms_of_the_same_document(usual: str, other: str) -> None:
    with ZipFile(BytesIO(docx())) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for room in ("wordprocessingml", "officeDocument"):
        parts = {name: part.replace(usual.format(room), other.format(room)) for name, part in parts.items()}
    data = zipped({**parts, "word/media/a.png": b"\x89PNG"})
    assert read_docx(data, "x") == read_docx(docx(), "x")


def test_damaged_properties_are_ignored() -> None:
    assert read_docx(docx(parts={"docProps/core.xml": "<x/>"}), "x").title is None


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (docx()[:400], "is damaged, or not a Word document"),
        (docx(parts={"word/document.xml": f"<w:document {WORD}/>"}), "is damaged, or not a Word document"),
        (docx(parts={"word/document.xml": "<w:document"}), "is damaged, or not a Word document"),
        (docx(parts={"_rels/.rels": "x"}), "is damaged, or not a Word document"),
        (
            docx().replace(b"\x08\x00", b"\x63\x00"),
            "is damaged, or not a Word document",
        ),  # packed in an unknown way
        (docx(parts={"word/media/a.bin": bytes(30_000_000)}), "would unpack to far more"),
    ],
    ids=range(6),
)
def test_refusals(data: bytes, complaint: str) -> None:
    with pytest.raises(SourceError, match=f"^x .*{complaint}"):
        read(DOCX, data, "x")


def test_entities_are_not_resolved() -> None:
    bomb = f'<!DOCTYPE w:document [<!ENTITY a "{"ha" * 50}"><!ENTITY b "{"&a;" * 50}">]>'
    parts = {
        "word/document.xml": f"{bomb}<w:document {WORD}><w:body>{BODY}{paragraph('&b;')}</w:body>"
        "</w:document>"
    }
    assert "haha" not in "".join(block.text for block in read_docx(docx(parts=parts), "x").blocks)


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(SourceError, match=r"^x is a Word document, .*; run: pip install 'diptych\[docx\]'$"):
        read(DOCX, docx(), "x")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/word/footnotes12.xml", "footnotes"),
        ("/word/Header.XML", "header"),
        ("/word/headerxml.xml", "headerxml"),
        ("/word/notes.l", "notes.l"),
    ],
)
def test_the_kind_of_a_part_is_its_whole_name(path: str, kind: str) -> None:
    assert _kind_of_part(path) == kind


def run(text: str, properties: str = "") -> str:
    """A run of a paragraph."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize("place", ["drop", "margin"])
@pytest.mark.parametrize(
    ("cap", "rest"), [("T", "he gate fell."), ("“T", "he gate fell.”"), ("A", " gate fell.")]
)
def test_a_drop_cap_belongs_to_the_next_paragraph(place: str, cap: str, rest: str) -> None:
    frame = f'<w:framePr w:dropCap="{place}" w:lines="3"/>'
    assert blocks(paragraph(cap, more=frame) + f"<w:p>{run(rest)}</w:p>" + paragraph("It rose.")) == [
        (PARAGRAPH, cap + rest),
        (PARAGRAPH, "It rose."),
    ]


def test_other_frames_and_a_drop_cap_at_the_end_are_paragraphs() -> None:
    body = paragraph("Boxed.", more='<w:framePr w:dropCap="none"/>') + paragraph("It rose.")
    assert [text for _, text in blocks(body)] == ["Boxed.", "It rose."]
    assert blocks(paragraph("T", more='<w:framePr w:dropCap="drop"/>')) == [(PARAGRAPH, "T")]


RAISED = '<w:vertAlign w:val="superscript"/>'


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ([run("10"), run("6", RAISED), run(" euros")], "10⁶ euros"),
        ([run("10"), run("-", RAISED), run("9", RAISED), run(" m")], "10⁻⁹ m"),
        ([run("300 m"), run("2", RAISED)], "300 m²"),
        ([run("It sank."), run("4", RAISED), run(" She knew.")], "It sank. She knew."),
        ([run("It sank"), run("*", RAISED), run(" early.")], "It sank early."),
        ([run("the 3"), run("rd", RAISED), run(" of May")], "the 3rd of May"),
        ([run("10"), run("6", '<w:rStyle w:val="Up"/>'), run(" euros")], "10⁶ euros"),
        ([run("10"), run("6", '<w:vertAlign w:val="baseline"/>')], "106"),
        ([run("CO"), run("2", '<w:vertAlign w:val="subscript"/>')], "CO2"),
        (
            [
                '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:sSup><m:e><m:r>'
                "<m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>6</m:t></m:r></m:sup></m:sSup></m:oMath>",
                run(" euros"),
            ],
            "10⁶ euros",
        ),
    ],
)
def test_superscripts(runs: list[str], text: str) -> None:
    style = f'<w:style w:styleId="Up"><w:rPr>{RAISED}</w:rPr></w:style></w:styles>'
    parts = {"word/styles.xml": STYLES.replace("</w:styles>", style)}
    assert read_docx(docx(f"<w:p>{''.join(runs)}</w:p>", parts=parts), "x").blocks[0].text == text


def test_marks_of_notes_are_named() -> None:
    runs = run("It sank.") + run("4", RAISED) + run(" She knew.") + run("5, 6", RAISED)
    document = read_docx(docx(f"<w:p>{runs}</w:p>"), "x")
    assert document.blocks[0].text == "It sank. She knew."
    assert document.dropped[-1].text == "4 5, 6"


def level(number: int, numerals: str, pattern: str, start: int = 1, more: str = "") -> str:
    """How a level of a list is numbered."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{numerals}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


LISTS = (
    f'<w:numbering {WORD}><w:abstractNum w:abstractNumId="0">'
    + level(0, "decimal", "%1.", 3)
    + level(1, "lowerLetter", "%1.%2)")
    + level(2, "bullet", "o")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level(0, "upperRoman", "(%1)", more='<w:pStyle w:val="L"/>')
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    '</w:lvlOverride></w:num><w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
)


def item(text: str, number: int, depth: int | None = None, style: str = "") -> str:
    """An item of a list."""
    at = "" if depth is None else f'<w:ilvl w:val="{depth}"/>'
    return paragraph(text, style, f'<w:numPr>{at}<w:numId w:val="{number}"/></w:numPr>')


@pytest.mark.parametrize(
    ("body", "items"),
    [
        (item("One.", 1, 0) + paragraph("Between.") + item("Two.", 1), ["3. One.", "Between.", "4. Two."]),
        (
            item("One.", 1, 0) + item("A.", 1, 1) + item("B.", 1, 1) + item("Two.", 1, 0) + item("C.", 1, 1),
            ["3. One.", "3.a) A.", "3.b) B.", "4. Two.", "4.a) C."],
        ),
        (item("One.", 1, 0) + item("New.", 2, 0) + item("Next.", 2, 0), ["3. One.", "1. New.", "2. Next."]),
        (item("One.", 3) + item("Two.", 3, style="L"), ["(I) One.", "(II) Two."]),
        (item("Dot.", 1, 2) + item("Gone.", 4) + item("None.", 9), ["• Dot.", "• Gone.", "• None."]),
        (item("Head", 1, 0, "H1") + item("", 1, 0) + item("Two.", 1, 0), ["Head", "5. Two."]),
        (item("7. Typed.", 1, 0) + paragraph("By style.", "L"), ["7. Typed.", "• By style."]),
    ],
)
def test_items_of_numbered_lists(body: str, items: list[str]) -> None:
    document = read_docx(docx(body, parts={"word/numbering.xml": LISTS}), "x")
    assert [block.text for block in document.blocks] == [*items, "A note."]
