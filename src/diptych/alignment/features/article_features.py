"""Passages → what the alignment compares: words, names, numbers and quoted words, with their spans.

Spans count code points of the article's text and lie within their passage.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.features.embeddings import LANGUAGE, embeddings_of
from diptych.alignment.features.names import known_names, names_of, short_names_of
from diptych.alignment.features.quantities import quantities_of
from diptych.alignment.features.tokens import Tokenizer, normalize_word, printed_words
from diptych.article.model import Span
from diptych.article.quotation_marks import CLOSED_BY, STRAIGHT
from diptych.languages.registry import language_of
from diptych.languages.scripts import is_in_hebrew_word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from diptych.alignment.features.embeddings import Vector
    from diptych.alignment.features.names import Name
    from diptych.alignment.features.quantities import Quantity
    from diptych.alignment.features.tokens import Token
    from diptych.article.model import Article
    from diptych.languages.model import Language


_MOST_READ = 400
"""Passages from which the language is detected."""
_MOST_KEPT = 50
"""Most passages of an article whose features are kept."""
_MOST_QUOTES = 20
"""Most quotations of a passage: each is compared with each of the other side."""
_MOST_COMPARED = 400
"""Most words of a passage, or of a quotation, that string similarity reads: no sentence is that long."""


class Quote(NamedTuple):
    """The part of a quotation that stands in one passage."""

    span: Span
    """Without the marks."""
    tokens: tuple[int, ...]
    """Indices of the passage's tokens that it covers."""


class PassageFeatures(NamedTuple):
    """What one passage holds."""

    tokens: tuple[Token, ...]
    names: tuple[Name, ...]
    quotes: tuple[Quote, ...]
    quantities: tuple[Quantity, ...]
    short_names: tuple[tuple[str, Span], ...]
    """Abbreviations, and the initials of every run of words within a name (UN, United Nations), with their
    spans."""
    quoted: frozenset[str]
    """Content terms within quotation marks."""
    proper: frozenset[str]
    """Terms that belong to a name."""
    plain: str
    """The terms of all words, joined by spaces: what string similarity compares."""
    embedding: Vector
    """Its vector of length 1; empty in languages without embeddings."""


class ArticleFeatures(NamedTuple):
    """What the passages of one article hold."""

    language: Language
    passages: tuple[PassageFeatures, ...]


_kept: deque[tuple[Article, ArticleFeatures]] = deque(maxlen=2)
"""The last two short articles with their features: who compares them soon asks for their details."""
_detected: deque[tuple[Article, Language]] = deque(maxlen=2)
"""The last two short articles with their languages, for the same reason."""


def ignore_progress(_done: int, _of: int) -> None:
    """Progress callback that does nothing."""


def features_of(
    article: Article,
    language: Language | None = None,
    on_progress: Callable[[int, int], None] = ignore_progress,
    *,
    embedded: bool = True,
) -> ArticleFeatures:
    """The features of all passages of an article; those of the last short articles are kept.

    Args:
        article: the article to read.
        language: the language of its words; detected when None.
        on_progress: called often with how much is done, of how much.
        embedded: whether the passages have embeddings, which only linking needs.
    """
    text = article.text
    language = language or language_of_article(article)
    for read, kept in tuple(_kept):
        if kept.language is language and read == article:
            return kept
    tokenizer = Tokenizer(text, language)
    tokens = []
    for passage in article.passages:
        tokens.append(tokenizer.tokens(passage.span))
        on_progress(passage.index, 2 * len(article.passages))
    known = known_names(text, tokens, language)
    quoted = _quoted_ranges(article, language)
    embeddings: Sequence[Vector] = ((),) * len(tokens)
    if embedded and language.name == LANGUAGE:
        embeddings = embeddings_of([passage.span.of(text) for passage in article.passages])
    passages = []
    for passage, its, embedding in zip(article.passages, tokens, embeddings, strict=True):
        names = tuple(names_of(text, its, known, language))
        quotes = tuple(_quotes(passage.span, its, quoted.get(passage.block, ())))
        passages.append(
            PassageFeatures(
                tokens=its,
                names=names,
                quotes=quotes,
                quantities=tuple(quantities_of(text, its, language)),
                short_names=tuple(short_names_of(text, its, names)),
                quoted=frozenset(its[k].term for quote in quotes for k in quote.tokens if its[k].content),
                proper=frozenset(token.term for name in names for token in name.tokens),
                plain=" ".join(token.term for token in its[:_MOST_COMPARED]),
                embedding=embedding,
            )
        )
        on_progress(len(article.passages) + passage.index, 2 * len(article.passages))
    made = ArticleFeatures(language, tuple(passages))
    if embedded and len(passages) <= _MOST_KEPT:
        _kept.append((article, made))
    return made


def language_of_article(article: Article) -> Language:
    """The language of an article's words; `NEUTRAL` if it is not recognised."""
    for read, known in tuple(_detected):
        if read is article:
            return known
    spans = (passage.span for passage in article.passages[:_MOST_READ])
    words = chain.from_iterable(printed_words(article.text, span.start, span.end) for span in spans)
    found = language_of(map(normalize_word, words))
    if len(article.passages) <= _MOST_KEPT:
        _detected.append((article, found))
    return found


_CLOSED_BY = CLOSED_BY | {"“": "”»", STRAIGHT: "”»"}
"""What closes a quotation, by what opened it, besides a straight mark; mixed pairs occur."""
_OPEN_AGAIN = "“„«"
"""Marks that begin another quotation where a straight one is open; the same mark again always does so, since
newspapers repeat it with each paragraph and forget to close."""
_MARK = re.compile(f"[{''.join(_CLOSED_BY)}‘」』]")


def _quoted_ranges(article: Article, language: Language) -> dict[int, list[Span]]:
    """Per block, the ranges between quotation marks; one left open ends with its block."""
    ranges: dict[int, list[Span]] = {}
    for block in dict.fromkeys(passage.block for passage in article.passages):
        span = article.blocks[block].span
        found: list[Span] = []
        opened: tuple[int, str] | None = None
        for match in _MARK.finditer(article.text, span.start, span.end):
            mark = match.group()
            if is_in_hebrew_word(article.text, match.start()):
                continue
            if opened is None:
                if mark in language.opening_quotes:
                    opened = match.end(), mark
            elif mark == STRAIGHT or mark in _CLOSED_BY[opened[1]]:
                found.append(Span(opened[0], match.start()))
                opened = None
            elif mark == opened[1] or (mark in _OPEN_AGAIN and opened[1] == STRAIGHT):
                found.append(Span(opened[0], match.start()))
                opened = match.end(), mark
        if opened is not None:
            found.append(Span(opened[0], span.end))
        if found:
            ranges[block] = found
    return ranges


def _quotes(span: Span, tokens: Sequence[Token], ranges: Sequence[Span]) -> list[Quote]:
    quotes: list[Quote] = []
    # A block may be a whole novel: begin with the first range that ends within the passage or behind it.
    for at in range(bisect_right(ranges, span.start, key=lambda quoted: quoted.end), len(ranges)):
        quoted = ranges[at]
        if len(quotes) == _MOST_QUOTES or quoted.start >= span.end:
            break
        if quoted.shared(span):
            covered = tuple(
                k
                for k, token in enumerate(tokens)
                if quoted.start <= token.span.start and token.span.end <= quoted.end
            )
            covered = covered[:_MOST_COMPARED]
            if covered:
                quotes.append(
                    Quote(Span(tokens[covered[0]].span.start, tokens[covered[-1]].span.end), covered)
                )
    return quotes
