"""What the keys for verdicts and notes say.  No widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.alignment.kinds import Verdict
from diptych.verdicts.records import LONGEST_NOTE

if TYPE_CHECKING:
    from diptych.alignment.model import Link
    from diptych.verdicts.difference_key import DifferenceKey

DONE = {
    Verdict.ACCEPTED: "accepted",
    Verdict.REJECTED: "rejected",
    Verdict.ADDED: "linked by hand",
}
"""Note after each verdict."""

NONE_LEFT = "{}: no counterpart now"
"""Note after a rejection that leaves a passage without a counterpart."""

DIFFERS = {
    Verdict.ACCEPTED: "it differs, you say: {}",
    Verdict.REJECTED: "no difference, you say: {}",
    None: "your verdict is withdrawn: {}",
}
"""Note after each verdict on a difference, which it quotes."""

NOTHING_GIVEN = "Nothing to undo: there are no verdicts or notes yet."
NOTHING_TO_REDO = "Nothing to redo."
NOTHING_LINKED = "Nothing was linked."
NO_DIFFERENCE = "No difference is told here; {} goes to the next passage that differs."
ALL_JUDGED = "You have judged all {} differences here; {} lists your verdicts."

CHANGED_ELSEWHERE = "Another reader has changed this since; their version is kept."
NOTE_CUT = f"The note is too long: only its first {LONGEST_NOTE:,} characters are kept."


def difference_label(key: DifferenceKey, verdict: Verdict | None) -> str:
    """What a new verdict says of a difference, for messages; None removes the verdict."""
    return DIFFERS[verdict].format(" | ".join(key.readings))  # no frame: plain mode says it too


def link_label(link: Link, verdict: Verdict | None) -> str:
    """What a new verdict does to a link, for messages; None removes the verdict."""
    if verdict is not None:
        return DONE[verdict]
    if link.verdict is Verdict.ADDED:
        return "your link is removed"
    return f"no longer {link.verdict.value}" if link.verdict else ""
