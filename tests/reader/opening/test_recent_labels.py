"""Names of recent pairs, and the recent pairs of a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from diptych.history.recent import RecentPair
from diptych.reader.opening.recent_labels import of_folder, recent_names
from diptych.sides import Pair

TITLES = Pair("The quay", "Harrow")


def test_pairs_with_the_same_titles_are_distinguished_by_their_sources() -> None:
    pairs = [
        RecentPair(Pair("/a/quay.txt", "/a/harrow.txt"), TITLES),
        RecentPair(Pair("/a/quay.pdf", "/a/harrow.txt"), TITLES),
        RecentPair(Pair("/b/quay.pdf", "/a/harrow.txt"), TITLES),
        RecentPair(Pair("/b/quay.txt", "/b/weir.txt"), Pair("The quay", "The weir")),
    ]
    assert recent_names(pairs, 40) == [
        Pair("The quay (quay.txt)", "Harrow"),
        Pair("The quay (a/quay.pdf)", "Harrow"),
        Pair("The quay (b/quay.pdf)", "Harrow"),
        Pair("The quay", "The weir"),
    ]
    assert recent_names(pairs[:1], 40) == [TITLES]


def test_a_long_source_leaves_room_for_the_title() -> None:
    titles = Pair("A quay was closed " * 4, "Harrow")
    sources = [f"https://wire.example/{name}/{'long-' * 9}" for name in "ab"]
    for pair in recent_names([RecentPair(Pair(source, "/h.txt"), titles) for source in sources], 40):
        assert pair.left.startswith("A quay was")
        assert cell_len(pair.left) <= 40


@pytest.mark.parametrize(("below", "found"), [(False, [0]), (True, [0, 1])])
def test_a_folder_has_the_pairs_with_a_file_in_it(*, below: bool, found: list[int]) -> None:
    sources = [
        Pair("https://wire.example/desk/a", "/desk/a.txt"),
        Pair("/desk/more/a.txt", "/else/b.txt"),
        Pair("/desks/a.txt", "https://wire.example/desk/a"),
    ]
    pairs = [RecentPair(each, TITLES) for each in sources]
    assert of_folder(pairs, Path("/desk"), below=below) == [pairs[at] for at in found]
    assert of_folder(pairs, Path("/"), below=True) == pairs
