from __future__ import annotations

import pytest

from diptych.alignment.features.article_features import features_of
from diptych.alignment.kinds import Grade
from diptych.alignment.scoring.alignment_model import lexical_model
from diptych.alignment.scoring.decisions import grade_of
from diptych.alignment.scoring.scorer import Scored
from diptych.sides import Pair
from support.small_articles import article


@pytest.mark.parametrize(
    ("score", "main", "grade"),
    [(0.9, 0.9, Grade.RESTATED), (0.9, 0.1, Grade.RELATED), (0.45, 1.0, Grade.RELATED)],
)
def test_a_link_is_restated_if_it_is_likely_and_the_main_content(
    score: float, main: float, grade: Grade
) -> None:
    articles = Pair(
        article("One", ("The bridge at Harrow closed.",)), article("Two", ("They shut the bridge.",))
    )
    features = Pair(features_of(articles.left), features_of(articles.right))
    pair = Scored(0, 0, score, main, probability=score, by_words=score)
    assert grade_of(pair, articles, features, lexical_model().thresholds) is grade
