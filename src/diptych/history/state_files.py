"""Small JSON files in the state folder, written atomically."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from diptych.atomic import write_atomically

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MOST = 100_000
"""Bytes of the largest file that is read; most files have a few hundred."""


def state_folder() -> Path:
    """The user's state folder of diptych."""
    from platformdirs import user_state_path

    return user_state_path("diptych", appauthor=False)


def read_object(path: Path) -> Mapping[str, object]:
    """The JSON object in a file; an empty one if the file is missing or cannot be read."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST + 1)
    except (OSError, ValueError):
        return {}
    import json  # takes milliseconds, and the first run does not need it

    with suppress(ValueError, RecursionError):
        found = json.loads(data) if len(data) <= MOST else None
        if isinstance(found, dict):
            return found
    return {}


def write_object(path: Path, content: Mapping[str, object]) -> str | None:
    """Write a JSON object atomically, and create its folder; returns the reason if that fails."""
    import json

    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)  # the names of articles are private
        # Not forced to the disk: to lose a place in a power failure is better than to wait after every pause.
        write_atomically(path, json.dumps(content, indent=1).encode("ascii"), durable=False)
    except (OSError, ValueError) as error:
        return getattr(error, "strerror", None) or "it cannot be written"
    return None
