"""How another pair comes into the reader: by the open dialog, from the list of a folder, or by reading again.

The dialog and the list are imported when they are asked for: most readings need neither.
"""

from __future__ import annotations

import asyncio
import gc
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual import work
from textual.app import App
from textual.worker import get_current_worker

from diptych.errors import DiptychError
from diptych.reader.opening.pair_context import PairContext
from diptych.reader.screens.reader_screen import ReaderScreen
from diptych.reader.state.source_changes import (
    can_be_read_again,
    can_change,
    change_message,
    changed,
    folder_of,
    stamp_of,
)
from diptych.reader.terminal.key_names import first_keys
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from textual.screen import Screen

    from diptych.article.model import Article
    from diptych.comparison import Comparison
    from diptych.history.recent import RecentPair
    from diptych.preferences.settings import Preferences
    from diptych.reader.opening.folder_screen import FolderScreen
    from diptych.reader.opening.folder_state import FolderState
    from diptych.reader.opening.pair_factory import OpenedPair, PairFactory
    from diptych.reader.state.source_changes import Stamp

WATCH = 3.0
"""Seconds between two looks whether a file has changed."""

IN_USE = 0.1
"""Seconds between two looks whether what was being typed, or a list, has been left."""

_COMING = "coming"
"""The worker that brings another pair, or the same anew; there is only one."""


class StartTarget(NamedTuple):
    """What to begin with where there is no pair yet."""

    folder: Path | None = None
    """A folder to list; None to ask for two articles."""
    below: bool = True
    """Whether the folders in it count too."""
    left: str = ""
    """An article that was named already."""


class PairSwitcher(App[None]):
    """An app whose screen at the bottom is that of a pair, or the way to one."""

    DEFAULT_MODE = "first"
    """Of the app's own, as Textual's cannot be removed."""

    preferences: Preferences

    def __init__(
        self,
        articles: Pair[Article] | None,
        sources: Pair[str] | None,
        pair_factory: PairFactory | None,
        entrance: StartTarget | None,
        *,
        plain: bool,
        ansi_color: bool | None,
    ) -> None:
        """Begin with a pair, or without.

        Args:
            articles: the two; None where there are none yet.
            sources: where they come from, as they were named; the files that they name themselves when None.
            pair_factory: what other pairs are opened with.
            entrance: what to begin with instead of a pair.
            plain: whether to draw nothing and say marks in words.
            ansi_color: as for `App`.
        """
        super().__init__(ansi_color=ansi_color)
        self._plain = plain
        self._pair_factory = pair_factory
        self._entrance = entrance or StartTarget()
        self._sources = sources or Pair("", "")
        if sources is None and articles is not None:
            # An address that nobody has typed is not fetched.
            self._sources = articles.map(lambda one: one.source if can_change(one.source) else "")
        self._stamps: Pair[Stamp | None] = self._sources.map(stamp_of)
        self._folders: dict[Path, FolderState] = {}
        self._beginnings = 0
        """Times that all screens have given way to another one."""

    def reader_screen(
        self, articles: Pair[Article], prepared: PairContext, known: Comparison | None = None
    ) -> ReaderScreen:
        """A screen to read a pair in."""
        raise NotImplementedError

    def begun(self) -> None:
        """A pair is to be seen."""

    @property
    def _reader(self) -> ReaderScreen | None:
        """The screen beneath all others; None while there is no pair."""
        bottom = next(iter(self.screen_stack), None)  # none at the very end
        return bottom if isinstance(bottom, ReaderScreen) else None

    def _tell(self, message: str) -> None:
        """Say something where it is seen, or will be once what is above has gone."""
        if self._in_folder is not None:
            self._in_folder.say(message, error=True)
        elif self._reader is not None:
            self._reader.tell(message)

    def _prepared(self, articles: Pair[Article]) -> PairContext:
        return PairContext() if self._pair_factory is None else self._pair_factory.prepare(articles)

    @property
    def _recent(self) -> tuple[RecentPair, ...]:
        return (
            self._pair_factory.recent.all()
            if self._pair_factory is not None and self._pair_factory.recent is not None
            else ()
        )

    # Without a pair

    def entrance_screen(self) -> Screen[None]:
        """What is at the bottom until there is a pair."""
        from textual.screen import Screen

        if self._entrance.folder is not None:
            return self._folder_screen(self._entrance.folder, below=self._entrance.below)
        return Screen()

    def enter(self) -> None:
        """Ask for a pair, where there is none and no list of them."""
        if self.screen_stack and self._reader is None and self._in_folder is None:
            self.ask(Pair(self._entrance.left, ""))

    def watch_sources(self, *, memorable: bool) -> None:
        """Begin to look now and then whether a file has changed; note which pair it is."""
        self.set_interval(WATCH, self._look)
        if memorable and self._reader is not None:
            self._note_recent(self._reader.session.articles)

    # The open dialog

    def action_open(self) -> None:
        """Ask for two articles."""
        if self._would_lose("open"):
            return
        self.ask(self._sources.map(lambda source: source if can_be_read_again(source) else ""))

    def ask(self, sources: Pair[str]) -> None:
        """Ask for two articles, beginning with these."""
        from diptych.reader.opening.open_dialog import OpenDialog

        dialog = OpenDialog(sources, self._recent, self.preferences.keys, plain=self._plain)
        self.push_screen(dialog, self._take_answer)

    def _take_answer(self, answer: OpenedPair | Path | None) -> None:
        if isinstance(answer, Path):
            self._show_folder(answer)
        elif answer is not None:
            self.read(answer.articles, answer.sources)
        elif self._reader is None and self._in_folder is None:
            self.exit()

    # The list of a folder

    @property
    def _in_folder(self) -> FolderScreen | None:
        """The list of a folder, if it is shown, the dialog above it or not."""
        from diptych.reader.opening.folder_screen import FolderScreen

        return next((screen for screen in self.screen_stack if isinstance(screen, FolderScreen)), None)

    def action_folder(self) -> None:
        """List the folder that was listed last, or that of the left article."""
        if self._would_lose("folder"):
            return
        if self._folders:
            self._show_folder(next(reversed(self._folders)))
            return
        self._show_folder(folder_of(self._sources), below=False)

    def _show_folder(self, folder: Path, *, below: bool = True) -> None:
        screen = self._folder_screen(folder, below=below)
        if self._reader is None:
            self._begin_with(screen)
        elif self._in_folder is not None:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def _folder_screen(self, folder: Path, *, below: bool = True) -> FolderScreen:
        from diptych.reader.opening.folder_screen import FolderScreen
        from diptych.reader.opening.folder_state import FolderState

        known = self._folders.pop(folder, None) or FolderState(folder, below=below)
        self._folders[folder] = known  # the last one now
        return FolderScreen(known, self._recent, self.preferences.keys, plain=self._plain)

    def on_folder_screen_pair_requested(self, message: FolderScreen.PairRequested) -> None:
        """Open a pair of the list."""
        self._open(message.sources)

    @work(group=_COMING, exclusive=True)
    async def _open(self, sources: Pair[str]) -> None:
        from diptych.sources.open import load_both

        worker = get_current_worker()
        try:
            articles = await asyncio.to_thread(load_both, sources, cancelled=lambda: worker.is_cancelled)
        except DiptychError as error:
            self._tell(str(error))
        else:
            self.read(articles, sources)

    def on_folder_screen_open_dialog_requested(self, message: FolderScreen.OpenDialogRequested) -> None:
        """Ask for what the list does not pair."""
        self.workers.cancel_group(self, _COMING)
        self.ask(Pair(message.left, ""))

    def on_folder_screen_dismissed(self) -> None:
        """Go back to the pair; without one, end."""
        self.workers.cancel_group(self, _COMING)
        if len(self.screen_stack) > 1:
            self.pop_screen()
        else:
            self.exit()

    # Another pair

    def read(self, articles: Pair[Article], sources: Pair[str]) -> None:
        """Show another pair, from where it was left."""
        self.leave_pair()
        prepared = self._prepared(articles)
        self._show(self.reader_screen(articles, prepared), sources)
        self._note_recent(articles)

    def _would_lose(self, command: str) -> bool:
        """Whether something that was said of the pair is not on the disk; that is told, but only once.

        Args:
            command: what would lead away.
        """
        key = first_keys(self.preferences.keys)[command]
        trouble = None if self._reader is None else self._reader.review.leave(key)
        if trouble is not None:
            self._tell(trouble)
        return trouble is not None

    def leave_pair(self) -> None:
        """Write down where the pair was left, and what could not be written of it before."""
        reader = self._reader
        if reader is not None and reader.session_memory is not None:
            reader.session_memory.leave()
        if reader is not None:
            reader.review.leave()  # it may be possible by now; who leaves has been told

    def _show(self, screen: ReaderScreen, sources: Pair[str]) -> None:
        # What belongs to the pair before is looked through for garbage once it is gone.
        gc.unfreeze()
        self._begin_with(screen)
        self._sources, self._stamps = sources, sources.map(stamp_of)
        screen.call_after_refresh(gc.collect)
        screen.call_after_refresh(self.begun)

    def _begin_with(self, screen: Screen[None]) -> None:
        """Show a screen instead of all that there are, the one at the bottom too."""
        before = self.current_mode
        if before == self.DEFAULT_MODE:
            # Only what was added can be removed; added earlier, it would have all styles parsed once more
            # before the first frame.
            self.add_mode(before, self.get_default_screen)
        self._beginnings += 1
        following = f"beginning {self._beginnings}"
        self.add_mode(following, lambda: screen)
        self.switch_mode(following)
        self.remove_mode(before)

    def _note_recent(self, articles: Pair[Article]) -> None:
        recent = None if self._pair_factory is None else self._pair_factory.recent
        if recent is None:
            return
        titles = articles.map(lambda article: article.title)

        async def keep() -> None:
            if (reason := await asyncio.to_thread(recent.keep, self._sources, titles)) is not None:
                self._tell(reason)

        self.run_worker(keep(), group="memory", exit_on_error=False)

    # Reading again what has changed

    async def _look(self) -> None:
        """Tell of files that have changed."""
        sources = self._sources
        now = await asyncio.to_thread(sources.map, stamp_of)
        reader = self._reader
        if reader is not None and sources is self._sources:
            key = first_keys(self.preferences.keys)["reload"]
            reader.tell_changed(change_message(changed(self._stamps, now), key))

    def action_reload(self) -> None:
        """Read both articles again."""
        if not any(map(can_be_read_again, self._sources)):
            self._tell("Neither article can be read again: it is no file, and no address that you typed.")
        elif self._reader is not None:
            self._tell("Reading again …")
            self._reload(self._reader)

    @work(group=_COMING, exclusive=True)
    async def _reload(self, reader: ReaderScreen) -> None:
        from diptych.sources.open import load

        before, sources = reader.session.articles, self._sources
        stamps = sources.map(stamp_of)  # before reading: what changes meanwhile is told of again
        worker = get_current_worker()

        def again(side: Side) -> Article | DiptychError:
            if not can_be_read_again(sources[side]):
                return before[side]
            try:
                return load(sources[side], cancelled=lambda: worker.is_cancelled)
            except DiptychError as error:
                return error

        left, right = await asyncio.gather(*(asyncio.to_thread(again, side) for side in Side))
        if isinstance(left, DiptychError) or isinstance(right, DiptychError):
            # of two that cannot be read the left one is named, whichever was found out first
            self._tell(str(left if isinstance(left, DiptychError) else right))
            return
        while self._in_use(reader):  # a note that is being typed goes before
            await asyncio.sleep(IN_USE)
        if self._reader is reader and sources is self._sources:
            self._put(reader, Pair(left, right), stamps)

    def _in_use(self, reader: ReaderScreen) -> bool:
        """Whether something is above a reader, or is being typed there."""
        return self._reader is reader and (self.screen is not reader or reader.focused is not None)

    def _put(self, reader: ReaderScreen, articles: Pair[Article], stamps: Pair[Stamp | None]) -> None:
        """Show what has become of the pair, the place kept."""
        from diptych.reader.screens.session_memory import present, restore
        from diptych.reader.state.source_changes import moved

        before, known = reader.session.articles, reader.session.alignment
        self._stamps = stamps
        reader.tell_changed("")
        if articles == before:
            self._tell("Nothing has changed.")
            return
        self.leave_pair()
        prepared = self._prepared(articles)
        settings = prepared.settings
        if known is not None:
            from diptych.alignment.settings import AlignmentSettings

            settings = replace(settings or AlignmentSettings(), threshold=known.threshold)
        screen = self.reader_screen(articles, prepared._replace(settings=settings))
        place = present(reader.session, reader.split_view, -1.0)
        if place is not None:
            restore(moved(place, before, articles), screen.session, screen.split_view)
        screen.review.former = reader.review.controller or reader.review.former
        screen.session.hits = reader.session.hits.again(articles, screen.session.place)
        for name in ("-no-evidence", "-no-map"):
            screen.set_class(reader.has_class(name), name)
        screen.split_view.following = reader.split_view.following
        self._show(screen, self._sources)
        self._stamps = stamps
        screen.call_after_refresh(screen.tell, "Read again.")
