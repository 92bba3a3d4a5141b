"""A comparison as CSV (RFC 4180) for spreadsheets and statistics: a row for each link and unique passage.

    kind         "link"; "only in A", "only in B"; "match", a weaker one that was asked for or has a note, or
                 one that the reader rejected; "note", on a passage that has no other row
    a, b         numbers of the passages of the left and right article, from 1; empty where there is none
    score        how likely it is that both cover the same event, 0..1
    grade        "verbatim", "restated" or "related"
    verdict      what the reader says: "accepted", "rejected" or "added"; empty where nothing was said
    a_says, b_says   the passages
    both_have    what the link rests on, the heaviest first, separated by "; "
    differs      details that differ, as "countries: 22 | 25", separated by "; "
    note         what the reader wrote about the link, or about the passage that stands alone
    a_note, b_note   what the reader wrote about the passages of a link
    a_said, b_said   what they said when the verdict was given; empty where they say the same now

Links and matches come first, in the order of the left article, then what stands alone in A, then what stands
alone in B.  A text that a spreadsheet would take for a formula begins with an apostrophe, as is the custom.
Lines end in CR LF; the encoding is UTF-8, and a file, unlike a pipe, begins with a byte-order mark, without
which Excel takes it for another one.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from diptych.comparison_wording import difference_words, one_line
from diptych.export.json import lowest, written_links
from diptych.export.report_phrases import NAMES, notes
from diptych.sides import Side

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
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def to_csv(comparison: Comparison, min_score: float | None = None) -> str:
    """The comparison as CSV.

    Args:
        comparison: what to write.
        min_score: weaker matches than links get a row too, down to this score.
    """
    alignment = comparison.alignment
    written = io.StringIO(newline="")
    rows = csv.DictWriter(written, COLUMNS, restval="", lineterminator="\r\n")
    rows.writeheader()
    for link in written_links(alignment, lowest(alignment, min_score)):
        rows.writerow(_link(comparison, link))
    for side in Side:
        rows.writerows(_alone(comparison, side))
    return written.getvalue()


def _link(comparison: Comparison, link: Link) -> dict[str, str]:
    left, right = comparison.articles
    return {
        "kind": "link" if link.counts(comparison.alignment.threshold) else "match",
        "a": str(link.left + 1),
        "b": str(link.right + 1),
        "score": f"{link.score:.6f}".rstrip("0").rstrip("."),
        "grade": link.grade.value,
        "verdict": "" if link.verdict is None else link.verdict.value,
        "a_says": _text(left.passage_text(link.left)),
        "b_says": _text(right.passage_text(link.right)),
        "both_have": _text("; ".join(one_line(evidence.label) for evidence in link.evidence)),
        "differs": _text("; ".join(map(_differs, link.differences))),
        "note": _text(link.note),
        "a_note": _text(notes(comparison, Side.LEFT).get(link.left, "")),
        "b_note": _text(notes(comparison, Side.RIGHT).get(link.right, "")),
        "a_said": _text(link.judged_as.left),
        "b_said": _text(link.judged_as.right),
    }


def _alone(comparison: Comparison, side: Side) -> Iterator[dict[str, str]]:
    """What only one article has; and notes on passages whose links are not known."""
    article, noted = comparison.articles[side], notes(comparison, side)
    name = "a" if side is Side.LEFT else "b"
    unique = set(comparison.alignment.unique(side))
    linked = set(comparison.alignment.linked(side))
    for passage in sorted(unique | (noted.keys() - linked)):
        yield {
            "kind": f"only in {NAMES[side]}" if passage in unique else "note",
            name: str(passage + 1),
            f"{name}_says": _text(article.passage_text(passage)),
            "note": _text(noted.get(passage, "")),
        }


def _differs(difference: Difference) -> str:
    told = difference_words(difference)
    subject = f"{told.subject}: " if told.subject else ""
    return f"{subject}{told.readings.left} | {told.readings.right}"


def _text(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
