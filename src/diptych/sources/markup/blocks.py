"""The blocks of an element tree: a page, the main text that trafilatura finds in one, a chapter of a book."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol

from diptych.article.model import BlockKind
from diptych.article.parsed_document import ParsedBlock

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping

BULLET = "• "
CELLS = " | "
NUMBER = re.compile(r"\(?(?:\d{1,4}|[a-z]|[ivx]{1,5})[.)]\s", re.IGNORECASE)
"""The number of a list item, which replaces its bullet."""
XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
"""lxml refuses decoded text with a declaration, because it may declare an encoding."""

# Tags of HTML, and those of trafilatura's trees, such as "head", "item", "quote" and "cell".
_KINDS = dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6", "head"], BlockKind.HEADING)
_KINDS |= dict.fromkeys(["li", "item"], BlockKind.LIST_ITEM)
_KINDS |= dict.fromkeys(["blockquote", "quote"], BlockKind.QUOTATION)
_CELLS = {"td", "th", "cell"}
INLINE = {
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font"),
    *("i", "img", "ins", "kbd", "label", "mark", "nobr", "picture", "q", "rb", "ruby", "s", "samp", "small"),
    *("source", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    *("maction", "math", "menclose", "mfenced", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover"),
    *("mpadded", "mprescripts", "mroot", "mrow", "ms", "mspace", "mstyle", "msqrt", "msub", "msubsup"),
    *("msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover", "none", "semantics"),
    *("hi", "ref", "graphic"),
}
"""Inline tags.  All other tags end a block, except those in `UNSHOWN`."""
UNSHOWN = {
    *("script", "style", "template", "noscript", "svg", "select", "textarea", "title"),
    *("annotation", "annotation-xml", "mphantom", "rp", "rt", "rtc"),
}
"""Tags whose content is not shown, or is not part of the text, such as reading aids."""


class Element(Protocol):
    """The part of the interface of an lxml element that is used; lxml has no types of its own."""

    tag: str
    text: str | None
    tail: str | None
    attrib: MutableMapping[str, str]

    def __iter__(self) -> Iterator[Element]: ...

    def __len__(self) -> int: ...

    def __getitem__(self, at: int) -> Element: ...

    def get(self, key: str) -> str | None:
        """The value of an attribute."""

    def getparent(self) -> Element | None:
        """The element that contains it."""

    def find(self, path: str) -> Element | None:
        """The first element at a path below it."""

    def iter(self, *tags: str) -> Iterator[Element]:
        """The element and all below it that have one of `tags`, in order."""

    def xpath(self, path: str) -> Any:
        """The elements, or the truth value, that an XPath expression finds."""

    def iterdescendants(self, *tags: str) -> Iterator[Element]:
        """The elements below it that have one of `tags`, in order."""

    def itertext(self) -> Iterator[str]:
        """All text below it."""

    def getprevious(self) -> Element | None:
        """The sibling before it."""

    def getnext(self) -> Element | None:
        """The sibling after it."""


def blocks_below(body: Element, places: dict[str, int] | None = None) -> Iterator[ParsedBlock]:
    """The blocks below `body`, in order.

    Args:
        body: the element that contains them.
        places: its keys are ids of elements.  The value of each becomes the index of the block in which that
            element begins, or of the next block; ids that are not found keep their value.
    """
    kinds = [BlockKind.PARAGRAPH]  # the open containers, outermost first
    words: list[str] = []
    marker = ""
    made = 0
    for element, opens in walk(body):
        tag = element.tag
        if tag in _CELLS:
            words += [] if opens else [CELLS]
        elif isinstance(tag, str) and tag not in INLINE and tag not in UNSHOWN:  # a comment has no string
            text = _joined(words)
            if text:
                yield ParsedBlock(kinds[-1], text if NUMBER.match(text) else marker + text)
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
        # The text before the first child, or after the element.
        seen = (
            element.tail
            if not opens
            else element.text
            if isinstance(tag, str) and tag not in UNSHOWN
            else None
        )
        words.append(seen or "")


def _joined(words: list[str]) -> str:
    """The text of a block, without the separators of empty cells at its ends."""
    if CELLS not in words:
        return "".join(words).strip()
    first, end = 0, len(words)
    while first < end and (words[first] is CELLS or not words[first].strip()):
        first += 1
    while first < end and (words[end - 1] is CELLS or not words[end - 1].strip()):
        end -= 1
    return "".join(words[first:end]).strip()


def walk(body: Element) -> Iterator[tuple[Element, bool]]:
    """Each visible element twice: when it opens (True) and when it closes (False).

    It is not recursive, because pages may nest deeper than Python's limit of recursion.
    """
    yield body, True
    ancestors = [(body, iter(body))]
    while ancestors:
        element, children = ancestors[-1]
        child = next(children, None)
        if child is not None:
            yield child, True
            ancestors.append((child, iter(() if child.tag in UNSHOWN else child)))
        else:
            yield element, False
            ancestors.pop()
