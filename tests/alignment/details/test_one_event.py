"""Whether two articles tell of one event, and what is told if they do not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from diptych.alignment.details.context import ArticleContext
from diptych.alignment.details.detail_model import detail_model
from diptych.alignment.details.one_event import days_between, event_columns
from diptych.alignment.features.article_features import features_of
from diptych.comparison import compare
from diptych.sides import Pair
from support.gold import article_of

if TYPE_CHECKING:
    from diptych.article.model import Article

JANUARY = article_of(
    "Harrow Gazette poll: council leads among voters",
    [
        [
            "The poll is based on telephone interviews with 1,027 randomly chosen voters in Harrow.",
            "It was conducted by Brook Research from January 14 to January 16.",
        ],
        ["Some 54 percent of them back the council's plan for the old harbour."],
        ["Anna Weld, who leads the council, is liked by 61 percent."],
        ["In the market hall, traders talked of little else but the rent for their stalls."],
        ["The margin of error is three percentage points."],
    ],
)
JULY = article_of(
    "Most riders want a longer tram line",
    [
        [
            "The poll is based on telephone interviews with 1,011 randomly chosen voters in Harrow.",
            "It was conducted by Brook Research from July 2 to July 5.",
        ],
        ["Trams should run as far as the hospital at Weir End, say 47 percent."],
        ["Peter Low, who drives a bus, fears for his job and 30 others."],
        ["Tickets become dearer next spring, when the depot moves to Quay Road."],
        ["Most passengers travel before seven in the morning, the operator found."],
        ["A second line, to the airport, was dropped in 2019 for want of money."],
    ],
)
RETOLD = article_of(
    "Council leads in poll of Harrow voters",
    [
        ["Brook Research asked 1,017 voters in Harrow by telephone from January 14 to January 16."],
        ["The council's plan for the old harbour is backed by 54 percent, the Gazette's poll says."],
        ["Anna Weld, who leads the council, is liked by 61 percent."],
        ["Traders in the market hall talk of the rent for their stalls."],
        ["The margin of error is three percentage points."],
    ],
)


def accounts(left: Article, right: Article) -> Pair[ArticleContext]:
    return Pair(left, right).map(lambda its: ArticleContext(its, features_of(its)))


def told(left: Article, right: Article) -> tuple[int, int]:
    """How many details differ, and how many may."""
    links = compare(Pair(left, right)).alignment.candidates
    return sum(len(link.differences) for link in links), sum(len(link.may_differ) for link in links)


def test_of_two_polls_half_a_year_apart_nothing_is_told_as_certain() -> None:
    assert told(replace(JANUARY, date="2026-01-17"), replace(JULY, date="2026-07-06"))[0] == 0
    assert told(JANUARY, JULY)[0] >= 1


def test_of_one_poll_it_is() -> None:
    assert told(JANUARY, RETOLD)[0] == 1


def test_articles_far_apart_must_share_more() -> None:
    columns = {"names": 0.5, "terms": 0.4, "titles": 0.45, "values": 0.35}
    days = [None, 0, 45, 46, 4_000]
    found = [detail_model().is_one_event(columns, each) for each in days]
    assert found == [True, True, True, False, False]


@pytest.mark.parametrize(
    ("left", "right", "days"),
    [("2026-01-16", "2026-03-02", 45), ("2026-03-02T10:00", "2026-01-16", 45), ("2026-01-16", None, None)],
)
def test_days_between(left: str, right: str | None, days: int | None) -> None:
    assert days_between(accounts(replace(JANUARY, date=left), replace(RETOLD, date=right))) == days


def test_columns_are_shares_and_the_same_from_either_side() -> None:
    columns = event_columns(accounts(JANUARY, JULY))
    assert all(0 <= value <= 1 for value in columns.values())
    assert columns == pytest.approx(event_columns(accounts(JULY, JANUARY)))
    alike = event_columns(accounts(JANUARY, RETOLD))
    assert all(alike[name] > columns[name] for name in ("values", "names", "terms", "titles"))


def test_short_articles_are_no_evidence() -> None:
    one = article_of("", [["Twelve people were hurt when the pier gave way."]])
    two = article_of("", [["Fifteen people were hurt as the pier collapsed."]])
    assert detail_model().is_one_event(event_columns(accounts(one, two)), None)
