"""Search both articles: what was typed as it stands, or, where nothing has it, what comes near."""

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

LEAST_LIKENESS = 0.75
"""How near a fuzzy hit must come, 0..1: at 0.75 a misspelt name is still found, another name rarely."""

MOST_HITS = 10_000
"""More hits than these nobody steps through, and each of them is painted."""

LEAST_FUZZY_LENGTH = 4
"""Code points; shorter queries resemble everything."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that the search found."""

    side: Side
    span: Span
    passage: int | None
    """The passage it stands in, or begins in; None within page furniture."""


@dataclass(frozen=True)
class SearchResult:
    """The hits of a query."""

    query: str
    hits: tuple[Hit, ...]
    """Left article first, each in order."""
    exact: bool
    """False when nothing has the query as it stands and these come near it."""
    more: bool = False
    """Whether there are more than `MOST_HITS`, which were left out."""

    @cached_property
    def spans(self) -> Pair[tuple[Span, ...]]:
        """Where the hits stand, for each side in order."""
        left, right = (tuple(hit.span for hit in self.hits if hit.side is side) for side in Side)
        return Pair(left, right)


def search(articles: Pair[Article], query: str) -> SearchResult:
    """Find `query` in both articles, whatever its case, accents and kind of quotation marks.

    White space at its ends does not count, nor does the amount of white space between words.
    """
    folded = " ".join(fold(normalize("NFC", query)).split())
    if not folded:
        return SearchResult(query, (), exact=True)
    everything = (hit for side in Side for hit in _exact(articles[side], side, folded))
    found = list(islice(everything, MOST_HITS + 1))
    exact = bool(found) or len(folded) < LEAST_FUZZY_LENGTH
    if not exact:
        found = [hit for side in Side for hit in _near(articles[side], side, folded)]
    return SearchResult(query, tuple(found[:MOST_HITS]), exact, more=len(found) > MOST_HITS)


def fold(text: str) -> str:
    """`text` without differences of case, accent and quotation mark, code point for code point.

    The length stays, so an offset into the result is one into `text`.
    """
    return text.translate(_FOLDED)


class _Folded(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

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
        window = best_window(query, fold(passage.span.of(article.text)), LEAST_LIKENESS)
        if window is not None:
            start = passage.span.start
            hits.append(_hit(article, side, Span(start + window.start, start + window.end)))
    return hits


def _hit(article: Article, side: Side, span: Span) -> Hit:
    return Hit(side, span, article.passage_at(span.start))
