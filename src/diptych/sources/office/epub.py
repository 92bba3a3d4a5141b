"""EPUB: the chapters of a book in the order of its spine, and its table of contents.

A book is a zip archive of pages.  It is read with lxml, which the extra `diptych[epub]` brings.  Only HTML's
own entities are resolved, and nothing outside the archive is opened.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from contextlib import suppress
from html import unescape
from html.entities import html5
from itertools import groupby, islice, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urldefrag

from diptych.article.model import BlockKind
from diptych.article.parsed_document import ParsedBlock, ParsedDocument, TocEntry
from diptych.article.word_count import count_words
from diptych.errors import SourceError
from diptych.sources.chapters import in_text_order
from diptych.sources.failures import DamagedError
from diptych.sources.markup.blocks import XML_DECLARATION, blocks_below
from diptych.sources.markup.marks import take_out_hidden, write_out
from diptych.sources.office.archive import Archive
from diptych.sources.sanitize import sanitize
from diptych.sources.text.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31};)")
"""An entity that XML does not have; most are HTML's."""
_ANCHOR = re.compile(r"""<[^<>]*?\s(?:id|name)\s*=\s*["']([^"'<>]*)["']""")
_INLINE_TAG = re.compile(r"</?(?:a|abbr|b|cite|code|em|i|q|s|small|span|strong|su[bp]|u)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_WITHOUT_TEXT = re.compile(r"image/(?!svg)|audio/|video/|font/|application/(?:pdf|json|javascript)")
"""The beginning of the media types of parts that have no text to read."""
_MOST_FALLBACKS = 20
"""Most parts of a chain in which each replaces the one before; a limit, because they may form a circle."""
_LONGEST_TITLE = 200
"""Code points of a chapter's title."""
_MOST_ENTRIES = 5_000
"""Entries of a table of contents."""
_DEEPEST = 9
"""The highest level of an entry, from 0."""

# Elements of lxml, which has no types of its own.
Node = Any


def read_epub(data: bytes, name: str, chapters: frozenset[int] | None = None) -> ParsedDocument:
    """The document in a book, with its table of contents.

    Args:
        data: the whole file.
        name: its name in messages.
        chapters: the numbers of the chapters to read; the others have no blocks then.  Without numbers, only
            the words are counted (`ParsedDocument.lengths`).  None reads the whole book.

    Raises:
        DamagedError: it is not a book, or a part that it needs is missing or damaged.
        SourceError: it is locked or copy-protected, or would unpack to too much.
        ImportError: the extra is not installed.
    """
    book = _Book(Archive(data, name), name)
    if chapters is None or not book.entries:
        return book.read()
    return book.read(book.pages_of(chapters)) if chapters else book.count()


class _Page(NamedTuple):
    """A page of the spine."""

    path: str
    is_text: bool
    """Whether it belongs to the text: not what stands beside it, nor the list of chapters."""


class _Entry(NamedTuple):
    """A line of the table of contents."""

    page: int
    """Index of the page that it leads to."""
    offset: int
    """Where in the markup of the page it leads to; 0 if no other entry leads to the page."""
    anchor: str
    title: str
    level: int


class _Book:
    """A book whose package document has been read."""

    def __init__(self, archive: Archive, name: str) -> None:
        self.archive, self.name = archive, name
        self.path = self._package_path()
        self.package = self._tree(self.path)
        self.items = {
            item.get("id"): item for item in self.package.iter("item") if item.getparent().tag == "manifest"
        }

        self.pages = self._spine()
        self.entries = sorted(self._entries(), key=itemgetter(0, 1))
        """The table of contents in the order of the text."""
        self.entries_of = {page: list(own) for page, own in groupby(self.entries, key=itemgetter(0))}
        """The entries that lead to each page, by its index."""

    def read(self, needed: Container[int] | None = None) -> ParsedDocument:
        """The document with the blocks of the pages whose indexes are in `needed`; None for all pages."""
        blocks: list[ParsedBlock] = []
        dropped: list[ParsedBlock] = []
        entries: list[TocEntry] = []
        starts: list[int] = []
        for index, page in enumerate(self.pages):
            lead_here = self.entries_of.get(index, [])
            places = {entry.anchor: 0 for entry in lead_here}
            made = self._blocks(page.path, places, dropped) if needed is None or index in needed else []
            if not page.is_text:
                dropped += made
                continue
            entries += [
                TocEntry(entry.title, entry.level, len(blocks) + places[entry.anchor]) for entry in lead_here
            ]
            starts.append(len(blocks))
            blocks += made
        entries = entries or _entries_of_pages(blocks, starts)
        return self._document(
            tuple(blocks),
            tuple(dropped),
            in_text_order(entry for entry in entries if needed is not None or entry.start < len(blocks)),
        )

    def count(self) -> ParsedDocument:
        """The document without its text: the table of contents, and the words from each entry to the next.

        Words are counted in the markup, which is much faster than parsing it.
        """
        lengths: list[int] = []
        entries: list[TocEntry] = []
        for index, page in enumerate(self.pages):
            if not page.is_text:
                continue
            lead_here = self.entries_of.get(index, [])
            text = self._markup(page.path)
            cuts = sorted({entry.offset for entry in lead_here})
            lengths.append(_words_of_markup(text[: cuts[0]] if cuts else text))
            if cuts and not entries:
                lengths = [max(1, sum(lengths))] if self._has_front_matter() else []
            for start, end in pairwise([*cuts, len(text)]):
                entries += [
                    TocEntry(entry.title, entry.level, len(lengths))
                    for entry in lead_here
                    if entry.offset == start
                ]
                lengths.append(_words_of_markup(text[start:end]))
        return self._document((), (), in_text_order(entries), tuple(lengths))

    def pages_of(self, chapters: Iterable[int]) -> set[int]:
        """The indexes of the pages of chapters, and of those that decide how the chapters are numbered."""
        begin = [(entry.level, entry.page) for entry in self.entries]
        needed = set(range(begin[0][1] + 1))
        if self._has_front_matter():
            begin.insert(0, (0, 0))
        for number in chapters:
            if 1 <= number <= len(begin):
                level, page = begin[number - 1]
                following = (at for depth, at in begin[number:] if depth <= level and at > page)
                needed.update(range(page, next(following, len(self.pages) - 1) + 1))
        return needed

    def _has_front_matter(self) -> bool:
        """Whether there is text before the first entry of the table of contents."""
        first = self.entries[0]
        for index, page in enumerate(self.pages[: first.page + 1]):
            places = {first.anchor: 0}
            if page.is_text and (index < first.page or first.anchor):
                made = self._blocks(page.path, places, [])
                if made and (index < first.page or places[first.anchor] > 0):
                    return True
        return False

    def _blocks(self, path: str, places: dict[str, int], dropped: list[ParsedBlock]) -> list[ParsedBlock]:
        """The blocks of a page; what is left out goes to `dropped`, the places of anchors to `places`."""
        tree = parse_xml(self.archive.read(path), self.name)
        if tree is None:
            return []
        dropped += take_out_hidden(tree) + write_out(tree)
        return list(blocks_below(next(tree.iter("body"), tree), places))

    def _document(
        self,
        blocks: tuple[ParsedBlock, ...],
        dropped: tuple[ParsedBlock, ...],
        contents: tuple[TocEntry, ...],
        lengths: tuple[int, ...] = (),
    ) -> ParsedDocument:
        return ParsedDocument(
            blocks,
            self._first("title"),
            ", ".join(self._metadata("creator")) or self._first("publisher"),
            (self._first("date") or "")[:10] or None,
            dropped,
            contents,
            lengths,
        )

    def _markup(self, path: str) -> str:
        """The markup of a page, from its body on."""
        data = self.archive.read(path)
        text = decode(data, self.name) if data else ""
        return text[max(0, text.find("<body")) :]

    def _entries(self) -> Iterator[_Entry]:
        """The entries of the table of contents that lead to a page of the text, in their own order."""
        indexes = {page.path: index for index, page in enumerate(self.pages) if page.is_text}
        links = [link for link in islice(self._contents(), _MOST_ENTRIES) if link[0] in indexes]
        counts = Counter(path for path, *_ in links)
        for path, of_page in groupby(links, key=itemgetter(0)):
            # Where a single entry leads to within its page does not matter for the order.
            offsets = _offsets(self._markup(path)) if counts[path] > 1 else {}
            for _, anchor, title, level in of_page:
                yield _Entry(indexes[path], offsets.get(anchor, 0), anchor, title, level)

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

    def _path_of_text(self, item: Node) -> str:
        """The part that an entry of the spine shows, or that replaces a picture there; empty without one."""
        for _ in range(_MOST_FALLBACKS):
            if item is None or not _WITHOUT_TEXT.match(item.get("media-type") or ""):
                break
            item = self.items.get(item.get("fallback"))
        else:
            return ""
        return "" if item is None else self._path_of(item)

    def _spine(self) -> list[_Page]:
        """The pages in order, each once; none if all are pictures."""
        contents_page = next(self._of_kind("properties", "nav"), None)
        references = [
            (item, reference.get("linear") != "no")
            for reference in self.package.iter("itemref")
            if (item := self.items.get(reference.get("idref"))) is not None
        ]
        if not any(self._path_of(item) for item, _ in references):
            raise DamagedError
        pages: dict[str, _Page] = {}
        for item, is_linear in references:
            if path := self._path_of_text(item):
                pages.setdefault(path, _Page(path, is_linear and path != contents_page))
        locks = "META-INF/encryption.xml"
        if locks in self.archive:
            for locked in self._tree(locks).iter("CipherReference"):
                # Fonts are often scrambled, which does not matter.
                if unquote(locked.get("URI") or "") in pages:
                    raise SourceError(
                        f"{self.name} is protected against copying, so its text cannot be read;"
                        " use a copy without protection."
                    )
        return list(pages.values())

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


def _offsets(markup: str) -> dict[str, int]:
    """Where in a page each anchor is."""
    return {unescape(found[1]): found.start() for found in _ANCHOR.finditer(markup)}


def _words_of_markup(markup: str) -> int:
    return count_words(_TAG.sub(" ", _INLINE_TAG.sub("", markup)).replace("&nbsp;", " "))


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
