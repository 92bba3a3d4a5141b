"""A comparison as JSON for programs, in format 1.

One object on one line, plain ASCII (other characters are escaped), the same bytes for the same comparison:

    diptych      version of the program that wrote it
    format       1; it changes when a key is renamed, removed or changes its meaning, not when one is added
    threshold    score from which a match counts as a link, 0..1
    same_event   false when the articles do not seem to cover the same event
    left, right  the articles:
        title, publisher, date, source    strings; publisher and date may be null
        text         the article as compared: cleaned of control characters, blocks separated by a blank line
        coverage     share of the passages' text that is linked, 0..1
        blocks       [{kind, start, end, furniture}], furniture being null or why the block is no part of the
                     article
        passages     [{start, end, block}], block being an index into blocks
        unique       indices of the passages without a link
    links        [{left, right, score, grade, linked, evidence, differs}], ordered by left, then right:
        left, right  indices into the passages
        score        how likely it is that both cover the same event, 0..1
        grade        "verbatim", "restated" or "related"
        linked       false for a weaker match that was asked for with --min-score
        evidence     [{kind, label, weight, left, right}], heaviest first; left and right are [{start, end}]
        differs      [{kind, subject, left, right}]; left and right are {reading, start, end}

`start` and `end` are half-open offsets into the article's `text`, in Unicode code points (not bytes, not the
UTF-16 units of JavaScript).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

from diptych import __version__
from diptych.sides import Side

if TYPE_CHECKING:
    from diptych.alignment.model import Difference, Evidence, Link
    from diptych.article.model import Span
    from diptych.comparison import Comparison

FORMAT = 1

Value: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value] | None"
"""What JSON can hold."""


def to_json(comparison: Comparison, min_score: float | None = None) -> str:
    """The comparison as one line of JSON.

    Args:
        comparison: what to write.
        min_score: weaker matches than links are written too, down to this score, with `linked` false.
    """
    alignment = comparison.alignment
    cut = alignment.threshold if min_score is None else min(min_score, alignment.threshold)
    written: dict[str, Value] = {
        "diptych": __version__,
        "format": FORMAT,
        "threshold": alignment.threshold,
        "same_event": alignment.same_event,
        **{side.value: _article(comparison, side) for side in Side},
        "links": [_link(link, alignment.threshold) for link in alignment.candidates if link.score >= cut],
    }
    return json.dumps(written, allow_nan=False) + "\n"


def _article(comparison: Comparison, side: Side) -> Value:
    article = comparison.articles[side]
    return {
        "title": article.title,
        "publisher": article.publisher,
        "date": article.date,
        "source": article.source,
        "text": article.text,
        "coverage": _rounded(comparison.coverage(side)),
        "blocks": [
            {"kind": block.kind.value, **_span(block.span), "furniture": block.furniture}
            for block in article.blocks
        ],
        "passages": [{**_span(passage.span), "block": passage.block} for passage in article.passages],
        "unique": list(comparison.alignment.unique(side)),
    }


def _link(link: Link, threshold: float) -> Value:
    return {
        "left": link.left,
        "right": link.right,
        "score": _rounded(link.score),
        "grade": link.grade.value,
        "linked": link.score >= threshold,
        "evidence": [_evidence(evidence) for evidence in link.evidence],
        "differs": [_difference(difference) for difference in link.differences],
    }


def _evidence(evidence: Evidence) -> Value:
    return {
        "kind": evidence.kind.value,
        "label": evidence.label,
        "weight": _rounded(evidence.weight),
        **{side.value: [_span(span) for span in evidence.spans[side]] for side in Side},
    }


def _difference(difference: Difference) -> Value:
    return {
        "kind": difference.kind.value,
        "subject": difference.subject,
        **{
            side.value: {"reading": difference.readings[side], **_span(difference.spans[side])}
            for side in Side
        },
    }


def _span(span: Span) -> dict[str, Value]:
    return {"start": span.start, "end": span.end}


def _rounded(number: float) -> float:
    # Six places are more than a score means, and the same on machines that add in another order.
    return round(number, 6)
