"""How likely it is that two details disagree in one fact: logistic models, and shares counted by kind.

`tests/training/fit_details.py` writes `weights.json` from annotated pairs.
"""

from __future__ import annotations

import json
from functools import cache
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.details.model import DetailKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diptych.alignment.details.pairing import DetailPair

WEIGHTS = Path(__file__).with_name("weights.json")
_LONG = 45
"""Days between two articles after which they must share more to be taken for accounts of one event."""
TIMES = frozenset((DetailKind.DATE, DetailKind.WEEKDAY, DetailKind.TIME))
"""Kinds that have a model of their own."""


class DetailModel(NamedTuple):
    """The weights, and from which certainty a difference is told."""

    digest: str
    """Digest of the annotated pairs."""
    biases: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]
    """The weight of each pair feature, for "figures" and for "times", and of what two articles share, for
    "one event"."""
    shares: Mapping[str, float]
    """For each kind of difference that a rule finds: the share that annotators confirm, 0..1."""
    differs: float
    """The certainty, 0..1, from which a difference is told as one."""
    may_differ: float
    """The certainty, 0..1, from which it is told as worth a look."""
    one_event: float
    """The probability, 0..1, from which two articles are taken to tell of one event."""
    long_after: float
    """The same for articles that are long apart."""

    def certainty(self, pair: DetailPair) -> float:
        """How likely, 0..1, an annotator calls the two details a difference, in linked passages of news."""
        return self._probability("times" if pair.left.kind in TIMES else "figures", pair.columns)

    def is_one_event(self, columns: Mapping[str, float], days: int | None) -> bool:
        """Whether two articles tell of one event.

        Args:
            columns: what they share; see `event_columns`.
            days: days between their dates; None if one is unknown.
        """
        least = self.one_event if days is None or days <= _LONG else self.long_after
        return self._probability("one event", columns) >= least

    def _probability(self, group: str, columns: Mapping[str, float]) -> float:
        weights = self.weights[group]
        logit = self.biases[group] + sum(
            weights.get(name, 0.0) * value for name, value in columns.items() if value
        )
        return 1 / (1 + exp(-logit)) if logit > -700 else 0.0


@cache
def detail_model() -> DetailModel:
    """The model that comes with the package."""
    raw = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    groups = raw["models"]
    return DetailModel(
        raw["data"]["digest"],
        {name: group["bias"] for name, group in groups.items()},
        {name: group["weights"] for name, group in groups.items()},
        raw["shares"],
        raw["thresholds"]["differs"],
        raw["thresholds"]["may differ"],
        raw["thresholds"]["one event"],
        raw["thresholds"]["long after"],
    )
