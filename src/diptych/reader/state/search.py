"""Searches both articles: exactly first; if nothing matches, fuzzily, and for the words apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING
from unicodedata import normalize

from diptych.alignment.string_similarity import best_window
from diptych.article.model import Span
from diptych.languages.scripts import BURMESE, EAST_ASIAN, KHMER, LAO, THAI, TIBETAN
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.article.model import Article

MIN_SIMILARITY = 0.75
"""Lowest similarity of a fuzzy hit, 0..1.  0.75 finds a misspelt name, and rarely another name."""

MOST_HITS = 10_000
"""Maximum number of hits.  Nobody steps through more, and painting takes longer with each."""

MIN_FUZZY_LENGTH = 4
"""Minimum length of a query for a fuzzy search, in code points: shorter ones resemble everything."""


_WORD_START = rf"(?:(?<!\w)|(?<=[{EAST_ASIAN}{THAI}{LAO}{TIBETAN}{BURMESE}{KHMER}]))"
"""Matches where a word can begin: anywhere in scripts without blanks between words."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One match."""

    side: Side
    span: Span
    passage: int | None
    """Passage in which it starts; None in page furniture."""
    others: tuple[Span, ...] = ()
    """The other words of the query, in order, if they stand apart in the passage."""


@dataclass(frozen=True)
class SearchResult:
    """The hits of a query."""

    query: str
    hits: tuple[Hit, ...]
    """Left article first, each in order."""
    exact: bool
    """False if nothing matches the query exactly: the hits resemble it, or its words stand apart."""
    more: bool = False
    """Whether hits after the first `MOST_HITS` were left out."""

    @cached_property
    def spans(self) -> Pair[tuple[Span, ...]]:
        """Spans of the hits of each side, in order."""
        left, right = (
            tuple(span for hit in self.hits if hit.side is side for span in (hit.span, *hit.others))
            for side in Side
        )
        return Pair(left, right)


def search(articles: Pair[Article], query: str, *, near: bool = True) -> SearchResult:
    """Find `query` in both articles, ignoring case, accents, kinds of quotation marks and amount of space.

    Args:
        articles: both articles.
        query: what to find.
        near: whether to look for similar text if nothing matches; in a book that takes a moment.
    """
    folded = " ".join(fold(normalize("NFC", query)).split())
    if not folded:
        return SearchResult(query, (), exact=True)
    everything = (hit for side in Side for hit in _exact(articles[side], side, folded))
    found = list(islice(everything, MOST_HITS + 1))
    exact = bool(found) or len(folded) < MIN_FUZZY_LENGTH
    if not exact:
        found = [hit for side in Side for hit in _inexact(articles[side], side, folded, near=near)]
    return SearchResult(query, tuple(found[:MOST_HITS]), exact, more=len(found) > MOST_HITS)


def fold(text: str) -> str:
    """`text` with case, accents and quotation marks normalised, code point for code point.

    The length stays, so offsets are the same in `text` and in the result.
    """
    return text.translate(_FOLDED)


class _Folded(dict[int, str]):
    """Replacement of each code point, computed when it is first needed."""

    def __missing__(self, code_point: int) -> str:
        folded = self[code_point] = _fold_character(chr(code_point))
        return folded


_FOLDED = _Folded()


def _fold_character(character: str) -> str:
    if character.isspace():
        return " "
    alike = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"}.get(character)
    if alike:
        return alike
    base = normalize("NFKD", character)[:1].casefold()
    return base if len(base) == 1 else character


def _exact(article: Article, side: Side, query: str) -> Iterator[Hit]:
    pattern = re.compile(r"\s+".join(map(re.escape, query.split())))
    found = pattern.finditer(fold(article.text))
    return (_hit(article, side, Span(match.start(), match.end())) for match in found)


def _inexact(article: Article, side: Side, query: str, *, near: bool) -> Iterator[Hit]:
    """In each passage the words of the query, if all are there, else what resembles the query."""
    words = [(word, re.compile(_WORD_START + re.escape(word))) for word in dict.fromkeys(query.split())]
    for passage in article.passages:
        text, start = fold(passage.span.of(article.text)), passage.span.start
        found = _apart(text, words)
        if not found and near and (window := best_window(query, text, MIN_SIMILARITY)) is not None:
            found = [Span(window.start, window.end)]
        if found:
            first, *others = (Span(start + span.start, start + span.end) for span in found)
            yield _hit(article, side, first, tuple(others))


def _apart(text: str, words: Sequence[tuple[str, re.Pattern[str]]]) -> list[Span]:
    """Where each of several words stands for the first time, in order; empty if one is not there.

    Args:
        text: a passage, folded.
        words: each word, and the pattern that finds it at the start of a word.
    """
    if len(words) < 2 or not all(word in text for word, _ in words):
        return []
    found: list[Span] = []
    for _, word in words:
        taken = (match for match in word.finditer(text) if not any(match.start() in span for span in found))
        match = next(taken, None)
        if match is None:
            return []
        found.append(Span(match.start(), match.end()))
    return sorted(found)


def _hit(article: Article, side: Side, span: Span, others: tuple[Span, ...] = ()) -> Hit:
    return Hit(side, span, article.passage_at(span.start), others)
