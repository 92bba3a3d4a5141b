"""What the reader needs to open other pairs than the one that it was started with.  Knows no widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from diptych.reader.opening.pair_context import PairContext

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.article.model import Article
    from diptych.history.recent import RecentPairs
    from diptych.sides import Pair


def _unprepared(_: Pair[Article]) -> PairContext:
    return PairContext()


@dataclass(frozen=True, slots=True)
class PairFactory:
    """What the reader needs to open other pairs than the one that it was started with."""

    prepare: Callable[[Pair[Article]], PairContext] = _unprepared
    """Settings and memory for a pair, and what was said of it."""
    recent: RecentPairs | None = None
    """None to keep and offer none."""


class OpenedPair(NamedTuple):
    """Two articles and where they come from."""

    articles: Pair[Article]
    sources: Pair[str]
    """As they were typed: an article's own source leaves a password out."""
