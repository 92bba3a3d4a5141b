"""The details of two articles, and which of them were compared with which, as plain text."""

from __future__ import annotations

from math import inf, isfinite
from typing import TYPE_CHECKING

from diptych.alignment.details.lookup import DetailLookup
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
    """What a detail was read as; empty for names and quotations."""
    if detail.value == 0 and not detail.unit and not isfinite(detail.least):
        return ""
    between = ""
    if detail.least != detail.most and (detail.least, detail.most) != (-inf, inf):
        between = f" between {detail.least:g} and {detail.most:g}"
    of = f" {detail.unit}" if detail.unit else ""
    return f"  = {detail.value:g}{of}{between}"


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
