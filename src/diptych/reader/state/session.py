"""What a reader is doing: the cursor of each side, the filter, the jumps made.  Knows no widgets.

Every method that stands for a key returns None, or, where the key could do nothing, one short sentence that
says why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.reader.state.filters import (
    SELECTION_NAMES,
    Selection,
    View,
    members_of,
    none_further,
    shifted_threshold,
)
from diptych.reader.state.navigation import (
    CounterpartCycle,
    History,
    HistoryEntry,
    Place,
    neighbour,
    rejected_at,
    same,
)
from diptych.reader.state.search_results import Hits
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from diptych.alignment.model import Alignment, Link
    from diptych.article.model import Article
    from diptych.comparison import Comparison
    from diptych.reader.state.search import Hit, SearchResult

FILTER_OFF = "the filter is off again"
NOT_YET = "The links are still being computed."


class ReaderSession:
    """The state of one reading of two articles."""

    def __init__(
        self, articles: Pair[Article], row_of: Callable[[Place], int | None] = lambda _: None
    ) -> None:
        """Begin at the top of the left article.

        Args:
            articles: the two.
            row_of: where a passage begins on the screen, so that going back can put it there again.
        """
        self.articles = articles
        self._row_of = row_of
        self.comparison: Comparison | None = None
        """None until the links are there."""
        self.active = Side.LEFT
        """The side that the keys move in."""
        self.selection = Selection.ALL
        """Which passages are shown."""
        self.view = View.FACING
        """How a terminal of the usual width shows the articles."""
        self.narrow_view = View.SINGLE
        """How a narrow one does, which has no room for two columns."""
        self.order = Side.LEFT
        """The article whose order a synopsis and a single column follow."""
        self.hits = Hits()
        """Of the last search."""
        self.hand: Place | None = None
        """The passage that is being linked by hand, until its counterpart is named."""
        self.note = ""
        """What is worth saying of the last move."""
        self._cursors = {Side.LEFT: 0, Side.RIGHT: 0}
        self._history = History()
        self._round: CounterpartCycle | None = None
        self._chosen: Link | None = None
        self._members: dict[tuple[Side, Selection], tuple[int, ...]] = {}

    # What is to be seen

    @property
    def alignment(self) -> Alignment | None:
        """The links at the present threshold; None until they are there."""
        return None if self.comparison is None else self.comparison.alignment

    @property
    def place(self) -> Place | None:
        """Where the cursor is; None in an article that has no passages."""
        if not self.articles[self.active].passages:
            return None
        return Place(self.active, self._cursors[self.active])

    def cursor(self, side: Side) -> int:
        """The passage where the cursor is, or was last, on one side."""
        return self._cursors[side]

    @property
    def counterparts(self) -> tuple[Link, ...]:
        """The links that the numbers stand for, best first.

        They are those of the passage under the cursor; while Enter or a number leads through the counterparts
        of a passage, they stay the ones of that passage.
        """
        place = self.place
        if place is None or self.alignment is None:
            return ()
        return self.alignment.links_of(*place) if self._round is None else self._round.links

    @property
    def counterpart_side(self) -> Side:
        """The side on which the counterparts stand."""
        return self.active.other if self._round is None else self.active

    @property
    def link(self) -> Link | None:
        """The link that is shown: the one that was jumped along or judged, or else the best."""
        links = self.counterparts
        if self._round is not None:
            return links[self._round.at]
        if self._chosen is not None:
            chosen = tuple(link for link in links if same(link, self._chosen))
            links = chosen or rejected_at(self.alignment, self.place, self._chosen) or links
        return links[0] if links else None

    def choose(self, link: Link | None) -> None:
        """Show another link of the passage under the cursor, or one of it that was rejected."""
        self._chosen, self._round = link, None

    def members(self, side: Side, selection: Selection) -> Sequence[int]:
        """The passages of one side that belong to a selection, in order."""
        if selection is Selection.ALL or self.alignment is None:
            return range(len(self.articles[side].passages))
        key = side, selection
        if key not in self._members:
            self._members[key] = members_of(self.alignment, side, selection)
        return self._members[key]

    def shown(self, side: Side) -> Sequence[int] | None:
        """The passages of one side that the filter lets through; None when it lets all through."""
        return None if self.selection is Selection.ALL else self.members(side, self.selection)

    # Links come and go

    def receive(self, comparison: Comparison) -> None:
        """Take links that have been computed; cursor and filter stay as they are, if they show anything."""
        self.comparison = comparison
        self._members.clear()
        self._round = None if self._round is None else self._round.among(comparison.alignment)
        self.note = ""
        if not any(self.members(side, self.selection) for side in Side):
            self.selection = Selection.ALL
            self.note = FILTER_OFF
        self._keep_cursor_shown()

    def shift_threshold(self, steps: int) -> str | None:
        """Raise or lower the threshold by some steps."""
        if self.comparison is None:
            return NOT_YET
        wanted = shifted_threshold(self.comparison.alignment.threshold, steps)
        if wanted is None:
            return "The threshold is at its end."
        self.receive(self.comparison.at(wanted))
        return None

    def cycle_selection(self) -> str | None:
        """Show the next selection that has any passage, on either side."""
        if self.alignment is None:
            return NOT_YET
        order = list(Selection)
        start = order.index(self.selection)
        for step in range(1, len(order) + 1):
            selection = order[(start + step) % len(order)]
            if selection is Selection.ALL or any(self.members(side, selection) for side in Side):
                self.selection = selection
                break
        self.note = ""
        self._keep_cursor_shown()
        return None

    def cycle_view(self, *, narrow: bool) -> None:
        """Show the articles in another way, in the order of the one that the cursor is in."""
        before = self.narrow_view if narrow else self.view
        views = [View.SINGLE, View.FACING] if narrow else list(View)
        now = views[(views.index(before) + 1) % len(views)]
        if narrow:
            self.narrow_view = now
        else:
            self.view = now
        if before is View.FACING:
            self.order = self.active
        facing = "facing: one article above the other" if narrow else "facing pages"
        self.note = facing if now is View.FACING else ""

    def turn_order(self) -> None:
        """Let the synopsis follow the order of the other article."""
        self.order = self.order.other
        self.note = ""

    # Moves

    def step(self, steps: int) -> str | None:
        """Move by passages that are shown."""
        return self._move_among(self.members(self.active, self.selection), steps)

    def put(self, place: Place) -> None:
        """Put the cursor on a passage; no jump."""
        self._set(place)

    def step_block(self, steps: int) -> str | None:
        """Move to the first passage of another block."""
        place = self.place
        if place is None:
            return None
        passages = self.articles[place.side].passages
        shown = self.members(place.side, self.selection)
        firsts = [
            p
            for before, p in zip([-1, *shown], shown, strict=False)
            if before < 0 or passages[before].block != passages[p].block
        ]
        return self._move_among(firsts, steps)

    def end(self, *, last: bool) -> str | None:
        """Go to the first or the last passage that is shown."""
        if shown := self.members(self.active, self.selection):
            self.go(Place(self.active, shown[-1 if last else 0]))
        return None

    def switch(self, passage: int) -> str | None:
        """Go over to a passage of the other side, no jump; the link shown stays, if it leads there."""
        other = self.active.other
        if not self.articles[other].passages:
            return "The other article has no passages."
        self._set(Place(other, passage), chosen=self.link)
        return None

    def next_in(self, selection: Selection, steps: int) -> str | None:
        """Jump to the next or previous passage of a selection."""
        place = self.place
        if place is None:
            return None
        if self.alignment is None:
            return NOT_YET
        members = self.members(place.side, selection)
        found = neighbour(members, place.passage, steps)
        if found is None and self.alignment.compared is not None:
            return f"No {SELECTION_NAMES[selection]} known yet further {'below' if steps > 0 else 'above'}."
        if found is None:
            if selection is Selection.DIFFERS and self.link is not None and not self.link.differences:
                links = self.alignment.links_of(*place)
                self._chosen = next((link for link in links if link.differences), self._chosen)
            return none_further(selection, members, place.passage, below=steps > 0)
        chosen = None
        if selection is Selection.DIFFERS:
            links = self.alignment.links_of(place.side, found)
            chosen = next(link for link in links if link.differences)
        self.go(Place(place.side, found), chosen=chosen)
        count = f"{SELECTION_NAMES[selection]} {members.index(found) + 1} of {len(members)}"
        if chosen is not None:
            kinds = dict.fromkeys(difference.kind.value for difference in chosen.differences)
            count += f": {', '.join(kinds)}"
        self.note = f"{count}, {self.note}" if self.note else count
        return None

    def to_counterpart(self) -> str | None:
        """Jump to the counterpart; pressed again, to the next one, and from the last one home."""
        if self._round is not None:
            following = self._round.following
            if following is None:
                self.go(self._round.home)
            else:
                self._go_round(following)
            return None
        place, links = self.place, self.counterparts
        if place is None or not links:
            return self._no_counterpart()
        first = links.index(self.link) if self.link in links else 0
        self._go_round(CounterpartCycle(place, links, first, first))
        return None

    def to_numbered(self, number: int) -> str | None:
        """Jump to counterpart `number`, counted from 1, best first."""
        place, links = self.place, self.counterparts
        if place is None or not links:
            return self._no_counterpart()
        if not 1 <= number <= len(links):
            return (
                "There is only 1 counterpart." if len(links) == 1 else f"There are {len(links)} counterparts."
            )
        home = place if self._round is None else self._round.home
        self._go_round(CounterpartCycle(home, links, number - 1, number - 1))
        return None

    def back(self) -> HistoryEntry | str:
        """Go back to where the last jump came from, as it was left; or say why not."""
        return self._travel(self._history.back) or "No jump to go back to."

    def forward(self) -> HistoryEntry | str:
        """Undo going back, or say why not."""
        return self._travel(self._history.forward) or "No jump further ahead."

    def go(self, place: Place, *, chosen: Link | None = None) -> None:
        """Jump to a place, remembering the present one; the filter gives way if it hides the place.

        Args:
            place: where to.
            chosen: the link to show there, where it is not the best one.
        """
        present = self._stop()
        if present is not None and present.place != place:
            self._history.leave(present)
        self._set(place, chosen=chosen)
        self._show_at_least(place)

    # Search

    def show_search(self, found: SearchResult | None) -> str | None:
        """Take the result of a search and jump to its first hit at or after the cursor."""
        self.hits = Hits(found)
        return None if found is None else self._to_hit(self.hits.first(self.place))

    def next_hit(self, steps: int) -> str | None:
        """Jump to the next or previous hit, round both articles."""
        return self._to_hit(self.hits.step(steps))

    @property
    def found(self) -> SearchResult | None:
        """What the last search found, until it is put away."""
        return self.hits.found

    @property
    def searching(self) -> bool:
        """Whether there are hits to go through, until the search is put away."""
        return bool(self.hits)

    @property
    def hit(self) -> int | None:
        """Index of the hit that was jumped to last."""
        return self.hits.gone_to

    # Inner workings

    def _to_hit(self, hit: Hit | str) -> str | None:
        if isinstance(hit, str):
            return hit
        if hit.passage is None:
            return "This hit is in page furniture."
        self.go(Place(hit.side, hit.passage))
        return None

    def _set(self, place: Place, *, chosen: Link | None = None) -> None:
        self.active = place.side
        self._cursors[place.side] = place.passage
        self._chosen = chosen
        self._round = None
        self.note = ""

    def _go_round(self, path: CounterpartCycle) -> None:
        self.go(path.place, chosen=path.links[path.at])
        self._round = path
        if len(path.links) > 1:
            self.note = f"counterpart {path.at + 1} of {len(path.links)}"

    def _stop(self) -> HistoryEntry | None:
        place = self.place
        return None if place is None else HistoryEntry(place, self.link, self._row_of(place))

    def _show_at_least(self, place: Place) -> None:
        """Put the filter away if it hides a place."""
        shown = self.shown(place.side)
        if shown is not None and place.passage not in shown:
            self.selection = Selection.ALL
            self.note = FILTER_OFF

    def _move_among(self, passages: Sequence[int], steps: int) -> str | None:
        place = self.place
        if place is None:
            return None
        found = neighbour(passages, place.passage, steps)
        if found is None:
            return "End of the article." if steps > 0 else "Start of the article."
        self._set(Place(place.side, found))
        return None

    def _travel(self, take: Callable[[HistoryEntry], HistoryEntry | None]) -> HistoryEntry | None:
        present = self._stop()
        target = None if present is None else take(present)
        if target is not None:
            self._set(target.place, chosen=target.chosen)
            self._show_at_least(target.place)
        return target

    def _keep_cursor_shown(self) -> None:
        """Where the filter hides the passage under a cursor, move that cursor to the nearest one shown."""
        for side in Side:
            shown = self.shown(side)
            if shown and self._cursors[side] not in shown:
                cursor = self._cursors[side]
                self._cursors[side] = min(shown, key=lambda passage: (abs(passage - cursor), passage))
                self._round = None  # the panel tells of the passage under the cursor again

    def _no_counterpart(self) -> str:
        place = self.place
        unknown = self.alignment is None or (place is not None and not self.alignment.known(*place))
        return NOT_YET if unknown else "No counterpart at this threshold."
