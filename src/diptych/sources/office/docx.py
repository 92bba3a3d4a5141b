"""Word documents: paragraphs, headings, list items, quotations and tables, by their styles.

A document is a zip archive of XML.  It is opened with python-docx, which the extra `diptych[docx]` brings.
Tracked insertions are read, tracked deletions are not.  Notes come after the text.  python-docx refuses
documents with macros, templates and the strict form of the format; these are rewritten for it first.
"""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeVar
from zipfile import BadZipFile, ZipFile

from diptych.article.model import BlockKind
from diptych.article.parsed_document import ParsedBlock, ParsedDocument
from diptych.languages.catalogue import all_languages
from diptych.sources.failures import DamagedError
from diptych.sources.markup.blocks import BULLET, CELLS
from diptych.sources.office.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PREFIXES = {"w": _WORD.strip("{}")}
_PARAGRAPH, _TABLE, _ROW, _CELL = (_WORD + tag for tag in ("p", "tbl", "tr", "tc"))
_TEXTS = {_WORD + "t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"}
_CHARACTERS = {_WORD + "tab": " ", _WORD + "br": " ", _WORD + "cr": " ", _WORD + "noBreakHyphen": "-"}
_SKIPPED = {_WORD + tag for tag in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "rt")}
_SKIPPED.add("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")  # repeats the content
_HEADINGS = "|".join(name for language in all_languages() for name in language.heading_styles)
_QUOTATIONS = "|".join(name for language in all_languages() for name in language.quotation_styles)
_KINDS = (
    (rf"(?:{_HEADINGS}) ?\d?|title|subtitle", BlockKind.HEADING),
    (rf"(?:intense )?quot(?:e|ation)s?|block text|{_QUOTATIONS}", BlockKind.QUOTATION),
    (r"list(?: bullet| number| continue)?(?: \d)?", BlockKind.LIST_ITEM),
)
"""Kinds by the name of a style.  Word uses English names in all languages, other programs do not."""
_BODY_LEVEL = 9
"""The outline level of body text; headings have lower ones."""
_LONGEST_CHAIN = 20
"""Most styles of a chain in which each is based on the next; a limit, because they may form a circle."""
_LONGEST_BOLD_HEADING = 80
"""Code points of a heading that is only bold."""
_DEFAULT_AUTHOR = "python-docx"
"""Author of documents that were made with that library and name none."""
_DEFAULT_DATE = "2013-12-23"
"""Date of the same documents."""

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_MAIN_TYPE = re.compile(
    rb"application/vnd\.(?:openxmlformats-officedocument\.wordprocessingml\.template"
    rb"|ms-word\.(?:document|template)\.macroEnabled)\.main\+xml"
)
_USUAL_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

_LIBRARY_ERRORS = (
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What python-docx raises for damaged documents; lxml raises SyntaxErrors, zipfile RuntimeErrors."""

_NOTES = {"footnotes", "endnotes"}
"""Parts whose text belongs to the article."""
_BESIDE_THE_TEXT = {"header", "footer", "comments"}
"""Parts whose text is dropped."""

T = TypeVar("T")

# Elements of lxml, which has no types of its own.
Node = Any


def read_docx(data: bytes, name: str) -> ParsedDocument:
    """The document in a Word file.

    Args:
        data: the whole file.
        name: its name in messages.

    Raises:
        DamagedError: it cannot be read.
        SourceError: it is locked, or would unpack to too much.
        ImportError: the extra is not installed.
    """
    document, body, styles, others = _open(Archive(data, name), data)
    kinds, hidden = _kinds_and_hidden_styles(styles)
    dropped = list(_take_out(body, hidden))
    for contents in list(_tables_of_contents(body)):
        dropped += _blocks(contents, kinds)
        contents.getparent().remove(contents)
    blocks = list(_blocks(body, kinds))
    for kind, part in others:
        if kind in _NOTES:
            dropped += _take_out(part, hidden)
            blocks += _blocks(part, kinds)
        else:
            dropped += _blocks(part, kinds)
    return ParsedDocument(tuple(blocks), *_properties(document), tuple(dropped))


def _open(archive: Archive, data: bytes) -> tuple[Node, Node, Node, list[tuple[str, Node]]]:
    """The document, its body and its styles, and the other parts with their kinds, such as footnotes.

    Raises:
        DamagedError: python-docx, lxml or zipfile cannot read it.
    """
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from docx.oxml.parser import oxml_parser as parser
    from lxml.etree import fromstring  # type: ignore[import-untyped] # lxml brings no types

    try:
        document = Document(BytesIO(_in_usual_form(archive, data)))
        body, styles = document.element.body, document.styles.element
        others = [
            (kind, fromstring(part.blob, parser))
            for part in document.part.package.iter_parts()
            if (kind := _kind_of_part(str(part.partname))) in _NOTES | _BESIDE_THE_TEXT
        ]
    except (*_LIBRARY_ERRORS, PackageNotFoundError, BadZipFile, zlib.error):
        raise DamagedError from None
    if body is None:
        raise DamagedError
    return document, body, styles, others


def _kind_of_part(path: str) -> str:
    """The kind of a part: "footnotes" for "/word/footnotes2.xml"."""
    return re.sub(r"\d*\.xml$", "", path.rpartition("/")[2].lower())


def _in_usual_form(archive: Archive, data: bytes) -> bytes:
    """The archive in the form that python-docx reads; a rewritten archive has no pictures."""
    types = archive.read("[Content_Types].xml")
    if not _MAIN_TYPE.search(types) and not _STRICT.search(archive.read("_rels/.rels")):
        return data
    stream = BytesIO()
    with ZipFile(stream, "w") as rewritten:
        for name in dict.fromkeys(archive.names):
            part = archive.read(name) if name.endswith((".xml", ".rels")) else b""
            part = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", part)
            rewritten.writestr(name, _MAIN_TYPE.sub(_USUAL_TYPE, part))
    return stream.getvalue()


def _properties(document: Node) -> tuple[str | None, str | None, str | None]:
    """Title, author and date; None for each that is missing or cannot be read."""
    try:
        about = document.core_properties
        title, author, date = about.title, about.author, about.created or about.modified
    except _LIBRARY_ERRORS:
        return None, None, None
    if author == _DEFAULT_AUTHOR:
        author = None
    day = date.date().isoformat() if date else None
    return title or None, author or None, None if day == _DEFAULT_DATE else day


def _kinds_and_hidden_styles(styles: Node) -> tuple[dict[str, BlockKind], set[str]]:
    """The kind of block by the id of a style, for styles that determine one, and the ids of hidden styles."""
    bases: dict[str, str | None] = {}
    kinds: dict[str, BlockKind | None] = {}
    hidden: dict[str, bool | None] = {}
    for style in styles.iter(_WORD + "style"):
        key = style.get(_WORD + "styleId") or ""
        bases[key] = _value(style, "w:basedOn")
        name = (_value(style, "w:name") or "").strip().lower()
        named = next((kind for pattern, kind in _KINDS if re.fullmatch(pattern, name)), None)
        kinds[key] = named or _kind_of_properties(style)
        hidden[key] = _is_on(style, "w:rPr/w:vanish")
    found = ((key, _by_chain(key, bases, kinds)) for key in bases)
    return (
        {key: kind for key, kind in found if kind is not None},
        {key for key in bases if _by_chain(key, bases, hidden)},
    )


def _by_chain(key: str, bases: dict[str, str | None], own: dict[str, T | None]) -> T | None:
    """The value of a style, or of the first style that it is based on and that has one."""
    at: str | None = key
    for _ in range(_LONGEST_CHAIN):
        if at is None or own.get(at) is not None:
            break
        at = bases.get(at)
    return own.get(at or "")


def _is_on(node: Node, path: str) -> bool | None:
    """Whether the property of `node` at `path` is on; None if it is missing."""
    return None if _find(node, path) is None else _value(node, path) not in {"0", "false", "off"}


def _take_out(node: Node, hidden: Collection[str]) -> Iterator[ParsedBlock]:
    """Remove the hidden text below `node` and return it, a block for each paragraph."""
    for paragraph in list(node.iter(_PARAGRAPH)):
        style = _value(paragraph, "w:pPr/w:pStyle") in hidden
        runs = [run for run in paragraph.iter(_WORD + "r") if _is_hidden(run, hidden, usually=style)]
        text = "".join(map(_text, runs))
        for run in runs:
            run.getparent().remove(run)
        if text.strip():
            yield ParsedBlock(BlockKind.PARAGRAPH, text)


def _is_hidden(run: Node, hidden: Collection[str], *, usually: bool) -> bool:
    own = _is_on(run, "w:rPr/w:vanish")
    return own if own is not None else usually or _value(run, "w:rPr/w:rStyle") in hidden


def _kind_of_properties(node: Node) -> BlockKind | None:
    """The kind that the properties of a paragraph or a style determine."""
    level = _value(node, "w:pPr/w:outlineLvl")
    if level is not None and level.isdigit() and int(level[:3]) < _BODY_LEVEL:
        return BlockKind.HEADING
    if _find(node, "w:pPr/w:numPr") is None:
        return None
    # Number 0 takes a paragraph out of the list that its style puts it in.
    return BlockKind.PARAGRAPH if _value(node, "w:pPr/w:numPr/w:numId") == "0" else BlockKind.LIST_ITEM


def _find(node: Node, path: str) -> Node | None:
    return node.find(path, _PREFIXES)


def _value(node: Node, path: str) -> str | None:
    """The value of the property of `node` at `path`; None if it is missing."""
    found = _find(node, path)
    return None if found is None else found.get(_WORD + "val")


def _tables_of_contents(body: Node) -> Iterator[Node]:
    """The tables of contents that Word has generated."""
    for control in body.iter(_WORD + "sdt"):
        if _value(control, "w:sdtPr/w:docPartObj/w:docPartGallery") == "Table of Contents":
            yield control


def _blocks(node: Node, kinds: dict[str, BlockKind]) -> Iterator[ParsedBlock]:
    """The blocks below `node`, in order; those of a text box follow the paragraph that it is anchored to."""
    begun = ""
    for child in node:
        if child.tag == _PARAGRAPH:
            begun += _text(child)
            text, begun = ("", begun) if _end_is_deleted(child) else (begun, "")
            if text.strip():
                kind = _kind(child, text, kinds)
                yield ParsedBlock(kind, BULLET + text if kind is BlockKind.LIST_ITEM else text)
            yield from _blocks(child, kinds)
        elif child.tag == _ROW:
            yield from _row(child, kinds)
        elif child.tag not in _SKIPPED:
            yield from _blocks(child, kinds)
    if begun.strip():
        yield ParsedBlock(BlockKind.PARAGRAPH, begun)


def _end_is_deleted(paragraph: Node) -> bool:
    """Whether a tracked change deletes the paragraph's end, so that the next paragraph continues it."""
    return any(_find(paragraph, f"w:pPr/w:rPr/w:{tag}") is not None for tag in ("del", "moveFrom"))


def _row(row: Node, kinds: dict[str, BlockKind]) -> Iterator[ParsedBlock]:
    """A row of a table as one block; the blocks of its cells if a cell has several."""
    cells = [list(_blocks(cell, kinds)) for cell in _cells(row)]
    if all(len(cell) <= 1 for cell in cells):
        text = CELLS.join(block.text for cell in cells for block in cell)
        yield from [ParsedBlock(BlockKind.PARAGRAPH, text)] if text else []
    else:
        for cell in cells:
            yield from cell


def _cells(node: Node) -> Iterator[Node]:
    """The cells of a row, including those within content controls."""
    for child in node:
        if child.tag == _CELL:
            yield child
        elif child.tag not in _SKIPPED:
            yield from _cells(child)


def _text(paragraph: Node) -> str:
    """The text of a paragraph, without that of the text boxes that are anchored to it."""
    parts: list[str] = []
    nodes = [*reversed(paragraph)]
    while nodes:
        node = nodes.pop()
        if node.tag in _TEXTS:
            parts.append(node.text or "")
        elif node.tag in _CHARACTERS:
            parts.append(_CHARACTERS[node.tag])
        elif node.tag not in _SKIPPED and node.tag not in (_PARAGRAPH, _TABLE):
            nodes += reversed(node)
    return "".join(parts)


def _kind(paragraph: Node, text: str, kinds: dict[str, BlockKind]) -> BlockKind:
    own = _kind_of_properties(paragraph)
    style = kinds.get(_value(paragraph, "w:pPr/w:pStyle") or "")
    if own is not None and style is not BlockKind.HEADING:  # headings are often numbered
        return own
    if style is not None:
        return style
    return BlockKind.HEADING if _is_bold_heading(paragraph, text) else BlockKind.PARAGRAPH


def _is_bold_heading(paragraph: Node, text: str) -> bool:
    """Whether a paragraph is a heading without a style: short, all bold, without a full stop."""
    text = text.strip()
    if len(text) > _LONGEST_BOLD_HEADING or text[-1] in ".!?:;,…。" or not any(map(str.isalpha, text)):
        return False
    for run in paragraph.iter(_WORD + "r"):
        if not _is_on(run, "w:rPr/w:b") and any((part.text or "").strip() for part in run.iter(*_TEXTS)):
            return False
    return True
