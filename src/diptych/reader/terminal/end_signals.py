"""The signals that ask the program to end: SIGTERM from `kill` or a logout, SIGHUP when the terminal closes.

They would end the process at once, with the terminal still in the reader's mode and nothing saved.
"""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from threading import Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST = 5.0
"""Seconds after which the process ends in any case: writing to a terminal that is gone may block for ever."""


def exit_on_signals(leave: Callable[[int], None]) -> None:
    """Call `leave` with the exit status that a shell gives for the signal, when one asks the program to end.

    `leave` runs in the event loop of the caller, saves everything and begins to end the program.
    """

    def end(status: int) -> None:
        watchdog = Timer(_LONGEST, os._exit, [status])
        watchdog.daemon = True
        watchdog.start()
        leave(status)

    for name in ("SIGTERM", "SIGHUP"):
        # Windows has neither handlers in an event loop nor SIGHUP; only the main thread can set them.
        with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
            number = getattr(signal, name)
            asyncio.get_running_loop().add_signal_handler(number, end, 128 + number)
