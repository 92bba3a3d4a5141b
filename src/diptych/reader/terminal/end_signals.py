"""The signals that ask the program to end: SIGTERM from `kill` or a logout, SIGHUP when the terminal closes.

They would end the process at once, with the terminal still in the reader's mode and nothing saved.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST = 5.0
"""Seconds after which the process ends in any case: writing to a terminal that is gone may block for ever."""


_BETWEEN = 2.0
"""Seconds between two looks at whether the terminal is still there."""

_TERMINAL = 2
"""Standard error, to which Textual writes."""


def exit_on_signals(leave: Callable[[int], None]) -> None:
    """Call `leave` with the exit status that a shell gives for the signal, when one asks the program to end.

    `leave` runs in the event loop of the caller, saves everything and begins to end the program.
    """

    def end(status: int) -> None:
        _exit_later(status)
        leave(status)

    if os.isatty(_TERMINAL):
        _end_without_terminal(end)
    for name in ("SIGTERM", "SIGHUP"):
        # Windows has neither handlers in an event loop nor SIGHUP; only the main thread can set them.
        with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
            number = getattr(signal, name)
            asyncio.get_running_loop().add_signal_handler(number, end, 128 + number)


def _end_without_terminal(end: Callable[[int], None]) -> None:
    """Call `end` when the terminal is gone without a SIGHUP, as when it was not the controlling one.

    A thread looks, because Textual's event loop may wait for ever to write to such a terminal.
    """
    loop = asyncio.get_running_loop()

    def look() -> None:
        while os.isatty(_TERMINAL):
            time.sleep(_BETWEEN)
        status = 128 + getattr(signal, "SIGHUP", 1)
        _exit_later(status)
        with suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(end, status)

    threading.Thread(target=look, name="terminal", daemon=True).start()


def _exit_later(status: int) -> None:
    """End the process in any case, after a while."""
    watchdog = threading.Timer(_LONGEST, os._exit, [status])
    watchdog.daemon = True
    watchdog.start()
