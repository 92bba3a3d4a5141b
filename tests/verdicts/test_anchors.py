from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.verdicts.anchors import Anchor, Passages
from support.small_articles import article

BEFORE = article(
    "Before",
    ("Rain fell on the harbour.", "The mayor of Lisbon resigned on Monday after twelve years in office."),
    ("Nobody was hurt.", "The docks stay closed until June.", "Nobody was hurt."),
)

SENTENCES = st.sampled_from(
    ["Rain fell.", "The quay burned.", "Nobody was hurt.", "A ship sank at dawn.", "The mayor left."]
)
ARTICLES = st.lists(st.lists(SENTENCES, min_size=1, max_size=4).map(tuple), min_size=1, max_size=3)


@given(ARTICLES)
def test_a_passage_is_found_in_the_same_text(paragraphs: list[tuple[str, ...]]) -> None:
    same = article("Same", *paragraphs)
    for passage in range(len(same.passages)):
        assert Passages(same).find(Anchor.at(same, passage)) == passage


@given(ARTICLES, ARTICLES)
def test_a_found_passage_has_the_same_words(one: list[tuple[str, ...]], two: list[tuple[str, ...]]) -> None:
    before, now = article("Before", *one), article("Now", *two)
    texts = [now.passage_text(passage) for passage in range(len(now.passages))]
    for passage in range(len(before.passages)):
        found, words = Passages(now).find(Anchor.at(before, passage)), before.passage_text(passage)
        assert (words in texts) <= (found is not None)  # kept words are never lost
        if words in texts and found is not None:
            assert texts[found] == words


def test_a_passage_that_moved_is_found_by_its_words() -> None:
    now = article(
        "Now", ("A new first line.",), ("The docks stay closed until June.", "Rain fell on the harbour.")
    )
    assert Passages(now).find(Anchor.at(BEFORE, 0)) == 2
    assert Passages(now).find(Anchor.at(BEFORE, 3)) == 1


def test_of_equal_passages_the_one_in_the_same_context_is_found() -> None:
    now = article(
        "Now",
        ("Much has been added here.", "It goes on.", "Nobody was hurt.", "The docks stay closed until June."),
        ("Nobody was hurt.",),
    )
    assert Passages(now).find(Anchor.at(BEFORE, 2)) == 2
    assert Passages(now).find(Anchor.at(BEFORE, 4)) == 4


def test_a_reworded_passage_is_found() -> None:
    now = article(
        "Now",
        (
            "Rain fell on the harbour.",
            "The mayor of Lisbon left on Monday after eleven years in office.",
        ),
        ("Nobody was hurt.",),
    )
    assert Passages(now).find(Anchor.at(BEFORE, 1)) == 1


def test_passages_that_were_joined_are_found_by_their_words() -> None:
    now = article("Now", ("Rain fell on the harbour. Nobody was hurt; later more.",))
    assert Passages(now).find(Anchor.at(BEFORE, 0)) == 0


def test_lines_that_break_elsewhere_change_nothing() -> None:
    now = article("Now", ("Nobody was hurt.", "The docks stay\nclosed until June."))
    assert Passages(now).find(Anchor.at(BEFORE, 3)) == 1


@pytest.mark.parametrize(
    "paragraphs",
    [
        (("Nobody was\n hurt.", "The docks stay\nclosed until June."),),
        (("Rain fell.", "Nobody was hurt. The docks stay closed until June. Nobody was hurt."),),
    ],
)
def test_other_wraps_or_splits_do_not_count_as_a_change(
    paragraphs: tuple[tuple[str, ...], ...],
) -> None:
    now, anchor = article("Now", *paragraphs), Anchor.at(BEFORE, 3)
    found = Passages(now).find(anchor)
    assert found is not None
    assert Passages(now).former_text(anchor, found) == ""


def test_former_words_are_given_and_sanitized() -> None:
    now = article("Now", ("Nobody was hurt.", "The docks stay closed until July."))
    anchor = Anchor.at(BEFORE, 3)
    longer = article("Now", ("Nobody was hurt.", "The docks stay closed until June, or July."))
    cut = anchor._replace(exact=anchor.exact[:-1], suffix=f".{anchor.suffix}")
    assert Passages(longer).former_text(cut, 1) == "The docks stay closed until June"
    assert Passages(now).former_text(anchor, 1) == "The docks stay closed until June."
    hostile = anchor._replace(exact="The docks\x1b[2J stay closed.")
    assert "\x1b" not in Passages(now).former_text(hostile, 1)


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor of Porto was on holiday in March.",  # some words in common
        "Trams run again.",
        "Le maire de Lisbonne a démissionné lundi.",
    ],
)
def test_another_passage_is_not_found(sentence: str) -> None:
    now = article("Now", (sentence, "Traffic is light."))
    assert Passages(now).find(Anchor.at(BEFORE, 1)) is None


def test_nothing_is_found_if_two_passages_are_as_similar() -> None:
    now = article("Now", ("The docks stay shut until June.",), ("The docks stay shut until June.",))
    found = Passages(now).find(Anchor.at(BEFORE, 3))
    assert found is None


def test_an_article_without_passages_has_nothing_to_find() -> None:
    assert Passages(article("Empty")).find(Anchor.at(BEFORE, 0)) is None
    assert Passages(BEFORE).find(Anchor("", "", "", 0, 0)) is None


def test_only_the_beginning_of_a_very_long_passage_is_kept() -> None:
    endless = article("Endless", ("la " * 30_000, "The end."))
    anchor = Anchor.at(endless, 0)
    assert len(anchor.exact) == 1_000
    assert Passages(endless).find(anchor) == 0
    assert Passages(article("Now", ("First.", "la " * 30_000))).find(anchor) == 1
