"""Keeps the pauses of the garbage collector short, however long the articles are.

A book, its links and its rows are a million objects that hardly ever are garbage.  The collector looks
through all that it has not been told to leave alone, over and over: keys would wait 0.05 to 0.4 s.  What it
leaves alone goes all the same, as soon as nothing refers to it; objects that refer to each other in a circle,
as strips that have been painted do, only when all is looked through again.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LOTS = (700, 10, 3)
"""Thresholds of the collector, as Python has them but for the last.  Much of what a paint leaves behind it
takes for long-lived; looked through at 3 instead of 10, it takes 8 ms at a time instead of 30."""

ROUNDS = 100
"""Times that something is made to last before all is looked through.  Each leaves one to four thousand
objects behind, of strips that were painted; to look for them in a book takes some 0.3 s."""


def collect_in_small_lots() -> None:
    """Begin to collect garbage, but not among what is there already."""
    gc.freeze()
    gc.set_threshold(*LOTS)
    gc.enable()


class Lasting:
    """Lets many objects be made that will stay, and that the collector leaves alone."""

    def __init__(self) -> None:
        self._rounds = 0

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """While they are made; let go, before, of what was painted."""
        if not gc.isenabled():  # the command has it so until there are links
            yield
            return
        self._rounds += 1
        if self._rounds % ROUNDS == 0:
            gc.unfreeze()
        gc.collect()  # or else garbage would be left alone too
        gc.disable()
        try:
            yield
        finally:
            gc.freeze()
            gc.enable()
