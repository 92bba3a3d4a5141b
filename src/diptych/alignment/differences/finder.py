"""A link → the checkable details in which its passages disagree, and how certain that is.

Figures, dates and times are compared by pair features and a fitted model.  Rules find the rest: wordings of
one quotation, speakers, names, titles, extents, and whatever was exchanged among the same words.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.details.context import ArticleContext, difference
from diptych.alignment.details.detail_model import detail_model
from diptych.alignment.details.model import DetailKind
from diptych.alignment.details.one_event import days_between, event_columns
from diptych.alignment.details.pairing import LinkFacts, detail_pairs
from diptych.alignment.details.reader import details_of
from diptych.alignment.differences.attribution import has_speakers, speakers
from diptych.alignment.differences.job_titles import has_titles, titles
from diptych.alignment.differences.kinds import kind_of, subject_of
from diptych.alignment.differences.person_names import has_people, namesakes, people
from diptych.alignment.differences.quotations import has_wordings, wordings
from diptych.alignment.differences.scope import extents, has_extents
from diptych.alignment.differences.substitutions import exchanged, has_words
from diptych.alignment.string_similarity import string_similarities
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.alignment.details.context import PassageContext, Synonyms
    from diptych.alignment.details.pairing import DetailPair
    from diptych.alignment.features.article_features import ArticleFeatures
    from diptych.alignment.model import Difference
    from diptych.article.model import Article, Span

RULES = {
    "wordings": (wordings, has_wordings),
    "speakers": (speakers, has_speakers),
    "people": (people, has_people),
    "namesakes": (namesakes, has_people),
    "titles": (titles, has_titles),
    "extents": (extents, has_extents),
    "exchanged": (exchanged, has_words),
}
"""What finds differences, and whether a passage has anything of which it could tell, by name."""
_ONE_FACT = 0.5
"""The certainty of two ages of one person, and of one figure in two currencies: annotated pairs have few."""
_OTHER_UNIT = 0.5
"""What the certainty of two measures in two units is multiplied with."""
_COMPATIBLE = 0.24
"""The greatest certainty of two details that may both be true, or are of two events."""
_EXCHANGED = 0.9
"""The certainty of what was exchanged among the same words.  Annotated pairs have three of them, too few to
count; where a value was exchanged on purpose, all that is told is right (tests/quality/test_exchanged.py)."""


class Told(NamedTuple):
    """What two linked passages give differently, in the order of the left one."""

    differs: tuple[Difference, ...] = ()
    may_differ: tuple[Difference, ...] = ()
    """Less certain: worth a look."""


NOTHING = Told()


def graded(differences: Iterable[Difference]) -> Told:
    """Differences that diptych itself names, by their certainty, in the given order."""
    least, named = detail_model().differs, [*differences]
    return Told(
        tuple(each for each in named if each.certainty >= least),
        tuple(each for each in named if each.certainty < least),
    )


class Differences:
    """Finds what linked passages of two articles give differently."""

    def __init__(
        self,
        articles: Pair[Article],
        features: Pair[ArticleFeatures],
        synonyms: Synonyms | None = None,
        *,
        is_one_event: bool | None = None,
    ) -> None:
        """Find nothing yet.

        Args:
            articles: the articles, left and right.
            features: what their passages hold.
            synonyms: groups of words for much the same thing, by stem.
            is_one_event: whether they tell of one event; found out from the articles when None.  Of two
                events, nothing is told as certain.
        """
        self._is_one_event = is_one_event
        self._accounts = Pair(
            ArticleContext(articles.left, features.left, synonyms),
            ArticleContext(articles.right, features.right, synonyms),
        )
        self._model = detail_model()
        self._rules: dict[tuple[bool, int], frozenset[str]] = {}
        """The names of the rules for which a passage has something, by side and passage: most have little."""

    def of(self, left: int, right: int, score: float) -> Told:
        """What two linked passages give differently.

        Args:
            left: index of the left passage.
            right: index of the right passage.
            score: the score of their link, 0..1.
        """
        rated = self.rated(left, right, score)
        kept = sorted((each for each in rated if each.certainty >= self._model.may_differ), key=_place)
        if not kept:
            return NOTHING
        if self._is_one_event is None:
            columns, days = event_columns(self._accounts), days_between(self._accounts)
            self._is_one_event = self._model.is_one_event(columns, days)
        if not self._is_one_event:
            kept = [replace(each, certainty=min(each.certainty, _COMPATIBLE)) for each in kept]
        return graded(kept)

    def rated(self, left: int, right: int, score: float) -> list[Difference]:
        """Everything that two linked passages might give differently, the most certain first.

        None of them is told of words that a more certain one is told of.
        """
        statements = Pair(self._accounts.left.statement(left), self._accounts.right.statement(right))
        found = [*self._compared(statements, score), *self._by_rules(statements, left, right)]
        kept: list[Difference] = []
        for each in sorted(found, key=lambda each: (-each.certainty, _place(each))):
            if not any(_overlap(each, other) for other in kept):
                kept.append(each)
        return kept

    def counts(self) -> Pair[tuple[int, ...]]:
        """How many figures, dates and times each passage of either article has."""
        return self._accounts.map(
            lambda account: tuple(len(details_of(statement)) for statement in account.passages)
        )

    def _compared(self, statements: Pair[PassageContext], score: float) -> Iterator[Difference]:
        """The figures, dates and times that differ, each of them in one pair at most."""
        if not statements.left.has_values or not statements.right.has_values:
            return
        wording, shared = string_similarities(*statements.map(lambda its: its.features.plain))
        pairs = detail_pairs(statements, LinkFacts(score, wording, shared))
        rated = sorted(((self._certainty(pair), pair) for pair in pairs), key=_by_certainty)
        taken: set[tuple[bool, int]] = set()
        for certainty, (one, two, _) in rated:
            ends = {(False, one.first), (True, two.first)}
            if not ends & taken:
                taken |= ends
                told = difference(
                    kind_of(one, two), subject_of(one, two), statements, Pair(one.span, two.span)
                )
                yield replace(told, certainty=round(certainty, 4))

    def _certainty(self, pair: DetailPair) -> float:
        """How likely two details are a difference: by the model, unless they are plainly of one fact."""
        columns = pair.columns
        one_fact = (columns["same age owner"] or columns["same value"]) and not (
            columns["answered"] or columns["known"]
        )
        certainty = max(self._model.certainty(pair), _ONE_FACT if one_fact else 0.0)
        # No contradiction: at least 12 and 15, 12 people and 14 sheep, something in one year and in another.
        of_years = pair.left.unit == pair.right.unit == "year"
        if pair.left.kind is DetailKind.MEASURE and pair.left.subject != pair.right.subject:
            certainty *= _OTHER_UNIT  # 7,500 acres (3,035 hectares) answer 6,000 acres by their acres
        both_true = columns["compatible"] or columns["unlike unit"] or of_years
        return min(certainty, _COMPATIBLE) if both_true else certainty

    def _by_rules(self, statements: Pair[PassageContext], left: int, right: int) -> Iterator[Difference]:
        for name in sorted(self._having(left, is_right=False) & self._having(right, is_right=True)):
            share = _EXCHANGED if name == "exchanged" else self._model.shares[name]
            for told in RULES[name][0](statements):
                yield replace(told, certainty=share)

    def _having(self, passage: int, *, is_right: bool) -> frozenset[str]:
        """The rules for which a passage has something."""
        found = self._rules.get((is_right, passage))
        if found is None:
            its = (self._accounts.right if is_right else self._accounts.left).statement(passage)
            found = frozenset(name for name, (_, has) in RULES.items() if has(its))
            self._rules[is_right, passage] = found
        return found


def _by_certainty(rated: tuple[float, DetailPair]) -> tuple[float, Span, Span]:
    certainty, pair = rated
    return -certainty, pair.left.span, pair.right.span


def _overlap(one: Difference, two: Difference) -> bool:
    """Whether two differences are told of the same words."""
    return any(a.start < b.end and b.start < a.end for a, b in zip(one.spans, two.spans, strict=True))


def _place(difference: Difference) -> tuple[Span, Span, str]:
    return difference.spans.left, difference.spans.right, difference.kind.value
