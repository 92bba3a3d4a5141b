"""What a user may ask of an alignment, and the thresholds that a model brings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class ModelChoice(Enum):
    """A model that a user may ask for."""

    LEXICAL = "lexical"
    """Compares words, names and numbers."""
    ENCODER = "encoder"
    """Also reads each passage in its context with a small neural network; English only."""


class Thresholds(NamedTuple):
    """The scores and probabilities, 0..1, at which a model decides; fitted together with it."""

    threshold: float
    """Score from which a candidate is a link.  F1 on scores out of fold is best near it."""
    verbatim: float
    """Similarity from which two wordings say the same: verbatim if no word differs, restated if one or two
    do."""
    restated: float
    """Probability that a link is right and the main content of one of its passages, from which its grade is
    restated."""
    same_event: float
    """Expected links (the sum of scores) for each passage of the shorter article from which two articles
    cover the same event."""


@dataclass(frozen=True, slots=True)
class AlignmentSettings:
    """What a user asks of an alignment."""

    threshold: float | None = None
    """Score, 0..1, from which a candidate is a link; None for the threshold of the model.  The models'
    thresholds are low because a missed counterpart costs a reader as much as a wrong one.  From 0.5 a link is
    more likely right than wrong."""
    floor: float = 0.05
    """Lowest score, 0..1, of the candidates that are kept.  The threshold can't be set below it."""
    language: str | None = None
    """ISO 639-1 code of the language of both articles; None to detect the language of each."""
    model: ModelChoice | None = None
    """The model; None for the encoder where it can read both articles, else the lexical one."""
