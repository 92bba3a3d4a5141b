"""The state of the lists: which one is shown, its order, its filter.  No widgets.

The entries of a list are computed when they are first needed, and kept until the links change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diptych.reader.lists import wording
from diptych.reader.lists.entries import (
    DESCENDING,
    ORDERS,
    Listing,
    SortOrder,
    arranged,
    entries_of,
    with_repeats_folded,
)
from diptych.reader.lists.filter import FilterResult, ListFilter
from diptych.reader.state.wording import NOT_YET
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from diptych.alignment.details.model import Detail
    from diptych.article.model import Article
    from diptych.comparison import Comparison
    from diptych.reader.lists.entries import ListEntry
    from diptych.reader.state.story_coverage import CountedSide
    from diptych.verdicts.records import JudgementRecord

FEW = 400
"""Maximum number of passages of both articles whose details are read before anybody asks for their list."""


class Sorting(NamedTuple):
    """The order of a list."""

    order: SortOrder
    reverse: bool = False
    """Whether the order is reversed."""

    @property
    def by_place(self) -> bool:
        """Whether the order follows an article."""
        return self.order in (SortOrder.LEFT, SortOrder.RIGHT, SortOrder.PLACE)

    @property
    def descending(self) -> bool:
        """Whether the largest value comes first."""
        return (self.order in DESCENDING) is not self.reverse


class ListState:
    """The lists of two articles."""

    def __init__(
        self, articles: Pair[Article], only_here: Callable[[], CountedSide | None] = lambda: None
    ) -> None:
        """Make empty lists.

        Args:
            articles: both articles.
            only_here: returns in how many other accounts of a story each passage is; None if nobody asks.
        """
        self.articles = articles
        self._count_accounts = only_here
        self._only_here: CountedSide | None = None
        self.filter = ListFilter(articles)
        self.listing = Listing.LINKS
        self.query = ""
        """The filter of the list shown."""
        self._comparison: Comparison | None = None
        """The links at the current threshold; None until they are computed."""
        self._orphaned: tuple[JudgementRecord, ...] = ()
        """Verdicts and notes on passages that the texts no longer have."""
        self._sortings = {listing: Sorting(orders[0]) for listing, orders in ORDERS.items()}
        self._details: Pair[Sequence[tuple[Detail, ...]]] | None = None
        """The details of each passage of both articles; None until they are read."""
        self._by_place: dict[Listing, list[ListEntry]] = {}
        self._sorted: dict[Listing, list[ListEntry]] = {}

    def update(self, comparison: Comparison | None, orphaned: tuple[JudgementRecord, ...] = ()) -> bool:
        """Replace what the lists show; True if that is new.

        Args:
            comparison: the links, with the verdicts and notes on them; None until they are computed.
            orphaned: verdicts and notes on passages that the texts no longer have.
        """
        only_here = self._count_accounts()
        if only_here != self._only_here:
            self._only_here = only_here
        elif comparison is self._comparison and orphaned == self._orphaned:
            return False
        self._comparison, self._orphaned = comparison, orphaned
        self._by_place.clear()
        self._sorted.clear()
        return True

    @property
    def sorting(self) -> Sorting:
        """How the list shown is sorted."""
        return self._sortings[self.listing]

    @property
    def listings(self) -> list[Listing]:
        """The lists to show: that of verdicts only if there are some, that of a story only if asked for."""
        left_out = set[Listing]()
        if self.listing is not Listing.JUDGED and not self.count(Listing.JUDGED):
            left_out.add(Listing.JUDGED)
        if self._only_here is None:
            left_out.add(Listing.ONLY_HERE)
        return [listing for listing in Listing if listing not in left_out]

    def sort_by(self, order: SortOrder) -> None:
        """Sort the list shown by `order`; if it is the present one, reverse it."""
        present = self.sorting
        self._sort(Sorting(order, order is present.order and not present.reverse))

    def sort_by_next(self) -> None:
        """Sort the list shown by the next of its orders."""
        orders = ORDERS[self.listing]
        self._sort(Sorting(orders[(orders.index(self.sorting.order) + 1) % len(orders)]))

    def follow(self, side: Side) -> None:
        """Sort the lists that are sorted by place by the place on `side`."""
        wanted = SortOrder.LEFT if side is Side.LEFT else SortOrder.RIGHT
        for listing in (Listing.LINKS, Listing.DIFFERS, Listing.JUDGED):
            if self._sortings[listing].order in (SortOrder.LEFT, SortOrder.RIGHT):
                self._sortings[listing] = Sorting(wanted, self._sortings[listing].reverse)
                self._sorted.pop(listing, None)

    def count(self, listing: Listing) -> int | None:
        """Number of links, details, verdicts or passages of a list, before the filter; None if unread."""
        if self._comparison is None:
            return 0
        if listing is Listing.DETAILS and self._details is None:
            return None
        if listing is Listing.DETAILS and self._details is not None:
            return sum(len(its) for passages in self._details for its in passages)
        if listing is Listing.ONLY_HERE:
            return 0 if self._only_here is None else len(self._only_here.counts.nowhere)
        side = listing.side
        if side is not None:
            return len(self._comparison.alignment.unique(side))
        entries = self._entries(listing)
        return sum(
            len(entry.folded) for entry in entries if listing is Listing.JUDGED or not entry.is_rejected
        )

    @property
    def may_read_details(self) -> bool:
        """Whether the details are not read yet, and reading them beside other work delays no key."""
        passages = sum(len(article.passages) for article in self.articles)
        return self._details is None and self._comparison is not None and passages <= FEW

    @property
    def must_read_details(self) -> bool:
        """Whether the list shown waits for `read_details`."""
        return self.listing is Listing.DETAILS and self._details is None and self._comparison is not None

    def read_details(self) -> None:
        """Read the details of both articles, in any thread; of books it takes seconds."""
        from diptych.alignment.details.lookup import details_of_article

        details = self.articles.map(details_of_article)
        self._sorted.pop(Listing.DETAILS, None)
        self._details = details

    @property
    def entries(self) -> list[ListEntry]:
        """All entries of the list shown, in its order."""
        if self.listing not in self._sorted:
            order, reverse = self.sorting
            self._sorted[self.listing] = arranged(self._entries(self.listing), order, reverse=reverse)
        return self._sorted[self.listing]

    def _entries(self, listing: Listing) -> list[ListEntry]:
        """All entries of a list, by place."""
        if self._comparison is None or (listing is Listing.DETAILS and self._details is None):
            return []
        if listing not in self._by_place:
            found = entries_of(listing, self._comparison, self._orphaned, self._details, self._only_here)
            self._by_place[listing] = with_repeats_folded(found) if listing is Listing.DIFFERS else found
        return self._by_place[listing]

    def matching(self) -> FilterResult:
        """The entries of the list shown that match the filter."""
        return self.filter.find(self.query, self.entries)

    def counts(self) -> str:
        """The counts of the list shown, in words."""
        return wording.counts(self.listing, self.entries, self.count(self.listing) or 0)

    def why_empty(self) -> str:
        """A sentence that says why the list shown has no entries."""
        if self._comparison is None:
            return NOT_YET
        if self.must_read_details:
            return wording.READING_DETAILS
        if self.query.strip() and self.entries:
            return wording.no_match(self.query)
        return wording.empty(self.listing, self._comparison.alignment, self._only_here)

    def caption_of_runs(self) -> str:
        """The caption of a list of passages without a counterpart; empty for other lists."""
        counts = self.counts()
        if self.listing is Listing.ONLY_HERE and self._only_here is not None:
            return f"{counts} {wording.only_here(self._only_here, self.articles)}"
        side = self.listing.side
        return "" if side is None else f"{counts} of {wording.unique_in(side, self.articles)}"

    def _sort(self, sorting: Sorting) -> None:
        self._sortings[self.listing] = sorting
        self._sorted.pop(self.listing, None)
