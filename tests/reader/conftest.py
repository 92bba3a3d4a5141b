from __future__ import annotations

import gc
import selectors
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
import textual.app
import textual.pilot
from textual.pilot import Pilot

from diptych.cli.reader_setup import exports
from diptych.reader.app import pair_switching
from diptych.reader.app.app import DiptychApp
from diptych.reader.review import writer
from diptych.reader.terminal import gc_tuning
from support.aligners import ready
from support.idle import IdleSelector, wait_until_idle
from support.readers import Opened
from support.small_articles import bridge
from support.textual_savings import paint, paint_on_request, parse_style_sheets_once

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from diptych.comparison import Comparison
    from support.readers import Opener


PAINTS = 3
"""Maximum number of paints in a pause; each may change what the next one shows."""


@pytest.fixture(autouse=True, scope="session")
def idle_selector() -> Iterator[None]:
    """Event loops that `wait_until_idle` works on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(selectors, "DefaultSelector", IdleSelector)
        yield


@pytest.fixture(autouse=True, scope="session")
def style_sheets_parsed_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        parse_style_sheets_once(patch)
        yield


@pytest.fixture(autouse=True, scope="session")
def rare_garbage_collection() -> Iterator[None]:
    """Collect garbage after many allocations: Python's default takes a fifth of the tests' time."""
    usual = gc.get_threshold()
    gc.set_threshold(50_000, *usual[1:])
    yield
    gc.set_threshold(*usual)


@pytest.fixture(autouse=True)
def exact_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key press or a pause ends when all that follows from it is done, not after a guessed time."""
    pause = Pilot.pause

    async def pause_until_idle(pilot: Pilot[object], delay: float | None = None) -> None:
        await pause(pilot, delay)
        if delay is None:
            await wait_until_idle()  # a pause ends with an update, which may change the layout
            for _ in range(PAINTS):
                if not paint(pilot.app):
                    break
                await wait_until_idle()  # so may a paint

    monkeypatch.setattr(textual.app, "wait_for_idle", wait_until_idle)
    monkeypatch.setattr(textual.pilot, "wait_for_idle", wait_until_idle)
    monkeypatch.setattr(Pilot, "pause", pause_until_idle)
    paint_on_request(monkeypatch)


@pytest.fixture(autouse=True)
def verdicts_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A verdict is on the disk when its key has been handled, however busy the machine is."""
    monkeypatch.setattr(writer, "PATIENCE", 60)
    monkeypatch.setattr(writer, "PATIENCE_ON_LEAVING", 60)


@pytest.fixture(autouse=True)
def untuned_garbage_collector(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers under test leave the garbage collector alone.

    They tune it to one reader that lives as long as its process.  In a test run, frozen objects would pile
    up, and each reader would look through all of them.
    """
    calls = ("collect", "disable", "enable", "freeze", "isenabled", "set_threshold", "unfreeze")
    untouched = SimpleNamespace(**dict.fromkeys(calls, lambda *_: None), get_threshold=lambda: (700, 10, 10))
    monkeypatch.setattr(gc_tuning, "gc", untouched)
    monkeypatch.setattr(pair_switching, "gc", untouched)


@pytest.fixture
def open_reader() -> Opener:
    """Opens a reader on a comparison that is known beforehand instead of computed."""

    @asynccontextmanager
    async def opener(
        comparison: Comparison | None = None, size: tuple[int, int] = (120, 40), *, animated: bool = False
    ) -> AsyncIterator[Opened]:
        known = comparison or bridge()
        app = DiptychApp(known.articles, exports=exports, aligner=ready(known))
        app.animation_level = "full" if animated else "none"
        async with app.run_test(size=size) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            yield Opened(pilot)

    return opener
