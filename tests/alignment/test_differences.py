"""What linked passages give differently, and above all what is no difference."""

from __future__ import annotations

import pytest

from diptych.alignment.differences import Differences
from diptych.alignment.features import features_of
from diptych.alignment.model import Difference, DifferenceKind
from diptych.sides import Pair
from small_articles import article

_ENGLISH = "It was in the end one of the things that the people of the town had to do and to pay for."


def silent(_done: int, _of: int) -> None:
    pass


def differences(one: str, two: str, score: float = 0.9) -> tuple[Difference, ...]:
    """What the first sentences of two articles give differently; each article has a second one besides."""
    articles = Pair(article("One", (one, _ENGLISH)), article("Two", (two, _ENGLISH)))
    return Differences(articles, articles.map(lambda its: features_of(its, silent))).of(0, 0, score)


@pytest.mark.parametrize(
    ("one", "two", "kind", "readings"),
    [
        (
            "A total of 14 countries backed the harbour pact.",
            "The harbour pact was backed by 15 countries.",
            DifferenceKind.NUMBER,
            ("14 countries", "15 countries"),
        ),
        (
            "Twenty-one governments backed the pact.",
            "The pact was backed by 23 governments.",
            DifferenceKind.NUMBER,
            ("Twenty-one governments", "23 governments"),
        ),
        (
            "The repair cost $139 million in all, the port said.",
            "The port said that the repair cost $151,250,000.",
            DifferenceKind.NUMBER,
            ("$139 million", "$151,250,000"),
        ),
        (
            "Turnout in the ballot was 61 percent.",
            "The ballot had a turnout of 64% that day.",
            DifferenceKind.NUMBER,
            ("61 percent", "64%"),
        ),
        (
            "The minister resigned Sunday.",
            "The minister resigned on Monday.",
            DifferenceKind.WEEKDAY,
            ("Sunday", "Monday"),
        ),
        (
            "The bridge closed on July 4 for good.",
            "The bridge was closed on July 5.",
            DifferenceKind.DATE,
            ("July 4", "July 5"),
        ),
        (
            "Ruiz has led the council since 2003.",
            "Ruiz has led the council since 2002.",
            DifferenceKind.DATE,
            ("2003", "2002"),
        ),
        (
            "“We will never give up the old harbour,” Ruiz said.",
            "“We will not give up the old harbour,” said Ruiz.",
            DifferenceKind.QUOTATION,
            ("will never give", "will not give"),
        ),
    ],
)
def test_a_detail_given_differently_is_shown_with_both_readings(
    one: str, two: str, kind: DifferenceKind, readings: tuple[str, str]
) -> None:
    (found,) = differences(one, two)
    assert (found.kind, found.readings) == (kind, Pair(*readings))
    assert (found.spans.left.of(one), found.spans.right.of(two)) == readings
    (swapped,) = differences(two, one)
    assert (swapped.readings, swapped.spans) == (found.readings.swapped, found.spans.swapped)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # the same, or a rounding of it
        ("Twenty-two countries backed the pact.", "The pact was backed by 22 countries."),
        ("The repair cost $140 million.", "The repair cost $139,885,310."),
        ("The flood hit more than 800,000 people.", "The flood hit 800,000 people."),
        ("The flood hit a million or more people.", "The flood hit at least one million people."),
        ("The flood hit nearly 900,000 people.", "The flood hit 870,000 people."),
        ("The pact was backed by two dozen countries.", "The pact was backed by 22 countries."),
        # something else
        ("The pact was backed by 22 countries.", "The pact was backed by 18 coastal countries."),
        ("The pact was backed by 22 countries.", "The pact was backed by 25 mayors."),
        ("The pact was backed by 22 countries.", "The pact was backed by 54 countries."),
        ("In 2011 the port paid 41 pilots.", "In 2014 the port paid 44 pilots."),
        ("Of 60 boats that left the port, 52 boats returned.", "The port saw 58 boats return."),
        ("The minister, 61, resigned.", "The minister, 62, resigned."),
        ("The 61-year-old minister resigned.", "The 62-year-old minister resigned."),
        ("The minister resigned Sunday.", "The mayor praised the minister on Monday."),
        ("Ruiz has led the council since 2003.", "Ruiz was born in 1962."),
        # a mere extra detail
        ("The minister resigned.", "The minister resigned on Monday."),
        ("The pact was backed.", "The pact was backed by 22 countries."),
        # the same words, cut, marked or in a contraction
        ("“We will never give up the harbour.”", "“We will never … give up the harbour.”"),
        ("“We will never give up the harbour.”", "“We will never give up [it] the harbour.”"),
        ("“We will never give up the harbour.”", "“We’ll never give up the harbour.”"),
        ("“We will never give up the harbour.”", "“WE WILL NEVER GIVE UP THE HARBOUR!”"),
        ("“We will never give up the harbour.”", "“never give up the harbour”"),
        # other quotations
        ("“We will never give up the harbour.”", "“They have sold the harbour, and we know it.”"),
    ],
)
def test_what_may_be_the_same_or_something_else_is_no_difference(one: str, two: str) -> None:
    assert differences(one, two) == ()
    assert differences(two, one) == ()


def test_another_speaker_is_another_quotation() -> None:
    one = "“Release the whole report to the public,” Ruiz wrote."
    two = "Later Tanaka asked them to “release the report to the public.”"
    assert differences(one, two) == ()


def test_a_number_that_the_other_article_has_too_is_another_quantity() -> None:
    one = article("One", ("The pact was backed by 22 countries.", _ENGLISH))
    two = article("Two", ("The pact was backed by 25 countries.", "Later 22 countries met.", _ENGLISH))
    articles = Pair(one, two)
    found = Differences(articles, articles.map(lambda its: features_of(its, silent)))
    assert found.of(0, 0, 0.9) == ()


def test_numbers_of_a_doubtful_link_are_not_compared() -> None:
    assert differences("It was backed by 14 countries.", "It was backed by 15 countries.", score=0.4) == ()
