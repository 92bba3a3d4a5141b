"""Static embeddings of passages: passages that say much the same in other words have similar vectors.

The table holds vectors of word pieces, so that rare names and new words have one too.  A word is the sum of
its longest known pieces, a passage the sum of its words.  tests/training/distil.py distilled the table from
the sentence encoder all-MiniLM-L6-v2 (Apache License 2.0, see embeddings.LICENSE): the sums come as near to
the encoder's vectors of whole sentences as such a table can, at a thousandth of its cost.

The table knows English only.
"""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from operator import add, itemgetter, mul
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from diptych.languages.base import without_accents

if TYPE_CHECKING:
    from collections.abc import Callable

Vector = Sequence[float]

DIMENSIONS = 64
"""Dimensions of a vector.  On the training set, 128 make links no better, 384 hardly."""
LANGUAGE = "English"
_FILE = "embeddings.bin"
_CACHED_WORDS = 1 << 14
"""Words whose vectors are kept: a book has about as many, and they take some 10 MB."""
_MANY = 2_000
"""Passages from which numpy is worth its import."""
_LONGEST = 40
"""Most letters of a word that are read."""
_SIGNED = tuple(float(byte if byte < 128 else byte - 256) for byte in range(256))
"""The number that each byte of the table stands for.  Most vectors of words consist of these objects: numbers
of their own would take four times the memory, and an array makes them anew for each sum."""
_WORD = re.compile(r"[^\W_]+")
_GENITIVE = re.compile(r"['’](?<=\w.)s\b")


def words_of(text: str) -> list[str]:
    """The words of a text, normalized as the table has them."""
    return _WORD.findall(_GENITIVE.sub("", without_accents(text.lower())))


def pieces_of(word: str, known: Callable[[str], bool]) -> list[str]:
    """A word cut into known pieces, greedily the longest; all but the first begin with "##" (WordPiece)."""
    word = word[:_LONGEST]
    pieces: list[str] = []
    start = 0
    while start < len(word):
        mark = "##" if start else ""
        end = next((end for end in range(len(word), start, -1) if known(mark + word[start:end])), None)
        if end is None:
            return pieces
        pieces.append(mark + word[start:end])
        start = end
    return pieces


class EmbeddingTable(NamedTuple):
    """The vectors of all word pieces."""

    numbers: dict[str, int]
    """The row of each piece."""
    vectors: memoryview
    """`DIMENSIONS` signed bytes for each piece, row by row, as unsigned ones."""

    def rows(self, word: str) -> list[int]:
        """The rows of the known pieces of a word."""
        return [self.numbers[piece] for piece in pieces_of(word, self.numbers.__contains__)]

    def of_word(self, word: str) -> Vector | None:
        """The vector of a word; None if none of its pieces is known."""
        found = self.rows(word)
        if not found:
            return None
        rows = [self.vectors[at * DIMENSIONS : (at + 1) * DIMENSIONS] for at in found]
        if len(rows) == 1:
            numbers: tuple[float, ...] = itemgetter(*rows[0])(_SIGNED)
            return numbers
        # A word of many pieces weighs no more than one of a single piece: a long name must not dominate.
        share = 1 / math.sqrt(len(found))
        signed = (row.cast("b") for row in rows)
        return array("d", [share * total for total in map(sum, zip(*signed, strict=True))])


@cache
def table() -> EmbeddingTable:
    """The table that comes with the package."""
    raw = Path(__file__).with_name(_FILE).read_bytes()
    end = raw.index(b"\0")
    pieces = raw[:end].decode().split("\n")
    return EmbeddingTable(dict(zip(pieces, range(len(pieces)), strict=True)), memoryview(raw)[end + 1 :])


@lru_cache(maxsize=_CACHED_WORDS)
def _of_word(word: str) -> Vector | None:
    return table().of_word(word)


def embedding_of(text: str) -> Vector:
    """The vector of a passage's text, of length 1; empty if none of its words is known."""
    found = [vector for word in words_of(text) if (vector := _of_word(word)) is not None]
    if not found:
        return array("d")
    total: Vector = found[0]
    for vector in found[1:]:  # word by word, as in long texts: `sum` rounds otherwise from Python 3.12 on
        total = list(map(add, total, vector))
    length = math.sqrt(math.fsum(map(mul, total, total)))
    return array("d", [value / length for value in total]) if length else array("d")


def embeddings_of(texts: Sequence[str]) -> Sequence[Vector]:
    """The vectors of the texts of an article's passages, each as `embedding_of` has it."""
    if len(texts) < _MANY:
        return [embedding_of(text) for text in texts]
    from diptych.alignment.features.many_embeddings import many_embeddings  # imports numpy

    return many_embeddings(texts)


def mean(vectors: Iterable[Vector]) -> Vector:
    """The mean of the vectors that are not empty; empty if all are."""
    known = [vector for vector in vectors if vector]
    return array("d", (math.fsum(column) / len(known) for column in zip(*known, strict=True)))


def cosine_similarity(one: Vector, two: Vector) -> float:
    """The cosine, -1..1, of two vectors of length 1; 0 if one is empty."""
    return math.fsum(map(mul, one, two))
