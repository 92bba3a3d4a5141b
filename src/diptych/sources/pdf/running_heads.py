"""Running heads, running feet and page numbers: rows at the edge of a page that are not part of the text."""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING

from diptych.sources.markup.blocks import CELLS
from diptych.sources.pdf.columns import LineRow, PdfPage, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_EDGE = 0.15
"""Share of the page's height, at its top and bottom, in which running heads and page numbers are."""
_EDGE_ROWS = 3
"""Rows at each edge that may be running heads."""
_APART = 0.5
"""Ems between a running head and the text."""
_LARGE = 1.12
"""Size of the smallest heading, as a multiple of the usual size on its page."""
_NUMBER = re.compile(r"\d+")
_LONGEST_PAGE_NUMBER = 30
"""Code points of a row such as "Page 3 of 12"."""
_OF_A_PAGE_NUMBER = re.compile(
    r"page|seite|pagina|página|p|of|von|de|sur|di|\d{1,4}|[ivxlc]{1,7}", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?:https?|file)://\S+")
_PRINTED = re.compile(
    rf"(?:^|{re.escape(CELLS)}){_ADDRESS.pattern}(?:{re.escape(CELLS)}|$)"
    r"|^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\W{1,2}\d{1,2}:\d\d|\d{1,2}:\d\d(?: [AP]M)?$"
)
"""What a browser prints at the edges of a web page: its address, and the date and time."""


def running_rows(pages: Sequence[PdfPage]) -> list[list[LineRow]]:
    """The running heads, feet and page numbers of each page: rows at the same place of nearby pages."""
    edges: list[tuple[int, list[tuple[LineRow, str]]]] = []
    for number, page in enumerate(pages):
        rows = rows_of(page.lines)
        edges += ((number, list(_at_edge(ordered, page))) for ordered in (rows, rows[::-1]))
    pages_with: dict[str, set[int]] = {}
    for number, found in edges:
        for _, key in found:
            pages_with.setdefault(key, set()).add(number)
    printed = {number for number, found in edges if any(_is_of_web_page(row) for row, _ in found)}
    running: list[list[LineRow]] = [[] for _ in pages]
    for number, found in edges:
        for row, key in found:  # from the edge to the first row that does not recur
            again = pages_with[key].intersection(number + step for step in (-2, -1, 1, 2))
            of_printing = number in printed and _PRINTED.search(row.text)
            if row in running[number] or not (again or of_printing or _is_number_alone(row, pages[number])):
                break
            running[number].append(row)
    left_out = sum(len(row.lines) for rows in running for row in rows)
    if left_out == sum(len(page.lines) for page in pages):
        return [[] for _ in pages]  # there is no other text, so these rows are the text
    return running


def _at_edge(rows: Sequence[LineRow], page: PdfPage) -> Iterator[tuple[LineRow, str]]:
    """The rows at one edge of a page with a gap to the text, each with a key that recurs with the row."""
    near: list[LineRow] = []
    apart = 0
    largest = _LARGE * median([row.size for row in rows] or [0.0])  # a large "Chapter 3" is a heading
    for row, inner in zip(rows[:_EDGE_ROWS], [*rows[1:], None], strict=False):
        below = (row.main.top + row.main.bottom) / 2 < page.height / 2
        from_edge = row.main.bottom if below else page.height - row.main.top
        if from_edge > _EDGE * page.height or row.size > largest:
            break
        near.append(row)
        gap = (
            row.size
            if inner is None
            else max(inner.main.bottom - row.main.top, row.main.bottom - inner.main.top)
        )
        if gap > _APART * row.size:
            apart = len(near)
    for row in near[:apart]:
        yield row, f"{round(row.main.bottom / 4)} {round(row.size)} {_NUMBER.sub('#', row.text)}"


def _is_of_web_page(row: LineRow) -> bool:
    """Whether a row is what a browser prints beside its page: an address with a page number or a title."""
    cells = row.text.split(CELLS)
    return len(cells) > 1 and any(map(_ADDRESS.fullmatch, cells))


def _is_number_alone(row: LineRow, page: PdfPage) -> bool:
    """Whether a row is a page number with a gap to the text."""
    words = re.findall(r"\w+", row.text[: _LONGEST_PAGE_NUMBER + 1])
    if not words or len(row.text) > _LONGEST_PAGE_NUMBER or not all(map(_OF_A_PAGE_NUMBER.fullmatch, words)):
        return False
    others = [line for line in page.lines if line not in row.lines]
    gaps = (max(line.bottom - row.main.top, row.main.bottom - line.top) for line in others)
    return min(gaps, default=0.0) > 0.8 * row.size
