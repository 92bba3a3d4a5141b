"""Read the clipboard: with the tools of the system, or from the terminal by OSC 52.

Over ssh, the user's clipboard is that of the local terminal, so the terminal is asked first.  Few terminals
answer.  The request ends with another one that every terminal answers: if only that answer comes, the
terminal does not send its clipboard.  pyperclip, which calls the tools, is an extra, `diptych[clipboard]`.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
import select
from importlib.util import find_spec
from time import monotonic

from diptych.article.identity import CLIPBOARD
from diptych.errors import SourceError
from diptych.sources.read_bytes import LIMIT, shown_name

PATIENCE = 3.0
"""Seconds to wait for the first answer of a terminal; some ask their user first."""
GRACE = 1.0
"""Seconds to wait for the clipboard after a terminal has answered the last request."""

_REQUEST = b"\x1b]52;c;?\x07\x1b[c"
_ANSWER = re.compile(rb"\x1b\]52;[a-z0-9]*;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)")
_LAST_ANSWER = re.compile(rb"\x1b\[\?[0-9;]*c")
_SSH_VARIABLES = ("SSH_CONNECTION", "SSH_TTY")


def read_clipboard(*, terminal: bool = True, paste: str = "into a file") -> str:
    """The text on the clipboard.

    Args:
        terminal: whether the terminal may be asked; meanwhile nothing else may read keys from it.
        paste: the place into which messages suggest to paste the text instead.

    Raises:
        SourceError: the clipboard holds no text or cannot be read.
    """
    readers = [_from_tools, _from_terminal] if terminal else [_from_tools]
    if any(name in os.environ for name in _SSH_VARIABLES):
        readers.reverse()
    name = shown_name(CLIPBOARD)
    is_readable = False
    for read in readers:
        text = read()
        if text is not None and text.strip():
            return text
        is_readable = is_readable or text is not None
    if is_readable:
        raise SourceError(f"{name} holds no text; copy the article first.")
    remedy = (
        "install one, such as wl-clipboard or xclip"
        if find_spec("pyperclip")
        else "run: pip install 'diptych[clipboard]'"
    )
    raise SourceError(
        f"{name} cannot be read: this terminal does not send it, and no program here can read it;"
        f" {remedy}, or paste the text {paste}."
    )


def _from_tools() -> str | None:
    """The clipboard by the system's tools; None if there are none or they fail."""
    try:
        import pyperclip
    except ImportError:
        return None
    try:
        text = pyperclip.paste()
    except (pyperclip.PyperclipException, OSError, UnicodeError):
        return None
    return text if isinstance(text, str) else None


def _from_terminal() -> str | None:
    """The clipboard of the terminal; None if the terminal does not send it."""
    try:
        import termios
        import tty

        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except (ImportError, OSError):
        return None
    try:
        before = termios.tcgetattr(terminal)
        try:
            tty.setraw(terminal, termios.TCSANOW)
            os.write(terminal, _REQUEST)
            return decode_answer(_read_answers(terminal))
        finally:
            termios.tcsetattr(terminal, termios.TCSAFLUSH, before)  # a late answer must not be taken for keys
    except (OSError, termios.error):
        return None
    finally:
        os.close(terminal)


def _read_answers(terminal: int) -> bytes:
    """What the terminal sends until the clipboard has come or the time is over."""
    received = bytearray()
    until, answered = monotonic() + PATIENCE, False
    while (left := until - monotonic()) > 0 and len(received) < 2 * LIMIT:
        ready, _, _ = select.select([terminal], [], [], left)
        if not ready:
            break
        received += os.read(terminal, 65_536)
        tail = bytes(received[-65_600:])
        if b"\x03" in tail:  # Ctrl+C, which raises no signal in raw mode
            break
        if not answered and _LAST_ANSWER.search(tail):
            answered, until = True, monotonic() + GRACE
        if answered and b"\x1b]52;" in received and _ANSWER.search(received):
            break
    return bytes(received)


def decode_answer(received: bytes) -> str | None:
    """The clipboard's text in the bytes that a terminal has sent; None if they do not contain it."""
    found = _ANSWER.search(received)
    if found is None:
        return None
    try:
        return base64.b64decode(found[1], validate=True).decode("utf-8", "replace")
    except binascii.Error:
        return None
