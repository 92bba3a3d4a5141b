"""The terminal and the pipes: how wide a report may be, where keys come from, what a closed pipe means."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from diptych.errors import DiptychError

if TYPE_CHECKING:
    from typing import TextIO

WIDEST = 100
"""The longest line of a report that takes its width from the terminal: longer ones are hard to read."""
NARROWEST = 20
"""The shortest line of a report: below it the labels leave no room for words."""


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody is at the other end of a stream."""
    return stream is not None and not stream.closed and stream.isatty()


def report_width() -> int:
    """How long a line of a text report may be where nobody asked for a length."""
    if not is_terminal(sys.stdout):
        return 80
    from shutil import get_terminal_size

    return max(NARROWEST, min(get_terminal_size().columns, WIDEST))


def may_read() -> bool:
    """Whether there is a terminal to read in: its keys are there, and its screen."""
    return all(map(is_terminal, (sys.stdin, sys.stdout, sys.stderr)))


def need_terminal(*, keys_from_terminal: bool) -> None:
    """Refuse to start the reader where nobody could see it or press a key.

    Args:
        keys_from_terminal: whether standard input is to give keys; otherwise it gives an article first.
    """
    if os.environ.get("TERM", "").lower() in ("dumb", "unknown") and sys.platform != "win32":
        raise DiptychError(
            f"The reader needs a terminal with a cursor that can move, and TERM is {os.environ['TERM']};"
            " use diptych compare LEFT RIGHT."
        )
    # Textual draws on standard error.
    streams = (sys.stdout, sys.stderr, *([sys.stdin] if keys_from_terminal else []))
    if not all(map(is_terminal, streams)):
        raise DiptychError("The reader needs a terminal; without one, use diptych compare LEFT RIGHT.")


def reopen_terminal() -> None:
    """Take keys from the terminal again, once standard input has given an article."""
    try:
        # by its own name where it has one, since macOS cannot wait for input on /dev/tty
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
    """Put a command's answer on standard output.

    Args:
        text: the answer.
        exactly: whether it is in UTF-8, whatever the terminal's encoding is, and has line ends of its own.

    Raises:
        DiptychError: there is no room for it.
    """
    if exactly:
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", newline="")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:  # a full disk, say
        discard_output()
        raise DiptychError(f"The answer could not be written: {error.strerror}.") from error


def remark(sentence: str) -> None:
    """Say something beside the answer; a sentence may quote what holds an escape sequence, and shows it."""
    if sys.stderr is not None:
        said = "".join(sign if sign.isprintable() else "�" for sign in sentence)
        print(f"diptych: {said}", file=sys.stderr)  # noqa: T201 - the command's voice


def never_fail_to_encode(stream: TextIO | None) -> None:
    """Show what an old locale cannot as escapes, instead of ending in a traceback."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def discard_output() -> None:
    """Let what is left in the buffer go nowhere, or the interpreter would complain of it while ending."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
