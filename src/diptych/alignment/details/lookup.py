"""The details of any passage of two articles, read when they are asked for.

Passages are read among their neighbours, which tell names from first words of sentences.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.alignment.details.context import ArticleContext
from diptych.alignment.details.model import Detail, DetailKind
from diptych.alignment.details.reader import details_of
from diptych.alignment.features.article_features import features_of, language_of_article
from diptych.article.excerpt import excerpt

if TYPE_CHECKING:
    from diptych.alignment.details.context import PassageContext
    from diptych.article.model import Article
    from diptych.languages.model import Language

_STRETCH = 25
"""Passages of an article that are read together, with half as many before and after them."""


class DetailLookup:
    """The details of the passages of one article; caches what it has read."""

    def __init__(self, article: Article, language: Language | None = None) -> None:
        """Prepare, but read nothing yet.

        Args:
            article: the article.
            language: the language of its words; detected when None.
        """
        self._article = article
        self._language = language
        self._read: dict[int, tuple[int, ArticleContext]] = {}

    def of(self, passage: int) -> tuple[Detail, ...]:
        """The figures, dates, times, names and quotations of a passage, in the order of the text.

        Spans count code points of the article's text; `first` and `last` count tokens of the passage.
        """
        stretch = passage // _STRETCH
        known = self._read.get(stretch)
        if known is None:
            known = self._read[stretch] = self._context(stretch)
        first, context = known
        return all_details(context.statement(passage - first))

    def _context(self, stretch: int) -> tuple[int, ArticleContext]:
        """Some neighbouring passages, after the index of the first of them."""
        if self._language is None:
            self._language = language_of_article(self._article)
        first = max(0, stretch * _STRETCH - _STRETCH // 2)
        part = excerpt(self._article, range(first, first + 2 * _STRETCH))
        return first, ArticleContext(part, features_of(part, self._language, embedded=False))


def details_of_article(article: Article) -> list[tuple[Detail, ...]]:
    """For each passage of an article, what `DetailLookup.of` returns; reads the whole article at once."""
    context = ArticleContext(article, features_of(article, embedded=False))
    return [all_details(context.statement(passage.index)) for passage in article.passages]


def all_details(passage: PassageContext) -> tuple[Detail, ...]:
    """The figures, dates and times of a passage, and its names and quotations, in the order of the text."""
    found = list(details_of(passage))
    taken = {k for detail in found for k in range(detail.first, detail.last + 1)}
    places = {token.span.start: k for k, token in enumerate(passage.tokens)}
    for name in passage.features.names:
        ends = [places[token.span.start] for token in name.tokens if token.span.start in places]
        if ends and not taken & {*range(ends[0], ends[-1] + 1)}:
            found.append(Detail(DetailKind.NAME, name.span, ends[0], ends[-1], subject="name"))
    found.extend(
        Detail(DetailKind.QUOTATION, quote.span, quote.tokens[0], quote.tokens[-1], subject="quoted words")
        for quote in passage.features.quotes
    )
    return tuple(sorted(found, key=lambda detail: detail.span))
