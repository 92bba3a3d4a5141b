"""A comparison as Markdown (CommonMark with GitHub's tables), for a wiki, an issue or a text editor.

It has a table of the articles, a table of differences, a list of links and lists of unique passages.  All
text of the articles is escaped: none of it becomes markup, a link or an image.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diptych.comparison_wording import LETTERS, difference_words, one_line
from diptych.export import report_phrases as phrases
from diptych.folder.own_exports import OF_MARKDOWN
from diptych.sides import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.alignment.model import Link
    from diptych.comparison import Comparison

# Characters that can begin markup anywhere in a line, including HTML and GitHub's footnotes, formulas, tables
# and automatic links.  Apostrophes, full stops and dashes within a line cannot, and stay readable unescaped.
_MARKUP = re.compile(r"[\\`*_\[\]<>&~|#$^{}]|:(?=//)|(?<=www)\.|(?<=\w)@(?=\w)", re.ASCII | re.IGNORECASE)
_BEGINS_BLOCK = re.compile(r"[-+=:]|\d{1,9}(?=[.)])")


def to_markdown(comparison: Comparison, min_score: float | None = None) -> str:
    """The comparison as Markdown.

    Args:
        comparison: the comparison to write.
        min_score: also write matches below the threshold, in a section of their own, down to this score.
    """
    alignment = comparison.alignment
    titles = (_escaped(article.title) for article in comparison.articles)
    parts = [
        f"# {' ⟷ '.join(titles)}",
        _articles(comparison),
        _escaped(" ".join(phrases.summary(comparison))),
    ]
    if told := phrases.told_differences(alignment):
        parts += ["## What differs", "\n".join(_differences(told))]
    for title, sentence, links in phrases.sections(alignment, min_score):
        pairs = _pairs(comparison, links)
        parts += [f"## {title}", *([sentence] if sentence else []), pairs or phrases.NOTHING]
    for side in Side:
        passages = "\n".join(_unique(comparison, side))
        parts += [f"## {phrases.unique_title(side)}", passages or phrases.NOTHING]
    return "\n\n".join([*parts, OF_MARKDOWN]) + "\n"


def _articles(comparison: Comparison) -> str:
    """A table of what is known about the articles."""
    known = {
        "title": [article.title for article in comparison.articles],
        "publisher": [article.publisher or "" for article in comparison.articles],
        "date": [article.date or "" for article in comparison.articles],
        "source": [phrases.shown_source(article.source) for article in comparison.articles],
        "linked": [phrases.covered(comparison, side) for side in Side],
    }
    rows = (f"| {name} | {' | '.join(map(_escaped, both))} |" for name, both in known.items() if any(both))
    return "\n".join(["| | L | R |", "|---|---|---|", *rows])


def _differences(told: Iterable[phrases.ToldDifference]) -> Iterator[str]:
    """A table of differences."""
    yield "| | detail | L says | R says | where |"
    yield "|---|---|---|---|---|"
    for mark, difference, link in told:
        words = difference_words(difference)
        subject = words.subject or difference.kind.value
        about = f"{subject}{phrases.says_model(difference)}{phrases.verdict_on(difference)}"
        cells = [f"{mark} {phrases.DIFFERS[mark]}", _escaped(about)]
        cells += [*(f"**{_escaped(reading)}**" for reading in words.readings)]
        yield f"| {' | '.join(cells)} | L {link.left + 1}, R {link.right + 1} |"


def _pairs(comparison: Comparison, links: Iterable[Link]) -> str:
    """Each left passage in order, with its counterparts below it, best first."""
    lines: list[str] = []
    for left, ends in phrases.by_left(links, comparison.alignment):
        lines += _passage(comparison, Side.LEFT, left, "")
        for link in ends:
            lines += _passage(comparison, Side.RIGHT, link.right, "  ")
            lines += [f"    - {line}" for line in _why(comparison, link)]
    return "\n".join(lines)


def _passage(comparison: Comparison, side: Side, passage: int, indent: str) -> Iterator[str]:
    text = _escaped(comparison.articles[side].passage_text(passage))
    yield f"{indent}- **{LETTERS[side]} {passage + 1}:** {text}"
    if note := phrases.notes(comparison, side).get(passage):
        yield f"{indent}  - *Note:* {_escaped(note)}"


def _why(comparison: Comparison, link: Link) -> Iterator[str]:
    both = (
        f" Both have: {_escaped(phrases.listed(phrases.shared(comparison.articles, link)))}."
        if link.evidence
        else ""
    )
    yield f"{phrases.grade_and_verdict(comparison.alignment, link)}.{both}"
    yield from map(_escaped, phrases.changes_since_verdict(link))
    for difference in link.differences:
        words = difference_words(difference)
        subject = f" {_escaped(words.subject)}:" if words.subject else ""
        left, right = map(_escaped, words.readings)
        yield f"**Differs:**{subject} **{left}** in L, **{right}** in R{phrases.verdict_on(difference)}."
    for sentence in (*phrases.doubtful(comparison.alignment, link), *phrases.rejected_differences(link)):
        yield _escaped(sentence)
    if link.note:
        yield f"*Note:* {_escaped(one_line(link.note))}"


def _unique(comparison: Comparison, side: Side) -> Iterator[str]:
    for run in phrases.runs(comparison, side):
        first, last = run.first + 1, run.last + 1
        number = f"{first}" if first == last else f"{first}–{last}"
        yield f"- **{LETTERS[side]} {number}:** {_escaped(run.text)}"
        if run.note:
            yield f"  - *Note:* {_escaped(run.note)}"


def _escaped(text: str) -> str:
    """A text escaped for Markdown, on one line."""
    text = _MARKUP.sub(r"\\\g<0>", " ".join(text.splitlines()))
    found = _BEGINS_BLOCK.match(text)
    if found is None:
        return text
    end = found.end()
    return f"{text[:end]}\\{text[end:]}" if end > 1 or text[0].isdigit() else f"\\{text}"
