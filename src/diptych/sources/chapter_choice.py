"""Names of some chapters of a book: `book.epub#3`, `book.epub#3-5`, `book.epub#1,4`."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_CHOICE = re.compile(
    r"(?P<path>(?!\w+://).+)#(?P<numbers>\d{1,6}(?:-\d{1,6})?(?:,\d{1,6}(?:-\d{1,6})?)*)", re.DOTALL
)


def name_chapters(source: str, numbers: Iterable[int]) -> str:
    """The name of some chapters of a book, for the command line and `load`."""
    path, _ = split_choice(source)
    return f"{path}#{','.join(map(str, sorted(set(numbers))))}"


def split_choice(source: str) -> tuple[str, frozenset[int]]:
    """The path and the chapter numbers that `source` names; no numbers mean the whole book.

    If a file with the whole name exists, `source` names that file.
    """
    found = _CHOICE.fullmatch(source)
    if found is None or os.path.exists(source):  # noqa: PTH110 - Path.exists refuses some names
        return source, frozenset()
    numbers: set[int] = set()
    for part in found["numbers"].split(","):
        first, _, last = part.partition("-")
        numbers.update(range(int(first), min(int(last or first), int(first) + 10_000) + 1))
    return (found["path"], frozenset(numbers)) if numbers else (source, frozenset())
