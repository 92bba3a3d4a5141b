from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from diptych.folder.files import article_files
from diptych.folder.report import as_json, as_lines
from diptych.folder.survey import Findings, ListedArticle, survey

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = {
    "a-quay.txt": "Title: The quay\nPublisher: Wire\nDate: 2024-07-12\n\n"
    "The quay at Harrow was closed on July 11 after a crane fell, the mayor Olive Brandt said.",
    "b-weir.txt": "The weir of Marlow gave way on 3 May. Jonas Petersen, its keeper, had warned the county.",
    "c-choir.txt": "A choir sang in Oxley. Nobody had heard the songs for forty years.",
    "d-quay.txt": "Olive Brandt, mayor of Harrow, had the quay closed. The crane was not checked since 1998.",
    "e-weir.md": "# A weir is lost\n\nOn May 3 Marlow lost its weir. It was warned by Jonas Petersen.",
    "f-empty.txt": "",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in ARTICLES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def test_pairs_come_before_single_articles(folder: Path) -> None:
    found = list(survey(article_files(folder)))
    assert [article.path.name for article in found] == list(ARTICLES)
    matches = Findings(found).matches
    ends = [(match.left.path.name[0], match.right and match.right.path.name[0]) for match in matches]
    assert set(ends[:2]) == {("a", "d"), ("b", "e")}
    assert [end for end, _ in ends[2:]] == ["c", "f"]
    assert [match.likely for match in matches] == [True, True, False, False]
    assert "Olive Brandt" in next(match for match in matches if match.left.title == "The quay").shared


def test_an_article_that_cannot_be_read_says_why(folder: Path) -> None:
    found = list(survey(article_files(folder)))
    assert found[-1].problem is not None
    assert "is empty" in found[-1].problem
    assert found[0].words == 18
    assert (found[0].publisher, found[0].date) == ("Wire", "2024-07-12")


def test_all_pairs_among_many_reports_are_found_and_copies_have_score_1(folder: Path) -> None:
    for at in range(7):
        (folder / f"h{at}.txt").write_text(ARTICLES["e-weir.md"].removeprefix("# A weir is lost\n\n"))
    findings = Findings(list(survey(article_files(folder))))
    matches = findings.matches
    copies = [
        match
        for match in matches
        if match.right and match.right.path.name[0] == "h" == match.left.path.name[0]
    ]
    assert len(copies) == len({(match.left.path, match.right and match.right.path) for match in copies}) == 21
    assert {match.score for match in copies} == {1.0}
    ends = {
        match.left.path.name[0] + match.right.path.name[0]
        for match in matches
        if match.right and match.likely
    }
    assert {"ad", "be", "bh", "eh"} <= ends
    assert as_lines(findings).startswith("1.00\t")


def test_a_survey_can_be_cancelled(folder: Path) -> None:
    found: list[ListedArticle] = []
    for article in survey(article_files(folder), lambda: len(found) == 2):
        found.append(article)  # noqa: PERF402 - the survey asks how many there are
    assert len(found) == 2


def test_lines_for_scripts(folder: Path) -> None:
    (folder / "g\ttab\x1b.txt").write_text("The quay.")
    lines = as_lines(Findings(list(survey(article_files(folder))))).splitlines()
    assert all(line.count("\t") == 4 for line in lines)
    score, left, right, shared, story = lines[0].split("\t")
    assert 0.5 <= float(score) <= 1
    assert {left[-10:], right[-9:]} & {"a-quay.txt", "b-weir.txt"}
    assert shared
    assert story == "1"
    assert lines[-1].startswith("-\t")
    assert "\x1b" not in "".join(lines)


def test_json_for_programs(folder: Path) -> None:
    found = list(survey(article_files(folder)))
    content = json.loads("".join(as_json(Findings(found))))
    assert content["format"] == 1
    assert [article["title"] for article in content["articles"]][:2] == ["The quay", "b-weir"]
    assert {(pair["left"], pair["right"]) for pair in content["pairs"]} == {(0, 3), (1, 4)}
    assert all(pair["shared"] for pair in content["pairs"])
