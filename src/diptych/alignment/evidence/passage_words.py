"""What evidence looks up in a passage: found at once, for a passage has many counterparts."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.features.tokens import normalize_word
from diptych.article.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Set

    from diptych.alignment.features.article_features import PassageFeatures

Places = dict[str, list[Span]]
"""Where a passage has something, by what it is."""

_COMPOUND = re.compile(r"\w++(?:[/‐‑–-]\w++)+|\d{1,2}:[0-5]\d(?!\d)")
"""Matches words joined into one (9/11, 97-1, two-thirds) and times of day."""
_DASHES = str.maketrans("‐‑–", "---")


class Compound(NamedTuple):
    """Words that are joined into one."""

    written: str
    """Its normalized form."""
    terms: Mapping[str, None]
    """Its content terms, in order."""
    span: Span


class PassageWords:
    """The words of one passage, as evidence looks for them."""

    def __init__(self, text: str, features: PassageFeatures, titles: Set[str]) -> None:
        """Find nothing yet.

        Args:
            text: the text of its article.
            features: what the passage holds.
            titles: the titles before names in its language, normalized.
        """
        self._text = text
        self._titles = titles
        self.features = features
        tokens = features.tokens
        self.places = _by_key([(token.term, token.span) for token in tokens if token.content])
        """The spans of each content term."""
        self.numbers = frozenset([token.term for token in tokens if token.value is not None])
        """The terms of its numbers."""
        self.titles = _by_key(self._titles_before())
        """The spans of each title that stands before a name."""

    @cached_property
    def short_names(self) -> Places:
        """The spans of each name's initials; see `PassageFeatures.short_names`."""
        return _by_key(self.features.short_names)

    @cached_property
    def compounds(self) -> tuple[Compound, ...]:
        """The words that are joined into one."""
        return tuple(self._compounds())

    def _titles_before(self) -> Iterator[tuple[str, Span]]:
        if not self.features.names:
            return
        tokens = self.features.tokens
        starts = [token.span.start for token in tokens]
        for name in self.features.names:
            before = bisect_left(starts, name.span.start) - 1
            while before >= 0 and normalize_word(tokens[before].span.of(self._text)) in self._titles:
                yield tokens[before].term, tokens[before].span
                before -= 1

    def _compounds(self) -> Iterator[Compound]:
        tokens = self.features.tokens
        starts = [token.span.start for token in tokens]
        for match in _COMPOUND.finditer(self._text, starts[0], tokens[-1].span.end):
            span = Span(match.start(), match.end())
            within = tokens[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
            written = match.group().casefold().translate(_DASHES)
            yield Compound(written, {token.term: None for token in within if token.content}, span)


def _by_key(items: Iterable[tuple[str, Span]]) -> Places:
    found: Places = {}
    for key, span in items:
        if key in found:
            found[key].append(span)
        else:
            found[key] = [span]
    return found
