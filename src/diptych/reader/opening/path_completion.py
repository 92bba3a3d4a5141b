"""Completions of a path that is being typed.  No widgets."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from diptych.folder.files import natural_key
from diptych.sources.chapter_choice import is_archive
from diptych.sources.formats import ENDINGS
from diptych.sources.web.address import has_scheme

MOST_LOOKED_AT = 5_000
"""Maximum number of entries of a folder that are read."""

MOST_SHOWN = 60
"""Maximum number of completions that are suggested."""


class Completions(NamedTuple):
    """The completions of a path."""

    suggestions: tuple[str, ...]
    """Whole paths: folders, which end in a slash, then files that may be articles."""
    common: str
    """The longest common beginning; at least what was typed."""


def completions(typed: str) -> Completions:
    """The completions of a path; none for an address or an invalid path."""
    nothing = Completions((), typed)
    if has_scheme(typed) or "\0" in typed:
        return nothing
    above, begun = os.path.split(typed)
    found: list[tuple[bool, str]] = []
    try:
        folder = Path(above or ".").expanduser()
        with os.scandir(folder) as entries:
            for number, entry in enumerate(entries):
                if number >= MOST_LOOKED_AT:
                    break
                if not entry.name.isprintable() or entry.name.startswith(".") != begun.startswith("."):
                    continue
                if not entry.name.casefold().startswith(begun.casefold()):
                    continue
                if entry.is_dir():
                    found.append((True, f"{entry.name}/"))
                elif Path(entry.name).suffix.lower() in ENDINGS or is_archive(entry.name):
                    found.append((False, entry.name))
    except (OSError, RuntimeError, ValueError):  # no such folder, or no such user in ~user
        return nothing
    as_typed = [each for each in found if each[1].startswith(begun)]
    names = [name for _, name in sorted(as_typed or found, key=lambda each: (each[0], natural_key(each[1])))]
    suggestions = tuple(os.path.join(above, name) for name in names)  # noqa: PTH118 - "./a" must stay "./a"
    common = os.path.commonprefix(suggestions)  # noqa: RUF071 - by letters, not by folders
    return Completions(suggestions[:MOST_SHOWN], common if len(common) > len(typed) else typed)
