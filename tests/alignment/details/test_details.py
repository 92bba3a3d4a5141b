"""The details of a passage: what kind they are, what they are worth and where they stand."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.alignment.details.lookup import DetailLookup
from diptych.alignment.details.model import Detail, DetailKind
from diptych.languages.registry import language_by_code
from support.small_articles import article

K = DetailKind
ENGLISH = language_by_code("en")


def details(text: str, date: str | None = None) -> list[Detail]:
    """The details of a sentence but for its names and quotations."""
    found = DetailLookup(replace(article("One", (text,)), date=date), ENGLISH).of(0)
    return [detail for detail in found if detail.kind not in (K.NAME, K.QUOTATION)]


DAY = 1.0


@pytest.mark.parametrize(
    ("text", "reading", "kind", "value", "unit"),
    [
        ("The ferry held 18 passengers then.", "18 passengers", K.COUNT, 18, "passeng"),
        ("The ferry held two dozen sheep then.", "two dozen sheep", K.COUNT, 24, "sheep"),
        ("The wave killed 12 on the pier.", "12", K.COUNT, 12, "†killed"),
        ("Twelve people were hurt on the pier.", "Twelve people were hurt", K.COUNT, 12, "†injured"),
        ("Nobody was hurt on the pier.", "Nobody was hurt", K.COUNT, 0, "†injured"),
        (
            "12 people, most of them old, were hurt.",
            "12 people, most of them old, were hurt",
            K.COUNT,
            12,
            "†injured",
        ),
        ("12 people, the mayor said, and a dog was hurt.", "12 people", K.COUNT, 12, "peopl"),
        ("There were no boats in the harbour.", "no boats", K.COUNT, 0, "boat"),
        ("They sent 5,000 U.S. troops there.", "5,000 U.S. troops", K.COUNT, 5000, "troop"),
        ("It cost 5 crore rupees to mend.", "5 crore rupees", K.COUNT, 5e7, "rupe"),
        ("It cost €2.5m to mend.", "€2.5m", K.MONEY, 2.5e6, "€"),
        ("It cost $900,000 a year to mend.", "$900,000", K.MONEY, 900_000, "$/year"),
        ("It cost half a million euros to mend.", "a million euros", K.MONEY, 500_000, "€"),
        ("The rent rose by 3 percent in May.", "3 percent", K.PERCENT, 3, "%"),
        ("The list gained 3 percentage points.", "3 percentage points", K.PERCENT, 3, "points"),
        ("A third of the crew was new.", "third", K.PERCENT, 100 / 3, "%"),
        ("Two thirds of the crew were new.", "Two thirds", K.PERCENT, 200 / 3, "%"),
        ("On the 35th day it rained.", "35th day", K.ORDINAL, 35, "day"),
        ("The wall is 40 feet high.", "40 feet", K.MEASURE, 40 * 0.3048, "length"),
        ("The wind blew at 90 miles an hour.", "90 miles an hour", K.MEASURE, 90 * 1609.344, "speed"),
        ("Ruiz, 43, steered the boat.", "43", K.AGE, 43, "age"),
        ("A 34-year-old pilot steered it.", "34-year-old", K.AGE, 34, "age"),
        ("Ruiz, aged 71, steered the boat.", "71", K.AGE, 71, "age"),
        ("It took six weeks to mend.", "six weeks", K.DURATION, 42 * DAY, "time"),
        ("It was built six years ago.", "six years", K.DURATION, 6 * 365.25, "ago"),
        ("The council voted 51-49 for it.", "51-49", K.SCORE, 51.0049, "score"),
        ("It passed by 49 votes to 51 then.", "49 votes to 51", K.SCORE, 51.0049, "score"),
        ("It opens on 3 October next year.", "3 October", K.DATE, 1003, "day"),
        ("It was built in 1887 by hand.", "1887", K.DATE, 1887, "year"),
        ("It opens in the spring of next year.", "spring", K.DATE, 1, "season"),
        ("It opens on Sunday at last.", "Sunday", K.WEEKDAY, 7, "weekday"),
        ("It opens at 5 p.m. at last.", "5 p.m.", K.TIME, 17 * 60, ""),
        ("It opens at 17:20 at last.", "17:20", K.TIME, 17 * 60 + 20, ""),
        ("It opens at half past seven at last.", "half past seven", K.TIME, 7 * 60 + 30, ""),
    ],
)
def test_a_detail_has_a_kind_a_value_and_a_unit(
    text: str, reading: str, kind: DetailKind, value: float, unit: str
) -> None:
    found = [detail for detail in details(text) if detail.kind is kind]
    assert [(detail.span.of(text), detail.unit) for detail in found] == [(reading, unit)]
    assert found[0].value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("At least 18 people came to the pier.", 18, inf),
        ("Up to 18 people came to the pier.", -inf, 18),
        ("Nearly 3,000 people came to the pier.", 2_500, 3_000),
        ("About 20 people came to the pier.", 10, 30),
        ("Some 18 people came to the pier.", 16.2, 19.8),
        ("Dozens of people came to the pier.", 23, 120),
        ("18 people came to the pier.", 18, 18),
        ("12,500 people came to the pier.", 12_450, 12_550),
    ],
)
def test_bounds_and_roundings_are_a_range(text: str, least: float, most: float) -> None:
    (found,) = details(text)
    assert [found.least, found.most] == pytest.approx([least, most])
    assert found.is_exact is (text[0].isdigit())


@pytest.mark.parametrize(
    "text",
    [
        "They have passed Amendment 64.",
        "Today's world is another one.",
        "“I came today,” he said.",
        "There was no need for it.",
        "The tower stood until the 9/11 attacks.",
    ],
)
def test_what_is_no_detail_is_none(text: str) -> None:
    assert details(text, date="2024-05-06") == []


def test_today_is_a_weekday_where_the_article_says_when_it_was_written() -> None:
    (found,) = details("The bridge opens today.", date="2024-05-06")
    assert (found.kind, found.value) == (K.WEEKDAY, 1)


@given(st.text(alphabet=st.sampled_from("12 ,.-$€%:/abAB’“”\n") | st.characters(), max_size=60))
def test_details_stand_in_their_passage_in_order(text: str) -> None:
    made = article("Any", (f"A {text} b.",))
    found = DetailLookup(made, ENGLISH).of(0)
    assert [*found] == sorted(found, key=lambda detail: detail.span)
    passage = made.passages[0].span
    for detail in found:
        assert passage.start <= detail.span.start < detail.span.end <= passage.end
        assert detail.first <= detail.last
        assert detail.least <= detail.value <= detail.most


def test_any_passage_of_a_long_article_can_be_looked_up() -> None:
    sentences = tuple(f"The ferry to Harn held {number} passengers." for number in range(2, 102))
    lookup = DetailLookup(article("Long", sentences), ENGLISH)
    for passage in (99, 0, 37, 12, 13):
        numbers = [detail for detail in lookup.of(passage) if detail.kind is K.COUNT]
        assert [detail.value for detail in numbers] == [passage + 2]


def test_a_date_of_iso_8601_is_a_date_and_no_score() -> None:
    for text in (
        "On 2018-02-02 the ferry sank.",
        "It sank 2018-02-02T10:05Z at sea.",
        "It sank on 2018-02-02.",
    ):
        [date] = details(text)
        assert (date.kind, date.span.of(text), date.value) == (K.DATE, "2018-02-02", 202)
    [score] = details("They won 51-49 at home.")
    assert score.kind is K.SCORE
