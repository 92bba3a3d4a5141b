"""Where the verdicts on a pair are kept: in the user's data folder, or beside the articles.

The sources of the two articles identify a pair, in either order, so that its verdicts are found when a text
has changed.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from diptych.article.identity import PAIR_DIGITS, file_of, identity_of, pair_digest

if TYPE_CHECKING:
    from diptych.article.model import Article
    from diptych.sides import Pair

ENDING = ".diptych.json"

_LONGEST = 80
"""Bytes of an article's name in a file name; file systems take 255 bytes for the whole name."""


class VerdictLocation(NamedTuple):
    """The file of a pair."""

    path: Path
    swapped: bool
    """Whether the right article is the first one in the file."""
    sources: tuple[str, str]
    """The sources of the articles as the file names them, in its order."""


def data_folder() -> Path:
    """The folder of verdicts in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("diptych", appauthor=False) / "verdicts"


def in_folder(folder: Path, articles: Pair[Article]) -> VerdictLocation:
    """The file of a pair in a folder with the files of many pairs."""
    names = articles.map(identity_of)
    swapped = names.left > names.right
    first, second = names.swapped if swapped else names
    stems = [_stem(name) for name in (first, second)]
    return VerdictLocation(
        folder / f"{stems[0]}+{stems[1]}-{pair_digest(first, second)}.json", swapped, (first, second)
    )


def namesakes(folder: Path, articles: Pair[Article]) -> list[Path]:
    """The verdict files of pairs whose articles have the same names in other folders; the newest first."""
    one, two = (escape(_stem(identity_of(article))) for article in articles)
    found: dict[Path, float] = {}
    for names in (f"{one}+{two}", f"{two}+{one}"):
        for path in folder.glob(f"{names}-{'[0-9a-f]' * PAIR_DIGITS}.json"):
            with suppress(OSError):
                found[path] = path.stat().st_mtime
    return sorted(found, key=lambda path: found[path], reverse=True)


def beside(articles: Pair[Article]) -> VerdictLocation | None:
    """The file of a pair beside its articles; None if neither article is a file.

    If they are in two folders, it is beside the article whose path is first in alphabetical order.  It names
    the articles by paths relative to its own folder, so that all three files can be moved together.
    """
    names, files = articles.map(identity_of), articles.map(file_of)
    paths = sorted(file for file in files if file is not None)
    if not paths:
        return None
    home = Path(paths[0]).parent
    local = [
        name if file is None else _relative_to(home, file) for name, file in zip(names, files, strict=True)
    ]
    swapped = local[0] > local[1]
    first, second = sorted(local)
    name = f"{_name(first)}+{_name(second)}"
    if (_name(first), _name(second)) != (first, second):
        name += f"-{pair_digest(first, second)[:8]}"  # articles in other folders may have the same names
    return VerdictLocation(home / f"{name}{ENDING}", swapped, (first, second))


def _relative_to(home: Path, file: str) -> str:
    try:
        return Path(os.path.relpath(file, home)).as_posix()
    except ValueError:  # on Windows, another drive
        return file


def _stem(source: str) -> str:
    """The name of a source without its ending, for use in a file name."""
    return _name(source).rsplit(".", 1)[0] or "article"


def _name(source: str) -> str:
    last = "text" if source.startswith("text:") else re.split(r"[/\\]", source.rstrip("/\\"))[-1]
    plain = re.sub(r"[^\w.-]+", "_", last).lstrip(".")
    return plain.encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore") or "article"
