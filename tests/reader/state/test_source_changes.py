from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from diptych.article.identity import is_lasting_file
from diptych.history.model import Bookmark, SavedPosition, SavedSession
from diptych.reader.state.source_changes import (
    can_be_reloaded,
    change_message,
    changed,
    moved,
    stamp_of,
)
from diptych.sides import Pair, Side
from support.small_articles import article

if TYPE_CHECKING:
    from pathlib import Path

BEFORE = article("Before", *[(f"Sentence number {at} speaks of boat {at}.",) for at in range(10)])


def remembered(passage: int) -> SavedSession:
    mark = Bookmark.at(BEFORE, passage)
    return SavedSession(Side.LEFT, Pair(SavedPosition(mark, mark, 3), SavedPosition(mark, mark, 3)))


def test_a_place_is_found_by_its_words() -> None:
    longer = article(
        "Now", ("A new beginning.",), *[(f"Sentence number {at} speaks of boat {at}.",) for at in range(10)]
    )
    place = moved(remembered(4), Pair(BEFORE, BEFORE), Pair(longer, BEFORE))
    assert place.positions.left.cursor == Bookmark.at(longer, 5)
    assert place.positions.right.cursor == Bookmark.at(BEFORE, 4)
    assert place.positions.left.row == 3


@pytest.mark.parametrize(("passage", "count", "found"), [(5, 20, 10), (9, 4, 3), (0, 3, 0)])
def test_a_place_whose_words_are_gone_keeps_its_relative_position(
    passage: int, count: int, found: int
) -> None:
    other = article("Now", *[(f"Entirely {at} different words stand here, {at}.",) for at in range(count)])
    place = moved(remembered(passage), Pair(BEFORE, BEFORE), Pair(other, other))
    assert place.positions.left.cursor.passage == found


def test_an_article_without_passages_has_no_place() -> None:
    place = moved(remembered(2), Pair(BEFORE, BEFORE), Pair(article("Now"), BEFORE))
    assert place.positions.left.cursor == Bookmark.at(BEFORE, 2)


def test_a_changed_file_is_noticed(tmp_path: Path) -> None:
    file = tmp_path / "left.txt"
    file.write_text("The quay.")
    before = Pair(stamp_of(str(file)), stamp_of("https://example.org/"))
    assert before.left is not None
    assert before.right is None
    assert changed(before, Pair(stamp_of(str(file)), None)) == ()
    os.utime(file, ns=(1, 1))
    assert changed(before, Pair(stamp_of(str(file)), None)) == (Side.LEFT,)
    file.unlink()
    assert changed(before, Pair(stamp_of(str(file)), None)) == ()  # it is being written


def test_messages_about_changed_files() -> None:
    assert change_message((), "F5") == ""
    assert change_message((Side.RIGHT,), "F5") == "the right file has changed: F5 reloads"
    assert change_message((Side.LEFT, Side.RIGHT), "F5") == "both files have changed: F5 reloads"


def test_sources_that_can_be_reloaded() -> None:
    assert can_be_reloaded("left.txt")
    assert can_be_reloaded("https://example.org/")
    assert not is_lasting_file("https://example.org/")
    for passing in ("-", "", "clipboard:", "/dev/fd/63", "/proc/self/fd/0"):
        assert not can_be_reloaded(passing)
    assert stamp_of("a\0b") is None
    assert stamp_of("book.epub#3") is None
