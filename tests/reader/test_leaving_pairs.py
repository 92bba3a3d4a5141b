"""Readers, folder lists and dialogs that are replaced or left while work is under way."""

from __future__ import annotations

import asyncio
import threading
from functools import partial
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

import pytest
from textual.events import Key
from textual.widgets import OptionList, Static

import diptych.reader.app.reloading
from diptych.comparison import Comparison, compare
from diptych.errors import Cancelled
from diptych.history.recent import RecentPairs
from diptych.preferences.settings import Preferences
from diptych.reader.app.pair_switching import LOADING, StartTarget
from diptych.reader.bars.key_bar import KeyBar
from diptych.reader.opening.folder_screen import FolderScreen
from diptych.reader.opening.open_dialog import OpenDialog
from diptych.reader.screens.reader_screen import ReaderScreen
from diptych.sides import Pair
from diptych.sources.open import load
from support.aligners import StubAligner
from support.idle import PATIENCE, wait_until
from support.opened_pairs import ARTICLES, press, running, settled, titles, write_articles

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with three articles; verdicts and histories are in the folder above."""
    monkeypatch.chdir(write_articles(tmp_path))
    return tmp_path


@pytest.mark.parametrize(("keys", "end"), [(["i", *"mine"], "enter"), (["O"], "escape")])
async def test_a_note_or_a_dialog_is_ended_before_reloaded_articles_are_shown(
    folder: Path, monkeypatch: pytest.MonkeyPatch, keys: list[str], end: str
) -> None:
    going_on = threading.Event()

    def slow(source: str, **_: object) -> object:
        going_on.wait(PATIENCE)
        return load(source)

    async with running(folder, "a-quay.txt", "c-quay.txt") as (app, reader):
        Path("a-quay.txt").write_text(ARTICLES["a-quay.txt"].replace("The quay", "The new quay", 1))
        before = app.screen
        with monkeypatch.context() as patch:
            patch.setattr("diptych.sources.open.load", slow)
            await reader.press("f5", *keys)
            going_on.set()
            # The articles wait without a worker that looks again and again.
            await wait_until(lambda: not any(worker.group == LOADING for worker in app.workers))
            await settled(reader)
        assert app.screen_stack[0] is before
        await press(reader, end)
        assert titles(app) == ["The new quay", "Harrow"]
        assert ("mine" in reader.text_of("EvidencePanel")) is ("i" in keys)


@pytest.mark.parametrize("key", ["O", "F"])
async def test_leaving_a_pair_warns_of_unwritten_verdicts(folder: Path, key: str) -> None:
    async with running(folder, "a-quay.txt", "c-quay.txt") as (app, reader):
        await press(reader, "a")
        (folder / "verdicts").rename(folder / "kept")
        (folder / "verdicts").touch()  # not a folder, so nothing can be written there
        await press(reader, "x")
        assert "Not on disk yet" in reader.text_of("StatusBar")
        before = app.screen
        await press(reader, key)
        assert app.screen is before
        assert f"1 verdict or note would be lost; press {key} again to leave" in reader.text_of("StatusBar")
        await press(reader, key)
        assert app.screen is not before


async def test_a_key_that_arrives_after_the_end_of_the_app_is_ignored(folder: Path) -> None:
    async with running(folder, "a-quay.txt", "c-quay.txt") as (app, _):
        pass
    assert not app.screen_stack
    app.on_key(Key("x", "x"))


async def test_listing_a_folder_does_not_stop_linking(folder: Path) -> None:
    released = threading.Event()

    def waiting(_: object) -> Comparison:
        released.wait(PATIENCE)
        return compare(Pair("a-quay.txt", "c-quay.txt").map(load))

    aligner = StubAligner(waiting)
    async with running(folder, "a-quay.txt", "c-quay.txt", settle=False, aligner=aligner) as (app, reader):
        await reader.press("F")
        assert isinstance(app.screen, FolderScreen)
        await reader.press("escape")
        released.set()
        await settled(reader)
        assert reader.screen.session.alignment is not None


async def test_only_the_last_choice_of_a_folder_is_opened_and_none_after_leaving(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Pair[str]] = []
    called_off: list[bool] = []

    def slow(sources: Pair[str], *, cancelled: Callable[[], bool]) -> object:
        asked.append(sources)
        while not cancelled():
            sleep(0.005)
        called_off.append(cancelled())
        raise Cancelled

    def has_been_asked(times: int) -> bool:
        return len(asked) == times

    monkeypatch.setattr("diptych.sources.open.load_both", slow)
    async with running(folder, "a-quay.txt", "c-quay.txt") as (app, reader):
        await press(reader, "F")
        for choice in range(2):
            await reader.press("enter")
            await wait_until(partial(has_been_asked, choice + 1))
        await reader.press("escape")
        await settled(reader)
        assert isinstance(app.screen, ReaderScreen)
        assert len(asked) == 2
        assert called_off == [True, True]


async def test_an_error_is_shown_until_the_next_key_while_the_list_grows(folder: Path) -> None:
    async with running(folder, entrance=StartTarget(Path())) as (app, reader):
        Path("a-quay.txt").unlink()
        await press(reader, "enter")
        says = app.screen.query_one("#folder-message", Static)
        assert "“a-quay.txt” does not exist" in str(says.content)
        await reader.pilot.resize_terminal(100, 30)
        await settled(reader)
        assert "“a-quay.txt” does not exist" in str(says.content)
        await press(reader, "down")
        assert str(says.content).startswith("3 articles, 1 story")


async def test_the_key_bar_of_a_folder_has_the_current_keys_and_can_be_clicked(folder: Path) -> None:
    preferences = Preferences(keys={"folder.others": "f8", "open.close": "f9", "open.clipboard": "f7"})
    async with running(folder, entrance=StartTarget(Path()), preferences=preferences) as (app, reader):
        line = app.screen.query_one(KeyBar)
        said = str(line.content)
        assert "F8 Open two others" in said
        assert await reader.pilot.click(KeyBar, offset=(said.index("F8") + 1, 0))
        await settled(reader)
        assert isinstance(app.screen, OpenDialog)
        box = app.screen.query_one("#open-box")
        assert "F7 pastes · F9 closes" in str(box.border_subtitle)
        await press(reader, "f9")
        assert isinstance(app.screen, FolderScreen)


async def test_a_click_during_opening_opens_nothing_else(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def slow(wanted: object, cancelled: Callable[[], bool], _: object) -> object:
        asked.append(wanted)
        while not cancelled():
            sleep(0.005)
        raise Cancelled

    monkeypatch.setattr("diptych.reader.opening.open_dialog.open_sides", slow)
    RecentPairs(folder).keep(Pair("c-quay.txt", "b-choir.txt"), Pair("Harrow", "The choir"))
    async with running(folder, "a-quay.txt", "b-choir.txt") as (_, reader):
        await reader.press("O", "enter")
        await reader.pilot.click(OptionList, offset=(3, 1))
        await reader.press("escape")
        await settled(reader)
        assert len(asked) == 1


async def test_a_replaced_reader_gets_no_more_calls(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diptych.reader.app.reloading, "CHECK_INTERVAL", 0.001)
    sources = Pair("a-quay.txt", "c-quay.txt"), Pair("b-choir.txt", "a-quay.txt")
    pairs = [pair.map(load) for pair in sources]
    async with running(folder, "a-quay.txt", "b-choir.txt") as (app, reader):
        for turn in range(6):
            app.pairs.read(pairs[turn % 2], sources[turn % 2])
            reader.screen.tell("here")
            await asyncio.sleep(0.006 * turn)
        await settled(reader)
        assert titles(app) == ["b-choir", "The quay"]
        assert app.screen_stack == [reader.screen]


async def test_a_search_continues_after_a_reload(folder: Path) -> None:
    Path("a-quay.txt").write_text("A quay. Rain fell. The quay at Harrow was closed.")
    async with running(folder, "a-quay.txt", "c-quay.txt") as (_, reader):
        await press(reader, "slash", *"quay", "enter", "n")
        assert "hit 2 of 3" in reader.text_of("StatusBar")
        Path("a-quay.txt").write_text("The quays. A quay. Rain fell. The quay at Harrow was closed.")
        await press(reader, "f5")
        assert reader.place == ("left", 3)
        assert "hit 3 of 4" in reader.text_of("StatusBar")
        await press(reader, "N")
        assert reader.place == ("left", 1)
        await press(reader, "escape", "f5")
        assert reader.screen.session.hits.found is None
