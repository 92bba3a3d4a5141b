"""Keeps the pauses of the garbage collector short, however long the articles are.

A book, its links and its rows are a million objects that live long.  The collector would scan them again and
again, and keys would wait 0.05 to 0.4 s.  Frozen objects are not scanned.  They are still freed when the last
reference goes; only cycles, such as painted strips, stay until everything is unfrozen and scanned.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

THRESHOLDS = (700, 10, 3)
"""Arguments of `gc.set_threshold`.  The oldest generation is collected at 3 instead of Python's 10, because
painting leaves much garbage in it: a collection then takes 8 ms instead of 30."""

FREEZES_PER_SCAN = 100
"""Number of freezes after which everything is scanned once.  Each freeze leaves one to four thousand objects
of painted strips behind.  With a book, scanning everything takes about 0.3 s."""


class CollectorState(NamedTuple):
    """State of the garbage collector, which is one for the whole process."""

    thresholds: tuple[int, int, int]
    enabled: bool

    @classmethod
    def present(cls) -> CollectorState:
        """The state now."""
        return cls(gc.get_threshold(), gc.isenabled())

    def restore(self) -> None:
        """Bring the state back; frozen objects stay frozen."""
        gc.set_threshold(*self.thresholds)
        (gc.enable if self.enabled else gc.disable)()


def start_collector() -> None:
    """Enable the collector, and freeze all present objects."""
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
    gc.enable()


def freeze_present() -> None:
    """Collect, and freeze all present objects: a list of thousands of articles lives long."""
    if gc.isenabled():  # the command line disables it until there are links
        gc.collect()
        gc.freeze()


class ObjectFreezer:
    """Freezes objects that will live long, so that the collector does not scan them."""

    def __init__(self) -> None:
        self._freezes = 0

    @contextmanager
    def freeze_new_objects(self) -> Iterator[None]:
        """Context manager: collect, pause the collector while objects are made, then freeze them."""
        if not gc.isenabled():  # the command line disables it until there are links
            yield
            return
        self._freezes += 1
        if self._freezes % FREEZES_PER_SCAN == 0:
            gc.unfreeze()
        gc.collect()  # else garbage would be frozen too
        gc.disable()
        try:
            yield
        finally:
            gc.freeze()
            gc.enable()
