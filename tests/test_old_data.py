"""Verdicts, history and settings that an earlier version wrote are read by this one."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from diptych import Article, Pair, Side, load
from diptych.cli.open_reader import preferences_of_file
from diptych.cli.parsers import read_parser
from diptych.cli.reader_setup import reader
from diptych.history.pairs import PairHistory
from diptych.history.recent import RecentPairs
from diptych.history.state_files import state_folder
from diptych.history.usage import UsageHistory
from diptych.reader.review import writer
from diptych.verdicts.open_store import open_store
from support.readers import Opened

OLD = Path(__file__).parent / "fixtures" / "old_data"
EXPECTED = json.loads((OLD / "expected.json").read_bytes())
SOURCES = {
    "web": Pair("https://example.org/saltby/harbour.txt", "https://example.org/saltby/quay.txt"),
    "files": Pair("/tmp/diptych-old-data/articles/harbour.txt", "/tmp/diptych-old-data/articles/quay.txt"),  # noqa: S108
}


@pytest.fixture(autouse=True)
def old_home(home: Path) -> Path:
    """A home with the data of the earlier version."""
    for folder in ("config", "data", "state", "beside"):
        shutil.copytree(OLD / folder, home / folder)
    return home


def articles(name: str, home: Path) -> Pair[Article]:
    if name == "beside":
        return Pair(load(home / "beside" / "harbour.txt"), load(home / "beside" / "quay.txt"))
    left, right = (load(OLD / "articles" / file) for file in ("harbour.txt", "quay.txt"))
    return Pair(
        dataclasses.replace(left, source=SOURCES[name].left),
        dataclasses.replace(right, source=SOURCES[name].right),
    )


def verdicts_of(pair: Pair[Article]) -> dict[str, Any]:
    store = open_store(pair)
    assert store.load() is None
    assert store.path is not None
    assert not store.unwritten
    assert not store.orphaned
    return {
        "file": store.path.name,
        "links": [
            [link.left, link.right, link.verdict and link.verdict.value, link.note]
            for link in store.judgements.links
        ],
        "notes": {
            side.value: [[note.passage, note.text] for note in store.judgements.notes[side]] for side in Side
        },
    }


@pytest.mark.parametrize("name", ["web", "files", "beside"])
def test_verdicts_are_found_in_the_file_of_the_same_name(name: str, old_home: Path) -> None:
    expected = {key: value for key, value in EXPECTED[name].items() if key != "place"}
    assert verdicts_of(articles(name, old_home)) == expected


def test_verdicts_on_files_that_were_moved_are_found_by_their_text(old_home: Path) -> None:
    moved = Pair(load(OLD / "articles" / "harbour.txt"), load(OLD / "articles" / "quay.txt"))
    store = open_store(moved, folder=old_home / "data" / "diptych" / "verdicts")
    assert store.load() is None
    assert len(store.judgements.links) == len(EXPECTED["files"]["links"])


@pytest.mark.parametrize("name", ["web", "files"])
def test_the_place_in_a_pair_is_known(name: str, old_home: Path) -> None:
    pair = articles(name, old_home)
    remembered = PairHistory(state_folder(), pair).saved
    assert remembered is not None
    assert remembered.to_json() == {**EXPECTED[name]["place"], "model": "lexical-1"}
    swapped = PairHistory(state_folder(), pair.swapped).saved
    assert swapped is not None
    assert swapped.swapped == remembered


def test_the_files_of_places_are_moved_once(old_home: Path) -> None:
    folder = old_home / "state" / "diptych" / "pairs"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    pair = articles("web", old_home)
    for _ in range(2):
        assert PairHistory(state_folder(), pair).saved is not None
        after = {path.name: path.read_bytes() for path in folder.iterdir()}
        assert sorted(after.values()) == sorted(before.values())
        (old_name,) = before.keys() - after.keys()
        (new_name,) = after.keys() - before.keys()
        assert before[old_name] == after[new_name]


def test_recent_pairs_themes_and_hints_are_known() -> None:
    assert [pair.sources for pair in RecentPairs(state_folder()).all()][1:] == [
        SOURCES["files"],
        SOURCES["web"],
    ]
    usage = UsageHistory(state_folder())
    assert usage.knows_keys
    assert usage.theme(few_colours=False) == "dracula"
    assert usage.theme(few_colours=True) == "diptych-16-dark"


def test_every_setting_and_every_command_of_the_configuration_is_known() -> None:
    preferences = preferences_of_file()
    assert dict(preferences.keys) == EXPECTED["keys"]
    settings = dataclasses.asdict(preferences)
    assert {name: settings[name] for name in EXPECTED["settings"]} == EXPECTED["settings"]


async def test_the_reader_begins_at_the_place_of_the_earlier_version(
    old_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "PATIENCE", 60)
    pair = articles("web", old_home)
    options = read_parser().parse_articles([])
    app = reader(options, preferences_of_file(), pair, SOURCES["web"], memorable=True, below=True)
    async with app.run_test(size=(140, 40)) as pilot:
        opened = Opened(pilot)
        await pilot.pause()
        session = opened.screen.session
        assert app.theme == "gruvbox"
        assert opened.place == ("left", 4)
        assert session.selection.value == "linked"
        assert session.view.name == "FACING"
        assert session.order is Side.RIGHT
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert session.alignment is not None
        assert session.alignment.threshold == 0.45
        before = verdicts_of(pair)["links"]
        await opened.press("X")
        assert verdicts_of(pair)["links"] != before
