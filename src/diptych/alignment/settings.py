"""What a caller may set about an alignment."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AlignmentSettings:
    """Settings of `align`; each default says why."""

    threshold: float = 0.5
    """Score from which a candidate is a link: scores are probabilities, so more likely than not."""
    floor: float = 0.15
    """Candidates below this score are dropped: nobody lowers the threshold that far to read noise."""
