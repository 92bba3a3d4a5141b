"""Forty-eight sequences of keys, resizes and clicks at random: nothing raises, the cursor is never lost."""

from __future__ import annotations

from asyncio import sleep
from random import Random
from typing import TYPE_CHECKING

import pytest
import textual.app

from diptych.reader.screens.reader_screen import ReaderScreen
from diptych.reader.terminal.keys import BINDINGS
from support.long_articles import long_comparison
from support.small_articles import bridge

if TYPE_CHECKING:
    from pathlib import Path

    from support.readers import Opened, Opener

SEQUENCES = 6
"""Number of sequences for each of the eight seeds; a long run takes ten times as many."""

LENGTH = 6
"""Number of keys in a sequence."""

PATIENCE = 1000
"""Maximum number of looks, 20 ms apart, until the cursor is in view; a slow machine needs more than a few."""

LEAVING = ("q", "ctrl+z", "p", "w", "ctrl+c")
"""Keys that leave the reader or write a file."""

KEYS = [key for binding in BINDINGS for key in binding.key.split(",") if key not in LEAVING]
TYPED = ["a", "7", "space", "backspace", "delete", "escape", "enter", "f2", "x", "ctrl+p"]
SIZES = [(200, 60), (160, 48), (120, 40), (100, 30), (89, 30), (80, 24), (50, 20), (30, 10), (20, 5)]


async def check(reader: Opened, after: list[str]) -> bool:
    """Check that the cursor is on a passage in view, back in the reader; False if its pane has no size."""
    for _ in range(4):  # a palette over a list over the reader, and a search
        if isinstance(reader.pilot.app.screen, ReaderScreen) and reader.pilot.app.focused is None:
            break
        await reader.press("escape")
    place = reader.screen.session.place
    assert place is not None, after
    await reader.press("j", "k")
    place = reader.screen.session.place
    assert place is not None, after
    for _ in range(PATIENCE):  # a new view is laid out after several refreshes
        pane = reader.screen.split_view.pane(place.side)
        if not pane.size:
            return False
        if pane.in_view(place):
            return True
        await sleep(0.02)
    raise AssertionError(f"the cursor was lost: {after}")


async def soon(*_: object) -> None:
    """Wait as long as between two keys typed in a hurry, until most work of a key is done."""
    for _turn in range(40):
        await sleep(0)


@pytest.mark.parametrize("seed", range(8))
async def test_random_keys_raise_nothing_and_keep_the_cursor(
    open_reader: Opener, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, seed: int
) -> None:
    monkeypatch.setattr(textual.app, "wait_for_idle", soon)
    monkeypatch.chdir(tmp_path)  # a folder that is listed at once
    random = Random(seed)  # noqa: S311 - no secret
    comparison = bridge() if seed % 4 == 0 else long_comparison()
    async with open_reader(comparison, size=random.choice(SIZES)) as reader:
        checked = 0
        for _ in range(SEQUENCES):
            keys = random.choices(KEYS, k=LENGTH) + random.choices(TYPED, k=random.choice([0, 0, 2]))
            after = [f"{seed}: {keys}"]
            if random.random() < 0.4:
                size = random.choice(SIZES)
                half = len(keys) // 2
                await reader.pilot.press(*keys[:half])
                await reader.pilot.resize_terminal(*size)  # in the middle of what the keys have started
                await reader.pilot.press(*keys[half:])
                after.append(f"resized to {size} in the middle")
            else:
                await reader.pilot.press(*keys)
            checked += await check(reader, after)
        # Every seed ends with a size at which the pane must have one, so that something was checked.
        await reader.pilot.resize_terminal(120, 40)
        assert await check(reader, [f"{seed}: resized to (120, 40) at the end"])
        assert checked >= SEQUENCES // 2
