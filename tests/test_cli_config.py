"""`diptych config`, and the effect of the config file on the other commands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from diptych.alignment.settings import ModelChoice
from diptych.cli import main
from diptych.cli.reader_setup import ENCODER_MISSING

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with articles a.txt and b.txt."""
    (tmp_path / "a.txt").write_text("The mayor of Lisbon resigned on Monday after 12 years in office.")
    (tmp_path / "b.txt").write_text("After 12 years in office, the mayor of Lisbon resigned on Monday.")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(printed: str) -> list[str]:
    """What `diptych config` lists: the first word of each line below that of the file."""
    return [line.partition(" ")[0] for line in printed.splitlines()[1:]]


def config_file(home: Path, text: str) -> Path:
    """Write the config file of the reader."""
    path = home / "config" / "diptych" / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_config_shows_where_each_setting_comes_from(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    assert main(["config"]) == 0
    printed = capsys.readouterr().out
    path = home / "config" / "diptych" / "config.toml"
    assert printed.startswith(f"file: {path} (there is none; ")
    assert re.search(r'^theme +"textual-dark" +default$', printed, re.MULTILINE)
    config_file(home, 'theme = "nord"\n[keys]\nlinked = "X"\n')
    assert main(["config"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"file: {path}\n")
    assert re.search(r'^theme +"nord" +line 1$', printed, re.MULTILINE)
    assert re.search(r'^linked +"X" +line 3$', printed, re.MULTILINE)
    assert re.search(r"^threshold +that of the model +default$", printed, re.MULTILINE)


def test_config_shows_settings_that_the_environment_decides(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("COLORTERM")
    assert main(["config"]) == 0
    printed = capsys.readouterr().out
    assert re.search(
        r'^theme +"diptych-16-dark" +environment \(TERM=xterm: 16 colours\)$', printed, re.MULTILINE
    )


def test_config_prints_its_path_and_an_example(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    assert main(["config", "--path"]) == 0
    path = capsys.readouterr().out
    assert path == f"{home}/config/diptych/config.toml\n"
    assert main(["config", "--example"]) == 0
    config_file(home, capsys.readouterr().out)
    assert main(["config"]) == 0
    printed = capsys.readouterr().out
    assert "line " not in printed
    assert printed.count(" default\n") > 40


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("\nthresold = 1", "line 2: there is no setting “thresold”; did you mean “threshold”?"),
        ('theme = "nrod"', 'line 1: there is no theme “nrod”; did you mean “nord”?'),
        (
            '[keys]\nlinked = "q"',
            "line 2: “q” is a key of both “quit” and “linked”; give “quit” other keys,"
            " or remove it from “linked”.",
        ),
        ("[", "line 1: this is not TOML (invalid initial character for a key part);"
         " write a setting as name = value."),
    ],
)  # fmt: skip
def test_a_mistake_in_the_config_file_is_told_before_the_settings(
    capsys: pytest.CaptureFixture[str], home: Path, text: str, complaint: str
) -> None:
    assert main(["config"]) == 0
    settings = names(capsys.readouterr().out)
    path = config_file(home, text)
    assert main(["config"]) == 2
    printed, told = capsys.readouterr()
    assert told == f"diptych: In “{path}”, {complaint}\n"
    # All that is listed without a file is listed here too: every setting, command and theme.
    assert names(printed) == settings
    assert main(["config", "--path"]) == 0
    assert main(["config", "--example"]) == 0


def test_the_keys_are_printed_beside_a_mistake(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    config_file(home, '[keys]\nhelp = "f1"\nnothing = "x"\n')
    assert main(["help", "keys"]) == 2
    printed, told = capsys.readouterr()
    assert re.search(r"^  F1 +Explain the marks", printed, re.MULTILINE)
    assert "line 3: there is no command “nothing”" in told


@pytest.mark.usefixtures("files")
def test_a_mistake_does_not_keep_the_reader_shut(opened: list[tuple[Any, ...]], home: Path) -> None:
    config_file(home, 'theme = "nrod"\nmeasure = 60\n')
    assert main(["a.txt", "b.txt"]) == 0
    preferences = opened[-1][2]
    assert (preferences.theme, preferences.measure) == (None, 60)
    assert len(preferences.mistakes) == 1


@pytest.mark.usefixtures("files")
def test_nothing_is_sent_while_the_config_file_has_a_mistake(
    capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    config_file(home, '[opinion]\nendpoint = "http://127.0.0.1:9/v1"\nmodel = "m"\nallow_hosts = "x"\n')
    assert main(["ask", "a.txt", "b.txt"]) == 2
    assert "line 4: write allow_hosts as a list of hosts" in capsys.readouterr().err


def test_an_escape_sequence_in_the_config_file_is_made_visible(
    capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    config_file(home, '[keys]\nhelp = "\\u001b[2J"\n')
    assert main(["config"]) == 2
    assert "there is no key “�[2J”" in capsys.readouterr().err


def test_compare_ignores_the_config_file(capsys: pytest.CaptureFixture[str], files: Path, home: Path) -> None:
    assert files.exists()
    assert main(["compare", "a.txt", "b.txt"]) == 0
    before = capsys.readouterr()
    config_file(home, "threshold = 1.0\nnonsense")
    assert main(["compare", "a.txt", "b.txt"]) == 0
    assert capsys.readouterr() == before


@pytest.fixture
def notices() -> list[str]:
    """The first message of each opened reader."""
    return []


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, notices: list[str]) -> list[tuple[Any, ...]]:
    """The arguments of each opened reader, which is closed at once."""
    calls: list[tuple[Any, ...]] = []

    class Reader:
        return_code = 0

        def __init__(self, *arguments: object, notice: str, **_: object) -> None:
            calls.append(arguments)
            notices.append(notice)

        def run(self) -> None:
            pass

    monkeypatch.setattr("diptych.reader.app.app.DiptychApp", Reader)
    monkeypatch.setattr("diptych.cli.open_reader.require_terminal", lambda **_: None)
    return calls


@pytest.mark.usefixtures("files", "encoder")
def test_options_override_the_config_file(opened: list[tuple[Any, ...]], home: Path) -> None:
    def threshold(*options: str) -> float | None:
        assert main([*options, "a.txt", "b.txt"]) == 0
        found: float | None = opened[-1][1].threshold
        return found

    assert threshold() is None
    config_file(home, 'threshold = 0.4\nlanguage = "de"\n')
    assert threshold() is None  # the reader looks into the preferences
    assert opened[-1][1].language == "de"
    assert opened[-1][2].threshold == 0.4
    assert threshold("--threshold", "0.25", "--language", "fr") == 0.25
    assert opened[-1][1].language == "fr"
    config_file(home, "threshold = 0.02\n")
    assert threshold() is None
    assert opened[-1][1].floor == 0.02
    config_file(home, 'remember = false\nmodel = "encoder"\n')
    assert threshold() is None
    assert opened[-1][1].model == ModelChoice.ENCODER
    assert threshold("--model", "lexical") is None
    assert opened[-1][1].model == ModelChoice("lexical")
    assert opened[-1][3:] == (None, None)


@pytest.mark.usefixtures("files")
def test_a_configured_encoder_that_is_not_installed_is_told_and_the_best_model_taken(
    opened: list[tuple[Any, ...]], notices: list[str], home: Path
) -> None:
    config_file(home, 'model = "encoder"\n')
    assert main(["a.txt", "b.txt"]) == 0
    assert opened[-1][1].model is None
    assert notices == [ENCODER_MISSING]
    assert main(["--model", "encoder", "a.txt", "b.txt"]) == 0
    assert opened[-1][1].model is ModelChoice.ENCODER
    assert notices[1:] == [""]


def test_the_place_in_the_samples_is_not_remembered(
    opened: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("diptych.cli.reader_setup.PairHistory", None)  # not even read
    assert main([]) == 0
    assert opened[-1][3] is None
    assert opened[-1][4] is not None  # the hint, all the same, comes once
