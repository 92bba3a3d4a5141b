"""How the time of some work grows with its size, however fast the machine is."""

from __future__ import annotations

from time import thread_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

TIMES = 16
"""How many times as large the larger size is."""
MOST = 50
"""Bound on the growth of linear work, which takes about `TIMES` as long; quadratic work takes 256 times."""
LEAST_SECONDS = 0.001
"""Shorter times count as this one, because they are mostly chance."""


def growth(prepare: Callable[[int], Callable[[], object]], size: int) -> float:
    """How many times as long the work takes for `TIMES` the size, in CPU time of this thread.

    Args:
        prepare: returns the work of a size.
        size: the smaller size.
    """

    def seconds(of: int) -> float:
        work = prepare(of)
        started = thread_time()
        work()
        return thread_time() - started

    seconds(1)  # loads what is loaded on first use
    return seconds(TIMES * size) / max(seconds(size), LEAST_SECONDS)
