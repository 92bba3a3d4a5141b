"""Whether articles of a folder find those on the same story: training pairs, all in one folder.

Nothing was fitted on dev.  The suite takes the first pairs; `python tests/quality/test_partners.py` takes all
of them and prints the figures.
"""

from __future__ import annotations

import sys
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from diptych.alignment.partners import LIKELY, partners_among
from diptych.alignment.profiles import profile_of
from quality.gold import GOLD, read_gold

if TYPE_CHECKING:
    from quality.gold import GoldPair

# Measured on all: the best partner right for 141 of 142 articles; likely ones: precision 0.87, recall 0.96.
FIRST, PRECISION, RECALL = 0.97, 0.8, 0.9
SOME = 24
"""Pairs that the suite takes; it has to be quick."""


def measured(pairs: list[GoldPair]) -> tuple[float, float, float]:
    """The share of best partners that are right, and precision and recall of the likely ones."""
    articles = {article.text: article for pair in pairs for article in pair.articles}
    story = {text: {text} for text in articles}
    for pair in pairs:
        one, two = (story[article.text] for article in pair.articles)
        one |= two
        for text in one:
            story[text] = one
    texts = list(articles)
    partners = partners_among([profile_of(articles[text]) for text in texts])
    first = [texts[found[0].index] in story[text] for text, found in zip(texts, partners, strict=True)]
    found = {
        frozenset((at, partner.index))
        for at, its in enumerate(partners)
        for partner in its
        if partner.score >= LIKELY
    }
    true = {
        frozenset((one, two))
        for one, two in combinations(range(len(texts)), 2)
        if texts[two] in story[texts[one]]
    }
    print(f"{sum(first)} of {len(first)} first, {len(found)} likely, {len(true)} on one story")
    return sum(first) / len(first), len(found & true) / len(found), len(found & true) / len(true)


@pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated pairs are not at hand")
def test_true_partners_come_first() -> None:
    share, precision, recall = measured(read_gold("train")[:SOME])
    assert share >= FIRST
    assert precision >= PRECISION
    assert recall >= RECALL


if __name__ == "__main__":
    print(*measured(read_gold("train")))
    sys.exit()
