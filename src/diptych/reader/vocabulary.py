"""What a config file may name: every theme, and every command of every screen."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from textual.binding import Binding

from diptych.preferences.keys import Command
from diptych.preferences.settings import Vocabulary
from diptych.reader.keys import KEYS
from diptych.reader.themes import theme_names

if TYPE_CHECKING:
    from collections.abc import Iterator

OTHER_SCREENS = (("diptych.reader.help_screen", "HelpScreen"),)
"""Where commands stand that keys.py does not have: modules and classes; their ids begin with the screen."""


def vocabulary() -> Vocabulary:
    """All of it."""
    return Vocabulary(theme_names(), tuple(_commands()))


def _commands() -> Iterator[Command]:
    for group in KEYS:
        yield from map(_command, group.bindings)
    for module, name in OTHER_SCREENS:
        for binding in getattr(import_module(module), name).BINDINGS:
            assert isinstance(binding, Binding)  # noqa: S101 - tuples have no id
            yield _command(binding)


def _command(binding: Binding) -> Command:
    assert binding.id is not None  # noqa: S101 - a test looks at all of them
    keys = tuple(binding.key.split(","))
    return Command(binding.id, keys, binding.tooltip or binding.description)
