"""Standard streams: the width of a report, the terminal that keys come from, and output to pipes."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

from diptych.errors import DiptychError

TYPE_CHECKING = False  # typing itself would slow --help
if TYPE_CHECKING:
    from typing import TextIO

WIDEST = 100
"""Cells of the longest line of a report in a terminal; longer lines are hard to read."""
NARROWEST = 20
"""Cells of the shortest line of a report; in a shorter one the labels leave no room for words."""


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a stream is an open terminal."""
    return stream is not None and not stream.closed and stream.isatty()


def report_width() -> int:
    """Cells of a line of a text report without --width."""
    if not is_terminal(sys.stdout):
        return 80
    return max(NARROWEST, min(terminal_columns(), WIDEST))


def terminal_columns() -> int:
    """Columns of the terminal; 80 without one.

    Follows shutil.get_terminal_size, whose module would slow `--help` by a tenth.
    """
    named = os.environ.get("COLUMNS", "")
    if named.isdecimal() and int(named):
        return int(named)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):  # stdout is missing, closed or no terminal
        return 80


def reader_can_run() -> bool:
    """Whether all standard streams are terminals, so that the reader can run."""
    return all(map(is_terminal, (sys.stdin, sys.stdout, sys.stderr)))


def require_terminal(*, keys_from_terminal: bool) -> None:
    """Raise an error if the reader has no terminal.

    Args:
        keys_from_terminal: whether standard input gives keys; otherwise it gives an article.

    Raises:
        DiptychError: there is no terminal, or it cannot move its cursor.
    """
    if os.environ.get("TERM", "").lower() in ("dumb", "unknown") and sys.platform != "win32":
        raise DiptychError(
            f"The reader needs a terminal that can move its cursor, but TERM is {os.environ['TERM']};"
            " use diptych compare LEFT RIGHT."
        )
    # Textual draws on standard error.
    streams = (sys.stdout, sys.stderr, *([sys.stdin] if keys_from_terminal else []))
    if not all(map(is_terminal, streams)):
        raise DiptychError("The reader needs a terminal; without one, use diptych compare LEFT RIGHT.")


def reopen_terminal() -> None:
    """Make the terminal standard input, after an article was read from it.

    Raises:
        DiptychError: there is no terminal.
    """
    try:
        # Not always /dev/tty: macOS cannot wait for input on it.
        name = os.ttyname(sys.stdout.fileno())
    except OSError:
        name = "/dev/tty"
    try:
        terminal = os.open(name, os.O_RDWR)
    except OSError as error:
        raise DiptychError(
            "There is no terminal to read keys from; use diptych compare LEFT RIGHT."
        ) from error
    os.dup2(terminal, 0)
    os.close(terminal)


def write(text: str, *, exactly: bool = False) -> None:
    """Write the output of a command to standard output.

    Args:
        text: the output.
        exactly: whether to write UTF-8 in any locale, and to keep the line ends.

    Raises:
        DiptychError: it cannot be written.
    """
    if exactly and isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:  # such as a full disk
        discard_output()
        raise DiptychError(f"The output could not be written: {error.strerror}.") from error


def print_message(sentence: str) -> None:
    """Write a sentence to standard error, with � for control characters."""
    if sys.stderr is not None:
        shown = "".join(sign if sign.isprintable() else "�" for sign in sentence)
        print(f"diptych: {shown}", file=sys.stderr)  # noqa: T201


def never_fail_to_encode(stream: TextIO | None) -> None:
    """Escape characters that the encoding of a stream lacks, instead of raising an error."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")


def discard_output() -> None:
    """Discard buffered output, which the interpreter could not write at exit either."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
