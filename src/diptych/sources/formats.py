"""What a source is, by its content first: a PDF is one whatever it is called, a Word document is a zip."""

from __future__ import annotations

from enum import Enum
from pathlib import PurePath

_ZIP = b"PK\x03\x04"
_HEAD = 1024
"""Bytes at the beginning among which a PDF may have its mark; some have a mail's header before it."""


class SourceFormat(Enum):
    """A format that takes a library; but for Markdown, an extra of diptych brings it."""

    HTML = "html"
    MARKDOWN = "markdown"
    PDF = "pdf"
    DOCX = "docx"
    EPUB = "epub"

    @property
    def title(self) -> str:
        """What to call it in a sentence."""
        return {
            "html": "an HTML page",
            "markdown": "a Markdown text",
            "pdf": "a PDF document",
            "docx": "a Word document",
            "epub": "an EPUB book",
        }[self.value]


def format_of(data: bytes, source: str) -> SourceFormat | None:
    """The format of `data` where it is no text, None where it is text or nothing that is known.

    Args:
        data: the whole source.
        source: its name; the ending decides only between what the content leaves open.
    """
    ending = PurePath(source).suffix.lower()
    head = data[:_HEAD]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"%PDF-") or (ending == ".pdf" and b"%PDF-" in head):
        return SourceFormat.PDF
    if not data.startswith(_ZIP):
        return None
    if b"mimetypeapplication/epub+zip" in head or b"META-INF/container.xml" in data:
        return SourceFormat.EPUB
    if b"word/" in data and b"[Content_Types].xml" in data:
        return SourceFormat.DOCX
    return {".docx": SourceFormat.DOCX, ".epub": SourceFormat.EPUB}.get(ending)
