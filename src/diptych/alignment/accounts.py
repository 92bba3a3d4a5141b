"""What a comparison of details looks at: a passage, and the account of which it is a part."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, wraps
from typing import TYPE_CHECKING, TypeVar, cast

from diptych.alignment.model import Difference
from diptych.alignment.weights import fitted
from diptych.alignment.words import folded
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from diptych.alignment.details import Details
    from diptych.alignment.features import ArticleFeatures, PassageFeatures
    from diptych.alignment.model import DifferenceKind
    from diptych.alignment.quantities import Quantity, QuantityKind
    from diptych.alignment.words import Token
    from diptych.article.model import Article, Span

T = TypeVar("T")

_MOST_TOKENS = 400
"""Words of a passage in which details are sought: no sentence is that long."""


@dataclass(frozen=True, eq=False)
class Account:
    """One of the two articles."""

    article: Article
    features: ArticleFeatures

    @property
    def details(self) -> Details:
        """What is known of its language."""
        return self.features.language.details

    @cached_property
    def passages(self) -> tuple[Statement, ...]:
        """Its passages, with their words folded once for all."""
        return tuple(Statement(self, features) for features in self.features.passages)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that it has, folded."""
        return frozenset(word for passage in self.passages for word in passage.words)

    @cached_property
    def numbers(self) -> frozenset[tuple[QuantityKind, str, float]]:
        """Every number that it has, with what it is a number of."""
        return frozenset((q.kind, q.of, q.value) for its in self.features.passages for q in its.quantities)


@dataclass(frozen=True, eq=False)
class Statement:
    """One of two linked passages."""

    account: Account
    features: PassageFeatures

    @property
    def text(self) -> str:
        """The text of the whole article, to which spans refer."""
        return self.account.article.text

    @property
    def details(self) -> Details:
        """What is known of its language."""
        return self.account.details

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """Its tokens, as many as are looked at."""
        return self.features.tokens[:_MOST_TOKENS]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its tokens as printed, folded."""
        text = self.text
        return tuple(folded(token.span.of(text)) for token in self.tokens)

    @cached_property
    def terms(self) -> frozenset[str]:
        """What its tokens are compared by."""
        return frozenset(token.term for token in self.tokens)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Its quantities, as far as it is looked at."""
        size = len(self.tokens)
        return tuple(quantity for quantity in self.features.quantities if quantity.last < size)

    @cached_property
    def found(self) -> dict[object, object]:
        """What was found in it, by the function that looked."""
        return {}

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
            if token.content and token.term[0] not in "@#":
                found.append(token.term)
                if len(found) == most:
                    break
        return tuple(reversed(found))

    def content_after(self, at: int, most: int) -> tuple[str, ...]:
        """The first content terms after token `at`, numbers and days left out."""
        found: list[str] = []
        for token in self.tokens[at + 1 :]:
            if token.content and token.term[0] not in "@#":
                found.append(token.term)
                if len(found) == most:
                    break
        return tuple(found)


def once(find: Callable[[Statement], T]) -> Callable[[Statement], T]:
    """A function that looks at each passage once, for a passage has many counterparts."""

    @wraps(find)
    def kept(statement: Statement) -> T:
        found = statement.found
        if find not in found:
            found[find] = find(statement)
        return cast("T", found[find])

    return kept


def difference(
    kind: DifferenceKind, subject: str, statements: Pair[Statement], spans: Pair[Span]
) -> Difference:
    """A detail that two passages give differently, with what stands there."""
    readings = Pair(statements.left.printed(spans.left), statements.right.printed(spans.right))
    return Difference(kind, subject, readings, spans)


def same(one: str, two: str) -> bool:
    """Whether two stems are one, or of words for the same thing."""
    groups = fitted().vocabulary.groups
    return one == two or not set(groups.get(one, ())).isdisjoint(groups.get(two, ()))
