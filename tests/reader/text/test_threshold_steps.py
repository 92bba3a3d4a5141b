"""What a step of the threshold changes in place is the same as made anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from diptych.alignment.kinds import DifferenceKind, Grade, Verdict, Voice
from diptych.alignment.model import Alignment, Difference, Link
from diptych.article.model import Span
from diptych.comparison import Comparison
from diptych.reader.state.filters import Selection, View
from diptych.reader.state.session import ReaderSession
from diptych.reader.text.highlights import passage_statuses, updated_statuses
from diptych.reader.text.views import ViewLayouter
from diptych.sides import Pair, Side
from support.small_articles import article

if TYPE_CHECKING:
    from diptych.reader.text.rows import RowLayout

SOME = 8
WIDTH = 30
ARTICLES = Pair(
    *(
        article(
            title, *((f"{title} tells of thing {n}.", f"Then of thing {n + 1}.") for n in range(0, SOME, 2))
        )
        for title in ("One", "Two")
    )
)
DIFFERS = Difference(DifferenceKind.NUMBER, "n", Pair("1", "2"), Pair(Span(0, 1), Span(0, 1)))


@st.composite
def alignments(draw: st.DrawFn) -> Alignment:
    """Candidates between the passages of `ARTICLES`, some judged, some named by a language model."""
    ends = draw(st.sets(st.tuples(st.integers(0, SOME - 1), st.integers(0, SOME - 1))))
    made = [
        Link(
            left,
            right,
            draw(st.sampled_from([0.1, 0.3, 0.5, 0.55, 0.7, 0.9])),
            draw(st.sampled_from(Grade)),
            differences=draw(st.sampled_from([(), (DIFFERS,)])),
            model_grade=draw(st.sampled_from([None, Grade.RELATED])),
            verdict=draw(st.sampled_from([None, None, *Verdict])),
        )
        for left, right in sorted(ends)
    ]
    compared = draw(st.sampled_from([None, Pair(frozenset({0, 1, 5}), frozenset({2, 3}))]))
    return Alignment(tuple(made), Pair(SOME, SOME), 0.5, same_event=True, compared=compared)


def fresh(alignment: Alignment) -> Alignment:
    """The same, without what it has computed so far."""
    return replace(alignment, candidates=(*alignment.candidates,))


THRESHOLDS = st.lists(st.sampled_from([0.05, 0.3, 0.5, 0.55, 0.6, 0.95]), min_size=1, max_size=6)


@given(alignments(), THRESHOLDS, st.sampled_from(Voice))
def test_links_and_statuses_after_steps(found: Alignment, thresholds: list[float], voice: Voice) -> None:
    found = replace(found, voice=voice)
    statuses = {side: passage_statuses(found, side, SOME) for side in Side}
    for threshold in thresholds:
        before, found = found, found.at(threshold)
        anew = fresh(found)
        assert found.links == tuple(link for link in found.candidates if link.counts(threshold, voice))
        for side in Side:
            assert found.by_passage(side) == anew.by_passage(side)
            assert found.unique(side) == anew.unique(side)
            changed = found.changed_since(before, side)
            if changed is None:
                assert voice is not Voice.OWN
                statuses[side] = passage_statuses(found, side, SOME)
            else:
                statuses[side] = updated_statuses(statuses[side], found, side, changed)
            assert statuses[side] == passage_statuses(anew, side, SOME)


def laid_out(layouter: ViewLayouter, session: ReaderSession, view: View) -> list[RowLayout]:
    layouter.update(session, view)
    if view is View.SINGLE:
        return [layouter.layout(None, WIDTH)]
    for side in Side:
        layouter.key(side, WIDTH)
    return [layouter.layout(side, WIDTH) for side in Side]


@given(
    alignments(),
    st.lists(
        st.tuples(
            st.sampled_from([0.05, 0.3, 0.5, 0.55, 0.6, 0.95]),
            st.sampled_from([View.SYNOPSIS, View.SINGLE]),
            st.sampled_from([Selection.ALL, Selection.ALL, *Selection]),
            st.sampled_from(Side),
        ),
        min_size=2,
        max_size=6,
    ),
)
def test_rows_after_steps(found: Alignment, steps: list[tuple[float, View, Selection, Side]]) -> None:
    session, layouter = ReaderSession(ARTICLES), ViewLayouter(ARTICLES)
    for threshold, view, session.selection, session.order in steps:
        session.receive(Comparison(ARTICLES, found.at(threshold)))
        shown = laid_out(layouter, session, view)
        session.comparison = Comparison(ARTICLES, fresh(found).at(threshold))
        for layout, anew in zip(shown, laid_out(ViewLayouter(ARTICLES), session, view), strict=True):
            assert layout.rows == anew.rows
            assert layout.passage_rows.map(list) == anew.passage_rows.map(list)
            assert {**layout.beside} == {**anew.beside}
            assert [*map(layout.only_link_in, range(len(layout.rows)))] == [
                *map(anew.only_link_in, range(len(anew.rows)))
            ]
