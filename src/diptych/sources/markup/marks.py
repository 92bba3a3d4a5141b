"""What a page shows its readers: no hidden text and no marks, but superscripts and the numbers of lists.

Everything here changes an element tree in place, before its blocks are made.  Marks are emptied rather than
removed, because the table of contents of a book may lead to them.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from diptych.article.model import BlockKind
from diptych.article.parsed_document import ParsedBlock
from diptych.sources.markup.blocks import INLINE, NUMBER, UNSHOWN, blocks_below, walk
from diptych.sources.superscripts import power, raised_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from diptych.sources.markup.blocks import Element

_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_RAISING = re.compile(r"(?:^|;)\s*vertical-align\s*:\s*(?:super|text-top)", re.IGNORECASE)
_REVEALED = {"html", "body"}
"""Elements whose hiding is ignored: a script shows them when the page has loaded."""
_NEARLY_ALL = 0.9
"""Share of the text of a page from which a hidden element is ignored likewise."""
_SHORTEST_ARTICLE = 1_000
"""Fewest code points of such an element."""

_EPUB_TYPES = ("{http://www.idpf.org/2007/ops}type", "epub:type")
_PAGE_BREAKS = {"pagebreak", "doc-pagebreak"}
_PAGE_CLASS = re.compile(
    r"(?:page-?_?(?:num(?:ber)?|no|break)s?|pgnum|line-?_?nos?|line-?_?nums?|lnum)", re.IGNORECASE
)
"""Classes of printed numbers of pages and lines; not "line-number", which the lines of a tram have too."""
_PAGE = re.compile(
    r"\W*(?:[^\W\d_]{1,5}\b\W*)?(?:\d{1,5}|[ivxlcdm]{1,9})(?:\W+(?:\d{1,5}|[ivxlcdm]{1,9}))?\W*",
    re.IGNORECASE,
)
"""A printed page number: 173, [Pg 175], p. xii, 12–13."""
_LONGEST_PAGE = 24
"""Most code points of what the markup calls a page break."""

_NOTE_KINDS = {"noteref", "doc-noteref"}
_NOTE_CLASS = re.compile(
    r"fn-?anchor|(?:foot|end)?-?note-?_?(?:ref(?:erence)?|anchor|link|call)", re.IGNORECASE
)
_SIGN = r"(?:\d{1,4}|[a-z]|[ivxl]{1,6}|[*†‡§¶#]{1,4})"
_NOTE_SIGN = re.compile(rf"[\[(]?(?:(?:foot)?notes?\s|nb?\s)?{_SIGN}(?:\s?[,;–-]\s?{_SIGN}){{0,5}}[\])]?")
"""The mark that leads to a note: 2, [3], (a), *, 1,2."""
_MAY_BE_MARKS = (
    ".//*[self::sup or self::a[sup or span] or self::mfenced[*] or self::mfrac[count(*) = 2] or parent::msup"
    " or parent::msubsup or @role or @*[name() = 'epub:type'] or contains(@style, 'vertical-align')"
    " or contains(@class, 'age') or contains(@class, 'num') or contains(@class, 'lineno')"
    " or contains(@class, 'line-no') or contains(@class, 'ote') or contains(@class, 'nchor')]"
)
"""The elements that may be marks or superscripts.

It is one predicate: libxml2 compares the elements of a union, and the parents of attributes, in pairs.
"""
_MOST_PIECES = 50
"""Texts within a mark; an element with more is a part of the article."""
_REACH = 40
"""Code points before a superscript that decide how it is written."""
_STEPS = 12
"""Elements before it in which they are looked for."""


def take_out_hidden(tree: Element) -> list[ParsedBlock]:
    """Empty the elements that the markup hides, and return what they contained.

    An element that contains nearly the whole page stays: a script shows it when the page has loaded.
    """
    dropped: list[ParsedBlock] = []
    rest: int | None = None  # the code points of the page that are not emptied
    for element in tree.xpath(".//*[@hidden or @style]"):
        if element.tag not in _REVEALED and _is_hidden(element):
            hidden = [*blocks_below(element)]  # nothing if it is inside one that was emptied
            length = length_of(hidden)
            if length >= _SHORTEST_ARTICLE:
                rest = length_of(blocks_below(tree)) if rest is None else rest
                if length > _NEARLY_ALL * rest:
                    continue
                rest -= length
            dropped += hidden
            empty(element)
    return dropped


def length_of(blocks: Iterable[ParsedBlock]) -> int:
    """The code points of blocks."""
    return sum(len(block.text) for block in blocks)


def _is_hidden(element: Element) -> bool:
    hides, style = element.get("hidden"), element.get("style")
    folds = hides is not None and hides.lower() == "until-found"  # a search of the browser unfolds it
    return (hides is not None and not folds) or (style is not None and bool(_HIDING.search(style)))


def empty(element: Element) -> None:
    """Remove all text below an element."""
    element.text = None
    for below in element.iterdescendants():
        below.text = below.tail = None
        below.attrib.pop("style", None)  # there is nothing left to hide


def write_out(tree: Element) -> list[ParsedBlock]:
    """Empty the printed page numbers and the marks of notes, and write superscripts and numbers of lists.

    Returns:
        What was emptied.
    """
    emptied: list[str] = []
    for formula in tree.iter("math"):
        _without_spaces(formula)
    for element in tree.xpath(_MAY_BE_MARKS):
        pieces = [*islice(element.itertext(), _MOST_PIECES + 1)]
        text = "".join(pieces).strip()
        if not text or len(pieces) > _MOST_PIECES:  # or it was emptied with the mark that contains it
            continue
        before = _before(element)
        if element.tag == "mfrac":
            element[0].tail = "/"
        elif element.tag == "mfenced":
            element.text = element.get("open") or "("
            for part in element:
                part.tail = ","
            element[-1].tail = element.get("close") or ")"
        elif _is_page_number(element, text) or _leads_to_note(element, text, before):
            emptied.append(text)
            empty(element)
        elif _is_raised(element):
            in_formula = element.tag != "sup" and element.tag != "span"
            written = power(text) if in_formula else raised_text(text, before, element.tail or "")
            if written is not None:
                emptied += [] if written else [text]
                empty(element)
                element.text = written
    for ordered in tree.iter("ol"):
        _write_numbers(ordered)
    return [ParsedBlock(BlockKind.PARAGRAPH, " ".join(emptied))] if emptied else []


def _without_spaces(formula: Element) -> None:
    """Remove the indentation of a formula's markup, which is not shown, and write one space after a cell."""
    for part in formula.iterdescendants():
        if len(part) and part.text is not None and not part.text.strip():
            part.text = None
        if part.tag == "mtd":
            part.tail = " "
        elif part.tail is not None and not part.tail.strip():
            part.tail = None


def _text(element: Element) -> str:
    return "".join(element.itertext())


def _has_class(element: Element, pattern: re.Pattern[str]) -> bool:
    return any(pattern.fullmatch(name) for name in (element.get("class") or "").split())


def _roles(element: Element) -> set[str]:
    """The roles of an element, by the attributes of EPUB and ARIA."""
    values = [element.get("role"), *map(element.get, _EPUB_TYPES)]
    return {role for value in values if value for role in value.lower().split()}


def _before(element: Element) -> str:
    """The end of the text that precedes an element in its block."""
    parts: list[str] = []
    at: Element = element
    for _ in range(_STEPS):
        beside, above = at.getprevious(), at.getparent()
        if beside is not None:
            at = beside
            parts.append(beside.tail or "")
            if isinstance(at.tag, str) and at.tag not in UNSHOWN:
                if at.tag not in INLINE:
                    break
                parts.append(_text(at)[-_REACH:])
        elif above is not None:
            at = above
            parts.append(at.text or "")
            if at.tag not in INLINE:
                break
    return "".join(reversed(parts))[-_REACH:]


def _is_page_number(element: Element, text: str) -> bool:
    """Whether an element holds the number of a page of a printed edition."""
    if _roles(element) & _PAGE_BREAKS:
        return len(text) <= _LONGEST_PAGE
    return _has_class(element, _PAGE_CLASS) and bool(_PAGE.fullmatch(text))


def _leads_to_note(element: Element, text: str, before: str) -> bool:
    """Whether an element is the mark of a note; at the beginning of a block it belongs to the note."""
    if not before.strip():
        return False
    if _roles(element) & _NOTE_KINDS or _has_class(element, _NOTE_CLASS):
        return bool(_NOTE_SIGN.fullmatch(text))
    if element.tag == "a":
        leads = any(map(_is_raised, element)) and element.get("href") is not None
    else:
        leads = _is_raised(element) and element.find(".//a[@href]") is not None
    return leads and bool(_NOTE_SIGN.fullmatch(text))


def _is_raised(element: Element) -> bool:
    if element.tag in {"sup", "span"}:
        return element.tag == "sup" or bool(_RAISING.search(element.get("style") or ""))
    parent = element.getparent()
    return parent is not None and parent.tag in {"msup", "msubsup"} and parent[-1] is element


def _write_numbers(ordered: Element) -> None:
    """Write the numbers before the items of an ordered list."""
    items = [child for child in ordered if child.tag == "li"]
    style = (ordered.get("style") or "").replace(" ", "").lower()
    if re.search(r"list-style(?:-type)?:none", style):
        return
    step = 1 if ordered.get("reversed") is None else -1
    number = _integer(ordered.get("start"), 1 if step > 0 else len(items))
    numeral = _NUMERALS.get(ordered.get("type") or "1", str)
    for item in items:
        number = _integer(item.get("value"), number)
        _begin_with(item, f"{numeral(number)}. ")
        number += step


def _begin_with(item: Element, number: str) -> None:
    """Write a number before the first text of a list item, unless the text has one."""
    for element, opens in walk(item):
        if opens and element is not item and element.tag in {"li", "ul", "ol"}:
            return
        if opens and isinstance(element.tag, str) and element.tag not in UNSHOWN:
            if (element.text or "").strip():
                element.text = _numbered(element.text or "", number)
                return
        elif not opens and element is not item and (element.tail or "").strip():
            element.tail = _numbered(element.tail or "", number)
            return


def _numbered(text: str, number: str) -> str:
    text = text.lstrip()
    return text if NUMBER.match(text) else number + text


def _integer(value: str | None, otherwise: int) -> int:
    return int(value) if value is not None and re.fullmatch(r"-?[0-9]{1,6}", value.strip()) else otherwise


def letter(number: int) -> str:
    """The number of an item in letters: a, b, … z, aa."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters or "0"


def roman(number: int) -> str:
    """The number of an item in Roman numerals, in small letters."""
    if not 0 < number < 4_000:
        return str(number)
    written = ""
    for value, sign in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written


_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_NUMERALS: dict[str, Callable[[int], str]] = {
    "a": letter,
    "A": lambda number: letter(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
}
