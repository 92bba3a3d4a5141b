"""The entries of a list that match a filter: exact matches first, then near ones.

The filter is a list of words; the last one may be incomplete.  An entry matches exactly if its passages
or its heading contain each word.  It matches nearly if each missing word resembles a word of its passages.
"""

from __future__ import annotations

import re
from array import array
from functools import cache, cached_property, lru_cache
from math import inf
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from diptych.alignment.string_similarity import near_within, near_words
from diptych.languages.scripts import BURMESE, EAST_ASIAN, KHMER, LAO, THAI, TIBETAN
from diptych.reader.state.search import MIN_FUZZY_LENGTH, fold
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.article.model import Article
    from diptych.reader.lists.entries import ListEntry

MIN_SIMILARITY = 0.78
"""Lowest similarity of a near word, 0..1; 0.78 allows one letter too many, too few or swapped."""

_WORD = re.compile(r"\w+")
_UNSPACED = re.compile(f"[{THAI}{LAO}{TIBETAN}{BURMESE}{KHMER}{EAST_ASIAN}]")
"""Matches scripts without blanks between words, in which words are searched within longer texts."""

_CACHE_SIZE = 100
"""Maximum number of cached words.  While the user types, the earlier words stay the same."""

Passages = Pair[frozenset[int]]
"""Some passages of either article."""


class FilterResult(NamedTuple):
    """The entries that match a filter."""

    entries: Sequence[ListEntry]
    exact: int
    """Number of exact matches, which come first; the others are near matches."""


class ListFilter:
    """Filters the lists of two articles."""

    def __init__(self, articles: Pair[Article]) -> None:
        self._articles = articles
        self._containing = lru_cache(_CACHE_SIZE)(self._find_containing)
        self._resembling = lru_cache(_CACHE_SIZE)(self._find_resembling)
        self._words = Pair(_Words(), _Words())
        self._word_reader = self._read_words()

    def prepare(self, seconds: float) -> bool:
        """Prepare near matches for some seconds; True if there is more to do."""
        until = perf_counter() + seconds
        return any(perf_counter() > until for _ in self._word_reader)

    def find(self, query: str, entries: Sequence[ListEntry]) -> FilterResult:
        """The entries that match, each kind in the order of `entries`."""
        folded = folded_query(query)
        if not folded:
            return FilterResult(entries, len(entries))
        phrase = self._containing(folded)
        words = [(word, self._containing(word)) for word in folded.split()]
        similar = {word: self._resembling(word) for word, _ in words if len(word) >= MIN_FUZZY_LENGTH}
        whole, scattered, near = [], [], []
        fold_heading = cache(fold)  # many entries have the same heading
        for entry in entries:
            heading = fold_heading(entry.heading())
            if _any_of(entry, phrase) or folded in heading:
                whole.append(entry)
                continue
            missing = [
                word for word, passages in words if not _any_of(entry, passages) and word not in heading
            ]
            if not missing:
                scattered.append(entry)
            elif all(word in similar and _any_of(entry, similar[word]) for word in missing):
                near.append(entry)
        return FilterResult([*whole, *scattered, *near], len(whole) + len(scattered))

    def _find_containing(self, text: str) -> Passages:
        """The passages that contain a text."""
        return self._folded.map(
            lambda passages: frozenset(index for index, passage in enumerate(passages) if text in passage)
        )

    def _find_resembling(self, word: str) -> Passages:
        """The passages with a word similar to `word`."""
        self.prepare(inf)
        return self._words.map(lambda words: words.near(word))

    @cached_property
    def _folded(self) -> Pair[list[str]]:
        """The folded text of each passage."""
        return self._articles.map(
            lambda article: [fold(passage.span.of(article.text)) for passage in article.passages]
        )

    def _read_words(self) -> Iterator[None]:
        """Index the words of all passages, 32 passages a step."""
        for side in Side:
            for index, passage in enumerate(self._folded[side]):
                self._words[side].add(index, passage)
                if index % 32 == 0:
                    yield


class _Words:
    """The words of an article, with the passages that have them."""

    def __init__(self) -> None:
        # Arrays instead of lists, because the garbage collector does not scan them.
        self._passages: dict[str, array[int]] = {}
        self._spaced: list[str] = []
        self._unspaced: list[str] = []

    def add(self, index: int, passage: str) -> None:
        """Add the words of a passage."""
        for word in _WORD.findall(passage):
            passages = self._passages.get(word)
            if passages is not None:
                passages.append(index)
                continue
            self._passages[word] = array("L", (index,))
            (self._unspaced if _UNSPACED.match(word) else self._spaced).append(word)

    def near(self, word: str) -> frozenset[int]:
        """The passages with a word similar to `word`."""
        similar = near_words(word, self._spaced, MIN_SIMILARITY)
        similar += near_within(word, self._unspaced, MIN_SIMILARITY)
        return frozenset(passage for found in similar for passage in self._passages[found])


def folded_query(query: str) -> str:
    """The filter as it is compared: without case, accents and extra blanks."""
    return " ".join(fold(normalize("NFC", query)).split())


def _any_of(entry: ListEntry, passages: Passages) -> bool:
    """Whether an entry has one of the passages."""
    return any(
        not (passages.left.isdisjoint(each.left) and passages.right.isdisjoint(each.right))
        for each in entry.folded
    )


def hits(query: str, text: str) -> list[tuple[int, int]]:
    """Start and end of each hit in `text`: of the whole filter, else of its words or similar ones."""
    folded, words = fold(text), folded_query(query).split()
    whole = " ".join(words)
    found = list(_places(whole, folded)) if whole else []
    if found:
        return found
    for word in words:
        places = list(_places(word, folded))
        if not places and len(word) >= MIN_FUZZY_LENGTH:
            there = {match[0] for match in _WORD.finditer(folded)}
            near = set(near_words(word, sorted(there), MIN_SIMILARITY))
            places = [match.span() for match in _WORD.finditer(folded) if match[0] in near]
        found += places
    return sorted(found)


def _places(word: str, text: str) -> Iterator[tuple[int, int]]:
    at = text.find(word)
    while at >= 0:
        yield at, at + len(word)
        at = text.find(word, at + len(word))
