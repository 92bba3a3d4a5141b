"""Passages of nothing but common words, such as "That is not all.", linked where both texts go on alike.

They share no term that an index would look up, so that they are never candidates: of a text that is held
against itself, they alone would seem to be unique.  The same words say too little by themselves.  Right
before or after passages that are told in the same words, they were told along with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.alignment.kinds import EvidenceKind, Grade, ScoreRule
from diptych.alignment.model import Evidence, Link, ScoreStep
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from diptych.article.model import Article

_WEIGHT = 0.05
"""How much common words say, 0..1: hardly anything."""


def propagated_links(
    articles: Pair[Article], links: Iterable[Link], may_be_linked: Callable[[int, int], bool]
) -> list[Link]:
    """The links to add, of passages without any: the same words beside a verbatim link, scored as that one.

    Args:
        articles: the two.
        links: all that were found.
        may_be_linked: whether two passages, by their indices, are such as can be linked at all.
    """
    known = list(links)
    linked = Pair({link.left for link in known}, {link.right for link in known})
    sizes = articles.map(lambda article: len(article.passages))
    added: list[Link] = []
    beside = sorted((link for link in known if link.grade is Grade.VERBATIM), key=_rank)
    while beside:
        link = beside.pop()
        for step in (-1, 1):
            left, right = link.left + step, link.right + step
            if not (0 <= left < sizes.left and 0 <= right < sizes.right):
                continue
            if left in linked.left or right in linked.right or not may_be_linked(left, right):
                continue
            words = _words(articles.left, left)
            if words and words == _words(articles.right, right):
                evidence = (_evidence(articles, left, right),)
                steps = (ScoreStep(ScoreRule.NEIGHBOUR, link.score),)
                found = Link(left, right, link.score, Grade.VERBATIM, evidence, steps=steps)
                linked.left.add(left)
                linked.right.add(right)
                added.append(found)
                beside.append(found)
    return added


def _rank(link: Link) -> tuple[float, int, int]:
    """Which of two links a passage goes along with that stands beside both; the same with sides exchanged."""
    return link.score, -(link.left + link.right), -abs(link.left - link.right)


def _words(article: Article, passage: int) -> str:
    """What a passage says, whatever its case and white space; "" where it has no words."""
    said = " ".join(article.passage_text(passage).split()).casefold()
    return said if any(sign.isalnum() for sign in said) else ""


def _evidence(articles: Pair[Article], left: int, right: int) -> Evidence:
    spans = articles.left.passages[left].span, articles.right.passages[right].span
    label = " ".join(articles.left.passage_text(left).split())
    return Evidence(EvidenceKind.WORD, label, Pair((spans[0],), (spans[1],)), _WEIGHT)
