from __future__ import annotations

from contextlib import asynccontextmanager
from threading import Event
from typing import TYPE_CHECKING

from textual.widgets import Static

from diptych.reader.app.app import DiptychApp
from diptych.reader.screens.reader_screen import ALL_LINKED, ReaderScreen
from support.aligners import StubAligner
from support.idle import wait_until
from support.small_articles import bridge

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.pilot import Pilot

    from diptych.comparison import Comparison


@asynccontextmanager
async def linking() -> AsyncIterator[tuple[ReaderScreen, Pilot[None], Event]]:
    """A reader whose links are computed until they are cancelled, or the event is set."""
    released = Event()

    def comparing(on_progress: Callable[[float], None]) -> Comparison:
        done = 0.0
        while not released.wait(0.005):
            done = min(done + 0.05, 0.9)
            on_progress(done)
        return bridge()

    app = DiptychApp(bridge().articles, aligner=StubAligner(comparing))
    async with app.run_test(size=(120, 40)) as pilot:
        assert isinstance(app.screen, ReaderScreen)
        yield app.screen, pilot, released


def has_progressed(screen: ReaderScreen) -> bool:
    """Whether part of the linking is done."""
    return bool(screen._links.progress)


def status(screen: ReaderScreen) -> str:
    return str(screen._status.content)


async def test_texts_are_readable_while_links_are_computed() -> None:
    async with linking() as (screen, pilot, released):
        await pilot.press("j")
        await wait_until(lambda: "linking" in status(screen))
        assert screen.session.place is not None
        assert screen.session.place.passage == 1
        released.set()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert screen.session.alignment is not None
        assert screen.session.place.passage == 1


async def test_escape_stops_the_linking() -> None:
    async with linking() as (screen, pilot, _):
        await wait_until(lambda: has_progressed(screen))
        await pilot.press("escape")
        await pilot.app.workers.wait_for_complete()
        assert status(screen) == "Linking stopped; r resumes it."
        assert screen.session.alignment is None


async def test_stopped_linking_is_resumed() -> None:
    async with linking() as (screen, pilot, released):
        await wait_until(lambda: has_progressed(screen))
        await pilot.press("r")
        assert "already" in status(screen)
        await pilot.press("escape")
        await pilot.app.workers.wait_for_complete()
        released.set()
        await pilot.press("r")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert screen.session.alignment is not None
        await pilot.press("r")
        assert status(screen).startswith(ALL_LINKED)


async def test_progress_leaves_the_message_of_the_last_key() -> None:
    async with linking() as (screen, pilot, _):
        await pilot.press("k")
        screen._links._receive_progress(0.95)
        await pilot.pause()
        assert status(screen).startswith("Start of the article.")
        await pilot.press("q")


async def test_quitting_ends_the_linking() -> None:
    async with linking() as (screen, pilot, _):
        await wait_until(lambda: has_progressed(screen))
        await pilot.press("q")
    assert pilot.app.return_code == 0
    assert not any(worker.is_running for worker in pilot.app.workers)


async def test_an_error_in_the_aligner_leaves_the_texts_readable() -> None:
    def failing(_: object) -> Comparison:
        raise RuntimeError("out of cheese")

    app = DiptychApp(bridge().articles, aligner=StubAligner(failing))
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, ReaderScreen)
        assert "could not be computed" in str(screen._status.content)
        await pilot.press("j")
        assert screen.session.place is not None
        assert screen.session.place.passage == 1


async def test_links_can_be_judged_in_a_list_that_was_opened_before_they_came() -> None:
    async with linking() as (screen, pilot, released):
        await pilot.press("o")
        released.set()
        await wait_until(lambda: screen.session.alignment is not None)
        await pilot.pause()
        await pilot.press("f6")
        assert "accepted" in str(screen.app.screen.query_one("#list-found", Static).content)
