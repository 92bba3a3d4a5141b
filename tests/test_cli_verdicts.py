"""Verdicts and the command line: where they are kept, and how `diptych compare` applies them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

import diptych.cli.open_reader
import diptych.reader.app.app
import diptych.sources.open
from diptych import Verdict, load
from diptych.cli import ERROR, LINKS_FOUND, NO_LINKS, main
from diptych.comparison_wording import misfits
from diptych.reader.screens.reader_screen import ReaderScreen
from diptych.sides import Pair
from diptych.verdicts.open_store import open_store
from diptych.verdicts.store import Subject, VerdictStore
from support.verdicts import judge

if TYPE_CHECKING:
    from collections.abc import Callable

ONE = "The old bridge at Harrow closed on Monday.\n\nTwelve people were hurt.\n"
TWO = "The bridge at Harrow has been shut since Tuesday.\n\nShops have lost trade.\n"


@pytest.fixture
def pair(tmp_path: Path) -> list[str]:
    files = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for file, text in zip(files, (ONE, TWO), strict=True):
        file.write_text(text)
    return [str(file) for file in files]


def store_of(pair: list[str], *, sidecar: bool = False) -> VerdictStore:
    store = open_store(Pair(load(pair[0]), load(pair[1])), sidecar=sidecar)
    assert store.load() is None
    return store


def test_compare_applies_verdicts_on_request(pair: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "-q", *pair]) == LINKS_FOUND
    judge(store_of(pair), Subject(0, 0, is_note=False), Verdict.REJECTED)
    assert main(["compare", "-q", *pair]) == LINKS_FOUND
    assert main(["compare", "-q", "--verdicts", *pair]) == NO_LINKS
    assert main(["compare", "-q", "--verdicts", *reversed(pair)]) == NO_LINKS
    judge(store_of(pair), Subject(1, 1, is_note=False), Verdict.ADDED)
    assert main(["compare", "--verdicts", *pair]) == LINKS_FOUND
    output = capsys.readouterr().out
    assert "Shops have lost trade." in output


def test_compare_says_how_many_verdicts_no_longer_fit(
    pair: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    judge(store_of(pair), Subject(0, 0, is_note=False), Verdict.ACCEPTED)
    judge(store_of(pair), Subject(1, 1, is_note=False), Verdict.ADDED)
    assert main(["compare", "-q", "--verdicts", *pair]) == LINKS_FOUND
    assert capsys.readouterr().err == ""
    Path(pair[1]).write_text(TWO.replace("Shops have lost trade.", "The council met late and in private."))
    assert main(["compare", "-q", "--verdicts", *pair]) == LINKS_FOUND
    assert capsys.readouterr().err == f"diptych: {misfits(1)}.\n"


def test_compare_refuses_a_damaged_file_of_verdicts(
    pair: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    store = store_of(pair)
    judge(store, Subject(0, 0, is_note=False), Verdict.REJECTED)
    path = cast("Path", store.path)
    path.write_text("{")
    assert main(["compare", "-q", "--verdicts", *pair]) == ERROR
    assert "is damaged" in capsys.readouterr().err
    assert path.read_text() == "{"


def test_verdicts_are_in_the_data_folder_or_beside_the_articles(pair: list[str], home: Path) -> None:
    usual = store_of(pair)
    assert usual.path is not None
    assert usual.path.parent == home / "data" / "diptych" / "verdicts"
    judge(usual, Subject(0, 0, is_note=False), Verdict.ACCEPTED)
    near = store_of(pair, sidecar=True)
    assert near.path == Path(pair[0]).with_name("one.txt+two.txt.diptych.json")
    judge(near, Subject(1, None, is_note=True), "who?")
    found = store_of(pair)  # it is found by itself from now on, with what was said before
    assert found.path == near.path
    assert len(json.loads(near.path.read_bytes())["statements"]) == 2
    assert found.judgements == near.judgements


@pytest.mark.parametrize(
    ("arguments", "settings", "beside"),
    [([], "", False), (["--sidecar"], "", True), ([], "sidecar = true\n", True)],
)
def test_the_reader_gets_the_place_of_verdicts(
    pair: list[str],
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    settings: str,
    beside: bool,  # noqa: FBT001 - a parameter
) -> None:
    file = home / "config" / "diptych" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(settings)
    opened: list[VerdictStore] = []

    def run(app: diptych.reader.app.app.DiptychApp) -> None:
        screen = app.get_default_screen()
        assert isinstance(screen, ReaderScreen)
        opened.append(cast("Callable[[], VerdictStore]", screen.review._verdicts)())

    monkeypatch.setattr(diptych.reader.app.app.DiptychApp, "run", run)
    monkeypatch.setattr(diptych.cli.open_reader, "require_terminal", lambda **_: None)
    assert main([*arguments, *pair]) == 0
    (store,) = opened
    assert store.path is not None
    assert (store.path.parent == Path(pair[0]).parent) is beside
    assert not store.path.exists()  # nothing is written before anything is output


def test_a_sidecar_needs_an_article_in_a_file(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, pair: list[str]
) -> None:
    monkeypatch.setattr(diptych.cli.open_reader, "require_terminal", lambda **_: None)
    articles = Pair(load(pair[0]), load(pair[1])).map(lambda one: type(one)(one.title, one.text, (), ()))
    monkeypatch.setattr("diptych.sources.open.load_both", lambda _: articles)
    assert main(["--sidecar", *pair]) == ERROR
    assert "leave out --sidecar" in capsys.readouterr().err
