"""The details of two articles, and which of them were compared with which, as plain text."""

from __future__ import annotations

from math import inf, isfinite
from typing import TYPE_CHECKING

from diptych.alignment.details.lookup import DetailLookup
from diptych.alignment.details.model import DetailKind
from diptych.alignment.differences.finder import Differences
from diptych.alignment.features.article_features import features_of
from diptych.alignment.scoring.alignment_model import lexical_model
from diptych.comparison_wording import LETTERS, one_line
from diptych.sides import Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.alignment.details.model import Detail
    from diptych.article.model import Article
    from diptych.comparison import Comparison

_PLAIN_NUMBERS = frozenset(
    {DetailKind.COUNT, DetailKind.MONEY, DetailKind.PERCENT, DetailKind.AGE, DetailKind.DURATION}
)
"""Kinds whose value is a number of what is printed, and not in a unit of diptych's own."""

_LARGE = 100
"""The lowest number that is printed without decimal places."""

_LEAST = 0.02
"""The lowest certainty of a pair that is printed."""


def details_report(comparison: Comparison) -> str:
    """Every detail of both articles, then the details that linked passages give differently, surest first."""
    lines: list[str] = []
    for side in Side:
        article = comparison.articles[side]
        lines += [f"{LETTERS[side]}: {article.title}", *_listed(article, side), ""]
    lines += ["Compared:", *_compared(comparison)]
    return "\n".join(lines) + "\n"


def _listed(article: Article, side: Side) -> Iterator[str]:
    lookup = DetailLookup(article)
    for passage in article.passages:
        for detail in lookup.of(passage.index):
            reading = one_line(detail.span.of(article.text))
            yield f"   {LETTERS[side]}{passage.index + 1}  {detail.kind.value}: {reading}{_value(detail)}"


def _value(detail: Detail) -> str:
    """What a figure or a time was read as, in words; empty for what the printed words say themselves."""
    unit = {DetailKind.COUNT: detail.subject, DetailKind.DURATION: "days"}.get(detail.kind, "")
    if detail.kind not in _PLAIN_NUMBERS and detail.kind is not DetailKind.TIME:
        return ""
    written = _clock if detail.kind is DetailKind.TIME else _number
    value = written(detail.value)
    if detail.most == inf != -detail.least:
        value = f"at least {value}"
    elif detail.least == -inf and detail.most != inf:
        value = f"at most {value}"
    elif isfinite(detail.least) and detail.least != detail.most:
        value = f"{written(detail.least)} to {written(detail.most)}"
    return f"  = {value} {unit}".rstrip()


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= _LARGE else f"{value:.2f}".rstrip("0").rstrip(".")


def _clock(minutes: float) -> str:
    hours, rest = divmod(round(minutes), 60)
    return f"{hours % 24}:{rest:02}"


def _compared(comparison: Comparison) -> Iterator[str]:
    articles = comparison.articles
    features = articles.map(features_of)
    languages = features.map(lambda article: article.language.name)
    _, vocabulary = lexical_model().for_languages(*languages)
    differences = Differences(articles, features, vocabulary.groups)
    for link in comparison.alignment.links:
        marked = ("≠", link.differences), ("≟", link.may_differ), ("✗", link.rejected_differences)
        told_as = {told.spans: (mark, told) for mark, its in marked for told in its}
        rated = differences.rated(link.left, link.right, link.score)
        found = {told.spans: (" ", told) for told in rated if told.certainty >= _LEAST} | told_as
        for mark, told in sorted(found.values(), key=lambda each: -each[1].certainty):
            readings = told.readings.map(one_line)
            yield (
                f" {mark} L{link.left + 1} R{link.right + 1}  {told.certainty:.2f}  {told.kind.value}:"
                f" {readings.left} | {readings.right}"
            )
