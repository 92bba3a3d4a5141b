"""What the fitted model knows of words: how much each says, and which mean the same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Vocabulary:
    """What is known in general of the words of one language, by stem."""

    language: str
    common: dict[str, float]
    """How much a stem says, 0..1, for those that are common in the news; others say 1."""
    groups: dict[str, tuple[str, ...]]
    """The groups of words for much the same thing that a stem stands in."""
