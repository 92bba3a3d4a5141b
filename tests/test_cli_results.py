"""Results that are written, opened again and written in other formats, from the command line."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from diptych.cli import main
from diptych.cli.parsers import compare_parser
from diptych.export.formats import FORMATS, TEXT_FORMATS
from diptych.export.json import schema
from diptych.export.read_json import reopen

if TYPE_CHECKING:
    from pathlib import Path

ONE = "The mayor of Lisbon resigned on Monday after 12 years in office.\n\nRain fell on the harbour.\n"
TWO = "Cats sleep a lot.\n\nAfter 12 years in office, the mayor of Lisbon resigned on Monday.\n"


@pytest.fixture
def result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """The current folder, with two articles and their comparison in a file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(ONE)
    (tmp_path / "b.txt").write_text(TWO)
    assert main(["compare", "a.txt", "b.txt", "--format", "json", "--min-score", "0"]) == 0
    (tmp_path / "r.json").write_text(capsys.readouterr().out)
    return "r.json"


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("form", TEXT_FORMATS)
def test_a_result_is_exported_as_if_it_had_just_been_compared(
    result: str, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    fresh = printed(capsys, "compare", "a.txt", "b.txt", "--format", form, "--min-score", "0")
    assert printed(capsys, "export", result, "--format", form, "--min-score", "0") == fresh


def test_exported_json_keeps_the_whole_file(result: str, capsys: pytest.CaptureFixture[str]) -> None:
    (threshold,) = {json.loads(printed(capsys, "export", result, "--format", "json"))["threshold"]}
    assert threshold == 0.25
    again = json.loads(printed(capsys, "export", result, "--format", "json", "--threshold", "0.9999"))
    assert len(again["links"]) == len(reopen(result).comparison.alignment.candidates)
    assert not any(link["linked"] for link in again["links"] if link["score"] < 0.9999)


def test_the_exit_status_says_whether_there_are_links(
    result: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "-q", result]) == 0
    assert main(["export", "-q", result, "--threshold", "1"]) == 1
    assert capsys.readouterr().out == ""


def test_a_result_comes_through_a_pipe(
    result: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((tmp_path / result).read_bytes())))
    assert "LINKED PASSAGES" in printed(capsys, "export", "-")


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "schema") == schema()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["open"], "No results were named: name one, as in diptych open result.json."),
        (["export", "a", "b"], "2 results were named: name one, as in diptych export result.json."),
        (["export", "missing.json"], "“missing.json” does not exist; check how its path is spelled."),
        (["export", "a.txt"], "“a.txt” is not JSON (at line 1, column 1); name a file that diptych compare"),
        (["export", "r.json", "--height", "20"], "--height is only for pictures"),
        (["open", "r.json"], "The reader needs a terminal"),
        (["schema", "--draft"], "Unrecognized arguments: --draft"),
    ],
)
@pytest.mark.usefixtures("result")
def test_invalid_arguments_are_refused(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert main(arguments) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith(f"diptych: {sentence}")
    assert output.err.count("\n") == 1


@pytest.mark.parametrize("command", ["open", "export", "schema"])
def test_help_is_there(capsys: pytest.CaptureFixture[str], command: str) -> None:
    output = printed(capsys, command, "--help")
    assert output.startswith(f"usage: diptych {command}")
    assert max(map(len, output.splitlines())) <= 80


def test_files_that_declare_utf_8_use_it_in_any_locale(result: str, monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(buffer, encoding="latin-1"))
    assert main(["export", result, "--format", "markdown"]) == 0
    assert "# a ⟷ b\n" in buffer.getvalue().decode()


def test_the_parser_names_every_format() -> None:
    told = " ".join(compare_parser().format_help().split())
    assert all(f"{name} is" in told for name in FORMATS)
