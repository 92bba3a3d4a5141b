"""Where a search leads: through its hits, round both articles.  Knows no widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.article.model import Article
    from diptych.reader.state.navigation import Place
    from diptych.reader.state.search import Hit, SearchResult
    from diptych.sides import Pair


class Hits:
    """What a search found, and how far one has gone through it."""

    def __init__(self, found: SearchResult | None = None, gone_to: int | None = None) -> None:
        self.found = found
        """None where nothing is searched for."""
        self.gone_to = gone_to
        """Index of the hit that was gone to last."""

    def __bool__(self) -> bool:
        """Whether there are any to go through."""
        return self.found is not None and bool(self.found.hits)

    def first(self, place: Place | None) -> Hit | str:
        """The first one at or after a place, or of all; or the reason why there is none."""
        after = self._at(place, lambda passage, at: passage >= at)
        return self._to(after[0] if after else 0)

    def step(self, steps: int) -> Hit | str:
        """The one so many further on, or back; or the reason why there is none."""
        return self._to((-1 if self.gone_to is None else self.gone_to) + steps)

    def again(self, articles: Pair[Article], place: Place | None) -> Hits:
        """The same search in other articles, gone through as far as a place in them."""
        from diptych.reader.state.search import search

        if self.found is None:
            return Hits()
        hits = Hits(search(articles, self.found.query))
        before = hits._at(place, lambda passage, at: passage <= at)
        hits.gone_to = before[-1] if before else None
        return hits

    def _at(self, place: Place | None, stands: Callable[[int, int], bool]) -> list[int]:
        """The hits of the article that a place is in, by how their passage stands to that of the place."""
        if self.found is None or place is None:
            return []
        return [
            index
            for index, hit in enumerate(self.found.hits)
            if hit.side is place.side and hit.passage is not None and stands(hit.passage, place.passage)
        ]

    def _to(self, index: int) -> Hit | str:
        if self.found is None:
            return "Search first."
        if not self.found.hits:
            return f"Nothing like “{self.found.query}” in either article."
        self.gone_to = index % len(self.found.hits)
        return self.found.hits[self.gone_to]
