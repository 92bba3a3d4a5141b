from __future__ import annotations

import json
from pathlib import Path

import pytest

from diptych.history.recent import MOST, RecentPair, RecentPairs, stable_source
from diptych.sides import Pair


def keep(recent: RecentPairs, left: str, right: str) -> str | None:
    return recent.keep(Pair(left, right), Pair(f"Title of {left}", f"Title of {right}"))


def test_the_latest_is_first_and_none_is_listed_twice(tmp_path: Path) -> None:
    recent = RecentPairs(tmp_path)
    assert recent.all() == ()
    for left, right in (("/a", "/b"), ("/c", "/d"), ("/b", "/a")):
        assert keep(recent, left, right) is None
    assert RecentPairs(tmp_path).all() == (
        RecentPair(Pair("/b", "/a"), Pair("Title of /b", "Title of /a")),
        RecentPair(Pair("/c", "/d"), Pair("Title of /c", "Title of /d")),
    )


def test_the_oldest_are_deleted(tmp_path: Path) -> None:
    recent = RecentPairs(tmp_path)
    for at in range(MOST + 3):
        keep(recent, f"/{at}", "/other")
    assert [pair.sources.left for pair in recent.all()] == [f"/{at}" for at in range(MOST + 2, 2, -1)]


def test_concurrent_writers_lose_nothing(tmp_path: Path) -> None:
    one, two = RecentPairs(tmp_path), RecentPairs(tmp_path)
    keep(one, "/a", "/b")
    keep(two, "/c", "/d")
    assert len(one.all()) == 2


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("left.txt", str(Path.cwd() / "left.txt")),
        ("book.epub#3", str(Path.cwd() / "book.epub#3")),
        ("https://me:secret@example.org/a", "https://example.org/a"),
        ("-", None),
        ("", None),
        ("clipboard:", None),
        ("/dev/fd/63", None),
        ("x" * 5_000, None),
    ],
)
def test_which_sources_can_be_opened_again(tmp_path: Path, source: str, name: str | None) -> None:
    assert stable_source(source) == name
    recent = RecentPairs(tmp_path)
    recent.keep(Pair(source, "/other.txt"), Pair("One", "Two"))
    assert [pair.sources.left for pair in recent.all()] == ([] if name is None else [name])
    assert "secret" not in "".join(path.read_text() for path in tmp_path.iterdir())


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"pairs": 3}',
        '{"pairs": [3, {}, {"sources": ["a"], "titles": ["b"]}, null]}',
        "{" * 999,
    ],
)
def test_foreign_content_is_ignored(tmp_path: Path, content: str) -> None:
    (tmp_path / "recent.json").write_text(content)
    recent = RecentPairs(tmp_path)
    assert recent.all() == ()
    assert keep(recent, "/a", "/b") is None
    assert len(recent.all()) == 1
    assert json.loads((tmp_path / "recent.json").read_text())["format"] == 1


def test_a_failed_write_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    warning = keep(RecentPairs(tmp_path / "file"), "/a", "/b")
    assert warning is not None
    assert warning.startswith("This pair cannot be kept")
