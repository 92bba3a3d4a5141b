"""Splits a passage into plain text, text that it shares with a counterpart, and details that differ."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.alignment.model import Link
    from diptych.article.model import Article, Span
    from diptych.sides import Side

SHARED = "b"
"""HTML element of shared text."""
DIFFERS = "mark"
"""HTML element of a detail that differs."""


def segments(
    article: Article, index: int, side: Side, links: Iterable[Link], *, shared: bool = True
) -> Iterator[tuple[str, str]]:
    """The text of a passage in pieces, each with its HTML element, or "" for plain text.

    Args:
        article: the article of the passage.
        index: index of the passage.
        side: side of the article.
        links: links of the passage, whose differing details are marked.
        shared: whether to mark shared text too.
    """
    whole = article.passages[index].span
    both: list[Span] = []
    differing: list[Span] = []
    for link in links:
        if shared:
            both += [span for evidence in link.evidence for span in evidence.spans[side]]
        differing += [difference.spans[side] for difference in link.differences]
    edges = (edge for span in (*both, *differing) for edge in (span.start, span.end))
    cuts = sorted({whole.start, whole.end, *(edge for edge in edges if whole.start < edge < whole.end)})

    def element(piece: tuple[int, int]) -> str:
        return DIFFERS if _covers(differing, piece[0]) else SHARED if _covers(both, piece[0]) else ""

    for name, pieces in groupby(pairwise(cuts), element):
        yield "".join(article.text[start:end] for start, end in pieces), name


def _covers(spans: Iterable[Span], offset: int) -> bool:
    return any(offset in span for span in spans)
