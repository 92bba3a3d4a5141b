"""Response times of the reader in two articles of 100,000 words with 10,000 links.

    python tests/speed/reading.py [--steps N]

A step is timed from the key's action until the screen is painted, without a terminal, at 160 by 48 cells, in
CPU time and in wall-clock time.  CPU time is more reliable on a busy machine.  The plain panes show the same
rows without marks, links or cache, so that scrolling them costs Textual's own share.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import sys
import time
from itertools import cycle, pairwise
from pathlib import Path
from random import Random
from statistics import median
from typing import TYPE_CHECKING, cast

from rich.segment import Segment
from textual.app import App
from textual.containers import Horizontal
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from diptych.alignment.kinds import EvidenceKind, Grade
from diptych.alignment.model import Alignment, Evidence, Link
from diptych.article.model import Span
from diptych.comparison import Comparison
from diptych.reader.app.app import DiptychApp
from diptych.reader.linkmap.layout import Nearness, VisibleLink, lay_out_map
from diptych.reader.text.rows import lay_out
from diptych.sides import Pair, Side

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support.aligners import ready
from support.small_articles import article

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.pilot import Pilot

    from diptych.article.model import Article
    from diptych.reader.linkmap.layout import End
    from diptych.reader.screens.reader_screen import ReaderScreen

WORDS = 100_000
LINKS = 10_000
SIZE = (160, 48)
CURVES = 60


def long_article(random: Random, vocabulary: list[str]) -> Article:
    """An article of `WORDS` words in sentences of 5 to 35 words and paragraphs of 1 to 5 sentences."""
    paragraphs, words = [], 0
    while words < WORDS:
        sentences = []
        for _ in range(random.randint(1, 5)):
            count = random.randint(5, 35)
            chosen = random.choices(vocabulary, k=count)
            sentences.append(" ".join(chosen).capitalize() + ".")
            words += count
        paragraphs.append(tuple(sentences))
    return article("A long article", *paragraphs)


def linked(random: Random, articles: Pair[Article]) -> Comparison:
    """`LINKS` links between random passages, each with two shared words as evidence."""

    def two_words(of: Article, index: int) -> tuple[Span, ...]:
        span = of.passages[index].span
        text = span.of(of.text)
        spaces = [span.start + at for at, character in enumerate(text) if character == " "]
        return tuple(Span(one + 1, two) for one, two in list(pairwise(spaces))[:2])

    sizes = articles.map(lambda found: len(found.passages))
    ends = {(random.randrange(sizes.left), random.randrange(sizes.right)) for _ in range(LINKS)}
    links = tuple(
        Link(
            left,
            right,
            random.uniform(0.3, 1),
            random.choice(list(Grade)),
            (
                Evidence(
                    EvidenceKind.WORD,
                    "word",
                    Pair(two_words(articles.left, left), two_words(articles.right, right)),
                    0.5,
                ),
            ),
        )
        for left, right in sorted(ends)
    )
    return Comparison(articles, Alignment(links, sizes, threshold=0.5, same_event=True))


class PlainPane(ScrollView):
    """A pane that shows the rows of an article and nothing else."""

    def __init__(self, found: Article) -> None:
        super().__init__()
        self._text = found.text
        self._rows = lay_out(found, Side.LEFT, SIZE[0] // 2 - 8).rows
        self.virtual_size = Size(SIZE[0] // 2, len(self._rows))

    def render_line(self, y: int) -> Strip:
        """The strip of a row, counted from the top of the view."""
        row = self._rows[min(y + self.scroll_offset.y, len(self._rows) - 1)]
        return Strip([Segment(row.span.of(self._text), self.rich_style)])


class PlainApp(App[None]):
    """An app with two plain panes."""

    def __init__(self, articles: Pair[Article]) -> None:
        super().__init__()
        self.panes = articles.map(PlainPane)

    def compose(self) -> ComposeResult:
        """The panes side by side."""
        with Horizontal():
            yield from self.panes


async def timed(pilot: Pilot[None], name: str, action: Callable[[], object], steps: int) -> float:
    """Time an action and print the figures; returns the median CPU time in ms."""
    watch = Watch(name)
    for _ in range(steps):
        with watch:
            action()
            await pilot.pause(0)  # paints at once; without a delay, it waits until the app is idle
    return watch.report()


class Watch:
    """Measures steps in wall-clock and CPU time, in ms."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._wall: list[float] = []
        self._cpu: list[float] = []
        self._started = (0.0, 0.0)

    def __enter__(self) -> None:
        self._started = (time.perf_counter(), time.process_time())

    def __exit__(self, *_: object) -> None:
        wall, cpu = self._started
        self._wall.append(1000 * (time.perf_counter() - wall))
        self._cpu.append(1000 * (time.process_time() - cpu))

    def report(self) -> float:
        """Print the median and 99th percentile of both times; returns the median CPU time."""
        figures = []
        for taken in (sorted(self._cpu), sorted(self._wall)):
            figures += [median(taken), taken[min(len(taken) - 1, round(0.99 * len(taken)))]]
        print(f"{self._name:<38}" + "".join(f"{figure:9.1f}" for figure in figures), flush=True)
        return figures[0]


def time_map(random: Random, steps: int) -> None:
    """Time the layout of a link map with as many curves as a screen of news may have."""
    watch = Watch(f"lay out a map of {CURVES} curves")
    for _ in range(steps):
        found = []
        for number in range(CURVES):
            ends: Pair[End] = Pair(random.randrange(SIZE[1]), random.randrange(SIZE[1]))
            link = Link(number, number, random.random(), Grade.RESTATED)
            found.append(VisibleLink(link, ends, Nearness.ELSEWHERE))
        with watch:
            lay_out_map(found, 12, SIZE[1])
    watch.report()


async def measure(steps: int) -> None:
    """Print all figures."""
    print(f"{'ms':<38}{'CPU':>18}{'wall clock':>18}")
    print(f"{'':<38}" + f"{'median':>9}{'p99':>9}" * 2)
    time_map(Random(11), steps)  # noqa: S311 - curves at random, not a secret
    random = Random(7)  # noqa: S311 - a text to scroll through, not a secret
    vocabulary = ["".join(random.choices("abcdefghilmnoprstu", k=random.randint(2, 11))) for _ in range(9000)]
    comparison = linked(random, Pair(long_article(random, vocabulary), long_article(random, vocabulary)))
    articles = comparison.articles

    plain = PlainApp(articles)
    async with plain.run_test(size=SIZE) as pilot:

        def scroll_plain() -> None:
            for pane in plain.panes:
                pane.scroll_relative(y=1, animate=False)

        bare = await timed(pilot, "scroll both panes, plain", scroll_plain, steps)

    gc.disable()  # as the command does until the links are there
    app = DiptychApp(articles, aligner=ready(comparison))
    readable = Watch("readable")
    readable.__enter__()
    async with app.run_test(size=SIZE) as pilot:
        readable.__exit__()
        readable.report()
        await app.workers.wait_for_complete()
        await pilot.pause()
        screen = cast("ReaderScreen", app.screen)

        def scroll() -> None:
            for column in screen.split_view.columns:
                column.pane.scroll_relative(y=1, animate=False)

        app.animation_level = "none"

        def top() -> None:
            for column in screen.split_view.columns:
                column.pane.scroll_to(y=0, animate=False)
            screen.action_end(last=False)

        scrolled = await timed(pilot, "scroll both panes", scroll, steps)
        print(f"{'':<38}{scrolled / bare:9.2f} times the plain panes")
        top()
        screen.action_link_map()
        await pilot.pause()
        without = await timed(pilot, "scroll both panes, no link map", scroll, steps)
        print(f"{'':<38}{scrolled / without:9.2f} times as long with the link map")
        top()
        await timed(
            pilot, "next linked passage, no link map", lambda: screen.action_next_in("linked", 1), steps
        )
        screen.action_link_map()
        await pilot.pause()
        top()
        await timed(pilot, "next passage", lambda: screen.action_step(1), steps)
        await timed(pilot, "next linked passage", lambda: screen.action_next_in("linked", 1), steps)
        await timed(pilot, "counterpart", screen.action_to_counterpart, steps)
        await timed(pilot, "page", lambda: screen.action_page(1), steps)
        screen.action_end(last=False)
        ruled = screen.split_view.columns.left.ruled
        height = ruled.ruler.size.height
        seconds = cycle([*range(height), *range(height - 1, 0, -1)])
        lags = cycle(range(40, -1, -1))

        def turn_wheel() -> None:
            ruled.pane.turn_wheel(1)
            screen.split_view.sync_from(Side.LEFT)

        def drag() -> None:
            ruled.pane.scroll_to_row(len(ruled.pane.row_layout.rows) * next(seconds) // height)
            screen.split_view.sync_from(Side.LEFT)

        def animate() -> None:
            lag = next(lags)
            for column in screen.split_view.columns:
                column.pane.start_paint_offset(lag)

        await timed(pilot, "wheel, the other pane follows", turn_wheel, steps)
        await timed(pilot, "ruler dragged", drag, steps)
        await timed(pilot, "frame of a scroll animation", animate, steps)
        await timed(pilot, "threshold", lambda: screen.action_shift_threshold(1), 8)
        await timed(pilot, "filter", screen.action_cycle_selection, 8)
        resize = Watch("resize")
        for width in (120, 160, 120, 160):
            with resize:
                await pilot.resize_terminal(width, SIZE[1])
                await pilot.pause(0)
        resize.report()
        for view in ("synopsis", "single column"):
            await timed(pilot, f"to the {view}", screen.action_cycle_view, 1)
            await timed(pilot, f"threshold, {view}", lambda: screen.action_shift_threshold(1), 4)
            await timed(pilot, f"threshold back, {view}", lambda: screen.action_shift_threshold(-1), 4)
            top()
            await timed(pilot, f"next passage, {view}", lambda: screen.action_step(1), steps)
            await timed(
                pilot, f"next linked passage, {view}", lambda: screen.action_next_in("linked", 1), steps
            )
            await timed(pilot, f"page, {view}", lambda: screen.action_page(1), steps)
        await timed(pilot, "to facing pages", screen.action_cycle_view, 1)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Response times of the reader.")
    parser.add_argument("--steps", type=int, default=300)
    asyncio.run(measure(parser.parse_args().steps))


if __name__ == "__main__":
    main()
