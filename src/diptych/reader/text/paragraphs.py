"""The paragraphs that a run of passages reaches into."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from diptych.article.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.article.model import Article


def paragraphs(article: Article, passages: range) -> Iterator[Span]:
    """What a run of passages says, a span for each paragraph that it reaches into."""
    for _, found in groupby(passages, key=lambda passage: article.passages[passage].block):
        inside = list(found)
        yield Span(article.passages[inside[0]].span.start, article.passages[inside[-1]].span.end)
