from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.preferences.keys import Command
from diptych.preferences.path import config_path
from diptych.preferences.read import MOST_BROKEN, read_config, read_text
from diptych.preferences.report import example
from diptych.preferences.settings import (
    OPINION_SETTINGS,
    SETTINGS,
    ConfigVocabulary,
    OpinionPreferences,
    Preferences,
)

WORDS = ConfigVocabulary(
    ("textual-dark", "nord"),
    (Command("linked", ("n",), "next"), Command("quit", ("q",), "leave"), Command("help.close", ("q",), "")),
)
FILE = Path("/home/reader/config.toml")
LONG_NUMBER = "9" * 5000


def mistakes_in(text: str) -> tuple[str, ...]:
    """The mistakes in a file."""
    return read_text(text, FILE, WORDS).preferences.mistakes


def test_every_setting_is_read() -> None:
    config = read_text(
        'theme = "nord"\nthreshold = 1\nmodel = "lexical"\nlanguage = "de"\nview = "synopsis"\nplain = true\n'
        + 'link_map = false\nlink_map_characters = "box"\nanimate = false\nremember = false\nsidecar = true\n'
        + "measure = 60\n"
        + '[keys]\nlinked = "x, ?"\n"help.close" = ["escape", "x"]\n',
        FILE,
        WORDS,
    )
    assert config.preferences == Preferences(
        theme="nord",
        threshold=1.0,
        model="lexical",
        language="de",
        view="synopsis",
        plain=True,
        link_map=False,
        link_map_characters="box",
        animate=False,
        remember=False,
        sidecar=True,
        measure=60,
        keys={"linked": "x,question_mark", "help.close": "escape,x"},
    )
    assert config.lines == {
        **{name: line for line, name in enumerate(SETTINGS, 1)},
        "keys.linked": 14,
        "keys.help.close": 15,
    }


def test_an_empty_file_changes_nothing() -> None:
    assert read_text("\n# nothing\n", FILE, WORDS).preferences == Preferences()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("x = 1", "line 1: there is no setting “x”; diptych config lists them all."),
        ("\n\nthresold = 1", "line 3: there is no setting “thresold”; did you mean “threshold”?"),
        ("link-map = true", "line 1: there is no setting “link-map”; did you mean “link_map”?"),
        ('linked = "x"', "line 1: “linked” is a command, not a setting; write its line below [keys]."),
        ('theme = "nrod"', "line 1: there is no theme “nrod”; did you mean “nord”?"),
        ('theme = "zzzzzz"', "line 1: there is no theme “zzzzzz”; diptych config lists them all."),
        ("theme = 3", 'line 1: write theme as a name, as in theme = "textual-dark", not 3.'),
        ("[theme]", 'line 1: write theme as a name, as in theme = "textual-dark", not a table.'),
        (
            'threshold = "high"',
            "line 1: write threshold as a number from 0 to 1, as in threshold = 0.25, not “high”.",
        ),
        (
            "threshold = 1.5",
            "line 1: write threshold as a number from 0 to 1, as in threshold = 0.25, not 1.5.",
        ),
        (
            "threshold = nan",
            "line 1: write threshold as a number from 0 to 1, as in threshold = 0.25, not nan.",
        ),
        (
            "threshold = true",
            "line 1: write threshold as a number from 0 to 1, as in threshold = 0.25, not true.",
        ),
        (
            'view = "Facing"',
            'line 1: write view as one of facing, synopsis, single, as in view = "facing", not “Facing”.',
        ),
        (
            "view = []",
            'line 1: write view as one of facing, synopsis, single, as in view = "facing", not a list.',
        ),
        ("plain = 1", "line 1: write plain as true or false, as in plain = false, not 1."),
        (
            "measure = 12",
            "line 1: write measure as a number of cells from 20 to 200, as in measure = 80, not 12.",
        ),
        (
            "measure = 1979-05-27",
            "line 1: write measure as a number of cells from 20 to 200, as in measure = 80,"
            " not a date or a time.",
        ),
        ("language = 1", 'line 1: write language as a code of two letters, as in language = "en", not 1.'),
        ("keys = 3", 'line 1: keys is a table; write [keys], and below it lines such as search = "slash".'),
        ("[keys]\n\nlinkd = 'x'", "line 3: there is no command “linkd”; did you mean “linked”?"),
        ("[keys]\nlinked = 3", 'line 2: write the keys of linked as text, as in linked = "n,ctrl+n".'),
        (
            "[keys]\nlinked = ','",
            "line 2: “linked” would be left without a key; name one, or remove the line.",
        ),
        (
            "[keys]\nhelp.close = 'x'",
            'line 2: a name with a dot needs quotation marks; write "help.close".',
        ),
        (
            "keys.linked = 'q' # theirs",
            "line 1: “q” is a key of both “quit” and “linked”; give “quit” other keys,"
            " or remove it from “linked”.",
        ),
        ("theme = ", "line 1: this is not TOML (invalid value); write a setting as name = value."),
        (
            "\nplain",
            "line 2: this is not TOML (expected “=” after a key in a key/value pair);"
            " write a setting as name = value.",
        ),
        (
            "plain = true\nplain = true",
            "line 2: this is set twice (cannot overwrite a value); set it once.",
        ),
    ],
)
def test_a_mistake_gets_one_sentence_with_its_line(text: str, complaint: str) -> None:
    assert mistakes_in(text) == (f"In “{FILE}”, {complaint}",)


def test_every_mistake_gets_a_sentence_in_the_order_of_the_lines() -> None:
    text = """
threshold = 2
colour = "red"
[keys]
nothing = "x"
linked = "q"
help.close = "z"
quit = 3
"""
    message = [sentence.removeprefix(f"In “{FILE}”, ") for sentence in mistakes_in(text)]
    assert [sentence.split(": ")[0] for sentence in message] == [f"line {n}" for n in (2, 3, 5, 7, 8)]


def test_beside_a_mistake_the_rest_of_the_file_holds() -> None:
    text = """
threshold = 2
measure = 60
[opinion]
model = 3
timeout = 9
[keys]
nothing = "x"
linked = "z"
quit = "ctrl+q"
"""
    config = read_text(text, FILE, WORDS)
    assert len(config.preferences.mistakes) == 4
    assert config.preferences == Preferences(
        measure=60,
        opinion=OpinionPreferences(timeout=9.0),
        keys={"linked": "z"},
        mistakes=config.preferences.mistakes,
    )
    assert config.wrong == {"threshold", "opinion.model", "keys.nothing", "keys.quit"}


@pytest.mark.parametrize(
    ("broken", "lines"),
    [
        ("theme = nord\n", [1]),
        ("theme = nord\nmodel = \n", [1, 2]),
        ("\n[[keys\nlinked = 'z'\n[opinion]\nmodel = 'a'\n[opinion]\ntimeout = 3\n", [2, 6]),
    ],
)
def test_a_line_that_is_not_toml_leaves_the_rest_of_the_file_in_force(broken: str, lines: list[int]) -> None:
    config = read_text(f"measure = 60\n{broken}[keys]\nquit = 'z'\n", FILE, WORDS)
    told = [f"In “{FILE}”, line {line + 1}" for line in lines]
    assert [mistake.split(":")[0] for mistake in config.preferences.mistakes] == told
    assert (config.preferences.measure, config.preferences.keys) == (60, {"quit": "z"})
    assert config.lines["keys.quit"] == 3 + broken.count("\n")


def test_a_file_that_is_no_toml_at_all_gets_one_sentence() -> None:
    config = read_text("measure = 60\n" + "Some prose.\n" * (MOST_BROKEN + 1), FILE, WORDS)
    [mistake] = config.preferences.mistakes
    assert mistake.startswith(f"In “{FILE}”, line 2: ")
    assert mistake.endswith("until then nothing of the file holds.")
    assert config.preferences == Preferences(mistakes=(mistake,))


def test_an_unknown_language_is_a_mistake() -> None:
    [mistake] = mistakes_in("plain = true\nlanguage = 'xx'")
    assert "line 2: there is no language “xx” among those known: ar, " in mistake


@pytest.mark.parametrize("text", [f"x = {LONG_NUMBER}", f"measure = 0x{LONG_NUMBER}", "x = " + "[" * 20_000])
def test_text_that_tomllib_refuses_gives_no_traceback(text: str) -> None:
    [mistake] = mistakes_in(text)
    assert mistake.startswith("In “")
    assert mistake.endswith(".")


@given(st.text())
def test_any_text_is_read_or_refused_in_one_sentence(text: str) -> None:
    for mistake in mistakes_in(text):
        assert "\n" not in mistake
        assert mistake.endswith((".", "?"))


@given(st.lists(st.sampled_from(["theme", "plain", "keys", "[keys]", "linked", "=", "1", "'x'", "\n", "."])))
def test_pieces_of_a_config_file_are_read_or_refused(pieces: list[str]) -> None:
    assert all(", line " in mistake for mistake in mistakes_in(" ".join(pieces)))


def test_a_missing_file_changes_nothing(tmp_path: Path) -> None:
    for path in (tmp_path / "config.toml", tmp_path / "none" / "config.toml"):
        config = read_config(path, WORDS)
        assert (config.exists, config.preferences) == (False, Preferences())


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbfplain = true\r\n")
    assert read_config(path, WORDS).preferences.plain


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(b"plain = true\n# \xff", "line 2: this is not UTF-8"), (b"#" * 1_000_001, "is too large")],
)
def test_other_files_are_refused(tmp_path: Path, data: bytes, sentence: str) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(data)
    config = read_config(path, WORDS)
    [mistake] = config.preferences.mistakes
    assert sentence in mistake
    assert config.preferences == Preferences(mistakes=(mistake,))


def test_a_file_of_a_megabyte_is_read(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    comment = b"#" * 99 + b"\n"
    path.write_bytes(comment * 9_999 + b"plain = true\n")
    config = read_config(path, WORDS)
    assert (config.preferences.plain, config.lines) == (True, {"plain": 10_000})


def test_a_directory_is_refused(tmp_path: Path) -> None:
    [mistake] = read_config(tmp_path, WORDS).preferences.mistakes
    assert mistake.endswith("could not be read (Is a directory); correct or remove it.")


@pytest.mark.skipif(os.name == "nt", reason="platformdirs says where it is there")
def test_the_path_follows_the_xdg_standard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/reader")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/elsewhere")
    assert config_path() == Path("/elsewhere/diptych/config.toml")
    for nothing in ("", "relative"):
        monkeypatch.setenv("XDG_CONFIG_HOME", nothing)
        assert config_path() == Path("/home/reader/.config/diptych/config.toml")


def test_the_example_changes_nothing_and_its_lines_may_be_uncommented() -> None:
    text = example(WORDS)
    assert read_text(text, FILE, WORDS).preferences == Preferences()
    lines = [line[2:] if " = " in line else line for line in text.splitlines()]
    config = read_text("\n".join(lines), FILE, WORDS)
    asking = {f"opinion.{name}" for name in OPINION_SETTINGS}
    assert config.lines.keys() == {
        *SETTINGS,
        *asking,
        *(f"keys.{command.name}" for command in WORDS.commands),
    }
    named = config.preferences.keys
    asking_all = OpinionPreferences(
        "http://localhost:11434/v1", "qwen3:8b", "MY_KEY", allow_hosts=("models.example.org",)
    )
    assert config.preferences == Preferences(
        theme="textual-dark", threshold=0.25, model="lexical", language="en", opinion=asking_all, keys=named
    )
    assert config.preferences.keys == {command.name: ",".join(command.keys) for command in WORDS.commands}
