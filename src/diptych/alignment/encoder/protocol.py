"""What other packages may ask of the reading of two articles, without importing numpy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.article.model import Span
    from diptych.sides import Pair

WEIGHTINGS = 4
"""Learned weightings of word pieces."""
NAMES = (
    *(f"covered-least-{number}" for number in range(WEIGHTINGS)),
    *(f"covered-most-{number}" for number in range(WEIGHTINGS)),
    "pooled", "centred", "bilinear", "above-others-least", "above-others-most",
)  # fmt: skip
"""The columns for each pair of passages, in the order in which `cells_of` computes them."""


class WordSimilarities(Protocol):
    """Compares words of two articles by their vectors in context."""

    def similarities_of(self, passages: Pair[int], words: Pair[Sequence[Span]]) -> list[list[float]]:
        """The cosine, -1..1, of each word of a left passage with each of a right one.

        Args:
            passages: indices of the passages.
            words: the spans of their words.

        Returns:
            A row for each left word, with a value for each right word; 0 for words that are not read.
        """
        ...
