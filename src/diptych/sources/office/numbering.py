"""The numbers of list items in a Word document: they are not in its text, but counted when it is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from diptych.sources.markup.blocks import BULLET
from diptych.sources.markup.marks import letter, roman

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 8
"""The highest level of a list, from 0."""
_NUMERALS: dict[str, Callable[[int], str]] = {
    "lowerLetter": letter,
    "upperLetter": lambda number: letter(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
}
_UNNUMBERED = {"bullet", "none", ""}

# Elements of lxml, which has no types of its own.
Node = Any


@dataclass(slots=True)
class _Level:
    """How the items of a level are numbered."""

    numerals: str
    """The name of the numerals, such as "decimal"; of `_UNNUMBERED` for none."""
    pattern: str
    """Such as "%1." or "(%2)"."""
    start: int
    style: str | None
    """The id of the style whose paragraphs are items of this level."""

    def written(self, number: int) -> str:
        return _NUMERALS.get(self.numerals, str)(number)


@dataclass(slots=True)
class _List:
    """A list definition, and the last number of each level that was counted."""

    levels: dict[int, _Level]
    counted: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the items of all lists of a document, in the order of its text."""

    def __init__(self, part: Node | None) -> None:
        """Read the definitions of lists in the part "numbering"; None if a document has none."""
        self._lists: dict[str, _List] = {}
        """By the number that a paragraph names; several numbers may continue one list."""
        self._restarts: dict[tuple[str, int], int] = {}
        """Numbers from which a level counts anew, until it has begun."""
        if part is None:
            return
        definitions = {
            definition.get(_WORD + "abstractNumId"): _List(
                {_integer(level, "ilvl"): _level(level) for level in definition.iter(_WORD + "lvl")}
            )
            for definition in part.iter(_WORD + "abstractNum")
        }
        for number in part.iter(_WORD + "num"):
            key, named = number.get(_WORD + "numId") or "", number.find(_WORD + "abstractNumId")
            known = definitions.get(named.get(_WORD + "val")) if named is not None else None
            if known is None:
                continue
            self._lists[key] = known
            for override in number.iter(_WORD + "lvlOverride"):
                start = override.find(_WORD + "startOverride")
                if start is not None:
                    self._restarts[key, _integer(override, "ilvl")] = _integer(start, "val")

    def marker(self, number: str, level: int | None, style: str | None) -> str:
        """Count an item, and return what stands before it: "3. ", "b) " or a bullet.

        Args:
            number: of the list, as the paragraph or its style names it.
            level: of the item, from 0; None for the level that belongs to `style`.
            style: the id of the paragraph's style.
        """
        known = self._lists.get(number)
        if known is None:
            return BULLET
        if level is None:
            level = next((at for at, each in known.levels.items() if style and each.style == style), 0)
        own = known.levels.get(level)
        if own is None or own.numerals in _UNNUMBERED:
            return BULLET
        counted = known.counted
        restart = self._restarts.pop((number, level), None)
        counted[level] = restart if restart is not None else counted.get(level, own.start - 1) + 1
        for deeper in range(level + 1, _DEEPEST + 1):
            counted.pop(deeper, None)

        def number_of(sign: re.Match[str]) -> str:
            at = int(sign[1]) - 1
            each = known.levels.get(at, own)
            return each.written(counted.get(at, each.start))

        written = re.sub(r"%([1-9])", number_of, own.pattern).strip()
        return f"{written} " if written else BULLET


def _level(node: Node) -> _Level:
    def value(tag: str) -> str | None:
        found = node.find(_WORD + tag)
        return None if found is None else found.get(_WORD + "val")

    start = node.find(_WORD + "start")
    return _Level(
        value("numFmt") or "decimal",
        value("lvlText") or "",
        1 if start is None else _integer(start, "val"),
        value("pStyle"),
    )


def _integer(node: Node, attribute: str) -> int:
    value = node.get(_WORD + attribute) or ""
    return int(value) if re.fullmatch(r"[0-9]{1,6}", value) else 0
