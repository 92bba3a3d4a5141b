"""Open an article, whatever its format.

    source → bytes → text → sanitised text → manuscript → sanitised manuscript → Article

Text is sanitised before it is read, so that no invisible sign hides a header or a heading, and once more
after, because HTML and Markdown write any character as an entity.
"""

from __future__ import annotations

import re
from os import fspath
from pathlib import PurePath
from typing import TYPE_CHECKING

from diptych.article.assemble import Manuscript, Piece, assemble
from diptych.errors import SourceError
from diptych.sources.encoding import decode
from diptych.sources.plain_text import read_plain_text
from diptych.sources.reading import STANDARD_INPUT, read_source, shown_name
from diptych.sources.sanitize import sanitize

if TYPE_CHECKING:
    from os import PathLike

    from diptych.article.model import Article

_MARKDOWN = {".md", ".markdown", ".mdown", ".mkd"}
_HTML = {".html", ".htm", ".xhtml", ".xht"}
_LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*|<!--(?:(?!-->).){0,4000}-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
# Asked only where no ending tells: front matter, or a heading as the first line.
_LOOKS_LIKE_MARKDOWN = re.compile(r"\s*(?:---[^\S\n]*\n[\w-]+[^\S\n]*:|#{1,6}[^\S\n]+\S)")


def load(source: str | PathLike[str]) -> Article:
    """Open one article.

    Args:
        source: a path, or "-" for standard input.

    Raises:
        SourceError: it is missing, empty, binary, unreadable, a directory or too large.
    """
    name = fspath(source)
    return parse(read_source(name), name)


def parse(data: bytes, source: str) -> Article:
    """The article that `data` holds.

    Args:
        data: the whole of it.
        source: where it came from: its ending tells the format, its name stands in for a title.

    Raises:
        SourceError: it is empty, or no text.
    """
    name = shown_name(source)
    if not data:
        raise SourceError(f"{name} is empty; name a file that holds an article.")
    manuscript = _sanitized(_read(sanitize(decode(data, name)), source, name))
    article = assemble(manuscript, source=sanitize(source), name=_stem(source))
    if not article.text:
        raise SourceError(f"{name} holds no text that could be shown; name a file that holds an article.")
    return article


def _read(text: str, source: str, name: str) -> Manuscript:
    """What `text` says, by the format that its name or its beginning tells."""
    ending = PurePath(source).suffix.lower()
    if ending in _HTML or (ending not in _MARKDOWN and _LOOKS_LIKE_HTML.match(text)):
        from diptych.sources.html import read_html

        return read_html(text, name)
    if ending in _MARKDOWN or (not ending and _LOOKS_LIKE_MARKDOWN.match(text)):
        from diptych.sources.markdown import read_markdown

        manuscript = read_markdown(text)
        if any(piece.text.strip() for piece in manuscript.pieces):
            return manuscript
    return read_plain_text(text)  # also of Markdown that is marks and nothing else: better seen than not


def _sanitized(manuscript: Manuscript) -> Manuscript:
    return Manuscript(
        tuple(Piece(piece.kind, sanitize(piece.text)) for piece in manuscript.pieces),
        sanitize(manuscript.title or ""),
        sanitize(manuscript.publisher or ""),
        sanitize(manuscript.date or ""),
    )


def _stem(source: str) -> str:
    """The title of a text that has none."""
    if source == STANDARD_INPUT:
        return "standard input"
    return " ".join(sanitize(PurePath(source).stem).split()) or "untitled"
