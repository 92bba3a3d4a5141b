"""Finds the files of a folder that may be articles, by their names, and archives of articles."""

from __future__ import annotations

import os
import re
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.errors import SourceError
from diptych.sources.chapter_choice import is_archive
from diptych.sources.formats import ENDINGS
from diptych.sources.read_bytes import shown_name

if TYPE_CHECKING:
    from collections.abc import Iterator

ENOUGH = 2
"""Fewest articles of a folder that is listed although the user did not name it."""

MOST_FILES = 200_000
"""Most articles that are found."""
MOST_ENTRIES = 1_000_000
"""Most entries of any kind that are read: a home folder may have a great many."""
_ENOUGH_ENTRIES = 20_000
"""Most entries that are read to see whether a folder that the user did not name has articles."""
DEEPEST = 4
"""Most levels of folders below the first."""

_OF_A_PROJECT = (
    r"(?i:readme|licen[cs]e|copying|copyright|notice|changelog|changes|history|contributing|contributors|authors"
    r"|code_of_conduct|security|install|todo|requirements.*|constraints|cmakelists|robots|llms(?:-full)?"
    r"|claude|agents|index)\.\w+"
)
"""Names of files about a project or folder, such as README.md, which are not articles.

Compiled when a folder is listed, as the reader's first frame imports this module too.
"""


def article_files(folder: str | os.PathLike[str], *, below: bool = True) -> tuple[Path, ...]:
    """The files that may be articles, in natural order, those of a folder before those of its subfolders.

    Hidden files and files about a project, such as README.md, are left out.

    Args:
        folder: the folder to search; or an archive, which is then the only file.
        below: whether to search its subfolders too.

    Raises:
        SourceError: it is not a folder, or cannot be read.
    """
    if is_archive_file(folder):
        return (Path(folder),)
    try:
        os.scandir(folder).close()  # raises here with the reason, which `_walk` would hide
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        advice = "; name a folder, or an archive.jsonl" if isinstance(error, NotADirectoryError) else ""
        raise SourceError(
            f"{shown_name(os.fspath(folder))} could not be listed ({reason}){advice}."
        ) from None
    return tuple(islice(_walk(Path(folder), DEEPEST if below else 0), MOST_FILES))


def holds_articles(folder: str | os.PathLike[str]) -> bool:
    """Whether a folder, without its subfolders, has `ENOUGH` articles."""
    try:
        with os.scandir(folder) as entries:
            found = (
                entry
                for entry in islice(entries, _ENOUGH_ENTRIES)
                if not entry.name.startswith(".") and _may_be_article(entry.name) and entry.is_file()
            )
            return len(list(islice(found, ENOUGH))) >= ENOUGH
    except OSError:
        return False


def is_archive_file(path: str | os.PathLike[str]) -> bool:
    """Whether a path is that of an archive, which has an article on each line."""
    return is_archive(os.fspath(path)) and os.path.isfile(path)  # noqa: PTH113 - not slowed by pathlib


def more_below(folder: str | os.PathLike[str]) -> bool:
    """Whether the subfolders of a folder have articles; this takes as long as listing them."""
    own = len(article_files(folder, below=False))
    return any(True for _ in islice(_walk(Path(folder), DEEPEST), own, None))


def _walk(folder: Path, deeper: int) -> Iterator[Path]:
    seen = 0
    waiting = [(folder, deeper)]
    while waiting:
        folder, deeper = waiting.pop(0)
        try:
            with os.scandir(folder) as entries:
                inside = sorted(islice(entries, MOST_ENTRIES), key=lambda entry: natural_key(entry.name))
        except OSError:  # one unreadable subfolder does not hide the others
            continue
        for entry in inside:
            seen += 1
            if seen > MOST_ENTRIES:
                return
            if entry.name.startswith("."):
                continue
            try:
                if entry.is_file():
                    if _may_be_article(entry.name) or _has_articles(entry):
                        yield folder / entry.name
                elif deeper and entry.is_dir(follow_symlinks=False):
                    waiting.append((folder / entry.name, deeper - 1))
            except OSError:
                continue


def _may_be_article(name: str) -> bool:
    return Path(name).suffix.lower() in ENDINGS and re.fullmatch(_OF_A_PROJECT, name) is None


def _has_articles(entry: os.DirEntry[str]) -> bool:
    """Whether a file is an archive whose first line has an article: other data is written in lines too."""
    if not is_archive(entry.name):
        return False
    from diptych.sources.json_lines import begins_with_article

    return begins_with_article(entry.path)


def natural_key(name: str) -> tuple[tuple[int, int | str], ...]:
    """Sort key for natural order: page 9 before page 10, ignoring case."""
    parts = re.findall(r"\d+|\D+", name.casefold())
    return tuple((0, int(part[:18])) if part.isdecimal() else (1, part) for part in parts)
