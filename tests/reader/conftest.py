from __future__ import annotations

import gc
from asyncio import get_running_loop, sleep
from contextlib import asynccontextmanager
from math import inf
from typing import TYPE_CHECKING, Any

import pytest
import textual.app
import textual.pilot
from textual.pilot import Pilot

from diptych.cli.reader_setup import exports
from diptych.reader.app.app import DiptychApp
from diptych.reader.review import review
from support.comparers import ready
from support.readers import Opened
from support.small_articles import bridge

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from diptych.comparison import Comparison
    from support.readers import Opener


SOON = 0.02
"""Seconds: what is due later than this, such as a message that goes away, a test does not wait for."""

LONG = 1.0
"""Seconds after which a test goes on, however much is still to come; Textual's own wait has the same."""


async def until_nothing_is_due(_least: float = SOON, longest: float = LONG) -> None:
    """Wait until no callback is ready and no timer due soon.

    Textual's own wait is 20 ms at a time until one of them took hardly any of the processor, twice for each
    key.  This asks the event loop instead, which knows.
    """
    loop: Any = get_running_loop()
    end = loop.time() + longest
    while loop.time() < end:
        await sleep(0)
        if loop._ready:
            continue
        due = min((timer.when() for timer in loop._scheduled if not timer.cancelled()), default=inf)
        if due > loop.time() + SOON:
            return
        await sleep(max(due - loop.time(), 0))


@pytest.fixture(autouse=True)
def no_needless_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test goes on as soon as a key has been dealt with."""
    pause = Pilot.pause

    async def pause_to_the_end(pilot: Pilot[object], delay: float | None = None) -> None:
        await pause(pilot, delay)
        if delay is None:
            await until_nothing_is_due()  # the last that a pause does is a paint, which may lay out anew

    monkeypatch.setattr(textual.app, "wait_for_idle", until_nothing_is_due)
    monkeypatch.setattr(textual.pilot, "wait_for_idle", until_nothing_is_due)
    monkeypatch.setattr(Pilot, "pause", pause_to_the_end)


@pytest.fixture(autouse=True)
def verdicts_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A verdict is on the disk when its key has been dealt with, however busy the machine is."""
    monkeypatch.setattr(review, "PATIENCE", 60)
    monkeypatch.setattr(review, "PATIENCE_ON_LEAVING", 60)


@pytest.fixture(autouse=True)
def no_garbage_of_others() -> Iterator[None]:
    """No garbage is collected until there are links, as when the command opens a reader.

    All that the tests before have left would be looked through, over and over.
    """
    usual = gc.get_threshold()
    gc.disable()
    yield
    gc.disable()
    gc.set_threshold(*usual)


MOST_KEPT = 10_000_000
"""Objects of tests that are done, after which they are collected: some 1.4 GB.  To collect them at once would
take a fifth of the time of all tests."""


@pytest.fixture(autouse=True, scope="module")
def not_all_is_kept() -> Iterator[None]:
    """What readers tell the garbage collector to leave alone goes when there is much of it."""
    yield
    if gc.get_freeze_count() > MOST_KEPT:
        gc.unfreeze()
        gc.collect()
    gc.enable()


@pytest.fixture
def open_reader() -> Opener:
    """Opens a reader on a comparison that is known beforehand instead of computed."""

    @asynccontextmanager
    async def opener(
        comparison: Comparison | None = None, size: tuple[int, int] = (120, 40), *, animated: bool = False
    ) -> AsyncIterator[Opened]:
        known = comparison or bridge()
        app = DiptychApp(known.articles, exports=exports, comparer=ready(known))
        app.animation_level = "full" if animated else "none"
        async with app.run_test(size=size) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            yield Opened(pilot)

    return opener
