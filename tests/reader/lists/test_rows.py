from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from diptych.alignment.kinds import DifferenceKind, Grade
from diptych.alignment.model import Alignment, Difference, Link
from diptych.article.model import Span
from diptych.reader.lists.entries import (
    ListEntry,
    Listing,
    entries_of,
)
from diptych.reader.lists.filter import FilterResult, ListFilter
from diptych.reader.lists.rows import NARROW, WIDE, ListRows
from diptych.sides import Pair
from support.small_articles import article, bridge

if TYPE_CHECKING:
    from diptych.comparison import Comparison


BRIDGE = bridge()


def entries(listing: Listing, comparison: Comparison = BRIDGE) -> list[ListEntry]:
    return entries_of(listing, comparison)


def rows(listing: Listing, width: int, query: str = "", comparison: Comparison = BRIDGE) -> list[str]:
    found = ListFilter(comparison.articles).find(query, entries(listing, comparison))
    laid_out = ListRows(comparison.articles, listing, found, query, width)
    return ["".join(piece.text for piece in laid_out.row(number)) for number in range(laid_out.count)]


def test_a_link_takes_one_two_or_three_rows_by_width() -> None:
    left = "The old bridge at Harrow closed on Monday."
    assert rows(Listing.LINKS, WIDE)[:2] == [
        f" ● restated 0.90 ≠ 1/7 {left:<47}3/7 The bridge at Harrow has been shut since Tue…",
        f" ◐ related  0.52   1/7 {left:<47}4/7 Fifteen people were hurt.",
    ]
    assert rows(Listing.LINKS, NARROW)[:2] == [
        " ● restated 0.90 ≠ L 1/7 The old bridge at Harrow closed on Mon…",
        "                   R 3/7 The bridge at Harrow has been shut sin…",
    ]
    assert rows(Listing.LINKS, 40)[:3] == [
        " ● restated 0.90 ≠ weekday",
        "   L 1/7 The old bridge at Harrow close…",
        "   R 3/7 The bridge at Harrow has been …",
    ]


def test_a_difference_shows_both_readings_and_their_positions() -> None:
    assert rows(Listing.DIFFERS, 80)[:4] == [
        " ≠ weekday: “Monday” │ “Tuesday”                                 ● restated 0.90",
        "   L 1/7 The old bridge at Harrow closed on Monday.",
        "   R 3/7 The bridge at Harrow has been shut since Tuesday.",
        "",
    ]
    assert rows(Listing.DIFFERS, 40)[1:3] == [
        "   L 1/7 …at Harrow closed on Monday.",
        "   R 3/7 …has been shut since Tuesday.",
    ]


def test_long_readings_are_wrapped_and_never_cut() -> None:
    reading = "The committee of the whole town met twice in the old hall by the river"
    left, right = article("A", (f"{reading}.",)), article("B", ("No.",))
    difference = Difference(
        DifferenceKind.QUOTATION, "quoted words", Pair(reading, "No"), Pair(Span(0, 70), Span(0, 2))
    )
    link = Link(0, 0, 0.9, Grade.RESTATED, (), (difference,))
    comparison = replace(
        BRIDGE,
        articles=Pair(left, right),
        alignment=Alignment((link,), Pair(1, 1), threshold=0.5, same_event=True),
    )
    shown = rows(Listing.DIFFERS, 40, comparison=comparison)
    assert " ".join(" ".join(shown[:-3]).split()) == f"≠ quoted words: “{reading}” │ “No”"


def test_a_run_is_shown_in_full_with_its_positions() -> None:
    unlinked = replace(BRIDGE, alignment=replace(BRIDGE.alignment, threshold=0.85))
    assert rows(Listing.LEFT, 60, comparison=unlinked)[:6] == [
        " ○ 21 words, 45% of the article, passages 2 to 4 of 7",
        "   2/7 Twelve people were hurt, the town said.",
        "   3/7 “We heard a crack,” a driver said. Nobody had checked",
        "       the beams since 1998.",
        "",
        " ○ 10 words, 21% of the article, passages 6 to 7 of 7",
    ]


def test_near_matches_have_a_mark() -> None:
    assert rows(Listing.LINKS, WIDE, "brigde")[0].startswith("≈● restated 0.90")
    assert rows(Listing.LINKS, WIDE, "bridge")[0].startswith(" ● restated 0.90")


@given(st.sampled_from(Listing), st.integers(20, 200), st.sampled_from(["", "bridge", "harow"]))
def test_no_row_is_wider_than_the_list(listing: Listing, width: int, query: str) -> None:
    assert all(cell_len(row) <= width for row in rows(listing, width, query))


@given(st.sampled_from(Listing), st.integers(20, 200))
def test_every_row_belongs_to_the_entry_that_claims_it(listing: Listing, width: int) -> None:
    found = FilterResult(entries(listing), len(entries(listing)))
    laid_out = ListRows(BRIDGE.articles, listing, found, "", width)
    for index in range(len(found.entries)):
        assert {laid_out.entry_at(row) for row in laid_out.rows_of(index)} == {index}
    assert laid_out.count >= laid_out.rows_of(len(found.entries) - 1).stop


def test_right_to_left_text_does_not_reorder_a_row() -> None:
    articles = Pair(article("A", ("הגשר נסגר ביום שני.",)), article("B", ("הגשר סגור.",)))
    link = Link(0, 0, 0.9, Grade.RESTATED)
    alignment = Alignment((link,), Pair(1, 1), threshold=0.5, same_event=True)
    shown = rows(Listing.LINKS, WIDE, comparison=replace(BRIDGE, articles=articles, alignment=alignment))
    assert shown[0].count("\u200e") == 2
