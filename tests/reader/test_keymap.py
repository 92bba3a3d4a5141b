"""Commands on other keys: pressed, in the footer, on the help screen and in the command palette."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.widgets import Input

import diptych.reader
from diptych.preferences.keys import key_named, remapped
from diptych.preferences.read import read_text
from diptych.preferences.report import example
from diptych.preferences.settings import Preferences
from diptych.reader.app.app import DiptychApp
from diptych.reader.app.config_vocabulary import vocabulary
from diptych.reader.app.palette import palette_commands
from diptych.reader.bars.help_screen import HelpScreen
from diptych.reader.lists.list_screen import ListScreen
from diptych.reader.terminal.key_names import first_key
from diptych.reader.terminal.keys import ALL_KEYS, BINDINGS, COPY_SELECTED
from support.aligners import ready
from support.readers import Opened
from support.small_articles import bridge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEYS = {
    "linked": "X",
    "counterpart": "ctrl+n,ctrl+e",
    "help": "f1",
    "help.close": "z",
    "counterpart-2": "f7",
    "away": "f2",
    "search.leave": "ctrl+g",
    "list.close": "f9",
}


@pytest.fixture
def app() -> DiptychApp:
    keymap = remapped({name: keys.split(",") for name, keys in KEYS.items()}, vocabulary().commands)
    assert keymap == KEYS
    return DiptychApp(bridge().articles, preferences=Preferences(keys=keymap), aligner=ready(bridge()))


async def test_the_new_key_for_linked_passages_steps_through_hits(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        reader = Opened(pilot)
        await reader.press("slash", *"bridge", "enter", "X")
        assert reader.place == ("left", 4)
        assert "(X next, N previous, F2 ends)" in reader.text_of("StatusBar")
        assert reader.text_of("KeyBar").startswith("X Next hit  N Previous hit  F2 End search")


async def test_the_new_keys_work_and_the_old_ones_do_not(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        reader = Opened(pilot)
        for keys in (["n"], ["enter"], ["2"]):
            await reader.press(*keys)
            assert reader.place == ("left", 0)
        await reader.press("X")
        assert reader.place == ("left", 1)
        await reader.press("ctrl+e")
        assert reader.place == ("right", 3)
        await reader.press("f1")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape", "q")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("z")
        assert not isinstance(app.screen, HelpScreen)
        await reader.press("o")
        assert isinstance(app.screen, ListScreen)
        assert "F9 Close" in reader.text_of("KeyBar")
        await pilot.press("escape")
        assert isinstance(app.screen, ListScreen)
        await reader.press("f9")
        assert not isinstance(app.screen, ListScreen)
        await reader.press("slash", "n", "escape")
        assert reader.screen.focused is not None
        await reader.press("ctrl+g")
        assert reader.screen.focused is None


async def test_footer_help_and_palette_show_the_new_keys(app: DiptychApp) -> None:
    async with app.run_test(size=(160, 60)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        footer = Opened(pilot).text_of("KeyBar")
        assert footer.startswith("Ctrl+n Counterpart  X Linked  u Unique")
        assert footer.endswith("F1 Help  q Quit")
        palette = {command.action: command.keys for command in palette_commands(app.preferences.keys)}
        tooltips = {binding.id: binding.tooltip for binding in BINDINGS}
        assert palette["next_in('linked', 1)"] == "X"
        assert palette["to_counterpart"] == "Ctrl+n Ctrl+e"
        await pilot.press("f1")
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        shown = [strip.text for strip in strips]
        assert any("│  X " in row and tooltips["linked"][:20] in row for row in shown)
        assert any("│  Ctrl+n Ctrl+e " in row for row in shown)
        assert any("│  F7 " in row for row in shown)  # not 1 … 9
        assert any("z closes" in row for row in shown)


IDS = """
accept accept-difference all-evidence ask asking.leave asking.send away back beginning copy copy-pair
counterpart counterpart-1 counterpart-2 counterpart-3 counterpart-4 counterpart-5 counterpart-6
counterpart-7 counterpart-8 counterpart-9 coverage differs end evidence export export.leave
export.next-format export.previous-format filter folder folder.again folder.back folder.below folder.down
folder.first folder.last folder.mark folder.open folder.others folder.page-down folder.page-up folder.quit
folder.up forward half-a-page-down half-a-page-up help help.close hold judged-list link-by-hand link-list
link-map linked list.accept list.close list.copy list.copy-list list.down list.first list.go-there list.last
list.next-list list.order list.page-down list.page-up list.previous-list list.reject list.turn-round
list.undo list.up looser next-account next-hit next-paragraph next-passage note note-on-passage note.leave
only-here-list open open.accept open.clipboard open.close open.complete open.down open.other open.up order
page-down page-up pane picture previous-account previous-differs previous-hit previous-linked
previous-paragraph previous-passage previous-unique quit redo reject reject-difference reload resume search
search.leave search.newer search.older stricter suspend undo unique view voice
"""
"""Every id that users may have in the `[keys]` table of their config file: none may be removed or changed."""


def test_ids_of_commands_never_change() -> None:
    assert sorted(command.name for command in vocabulary().commands) == IDS.split()


def test_ids_begin_with_the_name_of_their_screen() -> None:
    places = [{str(binding.id).rpartition(".")[0] for binding in group.bindings} for group in ALL_KEYS]
    assert all(len(place) == 1 for place in places)
    others = [place for (place,) in places if place]
    assert len(set(others)) == len(others)


def places() -> Iterator[type[DOMNode]]:
    """Every widget, screen and app of the reader."""
    for module in pkgutil.walk_packages(diptych.reader.__path__, "diptych.reader."):
        for value in vars(import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, DOMNode):
                yield value


def test_every_binding_of_the_reader_can_be_in_the_config_file() -> None:
    own = {
        place
        for place in places()
        if place.__module__.startswith("diptych.")
        and "BINDINGS" in vars(place)
        and place.__name__ != "TextScreen"  # its keys are fixed
    }
    assert len(own) >= 3
    typing = {binding for binding in Input.BINDINGS if isinstance(binding, Binding)}
    bindings = {binding for place in own for binding in place.BINDINGS} - typing - {COPY_SELECTED}
    assert all(isinstance(binding, Binding) and binding.id for binding in bindings)
    assert {binding.id for binding in bindings if isinstance(binding, Binding)} == {
        command.name for command in vocabulary().commands
    }


def test_default_keys_are_spelled_as_in_the_config_file() -> None:
    commands = vocabulary().commands
    assert all(key_named(key) == key for command in commands for key in command.keys)
    as_they_are = {command.name: command.keys for command in commands}
    assert remapped(as_they_are, commands) == {name: ",".join(keys) for name, keys in as_they_are.items()}


def test_the_example_config_file_is_valid_when_uncommented(tmp_path: Path) -> None:
    words = vocabulary()
    lines = [line[2:] if " = " in line else line for line in example(words).splitlines()]
    config = read_text("\n".join(lines), tmp_path / "config.toml", words)
    assert config.preferences.keys == {command.name: ",".join(command.keys) for command in words.commands}


def test_keys_have_the_names_printed_on_keyboards() -> None:
    named = {binding.id: first_key(binding) for binding in BINDINGS}
    assert (named["search"], named["counterpart"], named["page-down"]) == ("/", "↵", "PgDn")
    assert first_key(Binding("ctrl+left_square_bracket", "x")) == "Ctrl+["
    assert first_key(Binding("exclamation_mark", "x")) == "!"


def test_every_key_of_the_app_is_in_the_table() -> None:
    own = [binding for binding in App.BINDINGS if isinstance(binding, Binding)]
    assert {key for binding in own for key in binding.key.split(",")} == {"ctrl+q", "ctrl+c"}


def test_no_private_handler_of_textual_is_overridden() -> None:
    handlers = [(place, name) for place in set(places()) for name in vars(place) if name.startswith("_on_")]
    assert [
        (place.__name__, name)
        for place, name in handlers
        if place.__module__.startswith("diptych.")
        and any(name in vars(base) for base in place.__mro__[1:] if base.__module__.startswith("textual."))
    ] == []
