"""State of one reading session: cursors, filter, view, search, history of jumps.  Imports no widgets.

A method that implements a key returns None, or a short message if the key did nothing.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from diptych.alignment.kinds import Verdict
from diptych.reader.state import wording
from diptych.reader.state.filters import Selection, View, members_of, shifted_threshold
from diptych.reader.state.navigation import (
    CounterpartCycle,
    History,
    HistoryEntry,
    Place,
    nearest_to,
    neighbour,
    rejected_at,
    same_passages,
)
from diptych.reader.state.search_results import Hits
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from diptych.alignment.details.lookup import DetailLookup
    from diptych.alignment.details.side_by_side import DetailRow
    from diptych.alignment.model import Alignment, Link
    from diptych.article.model import Article
    from diptych.comparison import Comparison


class ReaderSession:
    """State of a session in which two articles are read."""

    def __init__(
        self, articles: Pair[Article], row_of: Callable[[Place], int | None] = lambda _: None
    ) -> None:
        """Begin at the top of the left article.

        Args:
            articles: both articles.
            row_of: returns the row of the pane in which a passage begins; going back puts it there again.
        """
        self.articles = articles
        self._row_of = row_of
        self.comparison: Comparison | None = None
        """None until there are links."""
        self.active = Side.LEFT
        """The side that has the cursor."""
        self.selection = Selection.ALL
        """The filter: which passages are shown."""
        self.view = View.FACING
        """View in a terminal of the usual width."""
        self.narrow_view = View.SINGLE
        """View in a narrow terminal, which has no room for two columns."""
        self.order = Side.LEFT
        """The side whose order the synopsis and the single column follow."""
        self.hits = Hits()
        """Hits of the last search."""
        self.hand: Place | None = None
        """Passage at which a link by hand has begun; None if there is none."""
        self.note = ""
        """Message about the last move; empty if there is none."""
        self.lost: Link | None = None
        """The link that was shown until a better model's links came without it; None after a move."""
        self.came_from: Place | None = None
        """Place in the other pane that the last move left; None if the last move was another one."""
        self.usual_threshold: float | None = None
        """The threshold of the present model, 0..1, which the steps of the threshold include."""
        self.chosen_threshold: float | None = None
        """The threshold that the user has chosen for this pair, 0..1; None if there is none."""
        self._cursors = {Side.LEFT: 0, Side.RIGHT: 0}
        self._history = History()
        self._cycle: CounterpartCycle | None = None
        self._chosen: Link | None = None
        self._has_moved = False
        """Whether the cursor has ever moved: until then nobody has looked at the link shown."""
        self._lookups: Pair[DetailLookup] | None = None
        """Read the details of passages that are shown."""
        self._kept: Place | None = None
        """A passage that was judged and stays shown, although the filter hides it, until the cursor moves."""
        self._members: dict[tuple[Side, Selection], tuple[int, ...]] = {}

    # What is shown

    @property
    def alignment(self) -> Alignment | None:
        """The links at the present threshold; None until there are links."""
        return None if self.comparison is None else self.comparison.alignment

    @property
    def place(self) -> Place | None:
        """Place of the cursor; None in an article without passages."""
        if not self.articles[self.active].passages:
            return None
        return Place(self.active, self._cursors[self.active])

    def cursor(self, side: Side) -> int:
        """Passage of the cursor of one side, whether or not that side is active."""
        return self._cursors[side]

    @property
    def counterparts(self) -> tuple[Link, ...]:
        """The numbered links, best first.

        They are the links of the passage under the cursor.  While the user cycles through the counterparts of
        a passage, or through what comes near it, they stay those of that passage.
        """
        place = self.place
        if place is None or self.alignment is None:
            return ()
        return self.alignment.links_of(*place) if self._cycle is None else self._cycle.links

    @property
    def nearest(self) -> tuple[Link, ...]:
        """Where the passage under the cursor has no counterpart: what comes near, rejected links first."""
        place, alignment = self.place, self.alignment
        if place is None or alignment is None or self.counterparts:
            return ()
        return nearest_to(alignment, place)

    @property
    def counterpart_side(self) -> Side:
        """The side of the counterparts."""
        return self.active.other if self._cycle is None else self.active

    @property
    def link(self) -> Link | None:
        """The link shown: the one that was jumped along or judged, else the best; None if there is none."""
        links = self.counterparts
        if self._cycle is not None:
            return links[self._cycle.at]
        if self._chosen is not None:
            chosen = tuple(link for link in links if same_passages(link, self._chosen))
            links = chosen or rejected_at(self.alignment, self.place, self._chosen) or links
        return links[0] if links else None

    @property
    def passage_notes(self) -> list[str]:
        """The notes on the passage under the cursor."""
        place, comparison = self.place, self.comparison
        if place is None or comparison is None:
            return []
        return [note.text for note in comparison.notes[place.side] if note.passage == place.passage]

    def choose(self, link: Link | None) -> None:
        """Show another link of the passage under the cursor, also a rejected one; None for the best."""
        self._chosen, self._cycle, self.lost = link, None, None

    def details_of(self, link: Link) -> list[DetailRow]:
        """The figures, dates and names that only one passage of a link has."""
        # Imported when the first link is shown, which is after the first frame.
        from diptych.alignment.details.lookup import DetailLookup
        from diptych.alignment.details.side_by_side import side_by_side

        if self._lookups is None:
            self._lookups = self.articles.map(DetailLookup)
        told = (*link.differences, *link.may_differ, *link.rejected_differences)
        return side_by_side(
            Pair(self._lookups.left.of(link.left), self._lookups.right.of(link.right)),
            self.articles.map(lambda article: article.text),
            Pair([each.spans.left for each in told], [each.spans.right for each in told]),
        )

    def members(self, side: Side, selection: Selection) -> Sequence[int]:
        """Passages of one side that belong to a selection, in order."""
        if selection is Selection.ALL or self.alignment is None:
            return range(len(self.articles[side].passages))
        key = side, selection
        if key not in self._members:
            self._members[key] = members_of(self.alignment, side, selection)
        return self._members[key]

    def shown(self, side: Side) -> Sequence[int] | None:
        """Passages of one side that pass the filter, in order; None if all do."""
        if self.selection is Selection.ALL:
            return None
        members = self.members(side, self.selection)
        kept = self._kept
        if kept is None or kept.side is not side or kept.passage in members:
            return members
        return sorted([*members, kept.passage])

    # Links, filter, view

    def receive(self, comparison: Comparison, *, keep_place: bool = False) -> None:
        """Take computed links.  The filter is switched off if it would hide everything.

        Args:
            comparison: the links.
            keep_place: whether the passage under the cursor stays shown, even if the filter hides it now.
        """
        self._kept = self.place if keep_place else None
        self.comparison = comparison
        self.lost = None
        self._members.clear()
        self._cycle = None if self._cycle is None else self._cycle.among(comparison.alignment)
        self.note = ""
        if not any(self.members(side, self.selection) for side in Side):
            self.selection = Selection.ALL
            self.note = wording.FILTER_OFF
        self._keep_cursors_shown()

    def replace_links(self, comparison: Comparison) -> None:
        """Take the links of a better model.

        The cursor stays, and the filter is switched off if it hides it.  Once the user has moved, the link
        shown stays too, if the better model makes it.
        """
        shown, place, note = self.link, self.place, self.note if self._cycle is None else ""
        cursor, before = self._cursors[self.active], self.alignment
        self.receive(comparison)
        self.note = self.note or note
        if place is not None and self.place != place:
            self._cursors[self.active] = cursor
            self._unfilter(place)
        if self._cycle is not None:
            self.note = self.note or self._cycle.position
        if before is not None:
            self.note = self.note or wording.replaced(before, comparison.alignment)
        if shown is None or self._cycle is not None or not self._has_moved:
            return
        kept = self.counterparts + rejected_at(self.alignment, self.place, shown)
        if any(same_passages(link, shown) for link in kept):
            self._chosen = shown
        else:
            self.lost = shown

    def shift_threshold(self, steps: int) -> str | None:
        """Raise the threshold by some steps; lower it when negative."""
        if self.comparison is None:
            return wording.NOT_YET
        wanted = shifted_threshold(self.comparison.alignment.threshold, steps, self.usual_threshold)
        if wanted is None:
            return wording.THRESHOLD_LIMIT
        self.chosen_threshold = wanted
        self.receive(self.comparison.at(wanted))
        return None

    def cycle_selection(self) -> str | None:
        """Filter by the next selection that has a passage on either side."""
        if self.alignment is None:
            return wording.NOT_YET
        order = list(Selection)
        start, left_out = order.index(self.selection), []
        for step in range(1, len(order) + 1):
            selection = order[(start + step) % len(order)]
            if selection is Selection.ALL or any(self.members(side, selection) for side in Side):
                self.selection = selection
                break
            left_out.append(selection)
        self.note = wording.skipped(left_out)
        self._keep_cursors_shown()
        return None

    def cycle_view(self, *, narrow: bool) -> None:
        """Show the next view; one that follows an article begins with the active side."""
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
        """Let the synopsis follow the other article."""
        self.order = self.order.other
        self.note = ""

    # Moves

    def step(self, steps: int) -> str | None:
        """Move by passages that pass the filter."""
        return self._move_among(self.members(self.active, self.selection), steps)

    def move_to(self, place: Place, *, chosen: Link | None = None) -> None:
        """Move the cursor to a place, without adding to the history.

        Args:
            place: the place.
            chosen: the link to show there; the best one when None.
        """
        self.active = place.side
        self._cursors[place.side] = place.passage
        self._has_moved = True
        self._chosen = chosen
        self._cycle = None
        self.lost = None
        self.came_from = None
        self._kept = None
        self.note = ""

    def step_block(self, steps: int) -> str | None:
        """Move to the first passage of another block."""
        place = self.place
        if place is None:
            return None
        passages = self.articles[place.side].passages
        shown = self.members(place.side, self.selection)
        blocks = groupby(shown, key=lambda passage: passages[passage].block)
        return self._move_among([next(of_block) for _, of_block in blocks], steps)

    def end(self, *, last: bool) -> str | None:
        """Jump to the first or last passage that passes the filter."""
        if shown := self.members(self.active, self.selection):
            self.jump_to(Place(self.active, shown[-1 if last else 0]))
        return None

    def switch(self, passage: int) -> str | None:
        """Move the cursor to a passage of the other side; a link shown stays if it ends there."""
        place, other = self.place, self.active.other
        if not self.articles[other].passages:
            return wording.NO_PASSAGES_THERE
        self.move_to(Place(other, passage), chosen=self.link)
        self.came_from = place
        return None

    def next_in(self, selection: Selection, steps: int) -> str | None:
        """Jump to the next or previous passage of a selection."""
        place = self.place
        if place is None:
            return None
        if self.alignment is None:
            return wording.NOT_YET
        members = self.members(place.side, selection)
        found = neighbour(members, place.passage, steps)
        if found is None:
            link, known = self.link, self.alignment.compared is None
            if known and selection is Selection.DIFFERS and link is not None and not link.differences:
                links = self.alignment.links_of(*place)
                self._chosen = next((link for link in links if link.differences), self._chosen)
            return wording.no_further(
                selection, members, place.passage, self.alignment, below=steps > 0, known=known
            )
        chosen = None
        if selection is Selection.DIFFERS:
            links = self.alignment.links_of(place.side, found)
            chosen = next(link for link in links if link.differences)
        self.jump_to(Place(place.side, found), chosen=chosen)
        count = wording.place_in(selection, members.index(found), members, chosen)
        self.note = f"{count}, {self.note}" if self.note else count
        return None

    def to_counterpart(self) -> str | None:
        """Jump to the counterpart; called again, to the next one, and from the last one back."""
        if self._cycle is not None:
            following = self._cycle.following
            if following is None:
                self.jump_to(self._cycle.home)
            else:
                self._step_cycle(following)
            return None
        place, links = self.place, self.counterparts
        if place is None or not links:
            rejected = sum(link.verdict is Verdict.REJECTED for link in self.nearest)
            return self._to_nearest(rejected + 1)
        first = links.index(self.link) if self.link in links else 0
        self._step_cycle(CounterpartCycle(place, links, first, first))
        return None

    def to_numbered(self, number: int) -> str | None:
        """Jump to counterpart `number`, counted from 1, best first; without one, to a nearest passage."""
        place, links = self.place, self.counterparts
        if place is None or not links:
            return self._to_nearest(number)
        if not 1 <= number <= len(links):
            return wording.no_such_number(len(links))
        home = place if self._cycle is None else self._cycle.home
        self._step_cycle(CounterpartCycle(home, links, number - 1, number - 1))
        return None

    def _to_nearest(self, number: int) -> str | None:
        """Jump to a passage that comes near, by its number, counted from 1; it is no counterpart."""
        place, nearest = self.place, self.nearest
        if place is None or not 1 <= number <= len(nearest):
            return self._no_counterpart()
        self._step_cycle(CounterpartCycle(place, nearest, number - 1, number - 1))
        return None

    def back(self) -> HistoryEntry | str:
        """Go back to before the last jump; a message if there is none."""
        return self._travel(self._history.back) or wording.NO_JUMP_BACK

    def forward(self) -> HistoryEntry | str:
        """Undo going back; a message if there is nothing to undo."""
        return self._travel(self._history.forward) or wording.NO_JUMP_FORWARD

    def jump_to(self, place: Place, *, chosen: Link | None = None) -> None:
        """Jump to a place, and add the present one to the history.

        Args:
            place: the place; the filter is switched off if it hides it.
            chosen: the link to show there; the best one when None.
        """
        present = self._history_entry()
        if present is not None and present.place != place:
            self._history.push(present)
        self.move_to(place, chosen=chosen)
        self._unfilter(place)

    # Internals

    def _step_cycle(self, cycle: CounterpartCycle) -> None:
        self.jump_to(cycle.place, chosen=cycle.links[cycle.at])
        self._cycle = cycle
        link, alignment = cycle.links[cycle.at], self.alignment
        if alignment is not None and not alignment.counts(link):
            self.note = wording.at_nearest(cycle.at + 1, len(cycle.links), link.score)
        elif cycle.position:
            self.note = cycle.position

    def _history_entry(self) -> HistoryEntry | None:
        place = self.place
        return None if place is None else HistoryEntry(place, self.link, self._row_of(place))

    def _unfilter(self, place: Place) -> None:
        """Switch the filter off if it hides a place."""
        shown = self.shown(place.side)
        if shown is not None and place.passage not in shown:
            self.selection = Selection.ALL
            self.note = wording.FILTER_OFF

    def _move_among(self, passages: Sequence[int], steps: int) -> str | None:
        place = self.place
        if place is None:
            return None
        found = neighbour(passages, place.passage, steps)
        if found is None:
            return wording.END if steps > 0 else wording.START
        self.move_to(Place(place.side, found))
        return None

    def _travel(self, take: Callable[[HistoryEntry], HistoryEntry | None]) -> HistoryEntry | None:
        present = self._history_entry()
        target = None if present is None else take(present)
        if target is not None:
            self.move_to(target.place, chosen=target.chosen)
            self._unfilter(target.place)
        return target

    def _keep_cursors_shown(self) -> None:
        """Move each cursor that the filter hides to the nearest passage that passes it."""
        for side in Side:
            shown = self.shown(side)
            if shown and self._cursors[side] not in shown:
                cursor = self._cursors[side]
                self._cursors[side] = min(shown, key=lambda passage: (abs(passage - cursor), passage))
                self._cycle = None  # the evidence panel shows the passage under the cursor again

    def _no_counterpart(self) -> str:
        place = self.place
        unknown = self.alignment is None or (place is not None and not self.alignment.known(*place))
        return wording.NOT_YET if unknown else wording.NO_COUNTERPART
