from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diptych.alignment.kinds import Verdict
from diptych.sides import Pair
from diptych.sources.sanitize import sanitize
from diptych.verdicts.anchors import Anchor
from diptych.verdicts.records import (
    Contents,
    JudgementRecord,
    MalformedError,
    NewerVersionError,
    next_timestamp,
    parse_contents,
    serialize,
    timestamp,
)

WORDS = st.text(max_size=8)
ANCHORS = st.builds(Anchor, WORDS, WORDS, WORDS, st.integers(0, 10**9), st.integers(0, 10**9))
TIMES = st.integers(0, 999_999).map(lambda micros: f"2026-11-22T10:00:00.{micros:06}Z")
NOTES = st.text(max_size=12).map(sanitize)
ABOUT_LINKS = st.builds(Pair, ANCHORS, ANCHORS)
ABOUT_ONE = st.builds(Pair, ANCHORS, st.none()) | st.builds(Pair, st.none(), ANCHORS)
VERDICTS = st.builds(
    JudgementRecord,
    st.text(min_size=1, max_size=4),
    TIMES,
    ABOUT_LINKS,
    is_note=st.just(False),  # noqa: FBT003 - a value
    verdict=st.none() | st.sampled_from(Verdict),
)
SAID_NOTES = st.builds(
    JudgementRecord,
    st.text(min_size=1, max_size=4),
    TIMES,
    ABOUT_LINKS | ABOUT_ONE,
    is_note=st.just(True),  # noqa: FBT003 - a value
    note=NOTES,
)
RECORDS = st.lists(VERDICTS | SAID_NOTES, max_size=4, unique_by=lambda one: one.id).map(tuple)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def through_a_file(written: dict[str, object]) -> object:
    return json.loads(serialize(written).encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass"))


@given(RECORDS)
def test_written_data_is_read_unchanged(records: tuple[JudgementRecord, ...]) -> None:
    found = parse_contents(through_a_file(Contents(records).to_json([])))
    assert found.records == records
    assert found.unknown == ()
    assert tuple(one.swapped.swapped for one in records) == records


@given(RECORDS, st.text(min_size=9, max_size=12), JSON)
def test_unknown_keys_are_kept(records: tuple[JudgementRecord, ...], key: str, value: object) -> None:
    written = Contents(records).to_json([{"source": "a.txt"}])
    raw = through_a_file(written)
    assert isinstance(raw, dict)
    raw[key] = value
    for one in raw["statements"]:
        one[key] = value
        for name in ("first", "second"):
            if name in one:
                one[name][key] = value
    found = parse_contents(raw)
    assert found.records == records
    again = found.merged(found.records).to_json([{"source": "a.txt"}])
    assert through_a_file(again) == raw


@given(VERDICTS, st.data())
def test_an_unknown_statement_is_kept(one: JudgementRecord, data: st.DataObject) -> None:
    written = one.to_json()
    key = data.draw(st.sampled_from(sorted(written)))
    written[key] = data.draw(JSON)
    found = parse_contents(through_a_file({**Contents().to_json([]), "statements": [written]}))
    assert len(found.records) + len(found.unknown) == 1
    kept = Contents(found.records, found.unknown, found.extra).to_json([])["statements"]
    assert kept == [json.loads(json.dumps(written))]


def test_a_verdict_of_a_later_version_is_kept() -> None:
    anchor = {"exact": "Rain.", "prefix": "", "suffix": "", "start": 0, "end": 5}
    later = {"id": "1", "time": "2026", "verdict": "disputed", "first": anchor, "second": anchor}
    found = parse_contents({**Contents().to_json([]), "statements": [later]})
    assert found.unknown == (later,)


@given(RECORDS, RECORDS)
def test_of_two_statements_the_later_one_is_kept(
    one: tuple[JudgementRecord, ...], two: tuple[JudgementRecord, ...]
) -> None:
    merged = {found.id: found for found in Contents(one).merged(two).records}
    ones, twos = ({found.id: found for found in each} for each in (one, two))
    assert merged.keys() == ones.keys() | twos.keys()
    for key, found in merged.items():
        both = [each[key] for each in (ones, twos) if key in each]
        assert found in both
        assert found.time == max(each.time for each in both)


@given(JSON)
def test_anything_else_is_unknown(content: object) -> None:
    with pytest.raises(MalformedError):
        parse_contents(content)


def test_a_newer_version_is_left_alone() -> None:
    with pytest.raises(NewerVersionError):
        parse_contents({**Contents().to_json([]), "version": 2, "statements": {}})


def test_a_note_is_sanitized() -> None:
    anchor = {"exact": "Rain.", "prefix": "", "suffix": "", "start": 0, "end": 5}
    statement = {"id": "1", "time": "2026", "note": "\x1b[31mred\u202e", "first": anchor}
    (one,) = parse_contents({**Contents().to_json([]), "statements": [statement]}).records
    assert "\x1b" not in one.note
    assert "\u202e" not in one.note


@given(st.text(max_size=12))
@example("0001-01-01T00:00:00.000000Z")
@example("9999-12-31T23:59:59.999999Z")
@example("2026-11-22T10:00:00Z")
@example("2026-11-22T10:00:00.000000+09:00")
@example("2026-11-22")
def test_the_next_time_is_later_in_alphabetical_order(time: str) -> None:
    assert next_timestamp(time) > time


@given(st.datetimes(max_value=datetime(9999, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis adds it
def test_the_next_time_is_a_microsecond_later(time: datetime) -> None:
    assert next_timestamp(timestamp(time)) == timestamp(time + timedelta(microseconds=1))
    assert datetime.fromisoformat(timestamp(time)) == time
