"""Verdicts are found again by the articles alone, even if these have been moved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from diptych.alignment.kinds import Verdict
from diptych.sides import Pair
from diptych.verdicts.judgements import Judgements, LinkJudgement
from diptych.verdicts.open_store import open_store, open_store_of
from diptych.verdicts.store import Subject
from support.small_articles import article, bridge
from support.verdicts import judge, swapped

if TYPE_CHECKING:
    from pathlib import Path

    from diptych.article.model import Article

LEFT, RIGHT = bridge().articles
JUDGEMENTS = Judgements((LinkJudgement(0, 2, Verdict.ACCEPTED),))


def at(left: str, right: str) -> Pair[Article]:
    return Pair(replace(LEFT, source=left), replace(RIGHT, source=right))


def judged(folder: Path, articles: Pair[Article]) -> Judgements:
    store = open_store(articles, folder=folder)
    assert store.load() is None
    assert store.unwritten == 0
    return store.judgements


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A folder of verdicts, in which one link between /m/a.txt and /m/b.txt is accepted."""
    store = open_store(at("/m/a.txt", "/m/b.txt"), folder=tmp_path)
    assert judge(store, Subject(0, 2, is_note=False), Verdict.ACCEPTED)[1] is None
    return tmp_path


@pytest.mark.parametrize(("left", "right"), [("/n/a.txt", "/n/b.txt"), ("/z/a.txt", "/m/b.txt")])
def test_files_that_were_moved_keep_their_verdicts(kept: Path, left: str, right: str) -> None:
    articles = at(left, right)
    assert judged(kept, articles) == JUDGEMENTS
    assert judged(kept, articles.swapped) == swapped(JUDGEMENTS)
    store = open_store(articles, folder=kept)
    store.load()
    assert judge(store, Subject(0, 2, is_note=False), Verdict.REJECTED)[1] is None
    assert judged(kept, articles) == Judgements((LinkJudgement(0, 2, Verdict.REJECTED),))
    assert judged(kept, at("/m/a.txt", "/m/b.txt")) == JUDGEMENTS


def test_a_result_opened_from_another_folder_finds_its_verdicts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = replace(bridge(), articles=at("a.txt", "b.txt"))
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        store = open_store_of(result, folder=tmp_path / "kept")
        assert store.load() is None
        if name == "one":
            judge(store, Subject(0, 2, is_note=False), Verdict.ACCEPTED)
        assert store.judgements == JUDGEMENTS


def test_files_of_the_same_names_with_other_texts_have_verdicts_of_their_own(kept: Path) -> None:
    other = replace(article("Other", ("A ferry sank.",)), source="/n/b.txt")
    assert judged(kept, Pair(at("/n/a.txt", "").left, other)) == Judgements()


@pytest.mark.parametrize("damage", ["", "{}", '{"articles": 3}', '{"articles": [1, {"text": 2}]}'])
def test_a_damaged_file_of_the_same_name_is_ignored(kept: Path, damage: str) -> None:
    [path] = kept.glob("*.json")
    whole = '{"format": "diptych verdicts", "version": 1, "statements": []'
    path.write_text(f"{whole}, {damage[1:]}" if damage else damage)
    assert judged(kept, at("/n/a.txt", "/n/b.txt")) == Judgements()
