from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.history.model import LONGEST, Bookmark, SavedPosition, SavedSession, saved_session_from
from diptych.sides import Pair, Side
from support.small_articles import article

BEFORE = article(
    "Before",
    ("Rain fell on the harbour.", "The mayor of Lisbon resigned on Monday after twelve years in office."),
    ("Nobody was hurt.", "Rain fell on the harbour."),
)

BOOKMARKS = st.builds(Bookmark, st.integers(0, 10**6), st.text(max_size=40))
SPOTS = st.builds(SavedPosition, BOOKMARKS, BOOKMARKS, st.integers(-500, 500))
ALL_REMEMBERED = st.builds(
    SavedSession,
    st.sampled_from(Side),
    st.builds(Pair, SPOTS, SPOTS),
    st.sampled_from(["facing", "synopsis"]),
    st.sampled_from(["facing", "single"]),
    st.sampled_from(Side),
    st.sampled_from(["all", "linked"]),
    st.none() | st.floats(0, 1),
)


@given(ALL_REMEMBERED)
def test_written_data_is_read_unchanged(remembered: SavedSession) -> None:
    assert saved_session_from(json.loads(json.dumps(remembered.to_json()))) == remembered
    assert remembered.swapped.swapped == remembered


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(ALL_REMEMBERED, st.data())
def test_other_json_counts_as_nothing(remembered: SavedSession, data: st.DataObject) -> None:
    content = remembered.to_json()
    place = data.draw(st.sampled_from([*content, "cursor", "passage", "words", "row"]))
    inner = content["left"]
    assert isinstance(inner, dict)
    table = {"cursor": inner, "row": inner, "passage": inner["cursor"], "words": inner["seen"]}.get(
        place, content
    )
    table[place] = data.draw(JSON)
    found = saved_session_from(content)  # or else it raises
    assert found is None or found.to_json() == content or table[place] in (0, 1)


@pytest.mark.parametrize(
    "missing", ["side", "left", "right", "view", "narrow view", "order", "selection", "threshold"]
)
def test_a_file_with_something_missing_counts_as_nothing(missing: str) -> None:
    spot = SavedPosition(Bookmark(0, ""), Bookmark(0, ""), 0)
    content = SavedSession(Side.LEFT, Pair(spot, spot)).to_json()
    assert saved_session_from(content) is not None
    del content[missing]
    assert saved_session_from(content) is None


def test_a_passage_is_found_where_it_was() -> None:
    for passage in range(4):  # the first and the last say the same
        assert Bookmark.at(BEFORE, passage).find(BEFORE) == passage


def test_a_passage_that_has_moved_is_found_by_its_words() -> None:
    added = ("One more.", "And one more.", "Nobody was hurt.")
    after = article("After", added, ("Rain fell on the harbour.",))
    assert Bookmark.at(BEFORE, 2).find(after) == 2
    assert Bookmark.at(BEFORE, 0).find(after) == 3


def test_a_passage_that_was_reworded_is_found_by_most_of_its_words() -> None:
    after = article(
        "After",
        ("One more.",),
        ("Something else.", "The mayor of Lisbon resigned on Tuesday after twelve years in office."),
    )
    assert Bookmark.at(BEFORE, 1).find(after) == 2


def test_a_deleted_passage_gives_its_position() -> None:
    after = article("After", ("Ferns reproduce by spores.", "They never flower."))
    assert Bookmark.at(BEFORE, 3).find(after) == 1
    assert Bookmark.at(BEFORE, 0).find(after) == 0
    assert Bookmark.at(BEFORE, 0).find(article("Empty")) is None


def test_only_the_beginning_of_a_long_passage_is_kept() -> None:
    long = article("Long", ("word " * 10_000 + "end.",))
    assert len(Bookmark.at(long, 0).words) <= LONGEST


@given(
    st.lists(st.sampled_from(["A b.", "C d e.", "F.", "G h i j."]), min_size=1, max_size=6),
    st.lists(st.sampled_from(["A b.", "C d e.", "F.", "K."]), min_size=1, max_size=6),
    st.data(),
)
def test_some_passage_is_always_found_and_the_same_words_win(
    before: list[str], after: list[str], data: st.DataObject
) -> None:
    old, new = article("Old", tuple(before)), article("New", tuple(after))
    passage = data.draw(st.integers(0, len(before) - 1))
    found = Bookmark.at(old, passage).find(new)
    assert found is not None
    if before[passage] in after:
        assert after[found] == before[passage]
        same = [at for at, words in enumerate(after) if words == before[passage]]
        assert abs(found - passage) == min(abs(at - passage) for at in same)
