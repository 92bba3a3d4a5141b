from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

import diptych.comparison
from diptych.reader.app import DiptychApp
from opened import Opened
from small_articles import bridge

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from diptych.comparison import Comparison
    from opened import Opener


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
