"""Whether two printed numbers may stand for the same: equal, a rounding, a bound, or roughly given.

"139 million" is whatever rounds to it, "nearly 44" lies just below 44, "more than 20" has no upper end.  Two
numbers disagree where neither lies in what the other may stand for.
"""

from __future__ import annotations

import re
from math import inf
from typing import TYPE_CHECKING

from diptych.alignment.features.quantities import OR_MORE, QuantityKind
from diptych.alignment.features.tokens import normalize_word

if TYPE_CHECKING:
    from diptych.alignment.differences.context import PassageContext
    from diptych.alignment.features.quantities import Quantity

_REACH = 3
"""Words before a number among which its bound is sought: more than about, at the very least."""
_EXACT = 100
"""Counts below this are not rounded without saying so: 22 states are not 20 states."""
_LOOSE = 0.1
"""Share by which a small count that is given as approximate may be off: about 12."""
_DASH = re.compile(r"\s*[-‐-―]\s*")


def agree(
    one: tuple[PassageContext, Quantity], two: tuple[PassageContext, Quantity], *, bounds_alike: bool = False
) -> bool:
    """Whether two quantities may be the same one.

    Args:
        one: a quantity, and the passage that has it.
        two: the other one.
        bounds_alike: whether both are bounded alike, so that another bound, or end of a range, is another
            statement.
    """
    a, b = one[1].value, two[1].value
    if a == b:
        return True
    ranges = tuple(_range(*each, bounds_count=not bounds_alike) for each in (one, two))
    if ranges[0] is None or ranges[1] is None:
        return True
    return ranges[0][0] < b < ranges[0][1] or ranges[1][0] < a < ranges[1][1]


def _range(
    statement: PassageContext, quantity: Quantity, *, bounds_count: bool
) -> tuple[float, float] | None:
    """Between what values the quantity lies if not just there; None where that is not understood."""
    details = statement.details
    k, value = quantity.first, quantity.value
    if bounds_count and _ends_a_range(statement, k):
        return None
    before = statement.words[max(0, k - _REACH) : k]
    bounds = [word for word in before if word in details.at_least or word in details.at_most]
    more = OR_MORE.match(statement.text, statement.tokens[k].span.end)
    if bounds_count and (more or bounds):
        lower = more.group().strip() in _UPWARDS if more else bounds[-1] in details.at_least
        negated = "no" in before or "not" in before
        return (value, inf) if lower is not negated else (-inf, value)
    grain = _grain(value)
    # Multiples of five are as round as those of ten.
    coarse = 5 * grain if value / grain % 10 == 5 else grain
    if any(word in details.nearly for word in before):
        return value - coarse / 2, value
    counted = quantity.kind is QuantityKind.COUNT and value < _EXACT
    vague = statement.account.features.language.vague
    own = statement.tokens[k].span.of(statement.text).split()
    if any(word in details.about for word in before) or any(normalize_word(word) in vague for word in own):
        off = max(coarse, _LOOSE * value) if counted else coarse
        return value - off, value + off
    noun = normalize_word(quantity.subject)
    if counted and noun not in details.periods and noun not in details.lengths:
        return value, value
    return value - grain / 2, value + grain / 2


_UPWARDS = ("or more", "+", "-plus")


def _ends_a_range(statement: PassageContext, k: int) -> bool:
    """Whether a number is one end of a range: 40-60, from 40 to 60, between 40 and 60."""
    tokens, words = statement.tokens, statement.words
    for low, high in ((k - 1, k), (k, k + 1), (k - 2, k), (k, k + 2)):
        if low < 0 or high >= len(tokens) or tokens[low].value is None or tokens[high].value is None:
            continue
        if high - low == 1:
            found = bool(_DASH.fullmatch(statement.gap(low)))
        else:
            found = words[low + 1] in statement.details.range_links
        if found or (high - low == 2 and low and words[low - 1] in statement.details.range_openers):
            return True
    return False


def _grain(value: float) -> float:
    """The place of the last digit other than zero: 1,000,000 for 139 million, 0.1 for 31.5."""
    if value != int(value):
        return 10.0 ** -len(f"{value:g}".partition(".")[2])
    digits = f"{value:.0f}"
    return 10.0 ** (len(digits) - max(1, len(digits.rstrip("0"))))
