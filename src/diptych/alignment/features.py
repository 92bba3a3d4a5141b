"""Passages → what the alignment compares: words, names, numbers and quoted words, with their places.

All spans count code points of the article's text and lie within their passage.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych.alignment.languages import language_of
from diptych.alignment.quantities import quantities_of
from diptych.alignment.words import Tokenizer, folded, raw_words
from diptych.article.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from diptych.alignment.language import Language
    from diptych.alignment.quantities import Quantity
    from diptych.alignment.words import Token
    from diptych.article.model import Article


_LONGEST_NAME = 8
"""Words of a name: what runs on is a headline in capitals, and would cost its length squared."""
_MOST_QUOTES = 20
"""Quotations of a passage: each is held against each of the other side."""
_MOST_COMPARED = 400
"""Words of a passage, or of a quotation, that string measures look at: no sentence is that long."""


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words that is not merely the start of a sentence."""

    span: Span
    tokens: tuple[Token, ...]
    """Its words, titles before it and small words left out; never empty."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks, as far as they stand in one passage."""

    span: Span
    """Without the marks."""
    tokens: tuple[int, ...]
    """Indices of the passage's tokens that it covers."""


@dataclass(frozen=True, slots=True)
class PassageFeatures:
    """What one passage holds."""

    tokens: tuple[Token, ...]
    names: tuple[Name, ...]
    quotes: tuple[Quote, ...]
    quantities: tuple[Quantity, ...]
    short_names: tuple[tuple[str, Span], ...]
    """Its abbreviations, and the initials of every run of words within a name: UN, United Nations."""
    quoted: frozenset[str]
    """Content terms within quotation marks."""
    proper: frozenset[str]
    """Terms that belong to a name."""
    block: int
    plain: str
    """The terms of all words, joined by blanks: what string measures compare."""


@dataclass(frozen=True, slots=True)
class ArticleFeatures:
    """What the passages of one article hold."""

    language: Language
    passages: tuple[PassageFeatures, ...]


def features_of(article: Article, step: Callable[[int, int], None]) -> ArticleFeatures:
    """The features of all passages of an article.

    Args:
        article: whose passages are read.
        step: told how many passages are done, of how many.
    """
    text = article.text
    language = language_of(
        folded(word)
        for passage in article.passages[:400]
        for word, _, _ in raw_words(text, passage.span.start, passage.span.end)
    )
    tokenizer = Tokenizer(text, language)
    tokens = []
    for passage in article.passages:
        tokens.append(tokenizer.tokens(passage.span))
        step(passage.index, 2 * len(article.passages))
    known = _known_names(tokens)
    quoted = _quoted_ranges(article)
    passages = []
    for passage, its in zip(article.passages, tokens, strict=True):
        names = tuple(_names(text, its, known, language))
        quotes = tuple(_quotes(passage.span, its, quoted.get(passage.block, ())))
        passages.append(
            PassageFeatures(
                tokens=its,
                names=names,
                quotes=quotes,
                quantities=tuple(quantities_of(text, its, language)),
                short_names=tuple(_short_names(text, its, names)),
                quoted=frozenset(its[k].term for quote in quotes for k in quote.tokens if its[k].content),
                proper=frozenset(token.term for name in names for token in name.tokens),
                block=passage.block,
                plain=" ".join(token.term for token in its[:_MOST_COMPARED]),
            )
        )
        step(len(article.passages) + passage.index, 2 * len(article.passages))
    return ArticleFeatures(language, tuple(passages))


def _known_names(passages: Sequence[Sequence[Token]]) -> frozenset[str]:
    """Terms that are written with a capital inside sentences more often than without."""
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for tokens in passages:
        for token in tokens[1:]:
            if token.content and token.value is None:
                (capital if token.capital else small)[token.term] += 1
    return frozenset(term for term, count in capital.items() if count > small[term])


_OPEN, _CLOSE, _STRAIGHT = "“„«", "”»", '"'
_MARK = re.compile(f"[{_OPEN}{_CLOSE}{_STRAIGHT}]")


def _quoted_ranges(article: Article) -> dict[int, list[Span]]:
    """Per block, the ranges between quotation marks; one left open ends with its block."""
    ranges: dict[int, list[Span]] = {}
    for block in dict.fromkeys(passage.block for passage in article.passages):
        span = article.blocks[block].span
        found: list[Span] = []
        opened: int | None = None
        for match in _MARK.finditer(article.text, span.start, span.end):
            mark = match.group()
            if opened is None:
                if mark not in _CLOSE:
                    opened = match.end()
            elif mark not in _OPEN:
                found.append(Span(opened, match.start()))
                opened = None
            else:
                found.append(Span(opened, match.start()))
                opened = match.end()
        if opened is not None:
            found.append(Span(opened, span.end))
        if found:
            ranges[block] = found
    return ranges


def _quotes(span: Span, tokens: Sequence[Token], ranges: Sequence[Span]) -> list[Quote]:
    quotes: list[Quote] = []
    for quoted in ranges:
        if len(quotes) == _MOST_QUOTES:
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


def _names(text: str, tokens: Sequence[Token], known: frozenset[str], language: Language) -> list[Name]:
    """The names of one passage."""
    names = []
    at = 0
    while at < len(tokens):
        if not _starts_name(text, tokens, at, known):
            at += 1
            continue
        end = at + 1
        while end < min(len(tokens), at + _LONGEST_NAME) and not _possessive(text, tokens[end - 1]):
            gap = text[tokens[end - 1].span.end : tokens[end].span.start]
            if (
                gap.strip(" .\u00a0-")
                or "\n" in gap
                or (gap.startswith(".") and tokens[end - 1].span.end - tokens[end - 1].span.start > 5)
            ):
                break
            if tokens[end].capital and tokens[end].content:
                end += 1
            elif (
                end + 1 < len(tokens)
                and tokens[end].term in language.name_links
                and tokens[end + 1].capital
                and tokens[end + 1].content
                and text[tokens[end].span.end : tokens[end + 1].span.start] == " "
            ):
                end += 2
            else:
                break
        run = list(tokens[at:end])
        at = end
        while run and folded(run[0].span.of(text)) in language.titles:
            run.pop(0)
        own = tuple(token for token in run if token.content and token.term[0] != "@")
        if own:
            end_of = run[-1].span.end - (2 if _possessive(text, run[-1]) else 0)
            names.append(Name(Span(run[0].span.start, end_of), own))
    return names


def _possessive(text: str, token: Token) -> bool:
    return text[token.span.end - 2 : token.span.end] in ("'s", "’s")


_LONGEST_SHORT_NAME = 6


def _short_names(text: str, tokens: Sequence[Token], names: Sequence[Name]) -> Iterator[tuple[str, Span]]:
    """Abbreviations in capitals, and what names would be abbreviated to, in small letters."""
    for token in tokens:
        if token.capital:
            letters = token.span.of(text).replace(".", "")
            if 2 <= len(letters) <= _LONGEST_SHORT_NAME and letters.isalpha() and letters.isupper():
                yield letters.casefold(), token.span
    for name in names:
        words = [
            t for t in tokens if t.capital and name.span.start <= t.span.start and t.span.end <= name.span.end
        ]
        for first in range(len(words) - 1):
            for last in range(first + 1, min(len(words), first + _LONGEST_SHORT_NAME)):
                span = Span(words[first].span.start, words[last].span.end)
                yield "".join(text[t.span.start] for t in words[first : last + 1]).casefold(), span


def _starts_name(text: str, tokens: Sequence[Token], at: int, known: frozenset[str]) -> bool:
    token = tokens[at]
    if not token.capital or not token.content or token.term[0] == "@":
        return False
    if token.term in known:
        return True
    opens = (
        at == 0
        or text[token.span.start - 1] in '"“‘('
        or text[tokens[at - 1].span.end : token.span.start].strip() != ""
    )
    if not opens:
        return True
    # At the start of a sentence only a second capital tells a name from a mere first word.
    return at + 1 < len(tokens) and tokens[at + 1].capital and tokens[at + 1].content
