from __future__ import annotations

import pytest

from diptych.alignment.pipeline.align import align
from diptych.alignment.pipeline.short_articles import FEWEST, with_other_things
from diptych.alignment.settings import AlignmentSettings
from diptych.sides import Pair
from support.small_articles import article

EVENT = Pair(
    "Two sailors died when the tanker Osprey ran aground off Lindhavn on Friday, police said.",
    "The tanker Osprey struck a reef near Lindhavn, killing two of its crew, according to police.",
)
OTHER = "The central bank of Norvia raised its rate to 4.5 percent on Thursday."
MORE = Pair(
    ("Divers search the wreck for fuel leaks.", "The coast road is closed.", "An inquiry begins in May."),
    ("Gulls covered in oil were brought to a shelter.", "Schools gave a day off.", "Fishing is banned."),
)


def score(more: int, texts: Pair[str]) -> float:
    """The score of the first passages of two articles that have some more."""
    articles = Pair(
        article("L", (texts.left, *MORE.left[:more])), article("R", (texts.right, *MORE.right[:more]))
    )
    link = align(articles, AlignmentSettings(floor=0.0, language="en")).between(0, 0)
    return 0.0 if link is None else link.score


@pytest.mark.parametrize("more", [0, 1, 2, 3])
def test_a_score_hangs_little_on_how_many_other_sentences_there_are(more: int) -> None:
    assert score(more, EVENT) > 0.75
    assert score(more, Pair(EVENT.left, OTHER)) < 0.05


def test_single_sentences_on_one_event_are_known_to_be_that() -> None:
    for texts, same in ((EVENT, True), (Pair(EVENT.left, OTHER), False)):
        found = align(texts.map(lambda text: article("Any", (text,))), AlignmentSettings(language="en"))
        assert found.same_event is same
        assert found.sizes == Pair(1, 1)
        assert all((link.left, link.right) == (0, 0) for link in found.candidates)


def test_what_is_added_comes_last_and_swaps_with_the_sides() -> None:
    articles = Pair(article("L", tuple(EVENT)), article("R", (OTHER,)))
    longer = with_other_things(articles)
    assert longer.swapped == with_other_things(articles.swapped)
    for one, before in zip(longer, articles, strict=True):
        assert len(one.passages) == FEWEST
        assert one.passages[: len(before.passages)] == before.passages
        assert one.text.startswith(before.text)
    texts = [[one.passage_text(k) for k in range(FEWEST)] for one in longer]
    assert not {*texts[0]} & {*texts[1]}


def test_an_article_without_passages_and_one_with_enough_stay_as_they_are() -> None:
    articles = Pair(article("L"), article("R", ("One.", "Two.", "Three.", "Four.", "Five.")))
    assert with_other_things(articles) == articles
