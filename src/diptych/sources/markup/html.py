"""HTML: the main text of a page and its metadata, found by trafilatura.

trafilatura is larger than the rest of diptych, so it is an extra, `diptych[html]`, and is imported only for a
page.  Nothing is fetched: links, pictures and scripts of the page are ignored.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from copy import deepcopy
from html import unescape
from typing import TYPE_CHECKING

from diptych.article.model import BlockKind
from diptych.article.parsed_document import ParsedBlock, ParsedDocument, normalize_spaces
from diptych.sources.markup.blocks import BULLET, XML_DECLARATION, blocks_below
from diptych.sources.markup.marks import length_of, take_out_hidden, write_out
from diptych.sources.sanitize import sanitize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from diptych.sources.markup.blocks import Element

_REFERENCE = re.compile(r"&#(?:[xX](?P<hex>[0-9a-fA-F]{1,8})|(?P<dec>[0-9]{1,8}));?")
_CDATA = re.compile(r"(?:/\*|//)?\s*(?:<!\[CDATA\[|\]\]>)\s*(?:\*/)?")
"""The signs with which pages that are also XML surround a script."""
_AROUND = {"nav", "footer", "aside", "form", "button"}
"""Elements around an article; they are left out with their content."""
_TABLE_PARTS = {"thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col"}
_NOT_IN_FIGURES = ("ul", "ol", "dl", "blockquote", "table", "h1", "h2", "h3", "h4", "h5", "h6")
"""Elements in the cells of tables that lay out a page; a table of figures has none."""
_TEXT_TAGS = {"p", "blockquote", "li", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "figcaption", "table"}
_FROM_TABLE = "from-table"
"""The attribute of divisions that were parts of a table."""
_FURTHEST = 20
"""Empty elements that may stand between a list or a heading and the article."""
_LISTS = ("ul", "ol", "dl")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MANY_TIMES = 2
"""How much longer the text that a page tells to machines must be to replace the text that it shows."""
_SHORTEST_TOLD = 500
"""Fewest code points of such a text: a video or a picture may be described in a sentence or two."""
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
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]

    # A declaration without an end loses its name.  lxml drops a page for one control character.
    page = _REFERENCE.sub(_without_controls, XML_DECLARATION.sub("", text).replace("<?xml", "<?"))
    try:
        tree = document_fromstring(page, HTMLParser(remove_comments=True, remove_pis=True))
    except ParserError:  # nothing but comments
        return ParsedDocument(())
    unseen = take_out_hidden(tree) + write_out(tree)
    _prepare(tree)
    told = _told_to_machines(tree)
    found = _main_text(tree)
    whole = tuple(blocks_below(tree))  # the parser puts what comes too early for the body into the head
    body = tree.body  # None if the page has only a head, or frames
    if found is not None and len(found.blocks) > 1:
        found = found._replace(blocks=tuple(_with_lost_parts(tree, found.blocks)))
    else:
        for element in list(tree.iter(*_AROUND)):
            element.drop_tree()
        shown = () if body is None else tuple(blocks_below(body))
        if found is None:  # short pages and mere lists: everything that they show
            found = ParsedDocument(shown, tree.findtext(".//title"))
        elif length_of(shown) < 2 * length_of(found.blocks):  # and it is not much more than the article
            found = found._replace(blocks=shown)
    if length_of(told) > _MANY_TIMES * length_of(found.blocks):
        found = found._replace(blocks=told)
    dropped = tuple(_left_out([*whole, *unseen], found.blocks))
    return found._replace(dropped=dropped)


def _prepare(tree: Element) -> None:
    """Change what trafilatura would lose: lists in tables for layout, and text that it takes for hidden."""
    for table in list(tree.iter("table")):
        if _is_for_layout(table):
            for element in list(_own_parts(table)):
                element.tag = "div"
                element.attrib[_FROM_TABLE] = ""
    for element in tree.iter():
        if isinstance(element.tag, str) and element.attrib:
            element.attrib.pop("style", None)  # "overflow: hidden" hides nothing
            # Text that is hidden from screen readers only; menus and dialogs are hidden by their class too.
            if element.tag in _TEXT_TAGS or not {"class", "id", "role"} & {*element.attrib}:
                element.attrib.pop("aria-hidden", None)


def _own_parts(table: Element) -> Iterator[Element]:
    """A table and its rows and cells, without those of the tables in its cells."""
    yield table
    for child in table:
        if child.tag in _TABLE_PARTS:
            yield from _own_parts(child)


def _is_for_layout(table: Element) -> bool:
    """Whether the cells of a table contain more than figures and words."""
    return next(table.iterdescendants(*_NOT_IN_FIGURES), None) is not None or any(
        sum(child.tag == "p" and bool("".join(child.itertext()).strip()) for child in cell) > 1
        for cell in table.iterdescendants("td")
    )


def _told_to_machines(tree: Element) -> tuple[ParsedBlock, ...]:
    """The longest "articleBody" in the metadata of a page (JSON-LD, schema.org); empty if it is short.

    All are taken out of the tree, because trafilatura would join their paragraphs.
    """
    bodies = [""]
    for script in tree.iter("script"):
        if (script.get("type") or "").lower().startswith("application/ld+json"):
            with suppress(ValueError, RecursionError):
                value = json.loads(_CDATA.sub("", script.text or ""), strict=False)
                if found := list(_article_bodies(value)):
                    bodies += found
                    script.text = json.dumps(value)
    body = sanitize(max(bodies, key=len))
    return tuple(_paragraphs(body)) if len(body) >= _SHORTEST_TOLD else ()


def _article_bodies(value: object) -> Iterator[str]:
    """All texts with the key "articleBody" in a JSON value, which loses them."""
    values = [value]
    while values:
        at = values.pop()
        if isinstance(at, dict):
            if isinstance(body := at.get("articleBody"), str):
                at["articleBody"] = ""
                yield body
            values += at.values()
        elif isinstance(at, list):
            values += at


def _paragraphs(text: str) -> Iterator[ParsedBlock]:
    """The blocks of a text that is HTML or has a paragraph on each line."""
    from lxml.html import fragment_fromstring

    text = text if "<" in text else unescape(text)
    if re.search(r"</?(?:p|br|div|h\d|li)\b", text, re.IGNORECASE):
        yield from blocks_below(fragment_fromstring(text, create_parent="div"))
    else:
        yield from (ParsedBlock(BlockKind.PARAGRAPH, line) for line in text.split("\n") if line.strip())


def _main_text(tree: Element) -> ParsedDocument | None:
    """The document that trafilatura extracts; None if it finds no article."""
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(
            deepcopy(tree),
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


def _with_lost_parts(tree: Element, kept: Iterable[ParsedBlock]) -> list[ParsedBlock]:
    """The blocks of an article with its lists and headings that trafilatura lost.

    It loses them in pages without a division for the article.  A list belongs to the article if it directly
    follows a block of it, a heading if it directly precedes one; lists of links do not.
    """
    blocks = list(kept)
    places = {_words(block): at for at, block in enumerate(blocks)}
    lost: dict[int, list[ParsedBlock]] = {}  # by the index of the block that they precede
    for part in tree.iter(*_LISTS):
        own = _lost(part, places)
        before = _beside(part, places, -1) if own else None
        if before is not None:
            lost.setdefault(before + 1, []).extend(own)
            places |= dict.fromkeys(map(_words, own), before)
    for part in tree.iter(*_HEADINGS):
        own = _lost(part, places)
        after = _beside(part, places, 1) if own else None
        if after is not None:
            lost.setdefault(after, []).extend(own)
            places |= dict.fromkeys(map(_words, own), after)
    return [block for at in range(len(blocks) + 1) for block in (*lost.get(at, ()), *blocks[at : at + 1])]


def _lost(part: Element, places: Mapping[str, int]) -> list[ParsedBlock]:
    """The blocks below an element; empty if it is in `places`, or links or buttons."""
    text = "".join(part.itertext())
    linked = sum(len("".join(link.itertext())) for link in part.iter("a"))
    own = list(blocks_below(part)) if text.strip() and 2 * linked < len(text) else []
    if part.tag in _LISTS and len(text.split()) < 2 * len(own):
        return []  # buttons, such as those for sharing
    return [] if any(_words(block) in places for block in own) else own


def _beside(part: Element, places: Mapping[str, int], step: int) -> int | None:
    """The place of the block that directly precedes (-1) or follows (1) an element among its siblings."""
    at, beside = part, None
    for _ in range(_FURTHEST):
        beside = at.getprevious() if step < 0 else at.getnext()
        above = at.getparent()
        if beside is None and above is not None and above.get(_FROM_TABLE) is not None:
            at = above
        elif beside is None or "".join(beside.itertext()).strip():
            break
        else:
            at = beside
    blocks = list(blocks_below(beside)) if beside is not None else []
    return places.get(_words(blocks[-1 if step < 0 else 0])) if blocks else None


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
