"""Quality of the links between the verses of two translations, with a floor.

`pytest -s tests/quality/test_books.py` prints the figures, `python tests/quality/books.py` those of a book.
"""

from __future__ import annotations

import pytest

from diptych.comparison import compare
from diptych.sides import Pair
from quality.books import CORPORA, Book, book, figures

CHAPTERS = 25
"""Chapters of Genesis that are compared: the first half, which is enough."""
# Measured: 0.987.
FLOOR = 0.975
"""F1 over the verses of these chapters."""

pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason=f"the two Bibles are not at {CORPORA}")


def genesis(name: str, last: int = CHAPTERS) -> Book:
    return book(name, lambda heading: heading in {f"Genesis {chapter}" for chapter in range(1, last + 1)})


def test_the_verses_of_genesis_find_each_other() -> None:
    books = Pair(genesis("kjv"), genesis("web"))
    found = figures(books, compare(books.map(lambda one: one.article)))
    print(f"\nGenesis: precision {found.precision:.3f}, recall {found.recall:.3f}, F1 {found.f1:.3f}")
    assert len(books.left.verses) == 693
    assert found.f1 >= FLOOR


def test_swapping_the_sides_of_a_book_swaps_the_answer() -> None:
    articles = Pair(genesis("kjv", 6).article, genesis("web", 6).article)
    one, two = compare(articles).alignment, compare(articles.swapped).alignment
    assert {(link.left, link.right, link.score) for link in one.candidates} == {
        (link.right, link.left, link.score) for link in two.candidates
    }
