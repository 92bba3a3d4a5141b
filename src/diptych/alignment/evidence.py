"""A link → what it rests on: shared names, numbers, dates, quoted words and words, with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.alignment.model import Evidence, EvidenceKind
from diptych.article.model import Span
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diptych.alignment.features import ArticleFeatures, Name, PassageFeatures
    from diptych.article.model import Article

_LEAST_QUOTE = 2
"""Content words that a shared run of quoted words must have to count as a quotation."""


def evidence_of(
    articles: Pair[Article],
    features: Pair[ArticleFeatures],
    weights: Mapping[str, float],
    left: int,
    right: int,
) -> tuple[Evidence, ...]:
    """What the link of two passages rests on, heaviest first.

    A shared name is one item even if its parts are shared words too; every other shared content word is an
    item of its own, so that all that both passages have is covered.
    """
    passages = Pair(features.left.passages[left], features.right.passages[right])
    found: list[Evidence] = []
    named = _names(articles, passages, weights)
    found.extend(item for item, _ in named)
    covered = {term for _, terms in named for term in terms}
    found.extend(_quotations(articles, passages, weights))
    places = passages.map(_places)
    heaviest = max(weights.values(), default=1.0) or 1.0
    for term in places.left:
        if term in covered or term not in places.right:
            continue
        spans = Pair(tuple(places.left[term]), tuple(places.right[term]))
        kind = (
            EvidenceKind.NUMBER
            if term[0] == "#"
            else EvidenceKind.DATE
            if term[0] == "@"
            else EvidenceKind.WORD
        )
        label = spans.left[0].of(articles.left.text)
        found.append(Evidence(kind, label, spans, min(1.0, weights.get(term, 0.0) / heaviest)))
    return tuple(
        sorted(found, key=lambda item: (-item.weight, item.spans.left, item.spans.right, item.kind.value))
    )


def _places(passage: PassageFeatures) -> dict[str, list[Span]]:
    places: dict[str, list[Span]] = {}
    for token in passage.tokens:
        if token.content:
            places.setdefault(token.term, []).append(token.span)
    return places


def _names(
    articles: Pair[Article], passages: Pair[PassageFeatures], weights: Mapping[str, float]
) -> list[tuple[Evidence, frozenset[str]]]:
    """The names that both have, in full or by their last word, and the terms that these share."""
    heaviest = max(weights.values(), default=1.0) or 1.0

    def by_last(names: Iterable[Name]) -> dict[str, list[Name]]:
        found: dict[str, list[Name]] = {}
        for name in names:
            found.setdefault(name.terms[-1], []).append(name)
        return found

    ends = passages.map(lambda passage: by_last(passage.names))
    items = []
    for last, lefts in ends.left.items():
        rights = ends.right.get(last)
        if not rights:
            continue
        terms = frozenset(t for n in lefts for t in n.terms) & frozenset(t for n in rights for t in n.terms)
        label = max((name.span.of(articles.left.text) for name in lefts), key=len)
        weight = min(1.0, sum(sorted(weights.get(term, 0.0) for term in terms)) / heaviest)
        spans = Pair(tuple(n.span for n in lefts), tuple(n.span for n in rights))
        items.append((Evidence(EvidenceKind.NAME, label, spans, weight), terms))
    return items


def _quotations(
    articles: Pair[Article], passages: Pair[PassageFeatures], weights: Mapping[str, float]
) -> list[Evidence]:
    """The longest run of words that each pair of quotations shares."""
    heaviest = max(weights.values(), default=1.0) or 1.0
    items = []
    seen: set[tuple[Span, Span]] = set()
    for left in passages.left.quotes:
        for right in passages.right.quotes:
            run = _longest_run(
                [passages.left.tokens[k].term for k in left.tokens],
                [passages.right.tokens[k].term for k in right.tokens],
            )
            if run is None:
                continue
            at_left, at_right, length = run
            its = [passages.left.tokens[k] for k in left.tokens[at_left : at_left + length]]
            others = [passages.right.tokens[k] for k in right.tokens[at_right : at_right + length]]
            content = [token.term for token in its if token.content]
            if len(content) < _LEAST_QUOTE and length < min(len(left.tokens), len(right.tokens)):
                continue
            if not content:
                continue
            spans = Pair(
                Span(its[0].span.start, its[-1].span.end), Span(others[0].span.start, others[-1].span.end)
            )
            if (spans.left, spans.right) in seen:
                continue
            seen.add((spans.left, spans.right))
            weight = min(1.0, sum(sorted(weights.get(term, 0.0) for term in content)) / heaviest)
            items.append(
                Evidence(
                    EvidenceKind.QUOTATION,
                    spans.left.of(articles.left.text),
                    spans.map(lambda span: (span,)),
                    weight,
                )
            )
    return items


def _longest_run(one: list[str], two: list[str]) -> tuple[int, int, int] | None:
    """Where the longest run of equal terms begins in each, and its length."""
    best: tuple[int, int, int] | None = None
    where: dict[str, list[int]] = {}
    for at, term in enumerate(two):
        where.setdefault(term, []).append(at)
    previous: dict[int, int] = {}
    for at, term in enumerate(one):
        current: dict[int, int] = {}
        for other in where.get(term, ()):
            length = previous.get(other - 1, 0) + 1
            current[other] = length
            if best is None or length > best[2]:
                best = (at - length + 1, other - length + 1, length)
        previous = current
    return best
