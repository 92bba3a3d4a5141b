from __future__ import annotations

from pathlib import Path

from diptych.preferences.keys import Command
from diptych.preferences.read import Config, read_config, read_text
from diptych.preferences.report import WRONG, report
from diptych.preferences.settings import SETTINGS, ConfigVocabulary

WORDS = ConfigVocabulary(("textual-dark", "nord"), (Command("linked", ("n", "down"), "next"),))
FILE = Path("/home/reader/config.toml")
OTHERWISE = {"theme": ('"textual-dark"', "environment"), "threshold": ("0.25", "default")}


def rows(config: Config) -> dict[str, list[str]]:
    lines = report(config, WORDS, OTHERWISE).splitlines()
    return {line.split()[0]: line.split()[1:] for line in lines if line}


def test_every_setting_and_command_says_where_it_comes_from() -> None:
    found = rows(read_text('\ntheme = "nord"\n[keys]\nlinked = "x"\n', FILE, WORDS))
    assert found["theme"] == ['"nord"', "line", "2"]
    assert found["threshold"] == ["0.25", "default"]
    assert found["plain"] == ["false", "default"]
    assert found["linked"] == ['"x"', "line", "4"]
    assert found["file:"] == [str(FILE)]
    assert found.keys() >= SETTINGS.keys()


def test_a_wrong_line_gives_the_default_and_says_so() -> None:
    found = rows(read_text('theme = "nrod"\nplain = 1\n[keys]\nlinked = "nokey"\n', FILE, WORDS))
    assert found["theme"] == ['"textual-dark"', *WRONG.format(1).split()]
    assert found["plain"] == ["false", *WRONG.format(2).split()]
    assert found["linked"] == ['"n,down"', *WRONG.format(4).split()]


def test_without_a_file_it_says_so() -> None:
    found = rows(read_config(FILE, WORDS))
    assert found["file:"][1:4] == ["(there", "is", "none;"]
    assert found["theme"] == ['"textual-dark"', "environment"]
    assert found["linked"] == ['"n,down"', "default"]
