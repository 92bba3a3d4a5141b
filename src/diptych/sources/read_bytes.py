"""From a path or standard input to bytes, never more than a limit of them."""

from __future__ import annotations

import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from diptych.errors import SourceError
from diptych.sources.sanitize import sanitize
from diptych.sources.web.address import has_scheme, missing_scheme, without_credentials

if TYPE_CHECKING:
    from collections.abc import Collection
    from os import stat_result

LIMIT = 50_000_000
"""Bytes of the largest source: ten Bibles.  More is no article, and reading it would only take the memory."""

LONGEST = 10_000_000
"""Code points of the longest text: two Bibles, and more than the longest novel."""

MOST_LINES = 1_000_000
"""Lines of a text; wrapped at 40 columns, the longest has a quarter of them."""

MOST_BLOCKS = 300_000
"""Paragraphs of a text; a Bible with one for each verse has 31,000."""

STANDARD_INPUT = "-"
CLIPBOARD = "clipboard:"

_LONGEST_NAME = 120


def shown_name(source: str) -> str:
    """`source` as messages name it: a file's name may hold line ends and escape sequences."""
    if source == STANDARD_INPUT:
        return "Standard input"
    if source == CLIPBOARD:
        return "The clipboard"
    name = sanitize(without_credentials(source)).replace("\n", "␊").replace("\t", "␉")
    if len(name) > _LONGEST_NAME:  # of a path, its end tells most; of an address, its beginning
        name = f"{name[:_LONGEST_NAME]}…" if has_scheme(source) else f"…{name[-_LONGEST_NAME:]}"
    return f"“{name}”"


def read_source(source: str, limit: int | None = None) -> bytes:
    """The bytes of a file, a pipe or standard input.

    Args:
        source: a path, or "-" for standard input.
        limit: the most bytes that it may have; `LIMIT` when None.

    Raises:
        SourceError: there is nothing there that can be read, or too much.
    """
    if limit is None:
        limit = LIMIT
    if source == STANDARD_INPUT:
        return _read_standard_input(limit)
    if not source:  # as a variable of a shell that was never set
        raise SourceError("An empty name was given; name a file that holds an article.")
    name = shown_name(source)
    try:
        path = Path(source)
        _check(path.stat(), name, limit)
        with path.open("rb") as stream:
            return _read_up_to_limit(stream, name, limit)
    except FileNotFoundError:
        raise missing(source) from None
    except PermissionError:
        raise SourceError(f"{name} may not be read by you; change its permissions or copy it.") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or "that is not a path"
        raise SourceError(f"{name} could not be read ({reason}); check its path.") from None


def missing(source: str) -> SourceError:
    """What to say of a name that no file has."""
    name = shown_name(source)
    if has_scheme(source):
        return SourceError(
            f"{name} is an address that diptych does not fetch, since it begins with neither http:// nor"
            " https://; save the page and name that file."
        )
    return SourceError(f"{name} does not exist; {_hint(source)}.")


def _hint(source: str) -> str:
    """What may have been meant by the name of a file that is not there."""
    if scheme := missing_scheme(source):
        return f"put {scheme} before an address"
    file, sign, _ = source.rpartition("#")
    if sign and Path(file).is_file():
        return "chapters of a book are named as in book.epub#3, book.epub#3-5 or book.epub#1,4"
    return "check how its path is spelled"


def _check(status: stat_result, name: str, limit: int) -> None:
    """Refuse what no article can be in, before anything is read."""
    if stat.S_ISDIR(status.st_mode):
        raise SourceError(f"{name} is a directory; name one of the files in it.")
    # Pipes pass, for `diptych <(command) other.txt`, and so do character devices, for /dev/stdin.
    if stat.S_ISBLK(status.st_mode) or stat.S_ISSOCK(status.st_mode):
        raise SourceError(f"{name} is a device or a socket; name a file that holds an article.")
    if status.st_size > limit:
        raise _too_large(name, limit)


def _read_standard_input(limit: int) -> bytes:
    name = shown_name(STANDARD_INPUT)
    if sys.stdin is None or sys.stdin.closed:
        raise SourceError(f"{name} is closed; pipe an article into it or name a file.")
    try:
        return _read_up_to_limit(sys.stdin.buffer, name, limit)
    except OSError as error:
        raise SourceError(f"{name} could not be read ({error.strerror}); name a file instead.") from None


def _read_up_to_limit(stream: BinaryIO, name: str, limit: int) -> bytes:
    data = stream.read(limit + 1)  # a file may grow, and a pipe tells no size
    if len(data) > limit:
        raise _too_large(name, limit)
    return data


def check_length(lengths: Collection[int], name: str, *, lines: int = 0) -> None:
    """Refuse a text that is no article, before it takes time and memory.

    Args:
        lengths: code points of each of its blocks.
        name: what to call its source in a message.
        lines: how many it has, where they are not blocks yet.

    Raises:
        SourceError: it is too long.
    """
    if sum(lengths) > LONGEST:
        raise SourceError(
            f"{name} holds more than {LONGEST // 1_000_000} million characters;"
            " save the article alone in a file."
        )
    if lines > MOST_LINES:
        raise SourceError(f"{name} holds more than {MOST_LINES:,} lines; save the article alone in a file.")
    if len(lengths) > MOST_BLOCKS:
        raise SourceError(
            f"{name} holds more than {MOST_BLOCKS:,} paragraphs; save the article alone in a file."
        )


def _too_large(name: str, limit: int) -> SourceError:
    return SourceError(f"{name} is larger than {limit // 1_000_000} MB; save the article alone in a file.")
