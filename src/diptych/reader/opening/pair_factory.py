"""What the reader opens other pairs with, and a pair that was opened.  No widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diptych.reader.opening.pair_context import PairContext

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.article.model import Article
    from diptych.folder.profile_cache import ProfileCache
    from diptych.history.recent import RecentPairs
    from diptych.sides import Pair


class PairFactory(NamedTuple):
    """What the reader opens other pairs with than its first one."""

    prepare: Callable[[Pair[Article]], PairContext] = lambda _: PairContext()
    """Gives the context of a pair."""
    recent: RecentPairs | None = None
    """The history of pairs; None keeps none."""
    open_cache: Callable[[], ProfileCache] | None = None
    """Opens the profiles of articles that are kept, in the thread that uses them; None keeps none."""


class OpenedPair(NamedTuple):
    """Two articles and their sources."""

    articles: Pair[Article]
    sources: Pair[str]
    """As the user typed them; `Article.source` leaves passwords out."""
