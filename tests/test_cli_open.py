"""`diptych open`: the reader on a comparison that was written before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import diptych.cli
from diptych.alignment.model import Verdict
from diptych.cli import main
from diptych.export.json import to_json
from diptych.reader.app import DiptychApp
from opened import Opened
from small_articles import bridge

if TYPE_CHECKING:
    from pathlib import Path

    from diptych.comparison import Comparison


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[DiptychApp]:
    """The apps that would have been run, without a terminal."""
    apps: list[DiptychApp] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(diptych.cli, "need_terminal", lambda **_: None)
    monkeypatch.setattr(DiptychApp, "run", lambda app: apps.append(app))
    return apps


def judged() -> Comparison:
    comparison = bridge()
    said = replace(comparison.alignment.candidates[0], verdict=Verdict.ACCEPTED, note="Yes.")
    return replace(comparison, alignment=comparison.alignment.with_links([said]))


async def test_all_of_it_is_shown_again(shown: list[DiptychApp], tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text(to_json(judged(), 0.0))
    assert main(["open", "r.json"]) == 0
    (app,) = shown
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        reading = app._reader.reading
        assert reading.comparison == judged()
        await pilot.press("minus")
        alignment = app._reader.reading.alignment
        assert alignment is not None
        assert alignment.threshold == 0.45


async def test_a_file_without_weaker_matches_says_so(shown: list[DiptychApp], tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text(to_json(bridge()))
    assert main(["open", "r.json", "--threshold", "0.6"]) == 0
    (app,) = shown
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.pause()
        alignment = app._reader.reading.alignment
        assert alignment is not None
        assert alignment.threshold == 0.6
        assert "This file holds no matches scored below 0.50." in Opened(pilot).text_of("StatusLine")
