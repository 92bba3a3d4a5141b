"""The embeddings of the passages of a long text: those of `embeddings.embedding_of`, for all at once, by numpy."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np

from diptych.alignment.features.embeddings import DIMENSIONS, Vector, of_word, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def many_embeddings(texts: Sequence[str]) -> list[Vector]:
    """The vector of each text; see `embeddings.embedding_of`."""
    numbers: dict[str, int] = {}
    vectors: list[Vector] = []
    rows, counts = list[int](), list[int]()
    for text in texts:
        before = len(rows)
        for word in words_of(text):
            number = numbers.get(word)
            if number is None:
                vector = of_word(word)
                number = numbers[word] = -1 if vector is None else len(vectors)
                if vector is not None:
                    vectors.append(vector)
            if number >= 0:
                rows.append(number)
        counts.append(len(rows) - before)
    totals = _totals(np.array(vectors).reshape(-1, DIMENSIONS), np.array(rows), np.array(counts))
    lengths = np.sqrt(row_products(totals, totals))
    np.divide(totals, lengths[:, None], out=totals, where=lengths[:, None] > 0)
    return [
        array("d", vector.tobytes()) if length else array("d")
        for vector, length in zip(totals, lengths.tolist(), strict=True)
    ]


def _totals(
    vectors: NDArray[np.float64], rows: NDArray[np.int64], counts: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The sum of the vectors of each text, word by word from its first one on, since the order rounds."""
    totals = np.zeros((len(counts), DIMENSIONS))
    starts = np.cumsum(counts) - counts
    longest_first = np.argsort(-counts, kind="stable")
    for place in range(max(counts, default=0)):
        having = longest_first[: np.count_nonzero(counts > place)]
        totals[having] += vectors[rows[starts[having] + place]]
    return totals


def row_products(one: NDArray[np.float64], two: NDArray[np.float64]) -> NDArray[np.float64]:
    """The scalar product of each two rows, each sum rounded once.

    What each addition loses is kept and added at the end (A. Neumaier, 1974): the result is that of
    `math.fsum` unless it lies within some 10^-30 of the middle between two numbers.
    """
    products = one * two
    total, lost = np.zeros(len(products)), np.zeros(len(products))
    for column in products.T:
        added = total + column
        grown = added - total
        lost += (total - (added - grown)) + (column - grown)
        total = added
    return total + lost
