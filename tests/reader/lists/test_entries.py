from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.alignment.kinds import DifferenceKind, EvidenceKind, Grade, Verdict
from diptych.alignment.model import Alignment, Difference, Evidence, Link
from diptych.article.model import Span
from diptych.comparison import Comparison
from diptych.reader.lists.entries import (
    ORDERS,
    ListEntry,
    Listing,
    SortOrder,
    arranged,
    entries_of,
    index_of,
    nearest,
    runs_of,
    with_repeats_folded,
)
from diptych.reader.lists.entry_text import EntryText
from diptych.reader.lists.filter import ListFilter, hits
from diptych.reader.lists.list_state import ListState
from diptych.reader.lists.wording import quoted, subject_of
from diptych.reader.state.navigation import Place
from diptych.reader.text.positions import paragraphs
from diptych.sides import Pair, Side
from diptych.verdicts.difference_key import key_of
from diptych.verdicts.store import Subject
from support.small_articles import article, bridge, span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from diptych.article.model import Article

BRIDGE = bridge()


def entries(listing: Listing, comparison: Comparison = BRIDGE) -> list[ListEntry]:
    return entries_of(listing, comparison)


def ends(found: Sequence[ListEntry]) -> list[tuple[int, int]]:
    return [(entry.left.start, entry.right.start) for entry in found]


def find(query: str, listing: Listing = Listing.LINKS) -> tuple[list[tuple[int, int]], int]:
    found = ListFilter(BRIDGE.articles).find(query, entries(listing))
    return ends(found.entries), found.exact


@st.composite
def alignments(draw: st.DrawFn) -> Alignment:
    sizes = Pair(draw(st.integers(0, 9)), draw(st.integers(0, 9)))
    places = st.tuples(st.integers(0, max(0, sizes.left - 1)), st.integers(0, max(0, sizes.right - 1)))
    pairs = draw(st.sets(places, max_size=20)) if sizes.left and sizes.right else set()
    difference = Difference(DifferenceKind.NUMBER, "crowns", Pair("1", "2"), Pair(Span(0, 1), Span(0, 1)))
    links = tuple(
        Link(
            left,
            right,
            draw(st.sampled_from([0.3, 0.5, 0.7, 1.0])),
            draw(st.sampled_from(Grade)),
            (),
            (difference,) * draw(st.integers(0, 2)),
        )
        for left, right in sorted(pairs)
    )
    known = draw(st.none() | st.just(Pair(frozenset(range(0, sizes.left, 2)), frozenset(range(sizes.right)))))
    return Alignment(links, sizes, threshold=0.5, same_event=True, compared=known)


# Entries of the lists


def test_every_link_is_listed_with_its_difference() -> None:
    assert ends(entries(Listing.LINKS)) == [(0, 2), (0, 3), (1, 3), (3, 4), (4, 0), (6, 5)]
    differing = [
        (entry.difference.subject, *ends([entry])) for entry in entries(Listing.DIFFERS) if entry.difference
    ]
    assert differing == [("weekday", (0, 2)), ("people", (1, 3))]


def test_neighbouring_unique_passages_are_one_run() -> None:
    unlinked = BRIDGE.at(0.85)
    assert runs_of(unlinked.alignment.unique(Side.LEFT)) == [range(1, 4), range(5, 7)]
    assert runs_of(unlinked.alignment.unique(Side.RIGHT)) == [range(1, 2), range(3, 7)]
    found = entries_of(Listing.LEFT, unlinked)
    assert [entry.words for entry in found] == [21, 10]
    longest = arranged(entries_of(Listing.RIGHT, unlinked), SortOrder.LENGTH)
    assert [entry.right for entry in longest] == [range(3, 7), range(1, 2)]


def test_a_run_is_cut_into_its_paragraphs() -> None:
    left = BRIDGE.articles.left
    texts = [span.of(left.text) for span in paragraphs(left, range(1, 4))]
    assert texts == [
        "Twelve people were hurt, the town said.",
        "“We heard a crack,” a driver said. Nobody had checked the beams since 1998.",
    ]


@given(alignments())
def test_every_link_is_listed_once_in_any_order(alignment: Alignment) -> None:
    listed = entries_of(Listing.LINKS, replace(BRIDGE, alignment=alignment))
    assert len(listed) == len(alignment.links)
    for order in ORDERS[Listing.LINKS]:
        for reverse in (False, True):
            found = arranged(listed, order, reverse=reverse)
            assert sorted(ends(found)) == sorted((link.left, link.right) for link in alignment.links)


@given(alignments())
def test_orders_sort_by_what_their_names_say(alignment: Alignment) -> None:
    listed = entries_of(Listing.LINKS, replace(BRIDGE, alignment=alignment))

    def links(order: SortOrder) -> list[Link]:
        return [entry.link for entry in arranged(listed, order) if entry.link is not None]

    grades = list(Grade)
    by_left, by_right = links(SortOrder.LEFT), links(SortOrder.RIGHT)
    assert by_left == sorted(by_left, key=lambda link: (link.left, link.right))
    assert by_right == sorted(by_left, key=lambda link: (link.right, link.left))
    assert links(SortOrder.SCORE) == sorted(by_left, key=lambda link: (-link.score, link.left, link.right))
    assert links(SortOrder.GRADE) == sorted(by_left, key=lambda link: (grades.index(link.grade), -link.score))
    assert arranged(listed, SortOrder.SCORE, reverse=True) == arranged(listed, SortOrder.SCORE)[::-1]


@given(alignments())
def test_every_difference_is_listed(alignment: Alignment) -> None:
    listed = entries_of(Listing.DIFFERS, replace(BRIDGE, alignment=alignment))
    assert len(listed) == sum(len(link.differences) for link in alignment.links)
    for order in ORDERS[Listing.DIFFERS]:
        assert sorted(ends(arranged(listed, order))) == sorted(ends(listed))


@given(alignments(), st.sampled_from(Side))
def test_runs_are_the_unique_passages_and_never_touch(alignment: Alignment, side: Side) -> None:
    runs = runs_of(alignment.unique(side))
    assert [passage for run in runs for passage in run] == list(alignment.unique(side))
    assert all(one.stop < two.start for one, two in pairwise(runs))


# Where the cursor begins


def test_the_cursor_begins_at_the_link_shown() -> None:
    listed = entries(Listing.LINKS)
    link = BRIDGE.alignment.links[2]
    moved = replace(link, score=0.1)
    assert nearest(listed, Place(Side.LEFT, 1), moved, by_place=True) == 2
    assert nearest(listed, Place(Side.RIGHT, 3), moved, by_place=False) == 2


def test_without_a_link_the_cursor_begins_nearby_or_at_the_top() -> None:
    listed = entries(Listing.LINKS)
    assert nearest(listed, Place(Side.LEFT, 2), None, by_place=True) == 3
    assert nearest(listed, Place(Side.LEFT, 2), None, by_place=False) == 0
    assert nearest(listed, Place(Side.RIGHT, 6), None, by_place=True) == 5
    assert nearest(entries(Listing.LEFT), Place(Side.LEFT, 5), None, by_place=False) == 1
    assert nearest(entries(Listing.RIGHT), Place(Side.LEFT, 5), None, by_place=True) == 0
    assert nearest([], Place(Side.LEFT, 2), None, by_place=True) == 0
    assert nearest(listed, None, None, by_place=True) == 0


def test_an_entry_leads_to_the_wanted_side_if_it_has_passages_there() -> None:
    link, run = entries(Listing.LINKS)[1], entries(Listing.RIGHT)[1]
    assert link.place(Side.LEFT) == Place(Side.LEFT, 0)
    assert link.place(Side.RIGHT) == Place(Side.RIGHT, 3)
    assert run.place(Side.LEFT) == Place(Side.RIGHT, 6)


# Filter


def test_exact_matches_come_before_near_ones() -> None:
    assert find("spring") == ([(4, 0)], 1)
    assert find("brigde") == ([(0, 2), (0, 3), (4, 0)], 0)
    assert find("HURT people") == ([(0, 3), (1, 3)], 2)
    assert find("people hurt ferri") == ([], 0)
    assert find("  ") == (ends(entries(Listing.LINKS)), 6)
    assert find("zebra") == ([], 0)


def test_a_phrase_comes_before_scattered_words_and_those_before_near_ones() -> None:
    articles = Pair(
        article("One", ("The crown was lost, the gold kept.",), ("A gold crown.",), ("A golden clown.",)),
        article("Two", ("Nothing.",)),
    )
    listed = [ListEntry(range(k, k + 1), range(1), Link(k, 0, 0.9, Grade.RESTATED)) for k in range(3)]
    found = ListFilter(articles).find("gold crown", listed)
    assert [entry.left.start for entry in found.entries] == [1, 0, 2]
    assert found.exact == 2


def test_accents_and_kinds_of_quotation_mark_do_not_matter() -> None:
    articles = Pair(article("One", ("Sébastien’s bridge.",)), article("Two", ("It.",)))
    listed = [ListEntry(range(1), range(1), Link(0, 0, 0.9, Grade.RESTATED))]
    assert ListFilter(articles).find("sebastien's", listed).exact == 1


def test_the_filter_matches_grades_and_readings() -> None:
    assert find("related") == ([(0, 3), (6, 5)], 2)
    assert find("differs") == ([(0, 2), (1, 3)], 2)
    assert find("weekday", Listing.DIFFERS) == ([(0, 2)], 1)
    assert find("Fifteen", Listing.DIFFERS) == ([(1, 3)], 1)


def test_a_run_is_found_by_any_of_its_passages() -> None:
    assert [right for _, right in find("trade", Listing.RIGHT)[0]] == [6]


def test_near_words_are_found_in_scripts_without_blanks() -> None:
    articles = Pair(article("一", ("市長宣布大橋將於週一重新開放。",)), article("二", ("別的事。",)))
    listed = [ListEntry(range(1), range(1), Link(0, 0, 0.9, Grade.RESTATED))]
    found = ListFilter(articles).find("週一從新開放", listed)
    assert (len(found.entries), found.exact) == (1, 0)
    assert not ListFilter(articles).find("完全不同的字", listed).entries


def test_preparing_the_filter_does_not_change_its_results() -> None:
    prepared, fresh = ListFilter(BRIDGE.articles), ListFilter(BRIDGE.articles)
    while prepared.prepare(0):
        pass
    assert prepared.prepare(1) is False
    listed = entries(Listing.LINKS)
    for query in ("brigde", "ferri", "peopel hrut"):
        assert prepared.find(query, listed) == fresh.find(query, listed)


@given(st.text(alphabet="bridgefy 1", max_size=12), st.sampled_from(Listing))
def test_the_filter_only_leaves_entries_out(query: str, listing: Listing) -> None:
    listed = entries(listing)
    found = ListFilter(BRIDGE.articles).find(query, listed)
    assert all(entry in listed for entry in found.entries)
    assert len(
        {(*end, entry.detail) for end, entry in zip(ends(found.entries), found.entries, strict=True)}
    ) == len(found.entries)
    assert 0 <= found.exact <= len(found.entries)
    if found.exact and query.strip():
        assert ListFilter(BRIDGE.articles).find(query.strip()[0], listed).exact >= found.exact


def test_exact_hits_are_marked_else_near_ones() -> None:
    text = "The Bridge at Harrow"
    assert hits("bridge at", text) == [(4, 13)]
    assert hits("harrow the", text) == [(0, 3), (14, 20)]
    assert hits("harow", text) == [(14, 20)]
    assert hits("", text) == []
    assert hits("zz", text) == []


# The state of the lists


def test_an_order_is_kept_for_each_list() -> None:
    lists = ListState(BRIDGE.articles)
    lists.update(BRIDGE)
    lists.sort_by(SortOrder.SCORE)
    assert [entry.link.score for entry in lists.entries if entry.link] == [0.95, 0.9, 0.8, 0.7, 0.55, 0.52]
    assert lists.sorting.descending
    lists.listing = Listing.DIFFERS
    assert lists.sorting.order is SortOrder.LEFT
    lists.listing = Listing.LINKS
    lists.sort_by(SortOrder.SCORE)
    assert not lists.sorting.descending
    assert lists.entries[0].link == BRIDGE.alignment.links[1]


def test_the_key_goes_through_all_orders() -> None:
    lists = ListState(BRIDGE.articles)
    seen = []
    for _ in range(5):
        seen.append(lists.sorting.order)
        lists.sort_by_next()
    assert seen == [*ORDERS[Listing.LINKS], SortOrder.LEFT]


def test_lists_by_place_follow_the_active_side() -> None:
    lists = ListState(BRIDGE.articles)
    lists.update(BRIDGE)
    lists.follow(Side.RIGHT)
    assert ends(lists.entries)[0] == (4, 0)
    lists.sort_by(SortOrder.GRADE)
    lists.follow(Side.LEFT)
    assert lists.sorting.order is SortOrder.GRADE


def test_lists_change_with_the_links() -> None:
    lists = ListState(BRIDGE.articles)
    assert lists.entries == []
    assert lists.count(Listing.LINKS) == 0
    assert lists.update(BRIDGE)
    assert not lists.update(BRIDGE)
    assert (len(lists.entries), lists.count(Listing.LINKS)) == (6, 6)
    assert lists.update(BRIDGE.at(0.85))
    assert (len(lists.entries), lists.count(Listing.LINKS)) == (2, 2)


@pytest.mark.parametrize(
    ("listing", "query", "message"),
    [
        (Listing.LINKS, "", "No links at threshold 0.99."),
        (Listing.DIFFERS, "", "No difference found; most between reports in their own words are missed."),
        (Listing.LEFT, "zebra", "Nothing here is like “zebra”."),
    ],
)
def test_an_empty_list_says_why(listing: Listing, query: str, message: str) -> None:
    lists = ListState(BRIDGE.articles)
    lists.update(BRIDGE.at(0.99))
    lists.listing, lists.query = listing, query
    assert not lists.matching().entries
    assert lists.why_empty() == message


def test_the_list_of_unique_passages_says_that_none_is_unique() -> None:
    lists = ListState(BRIDGE.articles)
    covered = Alignment((Link(0, 0, 0.9, Grade.RESTATED),), Pair(1, 1), threshold=0.5, same_event=True)
    lists.update(replace(BRIDGE, alignment=covered))
    lists.listing = Listing.LEFT
    assert lists.why_empty() == "No passage of the left article is unique, at threshold 0.50."


# Plain text


def test_a_link_is_copied_with_both_passages_and_what_differs() -> None:
    text = EntryText(BRIDGE.articles).entry(entries(Listing.LINKS)[0])
    assert text == (
        "Restated, score 0.90\n"
        "Left, passage 1 of 7: The old bridge at Harrow closed on Monday.\n"
        "Right, passage 3 of 7: The bridge at Harrow has been shut since Tuesday.\n"
        "weekday: “Monday” (left), “Tuesday” (right)"
    )


def test_differences_are_copied_as_a_worksheet() -> None:
    text = EntryText(BRIDGE.articles).listing(Listing.DIFFERS, entries(Listing.DIFFERS))
    heading, first, second = text.rstrip("\n").split("\n\n")
    assert heading == "Where “The old bridge” (left) and “A crossing lost” (right) differ"
    assert first.splitlines()[0] == "weekday: “Monday” (left), “Tuesday” (right)"
    assert second.splitlines() == [
        "people (number): “Twelve” (left), “Fifteen” (right)",
        "Left, passage 2 of 7: Twelve people were hurt, the town said.",
        "Right, passage 4 of 7: Fifteen people were hurt.",
        "(restated, score 0.80)",
    ]


def test_unique_passages_are_copied_in_full() -> None:
    unlinked = BRIDGE.at(0.85)
    found = arranged(entries_of(Listing.LEFT, unlinked), SortOrder.LENGTH)
    text = EntryText(BRIDGE.articles).listing(Listing.LEFT, found)
    assert text == (
        "Passages of “The old bridge” without a counterpart in “A crossing lost”\n\n"
        "Twelve people were hurt, the town said.\n\n"
        "“We heard a crack,” a driver said. Nobody had checked the beams since 1998.\n"
        "(The old bridge, passages 2 to 4 of 7; 21 words)\n\n"
        "It will cost 3 million crowns. Ferries run every hour.\n"
        "(The old bridge, passages 6 to 7 of 7; 10 words)\n"
    )


def test_readings_are_quoted_once_and_subjects_named_with_their_kind() -> None:
    assert quoted("22  countries") == "“22 countries”"
    assert quoted("“a spot”") == "“a spot”"
    spans = Pair(Span(0, 1), Span(0, 1))
    assert subject_of(Difference(DifferenceKind.SCORE, "", Pair("51-49", "50-50"), spans)) == "score"
    assert subject_of(Difference(DifferenceKind.NUMBER, "states", Pair("1", "2"), spans)) == "states (number)"
    assert subject_of(Difference(DifferenceKind.DATE, "date", Pair("1", "2"), spans)) == "date"


# Differences that several links have


def repeating(*changes: dict[str, object]) -> Comparison:
    """Left 1 differs from right 3, and in the same way from as many others as there are changes."""
    links = list(BRIDGE.alignment.candidates)
    [difference] = links[2].differences
    links += [
        replace(links[2], right=4 + number, score=0.6, differences=(replace(difference, **change),))  # type: ignore[arg-type]
        for number, change in enumerate(changes)
    ]
    return replace(BRIDGE, alignment=BRIDGE.alignment.with_links(links))


def of_people(comparison: Comparison) -> list[ListEntry]:
    found = with_repeats_folded(entries_of(Listing.DIFFERS, comparison))
    return [entry for entry in found if entry.difference and entry.difference.subject == "people"]


ELSEWHERE = Pair(Span(0, 3), Span(9, 12))


def test_one_detail_that_several_links_tell_is_one_row() -> None:
    [entry] = of_people(repeating({"certainty": 0.4}, {"certainty": 0.6}))
    assert ends(entry.folded) == [(1, 3), (1, 4), (1, 5)]  # the surest is in front


@pytest.mark.parametrize(
    "change",
    [
        {"readings": Pair("Twelve", "Sixteen")},
        {"subject": "cars"},
        {"verdict": Verdict.ACCEPTED},
        {"verdict": Verdict.REJECTED},
        {"spans": ELSEWHERE},
    ],
)
def test_other_details_and_judged_ones_keep_their_rows(change: dict[str, object]) -> None:
    comparison = repeating(change)
    found = with_repeats_folded(entries_of(Listing.DIFFERS, comparison))
    assert len(found) == len(entries_of(Listing.DIFFERS, comparison))
    assert not any(entry.also for entry in found)


def test_a_folded_row_is_counted_and_found_by_all_its_links() -> None:
    comparison = repeating({"certainty": 0.4})
    lists = ListState(BRIDGE.articles)
    lists.update(comparison)
    lists.listing = Listing.DIFFERS
    assert lists.count(Listing.DIFFERS) == 3
    assert lists.counts() == "3 details in 3 links"
    lists.query = "inspection"  # a word of right 4
    assert ends(lists.matching().entries) == [(1, 3)]
    link = comparison.alignment.between(1, 4)
    assert nearest(lists.entries, Place(Side.LEFT, 1), link, by_place=True) == 1
    text = EntryText(BRIDGE.articles).entry(lists.entries[1])
    assert text.endswith("also L 2 – R 5")


@pytest.mark.parametrize("listing", [Listing.LEFT, Listing.RIGHT])
def test_unique_passages_begin_at_their_top_unless_the_cursor_is_in_one_of_them(listing: Listing) -> None:
    side = listing.side
    assert side is not None
    runs = arranged(entries(listing), SortOrder.LENGTH)
    last = runs[-1].passages(side).start
    assert nearest(runs, Place(side.other, last), None, by_place=False) == 0
    assert nearest(runs, Place(side, last), None, by_place=False) == len(runs) - 1


def test_an_entry_is_found_by_the_subject_of_its_verdict() -> None:
    for listing in (Listing.LINKS, Listing.DIFFERS):
        listed = entries(listing)
        for at, entry in enumerate(listed):
            key = None if entry.difference is None else key_of(entry.difference, BRIDGE.articles)
            subject = Subject(entry.left.start, entry.right.start, is_note=False, difference=key)
            assert index_of(listed, subject, BRIDGE.articles) == at
        assert index_of(listed, Subject(2, 6, is_note=False), BRIDGE.articles) is None
        assert index_of(listed, Subject(2, None, is_note=True), BRIDGE.articles) is None


def answered(left: str, right: str, link: Callable[[Pair[Article]], Link], reading: str) -> tuple[str, ...]:
    """The answers to a detail of the left one of two passages."""
    articles = Pair(article("One", (left,)), article("Two", (right,)))
    alignment = Alignment((link(articles),), Pair(1, 1), threshold=0.5, same_event=True)
    found = entries_of(Listing.DETAILS, Comparison(articles, alignment))
    details = [entry.detail for entry in found if entry.detail is not None and entry.detail.side is Side.LEFT]
    (detail,) = (each for each in details if each.reading == reading)
    return tuple(f"{mark} {said}" for mark, said in detail.answers)


def test_a_detail_is_not_the_same_as_the_longer_one_that_it_differs_from() -> None:
    def link(articles: Pair[Article]) -> Link:
        spans = Pair(span(articles.left, "Devin Nunes"), span(articles.right, "David Nunes"))
        told = Difference(DifferenceKind.NAME, "name", Pair("Devin Nunes", "David Nunes"), spans)
        return Link(0, 0, 0.9, Grade.RESTATED, (), (told,))

    right = "The report was by House Intelligence Committee Chairman David Nunes."
    assert answered("The report was by Devin Nunes.", right, link, "Devin Nunes") == ("≠ David Nunes",)


def test_of_one_same_and_one_that_differs_the_passages_are_named() -> None:
    def link(articles: Pair[Article]) -> Link:
        spans = Pair(span(articles.left, "Monday"), span(articles.right, "Tuesday"))
        told = Difference(DifferenceKind.WEEKDAY, "weekday", Pair("Monday", "Tuesday"), spans)
        return Link(0, 0, 0.9, Grade.RESTATED, (), (told,))

    right = "The bridge closed on Tuesday, and not on Monday."
    said = answered("The bridge closed on Monday.", right, link, "Monday")
    assert said == ("≠ Tuesday (R 1)", "= Monday (R 1)")


def test_words_of_a_quotation_that_both_quote_answer_it() -> None:
    def link(articles: Pair[Article]) -> Link:
        spans = articles.map(lambda its: (span(its, "grave concerns"),))
        shared = Evidence(EvidenceKind.QUOTATION, "grave concerns", spans, 0.9)
        return Link(0, 0, 0.9, Grade.RESTATED, (shared,))

    left = "They voiced “grave concerns” about it."
    right = "They have “grave concerns about the release of the memo” and said so."
    assert answered(left, right, link, "grave concerns") == ("= grave concerns",)
