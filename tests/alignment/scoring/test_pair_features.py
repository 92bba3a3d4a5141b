from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from diptych.alignment.features.article_features import ArticleFeatures, features_of, ignore_progress
from diptych.alignment.pipeline.align import align
from diptych.alignment.scoring import alignment_model
from diptych.alignment.scoring.alignment_model import AlignmentModel, Logistic, lexical_model
from diptych.alignment.scoring.candidates import Candidates, candidates_of
from diptych.alignment.scoring.pair_features import (
    STAGE1,
    STAGE1_NAMES,
    Columns,
    PairFeatureGroup,
)
from diptych.alignment.scoring.stage2_features import STAGE2_NAMES, neighbourhood_columns
from diptych.sides import Pair
from support.small_articles import article

ONE = article("One", ("Ana Ruiz closed the harbour on Monday.", "“Never again,” said 22 captains."))
TWO = article("Two", ("The harbour was shut by Mayor Ruiz.", "Some 25 captains said: “Never again.”"))
MODEL = lexical_model()


def known_of(articles: Pair[ArticleFeatures]) -> Candidates:
    return candidates_of(articles, MODEL.vocabulary)


@pytest.mark.parametrize("group", STAGE1, ids=lambda group: type(group).__name__)
def test_a_group_has_a_value_for_every_name_and_pair_and_no_sides(group: PairFeatureGroup) -> None:
    seen: list[dict[tuple[int, int], tuple[float, ...]]] = []
    for articles in (Pair(ONE, TWO), Pair(TWO, ONE)):
        features = articles.map(features_of)
        candidates = known_of(features)
        columns = group.columns(features, candidates, ignore_progress)
        assert tuple(columns) == group.names
        assert {len(column) for column in columns.values()} == {len(candidates.pairs)}
        seen.append(dict(zip(candidates.pairs, zip(*columns.values(), strict=True), strict=True)))
    assert seen[0] == {(right, left): row for (left, right), row in seen[1].items()}


def test_stage_2_adds_the_scores_around_a_pair() -> None:
    pairs = [(0, 0), (0, 1), (1, 1)]
    columns = neighbourhood_columns([0.9, 0.2, 0.6], pairs, Pair(2, 2), ignore_progress)
    assert (*STAGE1_NAMES, *columns) == STAGE2_NAMES
    assert list(columns["best_more"]) == pytest.approx([0.2, 0.9, 0.2])
    assert list(columns["near_diagonal"]) == pytest.approx([0.6, 0.0, 0.9])


def test_a_logistic_model_asks_for_its_columns_by_name() -> None:
    model = Logistic(-1.0, {"b": 2.0, "a": 0.0})
    columns: Columns = {"a": [5.0, 5.0], "b": [0.5, 40.0], "c": [9.0, 9.0]}
    assert model.probabilities(columns, ignore_progress) == pytest.approx([0.5, 1.0])
    with pytest.raises(KeyError, match="b"):
        model.probabilities({"a": [5.0]}, ignore_progress)
    with pytest.raises(ValueError, match="shorter"):
        model.probabilities({"a": [5.0], "b": [1.0, 2.0]}, ignore_progress)


@pytest.mark.parametrize("stage", ["STAGE1_NAMES", "STAGE2_NAMES"])
def test_weights_of_other_columns_are_refused(monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    monkeypatch.setattr(alignment_model, stage, (*getattr(alignment_model, stage)[:-1], "new"))
    with pytest.raises(ValueError, match=r"lexical-1 has other columns"):
        lexical_model.__wrapped__()


def test_only_english_is_judged_with_an_english_vocabulary() -> None:
    assert MODEL.for_languages("English", "English") == (MODEL.known, MODEL.vocabulary)
    for languages in (("French", "French"), ("English", "French")):
        models, vocabulary = MODEL.for_languages(*languages)
        assert models is MODEL.other
        assert not vocabulary.common
        assert not vocabulary.groups


def test_a_model_can_be_pickled() -> None:
    again: AlignmentModel = pickle.loads(pickle.dumps(MODEL))  # noqa: S301 - of our own making
    assert (again.name, again.digest, again.known.first) == (MODEL.name, MODEL.digest, MODEL.known.first)


class Mood:
    """A group of one column, as another model may have it."""

    names = ("mood",)

    def columns(self, features: object, candidates: Candidates, on_progress: object) -> Columns:  # noqa: ARG002
        return {"mood": [1.0 if left == right else -1.0 for left, right in candidates.pairs]}


class Opposite:
    """A retrieval channel that knows what shares no word."""

    def similarities(self, features: object, tick: object) -> dict[int, dict[int, float]]:  # noqa: ARG002
        return {1: {1: 0.9}}


def test_another_model_links_by_its_own_features_channels_and_thresholds() -> None:
    """Two passages without a common word are linked because a channel proposes them and a feature says so."""
    left = article("One", ("Ana Ruiz closed the harbour.", "Nobody was hurt at the quay."))
    right = article("Two", ("Ana Ruiz shut the harbour.", "All crews came through unscathed at the quay."))
    judge = Logistic(-1.0, {"mood": 3.0})
    logistic = MODEL.known._replace(first=judge, second=judge, grade=judge)
    model = replace(
        MODEL,
        groups=(*MODEL.groups, Mood()),
        channels=(Opposite(),),
        known=logistic,
        thresholds=MODEL.thresholds._replace(threshold=0.6),
    )
    found = align(Pair(left, right), model=model)
    assert found.threshold == 0.6
    assert [(link.left, link.right) for link in found.links] == [(0, 0), (1, 1)]
    assert found.links[0].steps[0].score == pytest.approx(1 / (1 + 2.718281828**-2.0))
