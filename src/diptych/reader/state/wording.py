"""What the keys for moves, links and searches say when they cannot do what they are for.  No widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.comparison_wording import counted, no_difference
from diptych.reader.state.filters import SELECTION_NAMES, Selection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.alignment.model import Alignment, Link

NO_PASSAGES = "This article has no passages."
NO_PASSAGES_THERE = "The other article has no passages."
NOT_YET = "The links are still being computed."
NO_COUNTERPART = "No counterpart at this threshold."
THRESHOLD_LIMIT = "The threshold cannot go any further."
FILTER_OFF = "the filter is off again"
START = "Start of the article."
END = "End of the article."
NO_JUMP_BACK = "No jump to go back to."
NO_JUMP_FORWARD = "No jump to go forward to."
SEARCH_FIRST = "Search first."
IN_FURNITURE = "This hit is in page furniture."


def back_again(passage: int, verdicts: int, notes: int, top_key: str, selection: Selection) -> str:
    """Says where a pair was left that is opened again, and what of the user's is kept; "" if nothing is.

    Args:
        passage: index of the passage under the cursor.
        verdicts: number of verdicts.
        notes: number of notes.
        top_key: key that goes to the first passage.
        selection: the filter.
    """
    numbers = [counted(count, noun) for count, noun in ((verdicts, "verdict"), (notes, "note")) if count]
    place = f"back at passage {passage + 1:,}" if passage else ""
    kept = f"{' and '.join(numbers)} kept" if numbers else ""
    only = "" if selection is Selection.ALL else f"showing only: {selection.value}"
    parts = ", ".join(filter(None, (place, kept, only)))
    return f"{parts}; {top_key}: top" if passage else parts


def no_further(
    selection: Selection,
    members: Sequence[int],
    passage: int,
    alignment: Alignment,
    *,
    below: bool,
    known: bool,
) -> str:
    """Says that a selection has no further passage.

    Args:
        selection: the selection.
        members: its passages in one article, in order.
        passage: the passage under the cursor.
        alignment: the links.
        below: whether the search went down.
        known: whether all links of the article are known.
    """
    name, direction = SELECTION_NAMES[selection], "below" if below else "above"
    if not known:
        return f"No {name} known yet further {direction}."
    if not members:
        if selection is Selection.DIFFERS:
            return no_difference(alignment)
        return f"This article has no {name} at this threshold."
    if list(members) == [passage]:
        return f"This is the only {name}."
    return f"No {name} further {direction}."


def place_in(selection: Selection, at: int, members: Sequence[int], chosen: Link | None) -> str:
    """Says which of the passages of a selection is under the cursor.

    Args:
        selection: the selection.
        at: index in `members`.
        members: the passages of the selection in one article, in order.
        chosen: the link shown, whose differences are named; None for no link in particular.
    """
    count = f"{SELECTION_NAMES[selection]} {at + 1} of {len(members)}"
    kinds = () if chosen is None else dict.fromkeys(each.kind.value for each in chosen.differences)
    return f"{count}: {', '.join(kinds)}" if kinds else count


def replaced(before: Alignment, now: Alignment) -> str:
    """Says that the links of another model have come."""
    return (
        f"{counted(len(now.links), 'link')} of {now.model}, in place of {len(before.links)} of {before.model}"
    )


def at_nearest(number: int, count: int, score: float) -> str:
    """Says that the passage is no counterpart of the one before, but one of some that come near."""
    which = "the nearest passage" if count == 1 else f"nearest passage {number} of {count}"
    return f"no counterpart: {which}, score {score:.2f}; accepting links the two"


def no_such_number(count: int) -> str:
    """Says that fewer counterparts exist than the number of the key."""
    return "There is only 1 counterpart." if count == 1 else f"There are only {count} counterparts."


def nothing_yet(query: str) -> str:
    """Says that nothing matches what has been typed so far."""
    return f"“{query}”: no hit yet"


def also_may_differ(details: int, passages: int, filter_key: str, list_key: str) -> str:
    """Says where to find what may differ.

    Args:
        details: number of details that may differ.
        passages: number of passages of this article that have them.
        filter_key: the key of the filter.
        list_key: the key of the lists.
    """
    where = f"{counted(details, 'detail')} in {counted(passages, 'passage')} may differ (≟)"
    return f"{where}; {filter_key} or the list ({list_key}) shows {'it' if details == 1 else 'them'}."


def skipped(selections: Sequence[Selection]) -> str:
    """Says which selections the filter left out, because no passage belongs to them; empty if none."""
    if not selections:
        return ""
    return f"no {' and no '.join(SELECTION_NAMES[selection] for selection in selections)}: skipped"


def no_hit(query: str) -> str:
    """Says that a search found nothing."""
    return f"Nothing like “{query}” in either article."
