"""The names that a config file may use: themes, and commands with their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.widgets import Input

from diptych.preferences.keys import Command
from diptych.preferences.settings import ConfigVocabulary
from diptych.reader.terminal.keys import ALL_KEYS
from diptych.reader.terminal.themes import theme_names

if TYPE_CHECKING:
    from collections.abc import Iterator


def vocabulary() -> ConfigVocabulary:
    """All themes and commands."""
    return ConfigVocabulary(theme_names(), tuple(_commands()))


def _commands() -> Iterator[Command]:
    # Imported here because most config files name no keys.
    from diptych.reader.bars.filter_input import FilterInput
    from diptych.reader.opening.source_input import SourceInput

    inputs: dict[str, type[Input]] = {
        "search": Input,
        "note": Input,
        "export": Input,
        "list": FilterInput,
        "folder": FilterInput,
        "open": SourceInput,
    }
    for binding in (binding for group in ALL_KEYS for binding in group.bindings):
        assert binding.id is not None  # noqa: S101 - `_key` requires an id
        line = inputs.get(binding.id.rpartition(".")[0])
        typing = frozenset() if line is None else _keys_of(line)
        yield Command(binding.id, tuple(binding.key.split(",")), binding.tooltip, typing)


def _keys_of(line: type[Input]) -> frozenset[str]:
    """The keys that edit the text of an input."""
    bindings = [binding for binding in line.BINDINGS if isinstance(binding, Binding)]
    return frozenset(key for binding in bindings for key in binding.key.split(","))
