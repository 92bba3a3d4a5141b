"""The commands of the palette: few words each, grouped as in the help, none twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.command import CommandPalette
from textual.widgets import OptionList

from diptych.reader.app.palette import palette_commands
from diptych.reader.terminal.keys import BINDINGS, KEYS

if TYPE_CHECKING:
    from support.readers import Opened, Opener


def test_every_command_is_there_once_in_two_or_three_words() -> None:
    commands = list(palette_commands({}))
    names = [command.name for command in commands]
    assert len(set(names)) == len(names)
    assert not [name for name in names if len(name.split()) > 4]
    actions = {binding.action for binding in BINDINGS if not binding.action.startswith("counterpart(")}
    assert actions <= {command.action for command in commands}
    assert [command.keys for command in commands if command.action.startswith("counterpart(")] == ["1 … 9"]


def test_groups_follow_the_help() -> None:
    groups = dict.fromkeys(command.group for command in palette_commands({}))
    assert list(groups) == [group.title for group in KEYS]


async def _listed(reader: Opened) -> list[str]:
    """The lines of the open palette."""
    await reader.pilot.pause(0.3)
    await reader.pilot.app.workers.wait_for_complete()
    await reader.pilot.pause()
    assert isinstance(reader.pilot.app.screen, CommandPalette)
    options = reader.pilot.app.screen.query_one(OptionList).options
    return [" ".join(str(option.prompt).split()) for option in options]


async def test_each_group_is_named_once_and_a_command_runs(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("ctrl+p")
        lines = await _listed(reader)
        assert lines[0] == f"{KEYS[0].title} Jump to counterpart Enter"
        assert lines[1] == "Counterpart by number 1 … 9"
        await reader.press(*"differences")
        (line, *_) = await _listed(reader)
        assert "List of differences" in line
        await reader.press("enter")
        await reader.pilot.pause()
        assert "[Differs 2]" in reader.text_of("#list-tabs")


async def test_a_word_of_the_explanation_finds_a_command(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("ctrl+p", *"synopsis")
        assert any("Change view" in line for line in await _listed(reader))


async def test_a_list_offers_no_commands_of_the_reader(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("o")
        await reader.pilot.pause()
        await reader.press("ctrl+p")
        assert len(await _listed(reader)) == 1


@pytest.mark.parametrize("word", ["theme", "colour", "color", "light", "dark"])
async def test_the_theme_is_found_by_all_its_names(open_reader: Opener, word: str) -> None:
    async with open_reader() as reader:
        await reader.press("ctrl+p", *word)
        assert any("Colour theme" in line for line in await _listed(reader))
