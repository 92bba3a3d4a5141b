"""Steps through the hits of a search in both articles.  Imports no widgets."""

from __future__ import annotations

from operator import ge, le
from typing import TYPE_CHECKING

from diptych.reader.state import wording
from diptych.reader.state.navigation import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.article.model import Article
    from diptych.reader.state.search import Hit, SearchResult
    from diptych.reader.state.session import ReaderSession
    from diptych.sides import Pair


class Hits:
    """The hits of a search, and the one jumped to last."""

    def __init__(
        self, found: SearchResult | None = None, current: int | None = None, *, is_typed: bool = False
    ) -> None:
        self.is_typed = is_typed
        """Whether the user is still typing the query."""
        self.found = found
        """None without a search."""
        self.current = current
        """Index of the hit jumped to last; None before the first jump."""

    def __bool__(self) -> bool:
        """Whether there are hits."""
        return self.found is not None and bool(self.found.hits)

    def first(self, place: Place | None) -> Hit | str:
        """The first hit at or after a place, else the first of all; a message if there is none."""
        after = self._indices(place, ge)
        return self._go(after[0] if after else 0)

    def step(self, steps: int) -> Hit | str:
        """The hit some steps further, or back when negative; a message if there is none."""
        return self._go((-1 if self.current is None else self.current) + steps)

    def again(self, articles: Pair[Article], place: Place | None) -> Hits:
        """The same search in other articles; the last hit up to a place is the current one."""
        from diptych.reader.state.search import search

        if self.found is None:
            return Hits()
        hits = Hits(search(articles, self.found.query))
        before = hits._indices(place, le)
        hits.current = before[-1] if before else None
        return hits

    def _indices(self, place: Place | None, compare: Callable[[int, int], bool]) -> list[int]:
        """Indices of the hits before or after a place in its article; empty without a place.

        Args:
            place: the place.
            compare: compares the passage of a hit with that of the place.
        """
        if self.found is None or place is None:
            return []
        return [
            index
            for index, hit in enumerate(self.found.hits)
            if hit.side is place.side and hit.passage is not None and compare(hit.passage, place.passage)
        ]

    def _go(self, index: int) -> Hit | str:
        if self.found is None:
            return wording.SEARCH_FIRST
        if not self.found.hits:
            return wording.no_hit(self.found.query)
        self.current = index % len(self.found.hits)
        return self.found.hits[self.current]


def show_search(session: ReaderSession, found: SearchResult | None) -> str | None:
    """Jump to the first hit at or after the cursor; None ends the search.

    Returns:
        None, or a short message if there is no hit to jump to.
    """
    session.hits = Hits(found)
    return None if found is None else _jump_to(session, session.hits.first(session.place))


def next_hit(session: ReaderSession, steps: int) -> str | None:
    """Jump to a hit some steps further, or back when negative; see `show_search`."""
    return _jump_to(session, session.hits.step(steps))


def _jump_to(session: ReaderSession, hit: Hit | str) -> str | None:
    if isinstance(hit, str):
        return hit
    if hit.passage is None:
        return wording.IN_FURNITURE
    session.jump_to(Place(hit.side, hit.passage))
    return None
