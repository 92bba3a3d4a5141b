from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.folder.article_profile import MOST_READ, TermKind
from diptych.folder.related_articles import LIKELY, Similarities
from support.events import DROUGHT, FLOOD, OTHER, QUAY, WEIR, profile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random


def test_related_articles_find_each_other_and_have_shared_terms() -> None:
    similarities = Similarities([profile(text) for text in (QUAY[0], WEIR[0], OTHER, QUAY[1], WEIR[1])])
    related = similarities.related()
    best = [found[0].index if found else None for found in related]
    assert (best[0], best[3], best[1], best[4]) == (3, 0, 4, 1)
    assert all(related[at][0].score >= LIKELY for at in (0, 1, 3, 4))
    assert {"Olive Brandt", "Harrow"} <= set(similarities.shared([0, 3]))
    assert {"Jonas Petersen", "Marlow", "3 May"} <= set(similarities.shared([1, 4]))
    assert all(other.score < LIKELY for other in related[2])


def likely_pairs(texts: Sequence[str]) -> set[tuple[int, int]]:
    related = Similarities([profile(text) for text in texts]).related()
    return {
        (at, other.index)
        for at, found in enumerate(related)
        for other in found
        if other.score >= LIKELY and at < other.index
    }


@pytest.mark.parametrize("reports", range(2, len(FLOOD) + 1))
@pytest.mark.parametrize("others", [(), (OTHER,), (OTHER, DROUGHT, *QUAY), (DROUGHT, *WEIR, *QUAY, OTHER)])
def test_all_reports_on_an_event_are_related_in_any_folder(reports: int, others: tuple[str, ...]) -> None:
    found = likely_pairs(FLOOD[:reports] + others)
    assert set(combinations(range(reports), 2)) <= found
    assert all(one >= reports for one, other in found if other >= reports)


@pytest.mark.parametrize("others", [(), (OTHER,), (*FLOOD, *QUAY, OTHER)])
def test_an_article_on_the_same_kind_of_event_is_not_related(others: tuple[str, ...]) -> None:
    assert not any(1 in pair for pair in likely_pairs((FLOOD[0], DROUGHT, *others)))


@pytest.mark.parametrize(
    "text",
    [FLOOD[0], QUAY[0], "To be or not to be.", "@ @ @"],
    ids=["report", "sentence", "no rare words", "no words"],
)
@pytest.mark.parametrize("copies", [2, 3, 10, 130])
def test_copies_are_always_related(text: str, copies: int) -> None:
    texts = [text.replace(" ", "  "), OTHER, *[text] * (copies - 1)]
    related = Similarities([profile(each) for each in texts]).related()
    assert all(other.score < LIKELY for other in related[1])
    assert all(len(found) >= min(copies - 1, 20) for found in related[:1] + related[2:])
    assert {found[0].score for found in related[:1] + related[2:]} == {1.0}


def test_an_edited_text_has_score_1() -> None:
    edited = FLOOD[0].replace("140", "150")
    related = Similarities([profile(text) for text in (*FLOOD, edited)]).related()
    assert (related[5][0].index, related[5][0].score) == (0, 1.0)
    assert all(other.score < 1 for other in related[5][1:])


def test_a_name_is_listed_once_and_in_full() -> None:
    shared = Similarities([profile(QUAY[0]), profile(QUAY[1])]).shared([0, 1])
    assert "Olive Brandt" in shared
    assert "Brandt" not in shared


def test_the_terms_of_a_profile() -> None:
    found = profile("The mayor of Harrow’s port, Olive Brandt, said so on 3 May. The mayor counted 22 boats.")
    labels = dict(zip(found.terms, zip(map(TermKind, found.kinds), found.labels, strict=True), strict=True))
    assert labels["@m5#3"] == (TermKind.DAY, "3 May")
    assert labels["#22"][0] is TermKind.NUMBER
    assert labels["oliv brandt"] == (TermKind.NAME, "Olive Brandt")
    assert labels["harrow"] == (TermKind.NAME, "Harrow")
    assert found.counts["mayor"] == 2
    assert "the" not in found.counts


def test_only_the_beginning_of_a_book_is_read() -> None:
    found = profile("\n\n".join(f"Word{at} came." for at in range(2 * MOST_READ)))
    assert f"word{MOST_READ - 1}" in found.counts
    assert f"word{MOST_READ}" not in found.counts


def test_nothing_to_compare() -> None:
    assert Similarities([]).related() == []
    assert Similarities([profile(OTHER)]).related() == [()]
    assert Similarities([profile("1 a"), profile("the")]).related() == [(), ()]


@settings(max_examples=40)
@given(st.lists(st.text("abc déA.1 \n", max_size=40), max_size=8), st.randoms())
def test_the_order_of_the_articles_does_not_matter(texts: list[str], rng: Random) -> None:
    profiles = [profile(f"x {text}") for text in texts]
    order = list(range(len(profiles)))
    rng.shuffle(order)
    before = Similarities(profiles).related(len(profiles))
    after = Similarities([profiles[at] for at in order]).related(len(profiles))
    for at, found in enumerate(after):
        moved = {(order[other.index], round(other.score, 6)) for other in found}
        assert moved == {(other.index, round(other.score, 6)) for other in before[order[at]]}
        assert all(0 <= other.score <= 1 and other.index != at for other in found)
