"""Reloads the articles of the pair shown, and shows which files have changed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from textual.worker import get_current_worker

from diptych.errors import DiptychError
from diptych.reader.state.source_changes import can_be_reloaded, change_message, changed, stamp_of
from diptych.reader.terminal.key_names import first_keys
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import App

    from diptych.article.model import Article
    from diptych.reader.app.pair_switching import PairSwitcher
    from diptych.reader.screens.reader_screen import ReaderScreen
    from diptych.reader.state.source_changes import Stamp

CHECK_INTERVAL = 3.0
"""Seconds between two checks of the files."""

NOT_RELOADABLE = "Neither article can be reloaded: only files and typed addresses can."
RELOADING = "Reloading …"
UNCHANGED = "Nothing has changed."
RELOADED = "Reloaded."


class _Reloaded(NamedTuple):
    """Articles that have been reloaded, but are not shown yet."""

    reader: ReaderScreen
    """The screen with the articles from before."""
    articles: Pair[Article]
    stamps: Pair[Stamp | None]


class PairReloader:
    """Reloads the pair that a `PairSwitcher` shows."""

    def __init__(self, app: App[None], pairs: PairSwitcher, keys: Mapping[str, str]) -> None:
        """Do nothing yet.

        Args:
            app: runs the workers.
            pairs: shows the pair.
            keys: keys that the user has changed, by the id of their command.
        """
        self._app = app
        self._pairs = pairs
        self._keys = keys
        self._reloaded: _Reloaded | None = None
        """Articles to show as soon as nothing covers the reader and no input has the focus."""

    def watch(self) -> None:
        """Check the files at intervals."""
        self._app.set_interval(CHECK_INTERVAL, self._check_files)

    async def _check_files(self) -> None:
        sources = self._pairs.sources
        now = await asyncio.to_thread(sources.map, stamp_of)
        reader = self._pairs.reader
        if reader is not None and sources is self._pairs.sources:
            key = first_keys(self._keys)["reload"]
            reader.show_source_changes(change_message(changed(self._pairs.stamps, now), key))

    def reload(self) -> None:
        """Reload both articles."""
        if not any(map(can_be_reloaded, self._pairs.sources)):
            self._pairs.tell(NOT_RELOADABLE)
        elif self._pairs.reader is not None:
            self._pairs.tell(RELOADING)
            self._reloaded = None
            self._pairs.load(self._load)

    async def _load(self) -> None:
        from diptych.sources.open import load

        reader = self._pairs.reader  # as an argument, the worker would keep it in memory
        if reader is None:
            return
        before, sources = reader.session.articles, self._pairs.sources
        stamps = sources.map(stamp_of)  # before loading, so that a change during it is noticed
        worker = get_current_worker()

        def reloaded(side: Side) -> Article | DiptychError:
            if not can_be_reloaded(sources[side]):
                return before[side]
            try:
                return load(sources[side], cancelled=lambda: worker.is_cancelled)
            except DiptychError as error:
                return error

        left, right = await asyncio.gather(*(asyncio.to_thread(reloaded, side) for side in Side))
        if isinstance(left, DiptychError) or isinstance(right, DiptychError):
            # If neither can be loaded, the message is about the left one, even if the right one fails first.
            self._pairs.tell(str(left if isinstance(left, DiptychError) else right))
            return
        self._reloaded = _Reloaded(reader, Pair(left, right), stamps)
        self.show_reloaded()

    def show_reloaded(self) -> None:
        """Show reloaded articles, unless something covers the reader or an input has the focus.

        The app calls this again when that may have changed.
        """
        reloaded = self._reloaded
        if reloaded is None:
            return
        if reloaded.reader is not self._pairs.reader:
            self._reloaded = None  # another pair is shown by now
        elif self._app.screen is reloaded.reader and reloaded.reader.focused is None:
            self._reloaded = None
            self._show(*reloaded)

    def _show(self, reader: ReaderScreen, articles: Pair[Article], stamps: Pair[Stamp | None]) -> None:
        """Show reloaded articles with the cursor, view and search of the former screen."""
        from diptych.reader.screens.session_memory import carry_over, present, restore
        from diptych.reader.state.source_changes import moved

        before = reader.session.articles
        self._pairs.stamps = stamps
        reader.show_source_changes("")
        if articles == before:
            self._pairs.tell(UNCHANGED)
            return
        self._pairs.leave_pair()
        screen = self._pairs.make_screen(articles, reader.session.chosen_threshold)
        place = present(reader.session, reader.split_view)
        if place is not None:
            restore(moved(place, before, articles), screen.session, screen.split_view)
        carry_over(reader, screen)
        screen.review.former = reader.review.controller or reader.review.former
        self._pairs.show(screen, self._pairs.sources, stamps)
        screen.call_after_refresh(screen.tell, RELOADED)
