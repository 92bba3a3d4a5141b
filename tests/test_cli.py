"""The command line, in this process or, if a test needs it, in a new one."""

from __future__ import annotations

import gc
import io
import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from diptych import __version__
from diptych.alignment.settings import ModelChoice
from diptych.cli import main
from diptych.preferences.settings import MODELS
from diptych.samples import sample_articles

if TYPE_CHECKING:
    from pathlib import Path

ONE = "The mayor of Lisbon resigned on Monday after 12 years in office.\n\nRain fell on the harbour.\n"
TWO = "Cats sleep a lot.\n\nAfter 12 years in office, the mayor of Lisbon resigned on Monday.\n"
OTHER = "Ferns reproduce by spores and never flower.\n"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with articles a.txt, b.txt (same event) and c.txt (another)."""
    for name, text in (("a.txt", ONE), ("b.txt", TWO), ("c.txt", OTHER)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a new process, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "diptych", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
    )


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The error message for some arguments, one sentence."""
    assert main(arguments) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith("diptych: ")
    assert output.err.endswith(".\n")
    assert output.err.count("\n") == 1
    return output.err.removeprefix("diptych: ").strip()


# -- answers about itself


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"diptych {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "statuses"),
    [(["--help"], "012"), (["compare", "--help"], "012"), (["config", "--help"], "02")],
)
def test_help_has_examples_and_exit_statuses(
    capsys: pytest.CaptureFixture[str], arguments: list[str], statuses: str
) -> None:
    assert main(arguments) == 0
    output = capsys.readouterr().out
    assert "examples:\n  diptych" in output
    assert re.findall(r"^  ([012])   ", output, re.MULTILINE) == [*statuses]
    assert max(map(len, output.splitlines())) <= 80


def test_every_model_can_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    main(["compare", "--help"])
    assert f"--model {{{','.join(choice.value for choice in ModelChoice)}}}" in capsys.readouterr().out
    assert [*MODELS] == [choice.value for choice in ModelChoice]


@pytest.mark.usefixtures("encoder")
def test_an_encoder_that_does_not_read_these_articles_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Die neue Brücke wurde am Montag eröffnet.")
    left, right = str(tmp_path / "a.txt"), str(tmp_path / "b.txt")
    assert main(["compare", "--model", "encoder", left, right]) == 0
    assert capsys.readouterr().err.startswith("diptych: These are the links of lexical-1: the encoder reads")
    assert main(["compare", left, right]) == 0
    assert not capsys.readouterr().err


# -- refusals


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["clipboard:"], r"Only one article was named, 'clipboard:': name two, as in diptych LEFT RIGHT\."),
        (["comapre", "a", "b"], r"There is no command or file “comapre”; .* meant: diptych compare\."),
        (["lsit", "folder", "--format", "json"], r".* meant: diptych list\."),
        (["a", "b", "c"], r"3 articles were named: .*"),
        (["-", "-"], r"Only one of the two articles can be standard input \(-\)\."),
        (["--colour"], r".*--colour; see diptych --help\."),
        (["--threshold", "2", "a", "b"], r"Argument --threshold: '2' is not a number from 0 to 1; see .*"),
        (["--threshold", "nan", "a", "b"], r"Argument --threshold: 'nan' is not a number .*"),
        (["--threshold"], r"Argument --threshold: expected one argument; .*"),
        (["--threshold", "0.3", "compare", "a", "b"], r"Options of compare come after it: .*"),
        (["compare"], r"Name two articles to compare: diptych compare LEFT RIGHT\."),
        (["compare", "a"], r"Only one article was named, 'a': .* diptych compare LEFT RIGHT\."),
        (["compare", "-", "-"], r"Only one of the two articles can be standard input .*"),
        (["compare", "a", "b", "--format", "pdf"], r"Argument --format: invalid choice: 'pdf' .*"),
        (["compare", "a", "b", "--width", "3"], r"Argument --width: '3' is not a width from 20 to 10000; .*"),
        (["--language", "xx", "a", "b"], r"There is no language 'xx' among those known: ar, .*, zh\."),
        (["compare", "a", "b", "--language", ""], r"There is no language '' among those known: .*"),
        (["compare", "a", "b", "--language"], r"Argument --language: expected one argument; .*"),
        (["compare", "a", "b", "--colour"], r".*--colour; see diptych compare --help\."),
        (["config", "a"], r".* a; see diptych config --help\."),
        (["config", "--path", "--example"], r".* not allowed with .*; see diptych config --help\."),
    ],
)
def test_a_wrong_command_line_gets_one_sentence(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert re.fullmatch(sentence, refusal(capsys, *arguments))


def test_a_missing_article_gets_one_sentence(capsys: pytest.CaptureFixture[str], files: Path) -> None:
    assert files.exists()
    assert "missing.txt" in refusal(capsys, "compare", "a.txt", "missing.txt")


@pytest.mark.usefixtures("files")
def test_the_process_is_left_as_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (("compare", "a.txt", "b.txt"), ("compare", "a.txt", "missing.txt")):
        before = gc.isenabled(), sys.getswitchinterval()
        main(arguments)
        assert (gc.isenabled(), sys.getswitchinterval()) == before
    assert capsys.readouterr().out


def test_the_reader_needs_a_terminal(capsys: pytest.CaptureFixture[str], files: Path) -> None:
    assert files.exists()
    assert "diptych compare" in refusal(capsys, "a.txt", "b.txt")


def test_an_error_in_a_fresh_process_gives_no_traceback(files: Path) -> None:
    run = command("compare", "a.txt", str(files))
    assert run.returncode == 2
    assert run.stderr.startswith(b"diptych: ")
    assert run.stderr.count(b"\n") == 1


# -- compare


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(("right", "status"), [("b.txt", 0), ("c.txt", 1)])
def test_the_exit_status_says_whether_links_were_found(
    capsys: pytest.CaptureFixture[str], right: str, status: int
) -> None:
    assert main(["compare", "a.txt", right]) == status
    assert "LINKED PASSAGES" in capsys.readouterr().out


@pytest.mark.usefixtures("files")
def test_quiet_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "-q", "a.txt", "b.txt"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    "arguments",
    [
        ["--format", "json", "a.txt", "b.txt"],
        ["a.txt", "--format", "json", "b.txt"],
        ["a.txt", "b.txt", "--format=json"],
        ["--format=json", "--", "a.txt", "b.txt"],
    ],
)
def test_options_may_stand_anywhere(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert main(["compare", *arguments]) == 0
    output = json.loads(capsys.readouterr().out)
    assert [(link["left"], link["right"]) for link in output["links"]] == [(0, 1)]
    assert (output["left"]["source"], output["right"]["source"]) == ("a.txt", "b.txt")


def test_min_score_prints_weaker_matches_too(capsys: pytest.CaptureFixture[str]) -> None:
    def links(*options: str) -> list[dict[str, object]]:
        main(["compare", *sample_articles(), "--format", "json", *options])
        found: list[dict[str, object]] = json.loads(capsys.readouterr().out)["links"]
        return found

    usual, more = links(), links("--min-score", "0")
    assert len(more) > len(usual)
    assert [link for link in more if link["linked"]] == usual


def test_the_language_can_be_named(capsys: pytest.CaptureFixture[str], files: Path) -> None:
    (files / "eins.txt").write_text("Das Haus am See brannte.", encoding="utf-8")
    (files / "zwei.txt").write_text("Am See brannte das Haus den Tag lang.", encoding="utf-8")

    def evidence(code: str) -> set[str]:
        main(["compare", "eins.txt", "zwei.txt", "--format=json", "--min-score=0", "--language", code])
        links = json.loads(capsys.readouterr().out)["links"]
        return {item["label"] for link in links for item in link["evidence"]}

    assert evidence("de") == {"Haus", "See", "brannte"}
    assert "Das" in evidence("en")


def test_a_threshold_of_1_links_less(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *sample_articles(), "--threshold", "1", "--format", "json"]) in (0, 1)
    output = json.loads(capsys.readouterr().out)
    assert output["threshold"] == 1.0
    assert all(link["score"] == 1.0 for link in output["links"])


def test_width_bounds_the_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *sample_articles(), "--width", "40"]) == 0
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 40


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("sources", [("-", "b.txt"), ("b.txt", "-")])
def test_one_side_may_be_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, sources: tuple[str, str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ONE.encode())))
    assert main(["compare", *sources]) == 0
    assert "mayor of Lisbon" in capsys.readouterr().out


@pytest.mark.usefixtures("files")
def test_a_file_may_be_named_compare(capsys: pytest.CaptureFixture[str], files: Path) -> None:
    (files / "compare").write_text(ONE)
    assert "needs a terminal" in refusal(capsys, "./compare", "b.txt")  # the reader, not the command
    assert main(["compare", "compare", "b.txt"]) == 0


@pytest.mark.parametrize(
    "arguments", [["--", "-odd.txt", "b.txt"], ["b.txt", "--", "-odd.txt"], ["-q", "--", "b.txt", "-odd.txt"]]
)
def test_arguments_after_two_dashes_are_articles(files: Path, arguments: list[str]) -> None:
    (files / "-odd.txt").write_text(ONE, encoding="utf-8")
    assert main(["compare", *arguments]) == 0


@pytest.mark.usefixtures("files")
def test_options_after_two_dashes_are_articles(capsys: pytest.CaptureFixture[str]) -> None:
    assert refusal(capsys, "compare", "a.txt", "--", "-q").startswith("“-q” does not exist")


def test_swapping_the_articles_swaps_the_result(capsys: pytest.CaptureFixture[str]) -> None:
    left, right = sample_articles()
    assert main(["compare", left, right, "--format", "json"]) == 0
    there = json.loads(capsys.readouterr().out)
    assert main(["compare", right, left, "--format", "json"]) == 0
    back = json.loads(capsys.readouterr().out)
    assert there["left"] == back["right"]
    assert sorted((link["left"], link["right"], link["score"]) for link in there["links"]) == sorted(
        (link["right"], link["left"], link["score"]) for link in back["links"]
    )


# -- the terminal and the pipe


@pytest.mark.usefixtures("files")
def test_a_terminal_without_a_cursor_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert "TERM is dumb; use diptych compare" in refusal(capsys, "a.txt", "b.txt")
    assert main(["compare", "a.txt", "b.txt"]) == 0


def test_an_old_locale_shows_escapes(files: Path) -> None:
    (files / "quoted.txt").write_text("“Enough,” said the mayor of Lisbon, and resigned.", encoding="utf-8")
    run = command("compare", "quoted.txt", "b.txt", PYTHONIOENCODING="ascii")
    assert run.returncode in (0, 1)
    assert b"\\u201cEnough,\\u201d" in run.stdout
    assert run.stderr == b""


def test_a_closed_pipe_is_quiet(files: Path) -> None:
    (files / "long.txt").write_text("\n\n".join(f"Sentence {number} of many." for number in range(3000)))
    session, writing = os.pipe()
    os.close(session)
    with os.fdopen(writing, "wb") as pipe:
        run = subprocess.run(
            [sys.executable, "-m", "diptych", "compare", "long.txt", "c.txt"],
            stdout=pipe,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (run.returncode, run.stderr) == (141, b"")


@pytest.mark.usefixtures("files")
def test_a_full_disk_gets_one_sentence() -> None:
    if not os.path.exists("/dev/full"):  # noqa: PTH110 - a device, no file of ours
        pytest.skip("no /dev/full here")
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        run = subprocess.run(
            [sys.executable, "-m", "diptych", "compare", "a.txt", "b.txt"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert run.returncode == 2
    assert run.stderr.startswith(b"diptych: The output could not be written: ")
    assert run.stderr.count(b"\n") == 1


@pytest.mark.usefixtures("files")
def test_ctrl_c_is_quiet(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(source: str) -> None:
        raise KeyboardInterrupt(source)

    monkeypatch.setattr("diptych.sources.open.load", interrupted)
    assert main(["compare", "a.txt", "b.txt"]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_bug_is_an_error_in_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(source: str) -> None:
        raise ZeroDivisionError(source)

    monkeypatch.setattr("diptych.sources.open.load", faulty)
    assert main(["compare", "a.txt", "b.txt"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("diptych: Internal error (ZeroDivisionError: a.txt)")
    assert len(err.splitlines()) == 1


def test_only_pictures_have_a_height(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "--height", "30", *sample_articles()]) == 2
    assert "--height is only for pictures" in capsys.readouterr().err


@pytest.mark.parametrize(
    "size", [["--width", "501"], ["--height", "9"], ["--height", "301"], ["--height", "x"]]
)
def test_the_size_of_a_picture_is_limited(size: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "--format", "svg", *size, *sample_articles()]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_report_explains_its_scores(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *sample_articles(), "--explain"]) == 0
    explained = capsys.readouterr().out
    assert explained.count("Score: ") == explained.count(", score ") > 0
    assert main(["compare", *sample_articles()]) == 0
    assert "Score: " not in capsys.readouterr().out
    assert main(["compare", *sample_articles(), "--explain", "--format", "json"]) == 2
    assert "takes --explain" in capsys.readouterr().err
