"""The aligner that the program uses unless another one is handed to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych.alignment.pipeline.align import align
from diptych.alignment.scoring.alignment_model import chosen_model, lexical_model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from diptych.alignment.model import Alignment
    from diptych.alignment.scoring.alignment_model import AlignmentModel
    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article
    from diptych.sides import Pair


@dataclass(frozen=True, slots=True)
class ModelAligner:
    """Links passages by an alignment model; see `diptych.comparison.Aligner`."""

    model: AlignmentModel | None = None
    """The one that the settings choose when None, so that pickling the aligner does not copy it."""

    def align(
        self,
        articles: Pair[Article],
        settings: AlignmentSettings | None,
        on_progress: Callable[[float], None] | None,
    ) -> Alignment:
        """All links of two articles."""
        return align(articles, settings, on_progress, self.model)

    def align_in_stages(
        self,
        articles: Pair[Article],
        settings: AlignmentSettings | None,
        on_progress: Callable[[float], None] | None,
    ) -> Iterator[Alignment]:
        """All links of the lexical model, then those of the encoder where it suits and none is named."""
        if self.model is not None or (settings is not None and settings.model is not None):
            yield self.align(articles, settings, on_progress)
            return
        first = align(articles, settings, on_progress, lexical_model())
        yield first
        best = chosen_model(None)
        if best.suits(articles, first.languages):
            second = align(articles, settings, on_progress, best)
            if second.model != first.model:
                yield second

    def align_part(
        self,
        articles: Pair[Article],
        wanted: Pair[range],
        settings: AlignmentSettings | None,
        on_progress: Callable[[float], None] | None,
    ) -> Alignment:
        """The links of some passages."""
        from diptych.alignment.pipeline.partial import align_part  # only long articles are linked in parts

        return align_part(articles, wanted, settings, on_progress, self.model)
