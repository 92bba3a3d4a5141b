"""The sentences of the lists.  No widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.alignment.kinds import Verdict
from diptych.comparison_wording import counted, no_difference, one_line
from diptych.percentages import percent
from diptych.reader.lists.entries import Listing
from diptych.reader.text.quotes import pair_name, passage_name
from diptych.reader.text.verdict_labels import sign_of
from diptych.sides import Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.alignment.model import Alignment, Difference, Link
    from diptych.article.model import Article
    from diptych.reader.lists.entries import ListEntry
    from diptych.reader.lists.filter import FilterResult
    from diptych.reader.state.story_coverage import CountedSide
    from diptych.sides import Pair

READING_DETAILS = "Reading the figures, dates, names and quotations of both articles …"
NOTHING_TO_GO_TO = "There is nothing to go to."
NOT_COMPARED = "No other account has been compared yet."
PASSAGES_GONE = "The texts no longer have its passages."
NOTHING_TO_JUDGE = "There is nothing to judge."
NOTHING_TO_COPY = "There is nothing to copy."

CAPTION = "{}   L “{}”  R “{}”   passages by number"
"""The caption of a list: its counts, and the titles of both articles."""

_QUOTATION_MARKS = "“”„‟«»‹›\"'‘’「『"


MOST_NAMED = 2
"""Maximum number of links that are named one by one."""

ROW_GONE = "New links: the row that you were at is gone."
OTHER_ROW = "This is another row than before; press the key again to judge it."


def counts(listing: Listing, entries: Sequence[ListEntry], count: int) -> str:
    """The counts of a list, in words.

    Args:
        listing: the list.
        entries: all its entries.
        count: number of links, details, verdicts or passages.
    """
    if listing is Listing.LINKS:
        return links_and_rejected(count, len(entries) - count)
    if listing is Listing.DIFFERS:
        told = [each for entry in entries for each in entry.folded if not each.is_rejected]
        links = len({(entry.left, entry.right) for entry in told})
        doubtful = sum(entry.sign == "≟" for entry in told)
        differ = (
            f"{counted(count - doubtful, 'detail')} ≠, {doubtful:,} ≟"
            if doubtful
            else counted(count, "detail")
        )
        return f"{differ} in {counted(links, 'link')}"
    if listing is Listing.DETAILS:
        matched = sum(bool(entry.detail and entry.detail.answers) for entry in entries)
        return f"{counted(count, 'detail')}, {matched:,} of them in a counterpart too"
    if listing is Listing.JUDGED:
        return "1 verdict or note" if count == 1 else f"{count} verdicts and notes"
    words = sum(entry.words for entry in entries)
    runs = f" in {counted(len(entries), 'run')}" if len(entries) < count else ""
    return f"{counted(count, 'passage')}{runs}, {counted(words, 'word')}"


def links_and_rejected(links: int, rejected: int) -> str:
    """How many links there are, and how many the user has rejected: "26 links, 2 rejected"."""
    return counted(links, "link") + (f", {rejected:,} rejected" if rejected else "")


def undoable(done: str, key: str) -> str:
    """A message after a verdict, with the key that undoes it."""
    return f"{done}; {key} undoes"


def empty(listing: Listing, alignment: Alignment, counted: CountedSide | None = None) -> str:
    """Says why a list has no entries.

    Args:
        listing: the list.
        alignment: the links.
        counted: in how many other accounts of the story each passage is, for the list of that.
    """
    at = f"at threshold {alignment.threshold:.2f}."
    known = "" if alignment.compared is None else " known yet"
    if listing is Listing.LINKS:
        return f"No links{known} {at}"
    if listing is Listing.DIFFERS:
        return no_difference(alignment)
    if listing is Listing.DETAILS:
        return "Neither article has a figure, a date, a name or a quotation."
    if listing is Listing.JUDGED:
        return "You have not judged anything yet."
    if counted is not None and listing is Listing.ONLY_HERE:
        if not counted.counts.known:
            return NOT_COMPARED
        return f"Each passage of the {counted.side.value} article is in another account."
    side = "left" if listing is Listing.LEFT else "right"
    return f"No passage of the {side} article is unique{known}, {at}"


def no_match(query: str) -> str:
    """Says that no entry matches the filter."""
    return f"Nothing here is like “{query.strip()}”."


def matches(found: FilterResult) -> str:
    """How many entries match the filter exactly, and how many nearly."""
    near = len(found.entries) - found.exact
    return f"{found.exact} as typed" + (f", {near} similar (≈)" if near else "")


def comes_near(link: Link) -> str:
    """Says how near a passage comes to a unique one."""
    near = f"{sign_of(link)} rejected" if link.verdict is Verdict.REJECTED else "nearest"
    return f"{near} {link.score:.2f}"


def unique_in(side: Side, articles: Pair[Article]) -> str:
    """Names what has unique passages, the article of `side`: "“One” without a counterpart in “Two”"."""
    return f"“{articles[side].title}” without a counterpart in “{articles[side.other].title}”"


def only_here(counted: CountedSide, articles: Pair[Article]) -> str:
    """Says in which accounts the passages of an article are not, and names the article."""
    known, total = counted.counts.known, counted.counts.total
    accounts = "the other account" if total == 1 else f"any of the {total} other accounts"
    if known < total:
        accounts = f"the {known} of {total} other accounts compared so far"
    return f"not in {accounts}: “{articles[counted.side].title}”"


def entry_name(entry: ListEntry) -> str:
    """What an entry is, in a few words, such as "link L 3 – R 5"."""
    kind = "verdict or note" if entry.summary else "detail" if entry.detail else "difference"
    if not entry.left and not entry.right:
        return kind
    if entry.left and entry.right:
        if entry.difference is None and entry.summary is None:
            kind = "link"
        return f"{kind} {pair_name(entry.left.start, entry.right.start)}"
    side = Side.LEFT if entry.left else Side.RIGHT
    passages = entry.passages(side)
    if entry.summary is None and entry.detail is None:
        kind = "passages" if len(passages) > 1 else "passage"
    return f"{kind} {passage_name(side, passages.start, passages[-1])}"


def copied_list(listing: Listing, articles: Pair[Article]) -> str:
    """The heading of a copied list."""
    if listing.side is not None:
        return f"Passages of {unique_in(listing.side, articles)}"
    left, right = (f"“{articles[side].title}” ({side.value})" for side in Side)
    if listing is Listing.ONLY_HERE:
        return "Passages that no other account of the story has"
    if listing is Listing.JUDGED:
        return f"Verdicts and notes on {left} and {right}"
    if listing is Listing.DETAILS:
        return f"Details of {left} and {right}"
    if listing is Listing.DIFFERS:
        return f"Where {left} and {right} differ"
    return f"Links between {left} and {right}"


def run_heading(words: int, share: float, position: str) -> str:
    """The heading of a run of unique passages: its words, its share of the article (0..1), its position."""
    return f"{counted(words, 'word')}, {percent(share)} of the article, {position}"


def subject_of(difference: Difference) -> str:
    """The subject of a difference, with its kind unless one contains the other: a list is sorted by kind."""
    kind = difference.kind.value
    subject = difference.subject or kind
    return subject if kind in subject or subject in kind else f"{subject} ({kind})"


def quoted(reading: str) -> str:
    """A reading on one line, in quotation marks unless it begins with one."""
    reading = one_line(reading)
    return reading if reading[:1] in _QUOTATION_MARKS else f"“{reading}”"


def difference_heading(difference: Difference, entry: ListEntry) -> str:
    """The subject and both readings of the difference of an entry, and where else it is, for the screen."""
    left, right = map(quoted, difference.readings)
    return "   ".join(filter(None, [f"{subject_of(difference)}: {left} │ {right}", also(entry)]))


def also(entry: ListEntry) -> str:
    """Names the other links that differ in the same way; empty if there are none."""
    if not entry.also:
        return ""
    if len(entry.also) > MOST_NAMED:
        return f"also in {len(entry.also)} other links"
    return f"also {', '.join(pair_name(each.left.start, each.right.start) for each in entry.also)}"


def difference_line(difference: Difference) -> str:
    """The subject and both readings of a difference, for a copy."""
    left, right = map(quoted, difference.readings)
    return f"{subject_of(difference)}: {left} (left), {right} (right)"
