"""A reader that can open other pairs, and a folder with three articles."""

from __future__ import annotations

from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

from textual.widgets import OptionList, Static

from diptych.history.pairs import PairHistory
from diptych.history.recent import RecentPairs
from diptych.reader.app.app import DiptychApp
from diptych.reader.opening.folder_screen import FolderScreen
from diptych.reader.opening.pair_context import PairContext
from diptych.reader.opening.pair_factory import PairFactory
from diptych.reader.screens.reader_screen import ReaderScreen
from diptych.sides import Pair
from diptych.sources.open import load
from diptych.verdicts.open_store import open_store
from support.readers import Opened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from diptych.article.model import Article
    from diptych.comparison import Aligner
    from diptych.preferences.settings import Preferences
    from diptych.reader.app.pair_switching import StartTarget

ARTICLES = {
    "a-quay.txt": "Title: The quay\n\nThe quay at Harrow was closed on July 11, said Olive Brandt.",
    "b-choir.txt": "A choir sang in Oxley. Nobody had heard the songs for forty years.",
    "c-quay.txt": "Title: Harrow\n\nOlive Brandt, mayor of Harrow, had the quay closed on July 11.",
}


def write_articles(folder: Path) -> Path:
    """Write three articles, two of them on one event, to a new folder within `folder`, and return it."""
    articles = folder / "articles"
    articles.mkdir()
    for name, text in ARTICLES.items():
        (articles / name).write_text(text)
    return articles


def pair_factory(folder: Path) -> PairFactory:
    def prepared(pair: Pair[Article]) -> PairContext:
        return PairContext(
            None, PairHistory(folder, pair), partial(open_store, pair, folder=folder / "verdicts")
        )

    return PairFactory(prepared, RecentPairs(folder))


@asynccontextmanager
async def running(
    folder: Path,
    *sources: str,
    entrance: StartTarget | None = None,
    preferences: Preferences | None = None,
    settle: bool = True,
    aligner: Aligner | None = None,
) -> AsyncIterator[tuple[DiptychApp, Opened]]:
    """Run the app with the pair of the two sources, or without a pair."""
    pair = Pair(*sources) if sources else None
    articles = None if pair is None else pair.map(load)
    its = pair_factory(folder)
    app = DiptychApp(
        articles,
        preferences=preferences,
        verdicts=None if articles is None else its.prepare(articles).verdicts,
        sources=pair,
        pair_factory=its,
        entrance=entrance,
        aligner=aligner,
    )
    app.animation_level = "none"
    async with app.run_test(size=(120, 40)) as pilot:
        reader = Opened(pilot)
        if settle:
            await settled(reader)
        yield app, reader


async def settled(reader: Opened) -> None:
    for _ in range(2):
        await reader.pilot.pause()
        await reader.pilot.app.workers.wait_for_complete()
        await reader.pilot.pause()


async def press(reader: Opened, *keys: str) -> None:
    await reader.press(*keys)
    await settled(reader)


def titles(app: DiptychApp) -> list[str]:
    assert isinstance(app.screen, ReaderScreen)
    return [article.title for article in app.screen.session.articles]


def said(app: DiptychApp) -> str:
    return str(app.screen.query_one("#open-message", Static).content)


def offered(app: DiptychApp) -> list[str]:
    """The suggestions of the open dialog."""
    options = app.screen.query_one(OptionList)
    return [str(options.get_option_at_index(at).prompt) for at in range(options.option_count)]


def listed(app: DiptychApp) -> list[str]:
    """The entries of the list of a folder, their rows separated by line breaks."""
    screen = app.screen
    assert isinstance(screen, FolderScreen)
    layout = screen._list._rows
    return [
        "\n".join("".join(part.text for part in layout.row(row)) for row in layout.rows_of(at))
        for at in range(len(screen._entries))
    ]
