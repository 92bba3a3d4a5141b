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
    ("diptych.reader.help_screen", "HelpScreen"),
    ("diptych.reader.search_bar", "SearchBar"),
)
"""Where commands stand that keys.py does not have: modules and classes.  Their ids begin with a name of the
place, as "help.close", since keys need differ only within one."""


def vocabulary() -> Vocabulary:
    """All of it."""
    return Vocabulary(theme_names(), tuple(_commands()))


def _commands() -> Iterator[Command]:
    for group in KEYS:
        yield from map(_command, group.bindings)
    for module, name in ELSEWHERE:
        place = getattr(import_module(module), name)
        for binding in place.BINDINGS:
            assert isinstance(binding, Binding)  # noqa: S101 - tuples have no id
            yield _command(binding, beside_text=issubclass(place, Input))


def _command(binding: Binding, *, beside_text: bool = False) -> Command:
    assert binding.id is not None  # noqa: S101 - a test looks at all of them
    keys = tuple(binding.key.split(","))
    return Command(binding.id, keys, binding.tooltip or binding.description, beside_text)
