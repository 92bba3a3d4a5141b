"""The two sample articles: complete, found, and good examples of what diptych does."""

from __future__ import annotations

from pathlib import Path

import pytest

from diptych import Article, Comparison, Pair, Side, compare, load
from diptych.samples import sample_articles

CHECKOUT = Path(__file__).parents[1] / "texts"


@pytest.fixture(scope="module")
def articles() -> Pair[Article]:
    return sample_articles().map(load)


@pytest.fixture(scope="module")
def comparison(articles: Pair[Article]) -> Comparison:
    return compare(articles)


def test_the_samples_are_the_texts_of_the_checkout_in_order() -> None:
    opened = [Path(path).read_bytes() for path in sample_articles()]
    assert opened == [path.read_bytes() for path in sorted(CHECKOUT.glob("*.txt"))]


def test_each_has_a_header(articles: Pair[Article]) -> None:
    for article in articles:
        assert article.title
        assert article.publisher is not None
        assert "diptych sample" in article.publisher, "no real publisher is credited with our sentences"
        assert article.date is not None
        assert article.date.endswith("2019")


def test_they_are_as_long_as_a_real_article(articles: Pair[Article]) -> None:
    for article in articles:
        assert 600 < len(article.text.split()) < 900
        assert 10 <= len(article.blocks) <= 20


def test_furniture_of_the_commentary_is_left_out(articles: Pair[Article]) -> None:
    article = articles.right
    furniture = [block.span.of(article.text) for block in article.blocks if block.furniture]
    assert "Skip to main content" in furniture
    assert any(line.startswith("Donate") for line in furniture)
    assert not any("Donate" in article.passage_text(index) for index in range(len(article.passages)))


def test_they_cover_the_same_event(comparison: Comparison) -> None:
    assert comparison.alignment.same_event
    assert all(comparison.coverage(side) > 0.1 for side in Side)


def test_the_letter_of_22_is_linked_to_the_statement_of_25(comparison: Comparison) -> None:
    found = [
        difference.readings
        for link in comparison.alignment.links
        for difference in link.differences
        if difference.subject == "countries"
    ]
    assert Pair("22 countries", "25 countries") in found
