"""The details of two linked passages beside each other: what both have, and what only one of them has."""

from __future__ import annotations

from enum import Enum
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.details.model import DetailKind
from diptych.alignment.details.pairing import comparable, equal
from diptych.alignment.features.tokens import normalize_word
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.alignment.details.model import Detail
    from diptych.article.model import Span


class DetailGroup(Enum):
    """A group of kinds of details, by its name on screen."""

    FIGURES = "figures"
    DATES = "dates"
    NAMES = "names"
    QUOTATIONS = "quoted"


_GROUPS = {
    DetailKind.DATE: DetailGroup.DATES,
    DetailKind.WEEKDAY: DetailGroup.DATES,
    DetailKind.TIME: DetailGroup.DATES,
    DetailKind.NAME: DetailGroup.NAMES,
    DetailKind.QUOTATION: DetailGroup.QUOTATIONS,
}


class DetailRow(NamedTuple):
    """The details of one group that only one of two passages has."""

    group: DetailGroup
    readings: Pair[tuple[str, ...]]
    """As printed, with a sign before what is rough or a bound: "≥ 200 people"."""


def group_of(detail: Detail) -> DetailGroup:
    """The group of a detail."""
    return _GROUPS.get(detail.kind, DetailGroup.FIGURES)


def reading_of(detail: Detail, text: str) -> str:
    """A detail as printed in its article's text, on one line; a sign says that it is rough or a bound."""
    printed = " ".join(detail.span.of(text).split())
    if detail.is_exact or group_of(detail) is not DetailGroup.FIGURES:
        return printed
    if detail.most == inf:
        return f"≥ {printed}"
    return f"≤ {printed}" if detail.least == -inf else f"~ {printed}"


def side_by_side(
    details: Pair[Sequence[Detail]], texts: Pair[str], told: Pair[Sequence[Span]]
) -> list[DetailRow]:
    """What only one of two linked passages has, by group; quotations are left out.

    Args:
        details: the details of either passage.
        texts: the texts of the articles.
        told: the spans of what differs or may differ, which are left out.
    """
    kept = Pair(
        *(
            [one for one in its if not any(one.span.shared(span) for span in spans)]
            for its, spans in zip(details, told, strict=True)
        )
    )
    rows = []
    for group in (DetailGroup.FIGURES, DetailGroup.DATES, DetailGroup.NAMES):
        lefts, rights = ([one for one in its if group_of(one) is group] for its in kept)
        only = Pair(
            [one for one in lefts if not any(same_detail(one, two, *texts) for two in rights)],
            [two for two in rights if not any(same_detail(one, two, *texts) for one in lefts)],
        )
        readings = Pair(
            *(
                tuple(dict.fromkeys(reading_of(one, text) for one in its))
                for its, text in zip(only, texts, strict=True)
            )
        )
        if any(readings):
            rows.append(DetailRow(group, readings))
    return rows


def same_detail(one: Detail, two: Detail, text: str, other: str) -> bool:
    """Whether two details of one group are one: equal values, names with a word in common, the same words.

    Args:
        one: a detail.
        two: the other one.
        text: the text of the article of `one`.
        other: the text of the article of `two`.
    """
    if group_of(one) in (DetailGroup.FIGURES, DetailGroup.DATES):
        other_things = one.kind is DetailKind.COUNT and one.unit and two.unit and one.unit != two.unit
        return not other_things and comparable(one, two) and equal(one, two)
    words = [[*map(normalize_word, part.split())] for part in (one.span.of(text), two.span.of(other))]
    if one.kind is DetailKind.NAME:
        return not {*words[0]}.isdisjoint(words[1])
    return words[0] == words[1]
