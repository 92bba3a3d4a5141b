"""What names a difference in a verdict on it: the words that the two articles say, on one line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diptych.article.model import Span
from diptych.comparison_wording import one_line
from diptych.sides import Pair

if TYPE_CHECKING:
    from diptych.alignment.model import Difference
    from diptych.article.model import Article


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
    """The key of a difference between the articles."""
    spans = zip(articles, difference.spans, strict=True)
    return DifferenceKey(Pair(*(one_line(span.of(its.text)) for its, span in spans)), difference.kind.value)


def _find(reading: str, article: Article, passage: int) -> Span | None:
    """The first place of some words in a passage, however they are spaced."""
    pattern = r"\s+".join(map(re.escape, reading.split()))
    span = article.passages[passage].span
    found = re.compile(pattern).search(article.text, span.start, span.end) if pattern else None
    return None if found is None else Span(*found.span())
