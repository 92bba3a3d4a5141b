from __future__ import annotations

from diptych.alignment.features.article_features import features_of
from diptych.alignment.scoring.candidates import candidates_of
from diptych.alignment.scoring.fitted_model import fitted
from diptych.alignment.scoring.pair_features import FIRST, SECOND, Stage1Features, Stage2Features
from diptych.alignment.string_similarity import strings
from diptych.sides import Pair
from support.small_articles import article

ONE = article("One", ("Ana Ruiz closed the harbour on Monday.", "“Never again,” said 22 captains."))
TWO = article("Two", ("The harbour was shut by Mayor Ruiz.", "Some 25 captains said: “Never again.”"))


def nothing(*_: int) -> None:
    """Progress that nobody looks at."""


def test_a_row_has_a_value_for_every_name_and_no_sides() -> None:
    seen = []
    for articles in (Pair(ONE, TWO), Pair(TWO, ONE)):
        features = articles.map(lambda one: features_of(one, nothing))
        candidates = candidates_of(features, fitted().vocabulary, nothing)
        first = Stage1Features(features, candidates, strings, nothing)
        table = {left: {right: 0.5 for _, right in candidates.pairs} for left, _ in candidates.pairs}
        second = Stage2Features(table, Pair(2, 2), nothing)
        for left, right in candidates.pairs:
            row = first.row(left, right)
            assert len(row) == len(FIRST)
            assert len(second.row(left, right, row)) == len(SECOND)
        seen.append(first.row(0, 0))
    assert seen[0] == seen[1]


def test_only_english_is_judged_with_an_english_vocabulary() -> None:
    weights = fitted()
    assert weights.of("English", "English") == (weights.known, weights.vocabulary)
    for languages in (("French", "French"), ("English", "French")):
        models, vocabulary = weights.of(*languages)
        assert models is weights.other
        assert not vocabulary.common
        assert not vocabulary.groups
