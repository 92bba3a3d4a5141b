"""The commands of the command palette: the groups of the help, a line of a few words for each command.

What is typed is also looked for in the sentences of the help, and the commands found show theirs.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from rich.cells import set_cell_size
from textual.command import DiscoveryHit, Hit, Provider
from textual.content import Content
from textual.markup import escape

from diptych.reader.screens.reader_screen import ReaderScreen
from diptych.reader.terminal.key_names import key_names, remapped
from diptych.reader.terminal.keys import KEYS, LIST_COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from textual.command import Hits

    from diptych.reader.app.app import DiptychApp

_NAMES = {
    "counterpart": "Jump to counterpart",
    "counterpart-1": "Counterpart by number",
    "linked": "Next linked",
    "unique": "Next unique",
    "differs": "Next differing",
    "previous-differs": "Previous differing",
    "beginning": "First passage",
    "end": "Last passage",
    "pane": "Other pane",
    "away": "Cancel or clear",
    "resume": "Resume linking",
    "ask": "Ask language model",
    "voice": "Whose links count",
    "accept": "Accept link",
    "reject": "Reject link",
    "note": "Note on link",
    "judged-list": "List of verdicts",
    "undo": "Undo verdict",
    "redo": "Redo verdict",
    "copy": "Copy passage",
    "export": "Write to file",
    "picture": "Save picture",
    "open": "Open pair",
    "folder": "List folder",
    "reload": "Read again",
    "coverage": "Coverage of passages",
    "only-here-list": "List of only here",
    "help": "Marks and keys",
    "suspend": "Suspend to shell",
    "stricter": "Raise threshold",
    "looser": "Lower threshold",
    "filter": "Filter passages",
    "view": "Change view",
    "order": "Turn order",
    "hold": "Hold other pane",
    "evidence": "Evidence panel",
    "link-list": "List of links",
}
"""Names by the ids of bindings, where the label of the key bar says too little by itself."""

_THEME = "Colour theme"
_THEME_HELP = "Choose a theme with other colours (colors), light or dark"
_NUMBERS = "1 … 9"
_NUMBERS_EXPLAINED = "Jump to the counterpart of that number; from here, to the first"
_EXPLAINED = 0.1
"""Score of a command whose explanation, but not its name, has what was typed."""
_GROUP_WIDTH = 22
_NAME_WIDTH = 26
"""Cells of the first two columns."""


class PaletteCommand(NamedTuple):
    """A command of the palette."""

    group: str
    name: str
    keys: str
    """Names of its keys; empty if it has none."""
    explanation: str
    action: str


def palette_commands(keymap: Mapping[str, str]) -> Iterator[PaletteCommand]:
    """The commands of the reader, in the order of the help; one for all counterparts by number.

    Args:
        keymap: keys by binding id, where they replace those of the table.
    """
    for group in KEYS:
        for binding in remapped(group.bindings, keymap):
            numbered = binding.action.startswith("counterpart(")
            if numbered and binding.action != "counterpart(1)":
                continue
            name = _NAMES.get(binding.id or "", binding.description)
            keys = _NUMBERS if numbered and binding.key == "1" else key_names(binding)
            explanation = _NUMBERS_EXPLAINED if numbered else binding.tooltip
            yield PaletteCommand(group.title, name, keys, explanation, binding.action)
            if binding.id == "link-list":
                for name, explanation, action in LIST_COMMANDS:
                    yield PaletteCommand(group.title, name, "", explanation, action)
    yield PaletteCommand(KEYS[-1].title, _THEME, "", _THEME_HELP, "app.change_theme")


class ReaderCommands(Provider):
    """Offers the commands of the reader; elsewhere only the choice of colours."""

    def _commands(self) -> list[PaletteCommand]:
        commands = list(palette_commands(cast("DiptychApp", self.app).preferences.keys))
        return commands if isinstance(self.screen, ReaderScreen) else commands[-1:]

    def _run(self, command: PaletteCommand) -> Callable[[], object]:
        return partial(self.screen.run_action, command.action)

    async def discover(self) -> Hits:
        """All commands; the first of each group names the group."""
        last = ""
        for command in self._commands():
            group = "" if command.group == last else command.group
            last = command.group
            yield DiscoveryHit(_line(group, Content(command.name), command), self._run(command), command.name)

    async def search(self, query: str) -> Hits:
        """The commands whose names or explanations match."""
        matcher = self.matcher(query)
        for command in self._commands():
            by_name = matcher.match(command.name)
            # Letters scattered over a sentence would match nearly anything.
            explained = _EXPLAINED * (query.casefold() in command.explanation.casefold())
            if score := max(by_name, explained):
                name = matcher.highlight(command.name) if by_name else Content(command.name)
                explanation = None if command.explanation == command.name else escape(command.explanation)
                line = _line(command.group, name, command)
                yield Hit(score, line, self._run(command), command.name, explanation)


def _line(group: str, name: Content, command: PaletteCommand) -> Content:
    """Group, name and keys in three columns."""
    padded = name.pad_right(max(0, _NAME_WIDTH - name.cell_length))
    return Content.assemble(
        (set_cell_size(group, _GROUP_WIDTH), "$text-muted"), padded, (command.keys, "$text-accent")
    )
