"""Some passages of an article, as an article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diptych.article.model import Passage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diptych.article.model import Article


def excerpt(article: Article, chosen: Iterable[int]) -> Article:
    """The article with only the chosen passages, numbered from 0; indices beyond the last one are ignored."""
    passages = (article.passages[index] for index in chosen if index < len(article.passages))
    return replace(article, passages=tuple(Passage(k, one.block, one.span) for k, one in enumerate(passages)))
