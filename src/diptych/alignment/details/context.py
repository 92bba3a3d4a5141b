"""What a comparison of details looks at: a passage, and the account of which it is a part."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property, wraps
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeVar

from diptych.alignment.features.terms import NOT_WORDS
from diptych.alignment.features.tokens import normalize_word
from diptych.alignment.model import Difference
from diptych.languages.details.lexicon import cues_of
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from diptych.alignment.features.article_features import ArticleFeatures, PassageFeatures
    from diptych.alignment.features.quantities import QuantityKind
    from diptych.alignment.kinds import DifferenceKind
    from diptych.article.model import Article, Span

T = TypeVar("T")

Synonyms = Mapping[str, tuple[str, ...]]
"""The groups of words for much the same thing that a stem stands in, by stem."""

_DIGIT = re.compile(r"[0-9]")
_MOST_TOKENS = 400
"""Words of a passage in which details are sought: no sentence is that long."""


class ArticleContext:
    """One of the two articles."""

    def __init__(self, article: Article, features: ArticleFeatures, synonyms: Synonyms | None = None) -> None:
        self.article = article
        self.synonyms = synonyms or {}
        """The groups of words for much the same thing that a stem stands in."""
        self.features = features
        self.details = features.language.details
        self.cues = cues_of(self.details)
        """The words that details look for in every passage."""
        self.telling = self.cues.union(self.details.fractions)
        """The words besides numbers that may be figures, dates and times, or begin one."""
        self._statements: dict[int, PassageContext] = {}
        self.found: dict[object, Any] = {}
        """What was found in it, by the function that looked."""

    def statement(self, index: int) -> PassageContext:
        """What its passage `index` says; made when it is first asked for, for many have no counterpart."""
        made = self._statements.get(index)
        if made is None:
            made = self._statements[index] = PassageContext(self, self.features.passages[index])
        return made

    @property
    def passages(self) -> Iterator[PassageContext]:
        """All of its passages."""
        return map(self.statement, range(len(self.features.passages)))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that it has, folded."""
        text = self.article.text
        spans = (t.span for passage in self.features.passages for t in passage.tokens[:_MOST_TOKENS])
        return frozenset(map(normalize_word, {text[span.start : span.end] for span in spans}))

    @cached_property
    def numbers(self) -> frozenset[tuple[QuantityKind, str, float]]:
        """Every number that it has, with what it is a number of."""
        return frozenset((q.kind, q.of, q.value) for its in self.features.passages for q in its.quantities)


class PassageContext:
    """One of two linked passages: what many details are sought in, found at once."""

    def __init__(self, account: ArticleContext, features: PassageFeatures) -> None:
        text = account.article.text
        self.account = account
        self.details = account.details
        self.text = text
        """Of the whole article, to which spans refer."""
        self.features = features
        self.tokens = tokens = features.tokens[:_MOST_TOKENS]
        """As many as are looked at."""
        self.words = tuple(map(normalize_word, [text[t.span.start : t.span.end] for t in tokens]))
        """As printed, folded."""
        self.cues = account.cues.intersection(self.words)
        """Those of them that it has, to see at once that there is nothing to look for."""
        self.other_than_words = tuple([k for k, t in enumerate(tokens) if t.term[0] in NOT_WORDS])
        """The tokens that are numbers, months or weekdays."""
        self.numbers = [
            (k, value)
            for k in self.other_than_words
            if (value := tokens[k].value) is not None and isfinite(value)
        ]
        """The tokens that are numbers, and their values; more digits than a number can hold are none."""
        self.capitals = [k for k, t in enumerate(tokens) if t.capital]
        """The tokens that are written with a capital."""
        self.digits: tuple[int, ...] = ()
        if tokens and _DIGIT.search(text, tokens[0].span.start, tokens[-1].span.end):
            self.digits = tuple([k for k, word in enumerate(self.words) if _DIGIT.match(word)])
        """The tokens that begin with a digit: 35th, 11am."""
        self.quantities = features.quantities
        if len(tokens) < len(features.tokens):
            self.quantities = tuple([q for q in self.quantities if q.last < len(tokens)])
        self.has_values = bool(self.other_than_words or self.digits or self.cues or self.quantities)
        """Whether it may have a figure, a date or a time."""
        self.found: dict[object, Any] = {}
        """What was found in it, by the function that looked."""

    @property
    def terms(self) -> frozenset[str]:
        """What its tokens are compared by."""
        return frozenset(token.term for token in self.tokens)

    def printed(self, span: Span) -> str:
        """What stands there."""
        return span.of(self.text)

    def gap(self, at: int) -> str:
        """What stands between token `at` and the next."""
        return self.text[self.tokens[at].span.end : self.tokens[at + 1].span.start]

    def content_before(self, at: int, most: int) -> tuple[str, ...]:
        """The last content terms before token `at`, numbers and days left out, nearest last."""
        found: list[str] = []
        for token in reversed(self.tokens[:at]):
            if token.content and token.is_word:
                found.append(token.term)
                if len(found) == most:
                    break
        return tuple(reversed(found))

    def content_after(self, at: int, most: int) -> tuple[str, ...]:
        """The first content terms after token `at`, numbers and days left out."""
        found: list[str] = []
        for token in self.tokens[at + 1 :]:
            if token.content and token.is_word:
                found.append(token.term)
                if len(found) == most:
                    break
        return tuple(found)


def once(find: Callable[[PassageContext], T]) -> Callable[[PassageContext], T]:
    """A function that looks at each passage once, for a passage has many counterparts."""

    @wraps(find)
    def kept(statement: PassageContext) -> T:
        found = statement.found
        if find in found:
            known: T = found[find]
            return known
        made = found[find] = find(statement)
        return made

    return kept


def difference(
    kind: DifferenceKind, subject: str, statements: Pair[PassageContext], spans: Pair[Span]
) -> Difference:
    """A detail that two passages give differently, with what stands there."""
    readings = Pair(statements.left.printed(spans.left), statements.right.printed(spans.right))
    return Difference(kind, subject, readings, spans)


def same(one: str, two: str, synonyms: Synonyms) -> bool:
    """Whether two stems are one, or of words for the same thing."""
    return one == two or not set(synonyms.get(one, ())).isdisjoint(synonyms.get(two, ()))
