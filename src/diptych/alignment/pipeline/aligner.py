"""The aligner that the program uses unless another one is handed to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych.alignment.pipeline.align import align
from diptych.alignment.pipeline.partial import align_part

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.alignment.model import Alignment
    from diptych.alignment.scoring.alignment_model import AlignmentModel
    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article
    from diptych.sides import Pair


@dataclass(frozen=True, slots=True)
class ModelAligner:
    """Links passages by an alignment model; see `diptych.comparison.Aligner`."""

    model: AlignmentModel | None = None
    """The one that the package comes with when None, so that pickling the aligner does not copy it."""

    def align(
        self,
        articles: Pair[Article],
        settings: AlignmentSettings | None,
        on_progress: Callable[[float], None] | None,
    ) -> Alignment:
        """All links of two articles."""
        return align(articles, settings, on_progress, self.model)

    def align_part(
        self,
        articles: Pair[Article],
        wanted: Pair[range],
        settings: AlignmentSettings | None,
        on_progress: Callable[[float], None] | None,
    ) -> Alignment:
        """The links of some passages."""
        return align_part(articles, wanted, settings, on_progress, self.model)
