"""Whether two articles tell of one event, or of two that are alike: two jobs reports, two polls.

Passages of two such events match well, and all their values differ.  None of that is a disagreement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.alignment.details.model import DetailKind
from diptych.alignment.details.pairing import known_values
from diptych.alignment.details.times import date_of
from diptych.alignment.features.tokens import Tokenizer
from diptych.article.model import Span

if TYPE_CHECKING:
    from diptych.alignment.details.context import ArticleContext
    from diptych.sides import Pair

_SMALL = 3
"""Counts up to which two articles share one by chance."""


def event_columns(accounts: Pair[ArticleContext]) -> dict[str, float]:
    """How much of their values, names, words and titles two articles share, each 0..1.

    Of short articles, which can share little, each is near the average of articles on one event.
    """
    names = accounts.map(lambda its: {name for passage in its.features.passages for name in passage.proper})
    terms = accounts.map(
        lambda its: {
            token.term
            for passage in its.features.passages
            for token in passage.tokens
            if token.content and token.is_word
        }
    )
    values = accounts.map(
        lambda its: {
            key
            for key in known_values(its)
            if key[0] not in (DetailKind.COUNT, DetailKind.ORDINAL) or abs(key[2]) > _SMALL
        }
    )
    titles = accounts.map(_title_terms)
    of_titles = (
        _share(len(titles.left & terms.right), len(titles.left), 0.5),
        _share(len(titles.right & terms.left), len(titles.right), 0.5),
    )
    return {
        "values": _shared(values, 0.4),
        "names": _shared(names, 0.5),
        "terms": _shared(terms, 0.35),
        "titles": sum(of_titles) / 2,
    }


def days_between(accounts: Pair[ArticleContext]) -> int | None:
    """The days between the dates of two articles; None if one of them has none."""
    left, right = accounts.map(date_of)
    return None if left is None or right is None else abs((left - right).days)


def _title_terms(account: ArticleContext) -> set[str]:
    title = account.article.title
    tokens = Tokenizer(title, account.features.language).tokens(Span(0, len(title)))
    return {token.term for token in tokens if token.content and token.is_word}


def _shared(both: Pair[set[str]] | Pair[set[tuple[DetailKind, str, float]]], usual: float) -> float:
    """What two sets share, as a share of the smaller one."""
    one, two = both
    return _share(len(one & two), min(len(one), len(two)), usual)


def _share(shared: int, of: int, usual: float) -> float:
    """A share, 0..1, counted together with four more of which the usual share is shared."""
    return (shared + 4 * usual) / (of + 4)
