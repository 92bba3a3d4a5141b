"""Opinions that are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from diptych.opinion.request import requests_of
from diptych.opinion.settings import OpinionError
from diptych.opinion.store import OpinionStore
from support.chat_server import rows
from support.small_articles import bridge

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = bridge().articles
REQUESTS = requests_of(ARTICLES)


def keep(store: OpinionStore, model: str, *links: str) -> Path:
    return store.keep(ARTICLES, model, {REQUESTS[0].id: rows(*links)})


def test_an_opinion_is_found_again_also_with_the_articles_exchanged(tmp_path: Path) -> None:
    store = OpinionStore(tmp_path / "new")
    assert store.find(ARTICLES) is None
    assert store.all() == []
    keep(store, "a-model", "L1 R3 same", "L4 R5 part")
    found = store.find(ARTICLES)
    assert found is not None
    assert [(link.left, link.right) for link in found.links] == [(0, 2), (3, 4)]
    assert store.find(ARTICLES.swapped) == found.swapped
    assert store.find(ARTICLES, "a-model") == found
    assert store.find(ARTICLES, "another") is None


def test_each_model_has_an_opinion_of_its_own_and_the_newest_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = OpinionStore(tmp_path)
    for day, model in ((1, "first"), (2, "second"), (3, "first")):
        monkeypatch.setattr("diptych.opinion.store.now", lambda day=day: f"2026-05-0{day}T10:00:00+00:00")
        keep(store, model, "L1 R3 same")
        found = store.find(ARTICLES)
        assert found is not None
        assert found.model == model
    assert [(stored.model, stored.asked[:10]) for stored in store.all()] == [
        ("first", "2026-05-03"),
        ("second", "2026-05-02"),
    ]
    assert store.all()[0].titles == ("The old bridge", "A crossing lost")


def test_answers_to_another_version_of_the_requests_are_listed_but_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = OpinionStore(tmp_path)
    keep(store, "a-model", "L1 R3 same")
    monkeypatch.setattr("diptych.opinion.request.VERSION", 2)
    assert store.find(ARTICLES) is None
    assert [stored.version for stored in store.all()] == [1]


def test_only_the_owner_may_read_an_opinion(tmp_path: Path) -> None:
    assert keep(OpinionStore(tmp_path), "a-model").stat().st_mode & 0o777 == 0o600


def test_an_opinion_is_deleted(tmp_path: Path) -> None:
    store = OpinionStore(tmp_path)
    keep(store, "a-model")
    (stored,) = store.all()
    store.delete(stored)
    store.delete(stored)
    assert store.find(ARTICLES) is None


def test_all_are_deleted_also_those_that_cannot_be_read(tmp_path: Path) -> None:
    store = OpinionStore(tmp_path)
    keep(store, "a-model").write_text("{")
    keep(store, "another")
    store.delete_all()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 2}', '{"format": 1, "model": 3}', "\x00"])
def test_files_that_are_no_opinions_are_none(tmp_path: Path, content: str) -> None:
    store = OpinionStore(tmp_path)
    path = keep(store, "a-model")
    path.write_text(content, encoding="utf-8")
    assert store.find(ARTICLES) is None
    assert store.all() == []
    keep(store, "a-model", "L1 R3 same")
    assert store.find(ARTICLES) is not None


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OpinionError, match="cannot be kept in"):
        keep(OpinionStore(tmp_path / "file"), "a-model")
