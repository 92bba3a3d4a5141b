"""`diptych help`."""

from __future__ import annotations

import pytest

from diptych.cli import _COMMANDS, main
from diptych.cli.help_texts import READ_HELP
from diptych.cli.parsers import COMMAND_PARSERS
from diptych.reader.terminal.key_names import key_names
from diptych.reader.terminal.keys import ALL_KEYS


def test_help_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help"]) == 0
    assert capsys.readouterr().out == READ_HELP
    assert all(f"diptych {name}" in READ_HELP for name in _COMMANDS)
    assert _COMMANDS.keys() == COMMAND_PARSERS.keys()


def test_help_on_keys_prints_every_key_with_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "keys"]) == 0
    lines = capsys.readouterr().out.splitlines()
    for group in ALL_KEYS:
        at = lines.index(group.title) + 1
        for line, binding in zip(lines[at:], group.bindings, strict=False):
            assert line.startswith(f"  {key_names(binding)} ")
            assert line.endswith(f"  {binding.tooltip}")


@pytest.mark.parametrize("command", COMMAND_PARSERS)
def test_help_on_a_command_prints_its_options(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert main(["help", command]) == 0
    printed = capsys.readouterr().out
    assert main([command, "--help"]) == 0
    assert printed == capsys.readouterr().out


def test_an_unknown_topic_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "nothing"]) == 2
    assert "there is help on keys, ask, compare, " in capsys.readouterr().err
