"""What a path that is being typed may become.  Knows no widgets."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from diptych.folder.files import natural
from diptych.sources.formats import ENDINGS
from diptych.sources.web.address import has_scheme

MOST_LOOKED_AT, MOST_SHOWN = 5_000, 60
"""Files of a folder that are looked at, and that are offered."""


class Completions(NamedTuple):
    """What fits."""

    suggestions: tuple[str, ...]
    """Whole texts for the line: folders with a slash at their end, and files that may be articles."""
    common: str
    """What all of them begin with; never less than what was typed."""


def completions(typed: str) -> Completions:
    """What a path may become; nothing for addresses and for what is no path."""
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
                elif Path(entry.name).suffix.lower() in ENDINGS:
                    found.append((False, entry.name))
    except (OSError, RuntimeError, ValueError):  # no such folder; ~nobody
        return nothing
    as_typed = [each for each in found if each[1].startswith(begun)]
    names = [name for _, name in sorted(as_typed or found, key=lambda each: (each[0], natural(each[1])))]
    suggestions = tuple(os.path.join(above, name) for name in names)  # noqa: PTH118 - "./a" must stay "./a"
    common = _beginning_of_all(suggestions)
    return Completions(suggestions[:MOST_SHOWN], common if len(common) > len(typed) else typed)


def _beginning_of_all(texts: tuple[str, ...]) -> str:
    """What all of them begin with, letter by letter."""
    first, last = min(texts, default=""), max(texts, default="")
    at = 0
    while at < min(len(first), len(last)) and first[at] == last[at]:
        at += 1
    return first[:at]
