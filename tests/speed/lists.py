"""Response times of the lists: 10,000 links between two articles of 100,000 words.

    python tests/speed/lists.py [--steps N]

A step is timed from the key until the screen is painted, without a terminal, at 160 by 48 cells.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, cast

from textual.widgets import Input

from diptych.reader.app.app import DiptychApp
from diptych.reader.lists.list_screen import ListScreen
from diptych.sides import Pair

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from speed.reading import SIZE, linked, long_article, timed
from support.aligners import ready

if TYPE_CHECKING:
    from diptych.reader.screens.reader_screen import ReaderScreen

QUERIES = ("t", "th", "bron", "bronse", "lorem ipsum dolor")
"""Filters that match many links, fewer, a few, only similar words, and nothing."""

TYPED = "bronse ser"
"""Typed into the filter letter by letter."""


def fill(screen: ListScreen, query: str) -> None:
    """Put a query into the filter."""
    screen.query_one(Input).value = query


async def measure(steps: int) -> None:
    """Print all figures."""
    random = Random(7)  # noqa: S311 - a text to list, not a secret
    vocabulary = ["".join(random.choices("abcdefghilmnoprstu", k=random.randint(2, 11))) for _ in range(9000)]
    vocabulary += ["bronze"]
    comparison = linked(random, Pair(long_article(random, vocabulary), long_article(random, vocabulary)))
    app = DiptychApp(comparison.articles, aligner=ready(comparison))
    async with app.run_test(size=SIZE) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        reader = cast("ReaderScreen", app.screen)
        reader.action_shift_threshold(-10)  # all of them
        for name in ("open", "open again"):
            started = time.perf_counter()
            reader.action_list("LINKS")
            await pilot.pause(0)
            while not isinstance(app.screen, ListScreen) or not app.screen.query(Input):
                await pilot.pause(0)
            print(f"{name:<34}{1000 * (time.perf_counter() - started):7.1f} ms")
            if name == "open":
                await timed(pilot, "first letter, at once", partial(fill, app.screen, "m"), 1)
                await timed(pilot, "fourth letter, at once", partial(fill, app.screen, "mixe"), 1)
                await pilot.press("escape", "escape")
                await pilot.pause()
        screen = cast("ListScreen", app.screen)
        await app.workers.wait_for_complete()
        await timed(pilot, "next link", lambda: screen.action_step(1), steps)
        await timed(pilot, "page", lambda: screen.action_page(1), steps)
        for query in QUERIES:
            await timed(pilot, f"filter: {query}", partial(fill, screen, query), 1)
        for letters in range(1, len(TYPED) + 1):
            await timed(pilot, f"type on: {TYPED[:letters]}", partial(fill, screen, TYPED[:letters]), 1)
        fill(screen, "")
        await pilot.pause()
        await timed(pilot, "sort", screen.action_sort_by_next, 20)
        await timed(pilot, "reverse the order", screen.action_reverse, 20)
        for _ in range(3):
            await timed(pilot, "next list, for the first time", lambda: screen.action_next_list(1), 1)
        await timed(pilot, "next list", lambda: screen.action_next_list(1), 20)
        await timed(pilot, "copy all", screen.action_copy_list, 3)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Response times of the lists.")
    parser.add_argument("--steps", type=int, default=200)
    asyncio.run(measure(parser.parse_args().steps))


if __name__ == "__main__":
    main()
