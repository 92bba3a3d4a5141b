"""What the status bar, the evidence panel and the inputs say.  No widgets."""

from __future__ import annotations

from diptych.reader.state.scrolling import Following

COMPUTING = "The links are being computed; read on."
NOT_COMPUTED = "The links of this passage have not been computed yet; read on."
NOTHING_NEAR = "nothing in the other article comes near"
ONLY_PLACE = "both: only their place among other links"
NOTHING_SHARED = "nothing that both have was found"

SEARCH_PLACEHOLDER = "search both articles   (Enter finds, Esc leaves)"
NOTE_PLACEHOLDER = "note"
FILTER_PLACEHOLDER = "type to filter"

FOLLOWING = {Following.HELD: "other pane held", Following.FREE: "both panes free"}
"""Ways of scrolling other than the usual one, which keeps both panes level."""


def no_counterpart(threshold: float) -> str:
    """Says that a passage is unique at a threshold, 0..1."""
    return f"no counterpart found at threshold {threshold:.2f}"


def link_lost(excerpt: str, model: str) -> str:
    """Says that the link shown is gone, because the links of a better model have come."""
    return f"The link to “{excerpt}” is gone: {model} does not make it"


def by_hand(excerpt: str, other_side: str, *, short: bool) -> str:
    """Says which passage is being linked by hand."""
    return f"linking “{excerpt}” with {'…' if short else f'a passage of the {other_side} article …'}"
