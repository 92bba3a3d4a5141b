"""When a source has changed on disk, and where a reading stands in the new text.  Knows no widgets."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from diptych.sides import Pair, Side
from diptych.sources.chapter_choice import split_choice
from diptych.sources.read_bytes import CLIPBOARD, STANDARD_INPUT
from diptych.sources.web.address import is_address

if TYPE_CHECKING:
    from diptych.article.model import Article
    from diptych.history.model import Bookmark, SavedSession

_PASSING = ("/dev/", "/proc/")


class Stamp(NamedTuple):
    """What tells one state of a file from another without reading it."""

    modified: int
    """Nanoseconds."""
    size: int
    inode: int


def can_change(source: str) -> bool:
    """Whether a source is a file that can be read again."""
    return not is_address(source) and source not in ("", STANDARD_INPUT, CLIPBOARD) and not _passes(source)


def can_be_read_again(source: str) -> bool:
    """Whether a source can be read again at all: not standard input, not what was pasted."""
    return is_address(source) or can_change(source)


def _passes(source: str) -> bool:
    return source.startswith(_PASSING)


def stamp_of(source: str) -> Stamp | None:
    """The present state of a source; None where it is no file, or not there at present."""
    if not can_change(source):
        return None
    try:
        status = os.stat(split_choice(source)[0])  # noqa: PTH116 - the path may be empty of meaning
    except (OSError, ValueError):
        return None
    return Stamp(status.st_mtime_ns, status.st_size, status.st_ino)


def changed(before: Pair[Stamp | None], now: Pair[Stamp | None]) -> tuple[Side, ...]:
    """The sides whose files are other ones now; one that is gone for the moment is being written."""
    return tuple(
        side
        for side in Side
        if before[side] is not None and now[side] is not None and before[side] != now[side]
    )


def change_message(sides: tuple[Side, ...], key: str) -> str:
    """What to tell of files that have changed; nothing where none has.

    Args:
        sides: which ones.
        key: what reads them again.
    """
    if not sides:
        return ""
    which = "both files have" if len(sides) == len(Side) else f"the {sides[0].value} file has"
    return f"{which} changed: {key} reads again"


def folder_of(sources: Pair[str]) -> Path:
    """The folder of the first article that is a file, a chapter of a book too; else the present one."""
    files = (Path(split_choice(source)[0]) for source in sources if can_change(source))
    return next((file.parent for file in files if file.is_file()), Path())


def moved(remembered: SavedSession, before: Pair[Article], now: Pair[Article]) -> SavedSession:
    """A place in two articles, in what has become of them: by its words, else as far through as it was."""

    def found(mark: Bookmark, side: Side) -> Bookmark:
        at = mark.find(now[side], len(before[side].passages))
        return mark if at is None else type(mark).at(now[side], at)

    spots = Pair(
        *(
            spot._replace(cursor=found(spot.cursor, side), seen=found(spot.seen, side))
            for side in Side
            for spot in [remembered.positions[side]]
        )
    )
    return remembered._replace(positions=spots)
