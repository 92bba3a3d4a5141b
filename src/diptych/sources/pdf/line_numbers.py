"""Numbers of lines in the margin of a page, as in court transcripts, bills and manuscripts.

The numbers form a column that no other word enters, and count up by a constant step from line to line.  So do
the numbers of a list and the ranks of a table, but there each number begins an item.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.sources.pdf.columns import Box

_NUMBER = re.compile(r"\d{1,4}")
_AT_ONE_PLACE = 2.0
"""Points between the edges of numbers in a column."""
_FEWEST = 5
"""Numbers of a column with one on each line, on the first page that has it."""
_FEWEST_APART = 2
"""The same for a column with one on every second, fifth or tenth line."""
_FEWEST_BETWEEN = 4
"""The same for such a column between two columns of text."""
_REGULAR = 0.8
"""Least share of the numbers that follow the one before them as they should."""
_SAME_DISTANCE = 0.12
"""Largest share by which the distance of two numbers differs from the usual one."""
_GO_ON = 0.25
"""Least share of numbered lines that cannot begin an item of a list."""
_FEWEST_WORDS = 4
"""Words of such a line that begins with a small letter; the row of a table may have fewer."""
_STOPPED = re.compile(r"[.!?…:;。！？؟।][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class _Number:
    """A number that may be that of a line."""

    value: int
    at: int
    """The index of the word."""
    left: float
    right: float
    middle: float
    """The height of its middle."""


@dataclass(slots=True)
class _Row:
    """The words whose middle is at one height."""

    middle: float
    words: list[int]


@dataclass(slots=True)
class LineNumbers:
    """Finds the numbers of lines, page by page; a short last page has too few to be recognised alone."""

    _known: list[tuple[bool, float, int]] = field(default_factory=list)
    """For each column that was found: whether its right edges are aligned, the edge, and the step."""

    def of_lines(self, words: Sequence[tuple[str, Box]]) -> set[int]:
        """The indices of the words that are numbers of lines.

        Args:
            words: the words of a page, with their boxes in points.
        """
        numbers = [
            _Number(int(text), at, box[0], box[2], (box[1] + box[3]) / 2)
            for at, (text, box) in enumerate(words)
            if _NUMBER.fullmatch(text)
        ]
        if not numbers or not (self._known or len(numbers) >= _FEWEST_APART):
            return set()
        rows: list[_Row] | None = None
        found: set[int] = set()
        for by_right in (True, False):
            for column in _columns(numbers, by_right=by_right):
                run = _counting(column)
                edge = run[0].right if by_right else run[0].left
                step = run[1].value - run[0].value if len(run) > 1 else 0
                known = any(
                    by_right == its and abs(edge - place) < _AT_ONE_PLACE and step in (0, its_step)
                    for its, place, its_step in self._known
                )
                if found.issuperset(each.at for each in run) or not (known or len(run) >= _FEWEST_APART):
                    continue
                if not _is_free(run, words):
                    continue
                rows = rows or _rows(words)
                if known or _are_of_lines(run, words, rows):
                    found.update(each.at for each in run)
                    if step:
                        self._known.append((by_right, edge, step))
        return found


def _columns(numbers: Sequence[_Number], *, by_right: bool) -> Iterator[list[_Number]]:
    """The numbers with a common left or right edge, from the top."""
    ordered = sorted(numbers, key=lambda each: each.right if by_right else each.left)
    column: list[_Number] = []
    for each in ordered:
        edge = each.right if by_right else each.left
        if column and edge - (column[0].right if by_right else column[0].left) > _AT_ONE_PLACE:
            yield sorted(column, key=lambda each: -each.middle)
            column = []
        column.append(each)
    if column:
        yield sorted(column, key=lambda each: -each.middle)


def _counting(column: Sequence[_Number]) -> list[_Number]:
    """The longest part of a column that counts up by a constant step; page numbers may come between."""
    best = [column[0]]
    steps = {after.value - before.value for before, after in pairwise(column)}
    for step in sorted(step for step in steps if 0 < step <= 10):
        ends: dict[int, list[_Number]] = {}
        for each in column:
            ends[each.value] = [*ends.get(each.value - step, []), each]
            if len(ends[each.value]) > len(best):
                best = ends[each.value]
    return best


def _is_free(run: Sequence[_Number], words: Sequence[tuple[str, Box]]) -> bool:
    """Whether no other word enters a column between its first and its last number."""
    left, right = min(each.left for each in run), max(each.right for each in run)
    top, bottom = run[0].middle, run[-1].middle
    own = {each.at for each in run}
    return not any(
        at not in own and box[0] < right and box[2] > left and bottom <= (box[1] + box[3]) / 2 <= top
        for at, (_, box) in enumerate(words)
    )


def _rows(words: Sequence[tuple[str, Box]]) -> list[_Row]:
    """The rows of a page, from the bottom."""
    height = median(box[3] - box[1] for _, box in words)
    rows: list[_Row] = []
    for middle, at in sorted(((box[1] + box[3]) / 2, at) for at, (_, box) in enumerate(words)):
        if rows and middle - rows[-1].middle < height / 3:
            rows[-1].words.append(at)
        else:
            rows.append(_Row(middle, [at]))
    return rows


def _are_of_lines(run: Sequence[_Number], words: Sequence[tuple[str, Box]], rows: Sequence[_Row]) -> bool:
    """Whether a column that counts up has the numbers of the lines beside it."""
    middles = [row.middle for row in rows]
    places = [min(_near(middles, each.middle), key=lambda at: abs(middles[at] - each.middle)) for each in run]
    step = run[1].value - run[0].value
    own = {each.at for each in run}
    others = [[words[at][1] for at in rows[place].words if at not in own] for place in places]
    on_left = sum(any(box[2] <= each.left for box in row) for each, row in zip(run, others, strict=True))
    on_right = sum(any(box[0] >= each.right for box in row) for each, row in zip(run, others, strict=True))
    between = min(on_left, on_right) > (1 - _REGULAR) * len(run)
    fewest = _FEWEST if step == 1 else _FEWEST_BETWEEN if between else _FEWEST_APART
    if len(run) < fewest or (between and step == 1):
        return False
    by_rows = sum(below - above == -step for above, below in pairwise(places))
    distances = [above.middle - below.middle for above, below in pairwise(run)]
    usual = median(distances)
    by_distance = sum(abs(distance - usual) < _SAME_DISTANCE * usual for distance in distances)
    if step > 1:  # such numbers count the lines between them
        return by_rows >= _REGULAR * len(distances)
    if max(by_rows, by_distance) < _REGULAR * len(distances):
        return False
    # A line that goes on with a sentence, and a line without words, is no item of a list.
    going_on = 0
    before = "."
    for place in places:
        line = sorted((words[at][1][0], words[at][0]) for at in rows[place].words if at not in own)
        letter = line[0][1][0] if line else ""
        inside = letter.isalpha() and not letter.isupper() and not _STOPPED.search(before)
        is_prose = len(line) >= _FEWEST_WORDS or not letter.islower()
        going_on += not line or (is_prose and (letter.islower() or inside))
        before = line[-1][1] if line else "."
    return going_on >= _GO_ON * len(run)


def _near(middles: Sequence[float], middle: float) -> range:
    at = bisect_left(middles, middle)
    return range(max(0, at - 1), min(len(middles), at + 1))
