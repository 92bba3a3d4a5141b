"""The alignment model: pair features, logistic models, vocabulary and thresholds, as one value.

`default_model` reads `weights.json`, which tests/training/fit.py writes.  Weights apply to raw features: the
fit folds its scaling into them.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from operator import mul
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.alignment.scoring.pair_features import STAGE1, STAGE1_NAMES
from diptych.alignment.scoring.stage2_features import STAGE2_NAMES
from diptych.alignment.scoring.vocabulary import Vocabulary
from diptych.alignment.settings import AlignmentSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from diptych.alignment.scoring.candidates import RetrievalChannel
    from diptych.alignment.scoring.pair_features import Columns, PairFeatureGroup

_WEIGHTS = "weights.json"


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model over columns that it names."""

    bias: float
    weights: Mapping[str, float]
    """The weight of each column, by the column's name."""

    def probabilities(self, columns: Columns, on_progress: Callable[[int, int], None]) -> list[float]:
        """The model's answer, 0..1, to each row.

        Args:
            columns: the values of every column that the model names, one for each row.
            on_progress: called often with how many rows are done, of how many.
        """
        chosen = [columns[name] for name in self.weights]
        weights, bias, size = tuple(self.weights.values()), self.bias, len(chosen[0]) if chosen else 0
        answers = []
        for done, row in enumerate(zip(*chosen, strict=True)):
            logit = bias + sum(map(mul, weights, row))
            answers.append(1.0 / (1.0 + math.exp(-logit)) if logit > -700 else 0.0)
            if not done % 32:
                on_progress(done, size)
        return answers


@dataclass(frozen=True, slots=True)
class LogisticModels:
    """The logistic models that judge the pairs of two articles."""

    first: Logistic
    """Stage 1: whether a pair covers the same event, judged by itself."""
    second: Logistic
    """Stage 2: the same, with stage 1's answers for its neighbours and competitors."""
    grade: Logistic
    """Whether a link is the main content of one of its passages (restated) or a mention (related)."""


@dataclass(frozen=True)
class AlignmentModel:
    """Everything that decides which passages are linked."""

    name: str
    """What results call it."""
    digest: str
    """SHA-256 of the data that it was fitted on, in hexadecimal."""
    groups: tuple[PairFeatureGroup, ...]
    """The pair features of stage 1."""
    known: LogisticModels
    """For two articles in the language of the vocabulary."""
    other: LogisticModels
    """For all others: fitted on the same articles without the vocabulary and the embeddings."""
    vocabulary: Vocabulary
    thresholds: AlignmentSettings
    """The settings in force where the user asks for no others."""
    channels: tuple[RetrievalChannel, ...] = ()
    """Further ways to find candidates, beside shared terms."""

    def for_languages(self, left: str, right: str) -> tuple[LogisticModels, Vocabulary]:
        """The models and the vocabulary for articles in two languages, by their English names."""
        if left == right == self.vocabulary.language:
            return self.known, self.vocabulary
        return self.other, Vocabulary(self.vocabulary.language, {}, {})


@cache
def default_model() -> AlignmentModel:
    """The model that the package comes with.

    Raises:
        ValueError: `weights.json` names other columns than this program computes.
    """
    raw = json.loads(Path(__file__).with_name(_WEIGHTS).read_text(encoding="utf-8"))

    def logistic(fitted: str, part: str, columns: Collection[str]) -> Logistic:
        weights = raw[fitted][part]["weights"]
        if weights.keys() != set(columns):
            raise ValueError(f"{_WEIGHTS} has other columns for {part}; run tests/training/fit.py")
        return Logistic(raw[fitted][part]["bias"], weights)

    def models(fitted: str) -> LogisticModels:
        return LogisticModels(
            logistic(fitted, "first", STAGE1_NAMES),
            logistic(fitted, "second", STAGE2_NAMES),
            logistic(fitted, "grade", STAGE2_NAMES),
        )

    return AlignmentModel(
        name=raw["name"],
        digest=raw["data"]["digest"],
        groups=STAGE1,
        known=models("known"),
        other=models("other"),
        vocabulary=Vocabulary(
            raw["vocabulary"]["language"],
            raw["vocabulary"]["common"],
            {stem: tuple(groups.split()) for stem, groups in raw["vocabulary"]["groups"].items()},
        ),
        thresholds=AlignmentSettings(**raw["thresholds"]),
    )
