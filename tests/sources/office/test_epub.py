"""Books: the spine in order, the table of contents, the chapters that can be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from diptych.article.model import BlockKind
from diptych.article.parsed_document import ParsedBlock, ParsedDocument, TocEntry
from diptych.errors import SourceError
from diptych.sources import read_bytes
from diptych.sources.chapter_choice import name_chapters, split_choice
from diptych.sources.chapters import Chapter, chapters_of, choose
from diptych.sources.formats import DOCX, EPUB, advice_for
from diptych.sources.office import epub as epub_reader
from diptych.sources.office.epub import read_epub
from diptych.sources.open import list_chapters, load
from diptych.sources.sandbox.worker import read
from sources.documents import CHAPTERS, PAGE, epub

if TYPE_CHECKING:
    from pathlib import Path

SAID = [
    (BlockKind.HEADING, "The lock"),
    (BlockKind.PARAGRAPH, "The keeper opened the lock at\u00a0dawn. Nobody came through."),
    (BlockKind.QUOTATION, "Water waits for no boat."),
    (BlockKind.HEADING, "The weir"),
    (BlockKind.PARAGRAPH, "On the second day the weir gave way."),
    (BlockKind.LIST_ITEM, "• Two boats sank."),
    (BlockKind.HEADING, "The town"),
    (BlockKind.PARAGRAPH, "The town sent twelve engineers & a band."),
    (BlockKind.HEADING, "The night"),
    (BlockKind.PARAGRAPH, "They worked through the night."),
]
CONTENTS = (
    TocEntry("The lock", 0, 0),
    TocEntry("The weir", 0, 3),
    TocEntry("The town", 0, 6),
    TocEntry("The night", 1, 8),
)


@pytest.mark.parametrize("contents", ["nav", "ncx"])
def test_the_text_in_order_with_its_table_of_contents(contents: str) -> None:
    book = read_epub(epub(contents=contents), "x")
    assert [(block.kind, block.text) for block in book.blocks] == SAID
    assert book.contents == CONTENTS
    assert (book.title, book.publisher, book.date) == (
        "The River Keeper",
        "Ada Reed, Ben Marsh",
        "1931-05-02",
    )
    assert [block.text for block in book.dropped][:1] == (["Contents"] if contents == "nav" else [])


def test_a_book_without_a_table_of_contents_has_a_chapter_for_each_page() -> None:
    book = read_epub(epub(contents=""), "x")
    assert book.contents == (TocEntry("The lock", 0, 0), TocEntry("The town", 0, 6))


def test_text_before_the_first_chapter_is_a_chapter() -> None:
    book = read_epub(epub([f"<p>To my aunt.</p>{CHAPTERS[0]}", CHAPTERS[1]]), "x")
    assert book.contents[:2] == (TocEntry("Front matter", 0, 0), TocEntry("The lock", 0, 1))


def test_malformed_xml_is_read_as_html() -> None:
    book = read_epub(epub(["<p>One<br>two &bogus; <b>three</p><p>Four", "<p>Five</p>"], contents=""), "x")
    assert [block.text for block in book.blocks] == ["One", "two &bogus; three", "Four", "Five"]


def test_entities_of_a_page_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Do not tell anyone.")
    bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "' + "&a;" * 50 + '">'
    page = bomb + f'<!ENTITY c SYSTEM "file://{secret}">]><html><body><p>It fell. &b; &c;</p></body></html>'
    for name in ("OEBPS/text/1.xhtml", "OEBPS/text/2.xhtml"):
        said = "".join(block.text for block in read_epub(epub(parts={name: page}), "x").blocks)
        assert "It fell." in said
        assert "haha" not in said
        assert "tell" not in said


@pytest.mark.parametrize(
    ("parts", "complaint"),
    [
        (
            {"META-INF/encryption.xml": '<e><CipherReference URI="OEBPS/text/1.xhtml"/></e>'},
            "protected against",
        ),
        ({"OEBPS/book.opf": "<package/>"}, "is damaged, or not an EPUB book"),
        ({"META-INF/container.xml": "", "OEBPS/book.opf": ""}, "is damaged, or not an EPUB book"),
        ({"OEBPS/text/1.xhtml": "<p>" + " " * 30_000_000}, "would unpack to far more"),
    ],
)
def test_refusals(parts: dict[str, str], complaint: str) -> None:
    with pytest.raises(SourceError, match=f"^x .*{complaint}"):
        read(EPUB, epub(parts=parts), "x")


def test_chapters_and_their_words() -> None:
    assert chapters_of(read_epub(epub(), "x")) == (
        Chapter(1, "The lock", 0, 17),
        Chapter(2, "The weir", 0, 14),
        Chapter(3, "The town", 0, 17),  # with the night, which is a part of it
        Chapter(4, "The night", 1, 7),
    )


def test_chapters_are_named_after_the_file(tmp_path: Path) -> None:
    path = tmp_path / "river.epub"
    path.write_bytes(epub())
    assert [chapter.title for chapter in list_chapters(f"{path}#2")] == [
        "The lock",
        "The weir",
        "The town",
        "The night",
    ]
    weir = load(f"{path}#2")
    assert (weir.title, weir.source) == ("The River Keeper: The weir", f"{path}#2")
    assert weir.text == "The weir\n\nOn the second day the weir gave way.\n\n• Two boats sank."
    assert load(name_chapters(str(path), [4, 1])).title == "The River Keeper: The lock … The night"
    assert load(path).title == "The River Keeper"
    with pytest.raises(SourceError, match=r"has chapters 1 to 4, and no chapter 5; diptych text --chapters"):
        load(f"{path}#2-9")
    text = tmp_path / "a.txt"
    text.write_text("It fell.")
    with pytest.raises(SourceError, match="has no chapters to choose from"):
        load(f"{text}#1")
    assert list_chapters(text) == ()


@pytest.mark.parametrize("choice", ["5-2", "", "3-", "two"])
def test_invalid_chapter_choices_are_refused(tmp_path: Path, choice: str) -> None:
    path = tmp_path / "river.epub"
    path.write_bytes(epub())
    with pytest.raises(SourceError, match="does not exist; chapters of a book are named as in"):
        load(f"{path}#{choice}")
    with pytest.raises(SourceError, match="check how its path is spelled"):
        load(f"{path}.bak#{choice}")


@pytest.mark.parametrize("source", ["https://harrow.example/river.epub", "clipboard:"])
def test_only_files_have_chapters_to_choose_from(source: str) -> None:
    with pytest.raises(SourceError, match="is not a file, and only a book in a file has chapters"):
        list_chapters(source)


def test_an_existing_file_with_such_a_name_is_meant(tmp_path: Path) -> None:
    path = tmp_path / "notes#3"
    path.write_text("It fell.")
    assert load(path).text == "It fell."


@pytest.mark.parametrize(
    ("source", "path", "numbers"),
    [
        ("a.epub", "a.epub", set()),
        ("a.epub#3", "a.epub", {3}),
        ("a#b.epub#2-4,9", "a#b.epub", {2, 3, 4, 9}),
        ("a.epub#x", "a.epub#x", set()),
        ("a.epub#", "a.epub#", set()),
        ("#3", "#3", set()),
        ("a.epub#5-2", "a.epub#5-2", set()),
        ("https://example.org/a.html#3", "https://example.org/a.html#3", set()),
        ("a.epub#1-999999", "a.epub", set(range(1, 10_002))),
    ],
)
def test_how_chapters_are_named(source: str, path: str, numbers: set[int]) -> None:
    assert split_choice(source) == (path, frozenset(numbers))


def test_chapters_that_begin_at_one_place() -> None:
    blocks = tuple(ParsedBlock(BlockKind.PARAGRAPH, word) for word in ("a", "b c"))
    book = ParsedDocument(
        blocks, contents=(TocEntry("Part", 0, 0), TocEntry("One", 0, 0), TocEntry("Two", 0, 1))
    )
    assert [chapter.words for chapter in chapters_of(book)] == [1, 1, 2]
    assert choose(book, frozenset({1}), "x").blocks == blocks[:1]


def test_a_damaged_page_leaves_the_others() -> None:
    book = read_epub(epub(parts={"OEBPS/text/1.xhtml": PAGE[:60]}), "x")
    assert book.blocks[-1].text == "They worked through the night."


PLATE = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20


def book_with_plates(*plates: str) -> bytes:
    """A book of one page of text, before which the spine names parts with these attributes."""
    items = "".join(f'<item id="i{n}" href="text/plate.jpg" {plate}/>' for n, plate in enumerate(plates))
    references = "".join(f'<itemref idref="i{n}"/>' for n in range(len(plates)))
    package = (
        f'<package><metadata/><manifest>{items}<item id="c1" href="text/1.xhtml"'
        ' media-type="application/xhtml+xml"/><item id="said" href="text/2.xhtml"'
        f' media-type="application/xhtml+xml"/></manifest><spine>{references}<itemref idref="c1"/>'
        "</spine></package>"
    )
    pages = ["<p>The weir gave way.</p>", "<p>The plate shows the weir.</p>"]
    return epub(pages, contents="", parts={"OEBPS/book.opf": package, "OEBPS/text/plate.jpg": PLATE})


@pytest.mark.parametrize(
    ("plates", "said"),
    [
        (['media-type="image/jpeg"'], []),
        (['media-type="video/mp4"', 'media-type="application/pdf"'], []),
        (['media-type="image/jpeg" fallback="said"'], ["The plate shows the weir."]),
        (['media-type="image/jpeg" fallback="i1"', 'media-type="image/png" fallback="i0"'], []),
        (['media-type="image/jpeg" fallback="gone"'], []),
        (['media-type="application/json" fallback="said"'], ["The plate shows the weir."]),
        (
            ['media-type="image/jpeg" fallback="i1"', 'media-type="image/png" fallback="said"'],
            ["The plate shows the weir."],
        ),
    ],
)
def test_pictures_in_the_spine_are_replaced_or_left_out(plates: list[str], said: list[str]) -> None:
    blocks = read_epub(book_with_plates(*plates), "x").blocks
    assert [block.text for block in blocks] == [*said, "The weir gave way."]


def test_a_book_of_pictures_alone_has_no_text(tmp_path: Path) -> None:
    path = tmp_path / "plates.epub"
    package = (
        '<package><manifest><item id="p" href="text/plate.jpg" media-type="image/jpeg"/></manifest>'
        '<spine><itemref idref="p"/></spine></package>'
    )
    path.write_bytes(epub([], contents="", parts={"OEBPS/book.opf": package, "OEBPS/text/plate.jpg": PLATE}))
    with pytest.raises(SourceError, match="has no text to show"):
        load(str(path))
    assert list_chapters(str(path)) == ()


def test_numbers_of_notes_are_left_out() -> None:
    body = (
        '<p>The weir<a href="#n1"><sup>1</sup></a> gave way<sup><a href="n.xhtml#n2">[2]</a></sup> on'
        ' <a href="#day">day 3</a>, 5 m<sup>2</sup> of it.</p><p id="n1"><a href="#r1">1</a> A note.</p>'
    )
    blocks = read_epub(epub([body], contents=""), "x").blocks
    assert [block.text for block in blocks] == ["The weir gave way on day 3, 5 m² of it.", "1 A note."]


def test_malformed_addresses_in_a_table_of_contents_are_ignored() -> None:
    nav = (
        '<nav><ol><li><a href="http://[::1/x">Away</a></li><li><a href="text/1.xhtml">One</a></li></ol></nav>'
    )
    book = read_epub(epub(["<h1>One</h1>", "<h1>Two</h1>"], parts={"OEBPS/nav.xhtml": nav}), "x")
    assert [entry.title for entry in book.contents] == ["One"]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            '<p>Both <span xmlns:epub="{ns}" epub:type="pagebreak">173</span> sides came.</p>',
            "Both sides came.",
        ),
        ('<p>He refused <span role="doc-pagebreak">174</span>to go.</p>', "He refused to go."),
        ('<p>A new <span class="pagenum"><a id="p">[Pg 175]</a></span>plan.</p>', "A new plan."),
        (
            '<p>The year<a xmlns:epub="{ns}" epub:type="noteref" href="#n">3</a> before.</p>',
            "The year before.",
        ),
        ('<p xmlns:epub="{ns}"><span epub:type="pagebreak">169</span></p><p>It rose.</p>', "It rose."),
        ("<p>It owes 10<sup>6</sup> euros.</p>", "It owes 10⁶ euros."),
        ('<p hidden="hidden">Not this.</p><p>It rose.</p>', "It rose."),
        ('<ol start="3"><li>A trial.</li></ol>', "3. A trial."),
        ("<p>One<br>two <span epub:type='pagebreak'>8</span>three.", "One\ntwo three."),  # not well-formed
    ],
)
def test_what_a_page_of_a_book_shows(body: str, text: str) -> None:
    page = body.replace("{ns}", "http://www.idpf.org/2007/ops")
    blocks = read_epub(epub([page], contents=""), "x").blocks
    assert " ".join("\n".join(block.text for block in blocks).split(" ")).replace("  ", " ") == text


PAGES = [
    '<h1 id="p">Part</h1><h2 id="a">One</h2><p>It began at night.</p><h2 id="b">Two</h2><p>It went on.</p>',
    "<p>It went on for long, in the same chapter.</p>",
    '<h1 id="q">Three</h1><p>It ended. <span id="c">Nobody</span> knew why.</p>',
    "<p>The end of it.</p>",
]
PLACES = ["1.xhtml#p", "1.xhtml#a", "1.xhtml#b", "3.xhtml", "3.xhtml#c", "4.xhtml"]


def book_with(places: list[str], pages: list[str], parents: int = 0) -> bytes:
    """A book whose table of contents leads to `places`; the second to `parents` are below the first."""
    links = [f'<li><a href="text/{place}">{place}</a>' for place in places]
    inner = "</li>".join(links[1:parents])
    nested = f"{links[0]}<ol>{inner}</li></ol></li>" if parents else f"{links[0]}</li>"
    items = nested + "".join(f"{link}</li>" for link in links[max(1, parents) :])
    return epub(pages, parts={"OEBPS/nav.xhtml": PAGE.format(body=f"<nav><ol>{items}</ol></nav>")})


@pytest.mark.parametrize(
    ("places", "pages"),
    [
        (PLACES, PAGES),
        (PLACES[::-1], PAGES),  # a table of contents in another order than the text
        (PLACES[3:], PAGES),  # with front matter
        (PLACES, ["<p> </p>", *PAGES[1:]]),
        (PLACES[1:], PAGES),  # front matter on the page of the first chapter
        (["2.xhtml", "2.xhtml", "4.xhtml"], PAGES),
        (["gone.xhtml", "4.xhtml"], PAGES),
        (["1.xhtml", "2.xhtml", "4.xhtml"], ["<p>One.</p>", "", "<p>Three.</p>", "<p>Four.</p>"]),
    ],
)
@pytest.mark.parametrize("parents", [0, 2, 3])
def test_a_chapter_that_is_read_alone_is_the_same(places: list[str], pages: list[str], parents: int) -> None:
    data = book_with(places, pages, min(parents, len(places)))
    whole = read_epub(data, "x")
    listed = chapters_of(read_epub(data, "x", frozenset()))
    assert [(chapter.title, chapter.level) for chapter in listed] == [
        (entry.title, entry.level) for entry in whole.contents
    ]
    for number in range(1, len(whole.contents) + 1):
        alone = read_epub(data, "x", frozenset({number}))
        assert (
            choose(alone, frozenset({number}), "x").blocks == choose(whole, frozenset({number}), "x").blocks
        )


def test_only_the_pages_of_a_chapter_are_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    data = epub(["<h1>One</h1>"] * 30, parts={"OEBPS/nav.xhtml": PAGE.format(body=nav_of(30))})
    parsed: list[bytes] = []
    parse_page = epub_reader.parse_xml

    def parse_and_note(page: bytes, name: str) -> object:
        parsed.append(page)
        return parse_page(page, name)

    monkeypatch.setattr(epub_reader, "parse_xml", parse_and_note)
    read_epub(data, "x", frozenset({20}))
    assert sum(b"<h1>" in page for page in parsed) == 3  # the first, the chapter and the start of the next
    parsed.clear()
    assert sum(read_epub(data, "x", frozenset()).lengths) == 30
    assert not any(b"<h1>" in page for page in parsed)


def nav_of(pages: int) -> str:
    """A table of contents that leads to each page."""
    links = "".join(f'<li><a href="text/{n}.xhtml">Page {n}</a></li>' for n in range(1, pages + 1))
    return f"<nav><ol>{links}</ol></nav>"


def test_a_book_that_is_too_long_can_be_read_by_chapters(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, part = (advice_for(EPUB, chapters) for chapters in (None, frozenset({3})))
    assert whole == "name one chapter, as in book.epub#3; diptych text --chapters FILE lists them"
    assert part == advice_for(DOCX, None) == "save the article alone in a file"
    monkeypatch.setattr(read_bytes, "LONGEST", 80)
    with pytest.raises(SourceError, match=r"has more than 80 characters; name one chapter, as in"):
        read(EPUB, epub(), "x")
    assert read(EPUB, epub(), "x", frozenset()).lengths
