"""The clipboard, when the user asks for it: from the system's own tools, or from the terminal by OSC 52.

Over ssh the clipboard that people mean is that of the terminal they sit at, so there the terminal is asked
first.  Few terminals answer; the question ends with one that all of them answer, so that silence is noticed
at once.  pyperclip, which knows the tools, is an extra, `diptych[clipboard]`.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
import select
from time import monotonic

from diptych.errors import SourceError
from diptych.sources.read_bytes import CLIPBOARD, LIMIT, shown_name

PATIENCE = 3.0
"""Seconds to wait for a terminal that says nothing at all; some ask their user first."""
GRACE = 1.0
"""Seconds to wait for the clipboard once a terminal has answered what came after it."""

_QUESTION = b"\x1b]52;c;?\x07\x1b[c"
_ANSWER = re.compile(rb"\x1b\]52;[a-z0-9]*;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)")
_LAST_ANSWER = re.compile(rb"\x1b\[\?[0-9;]*c")
_AT_A_DISTANCE = ("SSH_CONNECTION", "SSH_TTY")


def read_clipboard(*, terminal: bool = True, paste: str = "into a file") -> str:
    """The text on the clipboard.

    Args:
        terminal: whether the terminal may be asked; nobody else may be reading its keys meanwhile.
        paste: where the text may be pasted instead, to say so where the clipboard cannot be read.

    Raises:
        SourceError: there is none, or nothing here can say what is on it.
    """
    askers = [_from_tools, _from_terminal] if terminal else [_from_tools]
    if any(name in os.environ for name in _AT_A_DISTANCE):
        askers.reverse()
    name = shown_name(CLIPBOARD)
    told = False
    for ask in askers:
        text = ask()
        if text is not None and text.strip():
            return text
        told = told or text is not None
    if told:
        raise SourceError(f"{name} holds no text; copy the article first.")
    remedy = (
        "install one, such as wl-clipboard or xclip"
        if _knows_tools()
        else "run: pip install 'diptych[clipboard]'"
    )
    raise SourceError(
        f"{name} cannot be read: this terminal does not tell what is on it, and no program here does;"
        f" {remedy}, or paste the text {paste}."
    )


def _knows_tools() -> bool:
    try:
        import pyperclip  # noqa: F401 - whether it is there
    except ImportError:
        return False
    return True


def _from_tools() -> str | None:
    """What the system's tools say; None where there are none."""
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
    """What the terminal says; None where it says nothing."""
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
            os.write(terminal, _QUESTION)
            return answer_in(_heard(terminal))
        finally:
            termios.tcsetattr(terminal, termios.TCSAFLUSH, before)  # what comes late is no key
    except (OSError, termios.error):
        return None
    finally:
        os.close(terminal)


def _heard(terminal: int) -> bytes:
    """All that comes until the clipboard is there or nothing more can be hoped for."""
    heard = bytearray()
    until, answered = monotonic() + PATIENCE, False
    while (left := until - monotonic()) > 0 and len(heard) < 2 * LIMIT:
        ready, _, _ = select.select([terminal], [], [], left)
        if not ready:
            break
        heard += os.read(terminal, 65_536)
        tail = bytes(heard[-65_600:])
        if b"\x03" in tail:  # Ctrl+C, which is no signal now
            break
        if not answered and _LAST_ANSWER.search(tail):
            answered, until = True, monotonic() + GRACE
        if answered and (heard.find(b"\x1b]52;") >= 0 and _ANSWER.search(heard)):
            break
    return bytes(heard)


def answer_in(heard: bytes) -> str | None:
    """The text in what a terminal has sent; None where it has not said what is on the clipboard."""
    found = _ANSWER.search(heard)
    if found is None:
        return None
    try:
        return base64.b64decode(found[1], validate=True).decode("utf-8", "replace")
    except binascii.Error:
        return None
