"""Reads articles with the encoder.  numpy and the runtime are imported when the first article is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych.alignment.encoder.protocol import NAMES
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from diptych.alignment.scoring.encoder_reading import EncoderReading
    from diptych.article.model import Article


@dataclass(frozen=True, slots=True)
class EncoderReader:
    """Reads pairs of articles with the encoder of a folder; see `PairReader`.  It can be pickled."""

    folder: Path
    names: tuple[str, ...] = NAMES

    def read(self, articles: Pair[Article], on_progress: Callable[[int, int], None]) -> EncoderReading:
        """Read both articles, each by itself; see `PairReader`."""
        from diptych.alignment.encoder.cells import cells_of
        from diptych.alignment.encoder.vectors import load_encoder
        from diptych.alignment.scoring.encoder_reading import EncoderReading

        encoder = load_encoder(self.folder)
        sizes = articles.map(lambda article: len(article.text))

        def left(done: int, of: int) -> None:
            on_progress(sizes.left * done, of * (sizes.left + sizes.right))

        def right(done: int, of: int) -> None:
            on_progress(sizes.left * of + sizes.right * done, of * (sizes.left + sizes.right))

        vectors = Pair(encoder.vectors(articles.left, left), encoder.vectors(articles.right, right))
        # One order of the two for all: sums of floats depend on it, and sides must not.
        swapped = articles.left.text > articles.right.text
        first, second = vectors.swapped if swapped else vectors
        cells = cells_of(encoder, first, second, lambda: on_progress(1, 1))
        return EncoderReading(encoder, vectors, cells.swapaxes(0, 1) if swapped else cells)
