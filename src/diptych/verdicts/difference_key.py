"""What names a difference in a verdict on it: the words that the two articles say, on one line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diptych.article.model import Span
from diptych.comparison_wording import one_line
from diptych.sides import Pair
from diptych.verdicts.anchors import LONGEST

if TYPE_CHECKING:
    from diptych.alignment.model import Difference
    from diptych.article.model import Article


# Compiled when the first verdict is looked for: the first links wait for this module.
_LATIN = r"[A-Za-zÀ-ɏ]"
_NUMBER_BEFORE = r"\d[.,:]?\Z"
_NUMBER_AFTER = r"[.,:]?\d"


@dataclass(frozen=True, slots=True)
class DifferenceKey:
    """Names a difference of two passages.  Another version may find another kind in the same words."""

    readings: Pair[str]
    """What each article says, on one line."""
    kind: str = field(compare=False)
    """The value of a `DifferenceKind`, or of one of another version."""

    @property
    def swapped(self) -> DifferenceKey:
        """The key with the sides exchanged."""
        return DifferenceKey(self.readings.swapped, self.kind)

    def find(self, articles: Pair[Article], left: int, right: int) -> Pair[Span] | None:
        """The spans of both readings in the texts of two passages; None if one of them has gone.

        Args:
            articles: the articles.
            left: index of the left passage.
            right: index of the right passage.
        """
        one = _find(self.readings.left, articles.left, left)
        two = _find(self.readings.right, articles.right, right)
        return None if one is None or two is None else Pair(one, two)


def key_of(difference: Difference, articles: Pair[Article]) -> DifferenceKey:
    """The key of a difference between the articles, with at most `LONGEST` code points of each reading."""
    spans = zip(articles, difference.spans, strict=True)
    readings = (one_line(span.of(its.text)[:LONGEST]) for its, span in spans)
    return DifferenceKey(Pair(*readings), difference.kind.value)


def _find(reading: str, article: Article, passage: int) -> Span | None:
    """The first place of some words in a passage, however they are spaced; no part of a word or a number."""
    text, span = article.text, article.passages[passage].span
    start, end = span.start, span.end
    at = text.find(reading, start, end) if reading else -1
    while at >= 0:
        if not _is_part(text, at, at + len(reading)):
            return Span(at, at + len(reading))
        at = text.find(reading, at + 1, end)
    if not reading or one_line(text[start:end]) == text[start:end]:
        return None
    found = re.search(r"\s+".join(map(re.escape, reading.split())), text[start:end])
    return None if found is None else Span(start + found.start(), start + found.end())


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether some text is part of a longer word or number: the 2 of 2012, of 2.5 or of 12:02."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    of_word = (re.match(_LATIN, text[start]) and re.match(_LATIN, before[-1:])) or (
        re.match(_LATIN, text[end - 1]) and re.match(_LATIN, after[:1])
    )
    of_number = (text[start].isdigit() and re.search(_NUMBER_BEFORE, before)) or (
        text[end - 1].isdigit() and re.match(_NUMBER_AFTER, after)
    )
    return end - start < LONGEST and bool(of_word or of_number)
