"""Surveys of a folder, which of their results the screen shows, and what its keys open."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Static

import diptych.folder.survey
from diptych.cli.parsers import read_parser
from diptych.cli.reader_setup import pair_factory
from diptych.errors import Cancelled
from diptych.folder.profile_cache import ProfileCache
from diptych.folder.survey import Findings
from diptych.history.recent import RecentPairs
from diptych.preferences.settings import Preferences
from diptych.reader.app.pair_switching import StartTarget
from diptych.reader.bars.key_bar import KeyBar
from diptych.reader.lists.list_pane import ListPane
from diptych.reader.opening import wording
from diptych.reader.opening.folder_screen import FolderScreen
from diptych.reader.opening.folder_state import FolderState, SurveyResult, survey_folder
from diptych.reader.opening.open_dialog import OpenDialog
from diptych.reader.screens.reader_screen import ReaderScreen
from diptych.sides import Pair, Side
from support.idle import PATIENCE, wait_until
from support.opened_pairs import listed, press, running, said, settled, titles, write_articles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from diptych.folder.survey import ListedArticle
    from diptych.reader.app.app import DiptychApp

QUAY = (
    "The quay at Harrow was closed on July 11 after cracks were found, said Olive Brandt, mayor of Harrow."
    " Engineers from Marlow will examine the piers before the ferry to Oxley may land there again."
)
STORY = {
    "a.txt": f"Title: Wire\nDate: 2019-07-11\n\n{QUAY}",
    "b.txt": f"Title: Copy\nDate: 2019-07-12\n\n{QUAY} More on page 2.",
    "c.txt": "Title: Herald\nDate: 2019-07-13\n\nOlive Brandt, mayor of Harrow, shut the quay on July 11. The"
    " ferry to Oxley stays away until engineers from Marlow have looked at its piers.",
    "d.txt": "Title: Songs\nDate: 2019-05-04\n\nA choir sang in Saltby. Nobody had heard it for forty years.",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory is a folder with three accounts of a story, one of them a copy, and one more."""
    articles = tmp_path / "articles"
    articles.mkdir()
    for name, text in STORY.items():
        (articles / name).write_text(text)
    monkeypatch.chdir(articles)
    return tmp_path


def screen_of(app: DiptychApp) -> FolderScreen:
    assert isinstance(app.screen, FolderScreen)
    return app.screen


def message(app: DiptychApp) -> str:
    return str(screen_of(app).query_one("#folder-message", Static).content)


def keys(app: DiptychApp) -> str:
    return str(screen_of(app).query_one(KeyBar).content)


def story_of(app: DiptychApp) -> list[str]:
    """The titles of the story that the pair shown belongs to."""
    story = app.pairs.story
    return [] if story is None else [account.title for account in story.accounts]


async def test_a_story_opens_with_its_best_two_accounts_and_is_known_to_the_reader(folder: Path) -> None:
    async with running(folder, entrance=StartTarget(Path())) as (app, reader):
        story, wire, copy, herald, songs = listed(app)
        assert "2 accounts, 1 copy  share " in story
        assert ["Wire" in wire, "copy of 1: Copy" in copy, "Herald" in herald, "Songs" in songs] == [True] * 4
        assert message(app) == "4 articles, 1 story"
        await press(reader, "enter")
        assert titles(app) == ["Wire", "Herald"]
        assert story_of(app) == ["Wire", "Copy", "Herald"]
        await press(reader, "f5")
        assert story_of(app) == ["Wire", "Copy", "Herald"]
        await press(reader, "q")
        assert screen_of(app)._entry is not None
        await press(reader, "home", "down", "down", "down", "enter")  # the recent pair, story, wire, copy
        assert titles(app) == ["Copy", "Herald"]
        await press(reader, "q", "home", "enter")
        assert titles(app) == ["Copy", "Herald"]
        assert story_of(app) == ["Wire", "Copy", "Herald"]  # a recent pair too
        await press(reader, "O", *"a.txt", "tab", "enter")
        assert story_of(app) == []


async def test_the_filter_is_kept_while_a_pair_is_read(folder: Path) -> None:
    async with running(folder, entrance=StartTarget(Path())) as (app, reader):
        await press(reader, *"herald", "down", "enter")
        assert titles(app) == ["Wire", "Herald"]
        await press(reader, "q")
        assert message(app).endswith("1 as typed")
        assert all("Songs" not in row for row in listed(app))
        await press(reader, "escape")
        assert any("Songs" in row for row in listed(app))


async def test_marked_articles_open_together_whatever_stories_they_tell(folder: Path) -> None:
    async with running(folder, entrance=StartTarget(Path())) as (app, reader):
        await press(reader, "tab")
        assert message(app) == wording.ONLY_ARTICLES
        await press(reader, "down", "tab")
        assert listed(app)[1].startswith("✓   1  ")
        assert message(app).startswith("Marked: “Wire”. Tab marks the other one")
        await press(reader, "tab")
        assert screen_of(app)._state.marked == []
        assert message(app) == "4 articles, 1 story"
        await press(reader, "tab", "down", "tab", "end", "tab")  # of three the oldest goes
        assert screen_of(app)._state.marked == ["b.txt", "d.txt"]
        assert message(app) == "Marked: “Copy” and “Songs”. Enter opens both."
        assert keys(app).startswith("Enter Open the marked two")
        await press(reader, "home", "enter")
        assert titles(app) == ["Songs", "Copy"]
        assert story_of(app) == []
        await press(reader, "q")
        assert screen_of(app)._state.marked == []
        await press(reader, "home", "down", "down", "tab", "down", "tab", "enter")
        assert titles(app) == ["Wire", "Copy"]
        assert story_of(app) == ["Wire", "Copy", "Herald"]


async def test_a_filter_leaves_stories_as_a_whole_and_the_marks(folder: Path) -> None:
    async with running(folder, entrance=StartTarget(Path())) as (app, reader):
        everything = listed(app)
        await press(reader, "end", "tab", *"herald")
        assert listed(app) == everything[:4]
        assert screen_of(app)._state.marked == ["d.txt"]
        await press(reader, "down", "tab")
        assert message(app).startswith("Marked: “Songs” and “Wire”.")
        await press(reader, "tab", "escape", "end", "tab", *"songs")
        assert message(app) == "4 articles, 1 story; 1 as typed"
        await press(reader, *"xyz", "enter")
        assert listed(app) == []
        assert message(app) == wording.nothing_to_open("Esc")
        await press(reader, "down", "pagedown", "end", "tab")
        assert message(app) == wording.ONLY_ARTICLES


async def test_a_second_click_opens_what_the_first_one_chose(folder: Path) -> None:
    async with running(folder, entrance=StartTarget(Path())) as (app, reader):
        await reader.pilot.click(ListPane, offset=(30, 4))
        await settled(reader)
        assert screen_of(app)._state.cursor is screen_of(app)._entries[4]
        await reader.pilot.click(ListPane, offset=(30, 5))  # its second row
        await settled(reader)
        assert isinstance(app.screen, OpenDialog)


class HeldSurvey:
    """A survey that waits after its first articles until it is released or ended."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, first: int = 3) -> None:
        self.started, self.go_on = threading.Event(), threading.Event()
        self.surveys: list[Sequence[Path]] = []
        self.caches: list[object] = []
        self._first = first
        self._as_it_is = diptych.folder.survey.survey
        monkeypatch.setattr(diptych.folder.survey, "survey", self)
        monkeypatch.setattr("diptych.reader.opening.folder_state.STEP", 0)

    def __call__(
        self, files: Sequence[Path], cancelled: Callable[[], bool] = bool, *, cache: object = None
    ) -> Iterator[ListedArticle]:
        self.surveys.append(files)
        self.caches.append(cache)
        held = len(self.surveys) == 1
        for at, article in enumerate(self._as_it_is(files)):
            if held and at == self._first:
                self.started.set()
                while not cancelled() and not self.go_on.wait(0.005):
                    pass
            if cancelled():
                return
            yield article


async def test_esc_keeps_what_has_been_read_and_a_key_reads_the_rest(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = HeldSurvey(monkeypatch)
    async with running(folder, "a.txt", "d.txt") as (app, reader):
        await reader.press("F")
        await wait_until(held.started.is_set)
        await wait_until(lambda: message(app).startswith("3 of 4 read"))
        assert message(app).endswith("; Esc keeps what there is")
        assert "Esc Stop reading" in keys(app)
        await press(reader, "escape")
        state = screen_of(app)._state
        assert (state.result.stopped, state.result.complete, state.result.read) == (True, False, 3)
        assert message(app) == "3 of 4 articles, 1 story. F5 reads the rest."
        assert "F5 Read the rest" in keys(app)
        assert len(listed(app)) == 4
        await press(reader, "down", "down", "enter")
        assert titles(app) == ["Copy", "Herald"]
        await press(reader, "q")
        assert message(app).startswith("3 of 4 articles")  # coming back reads nothing
        await press(reader, "f5")
        assert message(app) == "4 articles, 1 story"
        assert len(listed(app)) == 6
        assert len(held.surveys) == 2
        await press(reader, "q")
        assert app.return_code == 0


async def test_a_second_esc_goes_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = HeldSurvey(monkeypatch)
    async with running(folder, "a.txt", "d.txt") as (app, reader):
        await reader.press("F")
        await wait_until(held.started.is_set)
        await reader.press(*"her", "escape")
        assert isinstance(app.screen, FolderScreen)
        assert app.screen._filter.value == "her"
        await press(reader, "escape")
        assert screen_of(app)._filter.value == ""
        await press(reader, "escape")
        assert isinstance(app.screen, ReaderScreen)


async def test_the_cursor_stays_on_its_article_while_stories_come(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = HeldSurvey(monkeypatch, first=1)
    async with running(folder, entrance=StartTarget(Path()), settle=False) as (app, reader):
        await wait_until(held.started.is_set)
        await wait_until(lambda: len(listed(app)) == 1)
        assert wording.NOT_ALL_READ in listed(app)[0]
        await reader.press("down")
        held.go_on.set()
        await settled(reader)
        entry = screen_of(app)._entry
        assert entry is not None
        assert entry.source == "a.txt"
        assert screen_of(app)._list.cursor == 1


@pytest.mark.parametrize("key", ["f5", "f6"])
async def test_a_cancelled_survey_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    """A cancelled survey goes on until its next step, and may send a result after the new one has begun."""
    monkeypatch.chdir(write_articles(tmp_path))
    as_it_is = diptych.folder.survey.survey
    started, go_on, ended = threading.Event(), threading.Event(), threading.Event()
    surveys: list[Sequence[Path]] = []

    def survey(
        files: Sequence[Path], cancelled: Callable[[], bool] = bool, **_: object
    ) -> Iterator[ListedArticle]:
        surveys.append(files)
        if len(surveys) > 1:
            yield from as_it_is(files, cancelled)
            return
        started.set()
        go_on.wait(PATIENCE)
        try:
            yield from as_it_is(files[:1])  # does not notice its cancellation, as in the middle of a step
        finally:
            ended.set()

    monkeypatch.setattr(diptych.folder.survey, "survey", survey)
    monkeypatch.setattr("diptych.reader.opening.folder_state.STEP", 0)
    async with running(tmp_path, entrance=StartTarget(Path(), below=False), settle=False) as (app, reader):
        screen = app.screen
        assert isinstance(screen, FolderScreen)
        await wait_until(started.is_set)
        await reader.pilot.press(key)
        await wait_until(lambda: screen._state.result.complete)
        result = screen._state.result
        assert (result.read, result.count, len(result.contents.groups)) == (3, 3, 2)
        go_on.set()
        assert ended.wait(PATIENCE)
        screen.post_message(FolderScreen._Surveyed(screen._surveys - 1, SurveyResult()))
        await press(reader)
        assert screen._state.result is result


def surveyed(state: FolderState, cache: Callable[[], ProfileCache] | None = None) -> list[SurveyResult]:
    results: list[SurveyResult] = []
    survey_folder(state, results.append, bool, open_cache=cache)
    return results


@pytest.mark.usefixtures("folder")
def test_stories_stay_until_as_many_articles_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diptych.reader.opening.folder_state.STEP", 0)
    state = FolderState(Path(), below=True)
    first = surveyed(state)
    assert 1 in {len(result.contents.articles) for result in first}
    state.result = first[-1]
    assert {len(result.contents.articles) for result in surveyed(state)} == {4}


@pytest.mark.parametrize("remember", [True, False])
def test_the_reader_keeps_profiles_unless_it_is_told_to_remember_nothing(*, remember: bool) -> None:
    options = read_parser().parse_articles([])
    factory = pair_factory(options, Preferences(remember=remember))
    assert (factory.open_cache is not None) is remember


@pytest.mark.usefixtures("folder")
def test_leaving_ends_the_comparison_of_articles() -> None:
    findings = Findings(list(diptych.folder.survey.survey([Path("a.txt"), Path("c.txt")])), lambda: True)
    with pytest.raises(Cancelled):
        _ = findings.stories


def test_the_profiles_of_a_survey_are_kept(folder: Path) -> None:
    opened: list[ProfileCache] = []

    def cache() -> ProfileCache:
        opened.append(ProfileCache(folder / "profiles.sqlite"))
        return opened[-1]

    results = surveyed(FolderState(Path(), below=True), cache)
    assert results[-1].contents.stories == 1
    assert [each._connection for each in opened] == [None]  # closed
    assert (folder / "profiles.sqlite").exists()
    assert surveyed(FolderState(Path(), below=True), cache)[-1].contents == results[-1].contents


@pytest.mark.usefixtures("folder")
async def test_a_survey_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def survey(*_: object, **__: object) -> Iterator[ListedArticle]:
        raise BlockingIOError

    monkeypatch.setattr(diptych.folder.survey, "survey", survey)
    async with running(tmp_path, entrance=StartTarget(Path()), settle=False) as (app, reader):
        await wait_until(lambda: message(app) == "The articles could not be read (BlockingIOError).")
        assert "Stop reading" not in keys(app)
        await reader.press("escape")
        assert message(app) == wording.no_pair_to_go_back_to("q")
        await reader.press("q")
        assert app.return_code == 0


async def test_a_file_that_cannot_be_read_is_counted_and_named_last(folder: Path) -> None:
    Path("0.txt").write_text("")
    async with running(folder, entrance=StartTarget(Path())) as (app, reader):
        assert message(app) == "5 articles, 1 story, 1 could not be read"
        name, why = listed(app)[-1].splitlines()
        assert name == "    ✗  0.txt"
        assert "is empty" in why
        await press(reader, "end", "tab")
        assert message(app) == wording.ONLY_ARTICLES


def write_archive(folder: Path) -> Path:
    archive = folder / "archive.jsonl"
    rows = (text.partition("\n\n") for text in STORY.values())
    lines = [
        json.dumps({"title": head.split("\n")[0].removeprefix("Title: "), "date": head[-10:], "text": text})
        for head, _, text in rows
    ]
    archive.write_text("\n".join([*lines, '{"title": "No text"}\n']))
    return archive


async def test_an_archive_is_listed_like_a_folder(folder: Path) -> None:
    archive = write_archive(folder)
    RecentPairs(folder).keep(Pair(f"{archive}#3", f"{archive}#4"), Pair("Herald", "Songs"))
    async with running(folder, entrance=StartTarget(archive)) as (app, reader):
        recent, story, *_, unread = listed(app)
        assert recent == "again  Herald  ⟷  Songs"
        assert "2 accounts, 1 copy" in story
        assert "archive.jsonl#1" in listed(app)[2]
        assert unread.startswith("    ✗  archive.jsonl")
        assert message(app) == "5 articles, 1 story, 1 could not be read"
        assert "ubfolders" not in keys(app)
        await press(reader, "f6")
        assert message(app) == wording.NO_SUBFOLDERS
        await press(reader, "enter")
        assert titles(app) == ["Wire", "Herald"]
        await press(reader, "q")
        assert message(app).startswith("5 articles")


async def test_the_open_dialog_takes_an_archive_and_one_of_its_lines(folder: Path) -> None:
    archive = write_archive(folder)
    async with running(folder, entrance=StartTarget(left="")) as (app, reader):
        await press(reader, *f"{archive}#3", "enter")
        assert said(app) == wording.now_the_other(Side.RIGHT)
        await press(reader, *"d.txt", "enter")
        assert titles(app) == ["Herald", "Songs"]
        await press(reader, "O", *f"{archive}", "enter")
        assert message(app).startswith("5 articles, 1 story")
