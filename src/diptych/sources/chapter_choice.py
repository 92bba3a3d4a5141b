"""How some chapters of a book are named: `book.epub#3`, `book.epub#3-5`, `book.epub#1,4`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_CHOICE = re.compile(
    r"(?P<path>(?!\w+://).+)#(?P<numbers>\d{1,6}(?:-\d{1,6})?(?:,\d{1,6}(?:-\d{1,6})?)*)", re.DOTALL
)


def name_chapters(source: str, numbers: Iterable[int]) -> str:
    """How the command line and `load` name some chapters of a book."""
    path, _ = split_choice(source)
    return f"{path}#{','.join(map(str, sorted(set(numbers))))}"


def split_choice(source: str) -> tuple[str, frozenset[int]]:
    """The path and the numbers of the chapters that `source` names; none of them means the whole.

    A file that has such a name itself is meant as it stands.
    """
    found = _CHOICE.fullmatch(source)
    if found is None or _exists(source):
        return source, frozenset()
    numbers: set[int] = set()
    for part in found["numbers"].split(","):
        first, _, last = part.partition("-")
        numbers.update(range(int(first), min(int(last or first), int(first) + 10_000) + 1))
    return (found["path"], frozenset(numbers)) if numbers else (source, frozenset())


def _exists(source: str) -> bool:
    try:
        return Path(source).exists()
    except (OSError, ValueError):
        return False
