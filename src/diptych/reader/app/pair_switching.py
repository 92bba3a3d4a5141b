"""Switches the app to another pair: from the open dialog, from the list of a folder, or by reloading.

The dialog and the list are imported when they are needed: most sessions need neither.
"""

from __future__ import annotations

import asyncio
import gc
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual.worker import get_current_worker

from diptych.article.identity import is_lasting_file
from diptych.errors import DiptychError
from diptych.reader.opening.pair_factory import PairFactory
from diptych.reader.screens.coverage_actions import StoryPlace
from diptych.reader.screens.reader_screen import ReaderScreen
from diptych.reader.state.source_changes import can_be_reloaded, folder_of, stamp_of
from diptych.reader.terminal.key_names import first_keys
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from textual.app import App
    from textual.screen import Screen
    from textual.worker import Worker

    from diptych.article.model import Article
    from diptych.folder.story_accounts import StoryAccounts
    from diptych.history.recent import RecentPair
    from diptych.reader.opening.folder_screen import FolderScreen
    from diptych.reader.opening.folder_state import FolderState
    from diptych.reader.opening.pair_context import PairContext
    from diptych.reader.opening.pair_factory import OpenedPair
    from diptych.reader.state.source_changes import Stamp
    from diptych.reader.state.story_coverage import StoryCoverage

LOADING = "loading"
"""Worker group for loading another pair or reloading this one; only one of its workers runs."""


class StartTarget(NamedTuple):
    """What to show first when no pair is given."""

    folder: Path | None = None
    """Folder to list; None to ask for two articles."""
    below: bool = True
    """Whether to list the folders in it too."""
    left: str = ""
    """Source of the left article, if it is known already."""


class PairSwitcher:
    """Decides which pair, folder or dialog an app shows.

    The bottom of its screen stack is a `ReaderScreen`; without a pair, a `FolderScreen` or an empty screen.
    """

    def __init__(
        self,
        app: App[None],
        make_screen: Callable[[Pair[Article], PairContext], ReaderScreen],
        on_shown: Callable[[], None],
        *,
        keys: Mapping[str, str],
        factory: PairFactory | None,
        start: StartTarget | None,
        sources: Pair[str],
        plain: bool,
    ) -> None:
        """Show nothing yet.

        Args:
            app: the app whose screens are switched.
            make_screen: makes the screen of a pair.
            on_shown: called when a pair is on the screen.
            keys: keys that the user has changed, by the id of their command.
            factory: what other pairs are opened with.
            start: what to show first when no pair is given.
            sources: the sources of the first pair, as the user named them; empty if nothing can be reloaded.
            plain: whether to suit screen readers.
        """
        self._app = app
        self._make_screen = make_screen
        self._on_shown = on_shown
        self._keys = keys
        self._factory = factory or PairFactory()
        self._start = start or StartTarget()
        self._plain = plain
        self._folders: dict[Path, FolderState] = {}
        self._listed: Path | None = None
        """The folder from whose list the pair was opened; None if it came from elsewhere."""
        self._modes = 0
        """Number of modes added to the app.  Each has a screen stack of its own, so it hides all others."""
        self._untold = ""
        """A message that no screen could show yet."""
        self.sources = sources
        """The sources of the pair shown, as the user named them."""
        self.story: StoryAccounts | None = None
        """The story that both articles of the pair shown tell; None if it was not opened as part of one."""
        self.coverage: StoryCoverage | None = None
        """What is known of that story while it is open."""
        self.stamps: Pair[Stamp | None] = sources.map(stamp_of)
        """State of the source files when they were read."""

    @property
    def reader(self) -> ReaderScreen | None:
        """The screen of the pair, whatever covers it; None without a pair."""
        bottom = next(iter(self._app.screen_stack), None)  # empty when the app ends
        return bottom if isinstance(bottom, ReaderScreen) else None

    def tell(self, message: str) -> None:
        """Show a message on the folder screen, or else on the screen of the pair: on the first that comes."""
        self._untold = ""
        if self._folder is not None:
            self._folder.show_message(message, error=True)
        elif self.reader is not None:
            self.reader.tell(message)
        else:
            self._untold = message

    def _tell_untold(self) -> None:
        if self._untold:
            self._app.call_after_refresh(self.tell, self._untold)

    def load(self, work: Callable[[], Coroutine[None, None, None]]) -> None:
        """Load a pair in a worker, which replaces any worker that is loading one."""
        _: Worker[None] = self._app.run_worker(work, group=LOADING, exclusive=True)

    @property
    def _recent(self) -> tuple[RecentPair, ...]:
        return () if self._factory.recent is None else self._factory.recent.all()

    # Without a pair

    def start_screen(self) -> Screen[None]:
        """The screen at the bottom until there is a pair."""
        from textual.screen import Screen

        if self._start.folder is not None:
            return self._folder_screen(self._start.folder, below=self._start.below)
        return Screen()

    def begin(self, *, remember: bool) -> None:
        """Ask for a pair if neither a pair nor a folder is shown.

        Args:
            remember: whether the pair shown becomes one of the recent pairs.
        """
        if not self._app.screen_stack:
            return
        if self.reader is not None:
            if remember:
                self._keep_recent(self.reader.session.articles)
        elif self._folder is None:
            self._ask(Pair(self._start.left, ""))

    # The open dialog

    def open(self) -> None:
        """Ask for two articles."""
        if self._would_lose("open"):
            return
        self._ask(self.sources.map(lambda source: source if can_be_reloaded(source) else ""))

    def _ask(self, sources: Pair[str]) -> None:
        from diptych.reader.opening.open_dialog import OpenDialog

        dialog = OpenDialog(sources, self._recent, self._keys, plain=self._plain)
        self._app.push_screen(dialog, self._take_answer)

    def _take_answer(self, answer: OpenedPair | Path | None) -> None:
        if isinstance(answer, Path):
            self._show_folder(answer)
        elif answer is not None:
            self.read(answer.articles, answer.sources, listed=self._folder is not None)
        elif self.reader is None and self._folder is None:
            self._app.exit()

    # The list of a folder

    @property
    def _folder(self) -> FolderScreen | None:
        """The folder screen, whether or not the dialog covers it; None if there is none."""
        from diptych.reader.opening.folder_screen import FolderScreen

        return next((screen for screen in self._app.screen_stack if isinstance(screen, FolderScreen)), None)

    def open_folder(self) -> None:
        """List the folder that was listed last, or the folder of the left article."""
        if self._would_lose("folder"):
            return
        if self._folders:
            self._show_folder(next(reversed(self._folders)))
            return
        self._show_folder(folder_of(self.sources), below=False)

    def _show_folder(self, folder: Path, *, below: bool = True) -> None:
        screen = self._folder_screen(folder, below=below)
        if self.reader is None:
            self._switch_to(screen)
            self._tell_untold()
        elif self._folder is not None:
            self._app.switch_screen(screen)
        else:
            self._app.push_screen(screen)

    def _folder_screen(self, folder: Path, *, below: bool = True) -> FolderScreen:
        from diptych.reader.opening.folder_screen import FolderScreen
        from diptych.reader.opening.folder_state import FolderState

        known = self._folders.pop(folder, None) or FolderState(folder, below=below)
        self._folders[folder] = known  # as the last one
        cache = self._factory.open_cache
        return FolderScreen(known, self._recent, self._keys, open_cache=cache, plain=self._plain)

    def open_pair(self, sources: Pair[str], story: StoryAccounts | None = None) -> None:
        """Load a pair of the list, then show it.

        Args:
            sources: the sources of its articles.
            story: the story that both tell, if they tell one.
        """
        self.load(partial(self._load_pair, sources, story))

    async def _load_pair(self, sources: Pair[str], story: StoryAccounts | None) -> None:
        from diptych.sources.open import load_both

        worker = get_current_worker()
        try:
            articles = await asyncio.to_thread(load_both, sources, cancelled=lambda: worker.is_cancelled)
        except DiptychError as error:
            self.tell(str(error))
        else:
            self.read(articles, sources, listed=True, story=story)

    def ask_for_other(self, left: str) -> None:
        """Stop loading, and ask for an article to go with a left one."""
        self._app.workers.cancel_group(self._app, LOADING)
        self._ask(Pair(left, ""))

    def leave_folder(self) -> None:
        """Close the folder screen, if a pair is below it."""
        self._app.workers.cancel_group(self._app, LOADING)
        if len(self._app.screen_stack) > 1:
            self._app.pop_screen()

    def back_to_list(self) -> None:
        """Leave the pair, and show the list that it was opened from."""
        if self.reader is not None and self._listed is not None:
            self.leave_pair()
            gc.unfreeze()  # so that the collector frees the objects of the pair
            self._switch_to(self._folder_screen(self._listed))

    # Another pair

    def read(
        self,
        articles: Pair[Article],
        sources: Pair[str],
        *,
        listed: bool = False,
        story: StoryAccounts | None = None,
    ) -> None:
        """Leave the present pair, and show another one where it was left.

        Args:
            articles: the other pair.
            sources: its sources, as the user named them.
            listed: whether it was chosen from the list that was shown last.
            story: the story that both articles tell, if they tell one.
        """
        self.leave_pair()
        self._listed = next(reversed(self._folders)) if listed else None
        self._set_story(story)
        self.sources = sources
        self.show(self.make_screen(articles), sources, sources.map(stamp_of))
        self._keep_recent(articles)

    def _set_story(self, story: StoryAccounts | None) -> None:
        self.story, self.coverage = story, None
        if story is not None:
            from diptych.reader.state.story_coverage import StoryCoverage

            self.coverage = StoryCoverage(story)

    def make_screen(self, articles: Pair[Article], threshold: float | None = None) -> ReaderScreen:
        """Make the screen of a pair of the present sources, with its own settings and memory.

        Args:
            articles: the pair.
            threshold: threshold instead of that of the settings.
        """
        context = self._factory.prepare(articles)
        if threshold is not None:
            from diptych.alignment.settings import AlignmentSettings

            settings = replace(context.settings or AlignmentSettings(), threshold=threshold)
            context = context._replace(settings=settings)
        screen = self._make_screen(articles, context)
        screen.listed = self._listed is not None
        if (accounts := self.accounts) is not None and self.coverage is not None:
            screen.coverage.open(StoryPlace(self.coverage, accounts))
        return screen

    @property
    def accounts(self) -> Pair[int] | None:
        """Which accounts of the story are shown; None outside of a story."""
        if self.story is None:
            return None
        left, right = self.sources.map(self.story.index_of)
        return None if left is None or right is None else Pair(left, right)

    def _would_lose(self, command: str) -> bool:
        """Whether verdicts or notes are not on disk; if so, warns the user, but only once.

        Args:
            command: id of the command that would leave the pair.
        """
        key = first_keys(self._keys)[command]
        warning = None if self.reader is None else self.reader.review.leave(key)
        if warning is not None:
            self.tell(warning)
        return warning is not None

    def leave_pair(self) -> None:
        """Save the session, and the verdicts and notes that are not on disk; keep what a story needs."""
        reader = self.reader
        if reader is not None:
            if reader.session_memory is not None:
                reader.session_memory.leave()
            reader.review.finish()
            reader.coverage.leave()

    def show(self, screen: ReaderScreen, sources: Pair[str], stamps: Pair[Stamp | None]) -> None:
        """Show the screen of a pair instead of all screens."""
        gc.unfreeze()  # so that the collector frees the objects of the former pair
        self._switch_to(screen)
        self.sources, self.stamps = sources, stamps
        screen.call_after_refresh(gc.collect)
        screen.call_after_refresh(self._on_shown)
        self._tell_untold()

    def _switch_to(self, screen: Screen[None]) -> None:
        """Show a screen instead of all screens, including the one at the bottom."""
        app, before = self._app, self._app.current_mode
        if before == app.DEFAULT_MODE:
            # Only a mode that was added can be removed.  Adding it before the first frame would parse all
            # styles once more.
            app.add_mode(before, lambda: screen)
        self._modes += 1
        following = f"pair {self._modes}"
        app.add_mode(following, lambda: screen)
        app.switch_mode(following)
        app.remove_mode(before)

    def _keep_recent(self, articles: Pair[Article]) -> None:
        """Add a pair to the recent pairs, in a thread."""
        recent = self._factory.recent
        if recent is None:
            return
        self.write(partial(recent.keep, self.sources, articles.map(lambda article: article.title)))

    def write(self, write: Callable[[], str | None]) -> None:
        """Write to the disk in a thread, and show the message if that fails.

        Args:
            write: writes; returns one sentence if that fails.
        """

        async def in_thread() -> None:
            if (reason := await asyncio.to_thread(write)) is not None:
                self.tell(reason)

        _: Worker[None] = self._app.run_worker(in_thread, group="memory", exit_on_error=False)


def sources_of(articles: Pair[Article]) -> Pair[str]:
    """The files that a pair was read from; other sources are empty: only typed addresses are fetched."""
    return articles.map(lambda one: one.source if is_lasting_file(one.source) else "")
