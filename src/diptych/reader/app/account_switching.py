"""Brings another account of a story into the pane without the cursor; the other pane stays as it is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from diptych.errors import DiptychError
from diptych.history.model import Bookmark, SavedPosition
from diptych.reader.screens.coverage_actions import NO_STORY
from diptych.reader.screens.session_memory import carry_over, present, restore
from diptych.reader.state.source_changes import stamp_of
from diptych.reader.state.story_walk import NO_OTHER_ACCOUNT
from diptych.reader.terminal.key_names import first_keys
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import App

    from diptych.article.model import Article
    from diptych.reader.app.pair_switching import PairSwitcher
    from diptych.reader.screens.reader_screen import ReaderScreen
    from diptych.reader.state.source_changes import Stamp

T = TypeVar("T")


class AccountSwitcher:
    """Walks through the story of the pair that a `PairSwitcher` shows."""

    def __init__(self, app: App[None], pairs: PairSwitcher, keys: Mapping[str, str]) -> None:
        """Do nothing yet.

        Args:
            app: its screen gets the keys.
            pairs: shows the pair.
            keys: keys that the user has changed, by the id of their command.
        """
        self._app = app
        self._pairs = pairs
        self._keys = first_keys(keys)
        self._asked: tuple[ReaderScreen, int] | None = None
        """The account that was asked for last, and the screen at which; it may not be shown yet."""

    def show_next(self, steps: int) -> None:
        """Show another account beside the article with the cursor.

        Args:
            steps: 1 for the next account, -1 for the previous one.
        """
        pairs = self._pairs
        reader, accounts, known = pairs.reader, pairs.accounts, pairs.coverage
        if reader is None or self._app.screen is not reader:
            return
        if accounts is None or known is None:
            pairs.tell(NO_STORY)
            return
        kept = reader.session.active
        # Pressed again while an account is loaded, or after one that cannot be read, the key goes further.
        asked = self._asked is not None and self._asked[0] is reader
        beside = self._asked[1] if self._asked is not None and asked else accounts[kept.other]
        account = known.walk.next_beside(accounts[kept], beside, steps)
        if account in (None, accounts[kept.other]):
            self._asked = None
            pairs.tell(NO_OTHER_ACCOUNT)
            return
        key = self._keys["next-account" if steps > 0 else "previous-account"]
        if (warning := reader.review.leave(key)) is not None:
            pairs.tell(warning)
            return
        self._asked = reader, account
        pairs.load(self._load)

    async def _load(self) -> None:
        from diptych.sources.open import load

        known = self._pairs.coverage
        if self._asked is None or known is None:
            return
        reader, account = self._asked  # as an argument, the worker would keep the screen in memory
        source = known.walk.story.accounts[account].source
        stamp = stamp_of(source)  # before loading, so that a change during it is noticed
        try:
            article = await asyncio.to_thread(load, source)
        except DiptychError as error:
            self._pairs.tell(str(error))
            return
        self._asked = None
        # The user may have opened a list or begun to type meanwhile.
        if self._pairs.reader is reader and self._app.screen is reader and reader.focused is None:
            screen = self._show(reader, article, source, stamp)
            screen.call_after_refresh(screen.tell, known.walk.message(account))

    def _show(self, reader: ReaderScreen, article: Article, source: str, stamp: Stamp | None) -> ReaderScreen:
        """Show a loaded account, and return the new screen."""
        pairs, session, kept = self._pairs, reader.session, reader.session.active
        pairs.leave_pair()
        sources = _beside(kept, pairs.sources, source)
        stamps = _beside(kept, pairs.stamps, stamp)
        pairs.sources = sources
        screen = pairs.make_screen(_beside(kept, session.articles, article))
        screen.session.chosen_threshold = session.chosen_threshold
        place = present(session, reader.split_view)
        if place is not None and article.passages:
            top = Bookmark.at(article, 0)
            positions = _beside(kept, place.positions, SavedPosition(top, top, 0))
            restore(place._replace(positions=positions), screen.session, screen.split_view)
        carry_over(reader, screen)
        pairs.show(screen, sources, stamps)
        return screen


def _beside(kept: Side, pair: Pair[T], other: T) -> Pair[T]:
    """The pair with another value beside the one of `kept`."""
    return Pair(pair.left, other) if kept is Side.LEFT else Pair(other, pair.right)
