"""Which entries of a list fit what was typed: those that have it as it stands, then those that come near.

What is typed is taken as words, the last of which may be only begun.  An entry has them as they stand when
each is found somewhere in its passages, or in what the list says of them; it comes near when each that is not
found resembles a word there.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from diptych.alignment.scores import near_within, near_words
from diptych.reader.search import LEAST_FUZZY_LENGTH, fold
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.article.model import Article
    from diptych.reader.listings import Entry

LEAST_LIKENESS = 0.78
"""How near a word must come, 0..1: at 0.78 one letter too many, too few or swapped is no hindrance."""

_WORD = re.compile(r"\w+")
_UNSPACED = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff]")
"""Letters of scripts without blanks between words: there a word is looked for within a stretch of text."""


class Found(NamedTuple):
    """What fits."""

    entries: Sequence[Entry]
    exact: int
    """How many of them, the first ones, have what was typed as it stands; the others come near it."""


class Finder:
    """Filters the lists of two articles."""

    def __init__(self, articles: Pair[Article]) -> None:
        self._articles = articles
        self._near: dict[str, Pair[frozenset[int]]] = {}

    def prepare(self) -> None:
        """Do beforehand what the first letters would have to wait for; may be done in another thread."""
        _ = self._folded, self._words

    def find(self, query: str, entries: Sequence[Entry]) -> Found:
        """The entries that fit, each kind in the order of `entries`."""
        folded = folded_query(query)
        if not folded:
            return Found(entries, len(entries))
        words = folded.split()
        whole, scattered, near = [], [], []
        likely = [self._near_passages(word) if len(word) >= LEAST_FUZZY_LENGTH else None for word in words]
        for entry in entries:
            text = self._text(entry)
            if folded in text:
                whole.append(entry)
                continue
            missing = [place for place, word in enumerate(words) if word not in text]
            if not missing:
                scattered.append(entry)
            elif all(_comes_near(entry, likely[place]) for place in missing):
                near.append(entry)
        return Found([*whole, *scattered, *near], len(whole) + len(scattered))

    def _text(self, entry: Entry) -> str:
        """All that an entry is searched in."""
        parts = []
        for side in Side:
            passages = entry.passages(side)
            if passages:
                spans = self._articles[side].passages
                start, end = spans[passages.start].span.start, spans[passages[-1]].span.end
                parts.append(self._folded[side][start:end])
        parts.append(fold(entry.about()))
        return "\n".join(parts)

    def _near_passages(self, word: str) -> Pair[frozenset[int]]:
        """The passages that have something like a word."""
        found = self._near.get(word)
        if found is None:
            found = self._near[word] = self._words.map(lambda words: words.near(word))
        return found

    @cached_property
    def _folded(self) -> Pair[str]:
        return self._articles.map(lambda article: fold(article.text))

    @cached_property
    def _words(self) -> Pair[_Words]:
        return Pair(*(_Words(self._articles[side], self._folded[side]) for side in Side))


class _Words:
    """The words of an article, and which passages have them."""

    def __init__(self, article: Article, folded: str) -> None:
        self._passages: dict[str, list[int]] = {}
        for passage in article.passages:
            for word in _WORD.findall(folded, passage.span.start, passage.span.end):
                self._passages.setdefault(word, []).append(passage.index)
        self._unspaced = [word for word in self._passages if _UNSPACED.match(word)]
        self._spaced = [word for word in self._passages if not _UNSPACED.match(word)]

    def near(self, word: str) -> frozenset[int]:
        """The passages that have something like a word."""
        alike = near_words(word, self._spaced, LEAST_LIKENESS)
        alike += near_within(word, self._unspaced, LEAST_LIKENESS)
        return frozenset(passage for found in alike for passage in self._passages[found])


def folded_query(query: str) -> str:
    """What was typed, as it is compared: without case, accents, and blanks beyond those between words."""
    return " ".join(fold(normalize("NFC", query)).split())


def _comes_near(entry: Entry, likely: Pair[frozenset[int]] | None) -> bool:
    return likely is not None and any(not likely[side].isdisjoint(entry.passages(side)) for side in Side)


def hits(query: str, text: str) -> list[tuple[int, int]]:
    """Where `text` has what was typed, start and end: all of it, or else its words, or what is near them."""
    folded, words = fold(text), folded_query(query).split()
    whole = " ".join(words)
    found = list(_places(whole, folded)) if whole else []
    if found:
        return found
    for word in words:
        places = list(_places(word, folded))
        if not places and len(word) >= LEAST_FUZZY_LENGTH:
            there = {match[0] for match in _WORD.finditer(folded)}
            near = set(near_words(word, sorted(there), LEAST_LIKENESS))
            places = [match.span() for match in _WORD.finditer(folded) if match[0] in near]
        found += places
    return sorted(found)


def _places(word: str, text: str) -> Iterator[tuple[int, int]]:
    at = text.find(word)
    while at >= 0:
        yield at, at + len(word)
        at = text.find(word, at + len(word))
