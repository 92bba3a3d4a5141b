"""What the encoder makes of two articles: pair features, and a way to find candidates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from diptych.alignment.encoder.protocol import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from diptych.alignment.encoder.vectors import ArticleVectors, Encoder, Floats
    from diptych.alignment.features.article_features import ArticleFeatures
    from diptych.alignment.scoring.candidates import Candidates
    from diptych.alignment.scoring.pair_features import Columns
    from diptych.alignment.scoring.pair_tables import Table
    from diptych.article.model import Span
    from diptych.sides import Pair

_BEST = 8
"""Candidates of each passage."""


@dataclass(frozen=True, slots=True, eq=False)
class EncoderReading:
    """What the encoder makes of two articles: a `PairFeatureGroup` and a `RetrievalChannel`."""

    encoder: Encoder
    vectors: Pair[ArticleVectors]
    cells: Floats
    """Left passages x right passages x columns."""
    names: tuple[str, ...] = NAMES

    def columns(
        self,
        features: Pair[ArticleFeatures],  # noqa: ARG002 - as the protocol has it
        candidates: Candidates,
        on_progress: Callable[[int, int], None],
    ) -> Columns:
        """The columns for all candidate pairs; see `PairFeatureGroup`."""
        on_progress(0, 1)
        left, right = np.array(candidates.pairs, dtype=np.int64).reshape(-1, 2).T
        chosen = self.cells[left, right].astype(float)
        return {name: chosen[:, at].tolist() for at, name in enumerate(self.names)}

    def similarities(
        self,
        features: Pair[ArticleFeatures],  # noqa: ARG002 - as the protocol has it
        tick: Callable[[], None],
    ) -> Table:
        """The encoder's own answer, 0..1, to the best pairs of each passage; see `RetrievalChannel`."""
        tick()
        head = self.encoder.head
        logits = self.cells @ head["linear.weight"][0] + head["linear.bias"][0]
        near = np.zeros(logits.shape, dtype=bool)
        for axis in (0, 1):
            most = min(_BEST, logits.shape[axis])
            if most:
                best = np.argpartition(-logits, most - 1, axis=axis).take(range(most), axis=axis)
                np.put_along_axis(near, best, values=True, axis=axis)
        table: Table = {}
        for left, right in zip(*np.nonzero(near), strict=True):
            table.setdefault(int(left), {})[int(right)] = float(1 / (1 + np.exp(-logits[left, right])))
        return table

    def similarities_of(self, passages: Pair[int], words: Pair[Sequence[Span]]) -> list[list[float]]:
        """The cosines of words; see `WordSimilarities`."""
        left = self.vectors.left.of_words(passages.left, words.left)
        right = self.vectors.right.of_words(passages.right, words.right)
        found: list[list[float]] = (left @ right.T).tolist()
        return found
