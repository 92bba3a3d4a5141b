"""What a number counts or measures, as far as that is clear, to tell whether a shared number is evidence.

"Five minutes" and "5 May", or 5:42 and 5:49, share a 5 and nothing else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.features.quantities import QuantityKind
from diptych.alignment.features.tokens import normalize_word

if TYPE_CHECKING:
    from collections.abc import Set

    from diptych.alignment.features.article_features import PassageFeatures
    from diptych.article.model import Span

_HOUR = re.compile(r"\d{1,2}:(?!00)[0-5]\d(?!\d)")
_MINUTE = re.compile(r"(?<=\d:)[0-5]\d(?!\d)")
_PERIOD, _TIME = "period", "time"


class NumberRole(NamedTuple):
    """What a number counts or measures."""

    sort: str
    """Empty if unclear."""
    value: float = 0.0
    """Of a date, month * 100 + day."""


def number_role_of(text: str, passage: PassageFeatures, number: Span, periods: Set[str]) -> NumberRole:
    """What one number of a passage counts or measures.

    Args:
        text: the article's text.
        passage: the features of the passage.
        number: the span of the number.
        periods: the nouns for units of time, normalized.
    """
    if _HOUR.match(text, number.start) or _MINUTE.match(text, number.start):
        return NumberRole(_TIME)
    for quantity in passage.quantities:
        if quantity.span.start <= number.start < quantity.span.end:
            if quantity.kind is QuantityKind.COUNT and normalize_word(quantity.subject) in periods:
                return NumberRole(_PERIOD)
            return NumberRole(
                quantity.kind.value, quantity.value if quantity.kind is QuantityKind.DATE else 0.0
            )
    return NumberRole("")


def may_agree(one: NumberRole, two: NumberRole) -> bool:
    """Whether the same number in two roles may mean the same.

    A part of a time of day does not: a time that both have in full is evidence as a whole.
    """
    if _TIME in (one.sort, two.sort):
        return False
    return not (one.sort and two.sort) or one == two
