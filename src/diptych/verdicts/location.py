"""Where the verdicts on a pair are kept: in the user's data folder, or beside the articles.

A pair is known by where its articles came from, so that its verdicts are found again when a text has changed,
and in whichever order the two are opened.
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
"""Bytes of an article's name that a file name has; file systems take 255 in all."""


class VerdictLocation(NamedTuple):
    """The file of a pair."""

    path: Path
    swapped: bool
    """Whether the right article is the first in it."""
    sources: tuple[str, str]
    """What the file calls the articles, the first one first."""


def data_folder() -> Path:
    """Where the files are that are not beside articles."""
    from platformdirs import user_data_path

    return user_data_path("diptych", appauthor=False) / "verdicts"


def in_folder(folder: Path, articles: Pair[Article]) -> VerdictLocation:
    """The file of a pair below a folder that has many."""
    names = articles.map(identity_of)
    swapped = names.left > names.right
    first, second = names.swapped if swapped else names
    stems = [_stem(name) for name in (first, second)]
    return VerdictLocation(
        folder / f"{stems[0]}+{stems[1]}-{pair_digest(first, second)}.json", swapped, (first, second)
    )


def namesakes(folder: Path, articles: Pair[Article]) -> list[Path]:
    """The files of pairs whose sources are called as these are, wherever they lie; the newest first."""
    one, two = (escape(_stem(identity_of(article))) for article in articles)
    found: dict[Path, float] = {}
    for names in (f"{one}+{two}", f"{two}+{one}"):
        for path in folder.glob(f"{names}-{'[0-9a-f]' * PAIR_DIGITS}.json"):
            with suppress(OSError):
                found[path] = path.stat().st_mtime
    return sorted(found, key=lambda path: found[path], reverse=True)


def beside(articles: Pair[Article]) -> VerdictLocation | None:
    """The file of a pair beside its articles; None where neither is a file.

    Where they are in two folders it is beside the first in the alphabet, by whole paths.  In the file they
    are named as they are found from there, so that they can be moved together.
    """
    names, files = articles.map(identity_of), articles.map(file_of)
    homes = [Path(file).parent for file in sorted(file for file in files if file is not None)]
    if not homes:
        return None
    home = homes[0]
    local = [
        name if file is None else _seen_from(home, file) for name, file in zip(names, files, strict=True)
    ]
    swapped = local[0] > local[1]
    first, second = sorted(local)
    name = f"{_name(first)}+{_name(second)}"
    if (_name(first), _name(second)) != (first, second):
        name += f"-{pair_digest(first, second)[:8]}"  # other articles may have the same name in other folders
    return VerdictLocation(home / f"{name}{ENDING}", swapped, (first, second))


def _seen_from(home: Path, file: str) -> str:
    try:
        return Path(os.path.relpath(file, home)).as_posix()
    except ValueError:  # on another drive of Windows
        return file


def _stem(source: str) -> str:
    """What a source is called, as far as it can be part of a file name."""
    return _name(source).rsplit(".", 1)[0] or "article"


def _name(source: str) -> str:
    last = "text" if source.startswith("text:") else re.split(r"[/\\]", source.rstrip("/\\"))[-1]
    plain = re.sub(r"[^\w.-]+", "_", last).lstrip(".")
    return plain.encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore") or "article"
