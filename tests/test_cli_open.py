"""`diptych open`: the reader on a comparison in a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import diptych.cli.open_reader
from diptych import Pair, compare, load, write
from diptych.alignment.kinds import Verdict
from diptych.cli import main
from diptych.export.json import to_json
from diptych.reader.app.app import DiptychApp
from diptych.verdicts.judgements import LinkJudgement
from diptych.verdicts.open_store import open_store
from support.readers import Opened
from support.small_articles import bridge
from support.verdicts import on_link

if TYPE_CHECKING:
    from pathlib import Path

    from diptych.comparison import Comparison


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[DiptychApp]:
    """The apps that would have been run, without a terminal."""
    apps: list[DiptychApp] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(diptych.cli.open_reader, "require_terminal", lambda **_: None)
    monkeypatch.setattr(DiptychApp, "run", lambda app: apps.append(app))
    return apps


def judged() -> Comparison:
    comparison = bridge()
    accepted = replace(comparison.alignment.candidates[0], verdict=Verdict.ACCEPTED, note="Yes.")
    return replace(comparison, alignment=comparison.alignment.with_links([accepted]))


async def test_the_whole_comparison_is_shown_again(shown: list[DiptychApp], tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text(to_json(judged(), 0.0))
    assert main(["open", "r.json"]) == 0
    (app,) = shown
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        session = Opened(pilot).screen.session
        assert session.comparison == judged()
        await pilot.press("minus")
        alignment = Opened(pilot).screen.session.alignment
        assert alignment is not None
        assert alignment.threshold == 0.45


async def test_verdicts_outlast_reading_the_articles_again(shown: list[DiptychApp], tmp_path: Path) -> None:
    for name in ("left", "right"):
        (tmp_path / f"{name}.txt").write_text("The quay at Harrow was closed on July 11, said Olive Brandt.")
    articles = Pair("left.txt", "right.txt").map(load)
    comparison = compare(articles)
    accepted = replace(comparison.alignment.links[0], verdict=Verdict.ACCEPTED)
    alignment = comparison.alignment.with_links([accepted])
    write(replace(comparison, alignment=alignment), "r.json")
    assert main(["open", "r.json"]) == 0
    (app,) = shown
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        (tmp_path / "left.txt").write_text("A new beginning.\n\n" + articles.left.text)
        await pilot.press("f5")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        screen = Opened(pilot).screen
        assert screen.session.alignment is not None
        [link] = screen.session.alignment.links
        assert (link.left, link.verdict) == (1, Verdict.ACCEPTED)
        await pilot.press("n", "i", "o", "k", "enter")
        now = screen.session.articles
    store = open_store(now)
    store.load()
    assert on_link(store.judgements, 1, 0) == LinkJudgement(1, 0, Verdict.ACCEPTED, "ok")


async def test_a_file_without_weaker_matches_says_so(shown: list[DiptychApp], tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text(to_json(bridge()))
    assert main(["open", "r.json", "--threshold", "0.6"]) == 0
    (app,) = shown
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.pause()
        alignment = Opened(pilot).screen.session.alignment
        assert alignment is not None
        assert alignment.threshold == 0.6
        assert "This file has no matches with a score below 0.50." in Opened(pilot).text_of("StatusBar")
