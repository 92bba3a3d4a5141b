"""A link → the checkable details in which its passages disagree.

One false "differs" costs more trust than it earns, so everything here is shy: both passages must give one
reading of the same thing, and neither a rounding, a bound, a mere extra detail nor another quantity counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.alignment.differences.ages_and_durations import has_periods, periods
from diptych.alignment.differences.attribution import has_speakers, speakers
from diptych.alignment.differences.context import ArticleContext
from diptych.alignment.differences.dates_and_times import has_times, times
from diptych.alignment.differences.job_titles import has_titles, titles
from diptych.alignment.differences.numbers import figures, has_figures
from diptych.alignment.differences.person_names import has_people, people
from diptych.alignment.differences.quotations import has_wordings, wordings
from diptych.alignment.differences.scope import extents, has_extents
from diptych.alignment.differences.substitutions import exchanged, has_values_or_people
from diptych.sides import Pair

if TYPE_CHECKING:
    from diptych.alignment.differences.context import Synonyms
    from diptych.alignment.features.article_features import ArticleFeatures
    from diptych.alignment.model import Difference
    from diptych.article.model import Article, Span

_DETAILS = (
    (wordings, has_wordings),
    (speakers, has_speakers),
    (figures, has_figures),
    (periods, has_periods),
    (times, has_times),
    (people, has_people),
    (titles, has_titles),
    (extents, has_extents),
    (exchanged, has_values_or_people),  # last: it tells only of words of which no other does
)


class Differences:
    """Finds what linked passages of two articles give differently."""

    def __init__(
        self,
        articles: Pair[Article],
        features: Pair[ArticleFeatures],
        synonyms: Synonyms | None = None,
    ) -> None:
        self._accounts = Pair(
            ArticleContext(articles.left, features.left, synonyms),
            ArticleContext(articles.right, features.right, synonyms),
        )
        self._lefts: dict[int, tuple[int, ...]] = {}
        """The places in `_DETAILS` of what a left passage has: most have little, and few pairs the same."""
        self._rights: dict[tuple[int, int], bool] = {}
        """Whether a right passage has what stands at a place; found out when a left one has it."""

    def of(self, left: int, right: int) -> tuple[Difference, ...]:
        """What two linked passages give differently, in the order of the left one."""
        kinds = self._lefts.get(left)
        if kinds is None:
            one = self._accounts.left.statement(left)
            kinds = self._lefts[left] = tuple([k for k, (_, has) in enumerate(_DETAILS) if has(one)])
        if not kinds:
            return ()
        both = [kind for kind in kinds if self._right_has(right, kind)]
        if not both:
            return ()
        statements = Pair(self._accounts.left.statement(left), self._accounts.right.statement(right))
        found: dict[Difference, None] = {}
        for find, _ in map(_DETAILS.__getitem__, both):
            told = list(find(statements))
            if find is exchanged:
                told = [each for each in told if not any(_overlap(each, other) for other in found)]
            found |= dict.fromkeys(told)
        return tuple(sorted(found, key=_place)) if found else ()

    def _right_has(self, right: int, kind: int) -> bool:
        has = self._rights.get((right, kind))
        if has is None:
            has = _DETAILS[kind][1](self._accounts.right.statement(right))
            self._rights[right, kind] = has
        return has


def _overlap(one: Difference, two: Difference) -> bool:
    """Whether two differences are told of the same words."""
    return any(a.start < b.end and b.start < a.end for a, b in zip(one.spans, two.spans, strict=True))


def _place(difference: Difference) -> tuple[Span, Span, str]:
    return difference.spans.left, difference.spans.right, difference.kind.value
