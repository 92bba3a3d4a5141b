"""What a config file may name: every theme, and every command of every screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.widgets import Input

from diptych.preferences.keys import Command
from diptych.preferences.settings import ConfigVocabulary
from diptych.reader.terminal.keys import KEYS
from diptych.reader.terminal.themes import theme_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.dom import DOMNode


def vocabulary() -> ConfigVocabulary:
    """All of it."""
    return ConfigVocabulary(theme_names(), tuple(_commands()))


def _commands() -> Iterator[Command]:
    for group in KEYS:
        yield from map(_command, group.bindings)
    for place, line in _elsewhere():
        typing = frozenset() if line is None else _keys_of(line)
        for binding in place.BINDINGS:
            assert isinstance(binding, Binding)  # noqa: S101 - tuples have no id
            yield _command(binding, typing)


def _elsewhere() -> Iterator[tuple[type[DOMNode], type[Input] | None]]:
    """Widgets and screens with commands beside those of the reading screen, and the input of each.

    The ids of their bindings begin with a name of the place, as "help.close": keys differ within one place.
    """
    # Imported when the config file names keys: most readers have none.
    from diptych.reader.bars.filter_input import FilterInput
    from diptych.reader.bars.help_screen import HelpScreen
    from diptych.reader.bars.note_input import NoteInput
    from diptych.reader.bars.search_input import SearchInput
    from diptych.reader.export.export_dialog import ExportDialog, FileInput
    from diptych.reader.lists.list_screen import LinkListScreen
    from diptych.reader.opening.folder_screen import FolderScreen
    from diptych.reader.opening.open_dialog import OpenDialog
    from diptych.reader.opening.source_input import SourceInput

    yield HelpScreen, None
    yield SearchInput, SearchInput
    yield NoteInput, NoteInput
    yield LinkListScreen, FilterInput
    yield ExportDialog, FileInput
    yield FolderScreen, FilterInput
    yield OpenDialog, SourceInput


def _keys_of(line: type[Input]) -> frozenset[str]:
    """The keys of a line to type in."""
    bindings = [*line.BINDINGS, *(Input.BINDINGS if line._inherit_bindings else ())]
    named = [binding for binding in bindings if isinstance(binding, Binding) and binding.id is None]
    return frozenset(key for binding in named for key in binding.key.split(","))


def _command(binding: Binding, typing: frozenset[str] = frozenset()) -> Command:
    assert binding.id is not None  # noqa: S101 - a test looks at all of them
    keys = tuple(binding.key.split(","))
    return Command(binding.id, keys, binding.tooltip or binding.description, typing)
