"""Between what values a printed number lies: a rounding, a bound, a range, or roughly.

"139 million" is whatever rounds to it, "nearly 44" lies just below 44, "more than 20" has no upper end.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from diptych.alignment.details.model import DetailKind
from diptych.alignment.features.quantities import OR_MORE

if TYPE_CHECKING:
    from diptych.alignment.details.context import PassageContext

REACH = 3
"""Words before a number among which its bound is sought: more than about, at the very least."""
_EXACT = 100
"""Counts below this are not rounded without saying so: 22 states are not 20 states."""
_LOOSE = 0.1
"""Share by which a small count that is given as approximate may be off: about 12."""
_UPWARDS = ("or more", "+", "-plus")


def bounds_of(passage: PassageContext, kind: DetailKind, k: int, value: float) -> tuple[float, float, bool]:
    """Between what values a number lies, and whether nothing says that it is rough."""
    lexicon, words, tokens = passage.details, passage.words, passage.tokens
    if (low := _begins_range(passage, k)) is not None and low < value:
        return low - _grain(low) / 2, value + _grain(value) / 2, False
    before = words[max(0, k - REACH) : k]
    bounds = [word for word in before if word in lexicon.at_least or word in lexicon.at_most]
    more = OR_MORE.match(passage.text, tokens[k].span.end)
    if more or bounds:
        lower = more.group().strip() in _UPWARDS if more else bounds[-1] in lexicon.at_least
        negated = "no" in before or "not" in before
        return (value, inf, False) if lower is not negated else (-inf, value, False)
    grain = _grain(value)
    # Multiples of five are as round as those of ten.
    coarse = 5 * grain if value / grain % 10 == 5 else grain
    if any(word in lexicon.nearly for word in before):
        return value - coarse / 2, value, False
    counted = kind is DetailKind.COUNT and value < _EXACT
    own = tokens[k].span.of(passage.text).casefold().split()
    vague = not passage.account.features.language.vague.isdisjoint(own)
    if vague or any(word in lexicon.about for word in before):
        off = max(coarse, _LOOSE * value) if counted else coarse
        return value - off, value + off, False
    if counted or kind is DetailKind.AGE:
        return value, value, True
    return value - grain / 2, value + grain / 2, True


def _begins_range(passage: PassageContext, k: int) -> float | None:
    """The lower end of a range that a number ends: 40 to 60, between 40 and 60; None if it ends none."""
    if k < 2:
        return None
    opened = k > 2 and passage.words[k - 3] in passage.details.range_openers
    linked = passage.words[k - 1] in passage.details.range_links or opened
    return passage.tokens[k - 2].value if linked else None


def _grain(value: float) -> float:
    """The place of the last digit other than zero: 1,000,000 for 139 million, 0.1 for 31.5."""
    if value != int(value):
        return 10.0 ** -len(f"{value:g}".partition(".")[2])
    digits = f"{value:.0f}"
    return 10.0 ** (len(digits) - max(1, len(digits.rstrip("0"))))
