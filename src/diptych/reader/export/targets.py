"""What can be written into a file from the reader, and under which name.  Knows no widgets.

The formats themselves come from outside: the reader and they know nothing of each other.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.article.model import Article
    from diptych.comparison import Comparison
    from diptych.sides import Pair

_NO_NAME = re.compile(r"[^\w]+")
_LONGEST = 30
"""Code points of a title that go into the name of a file; a name may have 255 bytes."""


class ExportTarget(Protocol):
    """Something that a comparison can be written as."""

    @property
    def name(self) -> str:
        """What it is called: "html"."""

    @property
    def endings(self) -> tuple[str, ...]:
        """Of files; the first is the usual one."""

    @property
    def about(self) -> str:
        """What it is for, in a few words."""

    @property
    def encoding(self) -> str:
        """Of files."""

    def write(self, comparison: Comparison, min_score: float | None = None) -> str:
        """A comparison in this format, with weaker matches down to a score."""


class Save(Protocol):
    """Writes a text into a file, wholly or not at all.

    Raises:
        DiptychError: it cannot be written.
        FileExistsError: it is there already, and must not be overwritten.
    """

    def __call__(self, text: str, path: Path, encoding: str = ..., *, overwrite: bool = ...) -> None:
        """Do it."""


class Exports(NamedTuple):
    """How results leave the reader."""

    formats: Sequence[ExportTarget]
    save: Save


class Picture(NamedTuple):
    """The screen as it was when the dialog was asked for."""

    svg: str
    name: str = "svg"
    endings: tuple[str, ...] = (".svg",)
    about: str = "a picture of this screen"
    encoding: str = "utf-8"

    def write(self, comparison: Comparison, min_score: float | None = None) -> str:  # noqa: ARG002 - a Format
        """The picture."""
        return self.svg


def suggested_name(articles: Pair[Article]) -> str:
    """The name of a file for a comparison, without an ending."""
    return "-and-".join(filter(None, map(_name, articles))).lower() or "comparison"


def _name(article: Article) -> str:
    """The beginning of a title, cut between words where that leaves some of it."""
    words = _NO_NAME.sub("-", article.title).strip("-")
    kept = words[:_LONGEST]
    if words[_LONGEST : _LONGEST + 1] not in ("", "-"):
        kept = kept.rpartition("-")[0] or kept
    return kept.strip("-")


def format_of(path: str, formats: Sequence[ExportTarget]) -> ExportTarget | None:
    """The format that the ending of a path tells."""
    ending = Path(path).suffix.lower()
    return next((form for form in formats if ending in form.endings), None)


def renamed(path: str, form: ExportTarget, formats: Sequence[ExportTarget]) -> str:
    """A path with the ending of a format instead of that of another one."""
    if format_of(path, formats) is not None:
        path = path[: -len(Path(path).suffix)]
    return f"{path}{form.endings[0]}"


def shown_path(path: Path) -> str:
    """A path as seen from the present folder, where it lies in it."""
    try:
        return str(path.relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)
