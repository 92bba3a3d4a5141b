"""Open an article, whatever its format.

    source → bytes → text → sanitised text → manuscript → sanitised manuscript → Article

Text is sanitised before it is read, so that no invisible sign hides a header or a heading, and once more
after, because HTML and Markdown write any character as an entity.
"""

from __future__ import annotations

import re
from dataclasses import replace
from os import fspath
from pathlib import PurePath
from typing import TYPE_CHECKING

from diptych.article.assemble import Manuscript, Piece, assemble
from diptych.errors import SourceError
from diptych.sides import Pair, Side
from diptych.sources.address import host_of, is_address, path_of, without_credentials
from diptych.sources.encoding import decode
from diptych.sources.plain_text import read_plain_text
from diptych.sources.reading import CLIPBOARD, STANDARD_INPUT, read_source, shown_name
from diptych.sources.sanitize import sanitize

if TYPE_CHECKING:
    from collections.abc import Callable
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

_SHORT = 600
"""Code points of a page that says only that it needs scripts."""
_NEEDS_SCRIPTS = re.compile(
    rb"(?:enable|activate|requires?|without|turn on)\s[^<]{0,30}?javascript"
    rb"|javascript[^<]{0,40}?(?:disabled|required|enabled)",
    re.IGNORECASE,
)


class NoTextError(SourceError):
    """It could be read, and nothing that could be shown was in it."""


def load(source: str | PathLike[str], *, cancelled: Callable[[], bool] = bool) -> Article:
    """Open one article.

    Args:
        source: a path, "-" for standard input, "clipboard:" for the clipboard, or an address to be fetched.
        cancelled: asked while a page is fetched; True gives it up.

    Raises:
        SourceError: it is missing, empty, binary, unreadable, a directory or too large.
        Cancelled: the caller asked for that.
    """
    name = fspath(source)
    if is_address(name):
        return _load_page(name, cancelled)
    if name == CLIPBOARD:
        from diptych.sources.clipboard import read_clipboard

        return parse(read_clipboard().encode("utf-8", "surrogatepass"), CLIPBOARD)
    return parse(read_source(name), name)


def load_both(sources: Pair[str], *, cancelled: Callable[[], bool] = bool) -> Pair[Article]:
    """Open two articles; of two pages, neither waits for the other.

    Raises:
        SourceError: either is missing, empty, binary, unreadable, a directory or too large.
        Cancelled: the caller asked for that.
    """
    if not any(map(is_address, sources)):
        return sources.map(load)
    from concurrent.futures import ThreadPoolExecutor

    given_up = False

    def over() -> bool:
        return given_up or cancelled()

    with ThreadPoolExecutor(2, "page") as pool:
        try:
            coming = {
                side: pool.submit(load, sources[side], cancelled=over)
                for side in Side
                if is_address(sources[side])
            }
            # what asks the terminal or reads standard input does it here, where a signal reaches it
            there = {side: load(sources[side]) for side in Side if side not in coming}
            there |= {side: page.result() for side, page in coming.items()}
        finally:
            given_up = True  # of the other page too: nobody needs it alone
    return Pair(there[Side.LEFT], there[Side.RIGHT])


def _load_page(address: str, cancelled: Callable[[], bool]) -> Article:
    """The article on a page of the web."""
    from diptych.sources.web import fetch
    from diptych.sources.web_errors import without_text

    page = fetch(address, cancelled)
    shown = without_credentials(address)
    try:
        article = parse(page.data, shown, page.ending)
    except NoTextError:
        raise without_text(address) from None
    if len(article.text) < _SHORT and _NEEDS_SCRIPTS.search(page.data):
        raise without_text(address)
    return replace(article, publisher=article.publisher or sanitize(host_of(page.address)))


def parse(data: bytes, source: str, ending: str | None = None) -> Article:
    """The article that `data` holds.

    Args:
        data: the whole of it.
        source: where it came from: its name stands in for a title.
        ending: tells the format, as ".html" does; that of the source when None.

    Raises:
        SourceError: it is empty, or no text.
    """
    name = shown_name(source)
    ending = PurePath(source).suffix.lower() if ending is None else ending
    if not data:
        raise SourceError(f"{name} is empty; name a file that holds an article.")
    manuscript = _sanitized(_read(sanitize(decode(data, name)), ending, name))
    article = assemble(manuscript, source=sanitize(source), name=_stem(source))
    if not article.text:
        raise NoTextError(f"{name} holds no text that could be shown; name a file that holds an article.")
    return article


def _read(text: str, ending: str, name: str) -> Manuscript:
    """What `text` says, by the format that its name or its beginning tells."""
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
    if source == CLIPBOARD:
        return "clipboard"
    if is_address(source):
        return sanitize(PurePath(path_of(source)).stem.replace("-", " ")) or sanitize(host_of(source))
    return " ".join(sanitize(PurePath(source).stem).split()) or "untitled"
