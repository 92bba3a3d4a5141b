"""A passage cut into what is plain, what a counterpart has too, and what it gives differently."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.alignment.model import Link
    from diptych.article.model import Article, Span
    from diptych.sides import Side

SHARED, DIFFERS = "b", "mark"


def segments(
    article: Article, index: int, side: Side, links: Iterable[Link], *, shared: bool = True
) -> Iterator[tuple[str, str]]:
    """The text of a passage in pieces, each with the element that it belongs into, empty for none.

    Args:
        article: whose passage.
        index: of the passage.
        side: of the article.
        links: those of the passage; where they differ is marked.
        shared: whether to mark what they share, too.
    """
    whole = article.passages[index].span
    both: list[Span] = []
    differing: list[Span] = []
    for link in links:
        if shared:
            both += [span for evidence in link.evidence for span in evidence.spans[side]]
        differing += [difference.spans[side] for difference in link.differences]
    cuts = {whole.start, whole.end}
    cuts.update(_inside(whole, both))
    cuts.update(_inside(whole, differing))
    edges = sorted(cuts)
    before, last = "", None
    for start, end in pairwise(edges):
        said = article.text[start:end]
        kind = DIFFERS if _covers(differing, start) else SHARED if _covers(both, start) else ""
        if kind == last:
            before += said
            continue
        if before and last is not None:
            yield before, last
        before, last = said, kind
    if before and last is not None:
        yield before, last


def _inside(whole: Span, spans: Iterable[Span]) -> Iterator[int]:
    for span in spans:
        for edge in (span.start, span.end):
            if whole.start < edge < whole.end:
                yield edge


def _covers(spans: Iterable[Span], offset: int) -> bool:
    return any(offset in span for span in spans)
