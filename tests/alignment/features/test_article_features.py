"""What passages hold: names, quotations and quantities, with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from diptych.alignment.features.article_features import PassageFeatures, features_of
from diptych.alignment.features.quantities import Quantity, QuantityKind
from diptych.languages.registry import language_by_code
from support.small_articles import article

if TYPE_CHECKING:
    from diptych.article.model import Article


def features(*sentences: str) -> tuple[Article, tuple[PassageFeatures, ...]]:
    made = article("Test", sentences)
    return made, features_of(made).passages


def names(*sentences: str) -> list[list[str]]:
    made, passages = features(*sentences)
    return [[name.span.of(made.text) for name in passage.names] for passage in passages]


def quotes(*sentences: str) -> list[list[str]]:
    made, passages = features(*sentences)
    return [[quote.span.of(made.text) for quote in passage.quotes] for passage in passages]


def quantities(sentence: str) -> list[Quantity]:
    # The second sentence only tells that the text is English.
    return list(
        features(sentence, "It was in the end one of the things that the town had to do.")[1][0].quantities
    )


def test_a_name_is_a_run_of_capitalised_words() -> None:
    assert names("The ferry was met by Governor Ana Ruiz of the Bay Council.") == [
        ["Ana Ruiz", "Bay Council"]
    ]


def test_the_first_word_of_a_sentence_is_no_name_by_itself() -> None:
    assert names("Nobody was in the boat.", "Later the crew was found.") == [[], []]


def test_a_first_word_is_a_name_where_the_text_shows_it_to_be_one() -> None:
    assert names("Ruiz said so.", "The crew thanked Ruiz.") == [["Ruiz"], ["Ruiz"]]


def test_a_possessive_ends_a_name_and_is_no_part_of_it() -> None:
    assert names("They read of Portugal’s Lisbon Ferry.") == [["Portugal", "Lisbon Ferry"]]


def test_months_are_no_names() -> None:
    assert names("It sank in July on a Monday.") == [[]]


def test_a_quotation_may_run_over_sentences() -> None:
    assert quotes("“We waited.", "Nobody came,” she said.") == [["We waited"], ["Nobody came"]]


def test_straight_marks_open_and_close() -> None:
    assert quotes('He called it "a bad day" and "a lesson".') == [["a bad day", "a lesson"]]


def test_a_quotation_left_open_ends_with_its_block() -> None:
    made = article("Test", ("“We waited.",), ("Nobody came.",))
    passages = features_of(made).passages
    assert [len(passage.quotes) for passage in passages] == [1, 0]


@pytest.mark.parametrize(
    ("sentence", "kind", "value", "of"),
    [
        ("The ferry took 40 passengers that day.", QuantityKind.COUNT, 40, "passeng"),
        ("Forty angry passengers were left.", QuantityKind.COUNT, 40, "passeng"),
        ("It was a 12-page report.", QuantityKind.COUNT, 12, "page"),
        ("At least one million people came.", QuantityKind.COUNT, 1_000_000, "peopl"),
        ("A million or more people came.", QuantityKind.COUNT, 1_000_000, "peopl"),
        ("The bill was $3.5 million in all.", QuantityKind.MONEY, 3_500_000, "$"),
        ("They paid 300 dollars for it.", QuantityKind.MONEY, 300, "$"),
        ("Some 12 percent of them left.", QuantityKind.PERCENT, 12, "%"),
        ("About 12% of them left.", QuantityKind.PERCENT, 12, "%"),
        ("It sank on July 14 at sea.", QuantityKind.DATE, 714, ""),
        ("It sank on 14 July at sea.", QuantityKind.DATE, 714, ""),
        ("It sank on a Tuesday.", QuantityKind.WEEKDAY, 2, ""),
        ("It has run since 1987.", QuantityKind.YEAR, 1987, "sinc"),
    ],
)
def test_a_quantity_is_a_number_of_something(
    sentence: str, kind: QuantityKind, value: float, of: str
) -> None:
    (found,) = quantities(sentence)
    assert (found.kind, found.value, found.of) == (kind, value, of)


@pytest.mark.parametrize(
    "sentence",
    [
        "The 22-year-old was on board.",
        "Amendment 64 was passed by the house.",
        "It sank two years ago.",
        "They voted 51 to 49 on it.",
        "She scored 22.",
    ],
)
def test_a_number_that_is_not_understood_is_no_quantity(sentence: str) -> None:
    assert quantities(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "hedged"),
    [
        ("The ferry took 40 passengers.", False),
        ("The ferry took about 40 passengers.", True),
        ("The ferry took more than 40 passengers.", True),
        ("The ferry took 40 or more passengers.", True),
        ("The ferry took two dozen passengers.", True),
    ],
)
def test_bounds_and_round_words_make_a_number_approximate(sentence: str, hedged: bool) -> None:  # noqa: FBT001
    assert [quantity.hedged for quantity in quantities(sentence)] == [hedged]


def test_what_stands_between_a_count_and_its_noun_narrows_it() -> None:
    (found,) = quantities("It named 18 coastal towns.")
    assert (found.of, found.details) == ("town", ("coastal",))


def test_details_are_read_from_the_features_of_an_equal_article_in_the_same_language() -> None:
    texts = ("The harbour closed on Monday.", "Nobody was hurt.")
    english, german = language_by_code("en"), language_by_code("de")
    linked = features_of(article("One", texts), english)
    assert features_of(article("One", texts), english, embedded=False) is linked
    assert features_of(article("One", texts), german, embedded=False).language is german
    assert features_of(article("Other", texts), english, embedded=False) is not linked
