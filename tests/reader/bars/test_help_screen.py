from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from textual.containers import VerticalScroll
from textual.widgets import Static

from diptych.reader.bars.help_screen import HelpScreen
from diptych.reader.screens.reader_screen import ReaderScreen
from diptych.reader.terminal.key_names import key_names
from diptych.reader.terminal.keys import BINDINGS

if TYPE_CHECKING:
    from support.readers import Opener


async def test_help_mentions_scrolling_only_if_it_scrolls(open_reader: Opener) -> None:
    async with open_reader(size=(100, 30)) as reader:
        await reader.press("question_mark")
        await reader.pilot.pause()
        box = reader.pilot.app.screen.query_one(VerticalScroll)
        assert "scroll" in str(box.border_subtitle)
        await reader.pilot.resize_terminal(100, 160)
        await reader.pilot.pause()
        await reader.pilot.pause()
        assert str(box.border_subtitle) == "Esc closes"


async def test_help_names_every_key(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("question_mark")
        helped = reader.pilot.app.screen
        assert isinstance(helped, HelpScreen)
        tables = [static.content for static in helped.query(Static) if isinstance(static.content, Table)]
        cells = {str(cell) for table in tables for column in table.columns for cell in column.cells}
        for binding in BINDINGS:
            if not binding.action.startswith("counterpart("):
                assert {binding.tooltip, key_names(binding)} <= cells
        await reader.press("escape")
        assert isinstance(reader.pilot.app.screen, ReaderScreen)


def test_keys_have_names_of_their_own() -> None:
    names = [binding.id for binding in BINDINGS]
    assert None not in names
    assert len(names) == len(set(names))
    keys = [key for binding in BINDINGS for key in binding.key.split(",")]
    assert len(keys) == len(set(keys))


async def test_keys_can_be_rebound(open_reader: Opener) -> None:
    async with open_reader() as reader:
        reader.pilot.app.set_keymap({"linked": "z"})
        await reader.press("z")
        assert reader.place == ("left", 1)
