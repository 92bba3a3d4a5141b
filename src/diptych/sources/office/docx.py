"""Word documents: paragraphs, headings, list items, quotations and tables, by their styles.

A document is a zip archive of XML.  It is opened with python-docx, which the extra `diptych[docx]` brings.
Tracked insertions are read, tracked deletions are not.  Notes come after the text.  The numbers of lists are
counted, as Word does.  python-docx refuses
documents with macros, templates and the strict form of the format; these are rewritten for it first.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar
from zipfile import BadZipFile, ZipFile

from diptych.article.model import BlockKind
from diptych.article.parsed_document import ParsedBlock, ParsedDocument
from diptych.languages.catalogue import all_languages
from diptych.sources.failures import DamagedError
from diptych.sources.markup.blocks import CELLS, NUMBER
from diptych.sources.office.archive import Archive
from diptych.sources.office.numbering import Numbering
from diptych.sources.superscripts import raised_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PREFIXES = {"w": _WORD.strip("{}")}
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PARAGRAPH, _RUN, _TABLE, _ROW, _CELL = (_WORD + tag for tag in ("p", "r", "tbl", "tr", "tc"))
_TEXTS = {_WORD + "t", _MATH + "t"}
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
_NUMBERING = "numbering"
"""The part that defines the lists."""

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
    document, body, style_part, others = _open(Archive(data, name), data)
    numbering = next((part for kind, part in others if kind == _NUMBERING), None)
    styles = _read_styles(style_part, Numbering(numbering))
    dropped = list(_take_out(body, styles.hidden))
    for contents in list(_tables_of_contents(body)):
        dropped += _blocks(contents, styles)
        contents.getparent().remove(contents)
    blocks = list(_blocks(body, styles))
    for kind, part in others:
        if kind in _NOTES:
            dropped += _take_out(part, styles.hidden)
            blocks += _blocks(part, styles)
        elif kind in _BESIDE_THE_TEXT:
            dropped += _blocks(part, styles)
    if styles.marks:
        dropped.append(ParsedBlock(BlockKind.PARAGRAPH, " ".join(styles.marks)))
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
            if (kind := _kind_of_part(str(part.partname))) in _NOTES | _BESIDE_THE_TEXT | {_NUMBERING}
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


@dataclass(frozen=True, slots=True)
class _Styles:
    """What the styles of a document, by their ids, say about its text, and its lists."""

    kinds: dict[str, BlockKind]
    """The kind of block, for styles that determine one."""
    hidden: set[str]
    raised: set[str]
    """Styles of superscripts."""
    lists: dict[str, str]
    """The number of the list, for styles of list items."""
    numbering: Numbering
    marks: list[str] = field(default_factory=list)
    """The marks of notes that were left out so far."""


def _read_styles(styles: Node, numbering: Numbering) -> _Styles:
    bases: dict[str, str | None] = {}
    kinds: dict[str, BlockKind | None] = {}
    hidden: dict[str, bool | None] = {}
    raised: dict[str, bool | None] = {}
    lists: dict[str, str | None] = {}
    for style in styles.iter(_WORD + "style"):
        key = style.get(_WORD + "styleId") or ""
        bases[key] = _value(style, "w:basedOn")
        name = (_value(style, "w:name") or "").strip().lower()
        named = next((kind for pattern, kind in _KINDS if re.fullmatch(pattern, name)), None)
        kinds[key] = named or _kind_of_properties(style)
        hidden[key] = _is_on(style, "w:rPr/w:vanish")
        raised[key] = _is_raised(style)
        lists[key] = _value(style, "w:pPr/w:numPr/w:numId")
    return _Styles(
        {key: kind for key in bases if (kind := _by_chain(key, bases, kinds)) is not None},
        {key for key in bases if _by_chain(key, bases, hidden)},
        {key for key in bases if _by_chain(key, bases, raised)},
        {key: number for key in bases if (number := _by_chain(key, bases, lists)) is not None},
        numbering,
    )


def _is_raised(node: Node) -> bool | None:
    """Whether the properties of a run or a style make it a superscript; None if they do not say."""
    place = _value(node, "w:rPr/w:vertAlign")
    return None if place is None else place == "superscript"


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
        text = "".join(_text(run) for run in runs)
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


def _blocks(node: Node, styles: _Styles) -> Iterator[ParsedBlock]:
    """The blocks below `node`, in order; those of a text box follow the paragraph that it is anchored to."""
    begun = ""
    for child in node:
        if child.tag == _PARAGRAPH:
            begun += _text(child, styles)
            continues = _end_is_deleted(child) or _is_drop_cap(child)
            text, begun = ("", begun) if continues else (begun, "")
            marker = "" if continues else _marker(child, styles)  # headings and empty items count too
            if text.strip():
                kind = _kind(child, text, styles.kinds)
                shown = kind is BlockKind.LIST_ITEM and not NUMBER.match(text)
                yield ParsedBlock(kind, marker + text if shown else text)
            yield from _blocks(child, styles)
        elif child.tag == _ROW:
            yield from _row(child, styles)
        elif child.tag not in _SKIPPED:
            yield from _blocks(child, styles)
    if begun.strip():
        yield ParsedBlock(BlockKind.PARAGRAPH, begun)


def _end_is_deleted(paragraph: Node) -> bool:
    """Whether a tracked change deletes the paragraph's end, so that the next paragraph continues it."""
    return any(_find(paragraph, f"w:pPr/w:rPr/w:{tag}") is not None for tag in ("del", "moveFrom"))


def _is_drop_cap(paragraph: Node) -> bool:
    """Whether a paragraph is only the large first letter of the next one."""
    frame = _find(paragraph, "w:pPr/w:framePr")
    return frame is not None and frame.get(_WORD + "dropCap") in {"drop", "margin"}


def _marker(paragraph: Node, styles: _Styles) -> str:
    """The number or the bullet of a list item; it is counted."""
    style = _value(paragraph, "w:pPr/w:pStyle")
    level = _value(paragraph, "w:pPr/w:numPr/w:ilvl") or ""
    number = _value(paragraph, "w:pPr/w:numPr/w:numId") or styles.lists.get(style or "", "")
    return styles.numbering.marker(number, int(level) if re.fullmatch(r"[0-8]", level) else None, style)


def _row(row: Node, styles: _Styles) -> Iterator[ParsedBlock]:
    """A row of a table as one block; the blocks of its cells if a cell has several."""
    cells = [list(_blocks(cell, styles)) for cell in _cells(row)]
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


def _text(paragraph: Node, styles: _Styles | None = None) -> str:
    """The text of a paragraph, without that of the text boxes that are anchored to it.

    Args:
        paragraph: the paragraph, or another element that contains text.
        styles: those of superscripts, and the marks that are left out; None to keep all.
    """
    parts: list[tuple[str, bool]] = []  # with whether they are superscripts
    nodes = [(node, False) for node in reversed(paragraph)]
    while nodes:
        node, is_raised = nodes.pop()
        if node.tag in _TEXTS:
            parts.append((node.text or "", is_raised))
        elif node.tag in _CHARACTERS:
            parts.append((_CHARACTERS[node.tag], is_raised))
        elif node.tag not in _SKIPPED and node.tag not in (_PARAGRAPH, _TABLE):
            if node.tag == _RUN:
                own = _is_raised(node)
                style = _value(node, "w:rPr/w:rStyle")
                is_raised = own if own is not None else styles is not None and style in styles.raised
            elif node.tag == _MATH + "den":  # of a fraction
                parts.append(("/", False))
            is_raised = is_raised or node.tag == _MATH + "sup"
            nodes += [(child, is_raised) for child in reversed(node)]
    said = ""
    pieces = [(kind, "".join(text for text, _ in run)) for kind, run in groupby(parts, itemgetter(1))]
    for at, (is_raised, piece) in enumerate(pieces):
        after = pieces[at + 1][1] if at + 1 < len(pieces) else ""
        written = raised_text(piece.strip(), said, after) if is_raised and styles else None
        if styles and written == "":
            styles.marks.append(piece.strip())
        said += piece if written is None else written
    return said


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
