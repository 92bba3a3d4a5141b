"""A comparison as a linear report, to be read from top to bottom or heard from a screen reader.

No box drawing, no columns, no colour; every line says by itself which article speaks.  A is the left article,
B the right one.  Nothing says which of them is right.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from diptych.alignment.model import EvidenceKind, Grade
from diptych.export.lines import wrap
from diptych.shares import percent
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.alignment.model import Difference, Evidence, Link
    from diptych.comparison import Comparison

NAMES = Pair("A", "B")
OTHER_EVENT = "These two articles do not seem to cover the same event."
MOST_EVIDENCE = 6
"""How many shared things are named for a link: the heaviest say it, the rest would drown them."""


def to_text(comparison: Comparison, width: int = 80, min_score: float | None = None) -> str:
    """The report.

    Args:
        comparison: what to report.
        width: longest line, in terminal cells.
        min_score: weaker matches than links are reported too, in a section of their own, down to this score.
    """
    alignment = comparison.alignment
    sections = [[_article(comparison, side, width) for side in Side], [wrap(_summary(comparison), width)]]
    sections.append(["IN BOTH", *_pairs(comparison, alignment.links, width)])
    if min_score is not None and min_score < alignment.threshold:
        weaker = [link for link in alignment.candidates if min_score <= link.score < alignment.threshold]
        which = f"Their score is below {alignment.threshold:.2f}; they count as no links."
        sections.append(["WEAKER MATCHES", wrap(which, width), *_pairs(comparison, weaker, width)])
    sections += [[f"ONLY IN {NAMES[side]}", *_unique(comparison, side, width)] for side in Side]
    return "\n\n".join("\n\n".join(paragraphs) for paragraphs in sections) + "\n"


def _article(comparison: Comparison, side: Side, width: int) -> str:
    article = comparison.articles[side]
    linked, all_passages = len(comparison.alignment.linked(side)), len(article.passages)
    lines = [wrap(article.title, width, first=f"{NAMES[side]}: ", rest="   ")]
    if article.publisher or article.date:
        lines.append(wrap(", ".join(filter(None, (article.publisher, article.date))), width, first="   "))
    covered = (
        f"{percent(comparison.coverage(side))} covered by {NAMES[side.other]}"
        f" ({linked} of {_count(all_passages, 'passage')})"
    )
    furniture = sum(block.furniture is not None for block in article.blocks)
    if furniture:
        covered += f"; {_count(furniture, 'line')} of page furniture left out"
    lines.append(wrap(f"{covered}.", width, first="   ", rest="   "))
    return "\n".join(lines)


def _summary(comparison: Comparison) -> str:
    alignment = comparison.alignment
    links = alignment.links
    counts = [(grade, sum(link.grade is grade for link in links)) for grade in Grade]
    grades = ", ".join(f"{count} {grade.value}" for grade, count in counts if count)
    differing = sum(bool(link.differences) for link in links)
    sentences = [] if alignment.same_event else [OTHER_EVENT]
    if links:
        sentences.append(
            f"{_count(len(links), 'link')} with a score of {alignment.threshold:.2f} or more: {grades}."
        )
        if differing:
            sentences.append(f"A detail differs in {differing} of them.")
    else:
        sentences.append(f"No links with a score of {alignment.threshold:.2f} or more.")
    return " ".join(sentences)


def _pairs(comparison: Comparison, links: Iterable[Link], width: int) -> Iterator[str]:
    """Each left passage in order, with its counterparts, best first."""
    empty = True
    for left, ends in groupby(links, key=lambda link: link.left):
        empty = False
        said = _says(comparison, Side.LEFT, left, width)
        for link in sorted(ends, key=lambda link: (-link.score, link.right)):
            said += "\n" + _says(comparison, Side.RIGHT, link.right, width)
            said += "".join("\n" + wrap(line, width, first="   ", rest="   ") for line in _why(link))
        yield said
    if empty:
        yield "Nothing."


def _says(comparison: Comparison, side: Side, passage: int, width: int) -> str:
    text = comparison.articles[side].passage_text(passage)
    return wrap(text, width, first=f"{NAMES[side]} says: ", rest="   ")


def _why(link: Link) -> Iterator[str]:
    """Grade, score and evidence of a link, then each detail that differs."""
    grade = f"{link.grade.value.capitalize()}, score {link.score:.2f}."
    if link.evidence:
        named = [_label(evidence) for evidence in link.evidence[:MOST_EVIDENCE]]
        more = len(link.evidence) - len(named)
        grade += f" Both have: {', '.join(named)}{f' and {more} more' if more else ''}."
    yield grade
    yield from map(_differs, link.differences)


def _label(evidence: Evidence) -> str:
    # The label of a quotation comes without marks; with them it is heard as one thing.
    label = _plain(evidence.label)
    return f"“{label}”" if evidence.kind is EvidenceKind.QUOTATION else label


def _differs(difference: Difference) -> str:
    readings = difference.readings.map(_plain)
    named = all(difference.subject in reading for reading in readings)
    subject = "" if named else f"{difference.subject}: "
    return f"Differs: {subject}{readings.left} in A, {readings.right} in B."


def _unique(comparison: Comparison, side: Side, width: int) -> Iterator[str]:
    """What only one article has; neighbouring passages of a paragraph stay together, as printed."""
    article = comparison.articles[side]
    alone = comparison.alignment.unique(side)
    if not alone:
        yield "Nothing."

    def neighbours(item: tuple[int, int]) -> tuple[int, int]:
        place, passage = item
        return passage - place, article.passages[passage].block

    for _, run in groupby(enumerate(alone), key=neighbours):
        yield wrap(" ".join(article.passage_text(passage) for _, passage in run), width)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
