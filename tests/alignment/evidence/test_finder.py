"""What a link rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from diptych.alignment.evidence.finder import EvidenceFinder
from diptych.alignment.features.article_features import features_of
from diptych.alignment.kinds import EvidenceKind
from diptych.alignment.scoring.candidates import candidates_of
from diptych.alignment.scoring.vocabulary import Vocabulary
from diptych.sides import Pair
from support.small_articles import article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.alignment.model import Evidence
    from diptych.article.model import Span

_REST = ("Nothing of it was in the papers.", "The wind fell in the night and the sea was calm.")


def evidence(one: str, two: str) -> tuple[Evidence, ...]:
    """What a link between the first sentences of two articles rests on."""
    articles = Pair(article("One", (one, *_REST)), article("Two", (two, *_REST)))
    features = articles.map(features_of)
    return EvidenceFinder(
        articles, features, candidates_of(features, Vocabulary("English", {}, {})).weights
    ).of(0, 0)


def labels(kind: EvidenceKind, one: str, two: str) -> list[str]:
    return [item.label for item in evidence(one, two) if item.kind is kind]


def test_a_name_is_shared_by_its_surname() -> None:
    one, two = "They met Governor Ana Ruiz at sea.", "On board they saw Ms. Ruiz."
    assert labels(EvidenceKind.NAME, one, two) == ["Ruiz"]


@pytest.mark.parametrize(
    ("one", "two", "names"),
    [
        ("They asked the United Ports to help.", "Later the United Mills of Oxley sent help.", []),
        ("We met Ana Ruiz at sea.", "Soon we saw Ana Petersen again.", []),
        ("We met Ana Ruiz at sea.", "Soon we saw Ana M. Ruiz again.", ["Ana", "Ruiz"]),
        ("We met Ana Ruiz at sea.", "Soon we saw Ana again.", ["Ana"]),
        ("We saw the Harrow Ferry Company.", "Once we saw the Harrow Bridge Company.", ["Company", "Harrow"]),
    ],
)
def test_a_fragment_of_names_that_end_differently_is_no_evidence(
    one: str, two: str, names: list[str]
) -> None:
    assert sorted(labels(EvidenceKind.NAME, one, two)) == names
    assert not {"United", "Ana"}.intersection(labels(EvidenceKind.WORD, one, two))


def test_a_title_before_names_is_no_evidence() -> None:
    one, two = "We met Sen. Ana Ruiz at sea.", "Soon we saw Sen. Tom Reed again."
    assert evidence(one, two) == ()
    one, two = "We met Governor Ana Ruiz at sea.", "Soon we saw the governor again."
    assert labels(EvidenceKind.WORD, one, two) == ["Governor"]


def test_a_full_name_is_one_item() -> None:
    one, two = "They met Ana Ruiz at sea.", "On board they saw Ana Ruiz again."
    assert labels(EvidenceKind.NAME, one, two) == ["Ana Ruiz"]
    assert labels(EvidenceKind.WORD, one, two) == []


def test_an_abbreviation_stands_for_the_name_that_it_shortens() -> None:
    one, two = "The envoy spoke to the World Port Council.", "An envoy has told the WPC of it."
    (item,) = [item for item in evidence(one, two) if item.kind is EvidenceKind.NAME]
    assert item.label == "World Port Council"
    assert item.spans.right[0].of(two) == "WPC"


def test_numbers_are_shared_whatever_their_spelling() -> None:
    one, two = "They counted twenty-two boats.", "There were 22 of them."
    assert labels(EvidenceKind.NUMBER, one, two) == ["twenty-two"]


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("After the 9/11 attacks they left.", "They had not forgotten 9/11.", ["9/11"]),
        ("The council voted 97-1 for it.", "By 97–1 it was carried.", ["97-1"]),
        ("About two-thirds of them left.", "It was two-thirds who left.", ["two-thirds"]),
        ("The council voted 97-1 for it.", "It had 97 votes to 1.", ["1", "97"]),
    ],
)
def test_joined_numbers_are_shown_as_they_are_written(one: str, two: str, expected: list[str]) -> None:
    assert sorted(labels(EvidenceKind.NUMBER, one, two)) == expected
    assert "thirds" not in labels(EvidenceKind.WORD, one, two)


def test_days_are_shared() -> None:
    one, two = "They left on Monday.", "The departure was Monday morning."
    assert labels(EvidenceKind.DATE, one, two) == ["Monday"]


def test_quoted_words_are_shared() -> None:
    one = "The port was “a place of great and lasting shame,” he said."
    two = "He spoke of “great and lasting shame” that night."
    assert labels(EvidenceKind.QUOTATION, one, two) == ["great and lasting shame"]


def test_words_are_shared_by_stem_and_stop_words_are_not() -> None:
    one, two = "The ferries were burning for hours.", "A ferry burned while the crew slept."
    assert sorted(labels(EvidenceKind.WORD, one, two)) == ["burning", "ferries"]


def test_every_place_of_a_shared_word_is_given() -> None:
    one, two = "A ferry met a ferry.", "The ferry sank."
    (item,) = evidence(one, two)
    assert [span.of(one) for span in item.spans.left] == ["ferry", "ferry"]
    assert [span.of(two) for span in item.spans.right] == ["ferry"]


def test_the_heaviest_comes_first_and_weights_are_shares() -> None:
    found = evidence("Ana Ruiz saw the burning ferry on Monday.", "On Monday Ana Ruiz saw a ferry burn.")
    weights = [item.weight for item in found]
    assert weights == sorted(weights, reverse=True)
    assert all(0 <= weight <= 1 for weight in weights)


def test_nothing_shared_is_nothing() -> None:
    assert evidence("The ferry sank.", "Nobody knew him.") == ()


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The ferry struck at 5:42 that day.", "The ferry struck at 5:49 that day."),
        ("The ferry sank on Tuesday 5 May.", "The ferry sank in 5 minutes."),
        ("The ferry sank on 5 May.", "The ferry sank on 5 June."),
        ("The fare rose by 5 percent.", "The fare is paid by 5 people."),
    ],
)
def test_numbers_of_other_things_are_nothing_in_common(one: str, two: str) -> None:
    assert labels(EvidenceKind.NUMBER, one, two) == []


@pytest.mark.parametrize(
    ("one", "two", "shared"),
    [
        ("The ferry struck at 5:42 that day.", "It was 5:42 when the ferry struck.", "5:42"),
        ("The ferry sank on 5 May.", "On May 5 the ferry sank.", "5"),
        ("The storm killed 22 people.", "The storm killed 22 villagers.", "22"),
        ("The storm killed 22.", "The storm killed 22 villagers.", "22"),
    ],
)
def test_numbers_of_one_thing_are_in_common(one: str, two: str, shared: str) -> None:
    assert labels(EvidenceKind.NUMBER, one, two) == [shared]


class _AllAlike:
    """Finds that all words mean the same."""

    def similarities_of(
        self,
        _passages: Pair[int],
        words: Pair[Sequence[Span]],
    ) -> list[list[float]]:
        return [[0.9 for _ in words.right] for _ in words.left]


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        ("It took months.", "It took years.", []),
        ("It took a week.", "It took days.", []),
        ("It took months.", "It took ages.", ["months ~ ages"]),
    ],
)
def test_two_units_of_time_are_no_agreement(one: str, two: str, found: list[str]) -> None:
    articles = Pair(article("One", (one, *_REST)), article("Two", (two, *_REST)))
    features = articles.map(features_of)
    finder = EvidenceFinder(articles, features, {}, _AllAlike())
    assert [item.label for item in finder.of(0, 0) if item.kind is EvidenceKind.MEANING] == found
