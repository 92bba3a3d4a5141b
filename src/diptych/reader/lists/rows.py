"""The entries of a list as rows of the screen at a given width.  No widgets.

A row is a list of texts with the names of their styles.  All heights are computed at once, for scrolling; the
texts of a row are computed when it is shown.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from diptych.alignment.kinds import Verdict
from diptych.article.model import Span
from diptych.comparison_wording import HOW_JUDGED, LETTERS
from diptych.reader.lists.entries import Listing
from diptych.reader.lists.filter import hits
from diptych.reader.lists.wording import difference_heading, run_heading, subject_of
from diptych.reader.terminal.bidi import LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT
from diptych.reader.text.excerpts import clipped, excerpt
from diptych.reader.text.highlights import Layer, StyledSpan, flatten_layers, grade_status
from diptych.reader.text.positions import PassagePositions, paragraphs
from diptych.reader.text.rows import wrap
from diptych.reader.text.verdict_labels import SIGNS, from_change, sign_of
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.alignment.model import Difference, Link
    from diptych.article.model import Article
    from diptych.reader.lists.detail_entries import DetailEntry
    from diptych.reader.lists.entries import ListEntry
    from diptych.reader.lists.filter import FilterResult
    from diptych.reader.lists.verdict_summary import VerdictSummary

WIDE = 120
"""Minimum width in cells for both passages of a link in one row."""

NARROW = 64
"""Minimum width in cells for a passage beside the grade and score of its link."""

MEASURE = 80
"""Maximum width of whole passages in cells."""

NEAR_MARK = "≈"
"""Mark of an entry that matches the filter only nearly."""

REJECTED = "rejected"
"""Stands in place of the grade of a link that the user has rejected."""

_WHITE_SPACE = re.compile(r"\s")


class StyledText(NamedTuple):
    """A part of a row, with its component class; "" for plain text."""

    text: str
    component: str = ""


StyledRow = list[StyledText]


_LEAST_ANSWER = 8
"""Cells below which the answer to a detail is left out."""


class ListRows:
    """The rows of the entries of one list at one width."""

    def __init__(
        self, articles: Pair[Article], listing: Listing, found: FilterResult, query: str, width: int
    ) -> None:
        """Compute the heights of all entries.

        Args:
            articles: both articles.
            listing: the list.
            found: its entries.
            query: the filter, whose hits are marked.
            width: cells of a row.
        """
        self._articles = articles
        self._positions = articles.map(PassagePositions)
        self._position_width = max(positions.width for positions in self._positions)
        self._listing = listing
        self._found = found
        self._query = query
        self._width = max(width, 20)
        self._has_opinion = any(entry.link is not None and entry.link.model_grade for entry in found.entries)
        """Whether a column tells which links the language model makes, alone or with diptych."""
        self._has_verdicts = any(entry.link is not None and entry.link.verdict for entry in found.entries)
        """Whether a column has the signs of verdicts."""
        self._run_rows: dict[int, list[tuple[Span, bool]]] = {}
        """The rows of each run, each with whether a paragraph begins there."""
        self._cached: tuple[int, list[StyledRow]] = (-1, [])
        """Index and rows of the entry that was last computed."""
        self._starts = self._first_rows()

    @property
    def count(self) -> int:
        """Number of rows."""
        return self._starts[-1]

    def rows_of(self, index: int) -> range:
        """The rows of an entry, without the blank row after it."""
        gap = 0 if self._listing in (Listing.LINKS, Listing.DETAILS) else 1
        return range(self._starts[index], self._starts[index + 1] - gap)

    def entry_at(self, row: int) -> int:
        """Index of the entry that a row belongs to."""
        return bisect_right(self._starts, row) - 1

    def row(self, number: int) -> StyledRow:
        """The texts of a row."""
        index = self.entry_at(number)
        line = number - self._starts[index]
        entry = self._found.entries[index]
        near = NEAR_MARK if index >= self._found.exact else " "
        if index in self._run_rows:
            return self._run_row(entry, self._run_rows[index], line, near)
        if self._cached[0] != index:
            if entry.detail is not None:
                rows = [self._detail(entry.detail, near)]
            elif entry.summary is not None:
                rows = self._verdict(entry, entry.summary, near)
            elif entry.link is not None and entry.difference is not None:
                rows = self._difference(entry, entry.link, entry.difference, near)
            else:
                assert entry.link is not None  # noqa: S101 - runs have been returned above
                rows = self._link(entry, entry.link, near)
            self._cached = index, rows
        return self._cached[1][line]

    # Heights

    def _first_rows(self) -> Sequence[int]:
        """The first row of each entry, then the number of rows."""
        if self._listing is Listing.LINKS:
            height = 1 if self._width >= WIDE else 2 if self._width >= NARROW else 3
            return range(0, height * len(self._found.entries) + 1, height)
        heights = (self._height(index, entry) for index, entry in enumerate(self._found.entries))
        return [0, *accumulate(heights)]

    def _height(self, index: int, entry: ListEntry) -> int:
        if entry.detail is not None:
            return 1
        if entry.summary is not None:
            return len(self._verdict(entry, entry.summary, ""))
        if entry.difference is not None:
            return len(self._wrapped(difference_heading(entry.difference, entry))) + 3
        article = self._articles[_side_of(entry)]
        rows = self._run_rows[index] = [
            (row, row.start == span.start)
            for span in paragraphs(article, entry.passages(_side_of(entry)))
            for row in wrap(article.text, self._run_width, start=span.start, end=span.end)
        ]
        return len(rows) + 2

    @property
    def _run_width(self) -> int:
        return min(self._width - self._position_width - 4, MEASURE)

    def _wrapped(self, heading: str) -> list[str]:
        width = self._width - 5
        if heading.isascii() and len(heading) <= width:
            return [heading]
        return [span.of(heading) for span in wrap(heading, width)]

    # Links

    def _link(self, entry: ListEntry, link: Link, near: str) -> list[StyledRow]:
        graded, by = link, "both" if link.model_grade else ""
        if link.model_grade and entry.by_model_alone:
            graded, by = replace(link, grade=link.model_grade), "model"
        mark, grade, style, sign = (
            grade_status(graded).value,
            graded.grade.value,
            "list--linked",
            sign_of(link),
        )
        if entry.is_rejected:  # no link any more, so neither its grade nor its differences count
            mark, grade, style, sign = sign, REJECTED, "list--muted", ""
        differs = link.differences and not entry.is_rejected
        start = [
            _near(near),
            StyledText(mark, style),
            StyledText(f" {grade:<8} ", style),
            StyledText(f"{link.score:.2f} "),
            *([StyledText(f"{by:<5} ")] if self._has_opinion else []),
            StyledText("≠", "list--differs") if differs else StyledText(" "),
            *([StyledText(sign or " ", "list--linked")] if self._has_verdicts else []),
            StyledText(" "),
        ]
        used = _cells(start)
        if self._width >= WIDE:
            room = (self._width - used - 2 * self._position_width - 4) // 2
            left, right = (self._passage(entry, side, room) for side in Side)
            gap = StyledText(" " * (room + 2 - _cells(left[1:])))
            return [[*start, *left, gap, *right]]
        if self._width >= NARROW:
            first, second = self._both(entry, used)
            return [[*start, *first], [StyledText(" " * used), *second]]
        subjects = ", ".join(subject_of(difference) for difference in link.differences if differs)
        start.append(StyledText(clipped(subjects, self._width - used), "list--differs"))
        return [start, *self._indented(entry)]

    def _both(self, entry: ListEntry, indent: int) -> list[StyledRow]:
        """The side and the beginning of both passages, each in a row with room for an indent."""
        room = self._width - indent - self._position_width - 3
        return [[_letter(side), *self._passage(entry, side, room)] for side in Side]

    def _heading_row(self, near: str, sign: str, component: str, heading: str) -> StyledRow:
        clipped_heading = clipped(heading, self._width - 4)
        return [_near(near), StyledText(sign, component), StyledText(clipped_heading, "list--heading")]

    def _indented(self, entry: ListEntry) -> list[StyledRow]:
        return [[StyledText("   "), *row] for row in self._both(entry, 3)]

    def _passage(self, entry: ListEntry, side: Side, room: int) -> StyledRow:
        """The position of a passage, and its beginning or the part around the difference or the hit."""
        article, passage = self._articles[side], entry.passages(side).start
        span = article.passages[passage].span
        text = _WHITE_SPACE.sub(" ", span.of(article.text))
        styled = self._hits(text)
        focus = styled[0] if styled else None
        if entry.difference is not None:
            reading = entry.difference.spans[side]
            focus = StyledSpan(reading.start - span.start, reading.end - span.start, Layer.DIFFERS)
            styled.append(focus)
        shown = excerpt(text, room, None if focus is None else Span(focus.start, focus.end))
        row = [StyledText(f"{self._position(side, passage)} ", "list--muted")]
        row += [StyledText("…")] if shown.start else []
        row += _divided(text, shown, styled)
        return [*row, StyledText("…")] if shown.end < len(text) else row

    def _position(self, side: Side, passage: int) -> str:
        return self._positions[side].short_label(passage).ljust(self._position_width)

    def _hits(self, text: str) -> list[StyledSpan]:
        return [StyledSpan(start, end, Layer.HIT) for start, end in hits(self._query, text)]

    def _with_hits(self, text: str, component: str = "") -> StyledRow:
        """A text on one line, with its hits marked."""
        text = _WHITE_SPACE.sub(" ", text)
        return _divided(text, Span(0, len(text)), self._hits(text), component)

    # Details

    def _detail(self, detail: DetailEntry, near: str) -> StyledRow:
        """Side, place, kind, reading, and what answers it."""
        row = [
            _near(near),
            _letter(detail.side),
            StyledText(f"{self._position(detail.side, detail.passage)} ", "list--muted"),
            StyledText(f"{detail.detail.kind.value:<12} " if self._width >= NARROW else "", "list--muted"),
        ]
        room = self._width - _cells(row)
        readings = [*(f"{mark} {reading}" for mark, reading in detail.answers)] or ["no counterpart"]
        most = max(1, room if room < NARROW // 2 else room // 2)
        row += self._with_hits(clipped(detail.reading, most), "list--heading")
        for text in readings:
            left = self._width - _cells(row) - 3
            if left < _LEAST_ANSWER:
                break
            style = (
                "list--differs" if text[0] in "≠≟" else "list--linked" if text[0] == "=" else "list--muted"
            )
            row += [StyledText("   "), StyledText(clipped(text, left), style)]
        return row

    # Differences

    def _difference(self, entry: ListEntry, link: Link, difference: Difference, near: str) -> list[StyledRow]:
        first, *others = self._wrapped(difference_heading(difference, entry))
        row = [
            _near(near),
            StyledText(entry.sign, "list--differs"),
            StyledText(" "),
            *self._with_hits(first, "list--heading"),
        ]
        verdict = f"{HOW_JUDGED[difference.verdict]}   " if difference.verdict else ""
        if difference.verdict is Verdict.ACCEPTED:
            verdict = f"{SIGNS[difference.verdict]} {verdict}"
        grade = f"{verdict}{grade_status(link).value} {link.grade.value} {link.score:.2f}"
        free = self._width - 3 - cell_len(first) - cell_len(grade)
        if free >= 2:
            row += [StyledText(" " * free), StyledText(grade, "list--muted")]
        rest = [[StyledText(" " * 5), *self._with_hits(text, "list--heading")] for text in others]
        return [row, *rest, *self._indented(entry), []]

    # Verdicts and notes

    def _verdict(self, entry: ListEntry, summary: VerdictSummary, near: str) -> list[StyledRow]:
        """Verdict, note, and the passages as they are or as they were."""
        rows = [self._heading_row(near, f"{summary.sign} ", "list--linked", summary.heading)]
        room = self._width - 5
        notes = wrap(summary.note, room) if summary.note else ()
        rows += [[StyledText("   "), *self._with_hits(span.of(summary.note))] for span in notes]
        for side in Side:
            now = ""
            if entry.passages(side):
                row = self._passage(entry, side, self._width - self._position_width - 6)
                rows.append([StyledText("   "), _letter(side), *row])
                now = self._articles[side].passage_text(entry.passages(side).start)
            if summary.former[side]:
                label = "then " if now else ""
                former = clipped(from_change(summary.former[side], now), room - len(label) - 4)
                rows.append([StyledText("   "), _letter(side), *self._with_hits(f"{label}“{former}”")])
        return [*rows, []]

    # Runs of unique passages

    def _run_row(
        self, entry: ListEntry, rows: Sequence[tuple[Span, bool]], line: int, near: str
    ) -> StyledRow:
        side = _side_of(entry)
        article = self._articles[side]
        if line == 0:
            return self._heading_row(near, "○ ", "list--unique", self._run_heading(entry))
        if line > len(rows):
            return []
        span, begins = rows[line - 1]
        passage = article.passage_at(span.start) if begins else None
        position = " " * self._position_width if passage is None else self._position(side, passage)
        return [StyledText(f"   {position} ", "list--muted"), *self._with_hits(span.of(article.text))]

    def _run_heading(self, entry: ListEntry) -> str:
        side = _side_of(entry)
        article, passages = self._articles[side], entry.passages(side)
        length = article.passages[passages[-1]].span.end - article.passages[passages.start].span.start
        where = self._positions[side].label(passages.start, passages[-1])
        return run_heading(entry.words, length / len(article.text), where)


def _letter(side: Side) -> StyledText:
    return StyledText(f"{LETTERS[side]} ", "list--muted")


def _near(mark: str) -> StyledText:
    return StyledText(mark, "list--muted" if mark.strip() else "")


def _side_of(entry: ListEntry) -> Side:
    return Side.LEFT if entry.left else Side.RIGHT


def _cells(row: StyledRow) -> int:
    return sum(cell_len(part.text) for part in row)


def _divided(text: str, shown: Span, styled: Sequence[StyledSpan], plain: str = "") -> StyledRow:
    """A part of a text, divided where its style changes."""
    row = [StyledText(LEFT_TO_RIGHT_MARK)] if RIGHT_TO_LEFT.search(text, shown.start, shown.end) else []
    for start, end, layers in flatten_layers(shown, styled):
        component = (
            "list--hit" if Layer.HIT & layers else "list--differs" if Layer.DIFFERS & layers else plain
        )
        row.append(StyledText(text[start:end], component))
    return row
