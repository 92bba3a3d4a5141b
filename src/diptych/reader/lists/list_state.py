"""The state of the lists: which one is shown, its order, its filter.  No widgets.

The entries of a list are made when it is first shown, and kept until the links change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diptych.reader.lists.entries import (
    LARGEST_FIRST,
    ORDERS,
    Listing,
    SortOrder,
    arranged,
    count_of,
    entries_of,
)
from diptych.reader.lists.filter import FilterResult, ListFilter
from diptych.reader.text.counts import counted
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from diptych.alignment.model import Alignment
    from diptych.article.model import Article
    from diptych.comparison import PassageNote
    from diptych.reader.lists.entries import ListEntry
    from diptych.verdicts.records import JudgementRecord


class Sorting(NamedTuple):
    """How a list is sorted."""

    order: SortOrder
    turned: bool = False
    """Whether the order is reversed."""

    @property
    def by_place(self) -> bool:
        """Whether neighbours in the list are neighbours in an article."""
        return self.order in (SortOrder.LEFT, SortOrder.RIGHT, SortOrder.PLACE)

    @property
    def largest_first(self) -> bool:
        """Descending order."""
        return (self.order in LARGEST_FIRST) is not self.turned


class ListState:
    """The lists of two articles."""

    def __init__(self, articles: Pair[Article]) -> None:
        self.articles = articles
        self.finder = ListFilter(articles)
        self.listing = Listing.LINKS
        self.query = ""
        """The filter of the list shown."""
        self.alignment: Alignment | None = None
        """The links at the current threshold; None until they are computed."""
        self.lost: tuple[JudgementRecord, ...] = ()
        """Verdicts and notes on passages that the texts no longer have; counted at the next `take`."""
        self._notes: Pair[tuple[PassageNote, ...]] = Pair((), ())
        self._sortings = {listing: Sorting(orders[0]) for listing, orders in ORDERS.items()}
        self._by_place: dict[Listing, list[ListEntry]] = {}
        self._sorted: dict[Listing, list[ListEntry]] = {}
        self._counts: dict[Listing, int] = {}

    def take(self, alignment: Alignment | None, notes: Pair[tuple[PassageNote, ...]] | None = None) -> bool:
        """Take links and notes on passages; True if they are new."""
        if alignment is self.alignment:
            return False
        self.alignment, self._notes = alignment, notes or Pair((), ())
        self._by_place.clear()
        self._sorted.clear()
        self._counts.clear()
        return True

    def renew(self) -> None:
        """Make the next `take` count as new, after a verdict on the same links."""
        self.alignment = None

    @property
    def sorting(self) -> Sorting:
        """How the list shown is sorted."""
        return self._sortings[self.listing]

    @property
    def listings(self) -> list[Listing]:
        """The lists to show; the list of verdicts only if there are some."""
        shown = self.listing is Listing.JUDGED or self.count(Listing.JUDGED) > 0
        return [listing for listing in Listing if shown or listing is not Listing.JUDGED]

    def sort_by(self, order: SortOrder) -> None:
        """Sort the list shown by `order`; if it is the present one, reverse it."""
        present = self.sorting
        self._sort(Sorting(order, not present.turned if order is present.order else False))

    def sort_by_next(self) -> None:
        """Sort the list shown by the next of its orders."""
        orders = ORDERS[self.listing]
        self._sort(Sorting(orders[(orders.index(self.sorting.order) + 1) % len(orders)]))

    def follow(self, side: Side) -> None:
        """Sort the lists that are sorted by place by the place on `side`."""
        wanted = SortOrder.LEFT if side is Side.LEFT else SortOrder.RIGHT
        for listing in (Listing.LINKS, Listing.DIFFERS, Listing.JUDGED):
            if self._sortings[listing].order in (SortOrder.LEFT, SortOrder.RIGHT):
                self._sortings[listing] = Sorting(wanted, self._sortings[listing].turned)
                self._sorted.pop(listing, None)

    def count(self, listing: Listing) -> int:
        """Number of links, details or passages of a list, before the filter."""
        if self.alignment is None:
            return 0
        if listing not in self._counts:
            self._counts[listing] = count_of(listing, self.alignment, self._notes, self.lost)
        return self._counts[listing]

    @property
    def entries(self) -> list[ListEntry]:
        """All entries of the list shown, in its order."""
        if self.alignment is None:
            return []
        listing, sorting = self.listing, self.sorting
        if listing not in self._by_place:
            entries = entries_of(listing, self.articles, self.alignment, self._notes, self.lost)
            self._by_place[listing] = entries
        if listing not in self._sorted:
            self._sorted[listing] = arranged(self._by_place[listing], sorting.order, turned=sorting.turned)
        return self._sorted[listing]

    def holds(self) -> str:
        """The counts of the list shown, in words."""
        entries, count = self.entries, self.count(self.listing)
        if self.listing is Listing.LINKS:
            return counted(count, "link")
        if self.listing is Listing.DIFFERS:
            links = len({(entry.left.start, entry.right.start) for entry in entries})
            return f"{counted(count, 'detail')} in {counted(links, 'link')}"
        if self.listing is Listing.JUDGED:
            return "1 verdict or note" if count == 1 else f"{count} verdicts and notes"
        words = sum(entry.words for entry in entries)
        runs = f" in {counted(len(entries), 'run')}" if len(entries) < count else ""
        return f"{counted(count, 'passage')}{runs}, {counted(words, 'word')}"

    def found(self) -> FilterResult:
        """The entries of the list shown that match the filter."""
        return self.finder.find(self.query, self.entries)

    def nothing(self) -> str:
        """A sentence that says why the list shown is empty."""
        if self.query.strip() and self.entries:
            return f"Nothing here is like “{self.query.strip()}”."
        threshold = 0.0 if self.alignment is None else self.alignment.threshold
        known = "" if self.alignment is None or self.alignment.compared is None else " known yet"
        if self.listing is Listing.LINKS:
            return f"No links{known} at threshold {threshold:.2f}."
        if self.listing is Listing.DIFFERS:
            return f"No detail{known} in which linked passages disagree, at threshold {threshold:.2f}."
        if self.listing is Listing.JUDGED:
            return "You have not judged anything yet."
        other = "right" if self.listing is Listing.LEFT else "left"
        return f"The {other} article leaves nothing out{known}, at threshold {threshold:.2f}."

    def _sort(self, sorting: Sorting) -> None:
        self._sortings[self.listing] = sorting
        self._sorted.pop(self.listing, None)
