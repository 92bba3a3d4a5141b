"""What a caller may set about an alignment."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AlignmentSettings:
    """Settings of `align`; each default says why."""

    threshold: float = 0.5
    """Score from which a candidate is a link: scores are laid out so that F1 is best about here."""
    floor: float = 0.15
    """Candidates below this score are dropped: nobody lowers the threshold that far to read noise."""
    verbatim: float = 0.92
    """Likeness, 0..1, from which two wordings count as the same: a word or two may differ in a sentence."""
    same_event: float = 0.13
    """Links, as the sum of their scores, that an article of ten passages must have with one on its event."""
    language: str | None = None
    """ISO 639-1 code of the language of both articles; each is looked at for its own when None."""
