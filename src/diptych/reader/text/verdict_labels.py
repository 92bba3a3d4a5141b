"""Labels of the user's verdicts, as signs and words: never by colour alone.  Uses no widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.alignment.kinds import Verdict
from diptych.comparison_wording import HOW_JUDGED
from diptych.reader.text.quotes import pair_name, passage_name
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diptych.alignment.model import Link
    from diptych.comparison import Comparison
    from diptych.verdicts.store import Change

SIGNS = {Verdict.ACCEPTED: "✓", Verdict.REJECTED: "✗", Verdict.ADDED: "+"}
NOTE = "✎"

_CONTEXT_WORDS = 3
"""Number of words shown before the first changed one."""

DIFFERENCE = {
    verdict: f"difference {HOW_JUDGED[verdict]}" for verdict in (Verdict.ACCEPTED, Verdict.REJECTED)
}
"""Labels of a verdict on a difference."""


def sign_of(link: Link) -> str:
    """The sign of the verdict on a link; empty without a verdict."""
    return SIGNS[link.verdict] if link.verdict else ""


def since_changed(link: Link) -> str:
    """Addition to the label of a verdict if a passage has changed since; else empty."""
    return " before the text changed" if any(link.judged_as) else ""


def from_change(then: str, now: str) -> str:
    """The former text of a passage, on one line from shortly before the first word that has changed.

    Args:
        then: the former text.
        now: the present text; empty if the passage is orphaned.
    """
    words, present = then.split(), now.split()
    same = next((at for at, (one, two) in enumerate(zip(words, present, strict=False)) if one != two), 0)
    start = same - _CONTEXT_WORDS if same > 2 * _CONTEXT_WORDS else 0
    return f"{'… ' if start else ''}{' '.join(words[start:])}"


def score_of(link: Link) -> str:
    """The score, four cells wide; blank for a link by hand, which is diptych's to score no more."""
    return "    " if link.verdict is Verdict.ADDED else f"{link.score:.2f}"


def change_label(change: Change) -> str:
    """What a change did to a verdict or note, and to which: "rejected link L 5 – R 14"."""
    subject, record = change.subject, change.record
    if record.is_note:
        done = "note on" if record.note else "deleted note on"
    else:
        done = record.verdict.value if record.verdict else "withdrawn verdict on"
    if record.difference is not None:
        done = f"{done} difference {' | '.join(record.difference.readings)} of"
    if subject is None:
        return f"{done} passages that the texts no longer have"
    if subject.left is not None and subject.right is not None:
        return f"{done} link {pair_name(subject.left, subject.right)}"
    side, passage = (Side.RIGHT, subject.right) if subject.left is None else (Side.LEFT, subject.left)
    return f"{done} {passage_name(side, passage or 0)}"


def verdict_signs(comparison: Comparison | None) -> Pair[Mapping[int, str]]:
    """The signs of verdicts and notes by passage, for each side.

    Verdicts that count come before rejections.
    """
    if comparison is None:
        return Pair({}, {})
    signs: Pair[dict[int, str]] = Pair({}, {})
    judged = [link for link in comparison.alignment.candidates if link.verdict or link.note]
    judged.sort(key=lambda link: link.verdict is Verdict.REJECTED)
    marks = [(side, link.end(side), sign_of(link)) for link in judged for side in Side]
    marks += [(side, note.passage, NOTE) for side in Side for note in comparison.notes[side]]
    marks += [(side, link.end(side), NOTE) for side in Side for link in judged if link.note]
    for side, passage, sign in marks:
        present = signs[side].get(passage, "")
        signs[side][passage] = present if sign in present else present + sign
    return signs
