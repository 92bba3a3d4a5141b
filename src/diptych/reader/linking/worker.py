"""The work of linking, as functions that are called in a thread.  Imports no Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from diptych.sides import Side

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article
    from diptych.comparison import Comparison
    from diptych.sides import Pair


class Comparer(Protocol):
    """Computes links.  The module `diptych.comparison` is the usual one."""

    def compare(
        self,
        articles: Pair[Article],
        settings: AlignmentSettings | None = None,
        *,
        on_progress: Callable[[float], None] | None = None,
    ) -> Comparison:
        """Link all passages."""

    def compare_part(
        self,
        articles: Pair[Article],
        wanted: Pair[range],
        settings: AlignmentSettings | None = None,
        *,
        on_progress: Callable[[float], None] | None = None,
    ) -> Comparison:
        """Link the wanted passages only."""


def default_comparer() -> Comparer:
    """The comparison module, which loads the aligner."""
    from diptych import comparison

    return comparison


def link_all(
    comparer: Comparer | None,
    articles: Pair[Article],
    settings: AlignmentSettings | None,
    on_progress: Callable[[float], None],
) -> Comparison:
    """Link all passages.

    Args:
        comparer: computes the links; the default when None.
        articles: the two.
        settings: thresholds; the defaults when None.
        on_progress: called with the share that is done, 0..1; what it raises ends the work.
    """
    comparison = (comparer or default_comparer()).compare(articles, settings, on_progress=on_progress)
    for side in Side:
        comparison.alignment.linked(side)  # sorts a book's links in this thread, where no key waits for it
    return comparison


def link_part(
    comparer: Comparer | None,
    articles: Pair[Article],
    settings: AlignmentSettings | None,
    on_progress: Callable[[float], None],
    *,
    wanted: Pair[range],
    known: Comparison | None,
) -> Comparison:
    """Link some passages, and merge the result with the links that are known.

    Args:
        comparer: as for `link_all`.
        articles: as for `link_all`.
        settings: as for `link_all`.
        on_progress: as for `link_all`.
        wanted: indices of the passages to link.
        known: links of other passages; None if there are none yet.
    """
    found = (comparer or default_comparer()).compare_part(articles, wanted, settings, on_progress=on_progress)
    if known is None:
        return found
    from diptych.alignment.pipeline.partial import merge_parts
    from diptych.comparison import Comparison

    return Comparison(articles, merge_parts(known.alignment, found.alignment))


def covers(known: Comparison | None, wanted: Pair[range]) -> bool:
    """Whether the links of all wanted passages are known."""
    if known is None:
        return False
    compared = known.alignment.compared
    return compared is None or all(compared[side].issuperset(wanted[side]) for side in Side)
