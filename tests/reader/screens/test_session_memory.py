"""Pairs are opened where they were left."""

from __future__ import annotations

import asyncio
import threading
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from diptych.history.pairs import PairHistory
from diptych.history.usage import UsageHistory
from diptych.preferences.settings import Preferences
from diptych.reader.app.app import DiptychApp
from diptych.reader.screens import session_memory
from diptych.reader.state.filters import Selection, View
from diptych.reader.state.wording import back_again
from diptych.sides import Pair, Side
from support.aligners import StubAligner, ready
from support.idle import wait_until
from support.long_articles import long_comparison
from support.readers import Opened
from support.small_articles import article

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path
    from typing import Protocol

    from diptych.comparison import Comparison
    from diptych.history.model import SavedSession

    class Come(Protocol):
        def __call__(
            self, comparison: Comparison = ..., size: tuple[int, int] = ..., preferences: Preferences = ...
        ) -> AbstractAsyncContextManager[Opened]: ...


KNOWN = long_comparison()


@pytest.fixture
def come(tmp_path: Path) -> Come:
    """Opens a reader that saves its session."""

    @asynccontextmanager
    async def opener(
        comparison: Comparison = KNOWN,
        size: tuple[int, int] = (120, 40),
        preferences: Preferences | None = None,
    ) -> AsyncIterator[Opened]:
        memory = PairHistory(tmp_path, comparison.articles)
        app = DiptychApp(
            comparison.articles, preferences=preferences, memory=memory, aligner=ready(comparison)
        )
        async with app.run_test(size=size) as pilot:
            await app.workers.wait_for_complete()
            for _ in range(5):
                await pilot.pause()
            yield Opened(pilot)

    return opener


def rows(reader: Opened) -> list[list[str]]:
    """The rows in view of both panes."""
    return [[reader.row(side, number) for number in range(reader.pane(side).size.height)] for side in Side]


@pytest.mark.parametrize(
    ("keys", "size"),
    [
        (["n", "n", "n", "n", "n", "n", "k"], (120, 40)),
        (["G", "enter"], (120, 40)),
        (["pagedown", "pagedown", "tab", "d"], (160, 48)),
        (["n", "n", "n", "f", "n"], (100, 30)),
        (["v", "n", "n", "n", "n", "n", "n", "n"], (120, 40)),
        (["tab", "v", "n", "n", "n", "n", "n", "n", "n"], (120, 40)),
        (["v", "v", "n", "n", "n", "n", "n", "n", "n"], (120, 40)),
        (["n", "n", "n", "n", "n", "n", "n"], (60, 24)),
        (["v", "n", "n", "n", "n", "n", "n", "n"], (60, 24)),
    ],
    ids=[
        "facing",
        "end",
        "paged",
        "filter",
        "synopsis",
        "synopsis-right",
        "single",
        "narrow",
        "narrow-stacked",
    ],
)
async def test_the_screen_is_as_it_was_left(come: Come, keys: list[str], size: tuple[int, int]) -> None:
    async with come(size=size) as reader:
        await reader.press(*keys)
        before, place = rows(reader), reader.place
        state = reader.screen.session.view, reader.screen.session.narrow_view, reader.screen.session.selection
        assert place != ("left", 0)
        await reader.press("q")
    async with come(size=size) as reader:
        assert reader.place == place
        assert (
            reader.screen.session.view,
            reader.screen.session.narrow_view,
            reader.screen.session.selection,
        ) == state
        assert rows(reader) == before


async def test_the_text_is_shown_before_the_links(come: Come, tmp_path: Path) -> None:
    async with come() as reader:
        await reader.press("n", "n", "n", "n", "n", "n", "n", "n")
        place = reader.place
        shown = [[row[5:] for row in pane] for pane in rows(reader)]
        await reader.press("q")
    may_link = threading.Event()

    def compare(_: object) -> Comparison:
        may_link.wait()
        return KNOWN

    app = DiptychApp(
        KNOWN.articles, memory=PairHistory(tmp_path, KNOWN.articles), aligner=StubAligner(compare)
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        reader = Opened(pilot)
        try:
            assert reader.screen.session.alignment is None
            assert reader.place == place
            assert [[row[5:] for row in pane] for pane in rows(reader)] == shown
        finally:
            may_link.set()


async def test_the_cursor_is_restored_in_a_changed_text(come: Come) -> None:
    async with come() as reader:
        await reader.press("G")
        assert reader.place == ("left", 59)
        words = KNOWN.articles.left.passage_text(59)
        await reader.press("q")
    said = [KNOWN.articles.left.passage_text(at) for at in range(60)]
    changed = article("Left", ("One more.", "And one more."), *((words,) for words in said[:10] + said[40:]))
    assert changed.source == KNOWN.articles.left.source
    articles = Pair(changed, KNOWN.articles.right)
    sizes = articles.map(lambda one: len(one.passages))
    alignment = replace(KNOWN.alignment, candidates=(), sizes=sizes)
    async with come(replace(KNOWN, articles=articles, alignment=alignment)) as reader:
        place = reader.screen.session.place
        assert place is not None
        assert changed.passage_text(place.passage) == words
        assert reader.pane(place.side).in_view(place)


async def test_the_config_file_decides_how_a_new_pair_is_opened(come: Come) -> None:
    preferences = Preferences(view="single")
    async with come(preferences=preferences) as reader:
        assert reader.screen.session.view is View.SINGLE
        await reader.press("v", "q")
    async with come(preferences=preferences) as reader:  # the saved session takes precedence
        assert reader.screen.session.view is View.FACING


async def test_the_threshold_is_saved_if_it_is_not_the_usual_one(come: Come, tmp_path: Path) -> None:
    usual = Preferences(threshold=KNOWN.alignment.threshold)
    async with come(preferences=usual) as reader:
        await reader.press("n", "q")
    remembered = PairHistory(tmp_path, KNOWN.articles).saved
    assert remembered is not None
    assert remembered.threshold is None
    async with come(preferences=usual) as reader:
        await reader.press("plus", "q")
    remembered = PairHistory(tmp_path, KNOWN.articles).saved
    assert remembered is not None
    assert remembered.threshold == pytest.approx(KNOWN.alignment.threshold + 0.05)


async def test_a_session_without_changes_saves_nothing(come: Come, tmp_path: Path) -> None:
    async with come(preferences=Preferences(threshold=KNOWN.alignment.threshold)) as reader:
        await reader.press("q")
    assert list(tmp_path.iterdir()) == []


async def test_scrolling_alone_is_saved(come: Come) -> None:
    async with come() as reader:
        reader.pane(Side.LEFT).scroll_to(y=20, animate=False)
        await reader.pilot.pause()
        before = rows(reader)[0]
        await reader.press("q")
    async with come() as reader:
        assert rows(reader)[0] == before


async def test_a_pause_saves_the_session(come: Come, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_memory, "PAUSE", 0.05)
    async with come() as reader:
        await reader.press("n", "n")
        place = reader.place
        await wait_until(lambda: PairHistory(tmp_path, KNOWN.articles).saved is not None)
        remembered = PairHistory(tmp_path, KNOWN.articles).saved
        assert remembered is not None
        cursor = remembered.positions[remembered.side].cursor
        assert (remembered.side.value, cursor.passage) == place
        assert remembered.selection == Selection.ALL.value


async def test_leaving_during_a_pause_loses_nothing(
    come: Come, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The thread that should write may never start, because leaving cancels waiting workers."""
    monkeypatch.setattr(session_memory, "PAUSE", 0.02)
    begun = asyncio.Event()
    async with come() as reader:
        monkeypatch.setattr(reader.screen, "run_worker", lambda *_, **__: begun.set())
        await reader.press("n", "n")
        await wait_until(begun.is_set)
        place = reader.place
        await reader.press("q")
    remembered = PairHistory(tmp_path, KNOWN.articles).saved
    assert remembered is not None
    assert (remembered.side.value, remembered.positions[remembered.side].cursor.passage) == place


async def test_a_failure_to_save_is_reported_once(
    come: Come, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pairs").write_text("a file where a folder should be")
    monkeypatch.setattr(session_memory, "PAUSE", 0.02)
    failed: list[str | None] = []
    keep = PairHistory.keep

    def counted(memory: PairHistory, session: SavedSession) -> str | None:
        failed.append(keep(memory, session))
        return failed[-1]

    monkeypatch.setattr(PairHistory, "keep", counted)
    async with come() as reader:
        await reader.press("n")
        await wait_until(lambda: "remembered" in reader.text_of("StatusBar"))
        assert reader.text_of("StatusBar").startswith("Your place cannot be remembered: File exists.")
        await reader.press("n")
        await wait_until(lambda: len(failed) == 2)
        await reader.pilot.app.workers.wait_for_complete()
        await reader.pilot.pause()
        assert all(failed)
        assert "remembered" not in reader.text_of("StatusBar")
        await reader.press("q")


async def test_the_chosen_theme_is_restored(tmp_path: Path) -> None:
    app = DiptychApp(KNOWN.articles, usage=UsageHistory(tmp_path))
    async with app.run_test() as pilot:
        await pilot.pause()
        app.theme = "nord"
        await pilot.pause()
        await app.workers.wait_for_complete()
    assert DiptychApp(KNOWN.articles, usage=UsageHistory(tmp_path)).theme == "nord"
    preferred = Preferences(theme="dracula")
    assert DiptychApp(KNOWN.articles, None, preferred, None, UsageHistory(tmp_path)).theme == "dracula"
    assert DiptychApp(KNOWN.articles).theme == "textual-dark"


async def test_a_theme_that_was_not_chosen_is_not_saved(tmp_path: Path) -> None:
    app = DiptychApp(KNOWN.articles, None, Preferences(theme="nord"), None, UsageHistory(tmp_path))
    async with app.run_test() as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
    assert UsageHistory(tmp_path).theme(few_colours=False) is None


async def test_a_pair_that_is_opened_again_says_where_one_is(come: Come) -> None:
    async with come() as reader:
        assert "back at" not in reader.text_of("StatusBar")
        await reader.press("n", "n", "n")
        passage = reader.screen.session.cursor(Side.LEFT)
        await reader.press("q")
    told = back_again(passage, 0, 0, "g", Selection.ALL)
    assert told == f"back at passage {passage + 1}; g: top"
    async with come() as reader:
        assert told in reader.text_of("StatusBar")
        await reader.press("e")
        assert told not in reader.text_of("StatusBar")
        await reader.press("g", "q")
    async with come() as reader:
        assert "back at" not in reader.text_of("StatusBar")


@pytest.mark.parametrize(
    ("passage", "verdicts", "notes", "told"),
    [
        (0, 0, 0, ""),
        (0, 2, 0, "2 verdicts kept"),
        (15, 1, 2, "back at passage 16, 1 verdict and 2 notes kept; g: top"),
    ],
)
def test_only_what_is_true_is_said_of_a_pair_that_is_opened_again(
    passage: int, verdicts: int, notes: int, told: str
) -> None:
    assert back_again(passage, verdicts, notes, "g", Selection.ALL) == told
    filtered = back_again(passage, verdicts, notes, "g", Selection.UNIQUE)
    assert "showing only: unique" in filtered
