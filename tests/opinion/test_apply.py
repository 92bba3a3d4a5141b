"""An opinion beside diptych's own links."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from diptych.alignment.kinds import AlignmentWarning, Grade, Verdict, Voice
from diptych.comparison import Comparison
from diptych.export.json import to_json
from diptych.export.read_json import from_json
from diptych.opinion.answer import opinion_of
from diptych.opinion.apply import without_opinion
from diptych.opinion.request import requests_of
from diptych.sides import Pair, Side
from diptych.verdicts.judgements import Judgements, LinkJudgement, apply
from support.chat_server import rows
from support.small_articles import bridge

if TYPE_CHECKING:
    from diptych.opinion.model import Opinion

OWN = bridge()


def opinion(*links: str, differs: tuple[str, ...] = ()) -> Opinion:
    (request,) = requests_of(OWN.articles)
    return opinion_of(OWN.articles, (request,), {request.id: rows(*links, differs=differs)}, "a-model")


OPINION = opinion(
    "L1 R3 part", "L3 R6 same", "L2 R4 same",
    differs=("L1 R3 day | on Monday | Tuesday", "L2 R4 other | were hurt | Fifteen"),
)  # fmt: skip


def ends(comparison: Comparison) -> set[tuple[int, int]]:
    return {(link.left, link.right) for link in comparison.alignment.links}


@pytest.mark.parametrize("voice", Voice)
def test_a_voice_says_whose_links_count(voice: Voice) -> None:
    model = {(0, 2), (2, 5), (1, 3)}
    found = OWN.with_opinion(OPINION, voice)
    expected = {Voice.OWN: ends(OWN), Voice.MODEL: model, Voice.BOTH: ends(OWN) | model}[voice]
    assert ends(found) == expected
    for side in Side:
        linked = {link.end(side) for link in found.alignment.links}
        assert set(found.alignment.unique(side)) == set(range(found.alignment.sizes[side])) - linked
        assert all(found.alignment.links_of(side, end) for end in linked)


def test_a_link_has_the_score_of_diptych_and_the_grade_of_the_model() -> None:
    found = OWN.with_opinion(OPINION, Voice.BOTH).alignment
    both, alone, own = found.between(0, 2), found.between(2, 5), found.between(3, 4)
    assert both is not None
    assert alone is not None
    assert own is not None
    assert (both.score, both.grade, both.model_grade) == (0.9, Grade.RESTATED, Grade.RELATED)
    assert (alone.score, alone.grade, alone.model_grade) == (0.0, Grade.RESTATED, Grade.RESTATED)
    assert own.model_grade is None
    assert [link.voice(found.threshold) for link in (both, alone, own)] == [
        Voice.BOTH,
        Voice.MODEL,
        Voice.OWN,
    ]


def test_a_higher_threshold_does_not_hide_what_the_model_says() -> None:
    assert ends(OWN.with_opinion(OPINION, Voice.BOTH).at(1.0)) == {(0, 2), (2, 5), (1, 3)}


def test_differences_that_both_name_are_told_and_those_of_the_model_may_differ() -> None:
    found = OWN.with_opinion(OPINION, Voice.BOTH).alignment
    agreed, other = found.between(0, 2), found.between(1, 3)
    assert agreed is not None
    assert other is not None
    assert [(one.readings.left, one.voice) for one in agreed.differences] == [("Monday", Voice.BOTH)]
    assert not agreed.may_differ
    assert [(one.readings.left, one.voice) for one in other.differences] == [("Twelve", Voice.OWN)]
    assert [(one.readings.left, one.voice) for one in other.may_differ] == [("were hurt", Voice.MODEL)]
    assert found.may_differ(other) == other.may_differ
    assert not OWN.with_opinion(OPINION, Voice.OWN).alignment.may_differ(other)


def test_two_languages_are_no_reason_for_a_warning_once_the_model_has_linked_them() -> None:
    languages = replace(OWN.alignment, same_event=False, languages=Pair("German", "English"))
    found = replace(OWN, alignment=languages)
    assert found.alignment.warning is AlignmentWarning.TWO_LANGUAGES
    assert found.with_opinion(OPINION, Voice.MODEL).alignment.warning is None
    assert found.with_opinion(OPINION, Voice.OWN).alignment.warning is AlignmentWarning.TWO_LANGUAGES
    assert found.with_opinion(opinion(), Voice.MODEL).alignment.warning is not None


def test_an_opinion_can_be_taken_away_and_replaced() -> None:
    found = OWN.with_opinion(OPINION, Voice.OWN).alignment
    bare = without_opinion(found)
    assert bare.links == OWN.alignment.links
    other = opinion("L1 R3 same")
    again = Comparison(OWN.articles, found).with_opinion(other, Voice.MODEL)
    assert ends(again) == {(0, 2)}
    link = again.alignment.between(0, 2)
    assert link is not None
    assert link.model_grade is Grade.RESTATED
    assert link.differences[0].voice is Voice.OWN


@pytest.mark.parametrize("voice", Voice)
def test_verdicts_stand_above_either(voice: Voice) -> None:
    judgements = Judgements((LinkJudgement(0, 2, Verdict.REJECTED), LinkJudgement(5, 6, Verdict.ADDED)))
    found = apply(OWN.with_opinion(OPINION, voice), judgements)
    assert (0, 2) not in ends(found)
    assert (5, 6) in ends(found)
    assert found.opinion is OPINION


@pytest.mark.parametrize("voice", Voice)
def test_json_carries_the_opinion(voice: Voice) -> None:
    found = OWN.with_opinion(OPINION, voice)
    text = to_json(found, 0.0)
    again = from_json(text.encode()).comparison
    assert again.opinion is not None
    assert [(one.left, one.right, one.grade) for one in again.opinion.links] == [
        (one.left, one.right, one.grade) for one in OPINION.links
    ]
    assert again.opinion.remarks == OPINION.remarks
    assert ends(again) == ends(found)
    for other in Voice:
        assert ends(again.with_opinion(OPINION, other)) == ends(OWN.with_opinion(OPINION, other))
    raw = json.loads(text)
    assert raw["voice"] == voice.value
    assert raw["opinion"]["model"] == "a-model"
    by = {(link["left"], link["right"]): link["by"] for link in [*raw["links"], *raw["possible"]]}
    assert by[0, 2] == ["diptych", "model"]
    assert by[2, 5] == ["model"]
    assert by[3, 4] == ["diptych"]
    written = {(link["left"], link["right"]) for link in raw["links"]}
    if voice is Voice.MODEL:
        assert written == ends(found)
