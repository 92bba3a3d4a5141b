"""Surveys of a folder, and which of their results the screen shows."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import diptych.folder.survey
from diptych.folder.survey import ListedArticle, Match
from diptych.reader.app.pair_switching import StartTarget
from diptych.reader.opening.folder_rows import row_text, rows_of
from diptych.reader.opening.folder_screen import FolderScreen
from diptych.reader.opening.wording import ALONE, NOT_ALL_READ
from support.idle import PATIENCE, wait_until
from support.opened_pairs import press, running, write_articles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


@pytest.mark.parametrize("key", ["f5", "f6"])
async def test_a_cancelled_survey_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    """A cancelled survey goes on until its next step, and may send a result after the new one has begun."""
    monkeypatch.chdir(write_articles(tmp_path))
    as_it_is = diptych.folder.survey.survey
    started, go_on, ended = threading.Event(), threading.Event(), threading.Event()
    surveys: list[Sequence[Path]] = []

    def survey(files: Sequence[Path], cancelled: Callable[[], bool] = bool) -> Iterator[ListedArticle]:
        surveys.append(files)
        if len(surveys) > 1:
            yield from as_it_is(files, cancelled)
            return
        started.set()
        go_on.wait(PATIENCE)
        yield from as_it_is(files[:1])  # does not notice its cancellation, as in the middle of a step
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
        assert (result.read, result.count, len(result.matches)) == (3, 3, 2)
        go_on.set()
        assert ended.wait(PATIENCE)
        await press(reader)
        assert screen._state.result is result


@pytest.mark.parametrize("plain", [False, True])
def test_no_article_is_called_alone_before_all_are_read(*, plain: bool) -> None:
    listed = ListedArticle(Path("one.txt"), "One", words=12)
    other = ListedArticle(Path("two.txt"), "Two", words=12)
    for match in (Match(listed, None, 0.0, ()), Match(listed, other, 0.05, ())):
        (row,) = rows_of([match], [], 80)
        assert ALONE in row_text(row, ".", 80, plain=plain).plain
        reading = row_text(row, ".", 80, plain=plain, complete=False).plain
        assert ALONE not in reading
        assert NOT_ALL_READ in reading
        assert "○" not in reading
