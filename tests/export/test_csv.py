from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from diptych.alignment.kinds import Verdict
from diptych.comparison import PassageNote
from diptych.export import csv as export
from diptych.export.csv import COLUMNS, to_csv
from diptych.export.files import render, write
from diptych.sides import Pair, Side
from support.strategies import comparisons

if TYPE_CHECKING:
    from pathlib import Path

    from diptych.comparison import Comparison


def rows(written: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written, newline=""), strict=True))


def test_a_row_for_each_link_and_unique_passage(comparison: Comparison) -> None:
    written = to_csv(comparison)
    assert written.splitlines()[0] == ",".join(COLUMNS)
    assert written.count("\r\n") == written.count("\n")
    found = rows(written)
    assert [(row["kind"], row["a"], row["b"]) for row in found] == [
        ("link", "1", "2"),
        ("only in A", "2", ""),
        ("only in A", "3", ""),
        ("only in A", "4", ""),
        ("only in B", "", "1"),
        ("only in B", "", "3"),
    ]
    assert found[0] == {
        "kind": "link",
        "a": "1",
        "b": "2",
        "score": "0.875",
        "grade": "restated",
        "verdict": "",
        "a_says": "Some 22 boats left the “old harbour” on Monday.",
        "b_says": "From the “old harbour” 25 boats had sailed.",
        "both_have": "old harbour; boats",
        "differs": "boats: 22 | 25",
        "note": "",
        "a_note": "",
        "b_note": "",
        "a_said": "",
        "b_said": "",
        "model": "lexical-1",
        "by": "diptych",
        "model_grade": "",
        "may_differ": "",
        "rejected_differences": "",
    }
    assert found[4]["b_says"] == "It was a hard week."


def test_weaker_matches_verdicts_and_notes(comparison: Comparison) -> None:
    boats, storm = comparison.alignment.candidates
    boats = replace(boats, verdict=Verdict.REJECTED, note="no", judged_as=Pair("-5 boats", ""))
    judged = replace(
        comparison,
        alignment=comparison.alignment.with_links([boats]),
        notes=Pair((PassageNote(1, "=check"),), ()),
    )
    found = rows(to_csv(judged, storm.score))
    assert [(row["kind"], row["verdict"], row["note"]) for row in found[:4]] == [
        ("match", "rejected", "no"),
        ("match", "", ""),
        ("only in A", "", ""),
        ("only in A", "", "'=check"),
    ]
    assert [(row["a_said"], row["b_said"]) for row in found[:2]] == [("'-5 boats", ""), ("", "")]


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_is_documented(column: str) -> None:
    assert f" {column}" in (export.__doc__ or "")


@settings(max_examples=40, deadline=None)
@given(comparisons())
def test_no_cell_is_a_formula_and_no_text_is_lost(comparison: Comparison) -> None:
    found = rows(to_csv(comparison, 0.0))
    for row in found:
        assert set(row) == set(COLUMNS)
        assert not any(cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())
    for side, name in zip(Side, "ab", strict=True):
        article = comparison.articles[side]
        for row in found:
            if row[name]:
                output = article.passage_text(int(row[name]) - 1)
                assert row[f"{name}_says"] in (output, f"'{output}")
        known = {*comparison.alignment.unique(side), *comparison.alignment.linked(side)}
        assert known <= {int(row[name]) - 1 for row in found if row[name]}


def test_only_a_file_begins_with_the_mark_that_excel_needs(comparison: Comparison, tmp_path: Path) -> None:
    path = tmp_path / "links.csv"
    write(comparison, path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfkind,")
    assert render(comparison, "csv").startswith("kind,")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert [*csv.DictReader(file)] == rows(to_csv(comparison))
