"""Verdicts in a result file, and verdicts of this user on the same pair."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from diptych.alignment.kinds import Verdict
from diptych.comparison import PassageNote
from diptych.sides import Pair
from diptych.verdicts.judgements import Judgements, LinkJudgement, apply, judgements_in, without_verdicts
from diptych.verdicts.location import in_folder
from diptych.verdicts.open_store import open_store_of
from diptych.verdicts.store import Subject, VerdictStore
from support.small_articles import bridge
from support.verdicts import judge

if TYPE_CHECKING:
    from pathlib import Path

    from diptych.comparison import Comparison

FIRST = Subject(0, 2, is_note=False)


@pytest.fixture
def result() -> Comparison:
    """A comparison in which an accepted link has a note, and so have two passages."""
    known = bridge()
    accepted = replace(known.alignment.candidates[0], verdict=Verdict.ACCEPTED, note="It was Monday.")
    added = replace(known.alignment.candidates[5], score=0.0, verdict=Verdict.ADDED)
    return replace(
        known,
        alignment=known.alignment.with_links([accepted, added]),
        notes=Pair((PassageNote(2, "Who?"),), (PassageNote(6, "Since when?"),)),
    )


def test_a_result_is_shown_as_it_was_written(result: Comparison, tmp_path: Path) -> None:
    store = open_store_of(result, folder=tmp_path)
    assert store.load() is None
    assert apply(without_verdicts(result), store.judgements) == result
    assert store.unwritten == 0
    assert list(tmp_path.iterdir()) == []


def test_the_text_at_the_time_of_the_verdict_is_kept(result: Comparison, tmp_path: Path) -> None:
    accepted = replace(result.alignment.candidates[0], judged_as=Pair("", "It closed on a Friday."))
    result = replace(result, alignment=result.alignment.with_links([accepted]))
    store = open_store_of(result, folder=tmp_path)
    assert apply(without_verdicts(result), store.judgements) == result
    assert without_verdicts(result).alignment.candidates[0].judged_as == Pair("", "")


def test_a_result_without_verdicts_adds_none(result: Comparison) -> None:
    bare = without_verdicts(result)
    assert judgements_in(bare).links == ()
    assert bare.notes == Pair((), ())
    assert len(bare.alignment.candidates) == len(result.alignment.candidates)
    assert (5, 1) not in {(link.left, link.right) for link in bare.alignment.links}


@pytest.mark.parametrize("value", [Verdict.REJECTED, None])
def test_later_verdicts_replace_those_of_the_result(
    result: Comparison, tmp_path: Path, value: Verdict | None
) -> None:
    store = open_store_of(result, folder=tmp_path)
    store.load()
    assert store.value_of(FIRST) is Verdict.ACCEPTED
    judge(store, FIRST, value)
    again = open_store_of(result, folder=tmp_path)
    assert again.load() is None
    assert again.value_of(FIRST) is value
    assert again.value_of(Subject(0, 2, is_note=True)) == "It was Monday."
    assert again.value_of(Subject(None, 6, is_note=True)) == "Since when?"


def test_earlier_verdicts_of_this_user_replace_those_of_the_result(
    result: Comparison, tmp_path: Path
) -> None:
    own = open_store_of(without_verdicts(result), folder=tmp_path)
    own.load()
    judge(own, FIRST, Verdict.REJECTED)
    store = open_store_of(result, folder=tmp_path)
    store.load()
    assert store.value_of(FIRST) is Verdict.REJECTED


def test_the_id_of_a_judgement_from_a_result_is_the_same_in_every_version(tmp_path: Path) -> None:
    judgement = LinkJudgement(0, 2, Verdict.ACCEPTED)
    store = VerdictStore(bridge().articles, in_folder(tmp_path, bridge().articles))
    store.seed(Judgements((judgement,)))
    store.flush()
    (statement,) = json.loads(in_folder(tmp_path, bridge().articles).path.read_bytes())["statements"]
    assert statement["id"] == "result-ffacd215554f548786926da83dd83833"
