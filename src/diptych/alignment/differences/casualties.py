"""Counts without a noun of their own: the dead and the injured, and ordinals.

"12 people were killed", "killing 12" and "12 dead" count the same.  They become quantities that are compared
like all others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diptych.alignment.differences.context import once
from diptych.alignment.features.quantities import Quantity, QuantityKind
from diptych.article.model import Span

if TYPE_CHECKING:
    from diptych.alignment.differences.context import PassageContext

_AFTER, _BEFORE = 5, 4
"""Words after and before a number among which it is said what became of so many."""
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")


@once
def tolls(statement: PassageContext) -> list[Quantity]:
    """How many were killed, hurt or arrested: a count of what became of people."""
    details = statement.details
    found: list[Quantity] = []
    if details.fates.keys().isdisjoint(statement.cues):
        return found
    for k, value in statement.numbers:
        token = statement.tokens[k]
        if value != int(value):
            continue
        fate = _fate_after(statement, k) or _fate_before(statement, k)
        if fate is not None:
            name, last = fate
            words = statement.words[max(0, k - 3) : k]
            hedged = any(word in statement.account.features.language.hedges for word in words)
            span = Span(token.span.start, statement.tokens[last].span.end)
            found.append(Quantity(QuantityKind.COUNT, value, f"†{name}", name, span, k, last, (), hedged))
    return found


def _fate_after(statement: PassageContext, k: int) -> tuple[str, int] | None:
    """What became of so many, and the last token of saying so: 12 people were killed."""
    details = statement.details
    for at in range(k + 1, min(len(statement.tokens), k + 1 + _AFTER)):
        if statement.gap(at - 1).strip(" \u00a0"):
            return None
        word = statement.words[at]
        if (fate := details.fates.get(word)) is not None:
            return fate, at
        if word not in details.victims and statement.tokens[at].content:
            return None
    return None


def _fate_before(statement: PassageContext, k: int) -> tuple[str, int] | None:
    """The same where it comes first: killing at least 12."""
    details = statement.details
    for at in range(k - 1, max(-1, k - 1 - _BEFORE), -1):
        if statement.gap(at).strip(" \u00a0"):
            return None
        if (fate := details.fates.get(statement.words[at])) is not None:
            follows = k + 1 < len(statement.tokens) and statement.words[k + 1] in details.victims
            # What else is counted after it is not people: killed 12 sheep.
            nothing = k + 1 == len(statement.tokens) or bool(statement.gap(k).strip(" \u00a0"))
            nothing = nothing or not statement.tokens[k + 1].content
            return (fate, k + 1 if follows else k) if follows or nothing else None
        if statement.tokens[at].content:
            return None
    return None


@once
def ordinals(statement: PassageContext) -> list[Quantity]:
    """The how manieth of its kind: the 35th day, her third term."""
    spelled = statement.details.ordinals
    found: list[Quantity] = []
    places = set(statement.digits)
    if not spelled.keys().isdisjoint(statement.cues):
        places.update(k for k, word in enumerate(statement.words) if word in spelled)
    for k in sorted(places) if spelled else ():
        printed = statement.words[k]
        match = _ORDINAL.fullmatch(printed)
        value = int(match[1]) if match else spelled.get(printed)
        if k + 1 == len(statement.words):
            break
        noun = statement.tokens[k + 1]
        # Amendments, districts and streets are called by their number; centuries and grades are no count.
        if value is None or noun.capital or not noun.content or statement.gap(k) != " ":
            continue
        span = Span(statement.tokens[k].span.start, noun.span.end)
        found.append(Quantity(QuantityKind.COUNT, value, f"№{noun.term}", printed, span, k, k + 1))
    return found
