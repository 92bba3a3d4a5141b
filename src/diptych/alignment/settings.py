"""The settings of an alignment.

The defaults are the thresholds of the model that the package comes with.  Another model brings its own
(`AlignmentModel.thresholds`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AlignmentSettings:
    """Settings of `align`; each default says why."""

    threshold: float = 0.25
    """Score from which a candidate is a link: F1 is best about here.  It is low, for to miss a counterpart
    costs a reader no less than to look at a wrong one; from 0.5 on a link is more likely right than wrong."""
    floor: float = 0.05
    """Candidates below this score are dropped: nobody lowers the threshold that far to read noise."""
    verbatim: float = 0.92
    """Likeness, 0..1, from which two wordings count as the same: a word or two may differ in a sentence."""
    restated: float = 0.25
    """How likely a link must be to be right and the main content of one of its passages, to be called so.  As
    many links of train are told right from 0.2 to 0.3; above, few would be left."""
    same_event: float = 0.2
    """Links to expect (the sum of scores) for each passage of the shorter article, that tell one event: in
    train all but one pair on one event have more, all but two of 150 pairs on two events have less."""
    language: str | None = None
    """ISO 639-1 code of the language of both articles; each is looked at for its own when None."""
