"""Searches both articles: exactly first, then fuzzily if nothing matches."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING
from unicodedata import normalize

from diptych.alignment.string_similarity import best_window
from diptych.article.model import Span
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.article.model import Article

MIN_SIMILARITY = 0.75
"""Lowest similarity of a fuzzy hit, 0..1.  0.75 finds a misspelt name, and rarely another name."""

MOST_HITS = 10_000
"""Maximum number of hits.  Nobody steps through more, and painting takes longer with each."""

MIN_FUZZY_LENGTH = 4
"""Minimum length of a query for a fuzzy search, in code points: shorter ones resemble everything."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One match."""

    side: Side
    span: Span
    passage: int | None
    """Passage in which it starts; None in page furniture."""


@dataclass(frozen=True)
class SearchResult:
    """The hits of a query."""

    query: str
    hits: tuple[Hit, ...]
    """Left article first, each in order."""
    exact: bool
    """False if nothing matches the query exactly and the hits resemble it."""
    more: bool = False
    """Whether hits after the first `MOST_HITS` were left out."""

    @cached_property
    def spans(self) -> Pair[tuple[Span, ...]]:
        """Spans of the hits of each side, in order."""
        left, right = (tuple(hit.span for hit in self.hits if hit.side is side) for side in Side)
        return Pair(left, right)


def search(articles: Pair[Article], query: str) -> SearchResult:
    """Find `query` in both articles, ignoring case, accents, kinds of quotation marks and amount of space."""
    folded = " ".join(fold(normalize("NFC", query)).split())
    if not folded:
        return SearchResult(query, (), exact=True)
    everything = (hit for side in Side for hit in _exact(articles[side], side, folded))
    found = list(islice(everything, MOST_HITS + 1))
    exact = bool(found) or len(folded) < MIN_FUZZY_LENGTH
    if not exact:
        found = [hit for side in Side for hit in _near(articles[side], side, folded)]
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


def _near(article: Article, side: Side, query: str) -> list[Hit]:
    hits = []
    for passage in article.passages:
        window = best_window(query, fold(passage.span.of(article.text)), MIN_SIMILARITY)
        if window is not None:
            start = passage.span.start
            hits.append(_hit(article, side, Span(start + window.start, start + window.end)))
    return hits


def _hit(article: Article, side: Side, span: Span) -> Hit:
    return Hit(side, span, article.passage_at(span.start))
