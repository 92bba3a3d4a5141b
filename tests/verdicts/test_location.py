from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.sides import Pair
from diptych.verdicts.location import beside, in_folder
from support.small_articles import article

if TYPE_CHECKING:
    import pytest

    from diptych.article.model import Article

ONE, TWO = article("One", ("Rain fell.",)), article("Two", ("It rained.",))
FOLDER = Path("verdicts")


def pair(left: str, right: str) -> Pair[Article]:
    return Pair(replace(ONE, source=left), replace(TWO, source=right))


def test_a_pair_has_the_same_file_in_both_orders() -> None:
    for one, two in (("b.txt", "a.txt"), ("https://b.example/x", "a.txt"), ("/m/b.txt", "/n/a.txt")):
        there, back = pair(one, two), pair(two, one)
        assert in_folder(FOLDER, there).path == in_folder(FOLDER, back).path
        assert in_folder(FOLDER, there).swapped is not in_folder(FOLDER, back).swapped
        near, again = beside(there), beside(back)
        assert near is not None
        assert again is not None
        assert near.path == again.path
        assert near.sources == again.sources
        assert near.swapped is not again.swapped


def test_a_changed_text_has_the_same_file() -> None:
    before, now = pair("a.txt", "b.txt"), Pair(replace(TWO, source="a.txt"), replace(ONE, source="b.txt"))
    assert in_folder(FOLDER, before) == in_folder(FOLDER, now)
    assert beside(before) == beside(now)


def test_pairs_that_share_an_article_have_files_of_their_own() -> None:
    sources = ["a.txt", "b.txt", "sub/a.txt", "sub/b.txt", "other/a.txt", "https://x.example/a.txt", "-"]
    pairs = [pair(one, two) for at, one in enumerate(sources) for two in sources[at + 1 :]]
    assert len({in_folder(FOLDER, each).path for each in pairs}) == len(pairs)
    near = [found for each in pairs if (found := beside(each)) is not None]
    assert len({found.path for found in near}) == len(near) == len(pairs) - 1


def test_beside_two_files_the_name_says_which() -> None:
    found = beside(pair("texts/wire.md", "texts/comment.md"))
    assert found is not None
    assert found.path == Path(os.path.abspath("texts/comment.md+wire.md.diptych.json"))  # noqa: PTH100
    assert found.sources == ("comment.md", "wire.md")


def test_files_that_are_moved_together_keep_their_verdicts() -> None:
    here, there = beside(pair("/x/a/one.md", "/x/b/one.md")), beside(pair("/y/z/a/one.md", "/y/z/b/one.md"))
    assert here is not None
    assert there is not None
    assert here.path.name == there.path.name
    assert here.sources == there.sources == ("../b/one.md", "one.md")
    assert (here.path.parent, there.path.parent) == (Path("/x/a"), Path("/y/z/a"))


def test_files_on_two_drives_have_a_file_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def on_windows(path: str, start: Path) -> str:
        raise ValueError(f"path is on mount {path!r}, start on mount {str(start)!r}")

    monkeypatch.setattr(os.path, "relpath", on_windows)
    found = beside(pair("/c/one.md", "/d/two.md"))
    assert found is not None
    assert found.sources == ("/c/one.md", "/d/two.md")
    assert found.path.parent == Path("/c")


def test_sources_that_are_not_files_have_no_sidecar() -> None:
    assert beside(pair("-", "https://x.example/a")) is None
    assert beside(pair("/dev/fd/63", "/proc/self/fd/3")) is None


def test_no_name_is_too_long_or_leads_elsewhere() -> None:
    for source in (
        "語" * 200,
        "https://x.example/" + "a" * 500 + "?q=../../etc",
        "https://x.example/..",
        "?",
    ):
        each = pair(source, "語" * 80)
        found = in_folder(FOLDER, each)
        assert found.path.parent == FOLDER
        assert len(found.path.name.encode()) < 230
        near = beside(each)
        assert near is not None
        assert len(near.path.name.encode()) < 230
        assert "/" not in near.path.name
