"""PDF: `page` reads the lines of each page with pdfium, and `layout` makes paragraphs of them.

The library is pypdfium2, which the extra `diptych[pdf]` brings.  It takes 5 ms for a page with two columns
(pypdf 90, pdfminer.six 140), and unlike pdfminer.six it keeps the words of justified lines together.  Nothing
in a document is executed: no script is run, no link followed, no attachment opened.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from contextlib import suppress
from dataclasses import replace
from itertools import compress
from typing import TYPE_CHECKING

from diptych.article.parsed_document import ParsedDocument, TocEntry
from diptych.errors import SourceError
from diptych.sources.chapters import in_text_order
from diptych.sources.failures import DamagedError, locked
from diptych.sources.pdf.columns import PdfPage
from diptych.sources.pdf.layout import lay_out_pages
from diptych.sources.pdf.line_numbers import LineNumbers
from diptych.sources.pdf.page import read_page
from diptych.sources.pdf.unreadable import count_unreadable

if TYPE_CHECKING:
    from diptych.sources.pdf.page import Handle

_MOST_PAGES = 5_000
_NO_TITLE = re.compile(
    r"(?:microsoft word - |untitled|document\d*$|powerpoint|slide \d|layout \d)|.*\.\w{2,4}$", re.I
)
_PASSWORD_ERROR = 4
"""pdfium's error code for a locked document."""
_MOST_UNKNOWN = 0.5
"""Largest share of unknown letters in a document that is read."""
_MANY_UNKNOWN = 0.1
"""Share of unknown letters from which the lines that have them are left out; formulas have some."""
_UNKNOWN_LINE = 0.25
"""Share of unknown letters from which a line is left out."""
_UNKNOWN = (
    "{} does not say which letters {} of its signs are; run text recognition on it,"
    " such as ocrmypdf --force-ocr."
)
_MOST_ENTRIES = 2_000
"""Bookmarks that are read."""
_LONGEST_NUMBER = 12
"""Letters that a chapter's heading may have before its title, for its number."""


def read_pdf(data: bytes, name: str) -> ParsedDocument:
    """The document in a PDF file.

    Args:
        data: the whole file.
        name: its name in messages.

    Raises:
        DamagedError: pdfium cannot read it.
        SourceError: it is locked, too long, or has no text that can be seen and read.
        ImportError: the extra is not installed.
    """
    from pypdfium2 import PdfDocument, PdfiumError  # type: ignore[import-untyped] # it brings no types

    try:
        return _read(PdfDocument(data), name)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower():
            raise locked(name) from None
        raise DamagedError from None


def _read(document: Handle, name: str) -> ParsedDocument:
    from pypdfium2 import PdfiumError, raw

    count = len(document)
    if count > _MOST_PAGES:
        raise SourceError(f"{name} has {count} pages; save the article alone in a file.")
    pages: list[PdfPage] = []
    numbers = LineNumbers()
    unread = pictures = 0
    for number in range(count):
        try:
            page = document[number]
        except PdfiumError:
            unread += 1
            pages.append(PdfPage((), 1.0, 1.0))
            continue
        pages.append(read_page(page, numbers))
        if not pages[-1].lines and not pages[-1].left_out:
            pictures += any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
        page.close()
    if count == unread:
        raise DamagedError
    pages = _readable(pages, name)
    if not any(page.lines for page in pages):
        if pictures:
            raise SourceError(
                f"{name} has pictures of pages and no text; run text recognition on it, such as ocrmypdf."
            )
        if any(page.left_out for page in pages):
            raise SourceError(
                f"{name} has only text that is slanted, invisible or outside its pages;"
                " run text recognition on it, such as ocrmypdf --force-ocr."
            )
        return ParsedDocument(())
    laid_out = lay_out_pages(pages)
    metadata = document.get_metadata_dict()
    title = " ".join(metadata.get("Title", "").split())
    return ParsedDocument(
        laid_out.blocks,
        laid_out.title if not title or _NO_TITLE.match(title) else title,
        " ".join(metadata.get("Author", "").split()) or None,
        None,  # the metadata has only the day on which the file was printed or saved
        laid_out.dropped,
        _contents(document, laid_out.pages, [block.text for block in laid_out.blocks]),
    )


def _readable(pages: list[PdfPage], name: str) -> list[PdfPage]:
    """The pages without the lines whose letters are unknown, if those are many.

    Raises:
        SourceError: most letters of the document are unknown.
    """
    unknown = [[count_unreadable(line.text) for line in page.lines] for page in pages]
    unmapped = sum(page.unmapped for page in pages)
    count = sum(map(sum, unknown)) + unmapped
    total = sum(len("".join(line.text.split())) for page in pages for line in page.lines) + unmapped
    if count > _MOST_UNKNOWN * total:
        raise SourceError(_UNKNOWN.format(name, "most"))
    if count <= _MANY_UNKNOWN * total:
        return pages
    kept: list[PdfPage] = []
    for page, counts in zip(pages, unknown, strict=True):
        readable = [
            count <= _UNKNOWN_LINE * len(line.text) for line, count in zip(page.lines, counts, strict=True)
        ]
        lines = tuple(compress(page.lines, readable))
        note = () if all(readable) else (_UNKNOWN.format(name, "many"),)
        kept.append(replace(page, lines=lines, left_out=(*page.left_out, *note)))
    if not any(page.lines for page in kept):
        raise SourceError(_UNKNOWN.format(name, "most"))
    return kept


def _contents(document: Handle, pages: tuple[int, ...], texts: list[str]) -> tuple[TocEntry, ...]:
    """The bookmarks, each with its block: the heading with that name, or the first block on its page."""
    import pypdfium2

    on_page: dict[int, list[int]] = {}
    for at, page in enumerate(pages):
        on_page.setdefault(page, []).append(at)
    numbers = sorted(on_page)
    entries: list[TocEntry] = []
    with suppress(pypdfium2.PdfiumError):  # broken bookmarks, or a circle of them
        for bookmark in document.get_toc(max_depth=5):
            title = " ".join(bookmark.get_title().split())
            place = bookmark.get_dest()
            target = None if place is None else place.get_index()
            following = len(numbers) if target is None else bisect_left(numbers, target)
            if title and following < len(numbers) and len(entries) < _MOST_ENTRIES:
                below = on_page[numbers[following]]
                same = (at for at in below if _names(title, texts[at]))
                entries.append(TocEntry(title, bookmark.level, next(same, below[0])))
    contents = in_text_order(entries)
    return contents if len(contents) > 1 else ()


def _names(title: str, text: str) -> bool:
    """Whether a block is the heading with the title of a bookmark, with or without its number."""
    return len(text) < len(title) + _LONGEST_NUMBER and text.casefold().endswith(title.casefold())
