from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from diptych.alignment.kinds import DifferenceKind, EvidenceKind, Verdict
from diptych.comparison import Comparison, PassageNote, compare
from diptych.errors import SourceError
from diptych.export import read_json
from diptych.export.json import schema, to_json
from diptych.export.read_json import from_json, reopen
from diptych.samples import sample_articles
from diptych.sides import Pair, Side
from diptych.sources.open import load
from support.strategies import comparisons

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    output = json.loads(schema())
    Draft202012Validator.check_schema(output)
    return Draft202012Validator(output)


@pytest.fixture(scope="module")
def samples() -> Comparison:
    return compare(sample_articles().map(load))


def everything(comparison: Comparison) -> bytes:
    return to_json(comparison, 0.0).encode()


@settings(max_examples=40, deadline=None)
@given(comparisons())
def test_a_written_comparison_is_read_unchanged(comparison: Comparison) -> None:
    assert from_json(everything(comparison)).comparison == comparison


@settings(max_examples=40, deadline=None)
@given(comparisons())
def test_any_written_comparison_obeys_the_schema(
    validator: Draft202012Validator, comparison: Comparison
) -> None:
    validator.validate(json.loads(to_json(comparison)))


def test_a_real_comparison_obeys_the_schema_and_comes_back(
    validator: Draft202012Validator, samples: Comparison
) -> None:
    written = everything(samples)
    validator.validate(json.loads(written))
    read = from_json(written).comparison
    assert read.articles == samples.articles
    assert [replace(link, evidence=(), score=0) for link in read.alignment.candidates] == [
        replace(link, evidence=(), score=0) for link in samples.alignment.candidates
    ]
    assert everything(read) == written
    for threshold in (0.1, 0.25, 0.7):
        ends = [
            [(link.left, link.right) for link in one.at(threshold).alignment.links] for one in (read, samples)
        ]
        assert ends[0] == ends[1]


def test_the_schema_and_the_reader_require_the_same_keys(
    validator: Draft202012Validator, comparison: Comparison
) -> None:
    """Both refuse a file that lacks any one of the required keys."""
    output = json.loads(to_json(comparison))
    for path in (("threshold",), ("left", "text"), ("links", 0, "score"), ("left", "passages", 0, "block")):
        broken = json.loads(json.dumps(output))
        *above, key = path
        at: Any = broken
        for step in above:
            at = at[step]
        del at[key]
        assert not validator.is_valid(broken)
        with pytest.raises(SourceError, match=f"has no “{key}”"):
            from_json(json.dumps(broken).encode())


def test_rounding_lifts_no_score_over_the_threshold(comparison: Comparison) -> None:
    alignment = comparison.alignment
    just_below = replace(alignment.candidates[0], score=0.49999999)
    below = replace(comparison, alignment=replace(alignment, candidates=(just_below,)))
    assert from_json(everything(below)).comparison.alignment.links == ()


def test_the_lowest_score_in_the_file_is_known(comparison: Comparison) -> None:
    assert from_json(to_json(comparison).encode()).min_score == 0.5
    assert from_json(to_json(comparison, 0.2).encode()).min_score == 0.2


def test_verdicts_and_notes_are_written_whatever_the_score(comparison: Comparison) -> None:
    boats, storm = comparison.alignment.candidates
    judged = replace(
        comparison,
        alignment=comparison.alignment.with_links(
            [
                replace(boats, verdict=Verdict.REJECTED),
                replace(storm, verdict=Verdict.ACCEPTED, note="Ask him."),
            ]
        ),
        notes=Pair((PassageNote(1, "Check with the clinic."),), ()),
    )
    output = json.loads(to_json(judged))
    assert [(link["linked"], link["verdict"], link["note"]) for link in output["links"]] == [
        (False, "rejected", None),
        (True, "accepted", "Ask him."),
    ]
    assert from_json(to_json(judged).encode()).comparison == judged


def test_a_file_is_opened_by_its_path(comparison: Comparison, tmp_path: Path) -> None:
    (tmp_path / "result.json").write_bytes(b"\xef\xbb\xbf" + everything(comparison))  # as some editors save
    assert reopen(tmp_path / "result.json").comparison == comparison


# -- what is refused


def broken(comparison: Comparison, path: str, value: object) -> bytes:
    """The comparison as JSON with one other value."""
    output = json.loads(to_json(comparison, 0.0))
    *above, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    at: Any = output
    for step in above:
        at = at[step]
    at[last] = value
    return json.dumps(output).encode()


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("format", "1", "format is not a number from 1 to 2"),
        ("format", True, "format is not a number from 1 to 2"),
        ("format", 0, "format is not a number from 1 to 2"),
        ("threshold", 1.5, "threshold is not a number from 0 to 1"),
        ("threshold", "x", "threshold is not a number"),
        ("threshold", True, "threshold is not a number"),
        ("same_event", 1, "same_event is not true or false"),
        ("left", [], "left is not an object"),
        ("left.title", " ", "left.title is empty"),
        ("left.title", "x" * 100_001, "left.title is longer than 100,000 characters"),
        ("left.text", 7, "left.text is not a text"),
        (
            "left.text",
            "\x1b[2J",
            "left.text has characters that loading an article removes (from 0 on)",
        ),
        ("left.text", "ab\u202ecd", "(from 2 on)"),
        ("left.text", "\ud800", "(from 0 on)"),
        ("left.blocks.0.start", 2, "left.blocks[0] leaves out some of the text before it"),
        ("left.blocks.1.start", 3, "left.blocks[1].start is 3, but must be from"),
        ("left.blocks.1.end", 10**30, "left.blocks[1].end is huge, but must be from"),
        ("left.blocks.1.end", 90.0, "left.blocks[1].end is not a whole number"),
        ("left.blocks.1.kind", "table", "left.blocks[1].kind is none of paragraph, heading,"),
        ("left.blocks", [], "left.blocks leave out the end of the text"),
        ("right.passages.0.block", 2, "right.passages[0] is in page furniture"),
        ("left.passages.0.block", 9, "left.passages[0].block is 9, but there are 2 blocks"),
        ("left.passages.1.start", 0, "left.passages[1].start is 0, but must be from"),
        ("links.1.left", 4, "links[1].left is 4, but the article has 4 passages"),
        ("links.1.left", -1, "links[1].left is -1, but the article has 4 passages"),
        ("links.1", {}, "links[1] has no “left”"),
        ("links.0.evidence.1.left.0.end", 999, "links[0].evidence[1].left[0].end is 999, but must be from"),
        ("links.0.grade", "similar", "links[0].grade is none of verbatim, restated, related"),
        ("links.0.verdict", "maybe", "links[0].verdict is none of accepted, rejected, added"),
        ("left.compared", [0], "it has “compared” on one side only"),
        (
            "left.notes",
            [{"passage": 0, "text": "a"}, {"passage": 0, "text": "b"}],
            "left.notes has two about",
        ),
    ],
)
def test_a_fault_is_reported_with_its_place(
    comparison: Comparison, path: str, value: object, sentence: str
) -> None:
    with pytest.raises(SourceError) as refused:
        from_json(broken(comparison, path, value), "r.json")
    output = str(refused.value)
    assert output.startswith("“r.json” is not a comparison that can be opened: ")
    assert sentence in output
    assert output.endswith(".")
    assert output.isprintable()


def test_two_links_between_the_same_passages_are_refused(comparison: Comparison) -> None:
    output = json.loads(to_json(comparison))
    output["links"] *= 2
    with pytest.raises(SourceError, match="links has two between the passages 0 and 1"):
        from_json(json.dumps(output).encode())


def test_a_newer_format_is_named(comparison: Comparison) -> None:
    with pytest.raises(SourceError, match=r"written by a newer diptych, in format 3; .*update diptych"):
        from_json(broken(comparison, "format", 3), "r.json")


def test_format_1_is_read_without_a_model(comparison: Comparison) -> None:
    output = json.loads(to_json(comparison))
    del output["model"]
    again = from_json(json.dumps({**output, "format": 1}).encode()).comparison
    known = from_json(to_json(comparison).encode()).comparison
    assert again == replace(known, alignment=replace(known.alignment, model=""))


def test_unknown_kinds_become_other(comparison: Comparison) -> None:
    data = json.loads(broken(comparison, "links.0.differs.0.kind", "taste"))
    data["links"][0]["evidence"][0]["kind"] = "smell"
    link = from_json(json.dumps(data).encode()).comparison.alignment.candidates[0]
    assert (link.differences[0].kind, link.evidence[0].kind) == (DifferenceKind.OTHER, EvidenceKind.OTHER)
    assert link.evidence[0].label == comparison.alignment.candidates[0].evidence[0].label


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"NaN",
        b'{"format": 1e999999}',
        b'{"format": ' + b"9" * 10_000 + b"}",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"[]",
        b"{}",
        b'"text"',
        b"null",
    ],
)
def test_other_data_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(SourceError) as refused:
        from_json(data, "r.json")
    assert str(refused.value).startswith("“r.json” ")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just(0) | st.just(1),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every list and object within a value, with each of its indices and keys."""
    keys: list[Any] = []
    if isinstance(value, dict | list):
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    return [(value, key) for key in keys] + [place for key in keys for place in places(value[key])]


@settings(max_examples=int(os.environ.get("DIPTYCH_EXAMPLES", "30")), deadline=None)
@given(comparisons(), st.data())
def test_any_data_is_read_or_refused_in_a_sentence(comparison: Comparison, data: st.DataObject) -> None:
    output = json.loads(to_json(comparison, 0.0))
    for _ in range(data.draw(st.integers(1, 3))):
        where, key = data.draw(st.sampled_from(places(output)))
        if data.draw(st.booleans()):
            where[key] = data.draw(JSON)
        else:
            del where[key]
    refusal = ""
    try:
        read = from_json(json.dumps(output).encode()).comparison
    except SourceError as refused:
        refusal = str(refused)
    else:
        for side in Side:
            read.coverage(side)
        assert from_json(everything(read)).comparison == read
    assert refusal.isprintable()
    assert refusal.endswith("." if refusal else "")


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_json, "MOST_PARTS", 100)
    with pytest.raises(SourceError, match="more parts"):
        from_json(b"[" + b"{}," * 100 + b"{}]")


def test_short_texts_are_made_harmless(comparison: Comparison) -> None:
    for path in ("left.title", "left.publisher", "links.0.evidence.0.label", "links.0.differs.0.subject"):
        read = from_json(broken(comparison, path, "a\x1b[2Jb\u202e\nc")).comparison
        assert "\x1b" not in repr(read.articles) + repr(read.alignment)
        assert "a␛[2Jb" in repr(read)


def test_unknown_keys_are_ignored_and_derived_ones_not_needed(comparison: Comparison) -> None:
    output = json.loads(to_json(comparison, 0.0))
    output["weather"] = "fair"
    for side in ("left", "right"):
        for key in ("unique", "coverage", "compared", "notes", "publisher"):
            del output[side][key]
    for link in output["links"]:
        for key in ("linked", "verdict", "note"):
            del link[key]
    assert from_json(json.dumps(output).encode()).comparison == comparison
