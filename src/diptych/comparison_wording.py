"""Phrases about a comparison that reports and the reader share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.model import AlignmentWarning
from diptych.alignment.settings import ModelChoice

if TYPE_CHECKING:
    from diptych.alignment.model import Alignment, Difference, Link
    from diptych.sides import Pair


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun, in the plural unless the number is 1: "1 word", "1,234 words"."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def own_exports(count: int) -> str:
    """Says how many files of a folder are left out because diptych wrote them."""
    return f"{counted(count, 'comparison')} that diptych wrote {'is' if count == 1 else 'are'} left out."


def misfits(count: int) -> str:
    """Says how many verdicts and notes are on words that the texts no longer have."""
    if count == 1:
        return "1 verdict or note no longer fits the texts"
    return f"{count} verdicts or notes no longer fit the texts"


def graded(link: Link) -> str:
    """The grade and score of a link: "Restated, score 0.84"."""
    return f"{link.grade.value.capitalize()}, score {link.score:.2f}"


class DifferenceWords(NamedTuple):
    """The words for a detail that differs."""

    subject: str
    """What the detail is about; empty if both readings contain it."""
    readings: Pair[str]
    """What each side says, on one line."""


def one_line(text: str) -> str:
    """A text on one line, with single blanks between its words."""
    return " ".join(text.split())


def difference_words(difference: Difference) -> DifferenceWords:
    """The subject and the readings of a detail that differs."""
    readings = difference.readings.map(one_line)
    named = all(difference.subject in reading for reading in readings)
    return DifferenceWords("" if named else one_line(difference.subject), readings)


def difference_phrase(difference: Difference, left: str = "in A", right: str = "in B") -> str:
    """A detail that differs, as a sentence without a full stop: "boats: 22 in A, 25 in B".

    Args:
        difference: the detail.
        left: words that place the left reading.
        right: words that place the right reading.
    """
    words = difference_words(difference)
    subject = f"{words.subject}: " if words.subject else ""
    return f"{subject}{words.readings.left} {left}, {words.readings.right} {right}"


def no_difference(alignment: Alignment) -> str:
    """Says that nothing was found to differ for certain, and how much that means."""
    compared, alone = alignment.compared_details
    known = "" if alignment.compared is None else " yet"
    if doubtful := sum(len(alignment.may_differ(link)) for link in alignment.links):
        return f"No difference is certain{known}; {counted(doubtful, 'detail')} may differ (≟), see the list."
    if not compared + alone:
        return f"No difference found{known}; most between reports in their own words are missed."
    figures = counted(compared, "figure or date", "figures and dates")
    return (
        f"No difference found{known} among the {figures} of linked passages;"
        f" {alone:,} more stand in passages without a counterpart."
    )


def unread_sentence(alignment: Alignment, asked: ModelChoice | None) -> str:
    """Says that the encoder was asked for and has not read the articles; empty if neither is so."""
    if asked is not ModelChoice.ENCODER or alignment.model.startswith(ModelChoice.ENCODER.value):
        return ""
    return (
        f"These are the links of {alignment.model}: the encoder reads English articles of up to 100,000"
        " characters together, but no two versions of one text."
    )


def warning_sentence(alignment: Alignment) -> str:
    """The warning of an alignment as a sentence; empty if there is none."""
    if alignment.warning is None:
        return ""
    if alignment.warning is AlignmentWarning.TWO_LANGUAGES:
        left, right = alignment.languages
        return f"{left} and {right}: only names, numbers and dates were compared."
    return "These two articles do not seem to cover the same event."
