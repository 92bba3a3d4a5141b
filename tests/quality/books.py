"""The two Bibles beside the repository, as articles whose right links are known.

    python tests/quality/books.py [BOOK …]

prints the quality of the links between the verses of a book (Genesis by default).  A link is right if its
verses have the same heading and number; see ../shared/corpora/README.md.
"""

from __future__ import annotations

import sys
import time
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from diptych.comparison import Comparison, compare
from diptych.sides import Pair, Side
from diptych.sources.parse import parse
from support.gold import SHARED

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from diptych.article.model import Article

CORPORA = SHARED / "corpora"

Verse = tuple[str, int]
"""A heading and the number of a line below it, from 1."""


@dataclass(frozen=True)
class Book:
    """An article and the verses of its passages."""

    article: Article
    verses: frozenset[Verse]
    verses_of: tuple[tuple[Verse, ...], ...]
    """For each passage the verses with which it shares at least half of the shorter of the two."""


@dataclass(frozen=True)
class Figures:
    """Quality of the links between the verses of two books."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


def chapters(name: str, wanted: Callable[[str], bool]) -> str:
    """The text of the chapters of a translation (`kjv` or `web`) whose heading is wanted."""
    lines = (CORPORA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    found: list[str] = []
    keep = False
    # A heading is between blank lines; in poetry a second blank line follows.
    for before, line, after in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
        if line and not before and not after:
            keep = wanted(line)
            found += [f"\n{line}\n"] if keep else []
        elif line and keep:
            found.append(line)
    return "\n".join(found)


def book(name: str, wanted: Callable[[str], bool] = lambda _heading: True) -> Book:
    """The wanted chapters of a translation, parsed like a file."""
    text = chapters(name, wanted)
    article = parse(text.encode(), f"{name}.txt")
    starts, names, verses = [], list[Verse | None](), set[Verse]()
    for at, verse in _lines(text):
        starts.append(at)
        names.append(verse)
        if verse is not None:
            verses.add(verse)
    # Parsing changes only white space, so offsets are counted without it.
    before = [0]
    for letter in article.text:
        before.append(before[-1] + (not letter.isspace()))
    ends = [*starts[1:], before[-1]]

    def stood_for(start: int, end: int) -> Iterator[Verse]:
        line = bisect_right(starts, start) - 1
        while line < len(starts) and starts[line] < end:
            verse = names[line]
            shared = min(end, ends[line]) - max(start, starts[line])
            if verse is not None and 2 * shared >= min(end - start, ends[line] - starts[line]):
                yield verse
            line += 1

    spans = (passage.span for passage in article.passages)
    verses_of = tuple(tuple(stood_for(before[span.start], before[span.end])) for span in spans)
    return Book(article, frozenset(verses), verses_of)


def _lines(text: str) -> Iterator[tuple[int, Verse | None]]:
    """Start of each line, white space excluded, and its verse; None for a heading."""
    at = number = 0
    heading = ""
    lines = text.split("\n")
    for before, line, after in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
        if not line:
            continue
        if not before and not after:
            heading, number = line, 0
            yield at, None
        else:
            number += 1
            yield at, (heading, number)
        at += len("".join(line.split()))


def figures(books: Pair[Book], comparison: Comparison, among: Collection[Verse] | None = None) -> Figures:
    """Precision and recall of the links between verses.

    Args:
        books: the two books.
        comparison: the comparison of their articles.
        among: the verses of the left book that count; None for all.
    """
    counted = books.left.verses if among is None else among
    joined = {
        (left, right)
        for link in comparison.alignment.links
        for left in books.left.verses_of[link.left]
        for right in books.right.verses_of[link.right]
        if left in counted
    }
    right = sum(left == other for left, other in joined)
    same = books.right.verses.intersection(counted)
    return Figures(right / max(1, len(joined)), right / max(1, len(same)))


POETRY = (
    "Job", "Psalms", "Proverbs", "Ecclesiastes", "Song of Solomon", "Isaiah", "Lamentations", "Joel", "Micah",
    "Zechariah",
)  # fmt: skip


def is_prose(heading: str) -> bool:
    """Whether the lines of a chapter are its verses in both translations.

    In poetry, some lines of the WEB file are misplaced, such as the sixth verse of the second Psalm before
    the first, so that line numbers are not verse numbers.
    """
    return heading.rsplit(" ", 1)[0] not in POETRY


def main() -> None:
    """Print the figures of the named books."""
    for name in sys.argv[1:] or ["Genesis"]:
        books = Pair("kjv", "web").map(
            lambda one, name=name: book(one, lambda heading: heading.rsplit(" ", 1)[0] == name)  # type: ignore[misc]
        )
        started = time.process_time()
        comparison = compare(books.map(lambda one: one.article))
        taken = time.process_time() - started
        found = figures(books, comparison)
        unlinked = [len(comparison.alignment.unique(side)) for side in Side]
        print(
            f"{name}: {len(books.left.verses)} verses, precision {found.precision:.3f},"
            f" recall {found.recall:.3f}, F1 {found.f1:.3f};"
            f" {len(comparison.alignment.links)} links, {unlinked} passages without; {taken:.1f} s of CPU"
        )


if __name__ == "__main__":
    main()
