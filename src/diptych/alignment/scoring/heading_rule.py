"""Bare headings, a name and a number at most ("Part 3"): when they may be linked.

Where each text numbers its chapters, their headings resemble each other by the number alone, which says
nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diptych.alignment.features.article_features import PassageFeatures

_MOST_WORDS = 3
"""Words before the number: The First Book 2."""


def is_bare_heading(passage: PassageFeatures) -> bool:
    """Whether a passage is but a number, or a few capitalised words and a number after them."""
    tokens = passage.tokens
    if not tokens or len(tokens) > _MOST_WORDS + 1 or tokens[-1].value is None:
        return False
    return all(token.capital and token.value is None for token in tokens[:-1])


def may_be_linked(one: PassageFeatures, two: PassageFeatures) -> bool:
    """Whether two passages have more in common than the number of a heading.

    Two bare headings must be the same, as in two editions of one book; a bare heading and a sentence must
    share something else than numbers.  Nothing is said of other passages.
    """
    labels = is_bare_heading(one), is_bare_heading(two)
    if not any(labels):
        return True
    terms = [
        {token.term for token in its.tokens if token.value is None and token.content} for its in (one, two)
    ]
    if all(labels):
        return bool(terms[0]) and terms[0] == terms[1] and one.tokens[-1].value == two.tokens[-1].value
    return not terms[0].isdisjoint(terms[1])
