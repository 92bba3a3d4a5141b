"""The vectors of two articles → columns of numbers for each pair of passages.

Late interaction (MaxSim of ColBERT, Khattab and Zaharia 2020) under several token weightings, in both
directions, and likenesses of pooled vectors.  Every column is symmetric: what differs by side enters as the
smaller and the larger of two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from diptych.alignment.encoder.vectors import scaled

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.alignment.encoder.vectors import ArticleVectors, Encoder, Floats

_BLOCK = 32
"""Left passages whose pieces are compared at once, which bounds the memory."""


def cells_of(
    encoder: Encoder, left: ArticleVectors, right: ArticleVectors, tick: Callable[[], None]
) -> Floats:
    """The columns of all pairs of passages: left passages x right passages x columns of `NAMES`.

    Args:
        encoder: what has made the vectors.
        left: the vectors of the left article.
        right: the vectors of the right article.
        tick: called often; whatever it raises ends the work.
    """
    best_left = np.empty((len(left.tokens), len(right.pooled)), dtype=np.float32)
    best_right = np.empty((len(right.tokens), len(left.pooled)), dtype=np.float32)
    for first in range(0, len(left.pooled), _BLOCK):
        tick()
        passages = slice(first, min(first + _BLOCK, len(left.pooled)))
        rows = slice(left.starts[passages.start], left.starts[passages.stop])
        like = left.tokens[rows] @ right.tokens.T
        best_left[rows] = np.maximum.reduceat(like, right.starts[:-1], axis=1)
        best_right[:, passages] = np.maximum.reduceat(like, left.starts[passages] - rows.start, axis=0).T
    rarity = _rarity_here(len(encoder.head["rarity"]), left, right)
    one = _coverage(encoder, left, best_left, rarity)
    two = _coverage(encoder, right, best_right, rarity).transpose(1, 0, 2)
    middle = np.concatenate([left.pooled, right.pooled]).mean(0)
    centred = scaled(left.pooled - middle) @ scaled(right.pooled - middle).T
    bilinear = encoder.head["bilinear.weight"]
    above = [centred - _best_three(centred, 1), centred - _best_three(centred, 0)]
    rest = (
        left.pooled @ right.pooled.T,
        centred,
        (left.pooled @ bilinear.T) @ (right.pooled @ bilinear.T).T,
        np.minimum(*above),
        np.maximum(*above),
    )
    return np.concatenate([np.minimum(one, two), np.maximum(one, two), np.stack(rest, axis=-1)], axis=-1)


def weights_of(encoder: Encoder, article: ArticleVectors, rarity_here: Floats) -> Floats:
    """The weight of each piece under each weighting, pieces x weightings; those of a passage add up to 1."""
    head = encoder.head
    raw = article.weights + head["by_rarity"] * head["rarity"][article.numbers][:, None]
    raw = raw + head["by_pair_rarity"] * rarity_here[article.numbers][:, None]
    weights = np.logaddexp(np.float32(0), raw)
    sums = np.add.reduceat(weights, article.starts[:-1], axis=0)
    shares: Floats = weights / np.repeat(sums, np.diff(article.starts), axis=0)
    return shares


def _coverage(encoder: Encoder, article: ArticleVectors, best: Floats, rarity_here: Floats) -> Floats:
    """How much of each passage answers in each one of the other side, passages x others x weightings."""
    weights = weights_of(encoder, article, rarity_here)
    floors = 1 / (1 + np.exp(-encoder.head["floors"]))
    found = [
        np.add.reduceat(
            weights[:, number, None] * np.maximum((best - floor) / (1 - floor), 0),
            article.starts[:-1],
            axis=0,
        )
        for number, floor in enumerate(floors)
    ]
    return np.stack(found, axis=-1)


def _rarity_here(size: int, left: ArticleVectors, right: ArticleVectors) -> Floats:
    """The rarity, 0..1, of each piece of the vocabulary among the passages of the two articles."""
    count = np.zeros(size, dtype=np.float32)
    for side in (left, right):
        for start, end in zip(side.starts[:-1], side.starts[1:], strict=True):
            count[np.unique(side.numbers[start:end])] += 1
    total = len(left.pooled) + len(right.pooled) + 1
    rarity: Floats = (np.log(total / np.minimum(count + 1, total)) / np.log(total)).astype(np.float32)
    return rarity


def _best_three(values: Floats, axis: int) -> Floats:
    """The mean of the best three values along an axis, which stays with size 1."""
    few = min(3, values.shape[axis])
    best = -np.partition(-values, few - 1, axis=axis).take(range(few), axis=axis)
    mean: Floats = best.mean(axis=axis, keepdims=True)
    return mean
