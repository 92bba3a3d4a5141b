"""A comparison as CSV (RFC 4180) for spreadsheets and statistics: a row for each link and unique passage.

    kind         "link"; "only in A" or "only in B" for a unique passage of the left or right article; "match"
                 for a rejected match, or one below the threshold that has a note or that --min-score asks
                 for; "note" for a note on a passage without a row
    a, b         numbers of the passages of the left and right article, from 1; empty if there is none
    score        how likely it is that both cover the same event, 0..1
    grade        "verbatim", "restated" or "related"
    verdict      the reader's verdict: "accepted", "rejected" or "added"; empty if there is none
    a_says, b_says   the passages
    both_have    the evidence of the link, heaviest first, separated by "; "
    differs      details that differ, as "countries: 22 | 25", separated by "; "
    note         the reader's note on the link, or on the unique passage
    a_note, b_note   the reader's notes on the passages of a link
    a_said, b_said   the texts of the passages at the time of the verdict; empty if they have not changed
    model        name of diptych's model that made the links
    by           who makes the link: some of "diptych", "model" (the language model) and "reader", between
                 them "; "
    model_grade  "restated" or "related" if the language model links the two
    may_differ   details that may differ, as in the column differs
    rejected_differences   details that do not differ, says the reader, as in the column differs

Links and matches come first, in the order of the left article, then the unique passages of the left one, then
those of the right one.  A text that a spreadsheet would take for a formula gets an apostrophe in front, as is
usual.  Lines end in CR LF.  The encoding is UTF-8; a file, unlike a pipe, begins with a byte-order mark,
without which Excel assumes another encoding.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from diptych.comparison_wording import difference_words, one_line
from diptych.export.json import lowest, voices_of, written_links
from diptych.export.report_phrases import notes, verdict_on
from diptych.sides import Side
from diptych.sources.sanitize import for_spreadsheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.alignment.model import Difference, Link
    from diptych.comparison import Comparison

COLUMNS = (
    "kind",
    "a",
    "b",
    "score",
    "grade",
    "verdict",
    "a_says",
    "b_says",
    "both_have",
    "differs",
    "note",
    "a_note",
    "b_note",
    "a_said",
    "b_said",
    "model",
    "by",
    "model_grade",
    "may_differ",
    "rejected_differences",
)


def to_csv(comparison: Comparison, min_score: float | None = None) -> str:
    """The comparison as CSV.

    Args:
        comparison: the comparison to write.
        min_score: also give matches below the threshold a row, down to this score, 0..1.
    """
    alignment = comparison.alignment
    written = io.StringIO(newline="")
    rows = csv.DictWriter(written, COLUMNS, restval="", lineterminator="\r\n")
    rows.writeheader()
    found = [_link(comparison, link) for link in written_links(alignment, lowest(alignment, min_score))]
    for row in [*found, *(row for side in Side for row in _alone(comparison, side))]:
        rows.writerow({**row, "model": for_spreadsheet(alignment.model)})
    return written.getvalue()


def _link(comparison: Comparison, link: Link) -> dict[str, str]:
    left, right = comparison.articles
    return {
        "kind": "link" if comparison.alignment.counts(link) else "match",
        "a": str(link.left + 1),
        "b": str(link.right + 1),
        "score": f"{link.score:.6f}".rstrip("0").rstrip("."),
        "grade": link.grade.value,
        "verdict": "" if link.verdict is None else link.verdict.value,
        "a_says": for_spreadsheet(left.passage_text(link.left)),
        "b_says": for_spreadsheet(right.passage_text(link.right)),
        "both_have": for_spreadsheet("; ".join(one_line(evidence.label) for evidence in link.evidence)),
        "differs": for_spreadsheet("; ".join(map(_differs, link.differences))),
        "note": for_spreadsheet(link.note),
        "a_note": for_spreadsheet(notes(comparison, Side.LEFT).get(link.left, "")),
        "b_note": for_spreadsheet(notes(comparison, Side.RIGHT).get(link.right, "")),
        "a_said": for_spreadsheet(link.judged_as.left),
        "b_said": for_spreadsheet(link.judged_as.right),
        "by": "; ".join(voices_of(link, comparison.alignment.threshold)),
        "model_grade": "" if link.model_grade is None else link.model_grade.value,
        "may_differ": for_spreadsheet("; ".join(map(_differs, comparison.alignment.may_differ(link)))),
        "rejected_differences": for_spreadsheet("; ".join(map(_differs, link.rejected_differences))),
    }


def _alone(comparison: Comparison, side: Side) -> Iterator[dict[str, str]]:
    """The rows of unique passages, and of notes on passages whose links are not known."""
    article, noted = comparison.articles[side], notes(comparison, side)
    name = "a" if side is Side.LEFT else "b"
    unique = set(comparison.alignment.unique(side))
    linked = set(comparison.alignment.linked(side))
    for passage in sorted(unique | (noted.keys() - linked)):
        yield {
            "kind": f"only in {name.upper()}" if passage in unique else "note",
            name: str(passage + 1),
            f"{name}_says": for_spreadsheet(article.passage_text(passage)),
            "note": for_spreadsheet(noted.get(passage, "")),
        }


def _differs(difference: Difference) -> str:
    words = difference_words(difference)
    subject = f"{words.subject}: " if words.subject else ""
    return f"{subject}{words.readings.left} | {words.readings.right}{verdict_on(difference)}"
