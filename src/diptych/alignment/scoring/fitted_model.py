"""The fitted numbers that scores rest on: `weights.json`, written by tests/training/fit.py and read once.

The file names the data that it was fitted on by a digest.  Weights are for raw measures: whatever scaling
the fit used is folded into them.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from operator import mul
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.alignment.scoring.pair_features import FIRST, SECOND
from diptych.alignment.scoring.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model over a fixed order of measures."""

    bias: float
    weights: tuple[float, ...]

    def probability(self, row: Sequence[float]) -> float:
        """The model's answer to one row of measures."""
        logit = self.bias + sum(map(mul, self.weights, row))
        return 1.0 / (1.0 + math.exp(-logit)) if logit > -700 else 0.0


@dataclass(frozen=True, slots=True)
class Models:
    """The models that judge the pairs of two articles."""

    first: Logistic
    """Whether a pair covers the same event, judged by itself."""
    second: Logistic
    """The same, with the first judgement of its neighbours and competitors."""
    grade: Logistic
    """Whether a link is the main content of one of its passages (restated) or a mention (related)."""


@dataclass(frozen=True)
class Weights:
    """Everything that was fitted."""

    known: Models
    """For two articles in the language of the vocabulary."""
    other: Models
    """For all others: fitted on the same articles without the vocabulary and without meanings."""
    vocabulary: Vocabulary
    digest: str
    """Of the data that the weights were fitted on."""

    def of(self, left: str, right: str) -> tuple[Models, Vocabulary]:
        """The models for articles in two languages, by name, and what they take to be known of words."""
        if left == right == self.vocabulary.language:
            return self.known, self.vocabulary
        return self.other, Vocabulary(self.vocabulary.language, {}, {})


@cache
def fitted() -> Weights:
    """The weights that the package comes with."""
    raw = json.loads(Path(__file__).with_name("weights.json").read_text(encoding="utf-8"))

    def models(name: str) -> Models:
        def model(part: str, columns: Sequence[str]) -> Logistic:
            weights = raw[name][part]["weights"]
            if list(weights) != list(columns):
                raise ValueError(f"weights.json does not fit this program: {part}; run tests/training/fit.py")
            return Logistic(raw[name][part]["bias"], tuple(weights.values()))

        return Models(model("first", FIRST), model("second", SECOND), model("grade", SECOND))

    return Weights(
        known=models("known"),
        other=models("other"),
        vocabulary=Vocabulary(
            raw["vocabulary"]["language"],
            raw["vocabulary"]["common"],
            {stem: tuple(groups.split()) for stem, groups in raw["vocabulary"]["groups"].items()},
        ),
        digest=raw["data"]["digest"],
    )
