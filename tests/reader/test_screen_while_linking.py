from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.reader.app import DiptychApp
from diptych.reader.reader_screen import ReaderScreen
from small_articles import bridge

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from diptych.comparison import Comparison


def blocked(release: Callable[[], bool]) -> Callable[..., Comparison]:
    """A comparison that goes on until it is cancelled, or released."""
    from time import sleep

    def comparing(*_: object, on_progress: Callable[[float], None], **__: object) -> Comparison:
        done = 0.0
        while not release():
            sleep(0.005)
            done = min(done + 0.05, 0.9)
            on_progress(done)
        return bridge()

    return comparing


async def test_texts_are_readable_while_links_are_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    released = False
    monkeypatch.setattr("diptych.comparison.compare", blocked(lambda: released))
    app = DiptychApp(bridge().articles)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, ReaderScreen)
        await pilot.press("j")
        await pilot.pause(0.1)
        assert "linking" in str(screen._status.content)
        assert screen.reading.place is not None
        assert screen.reading.place.passage == 1
        released = True
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert screen.reading.alignment is not None
        assert screen.reading.place.passage == 1


async def test_escape_stops_the_linking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diptych.comparison.compare", blocked(lambda: False))
    app = DiptychApp(bridge().articles)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0.05)
        await pilot.press("escape")
        await app.workers.wait_for_complete()
        screen = pilot.app.screen
        assert isinstance(screen, ReaderScreen)
        assert str(screen._status.content) == "Linking stopped; r takes it up again."
        assert screen.reading.alignment is None


async def test_linking_that_was_stopped_is_taken_up_again(monkeypatch: pytest.MonkeyPatch) -> None:
    released = False
    monkeypatch.setattr("diptych.comparison.compare", blocked(lambda: released))
    app = DiptychApp(bridge().articles)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, ReaderScreen)
        await pilot.pause(0.05)
        await pilot.press("r")
        assert "already" in str(screen._status.content)
        await pilot.press("escape")
        await app.workers.wait_for_complete()
        released = True
        await pilot.press("r")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert screen.reading.alignment is not None
        await pilot.press("r")
        assert str(screen._status.content).startswith("All links are there.")


async def test_progress_leaves_the_message_of_the_last_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diptych.comparison.compare", blocked(lambda: False))
    app = DiptychApp(bridge().articles)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, ReaderScreen)
        await pilot.press("k")
        await pilot.pause(0.1)
        assert str(screen._status.content).startswith("Start of the article.")
        await pilot.press("q")


async def test_quitting_ends_the_linking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diptych.comparison.compare", blocked(lambda: False))
    app = DiptychApp(bridge().articles)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0.05)
        await pilot.press("q")
    assert app.return_code == 0
    assert not any(worker.is_running for worker in app.workers)


async def test_what_befalls_the_aligner_leaves_the_texts_readable(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> Comparison:
        raise RuntimeError("out of cheese")

    monkeypatch.setattr("diptych.comparison.compare", failing)
    app = DiptychApp(bridge().articles)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, ReaderScreen)
        assert "could not be computed" in str(screen._status.content)
        await pilot.press("j")
        assert screen.reading.place is not None
        assert screen.reading.place.passage == 1
