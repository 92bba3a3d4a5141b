"""Settings of the config file that the reader uses, besides keys, theme and memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Static

from diptych.preferences.settings import Preferences
from diptych.reader.accessible.text_screen import TextScreen
from diptych.reader.app.app import DiptychApp
from diptych.reader.app.pair_switching import StartTarget
from diptych.reader.bars.help_screen import HelpScreen
from diptych.reader.bars.wording import mistaken_config
from diptych.reader.linkmap.link_map import LinkMap
from diptych.reader.panes.row_painter import GUTTER
from diptych.sides import Side
from support.aligners import endless, ready
from support.long_articles import long_comparison
from support.opened_pairs import press, running, titles, write_articles
from support.readers import Opened
from support.small_articles import bridge

if TYPE_CHECKING:
    from pathlib import Path

MISTAKEN = Preferences(mistakes=("In “c”, line 3: there is no theme “nrod”.", "In “c”, line 4: no."))


@pytest.mark.parametrize("measure", [30, 60, 200])
async def test_text_is_not_wider_than_the_measure(measure: int) -> None:
    app = DiptychApp(long_comparison().articles, preferences=Preferences(measure=measure))
    async with app.run_test(size=(160, 48)) as pilot:
        await pilot.pause()
        reader = Opened(pilot)
        rows = [reader.row(Side.LEFT, row) for row in range(40)]
        room = reader.pane(Side.LEFT).scrollable_content_region.width
        widest = min(measure, room - GUTTER - 1)
        longest = max(len(row.strip("▌▎ ○●≠")) for row in rows)
        assert widest - 12 < longest <= widest


@pytest.mark.parametrize(("characters", "drawn"), [("ascii", set("-|+/\\.'`")), ("box", set("─│╭╮╯╰╱╲"))])
async def test_the_link_map_is_drawn_with_the_preferred_characters(characters: str, drawn: set[str]) -> None:
    preferences = Preferences(link_map_characters=characters)
    app = DiptychApp(bridge().articles, preferences=preferences, aligner=ready(bridge()))
    async with app.run_test(size=(160, 48)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        link_map = app.screen.query_one(LinkMap)
        shown = "".join(link_map.render_line(row).text for row in range(1, link_map.size.height))
        assert drawn & set(shown)
        assert not any("\u2800" < sign <= "\u28ff" for sign in shown)


async def test_the_link_map_can_be_hidden() -> None:
    app = DiptychApp(bridge().articles, preferences=Preferences(link_map=False))
    async with app.run_test(size=(160, 48)) as pilot:
        await pilot.pause()
        assert not app.screen.query_one(LinkMap).display
        await pilot.press("m")
        await pilot.pause()
        assert app.screen.query_one(LinkMap).display


async def test_the_message_about_stopped_linking_names_the_key_that_resumes() -> None:
    preferences = Preferences(keys={"resume": "f7"})
    app = DiptychApp(long_comparison().articles, preferences=preferences, aligner=endless())
    async with app.run_test(size=(160, 48)) as pilot:
        await pilot.pause()
        reader = Opened(pilot)
        await reader.press("escape")
        await pilot.pause()
        assert reader.text_of("StatusBar").startswith("Linking stopped; F7 resumes it.")


@pytest.mark.parametrize("plain", [False, True])
async def test_a_mistake_in_the_config_file_is_told_and_stays_in_the_help(*, plain: bool) -> None:
    app = DiptychApp(bridge().articles, preferences=MISTAKEN, aligner=ready(bridge()), plain=plain)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        reader = Opened(pilot)
        assert mistaken_config(MISTAKEN.mistakes)[:-1] in reader.text_of("StatusBar")
        await reader.press("j")
        assert "nrod" not in reader.text_of("StatusBar")
        await reader.press("question_mark")
        assert isinstance(app.screen, TextScreen if plain else HelpScreen)
        shown = str(app.screen.query_one("Static" if plain else ".help--mistakes", Static).content)
        assert shown.startswith("\n".join(MISTAKEN.mistakes))


async def test_a_mistake_waits_for_a_screen_that_can_tell_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_articles(tmp_path))
    start = StartTarget(left="a-quay.txt")
    async with running(tmp_path, entrance=start, preferences=MISTAKEN) as (app, reader):
        await press(reader, *"c-", "tab", "enter")
        assert titles(app) == ["The quay", "Harrow"]
        assert "nrod" in reader.text_of("StatusBar")
