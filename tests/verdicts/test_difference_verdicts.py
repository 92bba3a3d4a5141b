"""Verdicts on the details in which two passages differ."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from diptych.alignment.kinds import DifferenceKind, Grade, Verdict, Voice
from diptych.alignment.model import Difference, Link
from diptych.errors import SourceError
from diptych.export.json import to_json
from diptych.export.read_json import from_json
from diptych.opinion.model import Opinion, OpinionLink
from diptych.sides import Pair
from diptych.verdicts.difference_key import DifferenceKey, key_of
from diptych.verdicts.judgements import (
    DifferenceJudgement,
    Judgements,
    LinkJudgement,
    apply,
    judgements_in,
    without_verdicts,
)
from diptych.verdicts.location import in_folder
from diptych.verdicts.records import parse_contents
from diptych.verdicts.store import Subject, VerdictStore
from support.small_articles import article, bridge, span
from support.verdicts import judge, take_back

if TYPE_CHECKING:
    from pathlib import Path

    from diptych.comparison import Comparison

BRIDGE = bridge()


def link_of(comparison: Comparison, left: int, right: int) -> Link:
    link = comparison.alignment.between(left, right)
    assert link is not None
    return link


def with_doubt(comparison: Comparison) -> Comparison:
    """The comparison in which the day may differ only."""
    link = link_of(comparison, 0, 2)
    doubtful = replace(link.differences[0], certainty=0.1)
    link = replace(link, differences=(), may_differ=(doubtful,))
    return replace(comparison, alignment=comparison.alignment.with_links([link]))


DOUBTFUL = with_doubt(BRIDGE)
KEY = key_of(link_of(BRIDGE, 0, 2).differences[0], BRIDGE.articles)


def judged(comparison: Comparison, verdict: Verdict, key: DifferenceKey = KEY) -> Link:
    judgements = Judgements(differences=(DifferenceJudgement(0, 2, key, verdict),))
    return link_of(apply(comparison, judgements), 0, 2)


def readings(told: tuple[Difference, ...]) -> list[Pair[str]]:
    return [each.readings for each in told]


def test_an_accepted_doubt_is_a_difference() -> None:
    link = judged(DOUBTFUL, Verdict.ACCEPTED)
    assert readings(link.differences) == [KEY.readings]
    assert (link.may_differ, link.rejected_differences) == ((), ())
    assert link.differences[0].verdict is Verdict.ACCEPTED
    assert link.verdict is None


def test_a_rejected_difference_is_told_no_more() -> None:
    for comparison in (BRIDGE, DOUBTFUL):
        link = judged(comparison, Verdict.REJECTED)
        assert (link.differences, link.may_differ) == ((), ())
        assert readings(link.rejected_differences) == [KEY.readings]


def test_the_kind_does_not_tell_two_differences_apart() -> None:
    renamed = DifferenceKey(KEY.readings, "day of another version")
    assert judged(BRIDGE, Verdict.REJECTED, renamed).differences == ()


def test_an_accepted_difference_stays_where_none_is_computed() -> None:
    link = replace(link_of(BRIDGE, 0, 2), differences=())
    plain = replace(BRIDGE, alignment=BRIDGE.alignment.with_links([link]))
    (made,) = judged(plain, Verdict.ACCEPTED).differences
    (computed,) = link_of(BRIDGE, 0, 2).differences
    assert (made.kind, made.spans, made.verdict) == (computed.kind, computed.spans, Verdict.ACCEPTED)
    unknown = DifferenceKey(KEY.readings, "kind of another version")
    assert judged(plain, Verdict.ACCEPTED, unknown).differences[0].kind is DifferenceKind.OTHER
    gone = DifferenceKey(Pair("Friday", "Sunday"), "weekday")
    assert judged(plain, Verdict.ACCEPTED, gone).differences == ()


@pytest.mark.parametrize("verdict", [Verdict.ACCEPTED, Verdict.REJECTED])
@pytest.mark.parametrize("comparison", [BRIDGE, DOUBTFUL], ids=["certain", "doubtful"])
@pytest.mark.parametrize("links", [(), (LinkJudgement(0, 2, Verdict.ACCEPTED),)], ids=["alone", "on a link"])
def test_verdicts_are_taken_off_again(
    verdict: Verdict, comparison: Comparison, links: tuple[LinkJudgement, ...]
) -> None:
    judgements = Judgements(links, differences=(DifferenceJudgement(0, 2, KEY, verdict),))
    applied = apply(comparison, judgements)
    assert judgements_in(applied) == judgements
    assert without_verdicts(applied) == comparison
    reopened = from_json(to_json(applied).encode()).comparison
    assert judgements_in(reopened) == judgements
    assert link_of(reopened, 0, 2).differences == link_of(applied, 0, 2).differences


def test_they_are_read_the_next_time_in_either_order(tmp_path: Path) -> None:
    store = VerdictStore(BRIDGE.articles, in_folder(tmp_path, BRIDGE.articles))
    subject = Subject(0, 2, is_note=False, difference=KEY)
    change, warning = judge(store, subject, Verdict.REJECTED)
    assert warning is None
    for articles, key in ((BRIDGE.articles, KEY), (BRIDGE.articles.swapped, KEY.swapped)):
        again = VerdictStore(articles, in_folder(tmp_path, articles))
        assert again.load() is None
        (found,) = again.judgements.differences
        assert (found.key.readings, found.key.kind, found.verdict) == (
            key.readings,
            KEY.kind,
            Verdict.REJECTED,
        )
        assert again.judgements.links == ()
    take_back(store, change)
    assert store.judgements == Judgements()


def test_a_link_and_its_differences_have_verdicts_of_their_own(tmp_path: Path) -> None:
    store = VerdictStore(BRIDGE.articles, in_folder(tmp_path, BRIDGE.articles))
    judge(store, Subject(0, 2, is_note=False), Verdict.ACCEPTED)
    judge(store, Subject(0, 2, is_note=False, difference=KEY), Verdict.REJECTED)
    assert [each.verdict for each in store.judgements.links] == [Verdict.ACCEPTED]
    assert [each.verdict for each in store.judgements.differences] == [Verdict.REJECTED]


def test_an_older_version_finds_no_verdict_of_its_own_in_the_record(tmp_path: Path) -> None:
    location = in_folder(tmp_path, BRIDGE.articles)
    judge(
        VerdictStore(BRIDGE.articles, location),
        Subject(0, 2, is_note=False, difference=KEY),
        Verdict.REJECTED,
    )
    written = json.loads(location.path.read_text("utf-8"))
    (statement,) = written["statements"]
    # Before these records, a statement had one of the two keys; every other one was written back unchanged.
    assert not statement.keys() & {"verdict", "note"}
    assert sorted([statement["difference"]["first"], statement["difference"]["second"]]) == sorted(
        KEY.readings
    )
    assert statement["difference"]["kind"] == KEY.kind


def test_what_a_later_version_adds_is_kept() -> None:
    anchor = {"exact": "a", "prefix": "", "suffix": "", "start": 0, "end": 1}
    statement = {
        "id": "1",
        "time": "2026-01-01T00:00:00.000000Z",
        "difference": {"kind": "number", "first": "3", "second": "4", "verdict": "accepted", "who": "me"},
        "first": anchor,
        "second": anchor,
    }
    contents = parse_contents({"format": "diptych verdicts", "version": 1, "statements": [statement]})
    assert [one.to_json() for one in contents.records] == [statement]
    for damage in ({"kind": 3}, {"first": None}, {"verdict": "added"}, {"second": "x" * 5_000}):
        broken = {**statement, "difference": {**statement["difference"], **damage}}  # type: ignore[dict-item]
        kept = parse_contents({"format": "diptych verdicts", "version": 1, "statements": [broken]})
        assert (kept.records, kept.unknown) == ((), (broken,))


def test_a_verdict_that_fits_nowhere_is_told_once_though_a_result_has_it_too() -> None:
    store = VerdictStore(BRIDGE.articles)
    gone = DifferenceKey(Pair("nowhere", "never"), "other")
    store.seed(Judgements(differences=(DifferenceJudgement(0, 2, gone, Verdict.ACCEPTED),)))
    change = store.record(Subject(0, 2, is_note=False, difference=gone), Verdict.REJECTED)
    assert store.orphaned == (change.record,)
    store.forget(change.record)
    assert not store.orphaned


def test_a_verdict_on_words_that_have_gone_no_longer_fits(tmp_path: Path) -> None:
    left = article("Here", ("The ferry with 12 people on board reached the port at noon.",))
    right = article("There", ("The ferry with 14 people on board reached the port at noon.",))
    corrected = article("There", ("The ferry with 12 people on board reached the port at noon.",))
    key = DifferenceKey(Pair("12", "14"), "number")
    location = in_folder(tmp_path, Pair(left, right))
    judge(
        VerdictStore(Pair(left, right), location),
        Subject(0, 0, is_note=False, difference=key),
        Verdict.ACCEPTED,
    )
    now = VerdictStore(Pair(left, corrected), location)
    assert now.load() is None
    assert now.judgements == Judgements()
    (lost,) = now.orphaned
    assert lost.difference == key


def test_words_are_found_however_they_are_spaced() -> None:
    left = article("Here", ("It cost 3\u00a0million  crowns.",))
    right = article("There", ("It cost 4 million crowns.",))
    key = DifferenceKey(Pair("3 million crowns", "4 million crowns"), "money")
    found = key.find(Pair(left, right), 0, 0)
    assert found == Pair(span(left, "3\u00a0million  crowns"), span(right, "4 million crowns"))
    assert DifferenceKey(Pair("", "4"), "money").find(Pair(left, right), 0, 0) is None


@pytest.mark.parametrize(
    ("words", "reading", "at"),
    [
        ("In 2012 the 2 ferries sank.", "2", 12),
        ("At 12:02 some 2.5 tons were lost, 2 of them gold.", "2", 34),
        ("Anne and Ann came.", "Ann", 9),
        ("About 1,200 came in 200 boats.", "200", 20),
        ("在2012年有12人死亡。", "12人", 7),
        ("In 2012 it sank.", "2", None),
        ("It sank.", "", None),
    ],
)
def test_a_reading_is_no_part_of_a_word_or_number(words: str, reading: str, at: int | None) -> None:
    its = article("Here", (words,))
    found = DifferenceKey(Pair(reading, reading), "number").find(Pair(its, its), 0, 0)
    assert (None if found is None else found.left.start) == at


def test_what_was_made_from_words_goes_with_its_verdict() -> None:
    link = replace(link_of(BRIDGE, 0, 2), differences=())
    plain = replace(BRIDGE, alignment=BRIDGE.alignment.with_links([link]))
    for verdict in (Verdict.ACCEPTED, Verdict.REJECTED):
        judgements = Judgements(differences=(DifferenceJudgement(0, 2, KEY, verdict),))
        reopened = from_json(to_json(apply(plain, judgements)).encode()).comparison
        assert judgements_in(reopened) == judgements
        assert link_of(without_verdicts(reopened), 0, 2).differences == ()


@pytest.mark.parametrize("verdict", [Verdict.ACCEPTED, Verdict.REJECTED])
def test_what_the_language_model_names_comes_back_when_its_verdict_is_withdrawn(verdict: Verdict) -> None:
    named = replace(link_of(BRIDGE, 0, 2).differences[0], voice=Voice.MODEL)
    bare = replace(link_of(BRIDGE, 0, 2), differences=())
    plain = replace(BRIDGE, alignment=BRIDGE.alignment.with_links([bare]))
    opinion = Opinion("m", (OpinionLink(0, 2, Grade.RESTATED, (named,)),))
    asked = plain.with_opinion(opinion, Voice.BOTH)
    judgements = Judgements(differences=(DifferenceJudgement(0, 2, KEY, verdict),))
    reopened = from_json(to_json(apply(asked, judgements)).encode()).comparison
    assert judgements_in(reopened) == judgements
    assert link_of(without_verdicts(reopened), 0, 2).may_differ == (named,)
    assert reopened.opinion is not None
    assert reopened.opinion.links[0].differences == (named,)
    again = reopened.with_opinion(opinion, Voice.BOTH)
    assert judgements_in(again) == judgements
    assert link_of(again, 0, 2).may_differ == ()


@pytest.mark.parametrize(("key", "verdict"), [("differs", "added"), ("differs", "rejected")])
def test_a_result_with_an_impossible_verdict_is_refused(key: str, verdict: str) -> None:
    content = json.loads(to_json(BRIDGE))
    content["links"][0][key][0]["verdict"] = verdict
    with pytest.raises(SourceError, match="is no verdict on a difference of this list"):
        from_json(json.dumps(content).encode())


def test_a_kind_or_a_reading_of_a_file_has_a_limit() -> None:
    anchor = {"exact": "a", "prefix": "", "suffix": "", "start": 0, "end": 1}
    difference = {"kind": "x" * 5_000, "first": "3", "second": "4", "verdict": "accepted"}
    statement = {"id": "1", "time": "2026", "difference": difference, "first": anchor, "second": anchor}
    kept = parse_contents({"format": "diptych verdicts", "version": 1, "statements": [statement]})
    assert (kept.records, kept.unknown) == ((), (statement,))
    long = article("Here", ("word " * 600,))
    told = Difference(
        DifferenceKind.NAME, "", Pair("", ""), Pair(long.passages[0].span, long.passages[0].span)
    )
    key = key_of(told, Pair(long, long))
    assert max(map(len, key.readings)) <= 1_000
    assert key.find(Pair(long, long), 0, 0) is not None
