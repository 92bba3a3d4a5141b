"""An article → vectors of its word pieces, each read in its context.

The encoder is all-MiniLM-L6-v2 (Apache License 2.0, see data/LICENSE), tuned on annotated pairs of news
articles by tests/training/train_encoder.py and quantized to 8 bits.  An article's vectors depend on this
article alone: each window runs by itself, so that neither a partner nor a batch takes part in its rounding.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

# Since version 1.29, onnxruntime reports its use to its maker and writes an identifier of the device, unless
# this is set before the import.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime

from diptych.alignment.encoder.windows import windows_of
from diptych.alignment.encoder.wordpieces import END, START, WordPieces

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from diptych.article.model import Article, Span

    Floats = NDArray[np.float32]

LONGEST = 96
"""Most word pieces of a passage that are compared; the encoder reads all of a window."""
_THREADS = 1
"""Threads of the runtime: the other cores are left to the screen."""


@dataclass(frozen=True, slots=True, eq=False)
class ArticleVectors:
    """The vectors of an article's passages.  The pieces of all passages follow each other."""

    tokens: Floats
    """Pieces x dimensions: a vector of length 1 for each word piece."""
    weights: Floats
    """Pieces x weightings: what the encoder says of a piece's weight, before its rarity counts."""
    pooled: Floats
    """Passages x dimensions: the mean of a passage's states, of length 1."""
    numbers: NDArray[np.int64]
    """The row of each piece in the vocabulary."""
    starts: NDArray[np.int64]
    """The first piece of each passage, and the number of pieces at the end."""
    spans: tuple[tuple[int, int], ...]
    """Where each piece stands, in code points of the article's text."""

    def of_words(self, passage: int, words: Sequence[Span]) -> Floats:
        """The vectors of words of a passage.

        Args:
            passage: index of the passage.
            words: the spans of the words, in order.

        Returns:
            Words x dimensions, of length 1; zeros for a word that is not read.
        """
        found = np.zeros((len(words), self.tokens.shape[1]), dtype=np.float32)
        for row in range(self.starts[passage], self.starts[passage + 1]):
            start, end = self.spans[row]
            at = bisect_right(words, start, key=lambda word: word.start) - 1
            if at >= 0 and end <= words[at].end:
                found[at] += self.tokens[row]
        return scaled(found)


@dataclass(frozen=True)
class Encoder:
    """The encoder with its vocabulary, and the constants of the pair features."""

    session: onnxruntime.InferenceSession
    pieces: WordPieces
    head: Mapping[str, Floats]

    def vectors(self, article: Article, on_progress: Callable[[int, int], None]) -> ArticleVectors:
        """The vectors of an article's passages.

        Args:
            article: what is read.
            on_progress: called often with how many windows are read, of how many.
        """
        found = [self.pieces.encode(article.text[p.span.start : p.span.end]) for p in article.passages]
        windows = windows_of([[piece.number for piece in passage] for passage in found])
        first, last = self.pieces.numbers[START], self.pieces.numbers[END]
        tokens, weights, pooled, numbers, spans, starts = [], [], [], [], [], [0]
        for done, window in enumerate(windows):
            on_progress(done, len(windows))
            read = np.array([[first, *window.pieces, last]], dtype=np.int64)
            states, raw = self.session.run(None, {"pieces": read})
            for part in window.parts:
                # The mark at the start comes first.  A passage without pieces has the vector of what follows.
                first_row = part.start + 1
                rows = slice(first_row, first_row + max(1, min(part.end - part.start, LONGEST)))
                tokens.append(states[rows])
                weights.append(raw[rows])
                numbers.append(read[0, rows])
                pooled.append(states[rows].mean(0))
                base = article.passages[part.passage].span.start
                length = rows.stop - rows.start
                spans += [(base + p.start, base + p.end) for p in found[part.passage][:length]] or [
                    (base, base)
                ]
                starts.append(starts[-1] + length)
        return ArticleVectors(
            scaled(np.concatenate(tokens)),
            np.concatenate(weights),
            scaled(np.stack(pooled)),
            np.concatenate(numbers),
            np.array(starts),
            tuple(spans),
        )


def scaled(rows: Floats) -> Floats:
    """Rows of length 1."""
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]
    result: Floats = rows / np.maximum(lengths, np.float32(1e-9))
    return result


@cache
def load_encoder(folder: Path) -> Encoder:
    """The encoder in a folder: `encoder.onnx`, `pieces.txt` and `head.npz`."""
    onnxruntime.disable_telemetry_events()  # on Windows, the variable has no effect
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _THREADS
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
    )
    pieces = WordPieces((folder / "pieces.txt").read_text(encoding="utf-8").split("\n"))
    with np.load(folder / "head.npz") as raw:
        head = {name: raw[name].astype(np.float32) for name in raw.files}
    return Encoder(session, pieces, head)
