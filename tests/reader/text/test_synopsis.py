"""Groups of a synopsis, and the layouts of both articles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from diptych.alignment.kinds import DifferenceKind, Grade
from diptych.alignment.model import Alignment, Difference, Link
from diptych.article.model import Span
from diptych.reader.panes.row_painter import COMPONENTS, GUTTER, Palette, PaneView, RowPainter
from diptych.reader.state.filters import Selection
from diptych.reader.state.navigation import Place
from diptych.reader.text.highlights import PassageStatus, passage_statuses
from diptych.reader.text.rows import RowKind
from diptych.reader.text.synopsis import Displacement, Group, SynopsisGrouper
from diptych.reader.text.synopsis_rows import NO_COUNTERPART, GroupLayouter
from diptych.sides import Pair, Side
from support.small_articles import article, bridge, span

SOME = 7
ENDS = st.sets(st.tuples(st.integers(0, SOME - 1), st.integers(0, SOME - 1)))
BLOCKS = st.lists(st.integers(1, 3), min_size=SOME, max_size=SOME)


def made(title: str, sizes: list[int]) -> list[tuple[str, ...]]:
    """Paragraphs of as many sentences as `sizes` say, `SOME` sentences in all."""
    sentences = [f"{title} tells thing number {n} at some length." for n in range(SOME)]
    paragraphs = []
    while sentences:
        size = sizes.pop() if sizes else 1
        paragraphs.append(tuple(sentences[:size]))
        del sentences[:size]
    return paragraphs


def linked(ends: set[tuple[int, int]]) -> Alignment:
    """Links with scores that differ, every third one with a difference."""
    nowhere = Span(0, 1)
    differs = Difference(DifferenceKind.NUMBER, "n", Pair("1", "2"), Pair(nowhere, nowhere))
    links = [
        Link(
            left,
            right,
            (left * 31 + right * 17) % 29 / 100 + 0.5,
            Grade.RESTATED,
            (),
            (differs,) * (n % 3 == 0),
        )
        for n, (left, right) in enumerate(sorted(ends))
    ]
    return Alignment(tuple(links), Pair(SOME, SOME), 0.5, same_event=True)


def said(group: Group) -> tuple[list[int], list[int], list[int]]:
    return list(group.main), [entry.passage for entry in group.entries], list(group.alone)


def test_what_only_the_other_article_has_keeps_its_order_where_a_filter_hides_its_neighbours() -> None:
    articles = Pair(*(article(title, *((f"Thing {n}.",) for n in range(4))) for title in ("One", "Two")))
    links = tuple(Link(left, right, 0.9, Grade.RESTATED) for left, right in ((0, 2), (1, 1), (3, 0)))
    alignment = Alignment(links, Pair(4, 4), 0.5, same_event=True)
    groups = SynopsisGrouper(articles).groups(alignment, Side.LEFT, Selection.UNIQUE)
    assert [said(group) for group in groups] == [([], [], [3]), ([2], [], [])]


def test_the_bridge_in_the_order_of_the_left_article() -> None:
    groups = SynopsisGrouper(bridge().articles).groups(bridge().alignment, Side.LEFT)
    assert [said(group) for group in groups] == [
        ([0], [2, 3], []),
        ([], [], [1]),
        ([1], [3], []),
        ([2], [], []),
        ([3], [4], []),
        ([4], [0], []),
        ([5], [], []),
        ([6], [5], []),
        ([], [], [6]),
    ]


def test_the_bridge_in_the_order_of_the_right_article() -> None:
    groups = SynopsisGrouper(bridge().articles).groups(bridge().alignment, Side.RIGHT)
    assert [said(group) for group in groups] == [
        ([0], [4], []),
        ([1], [], []),
        ([2], [0], []),
        ([3], [1, 0], []),
        ([], [], [2]),
        ([4], [3], []),
        ([], [], [5]),
        ([5], [6], []),
        ([6], [], []),
    ]


def test_counterparts_out_of_order_have_a_displacement() -> None:
    groups = SynopsisGrouper(bridge().articles).groups(bridge().alignment, Side.LEFT)
    displacement = {
        (group.main[0], entry.passage): entry.displacement for group in groups for entry in group.entries
    }
    assert displacement == {
        (0, 2): Displacement.NONE,
        (0, 3): Displacement.DOWN,
        (1, 3): Displacement.NONE,
        (3, 4): Displacement.NONE,
        (4, 0): Displacement.UP,
        (6, 5): Displacement.NONE,
    }


def test_a_counterpart_at_home_elsewhere_is_a_reference() -> None:
    groups = SynopsisGrouper(bridge().articles).groups(bridge().alignment, Side.LEFT)
    assert [(entry.passage, entry.full) for entry in groups[0].entries] == [(2, True), (3, False)]


@pytest.mark.parametrize(
    ("selection", "mains", "alone"),
    [
        (Selection.LINKED, [0, 1, 3, 4, 6], []),
        (Selection.DIFFERS, [0, 1], []),
        (Selection.UNIQUE, [2, 5], [1, 6]),
    ],
)
def test_the_filter_leaves_whole_groups_out(selection: Selection, mains: list[int], alone: list[int]) -> None:
    groups = SynopsisGrouper(bridge().articles).groups(bridge().alignment, Side.LEFT, selection)
    assert [passage for group in groups for passage in group.main] == mains
    assert [passage for group in groups for passage in group.alone] == alone


@pytest.mark.parametrize("selection", Selection)
def test_without_links_one_article_follows_the_other(selection: Selection) -> None:
    groups = SynopsisGrouper(bridge().articles).groups(None, Side.RIGHT, selection)
    assert [passage for group in groups for passage in group.main] == list(range(7))
    assert [passage for group in groups for passage in group.alone] == list(range(7))


def test_passages_that_are_not_compared_yet_come_last() -> None:
    alignment = replace(bridge().alignment, compared=Pair(frozenset(range(4)), frozenset({2, 3, 4})))
    groups = SynopsisGrouper(bridge().articles).groups(alignment, Side.LEFT)
    assert [passage for group in groups for passage in group.main] == list(range(7))
    assert [list(group.alone) for group in groups[-2:]] == [[1], [6]]
    unique = SynopsisGrouper(bridge().articles).groups(alignment, Side.LEFT, Selection.UNIQUE)
    assert [passage for group in unique for passage in (*group.main, *group.alone)] == [2]


@given(ENDS, st.sampled_from(Side), BLOCKS, BLOCKS)
def test_every_passage_is_shown_in_full_and_the_main_order_is_kept(
    ends: set[tuple[int, int]], order: Side, left: list[int], right: list[int]
) -> None:
    articles = Pair(article("Left", *made("Left", left)), article("Right", *made("Right", right)))
    alignment = linked(ends)
    groups = SynopsisGrouper(articles).groups(alignment, order)
    mains = [passage for group in groups for passage in group.main]
    assert mains == list(range(SOME))
    others = [entry.passage for group in groups for entry in group.entries if entry.home]
    others += [passage for group in groups for passage in group.alone]
    assert sorted(others) == list(range(SOME))
    joined = {
        (group.main[0], entry.passage) if order is Side.LEFT else (entry.passage, group.main[0])
        for group in groups
        for entry in group.entries
    }
    assert joined == ends
    at_home = [(at, entry) for at, group in enumerate(groups) for entry in group.entries if entry.home]
    home = {entry.passage: at for at, entry in at_home}
    in_order = {entry.passage: at for at, entry in at_home if entry.displacement is Displacement.NONE}
    for at, group in enumerate(groups):
        allowed = []
        for homes in (home, in_order):
            followed = max(
                (passage for passage in homes if group.alone and passage < group.alone[0]), default=-1
            )
            allowed.append(homes.get(followed, -1))
        if group.alone and allowed[1] >= 0:
            assert any(before < at and all(g.alone for g in groups[before + 1 : at]) for before in allowed)


def test_unlinked_passages_beside_something_far_away_keep_the_order_of_their_article() -> None:
    articles = Pair(article("Left", *made("Left", [1] * SOME)), article("Right", *made("Right", [1] * SOME)))
    groups = SynopsisGrouper(articles).groups(linked({(0, 0), (1, 2), (6, 3), (2, 5), (3, 6)}), Side.LEFT)
    found = [list(group.main) or [-passage for passage in group.alone] for group in groups]
    assert found == [[0], [-1], [1], [-4], [2], [3], [4], [5], [6]]


def test_unlinked_passages_between_two_that_were_moved_go_along_with_them() -> None:
    articles = Pair(article("Left", *made("Left", [1] * SOME)), article("Right", *made("Right", [1] * SOME)))
    groups = SynopsisGrouper(articles).groups(linked({(0, 4), (1, 5), (2, 6), (4, 0), (5, 2)}), Side.LEFT)
    mains = [list(group.main) or [-passage for passage in group.alone] for group in groups]
    assert mains[mains.index([4]) :] == [[4], [-1], [5], [6]]


@given(ENDS, st.sampled_from(Side), st.sampled_from(Selection), BLOCKS, BLOCKS)
def test_both_sides_of_a_synopsis_have_the_same_rows_and_links_are_aligned(
    ends: set[tuple[int, int]], order: Side, selection: Selection, left: list[int], right: list[int]
) -> None:
    articles = Pair(article("Left", *made("Left", left)), article("Right", *made("Right", right)))
    groups = SynopsisGrouper(articles).groups(linked(ends), order, selection)
    layouts = GroupLayouter(articles).lay_out_synopsis(groups, order, Pair(30, 24))
    assert len(layouts.left.rows) == len(layouts.right.rows)
    firsts = {(g.main[0], g.entries[0].passage) for g in groups if g.entries}
    for link, rows in layouts.left.beside.items():
        main, other = (link[0], link[1]) if order is Side.LEFT else (link[1], link[0])
        if (main, other) in firsts:
            assert rows.left.start == rows.right.start
        assert rows[order].start <= rows[order.other].start
    for side in Side:
        for passage in range(SOME):
            rows_of = layouts[side].passage_rows[side][passage]
            text = " ".join(layouts[side].rows[row].span.of(articles[side].text) for row in rows_of)
            if rows_of and layouts[side].rows[rows_of[0]].kind is RowKind.TEXT:
                assert articles[side].passage_text(passage) in text


@given(ENDS, st.sampled_from(Side), BLOCKS, BLOCKS)
def test_a_single_column_has_each_passage_once_from_top_to_bottom(
    ends: set[tuple[int, int]], order: Side, left: list[int], right: list[int]
) -> None:
    articles = Pair(article("Left", *made("Left", left)), article("Right", *made("Right", right)))
    groups = SynopsisGrouper(articles).groups(linked(ends), order)
    layout = GroupLayouter(articles).lay_out_single(groups, order, 40)
    found: list[Place] = []
    place = layout.extreme(last=False)
    while place is not None:
        found.append(place)
        place = layout.step(place, layout.rows_for(place).start, 1)
    assert len(found) == 2 * SOME
    assert set(found) == {Place(side, n) for side in Side for n in range(SOME)}
    starts = [layout.rows_for(place).start for place in found]
    assert starts == sorted(starts)
    for place in found:
        for row in layout.rows_for(place):
            assert layout.rows[row].side is place.side
            assert place.passage in layout.passages_in(articles, row)


def test_each_run_in_a_single_column_is_labelled_with_its_side() -> None:
    groups = SynopsisGrouper(bridge().articles).groups(bridge().alignment, Side.LEFT)
    layout = GroupLayouter(bridge().articles).lay_out_single(groups, Side.LEFT, 60)
    labels = [row.note.split()[0] for row in layout.rows if row.kind is RowKind.TEXT and row.note]
    assert labels == [*"LRRLRLLRLRLLRR"]


@pytest.mark.parametrize(("far", "full"), [(1, False), (2, True)])
def test_a_single_column_refers_to_a_counterpart_right_above(far: int, *, full: bool) -> None:
    sentences = tuple((f"In the port thing number {n} came to pass.",) for n in range(3))
    articles = Pair(article("One", *sentences), article("Two", ("Two things came to pass in the port.",)))
    links = (Link(0, 0, 0.9, Grade.RESTATED), Link(far, 0, 0.8, Grade.RESTATED))
    alignment = Alignment(links, Pair(3, 1), 0.5, same_event=True)
    layout = GroupLayouter(articles).lay_out_single(
        SynopsisGrouper(articles).groups(alignment, Side.LEFT), Side.LEFT, 60
    )
    rows = [row for row in layout.rows if row.side is Side.RIGHT and row.has_text]
    assert [row.kind for row in rows] == [RowKind.TEXT, RowKind.TEXT if full else RowKind.REFERENCE]
    assert {*layout.beside} == {(0, 0), (far, 0)}
    assert layout.beside[far, 0].right


@pytest.mark.parametrize("complete", [True, False])
def test_a_long_text_of_one_article_is_labelled_once_all_links_are_known(*, complete: bool) -> None:
    told = tuple((f"Only here it is told at length that thing number {n} came to pass.",) for n in range(4))
    articles = Pair(article("One", ("Both have it.",), *told), article("Two", ("It is in both.",)))
    alignment = Alignment((Link(0, 0, 0.9, Grade.RESTATED, ()),), Pair(5, 1), 0.5, same_event=True)
    groups = SynopsisGrouper(articles).groups(alignment, Side.LEFT)
    layouts = GroupLayouter(articles).lay_out_synopsis(groups, Side.LEFT, Pair(40, 40), complete=complete)
    notes = [(index, row.note) for index, row in enumerate(layouts.right.rows) if row.note]
    first = layouts.left.passage_rows.left[1].start
    assert notes == ([(first, NO_COUNTERPART)] if complete else [])
    assert not [row.note for row in layouts.left.rows if row.note]


def test_a_displacement_note_is_not_right_below_another_passage() -> None:
    sentences = tuple((f"In the port thing number {n} came to pass.",) for n in range(3))
    articles = Pair(article("One", *sentences), article("Two", *sentences))
    links = tuple(Link(n, 2 - n, 0.9 - n / 10, Grade.RESTATED, ()) for n in range(3))
    alignment = Alignment(links, Pair(3, 3), 0.5, same_event=True)
    groups = SynopsisGrouper(articles).groups(alignment, Side.LEFT)
    rows = GroupLayouter(articles).lay_out_synopsis(groups, Side.LEFT, Pair(80, 80)).right.rows
    noted = [index for index, row in enumerate(rows) if row.note]
    assert noted
    assert all(not rows[index - 1].has_text for index in noted if index)


def test_a_displacement_note_is_shorter_in_a_narrow_column() -> None:
    groups = SynopsisGrouper(bridge().articles).groups(bridge().alignment, Side.LEFT)
    (entry,) = (entry for group in groups for entry in group.entries if entry.displacement is Displacement.UP)
    layouter = GroupLayouter(bridge().articles)
    said = [layouter.displacement_note(Side.RIGHT, entry, width) for width in (51, 50, 30, 29, 16, 15)]
    assert said == [
        "↑ told earlier in the right article, passage 1 of 7",
        *["↑ told earlier, passage 1 of 7"] * 2,
        *["↑ passage 1 of 7"] * 2,
        "↑ 1/7",
    ]


def groups_of(passages: int, *links: tuple[int, int, float]) -> list[Group]:
    """The synopsis of two articles with `passages` passages and these links: left, right, score."""
    sentences = tuple((f"In the port thing number {n} came to pass.",) for n in range(passages))
    articles = Pair(article("One", *sentences), article("Two", *sentences))
    made = tuple(Link(left, right, score, Grade.RESTATED) for left, right, score in links)
    alignment = Alignment(made, Pair(passages, passages), 0.5, same_event=True)
    return [*SynopsisGrouper(articles).groups(alignment, Side.LEFT)]


def test_a_counterpart_that_leads_up_to_the_next_one_is_in_its_place() -> None:
    """It is so even if another passage has a better link with it."""
    groups = groups_of(4, (0, 0, 0.6), (1, 0, 0.7), (2, 2, 0.9), (3, 0, 0.5))
    found = {
        (entry.link.left, entry.passage): entry.displacement for group in groups for entry in group.entries
    }
    assert found == {
        (0, 0): Displacement.NONE,
        (1, 0): Displacement.NONE,
        (2, 2): Displacement.NONE,
        (3, 0): Displacement.UP,
    }


def test_a_reference_points_to_where_the_counterpart_is_in_full() -> None:
    groups = groups_of(3, (0, 1, 0.9), (1, 0, 0.9), (1, 1, 0.6), (1, 2, 0.6), (2, 2, 0.9))
    referred = {
        entry.passage: entry.displacement for group in groups for entry in group.entries if not entry.full
    }
    assert referred == {1: Displacement.UP, 2: Displacement.DOWN}


def test_a_counterpart_is_marked_by_its_own_link() -> None:
    left = article("One", ("It weighs 640 grams, so they say.",), ("It was insured for 7 million.",))
    right = article("Two", ("It weighs 640 grams and is insured for 5 million.",), ("It rained.",))
    spans = Pair(span(left, "7 million"), span(right, "5 million"))
    differing = (Difference(DifferenceKind.NUMBER, "", Pair("7 million", "5 million"), spans),)
    links = (Link(0, 0, 0.9, Grade.RESTATED), Link(1, 0, 0.8, Grade.RESTATED, (), differing))
    alignment = Alignment(links, Pair(2, 2), 0.5, same_event=True)
    articles = Pair(left, right)
    groups = SynopsisGrouper(articles).groups(alignment, Side.LEFT)
    layouts = GroupLayouter(articles).lay_out_synopsis(groups, Side.LEFT, Pair(60, 60))
    palette = Palette(Style(), dict.fromkeys(COMPONENTS, Style()))
    marked = []
    for side in Side:
        painter = RowPainter(articles, side)
        found = passage_statuses(alignment, side, 2)
        painter.show(PaneView(alignment, found))
        rows = range(len(layouts[side].rows))
        strips = [painter.paint(row, layouts[side], 60 + GUTTER, 0, palette).text for row in rows]
        marked.append([row[:GUTTER].strip() for row in strips if row[:GUTTER].strip()])
    assert marked == [["●", "≠"], ["●", "○", "≠"]]
    assert found[0] is PassageStatus.DIFFERS
