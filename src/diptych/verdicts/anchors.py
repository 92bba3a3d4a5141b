"""Anchors: find the passages of verdicts and notes again in a text that has changed.

An anchor joins a TextQuoteSelector and a TextPositionSelector of the W3C Web Annotation Data Model: the words
of the passage, some context before and after it, and its offsets in code points of the article's text.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.string_similarity import most_similar, wording_similarity
from diptych.comparison_wording import one_line
from diptych.sources.sanitize import sanitize

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diptych.article.model import Article

CONTEXT = 32
"""Code points kept before and after the passage."""

LONGEST = 1_000
"""Code points kept of the passage itself; sentences are shorter."""

_MIN_WORDS = 0.6
"""Lowest similarity, 0..1, of changed words to be a candidate."""
_MIN_TOTAL = 0.65
"""Lowest weighted similarity, 0..1, of words and context."""
_CONTEXT_WEIGHT = 0.25
"""Weight of the context in the total, 0..1."""
_BOUNDARY = 8
"""Code points of context that must match when the same words are split into passages differently."""
_MIN_LEAD = 0.02
"""How much more similar, 0..1, the best passage must be than the second best."""
_MOST_CANDIDATES = 8
"""Passages of similar words that are compared with their context."""


class Anchor(NamedTuple):
    """A passage of an article, as it was when it got a verdict or a note."""

    exact: str
    """The first `LONGEST` code points of the passage."""
    prefix: str
    """Up to `CONTEXT` code points before it."""
    suffix: str
    """Up to `CONTEXT` code points after `exact`."""
    start: int
    """Offset of `exact` in the text."""
    end: int
    """Offset after `exact`."""

    @classmethod
    def at(cls, article: Article, passage: int) -> Anchor:
        """The anchor of passage `passage`."""
        text, span = article.text, article.passages[passage].span
        end = min(span.end, span.start + LONGEST)
        prefix = text[max(0, span.start - CONTEXT) : span.start]
        return cls(text[span.start : end], prefix, text[end : end + CONTEXT], span.start, end)


class Passages:
    """The passages of the present article, among which anchors are found."""

    def __init__(self, article: Article) -> None:
        self._article = article

    @cached_property
    def _texts(self) -> list[str]:
        return [one_line(_quoted(self._article, passage)) for passage in range(len(self._article.passages))]

    @cached_property
    def _by_text(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for passage, text in enumerate(self._texts):
            found.setdefault(text, []).append(passage)
        return found

    def find(self, anchor: Anchor) -> int | None:
        """The passage that an anchor refers to.

        It is the first that exists of: the same words at the same offset; the same words elsewhere, in the
        most similar context; the same words split into passages differently; the most similar words, if no
        others are nearly as similar.

        Returns:
            Index of a passage; None if no passage fits.
        """
        here = self._article.passage_at(anchor.start)
        if here is not None and Anchor.at(self._article, here) == anchor:
            return here
        words = one_line(anchor.exact)
        if not words:
            return None
        same = self._by_text.get(words) or self._split_differently(anchor)
        if same:
            return self._ranked(anchor, [(passage, 1.0) for passage in same])[0][0]
        found = self._ranked(anchor, most_similar(words, self._texts, _MIN_WORDS, _MOST_CANDIDATES))
        if not found or found[0][1] < _MIN_TOTAL:
            return None
        if len(found) > 1 and found[0][1] - found[1][1] < _MIN_LEAD:
            return None
        return found[0][0]

    def former_text(self, anchor: Anchor | None, passage: int) -> str:
        """The former words of the passage of an anchor; empty if the passage still has the same words.

        Other line breaks, or another split into passages, do not count as a change.
        """
        if anchor is None or one_line(_quoted(self._article, passage)) == one_line(anchor.exact):
            return ""
        start, reach = self._article.passages[passage].span.start, LONGEST + CONTEXT
        around = one_line(self._article.text[max(0, start - reach) : start + 2 * reach])
        words = f"{anchor.prefix[-_BOUNDARY:]}{anchor.exact}{anchor.suffix[:_BOUNDARY]}"
        return "" if one_line(words) in around else sanitize(anchor.exact)  # the file may come from others

    def _split_differently(self, anchor: Anchor) -> list[int]:
        """For each occurrence of the anchor's words, the passage with the largest part of them."""
        article, found = self._article, dict[int, None]()
        at = article.text.find(anchor.exact)
        while at >= 0:
            end = at + len(anchor.exact)
            first = article.passage_at(at)
            if first is not None:
                shares = []
                for passage in article.passages[first:]:
                    if passage.span.start >= end:
                        break
                    shares.append((min(end, passage.span.end) - max(at, passage.span.start), -passage.index))
                found[-max(shares)[1]] = None
            at = article.text.find(anchor.exact, end)
        return [*found]

    def _ranked(self, anchor: Anchor, found: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
        """Passages with the similarity of words and context, 0..1; best first, of equals the nearest.

        Args:
            anchor: the anchor to find.
            found: passages with the similarity of their words, 0..1.
        """
        ranked = []
        for passage, words in found:
            now = Anchor.at(self._article, passage)
            before = wording_similarity(now.prefix, anchor.prefix)
            context = (before + wording_similarity(now.suffix, anchor.suffix)) / 2
            total = (1 - _CONTEXT_WEIGHT) * words + _CONTEXT_WEIGHT * context
            ranked.append((passage, total, abs(now.start - anchor.start)))
        ranked.sort(key=lambda each: (-each[1], each[2], each[0]))
        return [(passage, total) for passage, total, _ in ranked]


def _quoted(article: Article, passage: int) -> str:
    span = article.passages[passage].span
    return article.text[span.start : min(span.end, span.start + LONGEST)]
