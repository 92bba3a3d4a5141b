"""The embeddings of the passages of a long text at once, as `embeddings` has them.  It imports numpy."""

from __future__ import annotations

from array import array
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from diptych.alignment.features.embeddings import DIMENSIONS, Vector, embedding_of, table, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray


_MOST_WORDS = 1_000
"""Words of a text that is added up beside the others; no sentence is that long."""


def many_embeddings(texts: Sequence[str]) -> list[Vector]:
    """The vector of each text; see `embeddings.embedding_of`."""
    words = [words_of(text) for text in texts]
    alone = {at: embedding_of(texts[at]) for at, its in enumerate(words) if len(its) > _MOST_WORDS}
    for at in alone:
        words[at] = []
    numbers: dict[str, int] = {}
    pieces: list[list[int]] = []
    """The rows of the pieces of each word that is known."""
    for word in dict.fromkeys(chain.from_iterable(words)):
        found = table().rows(word)
        numbers[word] = len(pieces) if found else -1
        if found:
            pieces.append(found)
    every = np.fromiter(map(numbers.__getitem__, chain.from_iterable(words)), dtype=np.int64)
    texts_of = np.repeat(np.arange(len(words)), [*map(len, words)])
    counts = np.bincount(texts_of[every >= 0], minlength=len(words))
    totals = _totals(_vectors(pieces), every[every >= 0], counts)
    lengths = np.sqrt(row_products(totals, totals))
    np.divide(totals, lengths[:, None], out=totals, where=lengths[:, None] > 0)
    made: list[Vector] = [
        array("d", vector.tobytes()) if length else array("d")
        for vector, length in zip(totals, lengths.tolist(), strict=True)
    ]
    for at, vector in alone.items():
        made[at] = vector
    return made


def _vectors(pieces: Sequence[Sequence[int]]) -> NDArray[np.float64]:
    """The vector of each word, from the rows of its pieces; see `EmbeddingTable.of_word`."""
    every = np.frombuffer(table().vectors, dtype=np.int8).reshape(-1, DIMENSIONS)
    counts = np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces))
    if not len(counts):
        return np.empty((0, DIMENSIONS))
    rows = np.fromiter(chain.from_iterable(pieces), dtype=np.int64, count=int(counts.sum()))
    sums = np.add.reduceat(every[rows].astype(float), np.cumsum(counts) - counts)  # whole numbers
    return (1 / np.sqrt(counts))[:, None] * sums


def _totals(
    vectors: NDArray[np.float64], rows: NDArray[np.int64], counts: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The sum of the vectors of each text, word by word from its first one on, since the order rounds."""
    totals = np.zeros((len(counts), DIMENSIONS))
    starts = np.cumsum(counts) - counts
    longest_first = np.argsort(-counts, kind="stable")
    for place in range(counts.max(initial=0)):
        having = longest_first[: np.count_nonzero(counts > place)]
        totals[having] += vectors[rows[starts[having] + place]]
    return totals


def row_products(one: NDArray[np.float64], two: NDArray[np.float64]) -> NDArray[np.float64]:
    """The scalar product of each two rows, each sum rounded once."""
    return sums_across(a * b for a, b in zip(one.T, two.T, strict=True))


def sums_across(columns: Iterable[NDArray[np.float64]]) -> NDArray[np.float64]:
    """The sum of each row of some columns, rounded once.

    What each addition loses is kept and added at the end (A. Neumaier, 1974): the result is that of
    `math.fsum` unless it lies within some 10^-30 of the middle between two numbers.
    """
    total = lost = np.zeros(1)
    for column in columns:
        added = total + column
        grown = added - total
        lost = lost + ((total - (added - grown)) + (column - grown))
        total = added
    return total + lost
