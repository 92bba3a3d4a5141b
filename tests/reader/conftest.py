from __future__ import annotations

import gc
from asyncio import sleep
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
import textual.app

import diptych.comparison
from diptych.reader.app import DiptychApp
from opened import Opened
from small_articles import bridge

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from diptych.comparison import Comparison
    from opened import Opener


@pytest.fixture
def keys_in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys follow each other as soon as they are dealt with, instead of when nothing at all goes on.

    Textual waits twice for each, 20 ms and more; a test waits once, when it has pressed all of them.
    """

    async def soon(*_: object) -> None:
        for _turn in range(40):
            await sleep(0)

    monkeypatch.setattr(textual.app, "wait_for_idle", soon)


@pytest.fixture(autouse=True)
def nothing_is_kept() -> Iterator[None]:
    """What a reader tells the garbage collector to leave alone would outlive its test."""
    yield
    gc.unfreeze()


@pytest.fixture
def open_reader(monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Opens a reader on a comparison that is known beforehand instead of computed."""

    @asynccontextmanager
    async def opener(
        comparison: Comparison | None = None, size: tuple[int, int] = (120, 40), *, animated: bool = False
    ) -> AsyncIterator[Opened]:
        known = comparison or bridge()
        monkeypatch.setattr(diptych.comparison, "compare", lambda *_, **__: known)
        app = DiptychApp(known.articles)
        app.animation_level = "full" if animated else "none"
        async with app.run_test(size=size) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            yield Opened(pilot)

    return opener
