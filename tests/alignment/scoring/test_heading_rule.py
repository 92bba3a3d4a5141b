"""Bare headings are no evidence of each other because of their number."""

from __future__ import annotations

import pytest

from diptych.alignment.features.article_features import PassageFeatures, features_of
from diptych.alignment.scoring.heading_rule import is_bare_heading, may_be_linked
from diptych.comparison import compare
from diptych.languages.registry import language_by_code
from diptych.sides import Pair
from support.small_articles import article


def features(text: str) -> PassageFeatures:
    return features_of(article("Some", (text,)), language_by_code("en")).passages[0]


@pytest.mark.parametrize("text", ["Anselm 1", "3", "Chapter Four", "The First Book 2"])
def test_a_name_and_a_number_are_a_label(text: str) -> None:
    assert is_bare_heading(features(text))


@pytest.mark.parametrize("text", ["Storm kills 3", "Anselm", "The harbour closed", "3 dead in Vessa"])
def test_news_are_no_label(text: str) -> None:
    assert not is_bare_heading(features(text))


@pytest.mark.parametrize(
    ("one", "two", "linked"),
    [
        ("Anselm 1", "Bertha 1", False),
        ("Anselm 1", "Anselm 2", False),
        ("Anselm 1", "Anselm 1", True),
        ("1", "1", False),
        ("Anselm 2", "They counted 2 boats.", False),
        ("Anselm 2", "Anselm had 2 boats.", True),
        ("Storm kills 3", "3 dead in Vessa", True),
    ],
)
def test_a_number_alone_links_no_heading(one: str, two: str, *, linked: bool) -> None:
    assert may_be_linked(features(one), features(two)) is linked
    assert may_be_linked(features(two), features(one)) is linked


def test_chapters_of_two_books_are_not_linked_by_their_numbers() -> None:
    told = "The fishermen of Vessa mended {} nets before the storm and sang of the drowned king."
    other = "Bread rose in price when the mill of Lower Tarn burnt down with {} sacks of flour."
    one, two = (
        article(
            title, *(passage for n in (1, 2, 3) for passage in ((f"{name} {n}",), (text.format(n + 20),)))
        )
        for title, name, text in (("One", "Anselm", told), ("Two", "Bertha", other))
    )
    alignment = compare(Pair(one, two)).alignment
    headings = (0, 2, 4)
    assert not [link for link in alignment.candidates if link.left in headings or link.right in headings]
