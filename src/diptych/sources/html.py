"""HTML: the main text of a page and its metadata, found by trafilatura.

trafilatura weighs more than the rest of diptych, so it is an extra, `diptych[html]`, and is imported only for
a page.  Nothing is ever fetched: links, pictures and scripts of the page are left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from diptych.article.assemble import Manuscript, Piece
from diptych.article.model import BlockKind
from diptych.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

BULLET = "• "
CELLS = " | "

_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_REFERENCE = re.compile(r"&#(?:[xX](?P<hex>[0-9a-fA-F]{1,8})|(?P<dec>[0-9]{1,8}));?")

# Tags of pages and, from "head" on, of the trees that trafilatura makes of them.
_KINDS = dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6", "head"], BlockKind.HEADING)
_KINDS |= dict.fromkeys(["li", "item"], BlockKind.LIST_ITEM)
_KINDS |= dict.fromkeys(["blockquote", "quote"], BlockKind.QUOTATION)
_CELLS = {"td", "th", "cell"}
_STYLES = {
    *(
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
    ),
    *("s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    *("hi", "ref", "graphic"),
}
"""Tags within a run of words; all others end it."""
_UNSEEN = {"script", "style", "template", "noscript", "svg", "select", "textarea", "title"}
_AROUND = {"nav", "footer", "aside", "form", "button"}
"""What stands around an article, with all that is in it."""


class Element(Protocol):
    """What is used of an element of lxml, which has no types of its own."""

    tag: str
    text: str | None
    tail: str | None

    def __iter__(self) -> Iterator[Element]: ...


def read_html(text: str, name: str) -> Manuscript:
    """What the main text of a page says; `text` is sanitised.

    Args:
        text: the page.
        name: what to call its source in a message.

    Raises:
        SourceError: the extra is not installed, or the page holds no text.
    """
    try:
        from lxml.etree import ParserError  # type: ignore[import-untyped] # lxml brings no types
        from lxml.html import document_fromstring  # type: ignore[import-untyped]
        from trafilatura import bare_extraction
    except ImportError:
        raise SourceError(
            f"{name} is HTML, for which a library is missing; run: pip install trafilatura lxml-html-clean"
        ) from None
    # lxml refuses a declared encoding in what is decoded already, and drops a page for one control character.
    page = _REFERENCE.sub(_without_controls, _XML_DECLARATION.sub("", text, count=1))
    document = bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if document is not None and not isinstance(document, dict):
        pieces = tuple(_pieces(document.body))
        # One paragraph of several lines is its last resort, in which no block can be told from another.
        if len(pieces) > 1 or (pieces and "\n" not in pieces[0].text):
            return Manuscript(pieces, document.title, document.sitename, document.date)
    try:  # short pages and bare lists: all that they show, for no article stands out
        tree = document_fromstring(page)
    except ParserError:  # nothing but comments
        return Manuscript(())
    for element in list(tree.iter(*_AROUND)):
        element.drop_tree()
    body = tree.body  # a page may be all head, or frames
    pieces = () if body is None else tuple(_pieces(body))
    return Manuscript(pieces, tree.findtext(".//title"))


def _without_controls(reference: re.Match[str]) -> str:
    """A numeric reference, that of a control character replaced by its picture."""
    code = int(reference["hex"], 16) if reference["hex"] else int(reference["dec"])
    return chr(0x2400 + code) if code < 0x20 and chr(code) not in "\t\n\r" else reference[0]


def _pieces(body: Element) -> Iterator[Piece]:
    """The blocks below `body`, in order."""
    kinds = [BlockKind.PARAGRAPH]  # of the containers that are open, the outermost first
    words: list[str] = []
    marker = ""
    for element, opens in _walk(body):
        tag = element.tag
        if tag in _CELLS:
            words += [] if opens else [CELLS]
        elif tag not in _STYLES:
            said = "".join(words).strip().removesuffix(CELLS.rstrip())
            if said.strip():
                yield Piece(kinds[-1], marker + said)
                marker = ""
            words = []
            if tag in _KINDS and opens:
                kinds.append(_KINDS[tag])
                marker = BULLET if kinds[-1] is BlockKind.LIST_ITEM else marker
            elif tag in _KINDS:
                kinds.pop()
        # Text before the first child, or after the element; a comment's tag is no string.
        seen = (
            element.tail
            if not opens
            else element.text
            if isinstance(tag, str) and tag not in _UNSEEN
            else None
        )
        words.append(seen or "")


def _walk(body: Element) -> Iterator[tuple[Element, bool]]:
    """Each element twice, where it opens (True) and where it closes; pages may nest deeper than calls."""
    yield body, True
    ancestors = [(body, iter(body))]
    while ancestors:
        element, children = ancestors[-1]
        child = next(children, None)
        if child is not None:
            yield child, True
            ancestors.append((child, iter(child)))
        else:
            yield element, False
            ancestors.pop()
