"""From a path or standard input to bytes, with a limit on their number."""

from __future__ import annotations

import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from diptych.article.identity import CLIPBOARD, STANDARD_INPUT
from diptych.errors import SourceError
from diptych.sources.failures import ALONE, too_large
from diptych.sources.sanitize import sanitize
from diptych.sources.web.address import has_scheme, missing_scheme, without_credentials

if TYPE_CHECKING:
    from collections.abc import Collection
    from os import stat_result

LIMIT = 50_000_000
"""Bytes of the largest source: ten Bibles.  A larger one is not an article, and would only take memory."""

LONGEST = 10_000_000
"""Code points of the longest text: two Bibles, and more than the longest novel."""

MOST_LINES = 1_000_000
"""Lines of a text; the longest one, wrapped at 40 columns, has a quarter of them."""

MOST_BLOCKS = 300_000
"""Paragraphs of a text; a Bible with one for each verse has 31,000."""

_LONGEST_NAME = 120


def shown_name(source: str) -> str:
    """The name of `source` in messages; line ends and escape sequences in a file's name become visible."""
    if source == STANDARD_INPUT:
        return "Standard input"
    if source == CLIPBOARD:
        return "The clipboard"
    name = sanitize(without_credentials(source)).replace("\n", "␊").replace("\t", "␉")
    if len(name) > _LONGEST_NAME:  # the end of a path says most, and the beginning of an address
        name = f"{name[:_LONGEST_NAME]}…" if has_scheme(source) else f"…{name[-_LONGEST_NAME:]}"
    return f"“{name}”"


def read_source(source: str, limit: int = LIMIT) -> bytes:
    """The bytes of a file, a pipe or standard input.

    Args:
        source: a path, or "-" for standard input.
        limit: the most bytes that it may have.

    Raises:
        SourceError: it cannot be read, or has too many bytes.
    """
    if source == STANDARD_INPUT:
        return _read_standard_input(limit)
    if not source:  # such as an unset variable of a shell
        raise SourceError("An empty name was given; name a file that contains an article.")
    name = shown_name(source)
    try:
        path = Path(source)
        _check_status(path.stat(), name, limit)
        with path.open("rb") as stream:
            return _read_up_to_limit(stream, name, limit)
    except FileNotFoundError:
        raise missing(source) from None
    except PermissionError:
        raise SourceError(
            f"You are not allowed to read {name}; change its permissions or name a copy of your own."
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or "that is not a path"
        raise SourceError(f"{name} could not be read ({reason}); check its path.") from None


def missing(source: str) -> SourceError:
    """There is no file with the name `source`."""
    name = shown_name(source)
    if has_scheme(source):
        return SourceError(
            f"{name} is an address that diptych cannot fetch, because it begins with neither http:// nor"
            " https://; save the page and name that file."
        )
    return SourceError(f"{name} does not exist; {_hint(source)}.")


def _hint(source: str) -> str:
    """A suggestion for the name of a missing file."""
    if scheme := missing_scheme(source):
        return f"put {scheme} before an address"
    file, sign, _ = source.rpartition("#")
    if sign and Path(file).is_file():
        return "chapters of a book are named as in book.epub#3, book.epub#3-5 or book.epub#1,4"
    return "check how its path is spelled"


def _check_status(status: stat_result, name: str, limit: int) -> None:
    """Refuse a source that cannot contain an article, before anything is read."""
    if stat.S_ISDIR(status.st_mode):
        raise SourceError(f"{name} is a directory; name one of the files in it.")
    # Pipes pass, for `diptych <(command) other.txt`, and so do character devices, for /dev/stdin.
    if stat.S_ISBLK(status.st_mode) or stat.S_ISSOCK(status.st_mode):
        raise SourceError(f"{name} is a device or a socket; name a file that contains an article.")
    if status.st_size > limit:
        raise too_large(name, limit)


def _read_standard_input(limit: int) -> bytes:
    name = shown_name(STANDARD_INPUT)
    if sys.stdin is None or sys.stdin.closed:
        raise SourceError(f"{name} is closed; pipe an article into it or name a file.")
    try:
        return _read_up_to_limit(sys.stdin.buffer, name, limit)
    except OSError as error:
        raise SourceError(f"{name} could not be read ({error.strerror}); name a file instead.") from None


def _read_up_to_limit(stream: BinaryIO, name: str, limit: int) -> bytes:
    data = stream.read(limit + 1)  # a file may grow, and a pipe has no size
    if len(data) > limit:
        raise too_large(name, limit)
    return data


def check_length(lengths: Collection[int], name: str, *, lines: int = 0, advice: str = ALONE) -> None:
    """Refuse a text that is longer than any article, before it takes time and memory.

    Args:
        lengths: code points of each block.
        name: the name of the source in messages.
        lines: number of lines, if the text is not split into blocks yet.
        advice: what the user can do about it.

    Raises:
        SourceError: it is too long.
    """
    for count, most, unit in (
        (sum(lengths), LONGEST, "characters"),
        (lines, MOST_LINES, "lines"),
        (len(lengths), MOST_BLOCKS, "paragraphs"),
    ):
        if count > most:
            raise SourceError(f"{name} has more than {most:,} {unit}; {advice}.")
