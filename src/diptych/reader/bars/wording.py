"""What the status bar, the evidence panel and the inputs say.  No widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.alignment.kinds import Voice
from diptych.comparison_wording import counted, difference_words
from diptych.reader.state.scrolling import Following

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.alignment.model import Alignment, Difference, Link

COMPUTING = "The links are being computed; read on."
NOT_COMPUTED = "The links of this passage have not been computed yet; read on."
NEAREST = "nearest"
NOTHING_NEAR = "nothing in the other article comes near"
NOTHING_SHARED = "nothing that both have was found"

SEARCH_PLACEHOLDER = "search both articles   (Enter finds, Esc leaves)"
NOTE_PLACEHOLDER = "note"
FILTER_PLACEHOLDER = "type to filter"

IN_CONFIG_FILE = "Mistakes in your config file"
"""Heading of the help screen."""

FOLLOWING = {Following.HELD: "other pane held", Following.FREE: "both panes free"}
"""Ways of scrolling other than the usual one, which keeps both panes level."""


def mistaken_config(mistakes: Sequence[str]) -> str:
    """The first mistake in the config file, and how many others there are; "" without any."""
    if len(mistakes) < 2:
        return "".join(mistakes)
    return f"{mistakes[0]} And {len(mistakes) - 1} more: diptych config names each."


def rejected(others: int) -> str:
    """What is left to a passage whose link was rejected.

    Args:
        others: number of its other counterparts.
    """
    return counted(others, "other counterpart") if others else "no counterpart now"


def counterpart_of(number: int, count: int, excerpt: str) -> str:
    """Says which counterpart the passage under the cursor is.

    Args:
        number: its number, from 1.
        count: how many counterparts the other passage has.
        excerpt: the beginning of that passage.
    """
    return f"counterpart {number} of {count} of “{excerpt}”"


def no_counterpart_of(excerpt: str) -> str:
    """Says that the passage under the cursor is no counterpart.

    Args:
        excerpt: the beginning of the passage that it comes near.
    """
    return f"no counterpart of “{excerpt}”; accepting links the two"


def made_by(model: str) -> str:
    """Names the model that made the links."""
    return f"links by {model}"


def voice_word(link: Link, threshold: float) -> str:
    """Who makes a link, in a word, if a language model makes it; else empty.

    Args:
        link: the link.
        threshold: score, 0..1, from which diptych makes a link.
    """
    if link.model_grade is None:
        return ""
    return "model" if link.voice(threshold) is Voice.MODEL and link.verdict is None else "both"


def no_counterpart(threshold: float) -> str:
    """Says that a passage is unique at a threshold, 0..1."""
    return f"no counterpart found at threshold {threshold:.2f}"


def agreed_links(alignment: Alignment) -> str | None:
    """How many links are made by diptych and by a language model; None if none was asked."""
    if alignment.voice is Voice.OWN or not any(link.model_grade for link in alignment.candidates):
        return None
    voices = [link.voice(alignment.threshold) for link in alignment.links]
    parts = [f"{voices.count(Voice.BOTH):,} by both", f"{voices.count(Voice.MODEL):,} by the model alone"]
    if judged := voices.count(None) + (alignment.voice is Voice.MODEL) * voices.count(Voice.OWN):
        parts.append(f"{judged:,} by hand")
    return ", ".join(parts)


def link_lost(excerpt: str, alignment: Alignment, lost: Link) -> str:
    """Says that the link shown is gone, because the links of a better model have come.

    Args:
        excerpt: the beginning of its other passage.
        alignment: the links of the better model.
        lost: the link.
    """
    candidate = alignment.between(lost.left, lost.right)
    score = "does not make it" if candidate is None else f"scores it {candidate.score:.2f}"
    return f"This link is gone, {alignment.model} {score}: “{excerpt}”"


def by_hand(excerpt: str, other_side: str, *, short: bool) -> str:
    """Says which passage is being linked by hand."""
    return f"linking “{excerpt}” with {'…' if short else f'a passage of the {other_side} article …'}"


def said_by_model(link: Link, threshold: float) -> str:
    """What a language model says of a link, beside diptych's score; empty if it does not link the two.

    Args:
        link: the link.
        threshold: score, 0..1, from which diptych makes a link.
    """
    if link.model_grade is None:
        return ""
    alone = voice_word(link, threshold) == "model"
    return f"{'only ' if alone else ''}the model: {link.model_grade.value}"


def may_differ(difference: Difference) -> str:
    """A detail that may differ, without the mark."""
    words = difference_words(difference)
    subject = f"{words.subject}: " if words.subject else ""
    who = ", says the model" if difference.voice is Voice.MODEL else ""
    return f"may differ{who}: {subject}{words.readings.left} | {words.readings.right}"
