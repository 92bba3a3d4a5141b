"""What is remembered apart from any articles: the last theme, the last folder, what the user knows."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from diptych.history.state_files import read_object, write_object

if TYPE_CHECKING:
    from pathlib import Path

_KNOWS_KEYS = "knows keys"
_EXPORT_FOLDER = "export folder"
_AGREED = "articles go to "
"""What the key of a host begins with."""


class UsageHistory:
    """The last theme and the known keys, in one small file that other processes may change."""

    def __init__(self, folder: Path) -> None:
        """Read the file in the state folder `folder`, which need not exist."""
        self._path = folder / "habits.json"
        self._known = read_object(self._path)
        self._writing = Lock()

    def theme(self, *, few_colours: bool) -> str | None:
        """The theme chosen last; terminals with few colours have their own."""
        name = self._known.get(_theme_key(few_colours=few_colours))
        return name if isinstance(name, str) else None

    def keep_theme(self, name: str, *, few_colours: bool) -> str | None:
        """Remember a theme; returns one sentence if that fails."""
        return self._keep(_theme_key(few_colours=few_colours), name)

    @property
    def knows_keys(self) -> bool:
        """Whether the user knows the first keys, and needs no onboarding hint."""
        return self._known.get(_KNOWS_KEYS) is True

    def keep_knowing_keys(self) -> str | None:
        """Remember that the user knows the first keys; returns one sentence if that fails."""
        return self._keep(_KNOWS_KEYS, value=True)

    def agreed_to(self, host: str) -> bool:
        """Whether the user has agreed that articles are sent to a host on this machine."""
        return self._known.get(_AGREED + host) is True

    def keep_agreement(self, host: str) -> str | None:
        """Remember that the user has agreed to a host; returns one sentence if that fails."""
        return self._keep(_AGREED + host, value=True)

    @property
    def export_folder(self) -> str:
        """The folder that a comparison was last written to; "" for the working directory."""
        folder = self._known.get(_EXPORT_FOLDER)
        return folder if isinstance(folder, str) else ""

    def keep_export_folder(self, folder: str) -> str | None:
        """Remember a folder; returns one sentence if that fails."""
        return self._keep(_EXPORT_FOLDER, folder)

    def _keep(self, key: str, value: str | bool) -> str | None:  # noqa: FBT001
        with self._writing:  # two threads may change two keys
            self._known = {**read_object(self._path), key: value}
            reason = write_object(self._path, self._known)
        return reason and f"This cannot be remembered: {reason}."


def _theme_key(*, few_colours: bool) -> str:
    return "theme of few colours" if few_colours else "theme"
