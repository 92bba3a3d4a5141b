"""Words in the form in which they are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from diptych.alignment.features.tokens import Tokenizer, normalize_word
from diptych.article.model import Span
from diptych.languages.registry import NEUTRAL, language_by_code, language_of

if TYPE_CHECKING:
    from diptych.languages.model import Language


ENGLISH = language_by_code("en")


def terms(text: str, language: Language = ENGLISH) -> list[str]:
    return [token.term for token in Tokenizer(text, language).tokens(Span(0, len(text)))]


def content(text: str) -> list[str]:
    return [token.term for token in Tokenizer(text, ENGLISH).tokens(Span(0, len(text))) if token.content]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("22", 22),
        ("twenty-two", 22),
        ("Twenty-two", 22),
        ("1,500", 1_500),
        ("a million", 1_000_000),
        ("one million", 1_000_000),
        ("3.6 billion", 3_600_000_000),
        ("two dozen", 24),
        ("a dozen", 12),
        ("two hundred", 200),
        ("thirty", 30),
    ],
)
def test_a_number_is_its_value_however_it_is_written(text: str, value: float) -> None:
    (token,) = Tokenizer(text, ENGLISH).tokens(Span(0, len(text)))
    assert token.value == value
    assert token.span == Span(0, len(text))


def test_one_alone_is_no_number() -> None:
    assert not any(term.startswith("#") for term in terms("No one knew which one it was"))


def test_numbers_side_by_side_stay_apart() -> None:
    assert terms("in 2010, 22 ships") == ["in", "#2010", "#22", "ship"]


def test_months_and_weekdays_have_terms_of_their_own() -> None:
    assert content("On Monday, 5 July") == ["@w1", "#5", "@m7"]
    assert content("Sept. 5") == content("September 5")


def test_may_and_march_are_months_only_where_they_can_be() -> None:
    assert "@m5" not in terms("It may rain")
    assert "@m5" in terms("It rained in May")
    assert "@m3" not in terms("March on, he said")
    assert "@m3" in terms("March 4 was dry")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("detained", "detaining"),
        ("The mayor's", "the mayor"),
        ("the mayor’s", "the mayors"),
        ("Sánchez", "Sanchez"),
        ("e-mail", "email"),
        ("F.B.I.", "FBI"),
        ("U.S.", "US"),
    ],
)
def test_spellings_of_one_word_compare_equal(one: str, two: str) -> None:
    assert terms(one) == terms(two)


def test_the_country_is_not_the_pronoun() -> None:
    assert normalize_word("US") != normalize_word("us")


def test_stop_words_are_kept_but_say_nothing() -> None:
    assert terms("the bridge and the ferry") == ["the", "bridg", "and", "the", "ferri"]
    assert content("the bridge and the ferry") == ["bridg", "ferri"]


def test_text_without_spaces_is_cut_into_pairs_of_characters() -> None:
    tokens = Tokenizer("大桥关闭。", NEUTRAL).tokens(Span(0, 5))
    assert [token.term for token in tokens] == ["大桥", "桥关", "关闭"]
    assert [token.span for token in tokens] == [Span(0, 2), Span(1, 3), Span(2, 4)]


def test_spans_count_from_the_beginning_of_the_text() -> None:
    text = "First. The ferry sank."
    tokens = Tokenizer(text, ENGLISH).tokens(Span(7, len(text)))
    assert [token.span.of(text) for token in tokens] == ["The", "ferry", "sank"]


def test_one_sentence_is_enough_to_know_english_by() -> None:
    for beginning in ("A", "The"):
        words = f"{beginning} mayor resigned on Monday after 12 councillors voted against him in Springfield"
        assert language_of(words.lower().split()) is ENGLISH


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3. A trial of 12 managers.", [12.0]),
        ("(4) The sister ship stays.", []),
        ("5) The sister ship stays.", []),
        ("3.5 percent of the ships.", [3.5]),
        ("1200. It was the last.", [1200.0]),
        ("22 ships stay.", [22.0]),
    ],
)
def test_the_number_of_a_list_item_is_no_figure(text: str, numbers: list[float]) -> None:
    tokens = Tokenizer(text, ENGLISH).tokens(Span(0, len(text)))
    assert [token.value for token in tokens if token.value is not None] == numbers
