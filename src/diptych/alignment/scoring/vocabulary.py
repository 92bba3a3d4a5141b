"""The words that the alignment model knows: their weights and synonyms."""

from __future__ import annotations

from typing import NamedTuple


class Vocabulary(NamedTuple):
    """The words of one language, by stem."""

    language: str
    common: dict[str, float]
    """IDF-like weight, 0..1, of stems that are common in the news; other stems weigh 1."""
    groups: dict[str, tuple[str, ...]]
    """The synonym groups of a stem."""
