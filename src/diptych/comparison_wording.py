"""The words that reports, help and the reader share: marks, verdicts, sides, counts.

Nothing here says which of two articles is right, or more than is known: a unique passage is one without a
counterpart at the present threshold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.kinds import AlignmentWarning, DifferenceKind, EvidenceKind, Verdict
from diptych.alignment.settings import ModelChoice
from diptych.percentages import percent
from diptych.sides import Pair

if TYPE_CHECKING:
    from diptych.alignment.model import Alignment, Difference, Evidence, Link
    from diptych.article.model import Article
    from diptych.sides import Side


LETTERS = Pair("L", "R")
"""Names of the left and the right article in reports, and where there is room for one letter only."""


class Mark(NamedTuple):
    """A mark of a passage."""

    sign: str
    name: str
    meaning: str
    """Continues "name: ", without a full stop."""


MARKS = (
    Mark(
        "●",
        "linked",
        "the other article covers the same event, act, statement or figure: restated, or verbatim if in the"
        " same words",
    ),
    Mark("◐", "related", "the other article only shares one fact with it, or mentions it"),
    Mark("○", "unique", "no counterpart was found at the present threshold"),
    Mark("◌", "near", "no counterpart was found, but a passage comes near; Enter goes there"),
    Mark("≠", "differs", "a counterpart has another number, date, name, title or other quoted words"),
    Mark("≟", "may differ", "the same, but less certain: worth a look"),
)
"""The marks of passages, each with the one name and meaning that it has everywhere."""

HOW_JUDGED = {
    Verdict.ACCEPTED: "accepted by hand",
    Verdict.REJECTED: "rejected by hand",
    Verdict.ADDED: "linked by hand",
}
"""A verdict in words."""


def linked_passages(alignment: Alignment, side: Side, coverage: float, *, short: bool = False) -> str:
    """How much of an article is linked: "8 of 42 passages linked, 20% of the text".

    Args:
        alignment: the links.
        side: the side of the article.
        coverage: the share, 0..1, of its text in linked passages.
        short: whether to use few words: "8 of 42 linked, 20%".
    """
    linked, passages, share = len(alignment.by_passage(side)), alignment.sizes[side], percent(coverage)
    if short:
        return f"{linked:,} of {passages:,} linked, {share}"
    return f"{linked:,} of {counted(passages, 'passage')} linked, {share} of the text"


def same_text(articles: Pair[Article]) -> str:
    """Says that both articles are one text, whatever their white space; empty if they are not."""
    left, right = articles
    if len(left.passages) != len(right.passages):
        return ""
    texts = articles.map(lambda article: map(article.passage_text, range(len(article.passages))))
    if not all(one.split() == two.split() for one, two in zip(*texts, strict=True)):
        return ""
    return "Both articles are the same text." if left.passages else ""


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun, in the plural unless the number is 1: "1 word", "1,234 words"."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def pace(rate: float, left: int) -> str:
    """How many articles are read a second, and how long the others will take: "85 a second, 2 min left".

    Args:
        rate: articles that are read a second.
        left: articles that are left.
    """
    seconds = left / rate if rate else 0.0
    rest = f"{seconds / 60:.0f} min" if seconds >= 90 else f"{seconds:.0f} s"
    return f"{rate:,.0f} a second, {rest} left"


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
    """What the detail is about, or its kind if nothing says that; empty if both readings contain it."""
    readings: Pair[str]
    """What each side says, on one line."""


_LIGHT = 0.2
"""Weight of a word, 0..1, below which it says next to nothing: year, people, officials."""


def telling_evidence(link: Link) -> list[Evidence]:
    """The evidence of a link, heaviest first; light words only if there is nothing else."""
    least = min(_LIGHT, max((each.weight for each in link.evidence), default=0.0))
    return [each for each in link.evidence if each.kind is not EvidenceKind.WORD or each.weight >= least]


_BEGINNING = 3
"""Letters that the words of both sides have in common at their beginning, if they are forms of one word."""


def evidence_label(evidence: Evidence, articles: Pair[Article]) -> str:
    """What both passages share, in the words of both if they are not forms of one: "Dienstag ~ Tuesday"."""
    if evidence.kind in (EvidenceKind.QUOTATION, EvidenceKind.MEANING) or not evidence.spans.right:
        return evidence.label
    left = one_line(evidence.label)
    right = one_line(max((span.of(articles.right.text) for span in evidence.spans.right), key=len))
    begins = left.casefold()[:_BEGINNING], right.casefold()[:_BEGINNING]
    return left if begins[0].startswith(begins[1]) or begins[1].startswith(begins[0]) else f"{left} ~ {right}"


def one_line(text: str) -> str:
    """A text on one line, with single blanks between its words."""
    return " ".join(text.split())


def difference_words(difference: Difference) -> DifferenceWords:
    """The subject and the readings of a detail that differs."""
    readings = difference.readings.map(one_line)
    kind = "" if difference.kind is DifferenceKind.OTHER else difference.kind.value
    subject = one_line(difference.subject) or kind
    named = all(subject in reading for reading in readings)
    return DifferenceWords("" if named else subject, readings)


def difference_phrase(difference: Difference, left: str = "in L", right: str = "in R") -> str:
    """A detail that differs, as a sentence without a full stop: "boats: 22 in L, 25 in R".

    Args:
        difference: the detail.
        left: words that place the left reading.
        right: words that place the right reading.
    """
    words = difference_words(difference)
    subject = f"{words.subject}: " if words.subject else ""
    return f"{subject}{words.readings.left} {left}, {words.readings.right} {right}"


def rejected_difference(difference: Difference, left: str = "in L", right: str = "in R") -> str:
    """A detail that does not differ, says the user, as a sentence; arguments as for `difference_phrase`."""
    return f"No difference ({HOW_JUDGED[Verdict.REJECTED]}): {difference_phrase(difference, left, right)}."


def no_difference(alignment: Alignment) -> str:
    """Says that nothing was found to differ for certain, and how much that means."""
    compared, alone = alignment.compared_details
    known = "" if alignment.compared is None else " yet"
    if any(alignment.may_differ(link) for link in alignment.links):
        return f"No difference is certain{known}."
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
