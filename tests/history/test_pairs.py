from __future__ import annotations

import os
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from diptych.history import pairs
from diptych.history.model import Bookmark, SavedPosition, SavedSession
from diptych.history.pairs import PairHistory
from diptych.sides import Pair, Side
from support.small_articles import article

if TYPE_CHECKING:
    from pathlib import Path

LEFT, RIGHT = article("Left", ("Rain fell.",)), article("Right", ("It rained.", "Nobody was hurt."))
BOTH = Pair(LEFT, RIGHT)
SPOT = SavedPosition(Bookmark(0, "Rain fell."), Bookmark(0, "Rain fell."), 3)
OTHER = SavedPosition(Bookmark(1, "Nobody was hurt."), Bookmark(0, "It rained."), -2)
LEFT_OFF = SavedSession(Side.RIGHT, Pair(SPOT, OTHER), "synopsis", "facing", Side.RIGHT, "linked", 0.4)


def files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.*"))


def test_a_pair_is_remembered(tmp_path: Path) -> None:
    assert PairHistory(tmp_path, BOTH).saved is None
    assert files(tmp_path) == []
    assert PairHistory(tmp_path, BOTH).keep(LEFT_OFF) is None
    assert PairHistory(tmp_path, BOTH).saved == LEFT_OFF
    assert len(files(tmp_path)) == 1


def test_the_order_of_the_articles_does_not_matter(tmp_path: Path) -> None:
    PairHistory(tmp_path, BOTH).keep(LEFT_OFF)
    swapped = PairHistory(tmp_path, BOTH.swapped)
    assert swapped.saved == LEFT_OFF.swapped
    swapped.keep(LEFT_OFF.swapped._replace(threshold=None))
    assert PairHistory(tmp_path, BOTH).saved == LEFT_OFF._replace(threshold=None)


def test_a_path_means_the_same_from_every_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    PairHistory(tmp_path, BOTH).keep(LEFT_OFF)
    elsewhere = BOTH.map(lambda one: replace(one, source=str(tmp_path / one.source)))
    assert PairHistory(tmp_path, elsewhere).saved == LEFT_OFF
    monkeypatch.chdir("/")
    assert PairHistory(tmp_path, BOTH).saved is None


@pytest.mark.parametrize("source", ["-", "/dev/fd/63", ""])
def test_articles_without_a_path_are_identified_by_their_text(tmp_path: Path, source: str) -> None:
    piped = Pair(replace(LEFT, source=source), RIGHT)
    PairHistory(tmp_path, piped).keep(LEFT_OFF)
    assert PairHistory(tmp_path, Pair(replace(LEFT, source="-"), RIGHT)).saved == LEFT_OFF
    changed = Pair(replace(piped.left, text="Rain fell!"), RIGHT)
    assert PairHistory(tmp_path, changed).saved is None


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", "{}", '{"format": 1}', '{"format": 2, "articles": []}', "\0" * 200_000]
)
def test_a_file_with_other_content_is_ignored_and_overwritten(tmp_path: Path, content: str) -> None:
    memory = PairHistory(tmp_path, BOTH)
    memory.keep(LEFT_OFF)
    (file,) = files(tmp_path)
    file.write_text(content)
    assert PairHistory(tmp_path, BOTH).saved is None
    assert memory.keep(LEFT_OFF) is None
    assert PairHistory(tmp_path, BOTH).saved == LEFT_OFF


def test_another_pair_with_the_same_file_name_is_ignored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pairs, "pair_digest", lambda *_: "same")
    PairHistory(tmp_path, BOTH).keep(LEFT_OFF)
    assert PairHistory(tmp_path, Pair(LEFT, LEFT)).saved is None


def test_a_failed_write_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "pairs").write_text("a file where a folder should be")
    assert PairHistory(tmp_path, BOTH).saved is None
    assert PairHistory(tmp_path, BOTH).keep(LEFT_OFF) == "Your place cannot be remembered: File exists."


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = PairHistory(tmp_path, BOTH)
    memory.keep(LEFT_OFF)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.replace", full)
        assert memory.keep(LEFT_OFF.swapped) == "Your place cannot be remembered: No space left on device."
    assert PairHistory(tmp_path, BOTH).saved == LEFT_OFF
    assert len(files(tmp_path)) == 1


def test_concurrent_readers_never_leave_half_a_file(tmp_path: Path) -> None:
    values = [LEFT_OFF._replace(threshold=number / 10) for number in range(10)]
    memory = PairHistory(tmp_path, BOTH)
    memory.keep(values[0])
    seen: list[SavedSession | None] = []

    def write(value: SavedSession) -> None:
        for _ in range(20):
            memory.keep(value)
            seen.append(PairHistory(tmp_path, BOTH).saved)

    threads = [threading.Thread(target=write, args=(value,)) for value in values]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 200
    assert None not in seen
    assert len(files(tmp_path)) == 1


def test_the_oldest_are_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "MOST_PAIRS", 3)
    many = [Pair(LEFT, replace(RIGHT, source=f"{number}.txt")) for number in range(5)]
    for age, pair in enumerate(many):
        PairHistory(tmp_path, pair).keep(LEFT_OFF)
        for file in files(tmp_path):
            os.utime(file, (os.stat(file).st_mtime - 100,) * 2)  # noqa: PTH116
        assert len(files(tmp_path)) == min(3, age + 1)
    assert [PairHistory(tmp_path, pair).saved is not None for pair in many] == [False] * 2 + [True] * 3


def test_an_unreadable_folder_counts_as_empty(tmp_path: Path) -> None:
    folder = tmp_path / ("too long " * 40)
    memory = PairHistory(folder, BOTH)
    assert memory.saved is None
    assert memory.keep(LEFT_OFF) == "Your place cannot be remembered: File name too long."
