"""The marks in the reports that diptych writes, by which the list of a folder leaves them out.

A mark is at the beginning of a page or at the very end of a text, so that an article that quotes it stays an
article.  Tables, JSON and pictures need none: they are never taken for articles.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

OF_PAGE = '<meta name="generator" content="diptych">'
"""The mark in the head of an HTML page."""
OF_MARKDOWN = "<!-- written by diptych -->"
"""The last line of a Markdown report."""
OF_TEXT = "Written by diptych."
"""The last line of a text report."""

_ENDS = (OF_MARKDOWN.encode(), OF_TEXT.encode())
_HEAD = 300
"""Bytes of a page in which its mark is."""
_TAIL = 60
"""Bytes at the end of a text in which its mark is, with line ends before and after it."""


def without_own_exports(files: Iterable[Path]) -> list[Path]:
    """The files without the reports that diptych wrote."""
    return [path for path in files if not is_own_export(path)]


def is_own_export(path: Path) -> bool:
    """Whether a file is a report that diptych wrote; False if it cannot be read."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
            stream.seek(-min(_TAIL, stream.seek(0, os.SEEK_END)), os.SEEK_END)
            tail = stream.read(_TAIL).rstrip()
    except (OSError, ValueError):
        return False
    lines = tail.splitlines()
    return OF_PAGE.encode() in head or (len(lines) > 1 and lines[-1] in _ENDS)
