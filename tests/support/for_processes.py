"""Functions that tests run in other processes."""

from __future__ import annotations

import os


def doubled(number: int) -> int:
    """Twice a number."""
    return 2 * number


def ends_at_40(number: int) -> int:
    """The number; 40 ends the process."""
    if number == 40:
        os._exit(1)
    return number


def process_of(_: int) -> int:
    """The process that runs this."""
    return os.getpid()


def ends_once(value: tuple[int, str]) -> int:
    """The number of a value; the first time that 40 comes it ends the process and leaves a file behind."""
    number, marker = value
    if number == 40 and not os.path.exists(marker):  # noqa: PTH110 - short
        with open(marker, "w"):  # noqa: PTH123 - short
            pass
        os._exit(1)
    return number
