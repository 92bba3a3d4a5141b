"""The one value that exports write and the reader shows, and the function that makes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diptych.alignment.pipeline.align import align
from diptych.alignment.pipeline.partial import align_part
from diptych.alignment.settings import AlignmentSettings
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.alignment.model import Alignment
    from diptych.article.model import Article
    from diptych.sides import Side


@dataclass(frozen=True, slots=True)
class PassageNote:
    """What a reader wrote about a passage, whatever it is linked with."""

    passage: int
    """Index of the passage."""
    text: str


@dataclass(frozen=True)
class Comparison:
    """Two articles and how they relate."""

    articles: Pair[Article]
    alignment: Alignment
    notes: Pair[tuple[PassageNote, ...]] = Pair((), ())  # noqa: RUF009 - frozen
    """What a reader wrote about passages, in their order; notes on links are with the links."""

    def at(self, threshold: float) -> Comparison:
        """The same comparison, seen at another threshold (0..1)."""
        return replace(self, alignment=self.alignment.at(threshold))

    def coverage(self, side: Side) -> float:
        """How much of one article the other covers: the share, 0..1, of its passages' text that is linked."""
        spans = [passage.span for passage in self.articles[side].passages]
        lengths = [span.end - span.start for span in spans]
        whole = sum(lengths)
        linked = sum(map(lengths.__getitem__, self.alignment.by_passage(side)))
        return linked / whole if whole else 0.0


def compare(
    articles: Pair[Article],
    settings: AlignmentSettings | None = None,
    *,
    on_progress: Callable[[float], None] | None = None,
) -> Comparison:
    """Link the passages of two articles.

    Args:
        articles: the two, left and right; swapping them swaps the answer and nothing else.
        settings: thresholds; the defaults when None.
        on_progress: called often with the share of the work that is done, 0..1.  Whatever it raises ends the
            work and reaches the caller, which is how a comparison is cancelled.
    """
    return Comparison(articles, align(articles, settings or AlignmentSettings(), on_progress))


def compare_part(
    articles: Pair[Article],
    wanted: Pair[range],
    settings: AlignmentSettings | None = None,
    *,
    on_progress: Callable[[float], None] | None = None,
) -> Comparison:
    """Link some passages only, in about a second however long the articles are.

    Args:
        articles: the two, left and right.
        wanted: indices of the passages to link; `Alignment.compared` names them.
        settings: as for `compare`.
        on_progress: as for `compare`.
    """
    return Comparison(articles, align_part(articles, wanted, settings or AlignmentSettings(), on_progress))
