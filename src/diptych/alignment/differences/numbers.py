"""Counts, sums and percentages that two linked passages give differently."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from diptych.alignment.differences.casualties import ordinals, tolls
from diptych.alignment.differences.context import difference, once, same
from diptych.alignment.differences.tolerance import agree
from diptych.alignment.features.quantities import QuantityKind
from diptych.alignment.features.tokens import normalize_word
from diptych.alignment.model import DifferenceKind
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.alignment.differences.context import PassageContext, Synonyms
    from diptych.alignment.features.quantities import Quantity
    from diptych.alignment.model import Difference

_FARTHEST = 0.6
"""Ratio of two numbers below which they count different things."""
_NEAR, _WIDE = 3, 5
"""Content words on either side of a number that say what it is about: where it is the passage's only one of
its kind, and where it is one of several."""
_CLOSE, _WIDELY = 0.05, 0.2
"""Shares by which two numbers are apart that belong together rather than others among the same words."""
_ROUNDED = 0.005
"""Share by which a number may differ from one that is the same in fewer digits."""
_MOST = 12
"""Numbers of a passage that are compared: a table is no statement."""

_KINDS = {QuantityKind.COUNT: DifferenceKind.NUMBER, QuantityKind.MONEY: DifferenceKind.MONEY,
          QuantityKind.PERCENT: DifferenceKind.PERCENT}  # fmt: skip


def figures(statements: Pair[PassageContext]) -> Iterator[Difference]:
    """Counts of the same noun, distances, sums of the same currency and percentages that disagree."""
    lefts, rights = statements.map(_measured)
    if not lefts or not rights or max(len(lefts), len(rights)) > _MOST:
        return
    when = statements.map(period_of)
    if when.left and when.right and when.left != when.right:
        return  # figures of different periods
    synonyms = statements.left.account.synonyms
    told: set[tuple[int, int]] = set()
    for one in lefts:
        for two in rights:
            if (
                (one.first, two.first) in told
                or not _comparable(one, two, statements)
                or not _disagree(one, two, statements)
            ):
                continue
            rivals = (
                [q for q in rights if _rivals(one, q, synonyms)],
                [q for q in lefts if _rivals(q, two, synonyms)],
            )
            if len(rivals[0]) == len(rivals[1]) == 1:
                # What became of people says enough of which people they are, in two passages on one event.
                fate = _fate(statements.left, one)
                paired = (fate != "" and fate == _fate(statements.right, two)) or bool(
                    _around(statements.left, one, _NEAR) & _around(statements.right, two, _NEAR)
                )
            else:
                paired = _belong_together(one, two, rivals, statements)
            if paired and not _known(statements, one, two):
                told.add((one.first, two.first))
                kind = _KINDS[one.kind]
                if kind is DifferenceKind.NUMBER and _is_length(one, two, statements):
                    kind = DifferenceKind.DISTANCE
                yield difference(kind, one.subject, statements, Pair(one.span, two.span))


@once
def _measured(statement: PassageContext) -> list[Quantity]:
    own = [q for q in statement.quantities if q.kind in _KINDS and not _lasts(statement, q)]
    return [*own, *tolls(statement), *ordinals(statement)]


def _lasts(statement: PassageContext, quantity: Quantity) -> bool:
    """Whether it is a length of time that describes something: a two-year plan."""
    joined = quantity.last > quantity.first and statement.gap(quantity.first) == "-"
    return joined and normalize_word(quantity.subject) in statement.details.periods


def _is_length(one: Quantity, two: Quantity, statements: Pair[PassageContext]) -> bool:
    return (
        normalize_word(one.subject) in statements.left.details.lengths
        and normalize_word(two.subject) in statements.right.details.lengths
    )


@once
def period_of(statement: PassageContext) -> float | tuple[str, str] | None:
    """The year in which the time begins that the passage speaks of, or words for it: last year."""
    years = [q.value for q in statement.quantities if q.kind is QuantityKind.YEAR]
    if years:
        return min(years)
    details = statement.details
    return next(
        (
            (word, noun)
            for word, noun in pairwise(statement.words)
            if word in details.relative and noun in details.periods
        ),
        None,
    )


def _same_unit(one: Quantity, two: Quantity, synonyms: Synonyms) -> bool:
    return one.kind is two.kind and same(one.of, two.of, synonyms)


def _comparable(one: Quantity, two: Quantity, statements: Pair[PassageContext]) -> bool:
    """Whether two numbers count things of the same name, at the same rate and of the same fate."""
    fates = _fate(statements.left, one), _fate(statements.right, two)
    return (
        (not fates[0] or not fates[1] or fates[0] == fates[1])
        and _same_unit(one, two, statements.left.account.synonyms)
        and one.details == two.details
        and _rate(statements.left, one) == _rate(statements.right, two)
    )


def _fate(statement: PassageContext, quantity: Quantity) -> str:
    """What became of those who are counted: killed is not hurt."""
    return next((toll.of for toll in tolls(statement) if toll.first == quantity.first), "")


def _rate(statement: PassageContext, quantity: Quantity) -> str:
    """What a number is given for: a year, per head."""
    after = quantity.last + 1
    if after + 1 < len(statement.tokens) and statement.words[after] in statement.details.rates:
        between = statement.gap(quantity.last).strip(" \u00a0%")
        return "" if between else statement.words[after + 1]
    return ""


def _rivals(one: Quantity, two: Quantity, synonyms: Synonyms) -> bool:
    """Whether two numbers may be of the same thing by their unit and size."""
    small, large = sorted((one.value, two.value))
    return _same_unit(one, two, synonyms) and small >= _FARTHEST * large


def _disagree(one: Quantity, two: Quantity, statements: Pair[PassageContext]) -> bool:
    if not _rivals(one, two, statements.left.account.synonyms):
        return False
    return not agree((statements.left, one), (statements.right, two))


def _belong_together(
    one: Quantity,
    two: Quantity,
    rivals: tuple[Sequence[Quantity], Sequence[Quantity]],
    statements: Pair[PassageContext],
) -> bool:
    """Whether two numbers stand among the same words as no other number of the same unit does."""
    own = _shared_context(one, two, statements)
    if own < 2:
        return False
    others = [(one, q) for q in rivals[0] if q is not two] + [(q, two) for q in rivals[1] if q is not one]
    for a, b in others:
        shared = _shared_context(a, b, statements)
        as_good = shared == own and not (_apart(one, two) <= _CLOSE and _apart(a, b) > _WIDELY)
        if shared > own or as_good or agree((statements.left, a), (statements.right, b)):
            return False
    return True


def _shared_context(one: Quantity, two: Quantity, statements: Pair[PassageContext]) -> int:
    """How many words two numbers both stand among."""
    return len(_around(statements.left, one, _WIDE) & _around(statements.right, two, _WIDE))


def _apart(one: Quantity, two: Quantity) -> float:
    """The difference of two numbers as a share of the greater."""
    return abs(one.value - two.value) / max(abs(one.value), abs(two.value), 1e-9)


def _around(statement: PassageContext, quantity: Quantity, reach: int) -> frozenset[str]:
    """The content words next to a number, its own left out."""
    before = statement.content_before(quantity.first, reach)
    return frozenset((*before, *statement.content_after(quantity.last, reach)))


def _known(statements: Pair[PassageContext], one: Quantity, two: Quantity) -> bool:
    """Whether the other article has the same number of the same thing too: then it is another quantity."""
    return _has(statements.right, one, two) or _has(statements.left, two, one)


def _has(statement: PassageContext, quantity: Quantity, beside: Quantity) -> bool:
    """Whether a number is in the passage besides the one it is held against, or counted in its article."""
    if (quantity.kind, quantity.of, quantity.value) in statement.account.numbers:
        return True
    near = _ROUNDED * abs(quantity.value)
    return any(
        abs(value - quantity.value) <= near and not beside.first <= k <= beside.last
        for k, value in statement.numbers
    )


def has_figures(statement: PassageContext) -> bool:
    """Whether a passage has anything of which `figures` could tell."""
    # Tolls and ordinals are numbers too, or words for one.
    any_number = statement.quantities or statement.numbers or statement.digits or statement.cues
    return bool(any_number) and 0 < len(_measured(statement)) <= _MOST
