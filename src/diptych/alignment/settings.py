"""The settings of an alignment.

The defaults are the thresholds of the model that the package comes with.  Another model brings its own
(`AlignmentModel.thresholds`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AlignmentSettings:
    """Settings of an alignment."""

    threshold: float = 0.25
    """Score, 0..1, from which a candidate is a link.  F1 on the training set is best near the default.  It is
    low because a missed counterpart costs a reader as much as a wrong one.  From 0.5 a link is more likely
    right than wrong."""
    floor: float = 0.05
    """Lowest score, 0..1, of the candidates that are kept.  The threshold can't be set below it."""
    verbatim: float = 0.92
    """Similarity, 0..1, from which two wordings count as the same.  A word or two may differ in a
    sentence."""
    restated: float = 0.25
    """Probability, 0..1, that a link is right and the main content of one of its passages, from which its
    grade is restated.  On the training set, values from 0.2 to 0.3 grade equally many links right; higher
    ones leave few restated links."""
    same_event: float = 0.2
    """Expected links (the sum of scores) for each passage of the shorter article from which two articles
    cover the same event.  On the training set, all but one pair on one event have more, and all but two of
    150 pairs on two events have less."""
    language: str | None = None
    """ISO 639-1 code of the language of both articles; None to detect the language of each."""
