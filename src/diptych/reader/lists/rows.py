"""The entries of a list as rows of the screen at a given width.

A row is a list of texts with names of styles; the widget has the styles.  All heights are computed at once,
for scrolling; the texts of a row are made when it is shown.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from diptych.alignment.model import Grade
from diptych.article.model import Span
from diptych.percentages import percent
from diptych.reader.lists.entries import Listing
from diptych.reader.lists.filter import hits
from diptych.reader.lists.plain_text import quoted, subject_of
from diptych.reader.state.filters import LETTERS
from diptych.reader.terminal.bidi import LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT
from diptych.reader.text.counts import counted
from diptych.reader.text.excerpts import clipped, excerpt
from diptych.reader.text.highlights import Layer, StyledSpan, flatten_layers
from diptych.reader.text.positions import PassagePositions, paragraphs
from diptych.reader.text.rows import wrap
from diptych.reader.text.verdict_labels import from_change
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.alignment.model import Difference, Link
    from diptych.article.model import Article
    from diptych.reader.lists.entries import ListEntry, VerdictSummary
    from diptych.reader.lists.filter import FilterResult

WIDE = 120
"""Least width, in cells, for both passages of a link in one row."""

NARROW = 64
"""Width, in cells, below which the passages stand below the line about the link."""

MEASURE = 80
"""Greatest width of whole passages, in cells."""

NEAR_MARK = "≈"
"""Marks an entry that matches the filter only nearly."""

_WHITE_SPACE = re.compile(r"\s")


class StyledText(NamedTuple):
    """A part of a row, with its component class; "" for plain text."""

    text: str
    component: str = ""


Row = list[StyledText]


class Texts:
    """The articles of the lists, and the positions of their passages."""

    def __init__(self, articles: Pair[Article]) -> None:
        self.articles = articles
        self.places = articles.map(PassagePositions)
        self.place_width = max(places.width for places in self.places)
        """Width of the longest position, in cells."""

    def place(self, side: Side, passage: int) -> str:
        """The position of a passage, padded to `place_width`."""
        return self.places[side].short_label(passage).ljust(self.place_width)


class ListRows:
    """The rows of the entries of one list at one width."""

    def __init__(self, texts: Texts, listing: Listing, found: FilterResult, query: str, width: int) -> None:
        self._texts = texts
        self._listing = listing
        self._found = found
        self._query = query
        self._width = max(width, 20)
        self._run_rows: dict[int, list[tuple[Span, bool]]] = {}
        """For each run its rows, each with whether a paragraph begins there."""
        self._kept: tuple[int, list[Row]] = (-1, [])
        """Cache: the rows of the last entry."""
        self._starts = self._add_up()

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._starts[-1]

    def rows_of(self, index: int) -> range:
        """The rows of an entry, without a blank row after it."""
        gap = 0 if self._listing is Listing.LINKS else 1
        return range(self._starts[index], self._starts[index + 1] - gap)

    def entry_at(self, row: int) -> int:
        """Index of the entry that a row belongs to."""
        return bisect_right(self._starts, row) - 1

    def row(self, number: int) -> Row:
        """The texts of a row."""
        index = self.entry_at(number)
        line = number - self._starts[index]
        entry = self._found.entries[index]
        near = NEAR_MARK if index >= self._found.exact else " "
        if entry.link is None and entry.said is None:
            return self._run_row(index, entry, line, near)
        if self._kept[0] != index:
            if entry.said is not None:
                self._kept = index, self._said(entry, entry.said, near)
            elif entry.link is not None and entry.difference is None:
                self._kept = index, self._link(entry, entry.link, near)
            elif entry.link is not None and entry.difference is not None:
                self._kept = index, self._difference(entry, entry.link, entry.difference, near)
        return self._kept[1][line]

    # Heights

    def _add_up(self) -> Sequence[int]:
        """The first row of each entry, then the number of rows."""
        if self._listing is Listing.LINKS:
            height = 1 if self._width >= WIDE else 2 if self._width >= NARROW else 3
            return range(0, height * len(self._found.entries) + 1, height)
        heights = (self._height(index, entry) for index, entry in enumerate(self._found.entries))
        return [0, *accumulate(heights)]

    def _height(self, index: int, entry: ListEntry) -> int:
        if entry.said is not None:
            return len(self._said(entry, entry.said, ""))
        if entry.difference is not None:
            return len(self._wrapped(_heading(entry.difference))) + 3
        side, width = _side_of(entry), self._run_width
        text = self._texts.articles[side].text
        rows = self._run_rows[index] = [
            (row, row.start == span.start)
            for span in paragraphs(self._texts.articles[side], entry.passages(side))
            for row in wrap(text, width, start=span.start, end=span.end)
        ]
        return len(rows) + 2

    @property
    def _run_width(self) -> int:
        return min(self._width - self._texts.place_width - 4, MEASURE)

    def _wrapped(self, heading: str) -> list[str]:
        width = self._width - 5
        if heading.isascii() and len(heading) <= width:
            return [heading]
        return [span.of(heading) for span in wrap(heading, width)]

    # Links

    def _link(self, entry: ListEntry, link: Link, near: str) -> list[Row]:
        about = [
            _near(near),
            StyledText(mark_of(link), "list--linked"),
            StyledText(f" {link.grade.value:<8} ", "list--linked"),
            StyledText(f"{link.score:.2f} "),
            StyledText("≠", "list--differs") if link.differences else StyledText(" "),
            StyledText(" "),
        ]
        used = sum(cell_len(piece.text) for piece in about)
        place = self._texts.place_width
        if self._width >= WIDE:
            room = (self._width - used - 2 * place - 4) // 2
            row, left = about, self._passage(entry, Side.LEFT, room)
            row += [self._place(entry, Side.LEFT), *left]
            row.append(StyledText(" " * (room + 2 - sum(cell_len(piece.text) for piece in left))))
            return [[*row, self._place(entry, Side.RIGHT), *self._passage(entry, Side.RIGHT, room)]]
        if self._width >= NARROW:
            room = self._width - used - place - 3
            rows = [
                [_letter(side), self._place(entry, side), *self._passage(entry, side, room)] for side in Side
            ]
            return [[*about, *rows[0]], [StyledText(" " * used), *rows[1]]]
        subjects = ", ".join(subject_of(difference) for difference in link.differences)
        about.append(StyledText(clipped(subjects, self._width - used), "list--differs"))
        return [about, *self._both(entry)]

    def _both(self, entry: ListEntry) -> list[Row]:
        """A row for each passage."""
        room = self._width - self._texts.place_width - 6
        return [
            [StyledText("   "), _letter(side), self._place(entry, side), *self._passage(entry, side, room)]
            for side in Side
        ]

    def _place(self, entry: ListEntry, side: Side) -> StyledText:
        return StyledText(f"{self._texts.place(side, entry.passages(side).start)} ", "list--muted")

    def _passage(self, entry: ListEntry, side: Side, room: int) -> Row:
        """The beginning of a passage, or the part around the difference or the hit."""
        article, passage = self._texts.articles[side], entry.passages(side).start
        span = article.passages[passage].span
        text = _WHITE_SPACE.sub(" ", span.of(article.text))
        stretches = [StyledSpan(start, end, Layer.HIT) for start, end in hits(self._query, text)]
        if entry.difference is not None:
            session = entry.difference.spans[side]
            stretches.append(StyledSpan(session.start - span.start, session.end - span.start, Layer.DIFFERS))
        focus = Span(stretches[-1].start, stretches[-1].end) if entry.difference is not None else None
        if focus is None and stretches:
            focus = Span(stretches[0].start, stretches[0].end)
        shown = excerpt(text, room, focus)
        row = [StyledText("…")] if shown.start else []
        row += _marked(text, shown, stretches)
        return [*row, StyledText("…")] if shown.end < len(text) else row

    # Differences

    def _difference(self, entry: ListEntry, link: Link, difference: Difference, near: str) -> list[Row]:
        first, *others = self._wrapped(_heading(difference))
        row = [_near(near), StyledText("≠", "list--differs"), StyledText(" "), *self._heading_row(first)]
        grade = f"{mark_of(link)} {link.grade.value} {link.score:.2f}"
        free = self._width - 3 - cell_len(first) - cell_len(grade)
        if free >= 2:
            row += [StyledText(" " * free), StyledText(grade, "list--muted")]
        rest = [[StyledText(" " * 5), *self._heading_row(text)] for text in others]
        return [row, *rest, *self._both(entry), []]

    def _heading_row(self, text: str) -> Row:
        stretches = [StyledSpan(start, end, Layer.HIT) for start, end in hits(self._query, text)]
        return _marked(text, Span(0, len(text)), stretches, "list--heading")

    # What the reader said

    def _said(self, entry: ListEntry, said: VerdictSummary, near: str) -> list[Row]:
        """Verdict, note, and the passages as they are or as they were."""
        heading = clipped(said.heading, self._width - 4)
        rows: list[Row] = [
            [_near(near), StyledText(f"{said.sign} ", "list--linked"), StyledText(heading, "list--heading")]
        ]
        room = self._width - 5
        for span in wrap(said.note, room) if said.note else ():
            text = _WHITE_SPACE.sub(" ", span.of(said.note))
            rows.append([StyledText("   "), *self._quoted(text)])
        for side in Side:
            now = ""
            if entry.passages(side):
                around = self._width - self._texts.place_width - 6
                here = self._passage(entry, side, around)
                rows.append([StyledText("   "), _letter(side), self._place(entry, side), *here])
                now = self._texts.articles[side].passage_text(entry.passages(side).start)
            if said.then[side]:
                when = "then " if now else ""
                then = clipped(from_change(said.then[side], now), room - len(when) - 4)
                rows.append([StyledText("   "), _letter(side), *self._quoted(f"{when}“{then}”")])
        return [*rows, []]

    def _quoted(self, text: str) -> Row:
        stretches = [StyledSpan(start, end, Layer.HIT) for start, end in hits(self._query, text)]
        return _marked(text, Span(0, len(text)), stretches)

    # Runs of unique passages

    def _run_row(self, index: int, entry: ListEntry, line: int, near: str) -> Row:
        side, rows = _side_of(entry), self._run_rows[index]
        article = self._texts.articles[side]
        if line == 0:
            heading = clipped(self._run_heading(entry, side), self._width - 4)
            return [_near(near), StyledText("○ ", "list--unique"), StyledText(heading, "list--heading")]
        if line > len(rows):
            return []
        span, begins = rows[line - 1]
        place = " " * self._texts.place_width
        if begins and (passage := article.passage_at(span.start)) is not None:
            place = self._texts.place(side, passage)
        text = _WHITE_SPACE.sub(" ", span.of(article.text))
        stretches = [StyledSpan(start, end, Layer.HIT) for start, end in hits(self._query, text)]
        return [StyledText(f"   {place} ", "list--muted"), *_marked(text, Span(0, len(text)), stretches)]

    def _run_heading(self, entry: ListEntry, side: Side) -> str:
        article, passages = self._texts.articles[side], entry.passages(side)
        length = article.passages[passages[-1]].span.end - article.passages[passages.start].span.start
        where = self._texts.places[side].label(passages.start, passages[-1])
        words = counted(entry.words, "word")
        return f"{words}, {percent(length / len(article.text))} of the article, {where}"


def mark_of(link: Link) -> str:
    """The gutter mark of a link's grade."""
    return "◐" if link.grade is Grade.RELATED else "●"


def _heading(difference: Difference) -> str:
    left, right = map(quoted, difference.readings)
    return f"{subject_of(difference)}: {left} │ {right}"


def _letter(side: Side) -> StyledText:
    return StyledText(f"{LETTERS[side]} ", "list--muted")


def _near(mark: str) -> StyledText:
    return StyledText(mark, "list--muted" if mark.strip() else "")


def _side_of(entry: ListEntry) -> Side:
    return Side.LEFT if entry.left else Side.RIGHT


def _marked(text: str, shown: Span, stretches: Sequence[StyledSpan], plain: str = "") -> Row:
    """A part of a text, divided where its style changes."""
    row = [StyledText(LEFT_TO_RIGHT_MARK)] if RIGHT_TO_LEFT.search(text, shown.start, shown.end) else []
    for start, end, layers in flatten_layers(shown, stretches):
        component = (
            "list--hit" if Layer.HIT & layers else "list--differs" if Layer.DIFFERS & layers else plain
        )
        row.append(StyledText(text[start:end], component))
    return row
