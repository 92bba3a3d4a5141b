"""Bags of terms: what each passage of two articles has, how often, and how much it says."""

from __future__ import annotations

import math
from collections import Counter
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from diptych.alignment.features.terms import NOT_WORDS
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from diptych.alignment.features.article_features import ArticleFeatures, PassageFeatures
    from diptych.alignment.scoring.vocabulary import Vocabulary

ALIAS = "~"
"""First character of the concepts of abbreviated names."""

SYNONYMS = "="
"""First character of the concepts of synonym groups."""

Bags = tuple[Counter[str], ...]
"""What each passage of an article has, and how often."""


def term_weights(features: Pair[ArticleFeatures], vocabulary: Vocabulary) -> dict[str, float]:
    """How much each term says, in these two articles and in general; see `Candidates.weights`."""
    terms = features.map(lambda article: bags_of(article, terms_in, _no_tick))
    return weights_of(terms, vocabulary, _no_tick)


def weights_of(terms: Pair[Bags], vocabulary: Vocabulary, tick: Callable[[], None]) -> dict[str, float]:
    """How much each term says: the more, the rarer it is in these articles and in general."""
    return {term: value * vocabulary.common.get(term, 1.0) for term, value in rarity(terms, tick).items()}


def _no_tick() -> None:
    """Progress callback that does nothing."""


def bags_of(
    article: ArticleFeatures, bag_of: Callable[[PassageFeatures], Counter[str]], tick: Callable[[], None]
) -> Bags:
    """What `bag_of` finds in each passage of an article; `tick` is called for each."""
    bags = []
    for passage in article.passages:
        bags.append(bag_of(passage))
        tick()
    return tuple(bags)


def terms_in(passage: PassageFeatures) -> Counter[str]:
    """The content terms of a passage."""
    return Counter([token.term for token in passage.tokens if token.content])


def _aliases(features: Pair[ArticleFeatures]) -> frozenset[str]:
    """The abbreviations that one article uses for a name that the other, or itself, writes out."""
    short: set[str] = set()
    long: set[str] = set()
    for article in features:
        for passage in article.passages:
            for letters, span in passage.short_names:
                (short if len(span) <= 2 * len(letters) else long).add(letters)
    return frozenset(short & long)


def concepts_of(
    features: Pair[ArticleFeatures], terms: Pair[Bags], vocabulary: Vocabulary, tick: Callable[[], None]
) -> Pair[Bags]:
    """The concepts of each passage: abbreviations of names, groups of synonyms, beginnings of words."""
    aliases = _aliases(features)
    return Pair(
        _concepts_of(features.left, terms.left, aliases, vocabulary, tick),
        _concepts_of(features.right, terms.right, aliases, vocabulary, tick),
    )


def _concepts_of(
    article: ArticleFeatures,
    bags: Bags,
    aliases: frozenset[str],
    vocabulary: Vocabulary,
    tick: Callable[[], None],
) -> Bags:
    groups = vocabulary.groups if article.language.name == vocabulary.language else {}
    made = []
    for passage, terms in zip(article.passages, bags, strict=True):
        concepts = Counter(f"{ALIAS}{letters}" for letters, _ in passage.short_names if letters in aliases)
        for term, often in terms.items():
            for concept in groups.get(term, ()) or (term if term[0] in NOT_WORDS else term[:6],):
                concepts[concept] += often
        made.append(concepts)
        tick()
    return tuple(made)


def runs_in(passage: PassageFeatures) -> Counter[str]:
    """The pairs of neighbouring words of a passage."""
    return Counter(
        [f"{one.term} {two.term}" for one, two in pairwise(passage.tokens) if one.content or two.content]
    )


def rarity(bags: Pair[Bags], tick: Callable[[], None]) -> dict[str, float]:
    """How much each term says: the logarithm of how few passages have it."""

    def every() -> Iterator[Counter[str]]:
        for bag in chain(*bags):
            tick()
            yield bag

    found = Counter(chain.from_iterable(every()))
    total = len(bags.left) + len(bags.right)
    return {term: math.log((total + 1) / (count + 0.5)) for term, count in found.items()}
