"""Small JSON files that are there wholly or not at all."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from diptych.atomic import write_atomically

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MOST = 100_000
"""Bytes of the largest file that is read; ours have a few hundred."""


def state_folder() -> Path:
    """Where they are."""
    from platformdirs import user_state_path

    return user_state_path("diptych", appauthor=False)


def read_object(path: Path) -> Mapping[str, object]:
    """The JSON object that a file holds; an empty one where there is none that can be read."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST + 1)
    except (OSError, ValueError):
        return {}
    import json  # takes milliseconds, which a first run need not spend

    with suppress(ValueError, RecursionError):
        found = json.loads(data) if len(data) <= MOST else None
        if isinstance(found, dict):
            return found
    return {}


def write_object(path: Path, content: Mapping[str, object]) -> None:
    """Write a JSON object atomically, and create its folder.

    Raises:
        OSError: the file cannot be written.
    """
    import json

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)  # what somebody reads is private
    # A place that is lost when the power fails is worth less than waiting for the disk after every pause.
    write_atomically(path, json.dumps(content, indent=1).encode("ascii"), durable=False)
