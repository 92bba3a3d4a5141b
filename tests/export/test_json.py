from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from diptych import __version__
from diptych.export import json as export
from diptych.export.json import schema, to_json

if TYPE_CHECKING:
    from diptych.comparison import Comparison


def read(written: str) -> Any:
    return json.loads(written)


def test_the_head_has_the_version_and_the_format(comparison: Comparison) -> None:
    output = read(to_json(comparison))
    assert (output["diptych"], output["format"]) == (__version__, 2)
    assert (output["threshold"], output["same_event"], output["model"]) == (0.5, True, "lexical-1")


def test_offsets_cut_the_passages_out_of_the_text(comparison: Comparison) -> None:
    output = read(to_json(comparison))
    for name, article in zip(("left", "right"), comparison.articles, strict=True):
        text, passages = output[name]["text"], output[name]["passages"]
        cut = [text[passage["start"] : passage["end"]] for passage in passages]
        assert cut == [article.passage_text(index) for index in range(len(passages))]
        for passage in passages:
            block = output[name]["blocks"][passage["block"]]
            assert block["start"] <= passage["start"] < passage["end"] <= block["end"]


def test_a_link_has_its_evidence_and_differences(comparison: Comparison) -> None:
    output = read(to_json(comparison))
    (link,) = output["links"]
    assert (link["left"], link["right"], link["score"], link["grade"]) == (0, 1, 0.875, "restated")
    assert [evidence["label"] for evidence in link["evidence"]] == ["old harbour", "boats"]
    (differs,) = link["differs"]
    assert (differs["subject"], differs["left"]["reading"], differs["right"]["reading"]) == (
        "boats",
        "22",
        "25",
    )
    for side in ("left", "right"):
        reading = differs[side]
        assert output[side]["text"][reading["start"] : reading["end"]] == reading["reading"]


def test_furniture_is_marked(comparison: Comparison) -> None:
    output = read(to_json(comparison))
    assert [block["furniture"] for block in output["right"]["blocks"]] == [None, None, "donation line"]


def test_weaker_matches_are_added_on_request_and_do_not_count_as_links(comparison: Comparison) -> None:
    output = read(to_json(comparison, 0.2))
    assert [(link["right"], link["linked"]) for link in output["links"]] == [(1, True), (2, False)]
    assert output["left"]["unique"] == [1, 2, 3]


def test_a_cut_above_the_threshold_hides_no_link(comparison: Comparison) -> None:
    assert to_json(comparison, 0.9) == to_json(comparison)


def test_the_same_comparison_gives_the_same_plain_bytes(comparison: Comparison) -> None:
    written = to_json(comparison)
    assert written == to_json(comparison)
    assert written.isascii()
    assert written.count("\n") == 1


@pytest.mark.parametrize("documentation", [export.__doc__ or "", schema()], ids=["docstring", "schema"])
def test_every_key_is_documented(comparison: Comparison, documentation: str) -> None:
    def keys(value: object) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*map(keys, value.values()))
        return set().union(*map(keys, value)) if isinstance(value, list) else set()

    output = keys(read(to_json(comparison)))
    assert {key for key in output if not re.search(rf"\b{key}\b", documentation)} == set()
