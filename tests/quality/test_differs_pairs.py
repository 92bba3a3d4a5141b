"""Sentences on one fact that disagree in a detail, or do not, and articles reworded without a change.

`differs_pairs.json` has rows of number, D (they disagree) or N (they do not), what, left and right sentence.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from diptych.alignment.differences.finder import Differences
from diptych.alignment.features.article_features import features_of
from diptych.comparison import compare
from diptych.languages.registry import language_by_code
from diptych.sides import Pair
from diptych.sources.parse import parse
from support.small_articles import article

HERE = Path(__file__).parent
LINKED = 0.9
"""The score of the assumed link."""
LEAST_TOLD = 0.7
"""Share of the D pairs of which ≠ or ≟ is told."""
MOST_DOUBTFUL = 0.2
"""Share of the N pairs of which ≟ is told; ≠ never is."""


def test_disagreeing_sentences_are_told_and_others_are_not() -> None:
    told: Counter[tuple[str, str]] = Counter()
    english = language_by_code("en")
    for _, label, what, left, right in json.loads((HERE / "differs_pairs.json").read_text(encoding="utf-8")):
        articles = Pair(article("One", (left,)), article("Two", (right,)))
        features = articles.map(lambda its: features_of(its, english))
        found = Differences(articles, features).of(0, 0, LINKED)
        grade = "≠" if found.differs else "≟" if found.may_differ else "nothing"
        assert (label, grade) != ("N", "≠"), what
        told[label, grade] += 1
    disagreeing = told["D", "≠"] + told["D", "≟"]
    print(
        f"\nD: {told['D', '≠']} ≠, {told['D', '≟']} ≟, {told['D', 'nothing']} nothing; N: {told['N', '≟']} ≟"
    )
    assert disagreeing >= LEAST_TOLD * (disagreeing + told["D", "nothing"])
    assert told["N", "≟"] <= MOST_DOUBTFUL * (told["N", "≟"] + told["N", "nothing"])


@pytest.mark.parametrize("number", [f"{number:02}" for number in range(1, 11)])
def test_a_rewording_that_changes_no_fact_differs_in_none(number: str) -> None:
    articles = Pair(
        *(
            parse((HERE / "reworded" / f"{number}-{letter}.txt").read_bytes(), f"{letter}.txt")
            for letter in "ab"
        )
    )
    links = compare(articles).alignment.links
    assert len(links) >= 5
    assert [link.differences for link in links if link.differences] == []
