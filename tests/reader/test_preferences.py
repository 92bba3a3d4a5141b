"""Settings of the config file that the reader itself heeds, beside keys, theme and memory."""

from __future__ import annotations

import pytest

from diptych.preferences.model import Preferences
from diptych.reader.app import DiptychApp
from diptych.reader.link_feed import LinkFeed
from diptych.reader.row_painting import GUTTER
from diptych.sides import Side
from long_articles import long_comparison
from opened import Opened


@pytest.mark.parametrize("measure", [30, 60, 200])
async def test_text_is_set_no_wider_than_the_measure(measure: int) -> None:
    app = DiptychApp(long_comparison().articles, preferences=Preferences(measure=measure))
    async with app.run_test(size=(160, 48)) as pilot:
        await pilot.pause()
        reader = Opened(pilot)
        rows = [reader.row(Side.LEFT, row) for row in range(40)]
        room = reader.pane(Side.LEFT).scrollable_content_region.width
        widest = min(measure, room - GUTTER - 1)
        longest = max(len(row.strip("▌▎ ○●≠")) for row in rows)
        assert widest - 12 < longest <= widest


async def test_the_sentence_of_stopping_names_the_key_that_resumes() -> None:
    app = DiptychApp(long_comparison().articles, preferences=Preferences(keys={"resume": "f5"}))
    async with app.run_test(size=(160, 48)) as pilot:
        await pilot.pause()
        reader = Opened(pilot)
        reader.screen.query_one(LinkFeed).call_off()
        await pilot.pause()
        assert reader.text_of("StatusLine").startswith("Linking stopped; F5 takes it up again.")
