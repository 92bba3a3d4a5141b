"""Hostile sources of any format are shown or refused in time."""

from __future__ import annotations

import re
import zlib
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.article import assemble
from diptych.article.parsed_document import normalize_spaces
from diptych.errors import SourceError
from diptych.sources import read_bytes
from diptych.sources.parse import parse
from diptych.sources.sanitize import sanitize
from diptych.sources.text.line_joining import join_lines
from sources.documents import PAGE, WORD, column, docx, epub, paragraph, pdf, write
from sources.fuzz import complaint, outcome
from sources.mutation import SEEDS, hostile

NASTY = "It fell\u202e \u2066down\u200b \x9b2J e\u0301" + "\u0316" * 99 + " \U000e0041[red]."
SEEN = sanitize(NASTY)


@pytest.mark.parametrize("ending", sorted(SEEDS))
def test_mutated_documents(ending: str) -> None:
    said = {outcome(ending, hostile(ending, 0, number)) for number in range(25)}
    assert said <= {"article", "refused"}
    assert outcome(ending, SEEDS[ending][0]) == "article"


@settings(deadline=None, max_examples=25)
@given(
    st.binary(max_size=200),
    st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04word/[Content_Types].xml", b"PK\x03\x04"]),
)
def test_any_data_after_a_signature_is_an_article_or_refused(data: bytes, mark: bytes) -> None:
    assert outcome("epub", mark + data) in {"article", "refused"}


VISIBLE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1).filter(
    lambda said: sanitize(said).strip()
)


@settings(deadline=None, max_examples=25)
@given(st.lists(VISIBLE, min_size=1, max_size=4))
def test_words_survive_a_document_and_a_book(said: list[str]) -> None:
    expected = [normalize_spaces(sanitize(each)) for each in said]
    body = "".join(f"<p>{escape(each)}</p>" for each in said)
    for data in (docx("".join(paragraph(escape(each)) for each in said)), epub([body], contents="")):
        article = parse(data, "x")
        blocks = [block.span.of(article.text).removeprefix("• ") for block in article.blocks]
        assert blocks[: len(expected)] == [normalize_spaces(each) for each in expected]
        assert not complaint(article)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.epub", epub([f"<p>{escape(NASTY)}</p>"], contents="")),
        ("x.docx", docx(paragraph(escape(NASTY)))),
        ("x.html", f"<title>{NASTY}</title><nav>{NASTY} nav</nav><p>{NASTY}".encode()),
        ("x.txt", NASTY.encode()),
        ("x.md", NASTY.encode()),
    ],
    ids=["epub", "docx", "html", "txt", "md"],
)
def test_control_characters_are_shown(name: str, data: bytes) -> None:
    article = parse(data, name)
    assert SEEN in article.text
    assert not complaint(article)


def test_control_sequences_in_a_pdf_are_shown() -> None:
    article = parse(pdf([write(40, 500, "It fell \\033]52;c;QUFB\\007 down.")]), "x.pdf")
    assert not complaint(article)
    assert "\x1b" not in article.text


LAUGHS = '<!DOCTYPE x [<!ENTITY a0 "ha">{}<!ENTITY f SYSTEM "file:///etc/passwd">]>'.format(
    "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12))
)


@pytest.mark.parametrize(
    "data",
    [
        docx(
            parts={
                "word/document.xml": f'{LAUGHS}<w:document {WORD} w:x="&a9;"><w:body>'
                f"{paragraph('&a11;&f;')}</w:body></w:document>"
            }
        ),
        docx(parts={"docProps/core.xml": f"{LAUGHS}<x>&a11;&f;</x>"}),
        epub(parts={"OEBPS/text/1.xhtml": f"{LAUGHS}<html><body><p title='&a9;'>&a11;&f;</p></body></html>"}),
        epub(
            parts={
                "OEBPS/toc.ncx": f"{LAUGHS}<ncx><text>&a11;</text></ncx>",
                "META-INF/container.xml": f"{LAUGHS}&a11;",
            }
        ),
    ],
    ids=range(4),
)
def test_billion_laughs_and_files_from_outside(data: bytes) -> None:
    try:
        article = parse(data, "x")
    except SourceError:
        return
    assert "haha" not in article.text
    assert "root:" not in article.text


def flate(orders: bytes) -> bytes:
    """A page whose operators are compressed."""
    packed = zlib.compress(orders, 9).decode("latin-1")
    return pdf(["@"]).replace(
        b"<</Length 1>>stream\n@",
        f"<</Filter/FlateDecode/Length {len(packed)}>>stream\n{packed}".encode("latin-1"),
    )


@pytest.mark.parametrize(
    "data",
    [
        pdf([""]).replace(b"/Kids[4 0 R]", b"/Kids[2 0 R]"),
        pdf([""]).replace(b"/Count 1", b"/Count 2000000000"),
        pdf(["/X Do"], more="/Resources<</XObject<</X 5 0 R>>>>"),
        pdf(["x"]).replace(b"trailer<<", b"trailer<</Prev 9"),
        flate(b" " * 3_000_000),
        pdf([write(40, 500, "It fell.", size=0)]),
        pdf(["1e38 0 0 1e38 0 0 cm " + write(40, 500, "It fell.")]),
        pdf([write(4e9, -4e9, "It fell.")]),
        pdf([column(40, 500, ["i" * 200 + "!"])]),  # of nothing but the figures of a page's number
        pdf([write(40 + at % 7, 500 - at % 5, "word") for at in range(1)] * 30),
    ],
    ids=range(10),
)
def test_loops_and_false_sizes_in_a_pdf(data: bytes) -> None:
    assert outcome("pdf", data) in {"article", "refused"}


def test_archives_that_unpack_to_too_much() -> None:
    with pytest.raises(SourceError, match="would unpack to far more"):
        parse(epub(["<p>x</p>"] * 2, contents="", parts={"a": bytes(8_000_000)}), "x")


@pytest.mark.parametrize(
    ("limit", "value", "complaint"),
    [
        ("LONGEST", 100, "has more than 100 characters"),
        ("MOST_LINES", 3, "has more than 3 lines"),
        ("MOST_BLOCKS", 3, "has more than 3 paragraphs"),
    ],
)
@pytest.mark.parametrize("name", ["x.txt", "x.md"])
def test_texts_that_are_too_long(
    name: str, limit: str, value: int, complaint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n\n".join(f"{at} boats were lent to the town." for at in range(20)).encode()
    parse(text, name)
    monkeypatch.setattr(read_bytes, limit, value)
    with pytest.raises(SourceError, match=complaint):
        parse(text, name)


def test_texts_of_too_many_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diptych.sources.parse.MOST_PASSAGES", 5)
    monkeypatch.setattr(assemble, "MOST_PASSAGES", 5)
    parse(b"It fell. " * 5, "x.txt")
    with pytest.raises(SourceError, match="has more than 5 sentences"):
        parse(b"It fell. " * 6, "x.txt")


def test_texts_of_too_many_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diptych.sources.parse._FEW_STOPS", 10)
    monkeypatch.setattr("diptych.sources.parse._MOST_STOPS", 5)
    parse("3.14, e.g. “It fell.” 塌了。 It rose … No!".encode(), "x.txt")
    with pytest.raises(SourceError, match="has more than 5 sentences"):
        parse(b"It fell.) " * 6, "x.txt")


def test_long_markdown_is_read_like_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    text = b"# The lock\n\nIt *fell*."
    short = parse(text, "x.md")
    monkeypatch.setattr("diptych.sources.parse._LONG_MARKDOWN", 5)
    assert parse(text, "x.md") == short

    def refuse(*_: object) -> None:
        raise SourceError("x takes too long.")

    monkeypatch.setattr("diptych.sources.sandbox.run.read_in_sandbox", refuse)
    assert parse(text, "x.md").text == "# The lock\n\nIt *fell*."  # better with its marks than not at all


def test_lines_are_joined_in_time_that_grows_with_them() -> None:
    assert len(join_lines(["word after word"] * 200_000)) == 200_000 * 16 - 1


def test_a_page_with_an_unknown_encoding() -> None:
    page = PAGE.format(body="<p>It fell.</p>").replace("utf-8", "unicode_escape")
    assert parse(page.encode(), "x.html").text == "It fell."
    assert re.search("fell", parse(epub(parts={"OEBPS/text/1.xhtml": page}), "x").text)
