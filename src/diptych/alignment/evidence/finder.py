"""A link → its evidence: shared names, numbers, dates, quoted words and words, with their spans.

Spans count code points of each article's text and lie within the linked passages.  Together the items cover
every content word that both passages have, except what says nothing: numbers of clearly different things
(five minutes, 5 May), fragments of different names (United Nations, United States), titles before names.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diptych.alignment.evidence.meaning import ALIKE, LEAST_ALIKE, meaning_evidence
from diptych.alignment.evidence.number_roles import may_agree, number_role_of
from diptych.alignment.evidence.passage_words import PassageWords
from diptych.alignment.features.terms import CALENDAR, NUMBER
from diptych.alignment.features.tokens import normalize_word
from diptych.alignment.kinds import EvidenceKind
from diptych.alignment.model import Evidence
from diptych.article.model import Span
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from diptych.alignment.encoder.protocol import WordSimilarities
    from diptych.alignment.evidence.passage_words import Compound
    from diptych.alignment.features.article_features import ArticleFeatures, PassageFeatures
    from diptych.alignment.features.tokens import Token
    from diptych.article.model import Article

Run = tuple[str, ...]
"""Consecutive terms."""

_KINDS = {NUMBER: EvidenceKind.NUMBER, CALENDAR: EvidenceKind.DATE}
"""The kind of evidence by the first character of a term; words for all others."""
_SHORT_NAME = 0.5
"""Weight, 0..1, of a name that one side abbreviates: such names are long and well known."""
_LEAST_QUOTE = 2
"""Content words that a shared run of quoted words must have, unless it is a whole quotation."""

_MOST_KEPT = 5_000
"""Passages of a side that are kept as they were looked up: in a book told twice, counterparts are near."""


class EvidenceFinder:
    """Finds the evidence of links between two articles."""

    def __init__(
        self,
        articles: Pair[Article],
        features: Pair[ArticleFeatures],
        weights: Mapping[str, float],
        reading: WordSimilarities | None = None,
    ) -> None:
        """Prepare.

        Args:
            articles: both articles.
            features: the features of their passages.
            weights: how much each term says; see `Candidates.weights`.
            reading: compares words that differ; None if nothing does.
        """
        self._reading = reading
        self._texts = articles.map(lambda article: article.text)
        self._features = features
        self._weights = weights
        self._heaviest = max(weights.values(), default=0.0) or 1.0
        self._periods = features.map(lambda article: article.language.details.periods)
        self._passages: Pair[dict[int, PassageWords]] = Pair({}, {})
        """The passages asked for, as many as are kept."""

    def of(self, left: int, right: int) -> tuple[Evidence, ...]:
        """The evidence of the link between two passages, heaviest first."""
        passages = Pair(self._passage(left, Side.LEFT), self._passage(right, Side.RIGHT))
        names, fragments = self._names(passages)
        found = [*names, *self._short_names(passages)]
        found += self._compounds(passages, found)
        titles = _titles(passages)
        ignored = Pair(
            [*_spans(fragments, Side.LEFT), *titles.left], [*_spans(fragments, Side.RIGHT), *titles.right]
        )
        found += [*self._words(passages, found, ignored), *self._quotations(passages)]
        if self._reading is not None:
            words = Pair(
                *(_left_over(passages[side], [*_spans(found, side), *ignored[side]]) for side in Side)
            )
            least = ALIKE if found else LEAST_ALIKE
            alike = meaning_evidence(self._reading, Pair(left, right), words, self._texts, least)
            found += (item for item in alike if not self._are_two_periods(item.spans))
        return tuple(
            sorted(found, key=lambda item: (-item.weight, item.spans.left, item.spans.right, item.kind.value))
        )

    def _passage(self, index: int, side: Side) -> PassageWords:
        found = self._passages[side].get(index)
        if found is None:
            if len(self._passages[side]) == _MOST_KEPT:
                self._passages[side].clear()
            text, features = self._texts[side], self._features[side]
            found = PassageWords(text, features.passages[index], features.language.titles)
            self._passages[side][index] = found
        return found

    def _weight(self, terms: Iterable[str]) -> float:
        return min(1.0, math.fsum(self._weights.get(term, 0.0) for term in terms) / self._heaviest)

    def _text(self, span: Span) -> str:
        return span.of(self._texts.left)

    def _are_two_periods(self, spans: Pair[tuple[Span, ...]]) -> bool:
        """Whether words are two different units of time, which are no agreement: months, years."""
        words = (normalize_word(spans[side][0].of(self._texts[side])) for side in Side)
        lengths = [self._periods[side].get(word) for side, word in zip(Side, words, strict=True)]
        return None not in lengths and lengths[0] != lengths[1]

    def _names(self, passages: Pair[PassageWords]) -> tuple[list[Evidence], list[Evidence]]:
        """Runs of words that names on both sides share: full names and surnames, and mere fragments.

        A fragment says nothing: a word of two names that end differently (United Nations, United States), or
        the place in the name of a team (San Francisco, San Francisco Giants).
        """
        common = passages.left.features.proper & passages.right.features.proper
        if not common:
            return [], []
        runs = Pair(*(self._name_runs(passages[side].features, common, side) for side in Side))
        shared = runs.left.keys() & runs.right.keys()
        within = {part for run in shared for part in _parts(run)}
        names, fragments = list[Evidence](), list[Evidence]()
        for run in runs.left:
            if run in shared and run not in within:
                spans = Pair(*(tuple(where.spans) for where in (runs.left[run], runs.right[run])))
                label = max((self._text(span) for span in spans.left), key=len)
                named = Evidence(EvidenceKind.NAME, label, spans, self._weight(run))
                (names if runs.left[run].may_name_what(runs.right[run]) else fragments).append(named)
        return names, fragments

    def _name_runs(self, passage: PassageFeatures, common: Set[str], side: Side) -> dict[Run, _Run]:
        """All runs of `common` words within the names of a passage."""
        found: dict[Run, _Run] = {}
        for name in passage.names:
            tokens = name.tokens
            for first in range(len(tokens)):
                for last in range(first, len(tokens)):
                    if tokens[last].term not in common:
                        break
                    run = tuple(token.term for token in tokens[first : last + 1])
                    where = found.setdefault(run, _Run(run))
                    end = min(tokens[last].span.end, name.span.end)
                    where.spans.append(Span(tokens[first].span.start, end))
                    where.whole = where.whole or len(run) == len(tokens)
                    where.ends.add(tokens[-1].term)
                    team = (first, last) == (0, len(tokens) - 2) and self._is_plural(tokens[-1], side)
                    where.of_teams = where.of_teams and team
        return found

    def _is_plural(self, token: Token, side: Side) -> bool:
        word = token.span.of(self._texts[side]).casefold()
        return self._features[side].language.ends_as_plural(word)

    def _short_names(self, passages: Pair[PassageWords]) -> Iterator[Evidence]:
        """Names that one passage writes out and the other abbreviates."""
        if not passages.left.features.short_names or not passages.right.features.short_names:
            return
        lefts, rights = passages.left.short_names, passages.right.short_names
        for letters in lefts:
            if letters in rights:
                spans = Pair(tuple(lefts[letters]), tuple(rights[letters]))
                written = Pair(_written(letters, spans.left), _written(letters, spans.right))
                if written.left != written.right:
                    label = max((self._text(span) for span in spans.left), key=len)
                    yield Evidence(EvidenceKind.NAME, label, spans, _SHORT_NAME)

    def _compounds(self, passages: Pair[PassageWords], named: Sequence[Evidence]) -> Iterator[Evidence]:
        """Numbers that both join to the same words: apart they would say less, or mislead."""
        common = passages.left.numbers & passages.right.numbers
        if not common:
            return
        lefts, rights = (_joined(passages[side], common, _Cover(_spans(named, side))) for side in Side)
        for written, found in lefts.items():
            if written in rights:
                spans = Pair(*(tuple(one.span for one in its) for its in (found, rights[written])))
                weight = self._weight(found[0].terms)
                yield Evidence(EvidenceKind.NUMBER, self._text(spans.left[0]), spans, weight)

    def _words(
        self, passages: Pair[PassageWords], named: Sequence[Evidence], ignored: Pair[list[Span]]
    ) -> Iterator[Evidence]:
        """Every content word, number and date that both have, unless names or `ignored` cover all of it.

        Args:
            passages: both passages.
            named: the names that they share.
            ignored: words that say nothing.
        """
        covered_left = _Cover([*_spans(named, Side.LEFT), *ignored.left])
        covered_right = _Cover([*_spans(named, Side.RIGHT), *ignored.right])
        rights = passages.right.places
        for term, found in passages.left.places.items():
            if term not in rights:
                continue
            spans = Pair(tuple(found), tuple(rights[term]))
            if covered_left.has_all(spans.left) or covered_right.has_all(spans.right):
                continue
            if term[0] == NUMBER and not self._may_be_one(passages, spans):
                continue
            kind = _KINDS.get(term[0], EvidenceKind.WORD)
            weight = min(1.0, self._weights.get(term, 0.0) / self._heaviest)
            yield Evidence(kind, self._text(spans.left[0]), spans, weight)

    def _may_be_one(self, passages: Pair[PassageWords], spans: Pair[tuple[Span, ...]]) -> bool:
        """Whether a shared number may count the same thing in both passages."""
        left, right = (
            {
                number_role_of(text, passages[side].features, span, self._periods[side].keys())
                for span in spans[side]
            }
            for side, text in zip(Side, self._texts, strict=True)
        )
        return any(may_agree(one, two) for one in left for two in right)

    def _quotations(self, passages: Pair[PassageWords]) -> Iterator[Evidence]:
        """The longest run of words that each two quotations share."""
        one, two = passages.left.features, passages.right.features
        for left in one.quotes:
            for right in two.quotes:
                ones, twos = [one.tokens[k] for k in left.tokens], [two.tokens[k] for k in right.tokens]
                at, other, length = _longest_run([t.term for t in ones], [t.term for t in twos])
                run = zip(ones[at : at + length], twos[other : other + length], strict=True)
                content = [here.term for here, there in run if here.content and there.content]
                whole = length == min(len(ones), len(twos))
                if content and (len(content) >= _LEAST_QUOTE or whole):
                    spans = Pair(_span(ones[at : at + length]), _span(twos[other : other + length]))
                    label = self._text(spans.left)
                    yield Evidence(
                        EvidenceKind.QUOTATION, label, spans.map(lambda span: (span,)), self._weight(content)
                    )


def _titles(passages: Pair[PassageWords]) -> Pair[list[Span]]:
    """The titles before names in both: of one person they say no more than the name, of two nothing."""
    lefts, rights = passages.left.titles, passages.right.titles
    if not lefts or not rights:
        return Pair([], [])
    common = lefts.keys() & rights.keys()
    return Pair(*([span for term in common for span in its[term]] for its in (lefts, rights)))


def _joined(passage: PassageWords, common: Set[str], covered: _Cover) -> dict[str, list[Compound]]:
    """The compounds of a passage that contain one of the shared numbers, by their normalized form."""
    joined: dict[str, list[Compound]] = {}
    for compound in passage.compounds:
        if not common.isdisjoint(compound.terms) and compound.span not in covered:
            joined.setdefault(compound.written, []).append(compound)
    return joined


def _left_over(passage: PassageWords, covering: Iterable[Span]) -> list[Span]:
    """The content words of a passage that `covering` does not touch, in order.

    Numbers and dates are left out: different ones do not answer each other.
    """
    covered = _Cover(covering)
    return [
        token.span
        for token in passage.features.tokens
        if token.content and token.value is None and token.term[0] != CALENDAR and token.span not in covered
    ]


def _span(tokens: Sequence[Token]) -> Span:
    return Span(tokens[0].span.start, tokens[-1].span.end)


def _written(letters: str, spans: Sequence[Span]) -> bool:
    """Whether any occurrence of a name has more than its initials."""
    return any(len(span) > 2 * len(letters) for span in spans)


def _spans(found: Iterable[Evidence], side: Side) -> Iterator[Span]:
    """The spans of evidence on one side."""
    return (span for item in found for span in item.spans[side])


class _Cover:
    """Spans of one side, for fast look-ups: a passage may be very long."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            elif span:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def __contains__(self, span: Span) -> bool:
        """Whether any part of `span` is covered."""
        at = bisect_left(self._starts, span.end) - 1
        return at >= 0 and self._ends[at] > span.start

    def has_all(self, spans: Iterable[Span]) -> bool:
        """Whether any part of each of `spans` is covered."""
        return bool(self._starts) and all(span in self for span in spans)


@dataclass(slots=True)
class _Run:
    """Where a run of words stands in the names of a passage."""

    words: Run
    spans: list[Span] = field(default_factory=list)
    whole: bool = False
    """Whether it is a whole name anywhere."""
    ends: set[str] = field(default_factory=set)
    """The last words of the names that it belongs to."""
    of_teams: bool = True
    """Whether it is always followed by a single plural, as in the name of a team."""

    def may_name_what(self, other: _Run) -> bool:
        """Whether the run may name the same person, place or thing here and in the other passage."""
        if self.whole or other.whole:
            return not (self.of_teams or other.of_teams)
        return len(self.words) > 1 or not self.ends.isdisjoint(other.ends)


def _parts(run: Run) -> Iterator[Run]:
    """The shorter runs within a run of terms."""
    for length in range(1, len(run)):
        for at in range(len(run) - length + 1):
            yield run[at : at + length]


def _longest_run(one: Sequence[str], two: Sequence[str]) -> tuple[int, int, int]:
    """Where the longest run of equal terms begins in each sequence, and its length.

    Of several runs of that length it is the alphabetically first, at its first place in each sequence, so
    that swapping the sequences swaps the answer.
    """
    where: dict[str, list[int]] = {}
    for at, term in enumerate(two):
        where.setdefault(term, []).append(at)
    longest, ends = 0, list[tuple[int, int]]()
    previous: dict[int, int] = {}
    for at, term in enumerate(one):
        current: dict[int, int] = {}
        for other in where.get(term, ()):
            length = current[other] = previous.get(other - 1, 0) + 1
            if length > longest:
                longest, ends = length, []
            if length == longest:
                ends.append((at + 1 - length, other + 1 - length))
        previous = current
    if not ends:
        return 0, 0, 0
    run = min(tuple(one[at : at + longest]) for at, _ in ends)
    same = [(at, other) for at, other in ends if tuple(one[at : at + longest]) == run]
    return min(at for at, _ in same), min(other for _, other in same), longest
