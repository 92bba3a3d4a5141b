"""The paragraphs of an article as its reader counts them, for saying where a passage stands."""

from __future__ import annotations

from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from diptych.article.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.article.model import Article


def paragraph_numbers(article: Article) -> list[int]:
    """For each block its number as a reader of the article counts: from 1, page furniture left out."""
    return list(accumulate(int(block.furniture is None) for block in article.blocks))


def paragraphs(article: Article, passages: range) -> Iterator[Span]:
    """What a run of passages says, a span for each paragraph that it reaches into."""
    for _, found in groupby(passages, key=lambda passage: article.passages[passage].block):
        inside = list(found)
        yield Span(article.passages[inside[0]].span.start, article.passages[inside[-1]].span.end)
