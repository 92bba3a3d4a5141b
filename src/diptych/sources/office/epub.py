"""EPUB: the chapters of a book in the order of its spine, and its table of contents.

A book is a zip archive of pages.  It is read with lxml, which the extra `diptych[epub]` brings; no entity is
resolved and nothing outside the archive is ever opened.
"""

from __future__ import annotations

import posixpath
import re
from html.entities import html5
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urldefrag

from diptych.article.model import BlockKind
from diptych.article.parsed_document import ParsedBlock, ParsedDocument, TocEntry
from diptych.errors import SourceError
from diptych.sources.failures import DamagedError
from diptych.sources.markup.blocks import blocks_below
from diptych.sources.office.archive import Archive
from diptych.sources.sanitize import sanitize
from diptych.sources.text.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator


_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
_KEPT_ENTITIES = {"amp;", "lt;", "gt;", "quot;", "apos;"}
_NOTE_SIGN = re.compile(r"\s*[\[(]?(?:\d{1,4}|[a-z]|[*†‡§]{1,4})[\])]?\s*")
_FRONT = "Front matter"
_LONGEST_TITLE = 200
_MOST_ENTRIES = 5_000
_DEEPEST = 9

# Elements of lxml, which has no types of its own.
Node = Any


def read_epub(data: bytes, name: str) -> ParsedDocument:
    """What a book says, and its table of contents.

    Args:
        data: the whole file.
        name: what to call its source in a message.

    Raises:
        SourceError: it is damaged, locked, swelling, or no book.
    """
    return _Book(Archive(data, name), name).read()


class _Book:
    """A book while it is read."""

    def __init__(self, archive: Archive, name: str) -> None:
        self.archive, self.name = archive, name
        self.path = self._package_path()
        self.package = self._tree(self.path)
        self.items = {
            item.get("id"): item for item in self.package.iter("item") if item.getparent().tag == "manifest"
        }

    def read(self) -> ParsedDocument:
        lines = list(islice(self._contents(), _MOST_ENTRIES))
        pages = self._spine()
        wanted: dict[str, dict[str, int]] = {path: {} for path, _ in pages}
        for path, anchor, _, _ in lines:
            if anchor and path in wanted:
                wanted[path][anchor] = -1
        blocks: list[ParsedBlock] = []
        dropped: list[ParsedBlock] = []
        starts: dict[tuple[str, str], int] = {}
        contents_page = next((path for path in self._of_kind("properties", "nav")), None)
        for path, linear in pages:
            body = self._body(path)
            if body is None:
                continue
            places = wanted[path]
            made = list(blocks_below(body, places))
            if not linear or path == contents_page:  # what stands beside the text, and the list of chapters
                dropped += made
                continue
            starts[path, ""] = len(blocks)
            starts |= {(path, anchor): len(blocks) + max(0, at) for anchor, at in places.items()}
            blocks += made
        entries = [
            TocEntry(title, level, starts[path, anchor])
            for path, anchor, title, level in lines
            if (path, anchor) in starts
        ] or _entries_of_pages(blocks, [starts[path, ""] for path, _ in pages if (path, "") in starts])
        return ParsedDocument(
            tuple(blocks),
            self._said("title"),
            ", ".join(self._all_said("creator")) or self._said("publisher"),
            (self._said("date") or "")[:10] or None,
            tuple(dropped),
            _in_order(entries, len(blocks)),
        )

    def _package_path(self) -> str:
        container = "META-INF/container.xml"
        if container in self.archive:
            for rootfile in self._tree(container).iter("rootfile"):
                path = rootfile.get("full-path") or ""
                if path in self.archive:
                    return path
        packages = [part for part in self.archive.names if part.lower().endswith(".opf")]
        if not packages:
            raise DamagedError
        return packages[0]

    def _tree(self, path: str) -> Node:
        """An XML part, its tags without their namespaces."""
        tree = parsed(self.archive.read(path), self.name)
        if tree is None:
            raise DamagedError
        return tree

    def _at(self, href: str, base: str) -> tuple[str, str]:
        """The part and the place in it that `href` names, as written in the part `base`."""
        address, anchor = urldefrag(href)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(address)))
        return (base if not address else path), unquote(anchor)

    def _spine(self) -> list[tuple[str, bool]]:
        """The parts with text, each once, and whether they are a part of the text's course."""
        pages: dict[str, bool] = {}
        for reference in self.package.iter("itemref"):
            item = self.items.get(reference.get("idref"))
            if item is not None and item.get("href"):
                path, _ = self._at(item.get("href"), self.path)
                if path in self.archive:
                    pages.setdefault(path, reference.get("linear") != "no")
        if not pages:
            raise DamagedError
        locks = "META-INF/encryption.xml"
        if locks in self.archive:
            for locked in self._tree(locks).iter("CipherReference"):
                if unquote(locked.get("URI") or "") in pages:  # fonts are often scrambled, which is no matter
                    raise SourceError(
                        f"{self.name} is protected against copying, so its text cannot be read;"
                        " use a copy without."
                    )
        return list(pages.items())

    def _body(self, path: str) -> Node | None:
        tree = parsed(self.archive.read(path), self.name)
        if tree is None:
            return None
        return next(tree.iter("body"), tree)

    def _of_kind(self, attribute: str, value: str) -> Iterator[str]:
        """Parts whose line in the manifest says so."""
        for item in self.items.values():
            if value in (item.get(attribute) or "").split() and item.get("href"):
                path, _ = self._at(item.get("href"), self.path)
                if path in self.archive:
                    yield path

    def _contents(self) -> Iterator[tuple[str, str, str, int]]:
        """Part, place in it, title and level of each line of the table of contents."""
        told = False
        for path in self._of_kind("properties", "nav"):
            for nav in self._tree(path).iter("nav"):
                if "toc" in (nav.get("type") or "toc").split():
                    for link in nav.iter("a"):
                        level = sum(1 for above in link.iterancestors("ol")) - 1
                        told = True
                        yield (*self._at(link.get("href") or "", path), _title(link), min(level, _DEEPEST))
                    break
        for path in self._of_kind("media-type", "application/x-dtbncx+xml") if not told else ():
            for point in self._tree(path).iter("navPoint"):
                content, label = point.find("content"), point.find("navLabel")
                if content is not None and label is not None:
                    level = min(sum(1 for above in point.iterancestors("navPoint")), _DEEPEST)
                    yield (*self._at(content.get("src") or "", path), _title(label), level)

    def _all_said(self, field: str) -> list[str]:
        """What the metadata says under a name, such as "creator"."""
        metadata = next(self.package.iter("metadata"), None)
        if metadata is None:
            return []
        return [said for node in metadata.iter(field) if (said := " ".join("".join(node.itertext()).split()))]

    def _said(self, field: str) -> str | None:
        return next(iter(self._all_said(field)), None)


def parsed(data: bytes, name: str) -> Node | None:
    """The tree of a page or another XML part, its tags without their namespaces; None where there is none.

    Pages that are no well-formed XML are read as browsers read HTML.  No entity but HTML's own is resolved.
    The numbers that lead to notes are left out: they would be a part of the words before them.
    """
    from lxml import etree  # type: ignore[import-untyped] # lxml brings no types
    from lxml.html import document_fromstring  # type: ignore[import-untyped]

    text = _XML_DECLARATION.sub("", sanitize(decode(data, name)), count=1) if data else ""
    tree = None
    if "<!ENTITY" not in text:  # HTML's parser knows no such thing
        try:
            tree = etree.fromstring(
                _ENTITY.sub(_resolved, text),
                etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True),
            )
        except (etree.XMLSyntaxError, ValueError):
            tree = None
    if tree is None:
        try:
            tree = document_fromstring(text)
        except (etree.LxmlError, ValueError):
            return None
    for node in tree.iter():
        if isinstance(node.tag, str):
            if node.tag.startswith("{"):  # a page that was read as HTML may have tags that cannot be set
                node.tag = node.tag.rpartition("}")[2]
            if node.tag == "nav":
                kind = node.get("{http://www.idpf.org/2007/ops}type") or node.get("epub:type")
                if kind:
                    node.set("type", kind)
    for link in list(tree.iter("a")):
        if _leads_to_note(link):
            link.text = None
            link[:] = []
    return tree


def _leads_to_note(link: Node) -> bool:
    """Whether a link is the raised number of a note."""
    above = link.getparent()
    raised = (above is not None and above.tag == "sup") or link.find("sup") is not None
    return raised and "#" in (link.get("href") or "") and bool(_NOTE_SIGN.fullmatch("".join(link.itertext())))


def _resolved(entity: re.Match[str]) -> str:
    name = entity[1]
    return entity[0] if name in _KEPT_ENTITIES else html5.get(name, entity[0])


def _title(node: Node) -> str:
    return " ".join("".join(node.itertext()).split())[:_LONGEST_TITLE]


def _entries_of_pages(blocks: list[ParsedBlock], starts: list[int]) -> list[TocEntry]:
    """A table of contents for a book without one: each page by its first heading, or its first words."""
    entries = []
    for start, end in pairwise([*starts, len(blocks)]):
        own = blocks[start:end]
        heading = next((block for block in own if block.kind is BlockKind.HEADING), own[0] if own else None)
        if heading is not None:
            entries.append(TocEntry(" ".join(heading.text.split())[:80], 0, start))
    return entries


def _in_order(entries: list[TocEntry], size: int) -> tuple[TocEntry, ...]:
    """The entries as the text has them, one more for what comes before the first."""
    entries = sorted(entries, key=lambda entry: entry.start)
    if entries and entries[0].start:
        entries.insert(0, TocEntry(_FRONT, 0, 0))
    return tuple(entry for entry in entries if entry.start < size)
