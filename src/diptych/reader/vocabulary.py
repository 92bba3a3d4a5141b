"""What a config file may name: every theme, and every command of every screen."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.widgets import Input

from diptych.preferences.keys import Command
from diptych.preferences.settings import Vocabulary
from diptych.reader.keys import KEYS
from diptych.reader.themes import theme_names

if TYPE_CHECKING:
    from collections.abc import Iterator

ELSEWHERE = (
    ("diptych.reader.help_screen", "HelpScreen", ""),
    ("diptych.reader.search_bar", "SearchBar", "SearchBar"),
    ("diptych.reader.note_bar", "NoteBar", "NoteBar"),
    ("diptych.reader.link_list", "LinkListScreen", "FilterLine"),
    ("diptych.reader.export_dialog", "ExportDialog", "FileLine"),
)
"""Where there are commands beside those of the reading screen: modules, classes, and in which class a text is
typed there.  Their ids begin with a name of the place, as "help.close": keys need differ only within one."""


def vocabulary() -> Vocabulary:
    """All of it."""
    return Vocabulary(theme_names(), tuple(_commands()))


def _commands() -> Iterator[Command]:
    for group in KEYS:
        yield from map(_command, group.bindings)
    for name, place, line in ELSEWHERE:
        module = import_module(name)
        typing = _keys_of(getattr(module, line)) if line else frozenset()
        for binding in getattr(module, place).BINDINGS:
            assert isinstance(binding, Binding)  # noqa: S101 - tuples have no id
            yield _command(binding, typing)


def _keys_of(line: type[Input]) -> frozenset[str]:
    """The keys of a line to type in."""
    bindings = [*line.BINDINGS, *(Input.BINDINGS if line._inherit_bindings else ())]
    named = [binding for binding in bindings if isinstance(binding, Binding) and binding.id is None]
    return frozenset(key for binding in named for key in binding.key.split(","))


def _command(binding: Binding, typing: frozenset[str] = frozenset()) -> Command:
    assert binding.id is not None  # noqa: S101 - a test looks at all of them
    keys = tuple(binding.key.split(","))
    return Command(binding.id, keys, binding.tooltip or binding.description, typing)
