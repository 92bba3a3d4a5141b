"""Precision, recall and the like of links against annotated sentences.

The figures are those of `../shared/tools/score_links.py`: passages are laid over the annotated sentences, and
a passage stands for every sentence with which it shares at least half of the shorter of the two.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from diptych.alignment.model import Alignment
    from diptych.article.model import Article, Span
    from diptych.sides import Pair
    from support.gold import GoldPair, Match


@dataclass(frozen=True)
class ScoredPair:
    """The links found between two articles beside the annotated ones, all as pairs of sentences."""

    predicted: frozenset[Match]
    possible: frozenset[Match]
    """Links that at least one annotator made."""
    sure: frozenset[Match]
    """Links that every annotator made."""
    main: frozenset[Match] = frozenset()
    """The sure links of grade 2."""
    flagged: frozenset[Match] = frozenset()
    """The predicted links with a difference."""
    conflicts: frozenset[Match] = frozenset()
    """Links annotated as differing."""


@dataclass
class _Ratio:
    hits: int = 0
    total: int = 0

    def add(self, hits: int, total: int) -> None:
        self.hits += hits
        self.total += total

    @property
    def value(self) -> float:
        return self.hits / self.total if self.total else 0.0


@dataclass
class LinkFigures:
    """Figures over several pairs, each 0..1 and micro-averaged."""

    precision: _Ratio = field(default_factory=_Ratio)
    """Predicted links that an annotator made."""
    recall: _Ratio = field(default_factory=_Ratio)
    """Sure links that are predicted."""
    near_precision: _Ratio = field(default_factory=_Ratio)
    """Precision with a tolerance of one sentence on either side."""
    near_recall: _Ratio = field(default_factory=_Ratio)
    """Recall with a tolerance of one sentence on either side."""
    main_recall: _Ratio = field(default_factory=_Ratio)
    """Recall of sure links of grade 2."""
    differs_precision: _Ratio = field(default_factory=_Ratio)
    """Flagged links that are annotated as differing."""
    differs_recall: _Ratio = field(default_factory=_Ratio)
    """Links annotated as differing that are flagged."""

    def add(self, pair: ScoredPair) -> None:
        """Count one more pair."""
        predicted, sure = pair.predicted, pair.sure
        self.precision.add(len(predicted & pair.possible), len(predicted))
        self.recall.add(len(predicted & sure), len(sure))
        self.near_precision.add(sum(is_near(match, pair.possible) for match in predicted), len(predicted))
        self.near_recall.add(sum(is_near(match, predicted) for match in sure), len(sure))
        self.main_recall.add(len(predicted & pair.main), len(pair.main))
        self.differs_precision.add(len(pair.flagged & pair.conflicts), len(pair.flagged))
        self.differs_recall.add(len(pair.flagged & pair.conflicts), len(pair.conflicts))

    def values(self) -> dict[str, float]:
        """The figures by name, F1 included."""
        figures = {name: ratio.value for name, ratio in vars(self).items()}
        precision, recall = figures["precision"], figures["recall"]
        return figures | {"f1": 2 * precision * recall / max(1e-9, precision + recall)}


def link_figures(pairs: Iterable[ScoredPair]) -> dict[str, float]:
    """The figures over all pairs, by name."""
    figures = LinkFigures()
    for pair in pairs:
        figures.add(pair)
    return figures.values()


def is_near(match: Match, others: Collection[Match]) -> bool:
    """Whether one of the others is at most one sentence away on either side."""
    return any((match[0] + left, match[1] + right) in others for left in (-1, 0, 1) for right in (-1, 0, 1))


def covered_sentences(passage: Span, sentences: Sequence[Span]) -> list[int]:
    """Indices of the sentences that a passage stands for."""
    return [
        index
        for index, sentence in enumerate(sentences)
        if 2 * sentence.shared(passage) >= min(len(sentence), len(passage)) > 0
    ]


def scored_pair(gold: GoldPair, articles: Pair[Article], alignment: Alignment) -> ScoredPair:
    """Lay the links of an alignment over the annotated sentences.

    Args:
        gold: the annotated pair.
        articles: the same texts, with the passages of the alignment.
        alignment: the links between these passages.
    """

    def coverage(annotated: Article, parsed: Article) -> list[list[int]]:
        assert annotated.text == parsed.text.strip(), f"{gold.name}: the text changes when it is parsed"
        sentences = [passage.span for passage in annotated.passages]
        return [covered_sentences(passage.span, sentences) for passage in parsed.passages]

    lefts = coverage(gold.articles.left, articles.left)
    rights = coverage(gold.articles.right, articles.right)
    predicted, flagged = set[tuple[int, int]](), set[tuple[int, int]]()
    for link in alignment.links:
        matches = {(left, right) for left in lefts[link.left] for right in rights[link.right]}
        predicted |= matches
        flagged |= matches if link.differences else set()
    return ScoredPair(
        frozenset(predicted),
        frozenset(gold.links),
        gold.sure,
        gold.main,
        frozenset(flagged),
        frozenset(gold.conflicts),
    )
