"""The formats that the export dialog offers, and the names of its files.  Imports no widgets.

The formats come from the caller, because neither the reader nor `diptych.export` imports the other.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.article.model import Article
    from diptych.comparison import Comparison
    from diptych.sides import Pair

_NOT_IN_NAMES = re.compile(r"[^\w]+")
_LONGEST = 30
"""Code points of a title in the name of a file; file systems allow 255 bytes."""


class ExportTarget(Protocol):
    """A format that the export dialog offers."""

    @property
    def name(self) -> str:
        """Its name, such as "html"."""

    @property
    def endings(self) -> tuple[str, ...]:
        """Endings of its files; the first is the usual one."""

    @property
    def about(self) -> str:
        """Purpose in a few words."""

    @property
    def encoding(self) -> str:
        """Encoding of its files."""

    def file_text(self, comparison: Comparison) -> str:
        """The contents of a file with a comparison."""

    def of_text(self, text: str) -> ExportTarget:
        """The same format with `text` as the contents of its file."""


class Save(Protocol):
    """Writes a text into a file, completely or not at all.

    Raises:
        DiptychError: the file cannot be written.
        FileExistsError: the file exists, and `overwrite` is False.
    """

    def __call__(self, text: str, path: Path, encoding: str = ..., *, overwrite: bool = ...) -> None:
        """Write the file."""


class Exports(NamedTuple):
    """The formats that results can be written in, and the function that writes files."""

    formats: Sequence[ExportTarget]
    """Formats of a comparison."""
    picture: ExportTarget
    """The format of a picture of the screen."""
    save: Save

    def with_picture(self, svg: str) -> Exports:
        """The same with a picture of the screen as the last format."""
        return self._replace(formats=(*self.formats, self.picture.of_text(svg)))


def suggested_name(articles: Pair[Article]) -> str:
    """A file name for a comparison, without an ending."""
    return "-and-".join(filter(None, map(_name, articles))).lower() or "comparison"


def _name(article: Article) -> str:
    """The beginning of a title, cut between words if possible."""
    words = _NOT_IN_NAMES.sub("-", article.title).strip("-")
    kept = words[:_LONGEST]
    if words[_LONGEST : _LONGEST + 1] not in ("", "-"):
        kept = kept.rpartition("-")[0] or kept
    return kept.strip("-")


def format_of(path: str, formats: Sequence[ExportTarget]) -> ExportTarget | None:
    """The format with the ending of a path; None if there is none."""
    ending = Path(path).suffix.lower()
    return next((form for form in formats if ending in form.endings), None)


def renamed(path: str, form: ExportTarget, formats: Sequence[ExportTarget]) -> str:
    """A path with the ending of `form` in place of the ending of another format."""
    if format_of(path, formats) is not None:
        path = path[: -len(Path(path).suffix)]
    return f"{path}{form.endings[0]}"


def folder_of(path: Path) -> str:
    """The folder of a file; "" if that is the working directory."""
    folder = path.absolute().parent
    return "" if folder == Path.cwd() else str(folder)


def in_folder(folder: str, name: str) -> str:
    """A name in a folder as from `folder_of`; the name alone if the folder is gone."""
    return shown_path(Path(folder) / name) if folder and os.path.isdir(folder) else name  # noqa: PTH112


def shown_path(path: Path) -> str:
    """A path, relative to the working directory if it is inside."""
    try:
        return str(path.relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)
