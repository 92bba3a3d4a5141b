"""The formats that diptych reads: the name of each, how it is recognised, and the function that reads it.

To add a format, write its reader, describe the format here and add it to `FORMATS`.  If it needs a library on
which diptych does not depend, add an extra for it in pyproject.toml.  Opening, the list of a folder's files
and the fetching of pages all use this table.  Readers are imported when they are called.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from diptych.sources.failures import ALONE, ONE_CHAPTER

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.article.parsed_document import ParsedDocument

_ZIP = b"PK\x03\x04"
_PDF = b"%PDF-"
_PDF_HEAD = 1024
"""Bytes at the start of a file that may contain the signature of a PDF; a mail's header may precede it."""


class SourceFormat(NamedTuple):
    """A format, and the function that reads it."""

    name: str
    """Its short name, which the sandbox passes to the child process."""
    title: str
    """Its name in messages, with the indefinite article: "a PDF document"."""
    endings: tuple[str, ...]
    """Endings of its files, in lower case with the dot.  The first one stands for `media_types`."""
    read: Callable[[bytes, str], ParsedDocument]
    """Reads a whole source, given as bytes (UTF-8 for a text format) and the name for messages."""
    media_types: tuple[str, ...] = ()
    """Values of the HTTP header Content-Type."""
    extra: str = ""
    """The extra of diptych that brings its library; empty if none is needed or diptych depends on it."""
    read_chapters: Callable[[bytes, str, frozenset[int]], ParsedDocument] | None = None
    """Reads only the chapters with these numbers; without numbers, the table of contents and the lengths.
    The reader lets the user choose among the chapters of such a format before it opens one."""
    matches: Callable[[bytes], bool] | None = None
    """For a binary format: whether the content alone identifies the format."""
    may_match: Callable[[bytes], bool] | None = None
    """For a binary format: whether the content may be of the format, so that the ending decides."""
    text_matches: Callable[[str, str], bool] | None = None
    """For a text format: whether the beginning of a text and its ending, if it has one, identify it."""


def _read_html(data: bytes, _: str) -> ParsedDocument:
    from diptych.sources.markup.html import read_html
    from diptych.sources.sanitize import sanitize

    return read_html(sanitize(data.decode("utf-8")))


def _read_markdown(data: bytes, _: str) -> ParsedDocument:
    from diptych.sources.text.markdown import read_markdown

    return read_markdown(data.decode("utf-8"))


def _read_plain_text(data: bytes, _: str) -> ParsedDocument:
    from diptych.sources.text.plain_text import read_plain_text

    return read_plain_text(data.decode("utf-8"))


def _read_pdf(data: bytes, name: str) -> ParsedDocument:
    from diptych.sources.pdf.parse import read_pdf

    return read_pdf(data, name)


def _read_docx(data: bytes, name: str) -> ParsedDocument:
    from diptych.sources.office.docx import read_docx

    return read_docx(data, name)


def _read_epub(data: bytes, name: str) -> ParsedDocument:
    from diptych.sources.office.epub import read_epub

    return read_epub(data, name)


def _read_chapters_of_epub(data: bytes, name: str, numbers: frozenset[int]) -> ParsedDocument:
    from diptych.sources.office.epub import read_epub

    return read_epub(data, name, numbers)


_LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*|<!--(?:(?!-->).){0,4000}-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_MAY_BE_MARKDOWN = re.compile(r"\s*(?:---[^\S\n]*\n[\w-]+[^\S\n]*:|#{1,6}[^\S\n]+\S)")
"""Front matter or a heading as the first line: enough for a text whose name has no ending."""
_IS_MARKDOWN = re.compile(
    r"\s*+(?:---[^\S\n]*\n(?:[\w-]+[^\S\n]*:.*\n(?:[^\S\n]+\S.*\n|-[^\S\n].*\n)*)+---[^\S\n]*(?:\n|\Z)"
    r"|#{1,6}[^\S\n]++(?=[^\n]*[^\W\d_])[^\n]{1,200}(?<![.;,:])[^\S\n]*\n[^\S\n]*(?:\n|\Z))"
)
"""Closed front matter, or a heading alone in its paragraph: in a .txt file, many lines begin with #."""


def _looks_like_markdown(beginning: str, ending: str) -> bool:
    if ending and ending not in TEXT.endings:
        return False
    return bool((_IS_MARKDOWN if ending else _MAY_BE_MARKDOWN).match(beginning))


HTML = SourceFormat(
    name="html",
    title="an HTML page",
    endings=(".html", ".htm", ".xhtml", ".xht"),
    media_types=("text/html", "application/xhtml+xml"),
    extra="html",
    read=_read_html,
    text_matches=lambda beginning, _: bool(_LOOKS_LIKE_HTML.match(beginning)),
)
MARKDOWN = SourceFormat(
    name="markdown",
    title="a Markdown text",
    endings=(".md", ".markdown", ".mdown", ".mkd"),
    media_types=("text/markdown", "text/x-markdown"),
    read=_read_markdown,
    text_matches=_looks_like_markdown,
)
TEXT = SourceFormat(
    name="text",
    title="a plain text",
    endings=(".txt", ".text"),
    read=_read_plain_text,
)
PDF = SourceFormat(
    name="pdf",
    title="a PDF document",
    endings=(".pdf",),
    media_types=("application/pdf", "application/x-pdf"),
    extra="pdf",
    read=_read_pdf,
    matches=lambda data: data[:_PDF_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(_PDF),
    may_match=lambda data: _PDF in data[:_PDF_HEAD],
)
EPUB = SourceFormat(
    name="epub",
    title="an EPUB book",
    endings=(".epub",),
    media_types=("application/epub+zip",),
    extra="epub",
    read_chapters=_read_chapters_of_epub,
    read=_read_epub,
    matches=lambda data: (
        data.startswith(_ZIP)
        and (b"mimetypeapplication/epub+zip" in data[:1024] or b"META-INF/container.xml" in data)
    ),
    may_match=lambda data: data.startswith(_ZIP),
)
DOCX = SourceFormat(
    name="docx",
    title="a Word document",
    endings=(".docx",),
    media_types=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
    extra="docx",
    read=_read_docx,
    matches=lambda data: data.startswith(_ZIP) and b"word/" in data and b"[Content_Types].xml" in data,
    may_match=lambda data: data.startswith(_ZIP),
)

FORMATS = (HTML, MARKDOWN, TEXT, PDF, EPUB, DOCX)
"""All formats; of two that recognise a content, the first one reads it."""

ENDINGS = frozenset(ending for each in FORMATS for ending in each.endings)
"""Endings of files that may be articles."""

_UNSUPPORTED = (
    (_ZIP, "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", "a compressed file"),
    *((b"BZh%d1AY&SY" % level, "a compressed file") for level in range(1, 10)),
    (b"\xfd7zXZ", "a compressed file"),
    (b"\x28\xb5\x2f\xfd", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
"""First bytes of formats that cannot be read, and their names in messages."""


def binary_format(data: bytes, ending: str) -> SourceFormat | None:
    """The binary format of a source; None if it is a text or unknown.

    Args:
        data: the whole source.
        ending: of its name, in lower case; it decides only if the content leaves a choice.
    """
    for each in FORMATS:
        if each.matches is not None and each.matches(data):
            return each
    for each in FORMATS:
        if each.may_match is not None and ending in each.endings and each.may_match(data):
            return each
    return None


def text_format(beginning: str, ending: str) -> SourceFormat:
    """The format of a text.

    Args:
        beginning: its sanitised beginning.
        ending: of its name, in lower case.
    """
    markups = [each for each in FORMATS if each.text_matches is not None]
    for each in markups:
        if ending in each.endings:
            return each
    for each in markups:
        if each.text_matches is not None and each.text_matches(beginning, ending):
            return each
    return TEXT


def unsupported_format(data: bytes) -> str | None:
    """The name in messages of a format that is known but cannot be read; None for any other source."""
    return next((what for signature, what in _UNSUPPORTED if data.startswith(signature)), None)


def format_named(name: str) -> SourceFormat:
    """The format with a short name.

    Raises:
        KeyError: there is no such format.
    """
    return {each.name: each for each in FORMATS}[name]


def ending_of_media_type(media_type: str) -> str | None:
    """The usual ending of files of a media type; None if no format has that media type."""
    return next((each.endings[0] for each in FORMATS if media_type in each.media_types), None)


def advice_for(source_format: SourceFormat, chapters: frozenset[int] | None) -> str:
    """What to do about a source that is too much to read; `chapters` is what was wanted, None for all."""
    return ONE_CHAPTER if source_format.read_chapters is not None and chapters is None else ALONE


def has_chapters(ending: str) -> bool:
    """Whether files with this ending are books whose chapters can be chosen."""
    return any(ending in each.endings for each in FORMATS if each.read_chapters is not None)
