"""PDF: the lines of each page with their positions, by pdfium; `layout` makes paragraphs of them.

The library is pypdfium2, which the extra `diptych[pdf]` brings.  It takes 5 ms for a page with two columns
(pypdf 90, pdfminer.six 140), and unlike pdfminer.six it keeps the words of justified lines together.  Nothing
in a document is executed: no script is run, no link followed, no attachment opened.
"""

from __future__ import annotations

import ctypes
import math
import re
from bisect import bisect_left
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from unicodedata import bidirectional

from diptych.article.parsed_document import ParsedDocument, TocEntry
from diptych.errors import SourceError
from diptych.sources.chapters import in_text_order
from diptych.sources.failures import DamagedError, locked
from diptych.sources.pdf.bidi import reading_order
from diptych.sources.pdf.columns import TextLine, is_from_right
from diptych.sources.pdf.layout import PdfPage, lay_out_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MOST_PAGES = 5_000
_PLAIN = dict(enumerate(["ff", "fi", "fl", "ffi", "ffl", "st", "st"], 0xFB00))
_PLAIN |= dict.fromkeys([0x02, 0xAD, 0xFFFE, 0x2010], "-")
"""Replacements for ligatures and for the hyphens of pdfium and typesetters."""
# pdfium writes \x02 or \ufffe for a hyphen at the end of a line, without a line end after it.
_WORD = re.compile(r"[^\s\0\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
_WIDEST_SPACE = 1.5
"""Ems of the widest gap between two words of a justified line; a wider one separates columns."""
_STEP_BACK = 0.6
"""Ems by which a letter may overlap the one before it, as accents and kerned letters do."""
_NO_TITLE = re.compile(
    r"(?:microsoft word - |untitled|document\d*$|powerpoint|slide \d|layout \d)|.*\.\w{2,4}$", re.I
)
_PASSWORD_ERROR = 4
"""pdfium's error code for a locked document."""
_FAR = 100_000.0
"""Points; coordinates beyond it are damaged."""
_MOST_ENTRIES = 2_000
"""Bookmarks that are read."""
_LONGEST_NUMBER = 12
"""Letters that a chapter's heading may have before its title, for its number."""

# pdfium's own objects, which have no types.
Handle = Any
Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the lower left corner of the page as it is shown."""


def read_pdf(data: bytes, name: str) -> ParsedDocument:
    """The document in a PDF file.

    Args:
        data: the whole file.
        name: its name in messages.

    Raises:
        DamagedError: pdfium cannot read it.
        SourceError: it is locked, too long, or has pictures of pages and no text.
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
    unread = pictures = 0
    for number in range(count):
        try:
            page = document[number]
        except PdfiumError:
            unread += 1
            pages.append(PdfPage((), 1.0, 1.0))
            continue
        pages.append(_page(page))
        if not pages[-1].lines:
            pictures += any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
        page.close()
    if count == unread:
        raise DamagedError
    if not any(page.lines for page in pages):
        if pictures:
            raise SourceError(
                f"{name} has pictures of pages and no text; run text recognition on it, such as ocrmypdf."
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


def _page(page: Handle) -> PdfPage:
    """The lines of a page as it is displayed, with the rotation that its settings ask for."""
    turned = page.get_rotation()
    width, height = page.get_size()
    text = page.get_textpage()
    lines = tuple(_lines(text, turned, *((height, width) if turned in (90, 270) else (width, height))))
    text.close()
    return PdfPage(lines, width, height)


def _lines(text: Handle, turned: int, width: float, height: float) -> Iterator[TextLine]:
    """The runs of words on a line that have no wide gap between them, in the document's order.

    Args:
        text: pdfium's text of the page.
        turned: degrees by which the page is rotated for display, clockwise.
        width: of the page before rotation, in points.
        height: of the page before rotation, in points.
    """
    letters = _Letters(text, turned, width, height)
    run: _Run | None = None
    for word in _WORD.finditer(letters.text):
        start, end = word.span()
        # pdfium writes a space wherever there is a gap, so letters between two spaces are adjacent.
        first, last = letters.box(start), letters.box(end - 1)
        if first is None or last is None:
            continue
        box = (min(first[0], last[0]), first[1], max(first[2], last[2]), first[3])
        if bidirectional(letters.text[start]) in {"R", "AL"}:  # heights of letters differ
            box = _around(filter(None, map(letters.box, range(start, end))))
        if run is None or not run.takes(box):
            if run is not None:
                yield run.line(letters)
            run = _Run(box, bold=letters.is_bold(start), upright=letters.is_upright(start))
        run.add(word[0].translate(_PLAIN), start, box)
        run.letters += range(start, end)
    if run is not None:
        yield run.line(letters)


def _around(boxes: Iterable[Box]) -> Box:
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


class _Letters:
    """The letters of a page, and their positions on the page as displayed."""

    def __init__(self, page_text: Handle, turned: int, width: float, height: float) -> None:
        from pypdfium2 import raw

        self._raw, self._page_text, self._rectangle = raw, page_text, raw.FS_RECTF()
        self._turned, self._width, self._height = turned, width, height
        count = page_text.count_chars()
        self.text = str(page_text.get_text_range()) if count else ""
        """One code point for each letter of pdfium."""
        if len(self.text) != count:  # pdfium leaves out characters that cannot be shown
            codes = (raw.FPDFText_GetUnicode(page_text, at) for at in range(count))
            self.text = "".join(chr(min(code, 0x10FFFF)) for code in codes)

    def box(self, at: int) -> Box | None:
        """The box of a letter; None if it is damaged."""
        box = self._rectangle
        if not self._raw.FPDFText_GetLooseCharBox(self._page_text, at, box):
            return None
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        if not (-_FAR < left <= right < _FAR and -_FAR < bottom <= top < _FAR):  # False for NaN too
            return None
        if not self._turned:
            return left, bottom, right, top
        (x, y), (other_x, other_y) = self._displayed(left, bottom), self._displayed(right, top)
        return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)

    def base(self, at: int) -> float | None:
        """The height of a letter's baseline; None if it is damaged."""
        x, y = ctypes.c_double(), ctypes.c_double()
        known = self._raw.FPDFText_GetCharOrigin(self._page_text, at, x, y)
        if not known or not (abs(x.value) < _FAR and abs(y.value) < _FAR):
            return None
        return self._displayed(x.value, y.value)[1]

    def _displayed(self, x: float, y: float) -> tuple[float, float]:
        """The position on the page as displayed of a point of the page."""
        match self._turned:
            case 90:
                return y, self._width - x
            case 180:
                return self._width - x, self._height - y
            case 270:
                return self._height - y, x
            case _:
                return x, y

    def is_upright(self, at: int) -> bool:
        """Whether a letter is upright on the displayed page; watermarks are not."""
        angle = math.degrees(self._raw.FPDFText_GetCharAngle(self._page_text, at))
        return abs((angle + self._turned + 180) % 360 - 180) < 5

    def is_bold(self, at: int) -> bool:
        """Whether the name of a letter's font says that it is bold."""
        name = ctypes.create_string_buffer(128)
        self._raw.FPDFText_GetFontInfo(self._page_text, at, name, 128, ctypes.c_int())
        return bool(re.search(rb"bold|black|heavy|semibold|demi", name.value, re.IGNORECASE))


class _Run:
    """Adjacent words on a line."""

    def __init__(self, box: Box, *, bold: bool, upright: bool) -> None:
        self._left, self._bottom, self._right, self._top = box
        self._bold, self._upright = bold, upright
        self._main = 0
        """The index of the letter whose position is that of the run."""
        self.letters: list[int] = []
        self._words: list[str] = []
        self._tallest = 0.0

    def takes(self, box: Box) -> bool:
        """Whether a word at `box` continues the run: on its right or, in some scripts, on its left."""
        left, bottom, right, top = box
        em = max(self._top - self._bottom, 0.1)
        if not self._bottom <= (bottom + top) / 2 <= self._top or not 0.4 * em < top - bottom < 2.5 * em:
            return False
        return any(
            -_STEP_BACK * em < gap < _WIDEST_SPACE * em for gap in (left - self._right, self._left - right)
        )

    def add(self, word: str, at: int, box: Box) -> None:
        """Append a word whose first letter is the letter `at` of the page."""
        self._left, self._right = min(self._left, box[0]), max(self._right, box[2])
        self._words.append(word)
        height = box[3] - box[1]
        if len(word) > 1 and height > self._tallest:  # bullets and other symbols are lower than the line
            self._tallest, self._main = height, at
            self._bottom, self._top = box[1], box[3]
        elif not self._tallest:
            self._main = at

    def line(self, letters: _Letters) -> TextLine:
        """The line that the run forms, with its letters in reading order."""
        base = letters.base(self._main)
        if base is None:
            base = self._bottom
        edges = self._left, self._bottom, self._right, self._top
        line = TextLine(" ".join(self._words), *edges, base, bold=self._bold, upright=self._upright)
        if not is_from_right(line.text):
            return line
        placed = ((letters.text[at], box[0], box[2]) for at in self.letters if (box := letters.box(at)))
        return replace(line, text=reading_order(placed, line.size).translate(_PLAIN))
