"""The details of two linked passages beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.alignment.details.lookup import DetailLookup
from diptych.alignment.details.side_by_side import DetailGroup, DetailRow, side_by_side
from diptych.languages.registry import language_by_code
from diptych.sides import Pair
from support.small_articles import article, span

if TYPE_CHECKING:
    from diptych.article.model import Span


def rows(left: str, right: str, told: tuple[str, str] | None = None) -> list[DetailRow]:
    articles = Pair(article("One", (left,)), article("Two", (right,)))
    spans: Pair[list[Span]] = Pair([], [])
    if told is not None:
        spans = Pair([span(articles.left, told[0])], [span(articles.right, told[1])])
    lookups = articles.map(lambda its: DetailLookup(its, language_by_code("en")))
    return side_by_side(lookups.map(lambda lookup: lookup.of(0)), articles.map(lambda its: its.text), spans)


LEFT = "On Monday about 150 people were missing in Harn and 17 boats were lost."
RIGHT = "More than 200 people were missing in Harn on Tuesday, and seventeen boats were lost."


def test_what_only_one_has_is_beside_what_only_the_other_has() -> None:
    assert rows(LEFT, RIGHT) == [
        DetailRow(DetailGroup.FIGURES, Pair(("~ 150 people were missing",), ("≥ 200 people were missing",))),
        DetailRow(DetailGroup.DATES, Pair(("Monday",), ("Tuesday",))),
    ]


def test_what_differs_is_not_told_again() -> None:
    told = ("150 people were missing", "200 people were missing")
    assert [row.group for row in rows(LEFT, RIGHT, told)] == [DetailGroup.DATES]


def test_what_both_have_is_left_out() -> None:
    assert rows("Ana Ruiz paid €500,000 at 5 p.m.", "At 17:00 Ruiz paid half a million euros.") == []
