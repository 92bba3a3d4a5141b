from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.alignment.kinds import EvidenceKind, Grade, Verdict
from diptych.alignment.pipeline.manual_link import ManualLinker
from diptych.comparison import Comparison, PassageNote
from diptych.sides import Pair, Side
from diptych.verdicts.judgements import Judgements, LinkJudgement, apply, judgements_in
from support.small_articles import bridge
from support.verdicts import swapped

if TYPE_CHECKING:
    from diptych.alignment.model import Alignment, Link

BRIDGE = bridge()
HANDS = Pair(ManualLinker(BRIDGE.articles), ManualLinker(BRIDGE.articles.swapped))
"""Kept, because they cache the features of the articles."""

ENDS = st.tuples(st.integers(0, 6), st.integers(0, 6))
WORDS = st.text(min_size=1, max_size=5)
VERDICTS_AND_NOTES = st.tuples(st.sampled_from(Verdict), st.just("") | WORDS) | st.tuples(st.none(), WORDS)
NOTES = st.dictionaries(st.integers(0, 6), WORDS, max_size=3).map(
    lambda notes: tuple(PassageNote(passage, notes[passage]) for passage in sorted(notes))
)
JUDGEMENTS = st.builds(
    lambda links, notes: Judgements(
        tuple(LinkJudgement(*ends, *links[ends]) for ends in sorted(links)), notes
    ),
    st.dictionaries(ENDS, VERDICTS_AND_NOTES, max_size=5),
    st.builds(Pair, NOTES, NOTES),
)


def judged(*links: LinkJudgement) -> Comparison:
    return apply(BRIDGE, Judgements(links), HANDS.left)


def turned(link: Link) -> Link:
    """The link of the swapped pair, without evidence and differences, whose labels depend on the left one."""
    return replace(link, left=link.right, right=link.left, evidence=(), differences=(), may_differ=())


def bare(alignment: Alignment) -> list[Link]:
    return [replace(link, evidence=(), differences=(), may_differ=()) for link in alignment.candidates]


def exchanged(comparison: Comparison) -> Comparison:
    alignment = comparison.alignment
    links = sorted(map(turned, alignment.candidates), key=lambda link: (link.left, link.right))
    return Comparison(
        comparison.articles.swapped,
        replace(alignment, candidates=tuple(links), sizes=alignment.sizes.swapped),
        comparison.notes.swapped,
    )


def test_no_judgements_change_nothing() -> None:
    assert apply(BRIDGE, Judgements()) == BRIDGE
    assert judgements_in(BRIDGE) == Judgements()


@settings(deadline=None)  # the first loads what links are made with
@given(JUDGEMENTS)
def test_judgements_can_be_read_from_a_judged_comparison(judgements: Judgements) -> None:
    found = apply(BRIDGE, judgements, HANDS.left)
    assert judgements_in(found) == judgements
    assert apply(BRIDGE, judgements_in(found), HANDS.left) == found
    assert list(found.alignment.candidates) == sorted(
        found.alignment.candidates, key=lambda link: (link.left, link.right)
    )


@settings(deadline=None)
@given(JUDGEMENTS, st.floats(0, 1))
def test_a_threshold_changes_the_same_links_before_and_after_judging(
    judgements: Judgements, threshold: float
) -> None:
    both = apply(BRIDGE, judgements, HANDS.left).at(threshold)
    assert both == apply(BRIDGE.at(threshold), judgements, HANDS.left)
    for side in Side:
        assert both.alignment.by_passage(side) == Comparison(
            both.articles, replace(both.alignment, threshold=both.alignment.threshold)
        ).alignment.by_passage(side)


@settings(deadline=None)
@given(JUDGEMENTS)
def test_swapping_the_sides_swaps_the_result(judgements: Judgements) -> None:
    assert swapped(swapped(judgements)) == judgements
    one = exchanged(apply(BRIDGE, judgements, HANDS.left))
    two = apply(exchanged(BRIDGE), swapped(judgements), HANDS.right)
    assert bare(one.alignment) == bare(two.alignment)
    assert one.notes == two.notes
    for side in Side:
        assert one.alignment.linked(side) == two.alignment.linked(side)
        assert one.coverage(side) == two.coverage(side)


def test_an_accepted_link_counts_at_any_threshold() -> None:
    found = judged(LinkJudgement(5, 1, Verdict.ACCEPTED))
    for threshold in (0.05, 0.5, 0.95, 1.0):
        assert 5 in found.at(threshold).alignment.linked(Side.LEFT)
        assert 1 not in found.at(threshold).alignment.unique(Side.RIGHT)
    assert 5 in BRIDGE.alignment.unique(Side.LEFT)
    assert found.coverage(Side.LEFT) > BRIDGE.coverage(Side.LEFT)


def test_a_rejected_link_counts_at_no_threshold_and_stays_a_candidate() -> None:
    found = judged(LinkJudgement(4, 0, Verdict.REJECTED))
    for threshold in (0.0, 0.5, 0.95):
        assert 4 in found.at(threshold).alignment.unique(Side.LEFT)
        assert found.at(threshold).alignment.links_of(Side.RIGHT, 0) == ()
        (link,) = found.at(threshold).alignment.rejected
        assert (link.left, link.right, link.score) == (4, 0, 0.95)
    assert found.coverage(Side.LEFT) < BRIDGE.coverage(Side.LEFT)


def test_verdicts_outweigh_scores() -> None:
    best = judged(LinkJudgement(0, 3, Verdict.ACCEPTED)).alignment
    assert [link.right for link in best.links_of(Side.LEFT, 0)] == [3, 2]
    rejected = judged(LinkJudgement(0, 2, Verdict.REJECTED)).alignment
    assert [link.right for link in rejected.links_of(Side.LEFT, 0)] == [3]
    assert [link.right for link in rejected.candidates_of(Side.LEFT, 0)] == [3, 2]


def test_a_link_by_hand_has_evidence_and_differences() -> None:
    link, _ = judged(LinkJudgement(4, 2, Verdict.ADDED)).alignment.links_of(Side.LEFT, 4)
    assert (link.score, link.grade, link.verdict) == (0.0, Grade.RESTATED, Verdict.ADDED)
    assert [evidence.label for evidence in link.evidence] == ["bridge"]
    assert link.evidence[0].kind is EvidenceKind.WORD
    hurt = HANDS.left.link(1, 3)
    assert [difference.readings for difference in hurt.differences] == [
        Pair("Twelve people were hurt", "Fifteen people were hurt")
    ]
    for item in (*link.evidence, *hurt.evidence):
        for side in Side:
            for span in item.spans[side]:
                passage = BRIDGE.articles[side].passage_at(span.start)
                assert passage in (link.end(side), hurt.end(side))


def test_a_link_by_hand_of_the_same_words_is_verbatim() -> None:
    articles = Pair(BRIDGE.articles.left, BRIDGE.articles.left)
    assert ManualLinker(articles).link(2, 2).grade is Grade.VERBATIM


def test_a_candidate_keeps_its_score_and_its_evidence() -> None:
    (link,) = judged(LinkJudgement(4, 0, Verdict.ADDED, "told twice")).alignment.links_of(Side.LEFT, 4)
    (before,) = BRIDGE.alignment.links_of(Side.LEFT, 4)
    assert link == replace(before, verdict=Verdict.ADDED, note="told twice")


@pytest.mark.parametrize("threshold", [0.0, 0.5])
def test_a_note_alone_makes_no_link(threshold: float) -> None:
    found = judged(LinkJudgement(2, 6, note="ask")).at(0.05 + threshold)
    assert found.alignment.links == BRIDGE.at(0.05 + threshold).alignment.links
    assert [link.note for link in found.alignment.candidates_of(Side.LEFT, 2)] == ["ask"]
