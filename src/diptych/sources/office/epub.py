"""EPUB: the chapters of a book in the order of its spine, and its table of contents.

A book is a zip archive of pages.  It is read with lxml, which the extra `diptych[epub]` brings.  Only HTML's
own entities are resolved, and nothing outside the archive is opened.
"""

from __future__ import annotations

import posixpath
import re
from contextlib import suppress
from html.entities import html5
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urldefrag

from diptych.article.model import BlockKind
from diptych.article.parsed_document import ParsedBlock, ParsedDocument, TocEntry
from diptych.errors import SourceError
from diptych.sources.chapters import in_text_order
from diptych.sources.failures import DamagedError
from diptych.sources.markup.blocks import XML_DECLARATION, blocks_below
from diptych.sources.markup.marks import take_out_hidden, write_out
from diptych.sources.office.archive import Archive
from diptych.sources.sanitize import sanitize
from diptych.sources.text.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31};)")
"""An entity that XML does not have; most are HTML's."""
_LONGEST_TITLE = 200
"""Code points of a chapter's title."""
_MOST_ENTRIES = 5_000
"""Entries of a table of contents."""
_DEEPEST = 9
"""The highest level of an entry, from 0."""

# Elements of lxml, which has no types of its own.
Node = Any


def read_epub(data: bytes, name: str) -> ParsedDocument:
    """The document in a book, with its table of contents.

    Args:
        data: the whole file.
        name: its name in messages.

    Raises:
        DamagedError: it is not a book, or a part that it needs is missing or damaged.
        SourceError: it is locked or copy-protected, or would unpack to too much.
        ImportError: the extra is not installed.
    """
    return _Book(Archive(data, name), name).read()


class _Book:
    """A book whose package document has been read."""

    def __init__(self, archive: Archive, name: str) -> None:
        self.archive, self.name = archive, name
        self.path = self._package_path()
        self.package = self._tree(self.path)
        self.items = {
            item.get("id"): item for item in self.package.iter("item") if item.getparent().tag == "manifest"
        }

    def read(self) -> ParsedDocument:
        links = list(islice(self._contents(), _MOST_ENTRIES))
        pages = self._spine()
        wanted: dict[str, dict[str, int]] = {path: {} for path, _ in pages}
        for path, anchor, _, _ in links:
            if anchor and path in wanted:
                wanted[path][anchor] = -1
        blocks: list[ParsedBlock] = []
        dropped: list[ParsedBlock] = []
        starts: dict[tuple[str, str], int] = {}
        contents_page = next((path for path in self._of_kind("properties", "nav")), None)
        for path, linear in pages:
            tree = parse_xml(self.archive.read(path), self.name)
            if tree is None:
                continue
            places = wanted[path]
            dropped += take_out_hidden(tree)
            write_out(tree)
            made = list(blocks_below(next(tree.iter("body"), tree), places))
            if not linear or path == contents_page:  # pages beside the text, and the list of chapters
                dropped += made
                continue
            starts[path, ""] = len(blocks)
            starts |= {(path, anchor): len(blocks) + max(0, at) for anchor, at in places.items()}
            blocks += made
        entries = [
            TocEntry(title, level, starts[path, anchor])
            for path, anchor, title, level in links
            if (path, anchor) in starts
        ] or _entries_of_pages(blocks, [starts[path, ""] for path, _ in pages if (path, "") in starts])
        return ParsedDocument(
            tuple(blocks),
            self._first("title"),
            ", ".join(self._metadata("creator")) or self._first("publisher"),
            (self._first("date") or "")[:10] or None,
            tuple(dropped),
            tuple(entry for entry in in_text_order(entries) if entry.start < len(blocks)),
        )

    def _package_path(self) -> str:
        container = "META-INF/container.xml"
        rootfiles = self._tree(container).iter("rootfile") if container in self.archive else ()
        named: list[str] = [
            path for rootfile in rootfiles if (path := rootfile.get("full-path")) in self.archive
        ]
        packages = named or [part for part in self.archive.names if part.lower().endswith(".opf")]
        if not packages:
            raise DamagedError
        return packages[0]

    def _tree(self, path: str) -> Node:
        """An XML part, its tags without their namespaces."""
        tree = parse_xml(self.archive.read(path), self.name)
        if tree is None:
            raise DamagedError
        return tree

    def _at(self, href: str, base: str) -> tuple[str, str]:
        """The part and the anchor to which `href` in the part `base` leads."""
        try:
            address, anchor = urldefrag(href)
        except ValueError:  # a malformed address of the web
            return "", ""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(address)))
        return (base if not address else path), unquote(anchor)

    def _path_of(self, item: Node) -> str:
        """The part that an entry of the manifest names; empty if it names none or the part is missing."""
        path, _ = self._at(item.get("href"), self.path) if item.get("href") else ("", "")
        return path if path in self.archive else ""

    def _spine(self) -> list[tuple[str, bool]]:
        """The pages in order, each once, and whether they belong to the main text."""
        pages: dict[str, bool] = {}
        for reference in self.package.iter("itemref"):
            item = self.items.get(reference.get("idref"))
            if item is not None and (path := self._path_of(item)):
                pages.setdefault(path, reference.get("linear") != "no")
        if not pages:
            raise DamagedError
        locks = "META-INF/encryption.xml"
        if locks in self.archive:
            for locked in self._tree(locks).iter("CipherReference"):
                # Fonts are often scrambled, which does not matter.
                if unquote(locked.get("URI") or "") in pages:
                    raise SourceError(
                        f"{self.name} is protected against copying, so its text cannot be read;"
                        " use a copy without protection."
                    )
        return list(pages.items())

    def _of_kind(self, attribute: str, value: str) -> Iterator[str]:
        """The parts whose entry in the manifest has a value in an attribute."""
        for item in self.items.values():
            if value in (item.get(attribute) or "").split() and (path := self._path_of(item)):
                yield path

    def _contents(self) -> Iterator[tuple[str, str, str, int]]:
        """Part, anchor, title and level of each entry of the table of contents."""
        found = False
        for path in self._of_kind("properties", "nav"):
            for nav in self._tree(path).iter("nav"):
                if "toc" in (nav.get("type") or "toc").split():
                    for link in nav.iter("a"):
                        level = min(len([*link.iterancestors("ol")]) - 1, _DEEPEST)
                        found = True
                        yield *self._at(link.get("href") or "", path), _words(link)[:_LONGEST_TITLE], level
                    break
        for path in self._of_kind("media-type", "application/x-dtbncx+xml") if not found else ():
            for point in self._tree(path).iter("navPoint"):
                content, label = point.find("content"), point.find("navLabel")
                if content is not None and label is not None:
                    level = min(len([*point.iterancestors("navPoint")]), _DEEPEST)
                    yield *self._at(content.get("src") or "", path), _words(label)[:_LONGEST_TITLE], level

    def _metadata(self, field: str) -> list[str]:
        """The values of a metadata field, such as "creator"."""
        metadata = next(self.package.iter("metadata"), None)
        nodes = metadata.iter(field) if metadata is not None else ()
        return [text for node in nodes if (text := _words(node))]

    def _first(self, field: str) -> str | None:
        return next(iter(self._metadata(field)), None)


def parse_xml(data: bytes, name: str) -> Node | None:
    """The element tree of a page or another XML part, its tags without namespaces; None if it is empty.

    Pages that are not well-formed XML are parsed as HTML.  Only HTML's own entities are resolved.
    """
    from lxml import etree  # type: ignore[import-untyped] # lxml brings no types
    from lxml.html import document_fromstring  # type: ignore[import-untyped]

    text = XML_DECLARATION.sub("", sanitize(decode(data, name)), count=1) if data else ""
    tree: Node | None = None
    if "<!ENTITY" not in text:  # HTML's parser ignores declarations of entities
        with suppress(etree.XMLSyntaxError, ValueError):
            tree = etree.fromstring(
                _ENTITY.sub(lambda entity: html5.get(entity[1], entity[0]), text),
                etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True),
            )
    if tree is None:
        try:
            tree = document_fromstring(text)
        except (etree.LxmlError, ValueError):
            return None
    for node in tree.iter():
        if isinstance(node.tag, str):
            if node.tag.startswith("{"):  # a page that was parsed as HTML may have tags that cannot be set
                node.tag = node.tag.rpartition("}")[2]
            if node.tag == "nav":
                kind = node.get("{http://www.idpf.org/2007/ops}type") or node.get("epub:type")
                if kind:
                    node.set("type", kind)
    return tree


def _words(node: Node) -> str:
    return " ".join("".join(node.itertext()).split())


def _entries_of_pages(blocks: list[ParsedBlock], starts: list[int]) -> list[TocEntry]:
    """The table of contents of a book without one: each page by its first heading, or its first block."""
    entries = []
    for start, end in pairwise([*starts, len(blocks)]):
        own = blocks[start:end]
        heading = next((block for block in own if block.kind is BlockKind.HEADING), own[0] if own else None)
        if heading is not None:
            entries.append(TocEntry(" ".join(heading.text.split())[:80], 0, start))
    return entries
