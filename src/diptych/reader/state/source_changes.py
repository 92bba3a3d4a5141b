"""Notices changed source files, and finds saved positions in the changed text.  Imports no widgets."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from diptych.article.identity import is_lasting_file
from diptych.history.model import Bookmark, SavedPosition
from diptych.sides import Pair, Side
from diptych.sources.chapter_choice import split_choice
from diptych.sources.web.address import is_address

if TYPE_CHECKING:
    from diptych.article.model import Article
    from diptych.history.model import SavedSession


class Stamp(NamedTuple):
    """State of a file, to notice changes without reading it."""

    modified: int
    """Time of the last change, in nanoseconds since 1970."""
    size: int
    inode: int


def can_be_reloaded(source: str) -> bool:
    """Whether a source can be read again: a file or an address, not standard input or the clipboard."""
    return is_address(source) or is_lasting_file(source)


def stamp_of(source: str) -> Stamp | None:
    """The state of a source now; None if it is no file, or missing."""
    if not is_lasting_file(source):
        return None
    try:
        status = os.stat(split_choice(source)[0])  # noqa: PTH116 - Path would take "" for a folder
    except (OSError, ValueError):
        return None
    return Stamp(status.st_mtime_ns, status.st_size, status.st_ino)


def changed(before: Pair[Stamp | None], now: Pair[Stamp | None]) -> tuple[Side, ...]:
    """The sides whose files have changed; a missing file may be being written and does not count."""
    return tuple(
        side
        for side in Side
        if before[side] is not None and now[side] is not None and before[side] != now[side]
    )


def change_message(sides: tuple[Side, ...], key: str) -> str:
    """Message about changed files; empty if none has changed.

    Args:
        sides: the sides whose files have changed.
        key: key that reloads them.
    """
    if not sides:
        return ""
    which = "both files have" if len(sides) == len(Side) else f"the {sides[0].value} file has"
    return f"{which} changed: {key} reloads"


def folder_of(sources: Pair[str]) -> Path:
    """The folder of the first source that is a file or a chapter of one; else the working directory."""
    files = (Path(split_choice(source)[0]) for source in sources if is_lasting_file(source))
    return next((file.parent for file in files if file.is_file()), Path())


def moved(remembered: SavedSession, before: Pair[Article], now: Pair[Article]) -> SavedSession:
    """Find a saved session in changed articles: its passages by their words, else by relative position."""

    def found(mark: Bookmark, side: Side) -> Bookmark:
        at = mark.find(now[side], len(before[side].passages))
        return mark if at is None else Bookmark.at(now[side], at)

    def position(side: Side) -> SavedPosition:
        saved = remembered.positions[side]
        return SavedPosition(found(saved.cursor, side), found(saved.seen, side), saved.row)

    return remembered._replace(positions=Pair(position(Side.LEFT), position(Side.RIGHT)))
