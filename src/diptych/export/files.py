"""Writes a comparison as a text or into a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from diptych.atomic import write_atomically
from diptych.errors import DiptychError
from diptych.export.formats import TEXT_FORMATS
from diptych.sources.read_bytes import shown_name

if TYPE_CHECKING:
    from os import PathLike

    from diptych.comparison import Comparison
    from diptych.export.formats import ExportFormat


def render(comparison: Comparison, form: str, *, min_score: float | None = None) -> str:
    """A comparison as a text in one of the formats.

    Args:
        comparison: what to write.
        form: "html", "markdown", "text", "csv" or "json".
        min_score: also write matches below the threshold, down to this score, 0..1.

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
    """Write a comparison into a file, completely or not at all.

    Args:
        comparison: what to write.
        path: the file.
        form: "html", "markdown", "text", "csv" or "json"; None for the format of the path's ending.
        min_score: also write matches below the threshold, down to this score, 0..1.  With None, JSON gets
            all matches, so that `diptych.read` returns the same comparison, and the other formats get none.
        overwrite: whether to replace an existing file.

    Raises:
        DiptychError: there is no such format, or the file cannot be written.
        FileExistsError: the file exists, and `overwrite` is False.
    """
    chosen = _format_of(path) if form is None else _format(form)
    save(chosen.file_text(comparison, min_score), path, chosen.encoding, overwrite=overwrite)


def save(text: str, path: str | PathLike[str], encoding: str = "utf-8", *, overwrite: bool = False) -> None:
    """Write a text into a file, completely or not at all.

    A symbolic link is followed and stays a link; an overwritten file keeps its permissions.

    Raises:
        DiptychError: the file cannot be written.
        FileExistsError: the file exists, and `overwrite` is False.
    """
    try:
        write_atomically(Path(path), text.encode(encoding), overwrite=overwrite)
    except FileExistsError:
        raise
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "that is not a file name"
        raise DiptychError(f"{shown_name(str(path))} could not be written: {reason}.") from error


def _format(name: str) -> ExportFormat:
    if name not in TEXT_FORMATS:
        raise DiptychError(f"There is no format {name!r}; there are {', '.join(TEXT_FORMATS)}.")
    return TEXT_FORMATS[name]


def _format_of(path: str | PathLike[str]) -> ExportFormat:
    ending = Path(path).suffix.lower()
    for found in TEXT_FORMATS.values():
        if ending in found.endings:
            return found
    endings = ", ".join(found.endings[0] for found in TEXT_FORMATS.values())
    raise DiptychError(f"{shown_name(str(path))} has no ending that tells the format; end it in {endings}.")
