"""Different words of two linked passages that answer each other in meaning: rejected, denied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.alignment.kinds import EvidenceKind
from diptych.alignment.model import Evidence
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.alignment.encoder.protocol import WordSimilarities
    from diptych.article.model import Span

ALIKE = 0.65
"""Cosine from which two words that are each other's nearest are evidence."""
AHEAD = 0.1
"""How far their cosine is above that of either with any other word.  Of those that are less far ahead, half
say little (payments, negotiated), counted on 25 pairs of `news`."""
LEAST_ALIKE = 0.4
"""The lowest cosine where a link has no other evidence: it rests on something."""
_MOST = 3
"""Most pairs of words of a link: the nearest ones."""
_WEIGHT = 0.5
"""Weight, 0..1, of two words of cosine 1: less than a rare word that both passages have."""


def meaning_evidence(
    reading: WordSimilarities,
    passages: Pair[int],
    words: Pair[Sequence[Span]],
    texts: Pair[str],
    least: float = ALIKE,
) -> Iterator[Evidence]:
    """The pairs of words that are nearest to each other of all, nearest first.

    With the usual lowest cosine they must also be `AHEAD` of others.

    Args:
        reading: compares words.
        passages: indices of the linked passages.
        words: the spans of the words to compare: content words that are no other evidence.
        texts: the texts of both articles.
        least: the lowest cosine.
    """
    if not all(words):
        return
    rows = reading.similarities_of(passages, words)
    columns = list(zip(*rows, strict=True))
    ahead = AHEAD if least >= ALIKE else 0.0
    found = []
    for left, row in enumerate(rows):
        right = max(range(len(row)), key=lambda at: (row[at], -at))
        others = [*row[:right], *row[right + 1 :], *columns[right][:left], *columns[right][left + 1 :]]
        if row[right] >= max(least, max(others, default=-1.0) + ahead):
            found.append((row[right], left, right))
    for cosine, left, right in sorted(found, key=lambda item: (-item[0], item[1:]))[:_MOST]:
        spans = Pair(words.left[left], words.right[right])
        label = f"{spans.left.of(texts.left)} ~ {spans.right.of(texts.right)}"
        yield Evidence(EvidenceKind.MEANING, label, spans.map(lambda span: (span,)), _WEIGHT * cosine)
