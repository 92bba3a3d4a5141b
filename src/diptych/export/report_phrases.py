"""Phrases that the text, Markdown and HTML reports share.

L is the left article, R the right one.  No phrase says which of them is right.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.kinds import EvidenceKind, Grade, Verdict, Voice
from diptych.article.identity import source_label
from diptych.comparison_wording import (
    HOW_JUDGED,
    LETTERS,
    MARKS,
    counted,
    difference_phrase,
    evidence_label,
    graded,
    linked_passages,
    no_difference,
    one_line,
    rejected_difference,
    same_text,
    telling_evidence,
    warning_sentence,
)
from diptych.sides import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from diptych.alignment.model import Alignment, Difference, Evidence, Link
    from diptych.article.model import Article
    from diptych.comparison import Comparison
    from diptych.opinion.model import Opinion
    from diptych.sides import Pair

MOST_EVIDENCE = 6
"""Most items of evidence that a report names for a link; more would hide the heaviest ones."""

_WEB = re.compile(r"https?://[^\s\"'<>\\]+", re.IGNORECASE)

DIFFERS = {mark.sign: mark.name for mark in MARKS if mark.sign in "≠≟"}
"""What the marks of differences say."""
_HOW = {Verdict.ACCEPTED: "accepted", Verdict.REJECTED: "rejected", Verdict.ADDED: "added"}
NOTHING = "None."
"""Below a heading without entries."""


# Articles


def published(comparison: Comparison, side: Side) -> str:
    """The publisher and date of an article; empty if neither is known."""
    article = comparison.articles[side]
    return ", ".join(filter(None, (article.publisher, article.date)))


def is_web(source: str) -> bool:
    """Whether the whole source is the address of a web page."""
    return _WEB.fullmatch(source) is not None


def shown_source(source: str) -> str:
    """The source of an article: the address of a page, or the name of a file without its folders.

    A report that is passed on should not contain the names of private folders.
    """
    return source if is_web(source) else re.split(r"[/\\]", source_label(source))[-1]


def covered(comparison: Comparison, side: Side) -> str:
    """How much of an article is linked, without a full stop."""
    sentence = linked_passages(comparison.alignment, side, comparison.coverage(side))
    furniture = sum(block.furniture is not None for block in comparison.articles[side].blocks)
    return f"{sentence}; {counted(furniture, 'line')} of page furniture left out" if furniture else sentence


def summary(comparison: Comparison) -> list[str]:
    """Sentences on the whole comparison: a warning, the numbers of links and grades, verdicts and gaps."""
    alignment = comparison.alignment
    links = alignment.links
    grades = Counter(link.grade for link in links)
    named = ", ".join(f"{grades[grade]:,} {grade.value}" for grade in Grade if grades[grade])
    scored = f"with a score of {alignment.threshold:.2f} or more"
    if comparison.opinion is not None and alignment.voice is not Voice.OWN:
        scored = f"by {comparison.opinion.model}" if alignment.voice is Voice.MODEL else f"{scored}, or by"
        scored += f" {comparison.opinion.model}" if alignment.voice is Voice.BOTH else ""
    sentences = [each for each in (same_text(comparison.articles), warning_sentence(alignment)) if each]
    if links:
        sentences.append(f"{counted(len(links), 'link')} {scored}: {named}.")
        differing = sum(bool(link.differences) for link in links)
        if differing:
            sentences.append(f"A detail differs in {differing:,} of them.")
        doubtful = sum(bool(alignment.may_differ(link)) for link in links)
        if doubtful:
            sentences.append(f"A detail may differ in {doubtful:,} of them.")
        if not differing and not doubtful:
            sentences.append(no_difference(alignment))
    else:
        sentences.append(f"No links {scored}.")
    if comparison.opinion is not None:
        sentences += _opinion(comparison.opinion, alignment)
    elif alignment.model:
        sentences.append(f"The links are by the model {alignment.model}.")
    if by_hand := ", ".join(_by_hand(comparison)):
        sentences.append(f"By hand, whatever the score: {by_hand}.")
    if alignment.compared is not None:
        known = " and ".join(
            f"{len(alignment.compared[side]):,} of the {alignment.sizes[side]:,} passages of {LETTERS[side]}"
            for side in Side
        )
        sentences.append(f"Only the links of {known} were computed; the others are not known.")
    return sentences


def _by_hand(comparison: Comparison) -> Iterator[str]:
    """How many links and differences have each verdict, and how many notes there are: "1 link accepted"."""
    candidates = comparison.alignment.candidates
    told = [each for link in candidates for each in (*link.differences, *link.may_differ)]
    told += [each for link in candidates for each in link.rejected_differences]
    for noun, judged in (("link", candidates), ("difference", told)):
        verdicts = Counter(each.verdict for each in judged)
        for verdict, how in _HOW.items():
            if verdicts[verdict]:
                yield f"{counted(verdicts[verdict], noun)} {how}"
    if notes := len(placed_notes(comparison)):
        yield counted(notes, "note")


def placed_notes(comparison: Comparison) -> list[tuple[str, str]]:
    """The reader's notes on one line, each with its place: "L 3", or "L 3, R 4" for one on a link."""
    on_passages = (
        (f"{LETTERS[side]} {passage + 1}", note)
        for side in Side
        for passage, note in notes(comparison, side).items()
    )
    on_links = (
        (f"L {link.left + 1}, R {link.right + 1}", one_line(link.note))
        for link in comparison.alignment.candidates
        if link.note
    )
    return [*on_passages, *on_links]


def _opinion(opinion: Opinion, alignment: Alignment) -> Iterator[str]:
    """Sentences on what a language model says beside diptych's own model."""
    own = alignment.model or "diptych"
    kept = (link for link in alignment.candidates if link.verdict is not Verdict.REJECTED)
    voices = Counter(link.voice(alignment.threshold) for link in kept)
    yield (
        f"{voices[Voice.BOTH]:,} links are made by both {own} and {opinion.model},"
        f" {voices[Voice.OWN]:,} by {own} alone, {voices[Voice.MODEL]:,} by {opinion.model} alone."
    )
    if alignment.voice is Voice.OWN:
        yield f"Those of {opinion.model} alone are not counted."
    yield from opinion.remarks


# Links


def grade_and_verdict(alignment: Alignment, link: Link) -> str:
    """The grade, score and verdict of a link, without a full stop."""
    known = link.grade.value.capitalize() if link.verdict is Verdict.ADDED else graded(link)
    if link.model_grade is not None and link.voice(alignment.threshold) is Voice.MODEL:
        known = f"{link.model_grade.value.capitalize()}, by the language model alone"
        known += f" (score {link.score:.2f})" if link.score else ""
    elif link.model_grade is not None:
        known += f"; the language model says {link.model_grade.value} too"
    return known if link.verdict is None else f"{known}, {HOW_JUDGED[link.verdict]}"


def changes_since_verdict(link: Link) -> list[str]:
    """A sentence for each passage that has changed since the verdict, with its text at that time."""
    if link.verdict is None:
        return []
    how = HOW_JUDGED[link.verdict]
    sides = [side for side in Side if link.judged_as[side]]
    return [f"When it was {how}, {LETTERS[side]} said: “{one_line(link.judged_as[side])}”" for side in sides]


def shared(articles: Pair[Article], link: Link) -> list[str]:
    """The evidence of a link, heaviest first; the last item counts the omitted ones."""
    found = telling_evidence(link)
    named = [_label(evidence, articles) for evidence in found[:MOST_EVIDENCE]]
    more = len(found) - len(named)
    return [*named, f"{more} more"] if more else named


def doubtful(alignment: Alignment, link: Link) -> list[str]:
    """The details of a link that may differ, each as a sentence."""
    return [
        f"May differ{says_model(difference)}: {difference_phrase(difference)}."
        for difference in alignment.may_differ(link)
    ]


def says_model(difference: Difference) -> str:
    """Says who names a difference, if only the language model does."""
    return ", says the language model" if difference.voice is Voice.MODEL else ""


class ToldDifference(NamedTuple):
    """A detail that differs or may differ, and its link."""

    mark: str
    """≠ or ≟."""
    difference: Difference
    link: Link


def told_differences(alignment: Alignment) -> list[ToldDifference]:
    """All details that differ or may differ, in the order of the left article."""
    return [
        ToldDifference(mark, difference, link)
        for link in alignment.links
        for mark, told in (("≠", link.differences), ("≟", alignment.may_differ(link)))
        for difference in told
    ]


def verdict_on(difference: Difference) -> str:
    """The user's verdict on a difference, in parentheses after a blank; empty if there is none."""
    return "" if difference.verdict is None else f" ({HOW_JUDGED[difference.verdict]})"


def rejected_differences(link: Link) -> list[str]:
    """The details that do not differ, says the user, each as a sentence."""
    return [rejected_difference(difference) for difference in link.rejected_differences]


def listed(things: Sequence[str]) -> str:
    """Items as an enumeration; "and" comes before a last item such as "3 more"."""
    *before, last = things
    return f"{', '.join(before)} and {last}" if before and last.endswith(" more") else ", ".join(things)


def _label(evidence: Evidence, articles: Pair[Article]) -> str:
    # The label of a quotation has no quotation marks; with them a screen reader reads it as one item.
    label = one_line(evidence_label(evidence, articles))
    return f"“{label}”" if evidence.kind is EvidenceKind.QUOTATION else label


def by_left(links: Iterable[Link], alignment: Alignment) -> Iterator[tuple[int, list[Link]]]:
    """Each left passage of the links, in order, with its links, best first."""
    for left, ends in groupby(links, key=lambda link: link.left):
        these = {link.right for link in ends}
        yield left, [link for link in alignment.candidates_of(Side.LEFT, left) if link.right in these]


def weaker(alignment: Alignment, min_score: float | None) -> list[Link]:
    """The matches below the threshold, down to `min_score` (0..1); none if it is None."""
    if min_score is None:
        return []
    return [
        link
        for link in alignment.candidates
        if link.verdict is None
        and min_score <= link.score < alignment.threshold
        and not alignment.counts(link)
    ]


def sections(alignment: Alignment, min_score: float | None) -> Iterator[tuple[str, str, Sequence[Link]]]:
    """The sections of a report that list links: title, introduction (or "") and links of each."""
    yield "Linked passages", "", alignment.links
    if min_score is not None and min_score < alignment.threshold:
        sentence = f"Their score is below {alignment.threshold:.2f}; they do not count as links."
        yield "Below the threshold", sentence, weaker(alignment, min_score)
    if alignment.rejected:
        yield "Rejected", "These links were rejected by hand.", alignment.rejected


# Passages


def unique_title(side: Side) -> str:
    """The title of the section with the unique passages of one article."""
    return f"Unique in {LETTERS[side]}: no counterpart found"


def notes(comparison: Comparison, side: Side) -> dict[int, str]:
    """The reader's notes on passages of an article, on one line, by the index of the passage."""
    return {note.passage: one_line(note.text) for note in comparison.notes[side]}


class UniqueRun(NamedTuple):
    """Neighbouring unique passages."""

    first: int
    """Index of its first passage."""
    last: int
    """Index of its last passage."""
    text: str
    note: str
    """The reader's note; empty if there is none."""


def runs(comparison: Comparison, side: Side) -> Iterator[UniqueRun]:
    """Runs of unique passages: neighbours in a paragraph together, passages with a note alone."""
    article, noted = comparison.articles[side], notes(comparison, side)

    def neighbours(item: tuple[int, int]) -> tuple[int, int, int]:
        place, passage = item
        alone = passage if passage in noted else -1
        return passage - place, article.passages[passage].block, alone

    for _, items in groupby(enumerate(comparison.alignment.unique(side)), key=neighbours):
        run = [passage for _, passage in items]
        text = " ".join(map(article.passage_text, run))
        yield UniqueRun(run[0], run[-1], text, noted.get(run[0], ""))
