"""Runs a command in a pseudo-terminal."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import termios
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Sequence

PATIENCE = 60.0
"""Seconds until a wait fails; nothing is measured with it."""


@dataclass
class Terminal:
    """A running command: `seen` is its output, `press` its keyboard."""

    command: Sequence[str]
    piped: bytes | None = None
    """Standard input of the command; None for the keyboard."""
    rows: int = 40
    columns: int = 120
    seen: bytes = b""
    _screen: int = field(init=False)
    _process: subprocess.Popen[bytes] = field(init=False)

    def __enter__(self) -> Self:
        self._screen, inside = pty.openpty()
        termios.tcsetwinsize(inside, (self.rows, self.columns))
        self._process = subprocess.Popen(
            self.command,
            stdin=inside if self.piped is None else subprocess.PIPE,
            stdout=inside,
            stderr=inside,
            env={**os.environ, "TERM": "xterm-256color"},
            start_new_session=True,
        )
        os.close(inside)
        if self._process.stdin is not None:
            self._process.stdin.write(self.piped or b"")
            self._process.stdin.close()
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        os.close(self._screen)

    @property
    def process_id(self) -> int:
        """The number of its process."""
        return self._process.pid

    def wait_for(self, words: str) -> None:
        """Read the output until it contains `words`."""
        wanted, until = words.encode(), time.monotonic() + PATIENCE
        while wanted not in self.seen:
            if not self._read(until):
                raise AssertionError(f"no {words!r} in the output: {self.seen[-2000:]!r}")

    def press(self, keys: str) -> None:
        """Send keys."""
        os.write(self._screen, keys.encode())

    def send(self, number: int) -> None:
        """Send a signal to the command."""
        self._process.send_signal(number)

    def vanish(self) -> int:
        """Close the terminal, which sends no signal because it controls nobody; returns the exit status."""
        os.close(self._screen)
        self._screen = os.open(os.devnull, os.O_RDONLY)
        return self._process.wait(PATIENCE)

    def leave(self) -> tuple[int, int]:
        """Wait for the end of the command; returns its exit status and its peak resident memory in KiB."""
        until = time.monotonic() + PATIENCE
        while self._read(until):
            pass
        if time.monotonic() > until:
            self._process.kill()  # rather than to wait for ever
        _, status, usage = os.wait4(self._process.pid, 0)
        self._process.returncode = os.waitstatus_to_exitcode(status)
        return self._process.returncode, usage.ru_maxrss

    def _read(self, until: float) -> bool:
        """Read new output; False after the end of the output or the deadline."""
        ready, _, _ = select.select([self._screen], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            return False
        try:
            written = os.read(self._screen, 65536)
        except OSError:  # Linux reports the end of the output like this
            return False
        self.seen += written
        return bool(written)
