"""The work of linking, as functions that are called in a thread.  Imports no Textual.

They import the aligner when they are called: the articles can be read while it is loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable

    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article
    from diptych.comparison import Aligner, Comparison


def link_all(
    articles: Pair[Article],
    settings: AlignmentSettings | None,
    aligner: Aligner | None,
    on_progress: Callable[[float], None],
    receive: Callable[[Comparison], None],
) -> None:
    """Link all passages.

    Args:
        articles: as for `diptych.compare`.
        settings: as for `diptych.compare`.
        aligner: as for `diptych.compare`.
        on_progress: as for `diptych.compare`; each stage begins at 0 again.
        receive: called with the comparison of each stage.
    """
    from diptych.comparison import compare_in_stages

    for comparison in compare_in_stages(articles, settings, on_progress=on_progress, aligner=aligner):
        for side in Side:
            comparison.alignment.linked(side)  # sorts a book's links in this thread: no key waits for it
        receive(comparison)


def link_part(
    articles: Pair[Article],
    settings: AlignmentSettings | None,
    aligner: Aligner | None,
    on_progress: Callable[[float], None],
    *,
    wanted: Pair[range],
    known: Comparison | None,
) -> Comparison:
    """Link some passages, and merge the result with the links that are known.

    Args:
        articles: as for `link_all`.
        settings: as for `link_all`.
        aligner: as for `link_all`.
        on_progress: as for `link_all`.
        wanted: indices of the passages to link.
        known: links of other passages; None if there are none yet.
    """
    from diptych.alignment.pipeline.partial import merge_parts
    from diptych.comparison import Comparison, compare_part

    found = compare_part(articles, wanted, settings, on_progress=on_progress, aligner=aligner)
    return found if known is None else Comparison(articles, merge_parts(known.alignment, found.alignment))


def covers(known: Comparison | None, wanted: Pair[range]) -> bool:
    """Whether the links of all wanted passages are known."""
    if known is None:
        return False
    compared = known.alignment.compared
    return compared is None or all(compared[side].issuperset(wanted[side]) for side in Side)


def scores_with(
    article: Article,
    source: str,
    settings: AlignmentSettings | None,
    aligner: Aligner | None,
    on_progress: Callable[[float], None],
) -> Pair[array[float]]:
    """The best scores of the passages of an article, on the left, and of another one that is read for this.

    Args:
        article: the article.
        source: the other one, as for `diptych.sources.open.load`.
        settings: as for `link_all`.
        aligner: as for `link_all`.
        on_progress: as for `link_all`.

    Raises:
        SourceError: the other article cannot be read.
    """
    from diptych.comparison import compare
    from diptych.reader.state.story_coverage import best_scores
    from diptych.sources.open import load

    articles = Pair(article, load(source))
    return best_scores(compare(articles, settings, on_progress=on_progress, aligner=aligner).alignment)
