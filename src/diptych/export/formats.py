"""The formats that a comparison can be written in, and writing one into a file.

Each is imported when it is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from diptych.atomic import write_atomically
from diptych.errors import DiptychError

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike

    from diptych.comparison import Comparison


class Writer(Protocol):
    """The function that writes a comparison in one format."""

    def __call__(self, comparison: Comparison, *, min_score: float | None = None) -> str:
        """The comparison, and matches below the threshold down to `min_score` (0..1)."""
        ...


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One of them."""

    name: str
    """As the command line has it: "html"."""
    endings: tuple[str, ...]
    """Of files in this format; the first is the usual one."""
    about: str
    """What it is for, in a few words."""
    writer: Callable[[], Writer]
    """Imports the function that writes it."""
    encoding: str = "utf-8"
    """Of files."""
    exact: bool = False
    """Whether what is printed is written to the last byte, and never wrapped to a terminal's width."""

    def write(self, comparison: Comparison, min_score: float | None = None) -> str:
        """The comparison in this format.

        Args:
            comparison: what to write.
            min_score: weaker matches than links are written too, down to this score.
        """
        return self.writer()(comparison, min_score=min_score)


def _html() -> Writer:
    from diptych.export.html import to_html

    return to_html


def _markdown() -> Writer:
    from diptych.export.markdown import to_markdown

    return to_markdown


def _text() -> Writer:
    from diptych.export.text import to_text

    return to_text


def _csv() -> Writer:
    from diptych.export.csv import to_csv

    return to_csv


def _json() -> Writer:
    from diptych.export.json import to_json

    return to_json


FORMATS = {
    "html": ExportFormat(
        "html", (".html", ".htm"), "a page to read and to click through, in one file", _html, exact=True
    ),
    "markdown": ExportFormat(
        "markdown", (".md", ".markdown"), "a report for a forge or an editor", _markdown, exact=True
    ),
    "text": ExportFormat("text", (".txt",), "a report to read or to hear", _text),
    "csv": ExportFormat("csv", (".csv",), "a table for spreadsheets", _csv, "utf-8-sig", exact=True),
    "json": ExportFormat("json", (".json",), "all, weaker matches too, for programs and diptych open", _json),
}
"""All that need no screen, by name."""


def render(comparison: Comparison, form: str, *, min_score: float | None = None) -> str:
    """A comparison in a format.

    Args:
        comparison: what to write.
        form: "html", "markdown", "text", "csv" or "json".
        min_score: weaker matches than links are written too, down to this score, 0..1.

    Raises:
        DiptychError: there is no such format.
    """
    return _format(form).write(comparison, min_score)


def write(
    comparison: Comparison,
    path: str | PathLike[str],
    form: str | None = None,
    *,
    min_score: float | None = None,
    overwrite: bool = True,
) -> None:
    """Write a comparison into a file, wholly or not at all.

    Args:
        comparison: what to write.
        path: the file; one that is there already is replaced.
        form: "html", "markdown", "text", "csv" or "json"; what the path ends in tells when None.
        min_score: weaker matches than links are written too, down to this score, 0..1.  When None, JSON gets
            all that there are, so that `diptych.read` gives the same comparison back, and other formats none.
        overwrite: False to leave a file alone that is there already.

    Raises:
        DiptychError: there is no such format, or the file cannot be written.
        FileExistsError: it is there already, and must not be overwritten.
    """
    chosen = _format_of(path) if form is None else _format(form)
    if min_score is None and chosen.name == "json":
        min_score = 0.0
    save(chosen.write(comparison, min_score), path, chosen.encoding, overwrite=overwrite)


def save(text: str, path: str | PathLike[str], encoding: str = "utf-8", *, overwrite: bool = False) -> None:
    """Write a text into a file, wholly or not at all.

    What a link leads to is written, and the link stays; who may read a file that is overwritten stays, too.

    Raises:
        DiptychError: it cannot be written.
        FileExistsError: it is there already, and must not be overwritten.
    """
    try:
        write_atomically(Path(path), text.encode(encoding), overwrite=overwrite)
    except FileExistsError:
        raise
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "that is no name of a file"
        raise DiptychError(f"{_shown(Path(path))} could not be written: {reason}.") from error


def _shown(path: Path) -> str:
    from diptych.sources.read_bytes import shown_name

    return shown_name(str(path))


def _format(name: str) -> ExportFormat:
    if name not in FORMATS:
        raise DiptychError(f"There is no format {name!r}; there are {', '.join(FORMATS)}.")
    return FORMATS[name]


def _format_of(path: str | PathLike[str]) -> ExportFormat:
    ending = Path(path).suffix.lower()
    for found in FORMATS.values():
        if ending in found.endings:
            return found
    endings = ", ".join(found.endings[0] for found in FORMATS.values())
    raise DiptychError(f"{_shown(Path(path))} does not tell its format; let it end in {endings}.")
