"""The keys of the search; `ReaderSession` goes through the hits."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from diptych.reader.state.scrolling import Scroll
from diptych.reader.state.search_results import Hits, next_hit, show_search
from diptych.reader.state.wording import nothing_yet

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.timer import Timer
    from textual.widget import Widget
    from textual.widgets import Input

    from diptych.reader.bars.search_input import SearchInput
    from diptych.reader.panes.split_view import SplitView
    from diptych.reader.state.scrolling import Settle
    from diptych.reader.state.session import ReaderSession

TYPING = 0.12
"""Seconds without a letter after which the hits of what has been typed are shown."""

MOST_WHILE_TYPING = 300_000
"""Code points of both articles up to which similar text is looked for while the user types."""


class SearchActions:
    """Searches the articles of one reader screen."""

    def __init__(
        self,
        screen: Screen[None],
        session: ReaderSession,
        split_view: SplitView,
        settle: Settle,
        above: Widget,
    ) -> None:
        """Begin without a search.

        Args:
            screen: the screen that the input is mounted on.
            session: the session that goes through the hits.
            split_view: shows a hit outside all passages.
            settle: shows the session after an action.
            above: the widget that the input is mounted above.
        """
        self._screen = screen
        self._session = session
        self._split_view = split_view
        self._settle = settle
        self._above = above
        self._before = Hits()
        """The hits when the input was opened."""
        self._waiting: Timer | None = None
        """Ends when the user has stopped typing for a moment."""
        self._input: SearchInput | None = None
        """None until links are shown: an Input is slow to style."""

    def mount_input(self) -> SearchInput:
        """The input; the first call mounts it, hidden."""
        if self._input is None:
            from diptych.reader.bars.search_input import SearchInput

            self._input = SearchInput()
            self._screen.mount(self._input, before=self._above)
        return self._input

    def open(self) -> None:
        """Open the input."""
        self._before = self._session.hits
        self.mount_input().open()

    def typed(self, event: Input.Changed) -> None:
        """Show the hits of what has been typed so far, once the user pauses; nothing moves."""
        if event.input is not self._input:
            return
        self._stop_waiting()
        self._waiting = self._screen.set_timer(TYPING, partial(self._show_typed, event.value.strip()))

    def _show_typed(self, query: str) -> None:
        from diptych.reader.state.search import search

        if self._input is None or not self._input.display:
            return
        articles = self._session.articles
        near = sum(len(article.text) for article in articles) <= MOST_WHILE_TYPING
        found = Hits(search(articles, query, near=near), is_typed=True) if query else self._before
        self._session.hits = found
        self._settle(Scroll.KEEP, None if found or not query else nothing_yet(query))

    def leave(self) -> None:
        """Show the search from before the input was opened, if there was one."""
        self._stop_waiting()
        if self._session.hits is not self._before:
            self._session.hits = self._before
            self._settle(Scroll.KEEP)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()

    def submit(self, query: str) -> None:
        """Search for a query, and show the first hit; an empty query ends the search."""
        from diptych.reader.state.search import search

        query = query.strip()
        self._stop_waiting()
        self.mount_input().close()
        if query:
            self.mount_input().remember(query)
        result = search(self._session.articles, query) if query else None
        self._show_hit(show_search(self._session, result))

    def next_hit(self, steps: int) -> None:
        """Jump to another hit."""
        self._show_hit(next_hit(self._session, steps))

    def _show_hit(self, message: str | None) -> None:
        self._settle(Scroll.LEAVE if message else Scroll.CENTRE, message)
        found, at = self._session.hits.found, self._session.hits.current
        if message and found is not None and at is not None:
            self._split_view.show_text(found.hits[at].side, found.hits[at].span)
