"""Passages by quotation: how a verdict finds its passages again in a text that has changed.

An anchor is a TextQuoteSelector and a TextPositionSelector of the W3C Web Annotation Data Model in one: the
words of the passage, some before and after it, and its offsets, in code points of the article's text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from diptych.alignment.string_similarity import most_similar, wording_similarity
from diptych.sources.sanitize import sanitize

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diptych.article.model import Article

CONTEXT = 32
"""Code points before and after the passage that are kept."""

LONGEST = 1_000
"""Code points of the passage that are kept: no sentence is that long."""

_LEAST = 0.6
"""Likeness, 0..1, that other words must have to be the same passage, if its surroundings are the same."""
_LEAST_IN_ALL = 0.65
"""Likeness of words and surroundings together, 0..1; words alone must be some 0.8 alike."""
_SURROUNDINGS = 0.25
"""How much of that is the likeness of the surroundings."""
_BESIDE = 8
"""Code points before and after words that are cut into passages otherwise, which tell that they end there."""
_CLEARLY = 0.02
"""How much more alike the best passage must be than the second best."""
_LOOKED_AT = 8
"""Passages of like words whose surroundings are looked at."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage of an article, as it was when something was said of it."""

    exact: str
    """Its words, or the first `LONGEST` code points of them."""
    prefix: str
    """What stands before it."""
    suffix: str
    """What stands behind it."""
    start: int
    end: int
    """Half-open offsets of what `exact` has."""

    @classmethod
    def at(cls, article: Article, passage: int) -> Anchor:
        """The anchor of passage `passage`."""
        text, span = article.text, article.passages[passage].span
        end = min(span.end, span.start + LONGEST)
        prefix = text[max(0, span.start - CONTEXT) : span.start]
        return cls(text[span.start : end], prefix, text[end : end + CONTEXT], span.start, end)

    def find(self, article: Article) -> int | None:
        """The passage of the article as it is now; see `Passages.find`, which is for many anchors."""
        return Passages(article).find(self)


class Passages:
    """The passages of an article as it is now, in which anchors are looked for."""

    def __init__(self, article: Article) -> None:
        self._article = article

    @cached_property
    def _texts(self) -> list[str]:
        return [_plain(_said(self._article, passage)) for passage in range(len(self._article.passages))]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for passage, text in enumerate(self._texts):
            found.setdefault(text, []).append(passage)
        return found

    def find(self, anchor: Anchor) -> int | None:
        """The passage that an anchor means.

        The same words at the same place, the same words elsewhere in the most similar surroundings, the same
        words cut into passages otherwise, or else words that are clearly most like them.

        Returns:
            Index of a passage; None where no passage fits.
        """
        here = self._article.passage_at(anchor.start)
        if here is not None and Anchor.at(self._article, here) == anchor:
            return here
        words = _plain(anchor.exact)
        if not words:
            return None
        same = self._places.get(words) or self._cut_otherwise(anchor)
        if same:
            return self._best(anchor, [(passage, 1.0) for passage in same])[0][0]
        found = self._best(anchor, most_similar(words, self._texts, _LEAST, _LOOKED_AT))
        if not found or found[0][1] < _LEAST_IN_ALL:
            return None
        if len(found) > 1 and found[0][1] - found[1][1] < _CLEARLY:
            return None
        return found[0][0]

    def then(self, anchor: Anchor | None, passage: int) -> str:
        """What a passage that an anchor was found in said then; empty where it says the same now.

        It does where the same words are only wrapped or cut into passages in another way.
        """
        if anchor is None or _plain(_said(self._article, passage)) == _plain(anchor.exact):
            return ""
        start, room = self._article.passages[passage].span.start, LONGEST + CONTEXT
        around = _plain(self._article.text[max(0, start - room) : start + 2 * room])
        words = f"{anchor.prefix[-_BESIDE:]}{anchor.exact}{anchor.suffix[:_BESIDE]}"
        return "" if _plain(words) in around else sanitize(anchor.exact)  # the file may come from elsewhere

    def _cut_otherwise(self, anchor: Anchor) -> list[int]:
        """The passages in which most of the same words stand, wherever passages begin and end by now."""
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

    def _best(self, anchor: Anchor, found: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
        """Passages and how alike they are with their surroundings; the best first, of equals the nearest."""
        judged = []
        for passage, likeness in found:
            now = Anchor.at(self._article, passage)
            around = (
                wording_similarity(now.prefix, anchor.prefix) + wording_similarity(now.suffix, anchor.suffix)
            ) / 2
            total = (1 - _SURROUNDINGS) * likeness + _SURROUNDINGS * around
            judged.append((passage, total, abs(now.start - anchor.start)))
        judged.sort(key=lambda each: (-each[1], each[2], each[0]))
        return [(passage, total) for passage, total, _ in judged]


def _said(article: Article, passage: int) -> str:
    span = article.passages[passage].span
    return article.text[span.start : min(span.end, span.start + LONGEST)]


def _plain(text: str) -> str:
    """The words without what a new wrapping of lines changes."""
    return " ".join(text.split())
