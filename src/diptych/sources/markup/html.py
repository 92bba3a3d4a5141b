"""HTML: the main text of a page and its metadata, found by trafilatura.

trafilatura is larger than the rest of diptych, so it is an extra, `diptych[html]`, and is imported only for a
page.  Nothing is fetched: links, pictures and scripts of the page are ignored.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diptych.article.parsed_document import ParsedBlock, ParsedDocument, normalize_spaces
from diptych.sources.markup.blocks import BULLET, XML_DECLARATION, blocks_below

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.sources.markup.blocks import Element

_REFERENCE = re.compile(r"&#(?:[xX](?P<hex>[0-9a-fA-F]{1,8})|(?P<dec>[0-9]{1,8}));?")
_AROUND = {"nav", "footer", "aside", "form", "button"}
"""Elements around an article; they are left out with their content."""
_MOST_DROPPED = 5_000
"""Dropped blocks that are kept; comparing each with the article takes time."""


def read_html(text: str) -> ParsedDocument:
    """The document of a page: its main text as blocks, and the other text of the page as dropped blocks.

    Args:
        text: the page, sanitised.

    Raises:
        ImportError: the extra is not installed.
    """
    from lxml.etree import ParserError  # type: ignore[import-untyped] # lxml brings no types
    from lxml.html import document_fromstring  # type: ignore[import-untyped]

    # A declaration without an end loses its name.  lxml drops a page for one control character.
    page = _REFERENCE.sub(_without_controls, XML_DECLARATION.sub("", text).replace("<?xml", "<?"))
    found = _main_text(page)
    try:
        tree = document_fromstring(page)
    except ParserError:  # nothing but comments
        return found or ParsedDocument(())
    body = tree.body  # None if the page has only a head, or frames
    whole = tuple(blocks_below(tree))  # the parser puts what comes too early for the body into the head
    if found is None:  # short pages and mere lists: everything that they show
        for element in list(tree.iter(*_AROUND)):
            element.drop_tree()
        shown = () if body is None else tuple(blocks_below(body))
        found = ParsedDocument(shown, tree.findtext(".//title"))
    dropped = tuple(_left_out(whole, found.blocks))
    return ParsedDocument(found.blocks, found.title, found.publisher, found.date, dropped)


def _main_text(page: str) -> ParsedDocument | None:
    """The document that trafilatura extracts; None if it finds no article."""
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError):
        return None  # a bug in trafilatura; the whole text of the page is better than no text
    if document is None or isinstance(document, dict):
        return None
    body: Element = document.body
    blocks = tuple(blocks_below(body))
    # Its last resort is one paragraph of several lines, without any blocks.
    if len(blocks) > 1 or (blocks and "\n" not in blocks[0].text):
        return ParsedDocument(blocks, document.title, document.sitename, document.date)
    return None


def _left_out(whole: Iterable[ParsedBlock], kept: Iterable[ParsedBlock]) -> Iterator[ParsedBlock]:
    """The blocks of `whole` that are not among `kept`, each once."""
    seen = {_words(block) for block in kept}
    text = "\n".join(seen)
    looked_up = 0
    for block in whole:
        words = _words(block)
        if words and words not in seen:
            seen.add(words)
            looked_up += 1
            if looked_up > _MOST_DROPPED:
                return
            if words not in text:
                yield block


def _words(block: ParsedBlock) -> str:
    return normalize_spaces(block.text.removeprefix(BULLET))


def _without_controls(reference: re.Match[str]) -> str:
    """A numeric reference; one to a control character is replaced by the visible symbol of that character."""
    code = int(reference["hex"], 16) if reference["hex"] else int(reference["dec"])
    return chr(0x2400 + code) if code < 0x20 and chr(code) not in "\t\n\r" else reference[0]
