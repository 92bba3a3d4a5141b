"""A link that the user makes between two passages → its evidence and differences.

Both passages are read among their neighbours.  There are enough of them to tell rare words from common ones
and names from first words of sentences, and few enough to take no noticeable time in a book.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.differences.finder import Differences
from diptych.alignment.evidence.finder import EvidenceFinder
from diptych.alignment.features.article_features import features_of
from diptych.alignment.kinds import Grade
from diptych.alignment.model import Link
from diptych.alignment.scoring.alignment_model import lexical_model
from diptych.alignment.scoring.decisions import same_words
from diptych.alignment.scoring.term_bags import term_weights
from diptych.article.excerpt import excerpt
from diptych.languages.registry import language_by_code
from diptych.sides import Pair

if TYPE_CHECKING:
    from diptych.alignment.features.article_features import ArticleFeatures
    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article

_STRETCH = 25
"""Passages of an article that are read together, with about half as many before and after them.  The evidence
is the same as from the whole articles, and a book with twenty such links opens in about a second."""

_AS_IF = 1.0
"""The score with which details of a link are compared that somebody makes: there is no doubt about it."""


class ManualLinker:
    """Makes links between any passages of two articles, and caches what it has read."""

    def __init__(
        self,
        articles: Pair[Article],
        settings: AlignmentSettings | None = None,
    ) -> None:
        """Prepare, but read nothing yet.

        Args:
            articles: the two articles.
            settings: the settings of their comparison.
        """
        self.articles = articles
        self._language = None if settings is None else settings.language
        self._looked_at: dict[tuple[int, int], _Surroundings] = {}
        self._links: dict[tuple[int, int], Link] = {}

    def link(self, left: int, right: int) -> Link:
        """The link between a left and a right passage.  Its score is 0: only the user says so."""
        made = self._links.get((left, right))
        if made is None:
            made = self._links[left, right] = self._made(left, right)
        return made

    def _made(self, left: int, right: int) -> Link:
        stretches = left // _STRETCH, right // _STRETCH
        if stretches not in self._looked_at:
            self._looked_at[stretches] = _surroundings(self.articles, stretches, self._language)
        around = self._looked_at[stretches]
        one, two = left - around.firsts.left, right - around.firsts.right
        alike = same_words(self.articles.left.passage_text(left), self.articles.right.passage_text(right))
        # Otherwise the usual grade of a link: the same event in other words.
        grade = Grade.VERBATIM if alike else Grade.RESTATED
        told = around.differences.of(one, two, _AS_IF)
        return Link(left, right, 0.0, grade, around.evidence.of(one, two), *told)


class _Surroundings(NamedTuple):
    """Some neighbouring passages of both articles, and their features."""

    firsts: Pair[int]
    """Index of the first passage on each side."""
    features: Pair[ArticleFeatures]
    evidence: EvidenceFinder
    differences: Differences


def _surroundings(articles: Pair[Article], stretches: tuple[int, int], language: str | None) -> _Surroundings:
    firsts = Pair(*(max(0, stretch * _STRETCH - _STRETCH // 2) for stretch in stretches))
    chosen = firsts.map(lambda first: range(first, first + 2 * _STRETCH))
    excerpts = Pair(excerpt(articles.left, chosen.left), excerpt(articles.right, chosen.right))
    named = None if language is None else language_by_code(language)
    features = excerpts.map(lambda article: features_of(article, named))
    _, vocabulary = lexical_model().for_languages(*features.map(lambda article: article.language.name))
    evidence = EvidenceFinder(excerpts, features, term_weights(features, vocabulary))
    return _Surroundings(
        firsts, features, evidence, Differences(excerpts, features, vocabulary.groups, is_one_event=True)
    )
