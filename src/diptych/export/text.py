"""A comparison as a linear text report, for reading from top to bottom or with a screen reader.

It has no box drawing, no columns and no colour, and each line names its article: L is the left one, R the
right one.  The report does not say which of them is right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.alignment.kinds import ScoreRule
from diptych.comparison_wording import LETTERS, difference_phrase, one_line
from diptych.export import report_phrases as phrases
from diptych.export.lines import wrap
from diptych.folder.own_exports import OF_TEXT
from diptych.sides import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.alignment.model import Link
    from diptych.comparison import Comparison

_INDENT = "   "


def to_text(
    comparison: Comparison, min_score: float | None = None, *, width: int = 80, explain: bool = False
) -> str:
    """The report.

    Args:
        comparison: the comparison to report.
        min_score: also report matches below the threshold, in a section of their own, down to this score.
        width: longest line, in terminal cells.
        explain: whether each link says how its score came about.
    """
    sections = [[_article(comparison, side, width) for side in Side]]
    sections.append([wrap(" ".join(phrases.summary(comparison)), width)])
    if told := phrases.told_differences(comparison.alignment):
        sections.append(["WHAT DIFFERS", *(wrap(_differs(each), width) for each in told)])
    if notes := phrases.placed_notes(comparison):
        sections.append(["NOTES", *(wrap(f"{place}: {note}", width, rest=_INDENT) for place, note in notes)])
    for title, sentence, links in phrases.sections(comparison.alignment, min_score):
        introduction = [wrap(sentence, width)] if sentence else []
        pairs = _pairs(comparison, links, width=width, explain=explain)
        sections.append([wrap(title.upper(), width), *introduction, *(pairs or [phrases.NOTHING])])
    sections += [
        [
            wrap(phrases.unique_title(side).upper(), width),
            *(_unique(comparison, side, width) or [phrases.NOTHING]),
        ]
        for side in Side
    ]
    sections.append([OF_TEXT])
    return "\n\n".join("\n\n".join(paragraphs) for paragraphs in sections) + "\n"


def _article(comparison: Comparison, side: Side, width: int) -> str:
    lines = [wrap(comparison.articles[side].title, width, first=f"{LETTERS[side]}: ", rest=_INDENT)]
    if details := phrases.published(comparison, side):
        lines.append(_indented(details, width))
    lines.append(_indented(f"{phrases.covered(comparison, side)}.", width))
    return "\n".join(lines)


def _pairs(comparison: Comparison, links: Iterable[Link], *, width: int, explain: bool) -> list[str]:
    """Each left passage in order, with its counterparts, best first."""
    paragraphs = []
    for left, ends in phrases.by_left(links, comparison.alignment):
        lines = [*_says(comparison, Side.LEFT, left, width)]
        for link in ends:
            lines += _says(comparison, Side.RIGHT, link.right, width)
            why = [*_why(comparison, link), *(_explained(link) if explain else ())]
            lines += [_indented(line, width) for line in why]
        paragraphs.append("\n".join(lines))
    return paragraphs


def _differs(told: phrases.ToldDifference) -> str:
    """A detail that differs or may differ, with the passages that give it."""
    _, difference, link = told
    name = phrases.DIFFERS[told.mark].capitalize()
    about = f"{difference_phrase(difference)}{phrases.verdict_on(difference)}"
    return f"{name}{phrases.says_model(difference)}: {about} (L {link.left + 1}, R {link.right + 1})."


def _says(comparison: Comparison, side: Side, passage: int, width: int) -> Iterator[str]:
    text = comparison.articles[side].passage_text(passage)
    yield wrap(text, width, first=f"{LETTERS[side]} {passage + 1} says: ", rest=_INDENT)
    if note := phrases.notes(comparison, side).get(passage):
        yield _indented(f"Note on it: {note}", width)


def _why(comparison: Comparison, link: Link) -> Iterator[str]:
    """Grade, score, verdict and evidence of a link, changes since the verdict, differences and the note."""
    both = (
        f" Both have: {phrases.listed(phrases.shared(comparison.articles, link))}." if link.evidence else ""
    )
    yield f"{phrases.grade_and_verdict(comparison.alignment, link)}.{both}"
    yield from phrases.changes_since_verdict(link)
    for difference in link.differences:
        yield f"Differs: {difference_phrase(difference)}{phrases.verdict_on(difference)}."
    yield from phrases.doubtful(comparison.alignment, link)
    yield from phrases.rejected_differences(link)
    if link.note:
        yield f"Note on the link: {one_line(link.note)}"


_RULES = {
    ScoreRule.MODEL: "by the model",
    ScoreRule.FEW_SHARED: "because they share few words, or the articles share no name",
    ScoreRule.IN_PLACE: "because they are in the order that both texts share",
    ScoreRule.SECOND_BEST: "because both have a better counterpart in the order that both texts share",
    ScoreRule.OUT_OF_PLACE: "because they are outside the order that both texts share",
    ScoreRule.NEIGHBOUR: "as the verbatim link beside it",
}


def _explained(link: Link) -> Iterator[str]:
    """How the score of a link came about; nothing if the steps are not known."""
    if link.steps:
        yield "Score: " + ", then ".join(f"{step.score:.2f} {_RULES[step.rule]}" for step in link.steps) + "."


def _unique(comparison: Comparison, side: Side, width: int) -> list[str]:
    """The unique passages of one article; neighbours in a paragraph stay together."""
    paragraphs = []
    for run in phrases.runs(comparison, side):
        note = f"\n{_indented(f'Note on it: {run.note}', width)}" if run.note else ""
        number = f"{run.first + 1}" if run.first == run.last else f"{run.first + 1} to {run.last + 1}"
        paragraphs.append(wrap(run.text, width, first=f"{LETTERS[side]} {number}: ", rest=_INDENT) + note)
    return paragraphs


def _indented(text: str, width: int) -> str:
    return wrap(text, width, first=_INDENT, rest=_INDENT)
