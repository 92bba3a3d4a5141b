"""A comparison as Markdown (CommonMark with GitHub's tables), to be read on a forge or in an editor.

The articles in a table, what differs in a table, then each link as an item of a list and what only one of
them has.  What the articles say is escaped: none of it becomes markup, a link or a picture.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diptych.comparison_wording import difference_words, one_line
from diptych.export.report_phrases import (
    NAMES,
    by_left,
    covered,
    formerly,
    listed,
    notes,
    runs,
    shared,
    shown_source,
    standing,
    summary,
    weaker,
)
from diptych.sides import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.alignment.model import Link
    from diptych.comparison import Comparison

# What may begin markup anywhere, HTML and GitHub's footnotes, formulas, tables and links of themselves
# included; an apostrophe, a stop or a dash within a line may not, and escaped they would only be in the way.
_MARKUP = re.compile(r"[\\`*_\[\]<>&~|#$^{}]|:(?=//)|(?<=www)\.|(?<=\w)@(?=\w)", re.ASCII | re.IGNORECASE)
_BEGINS_BLOCK = re.compile(r"[-+=:]|\d{1,9}(?=[.)])")


def to_markdown(comparison: Comparison, min_score: float | None = None) -> str:
    """The comparison as Markdown.

    Args:
        comparison: what to write.
        min_score: weaker matches than links are written too, in a section of their own, down to this score.
    """
    alignment = comparison.alignment
    titles = (_escaped(article.title) for article in comparison.articles)
    parts = [f"# {' ⟷ '.join(titles)}", *_articles(comparison), _escaped(" ".join(summary(comparison)))]
    if any(link.differences for link in alignment.links):
        parts += ["## What differs", "\n".join(_differences(comparison))]
    parts += ["## In both", _pairs(comparison, alignment.links) or "Nothing."]
    if min_score is not None and min_score < alignment.threshold:
        parts += [
            "## Weaker matches",
            f"Their score is below {alignment.threshold:.2f}; they count as no links.",
            _pairs(comparison, weaker(alignment, min_score)) or "Nothing.",
        ]
    if alignment.rejected:
        parts += [
            "## Rejected",
            "A reader has looked at them and found that they are no links.",
            _pairs(comparison, alignment.rejected),
        ]
    for side in Side:
        parts += [f"## Only in {NAMES[side]}", "\n".join(_unique(comparison, side)) or "Nothing."]
    return "\n\n".join(parts) + "\n"


def _articles(comparison: Comparison) -> Iterator[str]:
    rows = ["| | A | B |", "|---|---|---|"]
    told = {
        "title": [article.title for article in comparison.articles],
        "publisher": [article.publisher or "" for article in comparison.articles],
        "date": [article.date or "" for article in comparison.articles],
        "source": [shown_source(article.source) for article in comparison.articles],
        "overlap": [covered(comparison, side) for side in Side],
    }
    for name, both in told.items():
        if any(both):
            rows.append(f"| {name} | {' | '.join(map(_escaped, both))} |")
    yield "\n".join(rows)


def _differences(comparison: Comparison) -> Iterator[str]:
    """A table of all details that differ, in the order of the left article."""
    yield "| detail | A says | B says | where |"
    yield "|---|---|---|---|"
    for link in comparison.alignment.links:
        for difference in link.differences:
            told = difference_words(difference)
            subject = told.subject or difference.kind.value
            cells = [_escaped(subject), *(f"**{_escaped(reading)}**" for reading in told.readings)]
            yield f"| {' | '.join(cells)} | A {link.left + 1}, B {link.right + 1} |"


def _pairs(comparison: Comparison, links: Iterable[Link]) -> str:
    """Each left passage in order, beneath it its counterparts, best first."""
    lines: list[str] = []
    for left, ends in by_left(links, comparison.alignment):
        lines += _passage(comparison, Side.LEFT, left, "")
        for link in ends:
            lines += _passage(comparison, Side.RIGHT, link.right, "  ")
            lines += [f"    - {line}" for line in _why(link)]
    return "\n".join(lines)


def _passage(comparison: Comparison, side: Side, passage: int, indent: str) -> Iterator[str]:
    text = _escaped(comparison.articles[side].passage_text(passage))
    yield f"{indent}- **{NAMES[side]} {passage + 1}:** {text}"
    if note := notes(comparison, side).get(passage):
        yield f"{indent}  - *Note:* {_escaped(note)}"


def _why(link: Link) -> Iterator[str]:
    both = f" Both have: {_escaped(listed(shared(link)))}." if link.evidence else ""
    yield f"{standing(link)}.{both}"
    yield from map(_escaped, formerly(link))
    for difference in link.differences:
        told = difference_words(difference)
        subject = f" {_escaped(told.subject)}:" if told.subject else ""
        left, right = map(_escaped, told.readings)
        yield f"**Differs:**{subject} **{left}** in A, **{right}** in B."
    if link.note:
        yield f"*Note:* {_escaped(one_line(link.note))}"


def _unique(comparison: Comparison, side: Side) -> Iterator[str]:
    article, noted = comparison.articles[side], notes(comparison, side)
    for run in runs(comparison, side):
        first, last = run[0] + 1, run[-1] + 1
        number = f"{first}" if first == last else f"{first}–{last}"
        text = _escaped(" ".join(article.passage_text(passage) for passage in run))
        yield f"- **{NAMES[side]} {number}:** {text}"
        if note := noted.get(run[0]):
            yield f"  - *Note:* {_escaped(note)}"


def _escaped(text: str) -> str:
    """A text as Markdown that says just this, on one line."""
    text = _MARKUP.sub(r"\\\g<0>", " ".join(text.splitlines()))
    found = _BEGINS_BLOCK.match(text)
    if found is None:
        return text
    end = found.end()
    return f"{text[:end]}\\{text[end:]}" if end > 1 or text[0].isdigit() else f"\\{text}"
