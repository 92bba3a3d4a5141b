"""A verdict or note in a few lines, for the lists.  No widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diptych.comparison_wording import HOW_JUDGED, difference_words
from diptych.reader.text.verdict_labels import (
    DIFFERENCE,
    NOTE,
    SIGNS,
    score_of,
    sign_of,
    since_changed,
)
from diptych.sides import Pair, Side
from diptych.sources.sanitize import sanitize

if TYPE_CHECKING:
    from diptych.alignment.model import Difference, Link
    from diptych.comparison import PassageNote
    from diptych.verdicts.records import JudgementRecord

NOTE_ON_LINK = "note on the link"
NOTE_ON_PASSAGE = "note on the passage"
ORPHANED_NOTE = "note that no longer fits the texts"
ORPHANED_VERDICT = "{}, no longer fits the texts"
AS_JUDGED = "as you judged it"
ORPHANED = "not there any more"

_MOST_QUOTED = 400
"""Maximum length of the quotation of an orphaned passage, in code points."""


class VerdictSummary(NamedTuple):
    """A verdict or note, as a list shows it."""

    sign: str
    heading: str
    """The verdict or the kind of note, and whether it still fits the texts."""
    note: str = ""
    former: Pair[str] = Pair("", "")
    """The former words of passages that have changed or are orphaned; else empty."""
    record: JudgementRecord | None = None
    """The record to withdraw, if it is orphaned."""

    def former_lines(self, side: Side) -> list[str]:
        """A line with the former words of the passage of a side; none if it has not changed."""
        if not self.former[side]:
            return []
        label = AS_JUDGED if self.record is None else ORPHANED
        return [f"{side.value.capitalize()}, {label}: {self.former[side]}"]

    def text(self) -> str:
        """All words, for the filter."""
        return " ".join([self.heading, self.note, *self.former])


def summary_of_link(link: Link) -> VerdictSummary:
    """The verdict and the note on a link."""
    grade = f"{link.grade.value} {score_of(link)}".rstrip() + (" ≠" if link.differences else "")
    if link.verdict is None:
        return VerdictSummary(NOTE, f"{NOTE_ON_LINK}   {grade}", link.note)
    heading = f"{HOW_JUDGED[link.verdict]}{since_changed(link)}   {grade}"
    return VerdictSummary(sign_of(link), heading, link.note, link.judged_as)


def summary_of_difference(difference: Difference) -> VerdictSummary:
    """The verdict on a difference."""
    assert difference.verdict is not None  # noqa: S101 - the caller checked
    subject, readings = difference_words(difference)
    about = f"{subject}: " if subject else ""
    heading = f"{DIFFERENCE[difference.verdict]}   {about}{readings.left} │ {readings.right}"
    return VerdictSummary(SIGNS[difference.verdict], heading)


def summary_of_note(note: PassageNote) -> VerdictSummary:
    """A note on a passage."""
    return VerdictSummary(NOTE, NOTE_ON_PASSAGE, note.text)


def summary_of_orphan(record: JudgementRecord) -> VerdictSummary:
    """A verdict or note on passages that the texts no longer have."""
    former = record.anchors.map(lambda anchor: sanitize(anchor.exact[:_MOST_QUOTED]) if anchor else "")
    if record.verdict is None:
        return VerdictSummary(NOTE, ORPHANED_NOTE, record.note, former, record)
    judged = HOW_JUDGED[record.verdict]
    if record.difference is not None:
        judged = f"{DIFFERENCE[record.verdict]}: {' │ '.join(record.difference.readings)}"
    heading = ORPHANED_VERDICT.format(judged)
    return VerdictSummary(SIGNS[record.verdict], heading, "", former, record)
