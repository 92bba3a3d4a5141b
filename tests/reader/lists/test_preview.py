from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.alignment.kinds import Grade, Verdict
from diptych.alignment.model import Alignment, Link
from diptych.reader.lists import preview
from diptych.reader.lists.entries import ListEntry, Listing, entries_of
from diptych.reader.lists.preview import SIDE_BY_SIDE, PreviewLines, previewed
from diptych.reader.terminal.bidi import LEFT_TO_RIGHT_MARK
from diptych.reader.text.rows import wrap
from diptych.sides import Pair
from support.small_articles import article, bridge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.content import Content

    from diptych.article.model import Span
    from diptych.comparison import Comparison

BRIDGE = bridge()


def shown(
    entry: ListEntry,
    width: int = 76,
    height: int = 8,
    *,
    query: str = "",
    comparison: Comparison = BRIDGE,
) -> list[Content]:
    return PreviewLines(comparison.articles).of(entry, comparison.alignment, query, width, height)


def texts(lines: list[Content]) -> list[str]:
    return [line.plain.rstrip() for line in lines]


def told(left: str, right: str) -> Comparison:
    articles = Pair(article("A", (left,)), article("B", (right,)))
    alignment = Alignment((Link(0, 0, 0.9, Grade.RESTATED),), Pair(1, 1), threshold=0.5, same_event=True)
    return replace(BRIDGE, articles=articles, alignment=alignment)


def test_both_passages_of_a_link_stand_one_above_the_other() -> None:
    assert texts(shown(entries_of(Listing.LINKS, BRIDGE)[0])) == [
        "● restated 0.90   both  names Harrow   words bridge",
        "L 1/7  The old bridge at Harrow closed on Monday.",
        "R 3/7  The bridge at Harrow has been shut since Tuesday.",
    ]


def test_in_a_wide_terminal_they_stand_side_by_side() -> None:
    _, row, *rest = texts(shown(entries_of(Listing.LINKS, BRIDGE)[0], SIDE_BY_SIDE))
    left, _, right = row.partition("│")
    assert left.split() == ["L", "1/7", "The", "old", "bridge", "at", "Harrow", "closed", "on"]
    assert right.split() == ["R", "3/7", "The", "bridge", "at", "Harrow", "has", "been", "shut"]
    assert [part.strip() for part in rest[0].split("│")] == ["Monday.", "since Tuesday."]


@pytest.mark.parametrize(
    ("passages", "left"), [((0, 2), "1 other counterpart"), ((6, 5), "no counterpart now")]
)
def test_a_rejected_link_says_what_is_left_to_its_passages(passages: tuple[int, int], left: str) -> None:
    link = BRIDGE.alignment.between(*passages)
    assert link is not None
    alignment = BRIDGE.alignment.with_links([replace(link, verdict=Verdict.REJECTED)])
    entries = entries_of(Listing.LINKS, replace(BRIDGE, alignment=alignment))
    entry = next(each for each in entries if each.is_rejected)
    assert left in previewed(entry, alignment, BRIDGE.articles).heading.plain


def test_evidence_differences_and_hits_are_marked() -> None:
    lines = shown(entries_of(Listing.LINKS, BRIDGE)[0], query="closed")
    marked = {lines[1].plain[span.start : span.end]: str(span.style) for span in lines[1].spans}
    assert "shared" in marked["Harrow"]
    assert "differs" in marked["Monday"]
    assert "hit" in marked["closed"]


def test_a_passage_without_a_counterpart_stands_with_the_nearest_one() -> None:
    entry = next(entry for entry in entries_of(Listing.LEFT, BRIDGE) if entry.left.start == 5)
    assert texts(shown(entry)) == [
        "◌ near   nearest 0.30",
        "L 6/7  It will cost 3 million crowns.",
        "R 2/7  Critics doubt it.",
    ]


def test_a_run_that_nothing_comes_near_stands_alone() -> None:
    entry = next(entry for entry in entries_of(Listing.LEFT, BRIDGE) if entry.left.start == 2)
    assert texts(shown(entry)) == [
        "○ unique   nothing in the other article comes near",
        "L 3/7  “We heard a crack,” a driver said.",
    ]


def test_a_detail_stands_with_the_passage_that_answers_it() -> None:
    entry = next(
        entry
        for entry in entries_of(Listing.DETAILS, BRIDGE)
        if entry.detail is not None and entry.detail.reading == "Twelve people were hurt"
    )
    assert texts(shown(entry))[1:] == [
        "L 2/7  Twelve people were hurt, the town said.",
        "R 4/7  Fifteen people were hurt.",
    ]


def test_what_does_not_fit_is_cut_and_both_sides_have_rows() -> None:
    long = told("word " * 200 + "end.", "other " * 200 + "end.")
    for width in (76, 140):
        rows = texts(shown(entries_of(Listing.LINKS, long)[0], width, 8, comparison=long))
        assert len(rows) == 8
        assert rows[-1].endswith("…")
        assert sum("word" in row for row in rows) >= 4
        assert sum("other" in row for row in rows) >= 3


def test_a_short_passage_leaves_its_rows_to_the_other() -> None:
    long = told("word " * 200 + "end.", "Short.")
    rows = texts(shown(entries_of(Listing.LINKS, long)[0], comparison=long))
    assert sum("word" in row for row in rows) == 6
    assert rows[-1] == "R 1/1  Short."


@given(st.text(st.sampled_from("ab 桥で\u0301é漢，\u200d👩ש"), min_size=1), st.integers(30, 130))
def test_no_line_is_too_wide(text: str, width: int) -> None:
    made = told(f"x{text}y", "z")
    _, *rows = shown(entries_of(Listing.LINKS, made)[0], width, 9, comparison=made)
    assert all(row.cell_length <= width for row in rows)


def test_right_to_left_text_is_kept_apart() -> None:
    made = told("הגשר נסגר ביום שני.", "The bridge closed.")
    _, row = shown(entries_of(Listing.LINKS, made)[0], 120, comparison=made)
    assert row.plain.count(LEFT_TO_RIGHT_MARK) == 2


@pytest.mark.parametrize("width", [76, 140])
def test_of_a_very_long_passage_only_the_rows_shown_are_wrapped(
    monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    wrapped: list[Span] = []

    def counting(text: str, cells: int, *, start: int, end: int) -> Iterator[Span]:
        for row in wrap(text, cells, start=start, end=end):
            wrapped.append(row)
            yield row

    monkeypatch.setattr(preview, "wrap", counting)
    long = told("word " * 20_000, "other " * 20_000)
    shown(entries_of(Listing.LINKS, long)[0], width, 9, comparison=long)
    assert 0 < len(wrapped) <= 4 * 9
