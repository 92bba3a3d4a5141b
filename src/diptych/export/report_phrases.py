"""What every report for people says of a comparison, in the same words.

A is the left article, B the right one.  Nothing says which of them is right.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from diptych.alignment.model import EvidenceKind, Grade, Verdict
from diptych.article.identity import source_label
from diptych.comparison_wording import one_line, warning_sentence
from diptych.percentages import percent
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from diptych.alignment.model import Alignment, Evidence, Link
    from diptych.comparison import Comparison

NAMES = Pair("A", "B")
NO_LINKS_BELOW = "They count as no links."
MOST_EVIDENCE = 6
"""How many shared things are named for a link: the heaviest say it, the rest would drown them."""

_WEB = re.compile(r"https?://[^\s\"'<>\\]+", re.IGNORECASE)

_VERDICTS = {
    Verdict.ACCEPTED: "accepted by hand",
    Verdict.REJECTED: "rejected by hand",
    Verdict.ADDED: "linked by hand",
}


def counted(number: int, noun: str) -> str:
    """So many of something."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


# Articles


def published(comparison: Comparison, side: Side) -> str:
    """Who published an article, and when; empty where neither is known."""
    article = comparison.articles[side]
    return ", ".join(filter(None, (article.publisher, article.date)))


def is_web(source: str) -> bool:
    """Whether an article came from a page, and nothing but its address is said of that."""
    return _WEB.fullmatch(source) is not None


def shown_source(source: str) -> str:
    """Where an article came from: the address of a page, or a file's name without the folders it lies in.

    A page that is passed on need not tell how somebody's folders are called.
    """
    return source if is_web(source) else re.split(r"[/\\]", source_label(source))[-1]


def covered(comparison: Comparison, side: Side) -> str:
    """How much of an article the other one covers; without a stop at its end."""
    linked, passages = len(comparison.alignment.linked(side)), len(comparison.articles[side].passages)
    share = percent(comparison.coverage(side))
    said = f"{share} covered by {NAMES[side.other]} ({linked:,} of {counted(passages, 'passage')})"
    furniture = sum(block.furniture is not None for block in comparison.articles[side].blocks)
    return f"{said}; {counted(furniture, 'line')} of page furniture left out" if furniture else said


def summary(comparison: Comparison) -> list[str]:
    """Sentences on the whole: whether the articles belong together, how many links there are, and of what."""
    alignment = comparison.alignment
    links = alignment.links
    grades = Grade, [sum(link.grade is grade for link in links) for grade in Grade]
    named = ", ".join(f"{count:,} {grade.value}" for grade, count in zip(*grades, strict=True) if count)
    which = f"with a score of {alignment.threshold:.2f} or more"
    warning = warning_sentence(alignment)
    sentences = [warning] if warning else []
    if links:
        sentences.append(f"{counted(len(links), 'link')} {which}: {named}.")
        differing = sum(bool(link.differences) for link in links)
        if differing:
            sentences.append(f"A detail differs in {differing:,} of them.")
    else:
        sentences.append(f"No links {which}.")
    judged = [(_VERDICTS[verdict], _judged(alignment, verdict)) for verdict in Verdict]
    if any(count for _, count in judged):
        told = ", ".join(f"{count:,} {how}" for how, count in judged if count)
        sentences.append(f"By a reader's verdict, whatever the score: {told}.")
    if alignment.compared is not None:
        known = " and ".join(
            f"{len(alignment.compared[side]):,} of the {alignment.sizes[side]:,} passages of {NAMES[side]}"
            for side in Side
        )
        sentences.append(f"Only the links of {known} were computed; those of the others are not known.")
    return sentences


def _judged(alignment: Alignment, verdict: Verdict) -> int:
    return sum(link.verdict is verdict for link in alignment.candidates)


# Links


def standing(link: Link) -> str:
    """Grade, score and verdict of a link; without a stop at its end."""
    said = [link.grade.value.capitalize()]
    if link.verdict is not Verdict.ADDED:
        said.append(f"score {link.score:.2f}")
    if link.verdict is not None:
        said.append(_VERDICTS[link.verdict])
    return ", ".join(said)


def formerly(link: Link) -> list[str]:
    """What the passages said when the verdict was given, where they say something else now, as sentences."""
    if link.verdict is None:
        return []
    how = _VERDICTS[link.verdict]
    sides = [side for side in Side if link.judged_as[side]]
    return [f"When it was {how}, {NAMES[side]} said: “{one_line(link.judged_as[side])}”" for side in sides]


def shared(link: Link) -> list[str]:
    """What both passages have, the heaviest first; what is left out is counted at the end."""
    named = [_label(evidence) for evidence in link.evidence[:MOST_EVIDENCE]]
    more = len(link.evidence) - len(named)
    return [*named, f"{more} more"] if more else named


def listed(things: Sequence[str]) -> str:
    """Things in a row, as a sentence has them where the last is "3 more"."""
    *before, last = things
    return f"{', '.join(before)} and {last}" if before and last.endswith(" more") else ", ".join(things)


def _label(evidence: Evidence) -> str:
    # The label of a quotation comes without marks; with them it is heard as one thing.
    label = one_line(evidence.label)
    return f"“{label}”" if evidence.kind is EvidenceKind.QUOTATION else label


def by_left(links: Iterable[Link], alignment: Alignment) -> Iterator[tuple[int, list[Link]]]:
    """Each left passage that links have, in order, with those links, best first."""
    for left, ends in groupby(links, key=lambda link: link.left):
        these = {link.right for link in ends}
        yield left, [link for link in alignment.candidates_of(Side.LEFT, left) if link.right in these]


def weaker(alignment: Alignment, min_score: float | None) -> list[Link]:
    """The matches below the threshold, down to a score; none where no score is asked for."""
    if min_score is None:
        return []
    return [
        link
        for link in alignment.candidates
        if link.verdict is None and min_score <= link.score < alignment.threshold
    ]


# Passages


def notes(comparison: Comparison, side: Side) -> dict[int, str]:
    """What the reader wrote about passages of an article, by their indices, on one line."""
    return {note.passage: one_line(note.text) for note in comparison.notes[side]}


def runs(comparison: Comparison, side: Side) -> Iterator[list[int]]:
    """The passages that only one article has: neighbours in a paragraph together, noted ones alone."""
    article, noted = comparison.articles[side], notes(comparison, side)

    def neighbours(item: tuple[int, int]) -> tuple[int, int, int]:
        place, passage = item
        alone = passage if passage in noted else -1
        return passage - place, article.passages[passage].block, alone

    for _, run in groupby(enumerate(comparison.alignment.unique(side)), key=neighbours):
        yield [passage for _, passage in run]
