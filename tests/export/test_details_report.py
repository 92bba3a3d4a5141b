"""What `compare --details` prints, and what `--differs possible` changes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from diptych.cli import main
from diptych.comparison import compare
from diptych.export.details_report import details_report
from diptych.sides import Pair
from diptych.sources.open import load

if TYPE_CHECKING:
    from pathlib import Path

LEFT = "At least 18 people were hurt when the ferry Aurora hit the pier at Lindhavn on Sunday.\n"
RIGHT = "At least 16 people were hurt when the ferry Aurora hit the pier at Lindhavn on Sunday.\n"
DOUBTFUL = "At Lindhavn the ferry Aurora rammed a pier on Sunday, and some 40 people were hurt.\n"


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in (("a", LEFT), ("b", RIGHT), ("c", DOUBTFUL)):
        (tmp_path / f"{name}.txt").write_text(text)
    monkeypatch.chdir(tmp_path)


def test_details_of_both_articles_and_what_was_compared_are_listed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["compare", "a.txt", "b.txt", "--details"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "   L1  count: 18 people were hurt  = at least 18 injured" in lines
    assert "   R1  weekday: Sunday" in lines
    assert " ≠ L1 R1  0.90  number: 18 people were hurt | 16 people were hurt" in lines


def test_the_list_marks_what_the_comparison_tells() -> None:
    comparison = compare(Pair(load("a.txt"), load("c.txt")))
    (link,) = comparison.alignment.links
    told = [*link.differences, *link.may_differ]
    marked = [line for line in details_report(comparison).splitlines() if line[:2] in (" ≠", " ≟")]
    assert len(marked) == len(told) > 0
    for difference in told:
        assert any(f"{difference.certainty:.2f}" in line for line in marked)


def test_both_grades_are_differences_where_that_is_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    found = {}
    for wanted in ("certain", "possible"):
        main(["compare", "a.txt", "c.txt", "--format", "json", "--differs", wanted])
        (link,) = json.loads(capsys.readouterr().out)["links"]
        found[wanted] = link["differs"], link["may_differ"]
    certain, doubtful = found["certain"]
    assert len(certain) + len(doubtful) > 0
    assert sorted(map(str, found["possible"][0])) == sorted(map(str, [*certain, *doubtful]))
    assert found["possible"][1] == []


def test_details_are_a_report_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "a.txt", "b.txt", "--details", "--format", "json"]) == 2
    assert "Only the text report takes --details" in capsys.readouterr().err


def test_what_a_figure_was_read_as_is_told_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = (
        "Dozens of commuters waited for two decades. Up to 100 sailors were injured at 9:30 a.m."
        " About $15 billion was lost, and more than 3,000 people died.\n"
    )
    (tmp_path / "d.txt").write_text(told)
    main(["compare", "d.txt", "d.txt", "--details"])
    listed = capsys.readouterr().out.partition("Compared:")[0]
    assert "†" not in listed
    assert "inf" not in listed
    assert "e+" not in listed
    assert "Dozens of commuters  = 23 to 120 commuters" in listed
    assert "= at most 100" in listed
    assert "= at least 3,000" in listed
