"""What an alignment says: links, their grade, what they rest on and where their passages disagree."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diptych.article.model import Span


class Grade(Enum):
    """How close two linked passages are."""

    VERBATIM = "verbatim"
    """The same words."""
    RESTATED = "restated"
    """The same event, act, statement or figure in other words."""
    RELATED = "related"
    """One shared fact, a mention."""


class Verdict(Enum):
    """What a reader says of a link."""

    ACCEPTED = "accepted"
    """The two cover the same event: a link at any threshold."""
    REJECTED = "rejected"
    """They do not: no link at any threshold."""
    ADDED = "added"
    """Linked by hand, where there was no link."""


class EvidenceKind(Enum):
    """What sort of thing two linked passages share."""

    NAME = "names"
    NUMBER = "numbers"
    DATE = "dates"
    QUOTATION = "quoted words"
    WORD = "words"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that both passages of a link have."""

    kind: EvidenceKind
    label: str
    """What is shared, as the left passage or a normal form has it, for display."""
    spans: Pair[tuple[Span, ...]]
    """Where it stands in each article's text, within the linked passages."""
    weight: float
    """How much it says, 0..1: rare words and names weigh more."""


class DifferenceKind(Enum):
    """What sort of detail two linked passages disagree in."""

    NUMBER = "number"
    """A count with what it counts."""
    MONEY = "money"
    PERCENT = "percentage"
    DISTANCE = "distance"
    AGE = "age"
    DURATION = "duration"
    """How long something took or lasts."""
    DATE = "date"
    WEEKDAY = "weekday"
    TIME = "time"
    """A time of day."""
    NAME = "name"
    TITLE = "title"
    """What a person is: president, chief executive."""
    SPEAKER = "speaker"
    """Who said the quoted words."""
    QUOTATION = "quoted words"
    EXTENT = "extent"
    """A part or the whole, one of the largest or the largest."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A checkable detail of the same fact that the two passages give differently; no side is called wrong."""

    kind: DifferenceKind
    subject: str
    """What the detail is about, for display: "countries", "date", "quoted words"."""
    readings: Pair[str]
    """What each side says, as printed there."""
    spans: Pair[Span]
    """Where each reading stands in its article's text."""


class ScoreRule(Enum):
    """What made a score of a link what it is."""

    MODEL = "model"
    """The model's own probability."""
    FEW_SHARED = "few shared"
    """Lower, because the passages share few words, or the articles share no name."""
    IN_PLACE = "in place"
    """Higher, because both texts keep one order and the pair stands where it puts them."""
    SECOND_BEST = "second best"
    """Lower, because both passages have a better pair in that order."""
    OUT_OF_PLACE = "out of place"
    """Lower, because the pair stands outside that order."""
    NEIGHBOUR = "neighbour"
    """The score of the verbatim link beside it, for passages of the same common words."""


@dataclass(frozen=True, slots=True)
class ScoreStep:
    """What one rule made of the score of a link."""

    rule: ScoreRule
    score: float
    """After the rule, 0..1."""


@dataclass(frozen=True, slots=True)
class Link:
    """A left passage and a right passage that cover the same event."""

    left: int
    right: int
    score: float
    """How likely a careful reader is to link the two, 0..1: of links scored 0.7 about 70 % are right, in
    English news.  In other languages and kinds of text, an order of merit."""
    grade: Grade
    evidence: tuple[Evidence, ...] = ()
    """Heaviest first."""
    differences: tuple[Difference, ...] = ()
    verdict: Verdict | None = None
    """What the reader says of it; None where nothing was said."""
    note: str = ""
    """What the reader wrote about it."""
    judged_as: Pair[str] = Pair("", "")  # noqa: RUF009 - frozen
    """What each passage said when the verdict was given; empty where it says the same now."""
    steps: tuple[ScoreStep, ...] = field(default=(), compare=False, repr=False)
    """How the score came about, first the model's own; `diptych compare --explain` prints it.  Results do not
    keep it, so it is no part of equality."""

    @property
    def certainty(self) -> float:
        """How sure it is, 0..1: as its score says, or wholly where the reader says so."""
        return self.score if self.verdict in (None, Verdict.REJECTED) else 1.0

    def counts(self, threshold: float) -> bool:
        """Whether it is a link: as the reader says, or else if its score reaches the threshold."""
        if self.verdict is None:
            return self.score >= threshold
        return self.verdict is not Verdict.REJECTED

    def end(self, side: Side) -> int:
        """Index of the passage at this side's end."""
        return self.left if side is Side.LEFT else self.right


class AlignmentWarning(Enum):
    """Why the links between two articles may be few or doubtful."""

    TWO_LANGUAGES = "two languages"
    """The articles are in different languages, and passages are linked only within one language."""
    TWO_EVENTS = "two events"
    """The articles do not seem to cover the same event."""


@dataclass(frozen=True)
class _Indexed:
    """Links, and an index of them that is made on first use."""

    candidates: tuple[Link, ...]

    @cached_property
    def by_passage(self) -> Pair[dict[int, tuple[Link, ...]]]:
        """For each side, the links of every passage that has any."""
        return _by_passage(self.candidates)


@dataclass(frozen=True)
class Alignment:
    """All candidate links between two articles, seen at a threshold.

    `links` are the candidates with a score of at least `threshold`; `at` shows the same candidates at another
    threshold, so that a reader can raise and lower it without comparing again.  Where the reader has given a
    verdict, that counts and not the score.  What has no link is derived, never stored.  Links are never
    chained: A to B and B to C does not make A to C.
    """

    candidates: tuple[Link, ...]
    """Every pair that was worth scoring, down to a low floor, and every one that the reader judged; ordered
    by left passage, then right passage."""
    sizes: Pair[int]
    """How many passages each article has."""
    threshold: float
    """The score from which a candidate counts as a link, 0..1, where there is no verdict."""
    same_event: bool
    """False when the articles do not seem to cover the same event; independent of `threshold`."""
    compared: Pair[frozenset[int]] | None = None
    """The passages whose links are known; None, as `compare` gives it, when all are."""
    languages: Pair[str] = Pair("", "")  # noqa: RUF009 - frozen
    """English names of the languages in which the articles were compared; empty for an unknown language."""

    _indexed: _Indexed | None = field(default=None, compare=False, repr=False)
    """The index of the candidates; `replace` hands it on, since sorting ten thousand links again would make
    every step of the threshold slow."""

    def __post_init__(self) -> None:
        if self._indexed is None or self._indexed.candidates is not self.candidates:
            object.__setattr__(self, "_indexed", _Indexed(self.candidates))

    @property
    def warning(self) -> AlignmentWarning | None:
        """Why the links may be few or doubtful; None if nothing speaks against them."""
        if self.same_event:
            return None
        left, right = self.languages
        different = left and right and left != right
        return AlignmentWarning.TWO_LANGUAGES if different else AlignmentWarning.TWO_EVENTS

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links at the present threshold, ordered by left passage, then right passage."""
        return tuple(link for link in self.candidates if link.counts(self.threshold))

    @cached_property
    def rejected(self) -> tuple[Link, ...]:
        """The links that the reader rejected, ordered by left passage, then right passage."""
        return tuple(link for link in self.candidates if link.verdict is Verdict.REJECTED)

    def with_links(self, links: Iterable[Link]) -> Alignment:
        """The same with these candidates, each instead of the one between the same passages, if any."""
        new = {(link.left, link.right): link for link in links}
        kept = [new.pop((link.left, link.right), link) for link in self.candidates]
        if new:
            kept = sorted([*kept, *new.values()], key=lambda link: (link.left, link.right))
        return replace(self, candidates=tuple(kept))

    def at(self, threshold: float) -> Alignment:
        """The same candidates, seen at another threshold."""
        return replace(self, threshold=threshold)

    def by_passage(self, side: Side) -> Mapping[int, tuple[Link, ...]]:
        """For each passage of one side that has a counterpart its links, best first; in no order.

        Best are those that the reader accepted or added, then those of the highest score.
        """
        return self._index[side]

    def links_of(self, side: Side, passage: int) -> tuple[Link, ...]:
        """The links of one passage, best first."""
        return self._index[side].get(passage, ())

    def candidates_of(self, side: Side, passage: int) -> tuple[Link, ...]:
        """The candidates of one passage, links or not, best first; the rejected ones last."""
        return self._candidate_index[side].get(passage, ())

    def between(self, left: int, right: int) -> Link | None:
        """The candidate between a left and a right passage, whether or not it is a link."""
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

    def known(self, side: Side, passage: int) -> bool:
        """Whether the links of a passage are known."""
        return self.compared is None or passage in self.compared[side]

    @cached_property
    def _index(self) -> Pair[dict[int, tuple[Link, ...]]]:
        return self._candidate_index.map(self._above_threshold)

    def _above_threshold(self, candidates: dict[int, tuple[Link, ...]]) -> dict[int, tuple[Link, ...]]:
        """What counts as a link: all, some or none of the candidates of each passage, best first."""
        least = self.threshold
        return {
            end: found if found[-1].counts(least) else tuple(link for link in found if link.counts(least))
            for end, found in candidates.items()
            if found[0].counts(least)
        }

    @property
    def _candidate_index(self) -> Pair[dict[int, tuple[Link, ...]]]:
        assert self._indexed is not None  # noqa: S101 - set by __post_init__
        return self._indexed.by_passage


def _by_passage(links: tuple[Link, ...]) -> Pair[dict[int, tuple[Link, ...]]]:
    """For each side, the links of every passage that has any, best first, ties by the other end."""

    def of(side: Side) -> dict[int, tuple[Link, ...]]:
        ends: defaultdict[int, list[Link]] = defaultdict(list)
        for link in links:
            ends[link.end(side)].append(link)
        return {
            end: tuple(sorted(found, key=lambda link: (_rank(link), -link.score, link.end(side.other))))
            for end, found in ends.items()
        }

    return Pair(of(Side.LEFT), of(Side.RIGHT))


def _rank(link: Link) -> int:
    """Verdicts come before scores."""
    if link.verdict is None:
        return 1
    return 2 if link.verdict is Verdict.REJECTED else 0
