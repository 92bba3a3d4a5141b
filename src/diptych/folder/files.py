"""Which files of a folder are articles, told by their names alone."""

from __future__ import annotations

import os
import re
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.errors import SourceError
from diptych.sources.formats import ENDINGS
from diptych.sources.read_bytes import shown_name

if TYPE_CHECKING:
    from collections.abc import Iterator

ENOUGH = 2
"""Articles that make a folder one of articles."""

MOST_FILES, MOST_ENTRIES, DEEPEST = 1_000, 20_000, 4
"""Articles, files of any kind, and folders within folders that are looked at: a home is no collection."""

_OF_A_PROJECT = re.compile(
    r"(?:readme|licen[cs]e|copying|copyright|notice|changelog|changes|history|contributing|contributors|authors"
    r"|code_of_conduct|security|install|todo|requirements.*|constraints|cmakelists|robots|llms(?:-full)?"
    r"|claude|agents|index)\.\w+",
    re.IGNORECASE,
)
"""Names of files that say something of a folder instead of being what it holds."""


def article_files(folder: str | os.PathLike[str], *, below: bool = True) -> tuple[Path, ...]:
    """The files that may be articles, those of a folder before those of the folders in it, each in order.

    Hidden ones are left out, and so is what merely goes with a project, such as README.md.

    Args:
        folder: which one.
        below: whether the folders in it count too.

    Raises:
        SourceError: it is no folder, or may not be read.
    """
    try:
        os.scandir(folder).close()  # the reason of a refusal is wanted, which a walk keeps back
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise SourceError(f"{shown_name(os.fspath(folder))} could not be listed ({reason}).") from None
    return tuple(islice(_walk(Path(folder), DEEPEST if below else 0), MOST_FILES))


def holds_articles(folder: str | os.PathLike[str]) -> bool:
    """Whether a folder itself, not those in it, holds enough articles to be listed unasked."""
    try:
        return len(article_files(folder, below=False)) >= ENOUGH
    except SourceError:
        return False


def more_below(folder: str | os.PathLike[str]) -> bool:
    """Whether folders in a folder hold articles too; it takes as long as listing them."""
    own = len(article_files(folder, below=False))
    return any(True for _ in islice(_walk(Path(folder), DEEPEST), own, None))


def _walk(folder: Path, deeper: int) -> Iterator[Path]:
    seen = 0
    waiting = [(folder, deeper)]
    while waiting:
        folder, deeper = waiting.pop(0)
        try:
            with os.scandir(folder) as entries:
                inside = sorted(islice(entries, MOST_ENTRIES), key=lambda entry: natural(entry.name))
        except OSError:  # one folder that may not be read is no reason to show none
            continue
        for entry in inside:
            seen += 1
            if seen > MOST_ENTRIES:
                return
            if entry.name.startswith("."):
                continue
            try:
                if entry.is_file() and _may_be_article(entry.name):
                    yield folder / entry.name
                elif deeper and entry.is_dir(follow_symlinks=False):
                    waiting.append((folder / entry.name, deeper - 1))
            except OSError:
                continue


def _may_be_article(name: str) -> bool:
    return Path(name).suffix.lower() in ENDINGS and _OF_A_PROJECT.fullmatch(name) is None


def natural(name: str) -> tuple[tuple[int, int | str], ...]:
    """By what to sort names as people do: page 9 before page 10, whatever the case."""
    parts = re.findall(r"\d+|\D+", name.casefold())
    return tuple((0, int(part[:18])) if part.isdecimal() else (1, part) for part in parts)
