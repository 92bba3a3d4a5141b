"""A link → the checkable details in which its passages disagree.

One false "differs" costs more trust than it earns, so everything here is shy: both passages must give one
reading of the same thing, and neither a rounding, a bound, a mere extra detail nor another quantity counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from diptych.alignment.model import Difference, DifferenceKind
from diptych.alignment.quantities import QuantityKind
from diptych.alignment.words import folded
from diptych.article.model import Span
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.alignment.features import ArticleFeatures, PassageFeatures, Quote
    from diptych.alignment.quantities import Quantity
    from diptych.alignment.words import Token
    from diptych.article.model import Article

_LEAST_SCORE = 0.5
"""Numbers and days are compared only where the passages are linked at the usual threshold."""
_CLOSE = 0.15
"""Relative distance within which a number given as approximate agrees with another."""
_FARTHEST = 0.6
"""Ratio of two numbers below which they count different things."""
_REACH = 3
"""Content words around a date in which what happened then is sought."""
_LEAST_QUOTE = 5
"""Words that two wordings of one quotation must share."""
_CERTAIN_QUOTE = 12
"""Shared words from which it is one quotation whoever is named as its speaker."""
_LEAST_LIKENESS = 0.7
"""Share of the words of both wordings, between the first and last that they share, that must be shared."""

_MEASURED = {QuantityKind.COUNT: DifferenceKind.NUMBER, QuantityKind.MONEY: DifferenceKind.NUMBER,
             QuantityKind.PERCENT: DifferenceKind.NUMBER}  # fmt: skip


class Differences:
    """Finds what linked passages of two articles give differently."""

    def __init__(self, articles: Pair[Article], features: Pair[ArticleFeatures]) -> None:
        self._articles = articles
        self._features = features
        self._said = features.map(
            lambda article: frozenset(
                (q.kind, q.of, q.value) for passage in article.passages for q in passage.quantities
            )
        )

    def of(self, left: int, right: int, score: float) -> tuple[Difference, ...]:
        """What two linked passages give differently, in the order of the left one."""
        passages = Pair(self._features.left.passages[left], self._features.right.passages[right])
        found = list(self._wordings(passages))
        if score >= _LEAST_SCORE:
            found += [*self._numbers(passages), *self._days(passages)]
        return tuple(sorted(found, key=lambda difference: (difference.spans.left, difference.spans.right)))

    def _numbers(self, passages: Pair[PassageFeatures]) -> Iterator[Difference]:
        """Counts of the same noun, sums of the same currency, percentages."""
        years = passages.map(
            lambda passage: {q.value for q in passage.quantities if q.kind is QuantityKind.YEAR}
        )
        if years.left and years.right and years.left != years.right:
            return  # figures of different periods
        for one in passages.left.quantities:
            for two in passages.right.quantities:
                if (
                    one.kind is not two.kind
                    or one.kind not in _MEASURED
                    or one.of != two.of
                    or one.details != two.details
                ):
                    continue
                if (
                    _agree(one, two)
                    or _far(one, two)
                    or not self._alone(one, passages.left)
                    or not self._alone(two, passages.right)
                ):
                    continue
                # Where the other article has the same number of the same thing too, it is another quantity.
                if self._known(one, self._said.right) or self._known(two, self._said.left):
                    continue
                if not _same_thing(one, two, passages):
                    continue
                yield self._difference(DifferenceKind.NUMBER, one, two)

    def _alone(self, quantity: Quantity, passage: PassageFeatures) -> bool:
        return sum(q.kind is quantity.kind and q.of == quantity.of for q in passage.quantities) == 1

    def _known(self, quantity: Quantity, said: frozenset[tuple[QuantityKind, str, float]]) -> bool:
        return (quantity.kind, quantity.of, quantity.value) in said

    def _days(self, passages: Pair[PassageFeatures]) -> Iterator[Difference]:
        """Weekdays, dates and years of the same act."""
        for kind, called in (
            (QuantityKind.WEEKDAY, DifferenceKind.WEEKDAY),
            (QuantityKind.DATE, DifferenceKind.DATE),
            (QuantityKind.YEAR, DifferenceKind.DATE),
        ):
            lefts = [quantity for quantity in passages.left.quantities if quantity.kind is kind]
            rights = [quantity for quantity in passages.right.quantities if quantity.kind is kind]
            if len(lefts) == 1 and len(rights) == 1:
                one, two = lefts[0], rights[0]
                if one.value != two.value and _same_act(one, two, passages):
                    yield self._difference(called, one, two)

    def _difference(self, kind: DifferenceKind, one: Quantity, two: Quantity) -> Difference:
        spans = Pair(one.span, two.span)
        return Difference(kind, one.subject, self._readings(spans), spans)

    def _readings(self, spans: Pair[Span]) -> Pair[str]:
        return Pair(spans.left.of(self._articles.left.text), spans.right.of(self._articles.right.text))

    def _wordings(self, passages: Pair[PassageFeatures]) -> Iterator[Difference]:
        """One quotation in two wordings."""
        for one in passages.left.quotes:
            for two in passages.right.quotes:
                spans = self._altered(passages, one, two)
                if spans is not None:
                    yield Difference(DifferenceKind.QUOTATION, "quoted words", self._readings(spans), spans)

    def _altered(self, passages: Pair[PassageFeatures], one: Quote, two: Quote) -> Pair[Span] | None:
        """Where two quotations that are one differ within what both have."""
        texts = self._articles.map(lambda article: article.text)
        lefts = _words(texts.left, passages.left.tokens, one)
        rights = _words(texts.right, passages.right.tokens, two)
        if min(len(lefts), len(rights)) < _LEAST_QUOTE:
            return None
        a, b = [word.plain for word in lefts], [word.plain for word in rights]
        # The matcher is not symmetric: it always gets the two in the same order.
        swapped = (len(a), a) > (len(b), b)
        matcher = SequenceMatcher(None, b if swapped else a, a if swapped else b, autojunk=False)
        blocks = [
            (m.b, m.a, m.size) if swapped else (m.a, m.b, m.size)
            for m in matcher.get_matching_blocks()
            if m.size
        ]
        shared = sum(size for _, _, size in blocks)
        if len(blocks) < 2 or shared < _LEAST_QUOTE:
            return None
        first, last = blocks[0], blocks[-1]
        whole = max(last[0] + last[2] - first[0], last[1] + last[2] - first[1])
        if shared < _LEAST_LIKENESS * whole:
            return None
        changed = []
        for (a0, b0, size), (a1, b1, _) in pairwise(blocks):
            gap_a, gap_b = lefts[a0 + size : a1], rights[b0 + size : b1]
            between = Pair(
                texts.left[lefts[a0 + size - 1].span.end : lefts[a1].span.start],
                texts.right[rights[b0 + size - 1].span.end : rights[b1].span.start],
            )
            if any(_CUT.search(part) for part in between):
                continue
            if "".join(w.plain for w in gap_a) == "".join(w.plain for w in gap_b):
                continue
            changed.append((a0 + size - 1, a1, b0 + size - 1, b1))
        if not changed or (shared < _CERTAIN_QUOTE and _other_speaker(passages)):
            return None
        return Pair(
            Span(lefts[changed[0][0]].span.start, lefts[changed[-1][1]].span.end),
            Span(rights[changed[0][2]].span.start, rights[changed[-1][3]].span.end),
        )


_CUT = re.compile(r"\.\s*\.\s*\.|…|[\[\]()*]|--|—")
"""Marks of words left out, put in or interrupted, which alter no wording."""


@dataclass(frozen=True, slots=True)
class _Word:
    plain: str
    span: Span


def _words(text: str, tokens: Sequence[Token], quote: Quote) -> list[_Word]:
    """The words of a quotation in the form in which wordings are compared: contractions in full."""
    words = []
    for k in quote.tokens:
        token = tokens[k]
        printed = token.span.of(text)
        written = token.term if token.value is not None else folded(printed)
        if printed[-2:] in ("'s", "’s"):
            written += "'s"
        for ending, full in _CONTRACTIONS:
            if written.endswith(ending) and len(written) > len(ending):
                words.append(_Word(written.removesuffix(ending), token.span))
                words.append(_Word(full, token.span))
                break
        else:
            words.append(_Word(written, token.span))
    return words


_CONTRACTIONS = (("n't", "not"), ("'ve", "have"), ("'ll", "will"), ("'re", "are"), ("'m", "am"), ("'s", "is"))


def _other_speaker(passages: Pair[PassageFeatures]) -> bool:
    """Whether the names beside the quotations have nothing in common."""
    named = passages.map(lambda passage: passage.proper - passage.quoted)
    return bool(named.left) and bool(named.right) and not named.left & named.right


def _agree(one: Quantity, two: Quantity) -> bool:
    """Whether two numbers may be the same: equal, one a rounding of the other, or approximate and close."""
    if one.value == two.value:
        return True
    small, large = sorted((one.value, two.value))
    if (one.hedged or two.hedged) and large - small <= _CLOSE * large:
        return True
    return _rounds_to(one.value, two.value) or _rounds_to(two.value, one.value)


def _far(one: Quantity, two: Quantity) -> bool:
    """Whether two numbers are too far apart to be accounts of the same quantity."""
    small, large = sorted((one.value, two.value))
    return small < _FARTHEST * large


def _rounds_to(exact: float, rounded: float) -> bool:
    """Whether one number is the other with fewer digits."""
    if rounded == 0 or exact == 0:
        return False
    digits = (
        len(f"{rounded:.0f}".rstrip("0")) if rounded == int(rounded) else len(f"{rounded:g}".replace(".", ""))
    )
    unit = 10.0 ** (len(f"{rounded:.0f}") - digits)
    return unit > 1 and abs(exact - rounded) < unit / 2


def _same_thing(one: Quantity, two: Quantity, passages: Pair[PassageFeatures]) -> bool:
    """Whether two counts stand among the same words."""
    a, b = _around(one, passages.left.tokens), _around(two, passages.right.tokens)
    return bool(a & b)


def _around(quantity: Quantity, tokens: Sequence[Token]) -> frozenset[str]:
    """The content words next to a quantity, its own left out."""
    before = [token.term for token in tokens[: quantity.first] if token.content and token.term[0] != "@"][
        -_REACH:
    ]
    after = [token.term for token in tokens[quantity.last + 1 :] if token.content and token.term[0] != "@"][
        :_REACH
    ]
    return frozenset(before + after)


def _same_act(one: Quantity, two: Quantity, passages: Pair[PassageFeatures]) -> bool:
    """Whether two days are given to the same act: the word before both is the same."""

    def lead(quantity: Quantity, tokens: Sequence[Token]) -> str:
        words = [t.term for t in tokens[: quantity.first] if t.content and t.term[0] not in "@#"]
        return words[-1] if words else ""

    a, b = lead(one, passages.left.tokens), lead(two, passages.right.tokens)
    return bool(a) and a == b and one.of == two.of
