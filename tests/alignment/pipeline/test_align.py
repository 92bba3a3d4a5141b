"""The alignment as a whole: what it finds in a small story, and what holds for any two texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.alignment.kinds import Grade
from diptych.alignment.pipeline.align import align
from diptych.alignment.scoring.alignment_model import lexical_model
from diptych.alignment.settings import AlignmentSettings
from diptych.errors import Cancelled
from diptych.sides import Pair, Side
from support.small_articles import article

if TYPE_CHECKING:
    from diptych.alignment.model import Alignment
    from diptych.article.model import Article

WIRE = article(
    "Ferry runs aground off Port Alder",
    (
        "A ferry with 212 passengers ran aground off Port Alder on Tuesday, the coast guard said.",
        "Nobody was seriously hurt.",
    ),
    (
        "The vessel, the Silver Heron, had left the island of Corran an hour late because of fog.",
        "Captain Marta Oduya told the harbour radio that the steering had failed twice.",
    ),
    (
        "“We will find out why this ship was allowed to sail,” said Transport Minister Leif Aronsen.",
        "The company that owns the ferry, Northline, cut its maintenance budget by a third last year.",
    ),
    ("Schools on the island stayed closed on Wednesday.",),
)
LOCAL = article(
    "Steering failed, says captain of stranded ferry",
    (
        "Northline had reduced spending on repairs by a third, documents seen by this paper show.",
        "The captain of the Silver Heron, Marta Oduya, reported that her steering failed two times.",
    ),
    (
        "All 215 passengers were brought ashore after the ferry ran aground on Tuesday.",
        "Fog had held up its departure from Corran for an hour.",
    ),
    (
        "“We will find out why this ship was allowed to sail,” Mr. Aronsen promised.",
        "A brass band from the mainland had to cancel its concert.",
    ),
)
OTHER = article(
    "Museum buys a lost painting",
    (
        "The city museum has bought a painting that was thought to be lost for eighty years.",
        "Its director, Ilse Brandt, called the portrait the most beautiful work of the collection.",
    ),
    (
        "Visitors can see it in the east wing from the first of March.",
        "An unknown collector from Lisbon sold it for two million euros.",
    ),
)


def aligned(left: Article, right: Article, setting: AlignmentSettings | None = None) -> Alignment:
    return align(Pair(left, right), setting or AlignmentSettings())


def test_a_restated_story_is_linked_in_whatever_order_it_is_told() -> None:
    links = {(link.left, link.right) for link in aligned(WIRE, LOCAL).links}
    assert {(0, 2), (2, 3), (3, 1), (4, 4), (5, 0)} <= links


def test_what_only_one_tells_has_no_counterpart() -> None:
    found = aligned(WIRE, LOCAL)
    assert 6 in found.unique(Side.LEFT)
    assert 5 in found.unique(Side.RIGHT)


def test_where_they_disagree_is_shown() -> None:
    (link,) = [link for link in aligned(WIRE, LOCAL).links if (link.left, link.right) == (0, 2)]
    assert [difference.readings for difference in link.differences] == [
        Pair("212 passengers", "215 passengers")
    ]


def test_two_stories_are_not_linked_and_told_apart() -> None:
    found = aligned(WIRE, OTHER)
    assert found.links == ()
    assert not found.same_event


def test_one_story_is_told_to_be_one() -> None:
    assert aligned(WIRE, LOCAL).same_event


@pytest.mark.parametrize("dropped", ["not", "Tuesday"])
def test_a_passage_that_lacks_one_word_is_no_longer_verbatim(dropped: str) -> None:
    said = "The coast guard said that the ferry did not leave the harbour of Port Alder on Tuesday at all."
    articles = Pair(article("One", (said,)), article("Two", (said.replace(f" {dropped}", ""),)))
    (link,) = align(articles).links
    assert link.grade is Grade.RESTATED


def test_an_article_against_itself_is_verbatim_passage_for_passage() -> None:
    links = {link.left: link for link in aligned(WIRE, WIRE).links if link.left == link.right}
    assert len(links) == len(WIRE.passages)
    assert {link.grade for link in links.values()} == {Grade.VERBATIM}
    assert not any(link.differences for link in links.values())


def test_texts_without_spaces_are_linked_too() -> None:
    one = article("一", ("周二一艘渡轮在港口附近搁浅。", "学校周三停课。", "乐队取消了音乐会。"))
    two = article("二", ("博物馆买了一幅画。", "渡轮周二在港口附近的沙洲上搁浅。", "没有人受重伤。"))
    best = max(aligned(one, two).candidates, key=lambda link: link.score)
    assert (best.left, best.right) == (0, 1)


def test_english_synonyms_say_nothing_of_another_language() -> None:
    """English takes the stems of tours and visits for one thing; French towers are no visits."""
    wire = article("Un", ("Dans la vieille ville de Harrow, 40 tours ont été fermées lundi.",))
    towers = article("Deux", ("Dans la vieille ville de Harrow, 43 tours ont été fermées lundi.",))
    visits = article("Deux", ("Dans la vieille ville de Harrow, 43 visites ont été fermées lundi.",))
    assert aligned(wire, towers).languages == Pair("French", "French")
    assert len(aligned(wire, towers).links[0].differences) == 1
    assert aligned(wire, visits).links[0].differences == ()


def test_progress_rises_from_nothing_to_all() -> None:
    told: list[float] = []
    align(Pair(WIRE, LOCAL), AlignmentSettings(), told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert all(0 <= share <= 1 for share in told)


def test_what_progress_raises_ends_the_work() -> None:
    def give_up(_share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        align(Pair(WIRE, LOCAL), AlignmentSettings(), give_up)


def test_the_weights_fit_the_program() -> None:
    model = lexical_model()
    assert len(model.digest) == 64
    assert all(0 <= weight <= 1 for weight in model.vocabulary.common.values())


SCRAPS = """
ferry Ferry harbour Ruiz Ana Port Alder 22 25 twenty-two passengers Monday Tuesday July said the the a of on
it was “we will “never give up” burn burning $3 million 4% fog 大桥关闭 ... ! — U.S. l’été
"""
WORDS = st.sampled_from(SCRAPS.split())
SENTENCES = st.lists(WORDS, max_size=9).map(" ".join) | st.text(max_size=30)
ARTICLES = st.lists(st.lists(SENTENCES, min_size=1, max_size=3).map(tuple), max_size=4).map(
    lambda paragraphs: article("Any", *paragraphs)
)
PAIRS = st.builds(Pair, ARTICLES, ARTICLES)
EVERYTHING = AlignmentSettings(floor=0.0)


@settings(deadline=None, max_examples=60)
@given(PAIRS)
def test_swapping_the_sides_swaps_the_answer(articles: Pair[Article]) -> None:
    one, two = align(articles, EVERYTHING), align(articles.swapped, EVERYTHING)
    assert one.same_event == two.same_event
    assert one.sizes == two.sizes.swapped
    mirrored = {(link.right, link.left): link for link in two.candidates}
    assert len(mirrored) == len(one.candidates)
    for link in one.candidates:
        other = mirrored[link.left, link.right]
        assert (link.score, link.grade) == (other.score, other.grade)
        assert {(item.kind, item.spans, item.weight) for item in link.evidence} == {
            (item.kind, item.spans.swapped, item.weight) for item in other.evidence
        }
        assert {(item.kind, item.readings, item.spans) for item in link.differences} == {
            (item.kind, item.readings.swapped, item.spans.swapped) for item in other.differences
        }


@settings(deadline=None, max_examples=60)
@given(PAIRS)
def test_whatever_the_texts_are_the_answer_is_sound(articles: Pair[Article]) -> None:
    found = align(articles, EVERYTHING)
    assert found == align(articles, EVERYTHING)
    pairs = [(link.left, link.right) for link in found.candidates]
    assert pairs == sorted(set(pairs))
    for link in found.candidates:
        assert 0 <= link.score <= 1
        assert link.evidence
        for item in link.evidence:
            assert 0 <= item.weight <= 1
            assert item.label
            for side in Side:
                place = articles[side].passages[link.end(side)].span
                assert item.spans[side]
                assert all(place.start <= span.start < span.end <= place.end for span in item.spans[side])
        for difference in link.differences:
            for side in Side:
                place, span = articles[side].passages[link.end(side)].span, difference.spans[side]
                assert place.start <= span.start < span.end <= place.end
                assert difference.readings[side] == span.of(articles[side].text)


@settings(deadline=None, max_examples=30)
@given(PAIRS, st.floats(0, 1), st.floats(0, 1))
def test_a_higher_threshold_never_shows_more(articles: Pair[Article], one: float, two: float) -> None:
    found = align(articles, EVERYTHING)
    low, high = sorted((one, two))
    assert set(found.at(high).links) <= set(found.at(low).links)


def test_one_endless_passage_is_no_endless_work() -> None:
    names = article("Names", ("Ana Ruiz " * 1_000,))
    quotes = article("Quotes", ("“k a” " * 1_000,))
    assert len(aligned(names, names).candidates) == 1
    assert len(aligned(quotes, quotes).candidates) == 1
