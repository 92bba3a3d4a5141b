"""The result of a comparison, which exports write and the reader shows, and the functions that compute it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from diptych.alignment.pipeline.aligner import ModelAligner
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from diptych.alignment.kinds import Voice
    from diptych.alignment.model import Alignment
    from diptych.alignment.pipeline.manual_link import ManualLinker
    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article
    from diptych.opinion.model import Opinion


class PassageNote(NamedTuple):
    """A reader's note on a passage, not on one of its links."""

    passage: int
    """Index of the passage."""
    text: str


@dataclass(frozen=True)
class Comparison:
    """Two articles and how they relate."""

    articles: Pair[Article]
    alignment: Alignment
    notes: Pair[tuple[PassageNote, ...]] = Pair((), ())  # noqa: RUF009 - frozen
    """The reader's notes on passages, in the order of the passages; a note on a link is in the link."""
    opinion: Opinion | None = None
    """The opinion of a language model, which the links carry; None if there is none."""

    def at(self, threshold: float) -> Comparison:
        """The same comparison, seen at another threshold (0..1)."""
        return replace(self, alignment=self.alignment.at(threshold))

    def with_opinion(self, opinion: Opinion, voice: Voice, linker: ManualLinker | None = None) -> Comparison:
        """The same with the opinion of a language model; `voice` says whose links count.

        Args:
            opinion: an opinion on these articles.
            voice: whose links count.
            linker: see `diptych.opinion.apply.with_opinion`.
        """
        from diptych.opinion.apply import with_opinion  # few comparisons have one

        alignment = with_opinion(self.articles, self.alignment, opinion, linker)
        return replace(self, alignment=replace(alignment, voice=voice), opinion=opinion)

    def with_all_differences(self) -> Comparison:
        """The same with the details that may differ among those that differ."""
        alignment = self.alignment
        candidates = tuple(
            replace(
                link,
                differences=tuple(
                    sorted((*link.differences, *alignment.may_differ(link)), key=lambda each: each.spans.left)
                ),
                may_differ=(),
            )
            if link.may_differ
            else link
            for link in alignment.candidates
        )
        return replace(self, alignment=replace(alignment, candidates=candidates))

    def coverage(self, side: Side) -> float:
        """How much of one article the other covers: the share, 0..1, of its passages' text that is linked."""
        return self._coverage[side]

    @cached_property
    def _coverage(self) -> Pair[float]:
        return Pair(self._covered(Side.LEFT), self._covered(Side.RIGHT))

    def _covered(self, side: Side) -> float:
        spans = [passage.span for passage in self.articles[side].passages]
        lengths = [span.end - span.start for span in spans]  # `len` takes three times as long
        whole = sum(lengths)
        linked = sum(map(lengths.__getitem__, self.alignment.by_passage(side)))
        return linked / whole if whole else 0.0


class Aligner(Protocol):
    """Links the passages of two articles.  Implementations can be pickled and run in any thread."""

    def align(
        self,
        articles: Pair[Article],
        settings: AlignmentSettings | None,
        on_progress: Callable[[float], None] | None,
    ) -> Alignment:
        """All links of two articles; the arguments are those of `compare`."""
        ...

    def align_in_stages(
        self,
        articles: Pair[Article],
        settings: AlignmentSettings | None,
        on_progress: Callable[[float], None] | None,
    ) -> Iterator[Alignment]:
        """Alignments of two articles, each better than the one before; the last one is that of `align`.

        The arguments are those of `compare`; each stage reports its own progress.
        """
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
        articles: left and right; swapping them swaps the sides of the result and changes nothing else.
        settings: threshold, language and model; the usual ones when None.
        on_progress: called often with the share of the work that is done, 0..1.  An exception that it raises
            ends the work and reaches the caller; a comparison is cancelled in this way.
        aligner: links the passages; None for the one of this package.
    """
    return Comparison(articles, (aligner or ModelAligner()).align(articles, settings, on_progress))


def compare_in_stages(
    articles: Pair[Article],
    settings: AlignmentSettings | None = None,
    *,
    on_progress: Callable[[float], None] | None = None,
    aligner: Aligner | None = None,
) -> Iterator[Comparison]:
    """Link the passages of two articles soon, then better; the last comparison is that of `compare`.

    Args:
        articles: as for `compare`.
        settings: as for `compare`.
        on_progress: as for `compare`; each stage begins at 0 again.
        aligner: as for `compare`.
    """
    for alignment in (aligner or ModelAligner()).align_in_stages(articles, settings, on_progress):
        yield Comparison(articles, alignment)


def compare_part(
    articles: Pair[Article],
    wanted: Pair[range],
    settings: AlignmentSettings | None = None,
    *,
    on_progress: Callable[[float], None] | None = None,
    aligner: Aligner | None = None,
) -> Comparison:
    """Link some passages only, in about a second even if the articles are long.

    Args:
        articles: left and right.
        wanted: indices of the passages to link, which become `Alignment.compared`.
        settings: as for `compare`.
        on_progress: as for `compare`.
        aligner: as for `compare`.
    """
    return Comparison(
        articles, (aligner or ModelAligner()).align_part(articles, wanted, settings, on_progress)
    )
