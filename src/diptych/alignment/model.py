"""An alignment: links, their grade, their evidence and where their passages disagree."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.kinds import (
    AlignmentWarning,
    DifferenceKind,
    EvidenceKind,
    Grade,
    ScoreRule,
    Verdict,
    Voice,
)
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from diptych.article.model import Span


class Evidence(NamedTuple):
    """One thing that both passages of a link contain."""

    kind: EvidenceKind
    label: str
    """The shared thing as the left passage has it, for display; both words of a likeness in meaning, with "~"
    between them."""
    spans: Pair[tuple[Span, ...]]
    """Its spans in each article's text, within the linked passages."""
    weight: float
    """0..1; rare words and names weigh more."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A checkable detail of one fact that the two passages give differently; neither is called wrong."""

    kind: DifferenceKind
    subject: str
    """The thing that the detail is about, for display: "countries", "date", "quoted words"."""
    readings: Pair[str]
    """The detail as each article prints it."""
    spans: Pair[Span]
    """The span of each reading in its article's text."""
    voice: Voice = Voice.OWN
    """Who names it."""
    certainty: float = 1.0
    """How likely, 0..1, a careful reader calls it a difference; 1 if that is not known."""
    verdict: Verdict | None = None
    """ACCEPTED or REJECTED by the reader; None if it has no verdict."""


class ScoreStep(NamedTuple):
    """One rule, and the score of a link after it."""

    rule: ScoreRule
    score: float
    """0..1."""


@dataclass(frozen=True, slots=True)
class Link:
    """A left passage and a right passage that cover the same event."""

    left: int
    right: int
    score: float
    """Probability, 0..1, that a careful reader links the two: of links scored 0.7 in English news, about 70 %
    are right.  In other languages and kinds of text, scores only rank the links."""
    grade: Grade
    evidence: tuple[Evidence, ...] = ()
    """Heaviest first."""
    differences: tuple[Difference, ...] = ()
    """Details that differ, found by diptych, whether or not the language model names them too."""
    may_differ: tuple[Difference, ...] = ()
    """Details that may differ: those of which diptych is less certain, or that the language model alone
    names."""
    model_grade: Grade | None = None
    """How close the language model calls the two; None if it does not link them."""
    verdict: Verdict | None = None
    """The reader's verdict, if any."""
    note: str = ""
    """The reader's note; may be empty."""
    judged_as: Pair[str] = Pair("", "")  # noqa: RUF009 - frozen
    """The text of each passage at the time of the verdict; empty if it has not changed."""
    rejected_differences: tuple[Difference, ...] = ()
    """Details that do not differ, says the reader."""
    steps: tuple[ScoreStep, ...] = field(default=(), compare=False, repr=False)
    """The steps to the score, first the model's own probability; `diptych compare --explain` prints them.
    Results in JSON do not contain them, so equality ignores them."""

    @property
    def certainty(self) -> float:
        """The score, 0..1; 1 for a link that the reader accepted or added."""
        return self.score if self.verdict in (None, Verdict.REJECTED) else 1.0

    def counts(self, threshold: float, voice: Voice = Voice.OWN) -> bool:
        """Whether it is a link: by the reader's verdict if there is one, otherwise by what `voice` says.

        Args:
            threshold: score, 0..1, from which diptych itself makes a link.
            voice: who decides; a link of either is one of both.
        """
        if self.verdict is not None:
            return self.verdict is not Verdict.REJECTED
        own = voice is not Voice.MODEL and self.score >= threshold
        return own or (voice is not Voice.OWN and self.model_grade is not None)

    def voice(self, threshold: float) -> Voice | None:
        """Who makes the link, apart from the reader; None if only the reader does.

        Args:
            threshold: score, 0..1, from which diptych itself makes a link.
        """
        own, model = self.score >= threshold, self.model_grade is not None
        if own:
            return Voice.BOTH if model else Voice.OWN
        return Voice.MODEL if model else None

    def end(self, side: Side) -> int:
        """Index of its passage on one side."""
        return self.left if side is Side.LEFT else self.right


NEAR = 0.125
"""Lowest score of a candidate that nearly is a link.  In English news two in five passages whose best
candidate is between this and the usual threshold have a counterpart, and one in eleven of those below."""


class _Indexed:
    """Links, and indexes of them that are built on first use."""

    def __init__(self, candidates: tuple[Link, ...]) -> None:
        self.candidates = candidates
        self._last: tuple[float, Pair[dict[int, tuple[Link, ...]]]] | None = None
        """The last threshold, and the index of the links that count at it."""

    @cached_property
    def by_passage(self) -> Pair[dict[int, tuple[Link, ...]]]:
        """For each side, the links of every passage that has any, best first, ties by the other end."""
        return Pair(self._by_passage(Side.LEFT), self._by_passage(Side.RIGHT))

    def _by_passage(self, side: Side) -> dict[int, tuple[Link, ...]]:
        ends: defaultdict[int, list[Link]] = defaultdict(list)
        for link in self.candidates:
            ends[link.end(side)].append(link)
        return {
            end: tuple(sorted(found, key=lambda link: (_rank(link), -link.score, link.end(side.other))))
            for end, found in ends.items()
        }

    @cached_property
    def highest(self) -> Sequence[float]:
        """The highest threshold at which each link counts, by diptych's own voice."""
        return [_highest(link) for link in self.candidates]

    @cached_property
    def _lowest_first(self) -> tuple[Sequence[float], Sequence[Link]]:
        """The highest thresholds in order, and the links in the same order."""
        order = sorted(range(len(self.candidates)), key=self.highest.__getitem__)
        return [self.highest[at] for at in order], [self.candidates[at] for at in order]

    def changed(self, before: float, after: float) -> Sequence[Link]:
        """The links that count at only one of two thresholds, by diptych's own voice."""
        highest, links = self._lowest_first
        return links[bisect_left(highest, min(before, after)) : bisect_left(highest, max(before, after))]

    def at(self, threshold: float) -> Pair[dict[int, tuple[Link, ...]]]:
        """`by_passage` of the links that count at a threshold, by diptych's own voice.

        It is made from that of the last threshold, because a step must not take long in a book.
        """
        if self._last is None:
            found: Pair[dict[int, tuple[Link, ...]]] = Pair({}, {})
            highest, links = self._lowest_first
            changed, by = links[bisect_left(highest, threshold) :], 1
        else:
            before, last = self._last
            found = last.map(dict)
            changed, by = self.changed(before, threshold), 1 if threshold < before else -1
        for side in Side:
            candidates, of_side = self.by_passage[side], found[side]
            for passage, number in Counter([link.end(side) for link in changed]).items():
                count = len(of_side.get(passage, ())) + by * number
                if count:
                    of_side[passage] = candidates[passage][:count]  # those that count come first
                else:
                    del of_side[passage]
        self._last = threshold, found
        return found


def _highest(link: Link) -> float:
    """The highest threshold at which a link counts by diptych's own voice; see `Link.counts`."""
    if link.verdict is None:
        return link.score
    return -1.0 if link.verdict is Verdict.REJECTED else math.inf


@dataclass(frozen=True)
class Alignment:
    """All candidate links between two articles, and the threshold from which they count as links.

    `links` are the candidates with a score of at least `threshold`; `at` gives the same candidates another
    threshold, so that a reader can raise and lower it without comparing again.  A verdict of the reader
    overrules the score.  Unique passages are derived, not stored.  Links are never chained: A to B and B to C
    do not make A to C.
    """

    candidates: tuple[Link, ...]
    """Pairs with a score of at least the floor, and all that the reader judged; ordered by left passage, then
    right passage."""
    sizes: Pair[int]
    """How many passages each article has."""
    threshold: float
    """The score, 0..1, from which a candidate without a verdict is a link."""
    same_event: bool
    """False if the articles do not seem to cover the same event; independent of `threshold`."""
    compared: Pair[frozenset[int]] | None = None
    """The passages whose links are known; None if all are, as in the result of `compare`."""
    languages: Pair[str] = Pair("", "")  # noqa: RUF009 - frozen
    """English names of the languages in which the articles were compared; empty for an unknown language."""
    model: str = ""
    """Name of the model that made the links, such as "encoder-1"; empty if it is unknown."""
    voice: Voice = Voice.OWN
    """Whose links count."""
    details: Pair[tuple[int, ...]] = Pair((), ())  # noqa: RUF009 - frozen
    """For each passage, how many figures, dates and times it has; empty if that is not known."""

    _indexed: _Indexed | None = field(default=None, compare=False, repr=False)
    """The index of the candidates.  `replace` copies it, because sorting ten thousand links again would make
    every step of the threshold slow."""

    def __post_init__(self) -> None:
        if self._indexed is None or self._indexed.candidates is not self.candidates:
            object.__setattr__(self, "_indexed", _Indexed(self.candidates))

    @cached_property
    def warning(self) -> AlignmentWarning | None:
        """The reason why the links may be few or doubtful, if any.

        Two languages are none where the links of a language model count, and it makes some.
        """
        left, right = self.languages
        if left and right and left != right:
            by_model = self.voice is not Voice.OWN and any(link.model_grade for link in self.candidates)
            return None if by_model else AlignmentWarning.TWO_LANGUAGES
        return None if self.same_event else AlignmentWarning.TWO_EVENTS

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links, ordered by left passage, then right passage."""
        if self.voice is not Voice.OWN:
            return tuple(filter(self.counts, self.candidates))
        threshold = self.threshold
        return tuple(compress(self.candidates, [each >= threshold for each in self._all.highest]))

    @cached_property
    def rejected(self) -> tuple[Link, ...]:
        """The links that the reader rejected, ordered by left passage, then right passage."""
        return tuple(link for link in self.candidates if link.verdict is Verdict.REJECTED)

    @property
    def compared_details(self) -> tuple[int, int]:
        """How many figures, dates and times linked passages have, and how many all others have."""
        compared = alone = 0
        for side in Side:
            linked = self.by_passage(side)
            for passage, count in enumerate(self.details[side]):
                if passage in linked:
                    compared += count
                else:
                    alone += count
        return compared, alone

    def with_links(self, links: Iterable[Link]) -> Alignment:
        """The same with these candidates added; each replaces the one between the same passages, if any."""
        new = {(link.left, link.right): link for link in links}
        kept = [new.pop((link.left, link.right), link) for link in self.candidates]
        if new:
            kept = sorted([*kept, *new.values()], key=lambda link: (link.left, link.right))
        return replace(self, candidates=tuple(kept))

    def at(self, threshold: float) -> Alignment:
        """The same candidates with another threshold."""
        return replace(self, threshold=threshold)

    def counts(self, link: Link) -> bool:
        """Whether one of the candidates is a link."""
        return link.counts(self.threshold, self.voice)

    def may_differ(self, link: Link) -> tuple[Difference, ...]:
        """The details of a link that may differ, as far as those count who name them."""
        wanted = (Voice.OWN, Voice.BOTH) if self.voice is Voice.OWN else tuple(Voice)
        return tuple(difference for difference in link.may_differ if difference.voice in wanted)

    def by_passage(self, side: Side) -> Mapping[int, tuple[Link, ...]]:
        """The links of each passage of one side that has any, best first; the passages in no order.

        Links that the reader accepted or added come first, then those with the highest score.
        """
        return self._index[side]

    def links_of(self, side: Side, passage: int) -> tuple[Link, ...]:
        """The links of one passage, best first."""
        return self._index[side].get(passage, ())

    def candidates_of(self, side: Side, passage: int) -> tuple[Link, ...]:
        """The candidates of one passage, links or not, best first; rejected ones last."""
        return self._candidate_index[side].get(passage, ())

    def between(self, left: int, right: int) -> Link | None:
        """The candidate between a left and a right passage, if any; it may be no link."""
        found = self.candidates_of(Side.LEFT, left)
        return next((link for link in found if link.right == right), None)

    def linked(self, side: Side) -> tuple[int, ...]:
        """The passages of one side that have a counterpart, in order."""
        return tuple(sorted(self._index[side]))

    def unique(self, side: Side) -> tuple[int, ...]:
        """The passages of one side that are known to have no counterpart, in order."""
        index = self._index[side]
        known = range(self.sizes[side]) if self.compared is None else sorted(self.compared[side])
        return tuple(passage for passage in known if passage not in index)

    def comes_near(self, side: Side, passage: int) -> bool:
        """Whether a passage without a counterpart has a candidate that nearly is one."""
        found = self.candidates_of(side, passage)
        return bool(found) and found[0].score >= NEAR and found[0].verdict is None

    def known(self, side: Side, passage: int) -> bool:
        """Whether the links of a passage are known."""
        return self.compared is None or passage in self.compared[side]

    def changed_since(self, before: Alignment | None, side: Side) -> Collection[int] | None:
        """The passages of one side with other links than in an alignment with another threshold.

        None if more than the threshold may differ.  The best link of a passage that stays is the same.
        """
        if before is None or self._indexed is not before._indexed or self.compared is not before.compared:
            return None
        if not self.voice is before.voice is Voice.OWN:
            return None
        return {link.end(side) for link in self._all.changed(before.threshold, self.threshold)}

    @cached_property
    def _index(self) -> Pair[dict[int, tuple[Link, ...]]]:
        if self.voice is Voice.OWN:
            return self._all.at(self.threshold)
        return self._candidate_index.map(self._counting)

    def _counting(self, candidates: Mapping[int, tuple[Link, ...]]) -> dict[int, tuple[Link, ...]]:
        """The links of each passage that has any among its candidates, best first."""
        kept = {end: tuple(filter(self.counts, found)) for end, found in candidates.items()}
        return {end: found for end, found in kept.items() if found}

    @property
    def _candidate_index(self) -> Pair[dict[int, tuple[Link, ...]]]:
        return self._all.by_passage

    @property
    def _all(self) -> _Indexed:
        """The candidates with their indexes."""
        assert self._indexed is not None  # noqa: S101 - set by __post_init__
        return self._indexed


def _rank(link: Link) -> int:
    """Verdicts come before scores."""
    if link.verdict is None:
        return 1
    return 2 if link.verdict is Verdict.REJECTED else 0
