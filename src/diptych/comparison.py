"""The value that exports write and the reader shows, and the functions that make it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from diptych.alignment.pipeline.aligner import ModelAligner
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.alignment.model import Alignment
    from diptych.alignment.settings import AlignmentSettings
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


class Aligner(Protocol):
    """Links the passages of two articles.  Implementations can be pickled, and run in any thread."""

    def align(
        self,
        articles: Pair[Article],
        settings: AlignmentSettings | None,
        on_progress: Callable[[float], None] | None,
    ) -> Alignment:
        """All links of two articles; the arguments are those of `compare`."""
        ...

    def align_part(
        self,
        articles: Pair[Article],
        wanted: Pair[range],
        settings: AlignmentSettings | None,
        on_progress: Callable[[float], None] | None,
    ) -> Alignment:
        """The links of some passages; the arguments are those of `compare_part`."""
        ...


def compare(
    articles: Pair[Article],
    settings: AlignmentSettings | None = None,
    *,
    on_progress: Callable[[float], None] | None = None,
    aligner: Aligner | None = None,
) -> Comparison:
    """Link the passages of two articles.

    Args:
        articles: the two, left and right; swapping them swaps the answer and nothing else.
        settings: thresholds; the aligner's own when None.
        on_progress: called often with the share of the work that is done, 0..1.  Whatever it raises ends the
            work and reaches the caller, which is how a comparison is cancelled.
        aligner: what links the passages; the one that the package comes with when None.
    """
    return Comparison(articles, (aligner or ModelAligner()).align(articles, settings, on_progress))


def compare_part(
    articles: Pair[Article],
    wanted: Pair[range],
    settings: AlignmentSettings | None = None,
    *,
    on_progress: Callable[[float], None] | None = None,
    aligner: Aligner | None = None,
) -> Comparison:
    """Link some passages only, in about a second however long the articles are.

    Args:
        articles: the two, left and right.
        wanted: indices of the passages to link; `Alignment.compared` names them.
        settings: as for `compare`.
        on_progress: as for `compare`.
        aligner: as for `compare`.
    """
    return Comparison(
        articles, (aligner or ModelAligner()).align_part(articles, wanted, settings, on_progress)
    )
