"""What each press of a copy key takes."""

from __future__ import annotations

import pytest

from diptych.reader.export.copy import Copying
from diptych.reader.state.navigation import Place
from diptych.reader.state.session import Reading
from diptych.reader.text.quotes import IF_ALLOWED, MOST_BYTES
from diptych.sides import Pair, Side
from support.small_articles import article, bridge


@pytest.fixture
def reading() -> Reading:
    made = Reading(bridge().articles)
    made.receive(bridge())
    return made


@pytest.fixture
def copied() -> list[str]:
    return []


@pytest.fixture
def copying(copied: list[str]) -> Copying:
    return Copying(copied.append)


def test_the_passage_first_then_the_pair_then_the_passage(
    reading: Reading, copying: Copying, copied: list[str]
) -> None:
    for _ in range(3):
        assert copying.passage(reading) is None
    passage = reading.articles.left.passage_text(0)
    assert copied[0] == copied[2] == passage
    assert "since Tuesday" in copied[1]
    assert reading.note.startswith("passage copied")
    assert f"{IF_ALLOWED}; again" in reading.note


def test_after_a_move_the_key_means_the_passage_again(
    reading: Reading, copying: Copying, copied: list[str]
) -> None:
    copying.passage(reading)
    reading.step(1)
    copying.passage(reading)
    reading.step(-1)
    copying.passage(reading)
    assert copied == [reading.articles.left.passage_text(passage) for passage in (0, 1, 0)]


def test_the_pair_is_that_of_the_link_shown(reading: Reading, copying: Copying, copied: list[str]) -> None:
    reading.to_numbered(2)
    copying.pair(reading)
    assert "Fifteen people" in copied[0]
    assert reading.note == f"pair copied, {IF_ALLOWED}"


def test_a_selection_comes_before_the_passage(reading: Reading, copying: Copying, copied: list[str]) -> None:
    copying.passage(reading, "old bridge")
    assert copied == ["old bridge"]
    copying.passage(reading)
    assert copied[1] == reading.articles.left.passage_text(0)


def test_a_unique_passage_has_no_pair(reading: Reading, copying: Copying, copied: list[str]) -> None:
    reading.put(Place(Side.LEFT, 2))
    assert copying.passage(reading) is None
    assert copying.passage(reading) == "No counterpart to copy, only the passage."
    assert len(copied) == 1


def test_what_is_too_long_is_refused_and_not_copied(copied: list[str]) -> None:
    long = article("long", ("a" * (MOST_BYTES + 1),))
    refused = Copying(copied.append).passage(Reading(Pair(long, long)))
    assert refused is not None
    assert refused.startswith("Too long to copy")
    assert not copied


def test_an_article_without_passages_has_nothing_to_copy(copied: list[str]) -> None:
    none = article("none", furniture="Subscribe")
    assert Copying(copied.append).passage(Reading(Pair(none, none))) == "This article has no passages."
    assert not copied
