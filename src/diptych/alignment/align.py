"""The stages of an alignment, read top to bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.alignment.model import Alignment
    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article
    from diptych.sides import Pair


def align(
    articles: Pair[Article],
    settings: AlignmentSettings,
    on_progress: Callable[[float], None] | None = None,
) -> Alignment:
    """Link the passages of two articles; see `diptych.comparison.compare`."""
    raise NotImplementedError
