"""A comparison as JSON for programs, in format 2; `diptych.export.read_json` reads it and format 1.

The JSON is one object on one line, in ASCII (other characters are escaped), and the same comparison gives the
same bytes.  `schema.json` beside this file is a JSON Schema of the following keys:

    diptych      version of the program that wrote it
    format       2; it changes if a key is renamed, removed or changes its meaning, not if a key or a kind of
                 evidence or difference is added.  Format 1 has no model, and no evidence of kind "meaning".
    model        name of the model that made the links, such as "encoder-1"; null if unknown
    voice        whose links count: "own" (diptych's), "model" (those of the opinion), or "both"
    opinion      null, or the opinion of a language model: {model, version, rows, unusable, excessive,
                 requests, unanswered, asked}; model is its name, version that of the
                 request, asked the date and time of the last answer in UTC
    threshold    score from which a match counts as a link, 0..1
    min_score    lowest score of the matches in the file: the threshold, or less with --min-score
    same_event   false when the articles do not seem to cover the same event
    left, right  the articles:
        title, publisher, date, source    strings; publisher and date may be null; source is as it was typed,
                     with its folders, because `diptych open` needs it to reload the article and to find
                     verdicts on it
        text         the article as compared: cleaned of control characters, blocks separated by a blank line
        coverage     share of the passages' text that is linked, 0..1
        blocks       [{kind, start, end, furniture}]; furniture is null, or the reason why the block is not
                     part of the article
        passages     [{start, end, block}]; block is an index into blocks
        language     English name of the language in which the article was compared; null if unknown
        details      null, or for each passage the number of its figures, dates and times
        unique       indices of the passages without a link
        compared     null, or indices of the passages whose links were computed before linking was stopped
        dropped      parts of the source that are not part of the article: menus, running heads
        notes        [{passage, text}]: the reader's notes on passages
    links        [{left, right, score, grade, linked, by, model_grade, verdict, note, judged_as, evidence,
                 differs, may_differ, rejected_differences}], by left, then right:
        left, right  indices into the passages
        score        how likely it is that both cover the same event, 0..1; 0 of a link only added by hand
        grade        "verbatim", "restated" or "related"
        linked       false for a match below the threshold, written with --min-score, and for a rejected one
        by           who makes the link, whichever of them counts: some of "diptych", "model" and "reader"
        model_grade  "restated" or "related" if the language model links the two, or null
        verdict      the reader's verdict: "accepted", "rejected" (not a link), "added" (linked by hand), or
                     null
        note         the reader's note on the link, or null
        judged_as    null, or {left, right} if a passage has changed since the verdict: its text at that time,
                     or null for a passage that has not changed
        evidence     [{kind, label, weight, left, right}], heaviest first; left and right are [{start, end}]
        differs      [{kind, subject, voice, certainty, verdict, left, right}]; voice says who names it,
                     certainty how likely it is that a careful reader calls it a difference, 0..1; verdict is
                     the reader's, "accepted", "rejected" or null; left and right are {reading, start, end}
        may_differ   the same for details of which diptych is less certain, or that only the language model
                     names; with --differs possible they are in differs
        rejected_differences   the same for details that do not differ, says the reader
    possible     in the form of links: what diptych or the language model links, but `voice` does not count;
                 and passages below the threshold in which a detail differs

`start` and `end` are half-open offsets into the article's `text`, in Unicode code points (not bytes, not the
UTF-16 units of JavaScript).  Scores and weights are rounded to six places.  `unique`, `coverage` and `linked`
follow from the other keys.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from diptych.alignment.kinds import Verdict, Voice
from diptych.sides import Side
from diptych.version import __version__

if TYPE_CHECKING:
    from diptych.alignment.model import Alignment, Difference, Evidence, Link
    from diptych.article.model import Span
    from diptych.comparison import Comparison
    from diptych.opinion.model import Opinion

FORMAT = 2

Value: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value] | None"
"""A JSON value."""


def to_json(comparison: Comparison, min_score: float | None = None) -> str:
    """The comparison as one line of JSON.

    Args:
        comparison: the comparison to write.
        min_score: also write matches below the threshold, down to this score, with `linked` false.
    """
    alignment = comparison.alignment
    cut = lowest(alignment, min_score)
    written: dict[str, Value] = {
        "diptych": __version__,
        "format": FORMAT,
        "model": alignment.model or None,
        "voice": alignment.voice.value,
        "opinion": _opinion(comparison.opinion),
        "threshold": alignment.threshold,
        "min_score": cut,
        "same_event": alignment.same_event,
        **{side.value: _article(comparison, side) for side in Side},
        "links": [_link(link, alignment) for link in written_links(alignment, cut)],
        "possible": [_link(link, alignment) for link in possible_links(alignment, cut)],
    }
    return json.dumps(written, allow_nan=False) + "\n"


def lowest(alignment: Alignment, min_score: float | None) -> float:
    """The lowest score of the matches to write."""
    return alignment.threshold if min_score is None else min(min_score, alignment.threshold)


def written_links(alignment: Alignment, cut: float) -> list[Link]:
    """The links, the matches down to the score `cut`, and those with a verdict or a note.

    If only the links of a language model count, matches without its link are left out.
    """
    scored = alignment.voice is not Voice.MODEL
    return [
        link
        for link in alignment.candidates
        if alignment.counts(link) or link.verdict is not None or link.note or (scored and link.score >= cut)
    ]


def possible_links(alignment: Alignment, cut: float) -> list[Link]:
    """What either links, and what differs or may not below the threshold, unless `written_links` has it."""
    written = {(link.left, link.right) for link in written_links(alignment, cut)}
    least = min(cut, alignment.threshold)
    return [
        link
        for link in alignment.candidates
        if (link.left, link.right) not in written
        and (link.counts(least, Voice.BOTH) or link.differences or link.rejected_differences)
    ]


def schema() -> str:
    """The JSON Schema of what `to_json` writes."""
    return Path(__file__).with_name("schema.json").read_text(encoding="utf-8")


def _article(comparison: Comparison, side: Side) -> Value:
    article, compared = comparison.articles[side], comparison.alignment.compared
    return {
        "title": article.title,
        "publisher": article.publisher,
        "date": article.date,
        "source": article.source,
        "language": comparison.alignment.languages[side] or None,
        "text": article.text,
        "coverage": _rounded(comparison.coverage(side)),
        "blocks": [
            {"kind": block.kind.value, **_span(block.span), "furniture": block.furniture}
            for block in article.blocks
        ],
        "passages": [{**_span(passage.span), "block": passage.block} for passage in article.passages],
        "details": [*comparison.alignment.details[side]] or None,
        "unique": list(comparison.alignment.unique(side)),
        "compared": None if compared is None else [*sorted(compared[side])],
        "dropped": [*article.dropped],
        "notes": [{"passage": note.passage, "text": note.text} for note in comparison.notes[side]],
    }


def _opinion(opinion: Opinion | None) -> Value:
    if opinion is None:
        return None
    return {
        "model": opinion.model,
        "version": opinion.version,
        "rows": opinion.rows,
        "unusable": opinion.unusable,
        "excessive": opinion.excessive,
        "requests": opinion.requests,
        "unanswered": opinion.unanswered,
        "asked": opinion.asked or None,
    }


def voices_of(link: Link, threshold: float) -> list[str]:
    """Who makes a link: some of "diptych", "model" and "reader"."""
    voice = link.voice(threshold)
    said = {
        "diptych": voice in (Voice.OWN, Voice.BOTH),
        "model": voice in (Voice.MODEL, Voice.BOTH),
        "reader": link.verdict in (Verdict.ACCEPTED, Verdict.ADDED),
    }
    return [name for name, says in said.items() if says]


def _link(link: Link, alignment: Alignment) -> Value:
    threshold = alignment.threshold
    return {
        "left": link.left,
        "right": link.right,
        "score": _score(link.score, threshold),
        "grade": link.grade.value,
        "linked": alignment.counts(link),
        "by": [*voices_of(link, threshold)],
        "model_grade": None if link.model_grade is None else link.model_grade.value,
        "verdict": None if link.verdict is None else link.verdict.value,
        "note": link.note or None,
        "judged_as": _judged_as(link),
        "evidence": [_evidence(evidence) for evidence in link.evidence],
        "differs": [_difference(difference) for difference in link.differences],
        "may_differ": [_difference(difference) for difference in link.may_differ],
        "rejected_differences": [_difference(difference) for difference in link.rejected_differences],
    }


def _judged_as(link: Link) -> Value:
    return {side.value: link.judged_as[side] or None for side in Side} if any(link.judged_as) else None


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
        "voice": difference.voice.value,
        "certainty": _rounded(difference.certainty),
        "verdict": None if difference.verdict is None else difference.verdict.value,
        **{
            side.value: {"reading": difference.readings[side], **_span(difference.spans[side])}
            for side in Side
        },
    }


def _span(span: Span) -> dict[str, Value]:
    return {"start": span.start, "end": span.end}


def _score(score: float, threshold: float) -> float:
    """A score, rounded unless that moves it across the threshold."""
    rounded = _rounded(score)
    return rounded if (rounded >= threshold) == (score >= threshold) else score


def _rounded(number: float) -> float:
    # Six places are more precise than a score, and equal on machines that add in another order.
    return round(number, 6)
