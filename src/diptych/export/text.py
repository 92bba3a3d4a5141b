"""A comparison as a linear text report, for reading from top to bottom or with a screen reader.

It has no box drawing, no columns and no colour, and each line names its article: A is the left one, B the
right one.  The report does not say which of them is right.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from diptych.alignment.model import ScoreRule
from diptych.comparison_wording import difference_phrase, one_line
from diptych.export.lines import wrap
from diptych.export.report_phrases import (
    NAMES,
    REJECTED_SENTENCE,
    by_left,
    covered,
    formerly,
    listed,
    notes,
    published,
    runs,
    shared,
    standing,
    summary,
    weaker,
    weaker_sentence,
)
from diptych.sides import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.alignment.model import Link
    from diptych.comparison import Comparison


def to_text(
    comparison: Comparison, width: int = 80, min_score: float | None = None, *, explain: bool = False
) -> str:
    """The report.

    Args:
        comparison: the comparison to report.
        width: longest line, in terminal cells.
        min_score: also report matches below the threshold, in a section of their own, down to this score.
        explain: whether each link says how its score came about.
    """
    alignment = comparison.alignment
    pairs = partial(_pairs, comparison, width=width, explain=explain)
    sections = [[_article(comparison, side, width) for side in Side]]
    sections.append([wrap(" ".join(summary(comparison)), width)])
    sections.append(["IN BOTH", *(pairs(alignment.links) or ["Nothing."])])
    if min_score is not None and min_score < alignment.threshold:
        which = weaker_sentence(alignment)
        weak = pairs(weaker(alignment, min_score)) or ["Nothing."]
        sections.append(["WEAKER MATCHES", wrap(which, width), *weak])
    if alignment.rejected:
        sections.append(["REJECTED", wrap(REJECTED_SENTENCE, width), *pairs(alignment.rejected)])
    sections += [[f"ONLY IN {NAMES[side]}", *_unique(comparison, side, width)] for side in Side]
    return "\n\n".join("\n\n".join(paragraphs) for paragraphs in sections) + "\n"


def _article(comparison: Comparison, side: Side, width: int) -> str:
    lines = [wrap(comparison.articles[side].title, width, first=f"{NAMES[side]}: ", rest="   ")]
    if details := published(comparison, side):
        lines.append(wrap(details, width, first="   ", rest="   "))
    lines.append(wrap(f"{covered(comparison, side)}.", width, first="   ", rest="   "))
    return "\n".join(lines)


def _pairs(comparison: Comparison, links: Iterable[Link], *, width: int, explain: bool) -> list[str]:
    """Each left passage in order, with its counterparts, best first."""
    paragraphs = []
    for left, ends in by_left(links, comparison.alignment):
        lines = [*_says(comparison, Side.LEFT, left, width)]
        for link in ends:
            lines += _says(comparison, Side.RIGHT, link.right, width)
            why = [*_why(link), *(_explained(link) if explain else ())]
            lines += [wrap(line, width, first="   ", rest="   ") for line in why]
        paragraphs.append("\n".join(lines))
    return paragraphs


def _says(comparison: Comparison, side: Side, passage: int, width: int) -> Iterator[str]:
    text = comparison.articles[side].passage_text(passage)
    yield wrap(text, width, first=f"{NAMES[side]} says: ", rest="   ")
    if note := notes(comparison, side).get(passage):
        yield wrap(f"Note on it: {note}", width, first="   ", rest="   ")


def _why(link: Link) -> Iterator[str]:
    """Grade, score, verdict and evidence of a link, changes since the verdict, differences and the note."""
    both = f" Both have: {listed(shared(link))}." if link.evidence else ""
    yield f"{standing(link)}.{both}"
    yield from formerly(link)
    for difference in link.differences:
        yield f"Differs: {difference_phrase(difference)}."
    if link.note:
        yield f"Note on the link: {one_line(link.note)}"


_RULES = {
    ScoreRule.MODEL: "by the model",
    ScoreRule.FEW_SHARED: "because they share few words, or the articles share no name",
    ScoreRule.IN_PLACE: "because they stand in the order that both texts keep",
    ScoreRule.SECOND_BEST: "because both have a better counterpart in the order that both texts keep",
    ScoreRule.OUT_OF_PLACE: "because they stand outside the order that both texts keep",
    ScoreRule.NEIGHBOUR: "as the verbatim link beside it",
}


def _explained(link: Link) -> Iterator[str]:
    """How the score of a link came about; nothing if that was not kept."""
    if link.steps:
        yield "Score: " + ", then ".join(f"{step.score:.2f} {_RULES[step.rule]}" for step in link.steps) + "."


def _unique(comparison: Comparison, side: Side, width: int) -> Iterator[str]:
    """The unique passages of one article; neighbours in a paragraph stay together."""
    article, noted = comparison.articles[side], notes(comparison, side)
    empty = True
    for run in runs(comparison, side):
        empty = False
        paragraph = wrap(" ".join(article.passage_text(passage) for passage in run), width)
        if note := noted.get(run[0]):
            paragraph += "\n" + wrap(f"Note on it: {note}", width, first="   ", rest="   ")
        yield paragraph
    if empty:
        yield "Nothing."
