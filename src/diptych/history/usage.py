"""What is kept of a reader whatever is read: the theme last chosen, and that the first keys are known."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from diptych.history.state_files import read_object, write_object

if TYPE_CHECKING:
    from pathlib import Path


class UsageHistory:
    """One small file; what another diptych has written since is not lost when something is added."""

    def __init__(self, folder: Path) -> None:
        """Keep them below `folder`, which need not be there."""
        self._path = folder / "habits.json"
        self._known = read_object(self._path)
        self._writing = Lock()

    def theme(self, *, few_colours: bool) -> str | None:
        """The theme last chosen; terminals of few colours have one of their own."""
        name = self._known.get(_theme_of(few_colours=few_colours))
        return name if isinstance(name, str) else None

    def keep_theme(self, name: str, *, few_colours: bool) -> str | None:
        """Remember a theme; one sentence where that could not be done."""
        return self._keep(_theme_of(few_colours=few_colours), name)

    @property
    def knows_keys(self) -> bool:
        """Whether the hint to the first keys has done its work."""
        return self._known.get("knows keys") is True

    def keep_knowing_keys(self) -> str | None:
        """Never show the hint again; one sentence where that could not be remembered."""
        return self._keep("knows keys", value=True)

    def _keep(self, name: str, value: str | bool) -> str | None:  # noqa: FBT001
        try:
            with self._writing:  # two things learned at once must both be kept
                self._known = {**read_object(self._path), name: value}
                write_object(self._path, self._known)
        except (OSError, ValueError) as error:
            return f"This cannot be remembered: {getattr(error, 'strerror', None) or 'it cannot be written'}."
        return None


def _theme_of(*, few_colours: bool) -> str:
    return "theme of few colours" if few_colours else "theme"
