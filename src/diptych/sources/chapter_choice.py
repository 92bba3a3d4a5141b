"""Names of parts of a file.

`book.epub#3`, `book.epub#3-5` and `book.epub#1,4` name chapters of a book, `archive.jsonl#12` a line of an
archive.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ARCHIVE = ".jsonl"
"""Ending of the names of archives."""
_CHOICE = re.compile(
    r"(?P<path>(?!\w+://).+)#(?P<numbers>\d{1,6}(?:-\d{1,6})?(?:,\d{1,6}(?:-\d{1,6})?)*)", re.DOTALL
)


def is_archive(path: str) -> bool:
    """Whether a path is that of an archive, which has an article on each line."""
    return path.lower().endswith(ARCHIVE)


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
