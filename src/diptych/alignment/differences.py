"""A link → the checkable details in which its passages disagree.

One false "differs" costs more trust than it earns, so everything here is shy: both passages must give one
reading of the same thing, and neither a rounding, a bound, a mere extra detail nor another quantity counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.alignment.accounts import Account
from diptych.alignment.figures import figures
from diptych.alignment.names import names
from diptych.alignment.periods import periods
from diptych.alignment.scope import scope
from diptych.alignment.speakers import speakers
from diptych.alignment.times import times
from diptych.alignment.titles import titles
from diptych.alignment.wordings import wordings
from diptych.sides import Pair

if TYPE_CHECKING:
    from diptych.alignment.features import ArticleFeatures
    from diptych.alignment.model import Difference
    from diptych.article.model import Article

_DETAILS = (wordings, speakers, figures, periods, times, names, titles, scope)


class Differences:
    """Finds what linked passages of two articles give differently."""

    def __init__(self, articles: Pair[Article], features: Pair[ArticleFeatures]) -> None:
        self._accounts = Pair(Account(articles.left, features.left), Account(articles.right, features.right))

    def of(self, left: int, right: int) -> tuple[Difference, ...]:
        """What two linked passages give differently, in the order of the left one."""
        statements = Pair(self._accounts.left.passages[left], self._accounts.right.passages[right])
        found = {difference: None for detail in _DETAILS for difference in detail(statements)}
        return tuple(sorted(found, key=lambda difference: (difference.spans.left, difference.spans.right)))
