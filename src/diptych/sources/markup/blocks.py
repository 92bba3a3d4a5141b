"""The blocks of a tree of tags: of a page, of what trafilatura makes of one, of a chapter of a book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from diptych.article.model import BlockKind
from diptych.article.parsed_document import ParsedBlock

if TYPE_CHECKING:
    from collections.abc import Iterator

BULLET = "• "
CELLS = " | "

# Tags of pages and, from "head" on, of the trees that trafilatura makes of them.
_KINDS = dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6", "head"], BlockKind.HEADING)
_KINDS |= dict.fromkeys(["li", "item"], BlockKind.LIST_ITEM)
_KINDS |= dict.fromkeys(["blockquote", "quote"], BlockKind.QUOTATION)
_CELLS = {"td", "th", "cell"}
_STYLES = {
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font"),
    *("i", "img", "ins", "kbd", "label", "mark", "nobr", "picture", "q", "rb", "ruby", "s", "samp", "small"),
    *("source", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    *("math", "mfrac", "mi", "mn", "mo", "mrow", "mstyle", "msqrt", "msub", "msubsup", "msup"),
    *("mtext", "semantics"),
    *("hi", "ref", "graphic"),
}
"""Tags within a run of words; but for the unseen ones, all others end it."""
_UNSEEN = {
    *("script", "style", "template", "noscript", "svg", "select", "textarea", "title"),
    *("annotation", "annotation-xml", "rp", "rt", "rtc"),
}
"""Tags of what is not shown, with all that is in them, or is no part of the text, as aids to reading."""


class Element(Protocol):
    """What is used of an element of lxml, which has no types of its own."""

    tag: str
    text: str | None
    tail: str | None

    def __iter__(self) -> Iterator[Element]: ...

    def get(self, key: str) -> str | None:
        """The value of an attribute."""


def blocks_below(body: Element, places: dict[str, int] | None = None) -> Iterator[ParsedBlock]:
    """The blocks below `body`, in order.

    Args:
        body: the element that holds them.
        places: for each key, an element's id, the index of the block in which or before which that element
            begins is put here; those that are not met stay as they are.
    """
    kinds = [BlockKind.PARAGRAPH]  # of the containers that are open, the outermost first
    words: list[str] = []
    marker = ""
    made = 0
    for element, opens in _walk(body):
        tag = element.tag
        if tag in _CELLS:
            words += [] if opens else [CELLS]
        elif tag not in _STYLES and tag not in _UNSEEN:
            said = "".join(words).strip().removesuffix(CELLS.rstrip())
            if said.strip():
                yield ParsedBlock(kinds[-1], marker + said)
                marker = ""
                made += 1
            words = []
            if tag in _KINDS and opens:
                kinds.append(_KINDS[tag])
                marker = BULLET if kinds[-1] is BlockKind.LIST_ITEM else marker
            elif tag in _KINDS:
                kinds.pop()
        if opens and places and isinstance(tag, str):
            for anchor in (element.get("id"), element.get("name")):
                if anchor in places:
                    places[anchor] = made
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
    """Each element that may be seen twice, where it opens (True) and where it closes.

    Pages may nest deeper than calls.
    """
    yield body, True
    ancestors = [(body, iter(body))]
    while ancestors:
        element, children = ancestors[-1]
        child = next(children, None)
        if child is not None:
            yield child, True
            ancestors.append((child, iter(() if child.tag in _UNSEEN else child)))
        else:
            yield element, False
            ancestors.pop()
