"""What a reader has said, in signs and in words: never by colour alone.  Makes no widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.alignment.model import Verdict
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diptych.alignment.model import Link
    from diptych.comparison import Comparison

SIGNS = {Verdict.ACCEPTED: "✓", Verdict.REJECTED: "✗", Verdict.ADDED: "+"}
NOTE = "✎"

_LEAD = 3
"""Words before the first one that has changed."""

WORDS = {
    Verdict.ACCEPTED: "accepted by you",
    Verdict.REJECTED: "rejected by you",
    Verdict.ADDED: "linked by you",
}


def sign_of(link: Link) -> str:
    """The sign of the verdict on a link; empty where there is none."""
    return SIGNS[link.verdict] if link.verdict else ""


def since_changed(link: Link) -> str:
    """What to add to a verdict that was given before a passage was changed; empty where none was."""
    return " before the text changed" if any(link.judged_as) else ""


def from_change(then: str, now: str) -> str:
    """A passage as it was, on one line; without what it begins with as it does now, but for some words."""
    words, present = then.split(), now.split()
    same = next((at for at, (one, two) in enumerate(zip(words, present, strict=False)) if one != two), 0)
    start = same - _LEAD if same > 2 * _LEAD else 0
    return f"{'… ' if start else ''}{' '.join(words[start:])}"


def score_of(link: Link) -> str:
    """The score in four cells; blank for a link by hand that would have none."""
    return "    " if link.verdict is Verdict.ADDED and not link.score else f"{link.score:.2f}"


def verdict_signs(comparison: Comparison | None) -> Pair[Mapping[int, str]]:
    """For each passage of either article that something was said about, the signs of it.

    Where links of a passage were judged differently, those that count come first.
    """
    if comparison is None:
        return Pair({}, {})
    found: dict[Side, dict[int, str]] = {Side.LEFT: {}, Side.RIGHT: {}}
    said = [link for link in comparison.alignment.candidates if link.verdict or link.note]
    said.sort(key=lambda link: link.verdict is Verdict.REJECTED)
    noted = [(side, note.passage) for side in Side for note in comparison.notes[side]]
    noted += [(side, link.end(side)) for side in Side for link in said if link.note]
    for side in Side:
        for link in said:
            signs, sign = found[side].get(link.end(side), ""), sign_of(link)
            found[side][link.end(side)] = signs if sign in signs else signs + sign
        for noted_side, passage in noted:
            if noted_side is side and NOTE not in found[side].get(passage, ""):
                found[side][passage] = found[side].get(passage, "") + NOTE
    return Pair(found[Side.LEFT], found[Side.RIGHT])
