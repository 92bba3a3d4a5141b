"""What a reader is doing: the cursor of each side, the filter, the jumps made.  Knows no widgets.

Every method that stands for a key returns None, or, where the key could do nothing, one short sentence that
says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from diptych.reader.navigation import History, Place, neighbour
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.alignment.model import Alignment, Link
    from diptych.article.model import Article
    from diptych.comparison import Comparison
    from diptych.reader.search import SearchResult

THRESHOLD_STEP = 0.05
"""How far one key moves the threshold: coarse enough that each step shows, fine enough to choose by."""


class Selection(Enum):
    """Which passages to show, or to step through."""

    ALL = "all"
    LINKED = "linked"
    UNIQUE = "unique"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class _Round:
    """Where Enter leads when it is pressed again: through the counterparts of one passage, then home."""

    home: Place
    links: tuple[Link, ...]
    at: int
    """Which of `links` was gone to last."""

    @property
    def place(self) -> Place:
        """Where the last step of the round led."""
        side = self.home.side.other
        return Place(side, self.links[self.at].end(side))


class Reading:
    """The state of one reading of two articles."""

    def __init__(self, articles: Pair[Article]) -> None:
        self.articles = articles
        self.comparison: Comparison | None = None
        """None until the links are there."""
        self.active = Side.LEFT
        """The side that the keys move in."""
        self.selection = Selection.ALL
        """Which passages are shown."""
        self.found: SearchResult | None = None
        """What the last search found, until it is put away."""
        self._cursors = {Side.LEFT: 0, Side.RIGHT: 0}
        self._history = History()
        self._round: _Round | None = None
        self._chosen: Link | None = None
        self._hit = -1
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
    def links(self) -> tuple[Link, ...]:
        """The links of the passage under the cursor, best first."""
        place = self.place
        if place is None or self.alignment is None:
            return ()
        return self.alignment.links_of(*place)

    @property
    def link(self) -> Link | None:
        """The link that is shown: the one that was jumped along, or else the best."""
        links = self.links
        if self._chosen in links:
            return self._chosen
        return links[0] if links else None

    @property
    def round_of(self) -> tuple[int, int] | None:
        """Which counterpart Enter led to, counted from 1, and of how many; None after any other move."""
        if self._round is None or self._round.place != self.place:
            return None
        return self._round.at + 1, len(self._round.links)

    def members(self, side: Side, selection: Selection) -> Sequence[int]:
        """The passages of one side that belong to a selection, in order."""
        if selection is Selection.ALL or self.alignment is None:
            return range(len(self.articles[side].passages))
        key = side, selection
        if key not in self._members:
            self._members[key] = _members(self.alignment, side, selection)
        return self._members[key]

    def shown(self, side: Side) -> Sequence[int] | None:
        """The passages of one side that the filter lets through; None when it lets all through."""
        return None if self.selection is Selection.ALL else self.members(side, self.selection)

    # Links come and go

    def receive(self, comparison: Comparison) -> None:
        """Take links that have been computed; the cursor stays where it is."""
        self.comparison = comparison
        self._members.clear()
        self._round = None
        self._keep_cursor_shown()

    def shift_threshold(self, steps: int) -> str | None:
        """Raise or lower the threshold by steps of `THRESHOLD_STEP`."""
        if self.comparison is None:
            return "The links are still being computed."
        present = self.comparison.alignment.threshold
        wanted = round(round(present / THRESHOLD_STEP + steps) * THRESHOLD_STEP, 2)
        wanted = min(max(wanted, THRESHOLD_STEP), 1 - THRESHOLD_STEP)
        if wanted == present:
            return "The threshold is at its end."
        self.receive(self.comparison.at(wanted))
        return None

    def cycle_selection(self) -> str | None:
        """Show the next selection that has any passage, on either side."""
        if self.alignment is None:
            return "The links are still being computed."
        order = list(Selection)
        start = order.index(self.selection)
        for step in range(1, len(order) + 1):
            selection = order[(start + step) % len(order)]
            if selection is Selection.ALL or any(self.members(side, selection) for side in Side):
                self.selection = selection
                break
        self._keep_cursor_shown()
        return None

    # Moves

    def step(self, steps: int) -> str | None:
        """Move by passages that are shown."""
        return self._move_among(self.members(self.active, self.selection), steps)

    def put(self, passage: int) -> None:
        """Put the cursor on a passage of the active side; no jump."""
        self._set(Place(self.active, passage))

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
        shown = self.members(self.active, self.selection)
        if shown:
            self.go(Place(self.active, shown[-1 if last else 0]))
        return None

    def switch(self, passage: int | None = None) -> str | None:
        """Go over to the other side, to `passage`, or the counterpart, or where the cursor was there."""
        other = self.active.other
        if not self.articles[other].passages:
            return "The other article has no passages."
        link = self.link
        if passage is None and link is not None:
            passage = link.end(other)
        self.active = other
        self._set(Place(other, self._cursors[other] if passage is None else passage), chosen=link)
        return None

    def next_in(self, selection: Selection, steps: int) -> str | None:
        """Jump to the next or previous passage of a selection."""
        place = self.place
        if place is None:
            return None
        if self.alignment is None:
            return "The links are still being computed."
        members = self.members(place.side, selection)
        found = neighbour(members, place.passage, steps)
        if found is None:
            where = "below" if steps > 0 else "above"
            what = {Selection.LINKED: "linked passage", Selection.UNIQUE: "unique passage"}.get(
                selection, "passage that differs"
            )
            return f"No {what} further {where}."
        chosen = None
        if selection is Selection.DIFFERS:
            links = self.alignment.links_of(place.side, found)
            chosen = next(link for link in links if link.differences)
        self.go(Place(place.side, found), chosen=chosen)
        return None

    def to_counterpart(self) -> str | None:
        """Jump to the counterpart; pressed again, to the next one, and from the last one home."""
        place = self.place
        if place is None:
            return None
        path = self._round
        if path is None or path.place != place:
            links = self.links
            if not links:
                return self._no_counterpart()
            first = links.index(self.link) if self.link in links else 0
            path = _Round(place, links[first:] + links[:first], 0)
        elif path.at + 1 < len(path.links):
            path = _Round(path.home, path.links, path.at + 1)
        else:
            self.go(path.home, chosen=path.links[path.at])
            return None
        self.go(path.place, chosen=path.links[path.at])
        self._round = path
        return None

    def to_numbered(self, number: int) -> str | None:
        """Jump to counterpart `number`, counted from 1, best first."""
        links = self.links
        if not links:
            return self._no_counterpart()
        if not 1 <= number <= len(links):
            only = "1 counterpart" if len(links) == 1 else f"{len(links)} counterparts"
            return f"This passage has only {only}."
        link = links[number - 1]
        other = self.active.other
        self.go(Place(other, link.end(other)), chosen=link)
        return None

    def back(self) -> str | None:
        """Go back to where the last jump came from."""
        return self._travel(forward=False)

    def forward(self) -> str | None:
        """Undo going back."""
        return self._travel(forward=True)

    def go(self, place: Place, *, chosen: Link | None = None) -> None:
        """Jump to a place, remembering the present one; the filter gives way if it hides the place.

        Args:
            place: where to.
            chosen: the link to show there, where it is not the best one.
        """
        present = self.place
        if present is not None and present != place:
            self._history.leave(present)
        shown = self.shown(place.side)
        if shown is not None and place.passage not in shown:
            self.selection = Selection.ALL
        self._set(place, chosen=chosen)

    # Search

    def take_found(self, found: SearchResult | None) -> str | None:
        """Take the result of a search and jump to its first hit at or after the cursor."""
        self.found = found
        self._hit = -1
        if found is None:
            return None
        if not found.hits:
            return f"Nothing like “{found.query}” in either article."
        place = self.place
        for index, hit in enumerate(found.hits):
            if place and hit.side is place.side and hit.passage is not None and hit.passage >= place.passage:
                return self._to_hit(index)
        return self._to_hit(0)

    def next_hit(self, steps: int) -> str | None:
        """Jump to the next or previous hit, round both articles."""
        if self.found is None:
            return "Search first, with /."
        if not self.found.hits:
            return f"Nothing like “{self.found.query}” in either article."
        return self._to_hit((self._hit + steps) % len(self.found.hits))

    @property
    def hit(self) -> int | None:
        """Index of the hit that was jumped to last."""
        return self._hit if self.found is not None and self._hit >= 0 else None

    # Inner workings

    def _to_hit(self, index: int) -> str | None:
        assert self.found is not None  # noqa: S101 - both callers looked
        self._hit = index
        hit = self.found.hits[index]
        if hit.passage is None:
            return "This hit is in page furniture."
        self.go(Place(hit.side, hit.passage))
        return None

    def _set(self, place: Place, *, chosen: Link | None = None) -> None:
        self.active = place.side
        self._cursors[place.side] = place.passage
        self._chosen = chosen
        self._round = None

    def _move_among(self, passages: Sequence[int], steps: int) -> str | None:
        place = self.place
        if place is None:
            return None
        found = neighbour(passages, place.passage, steps)
        if found is None:
            return "End of the article." if steps > 0 else "Start of the article."
        self._set(Place(place.side, found))
        return None

    def _travel(self, *, forward: bool) -> str | None:
        place = self.place
        if place is None:
            return None
        target = self._history.forward(place) if forward else self._history.back(place)
        if target is None:
            return "No jump further ahead." if forward else "No jump to go back to."
        link = self.link if target.side is not place.side else None
        shown = self.shown(target.side)
        if shown is not None and target.passage not in shown:
            self.selection = Selection.ALL
        self._set(target, chosen=link)
        return None

    def _keep_cursor_shown(self) -> None:
        """Where the filter hides the passage under a cursor, move that cursor to the nearest one shown."""
        for side in Side:
            shown = self.shown(side)
            if shown and self._cursors[side] not in shown:
                cursor = self._cursors[side]
                self._cursors[side] = min(shown, key=lambda passage: (abs(passage - cursor), passage))

    def _no_counterpart(self) -> str:
        if self.alignment is None:
            return "The links are still being computed."
        return "Only this article has this passage."


def _members(alignment: Alignment, side: Side, selection: Selection) -> tuple[int, ...]:
    if selection is Selection.LINKED:
        return alignment.linked(side)
    if selection is Selection.UNIQUE:
        return alignment.unique(side)
    return tuple(sorted({link.end(side) for link in alignment.links if link.differences}))
