"""The entries of the lists, their orders, and where the cursor begins.  No widgets.

Passages are counted from 0; users see numbers from 1.
"""

from __future__ import annotations

from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.kinds import DifferenceKind, Grade, Verdict, Voice
from diptych.article.word_count import count_words
from diptych.comparison_wording import one_line
from diptych.reader.lists.verdict_summary import (
    summary_of_difference,
    summary_of_link,
    summary_of_note,
    summary_of_orphan,
)
from diptych.reader.state.navigation import Place, same_passages
from diptych.reader.text.positions import paragraphs
from diptych.reader.text.verdict_labels import SIGNS
from diptych.sides import Side
from diptych.verdicts.difference_key import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from diptych.alignment.details.model import Detail
    from diptych.alignment.model import Difference, Link
    from diptych.article.model import Article
    from diptych.comparison import Comparison
    from diptych.reader.lists.detail_entries import DetailEntry
    from diptych.reader.lists.verdict_summary import VerdictSummary
    from diptych.reader.state.story_coverage import CountedSide
    from diptych.sides import Pair
    from diptych.verdicts.records import JudgementRecord
    from diptych.verdicts.store import Subject

_NO_PASSAGES = range(10**9, 10**9)
"""Empty range for a side on which an entry has no passages; it sorts last by place."""


class Listing(Enum):
    """The lists."""

    LINKS = "Links"
    """All links at the current threshold, and those that the user has rejected."""
    DIFFERS = "Differs"
    """All details in which linked passages disagree."""
    LEFT = "Unique left"
    """Runs of unique passages of the left article."""
    RIGHT = "Unique right"
    """Runs of unique passages of the right article."""
    ONLY_HERE = "Only here"
    """Runs of passages that no other account of the story has, of the article for which that is counted."""
    DETAILS = "Details"
    """Every figure, date, name and quotation of both articles, matched or not."""
    JUDGED = "Judged"
    """The user's verdicts and notes, including orphaned ones."""

    @property
    def side(self) -> Side | None:
        """The side of a list of unique passages; None for the other lists."""
        return {Listing.LEFT: Side.LEFT, Listing.RIGHT: Side.RIGHT}.get(self)

    @staticmethod
    def only(side: Side) -> Listing:
        """The list of the unique passages of a side."""
        return Listing.LEFT if side is Side.LEFT else Listing.RIGHT


class ListEntry(NamedTuple):
    """An entry of a list."""

    left: range
    """Passages of the left article; may be empty."""
    right: range
    """Passages of the right article; may be empty."""
    link: Link | None = None
    """The link; None for unique passages, notes on passages and orphaned verdicts."""
    difference: Difference | None = None
    """The differing detail, in the list of differences and, with a verdict, in the list of verdicts."""
    words: int = 0
    """Number of words of a run of unique passages."""
    is_certain: bool = True
    """Whether the detail differs, and not only may differ or has been rejected."""
    by_model_alone: bool = False
    """Whether only the language model makes the link, in the list of links."""
    detail: DetailEntry | None = None
    """The detail, in the list of details."""
    summary: VerdictSummary | None = None
    """The verdict or note, in the list of verdicts."""
    also: tuple[ListEntry, ...] = ()
    """Entries of other links that say the same, in the list of differences; they are less certain."""

    @property
    def verdict(self) -> Verdict | None:
        """The verdict on the difference, or else on the link."""
        judged = self.difference or self.link
        return None if judged is None else judged.verdict

    @property
    def is_rejected(self) -> bool:
        """Whether the user has rejected the difference, or else the link."""
        return self.verdict is Verdict.REJECTED

    @property
    def sign(self) -> str:
        """The sign of a difference: ≠, ≟, or ✗ if the user has rejected it."""
        if self.is_rejected:
            return SIGNS[Verdict.REJECTED]
        return "≠" if self.is_certain else "≟"

    @property
    def subject(self) -> tuple[object, ...]:
        """What it is about, whatever the verdict on it."""
        record = None if self.summary is None or self.summary.record is None else self.summary.record.id
        return self.left, self.right, None if self.difference is None else self.difference.spans, record

    @property
    def folded(self) -> tuple[ListEntry, ...]:
        """The entry, and those that it stands for too."""
        return self, *self.also

    def passages(self, side: Side) -> range:
        """The passages of one side."""
        return self.left if side is Side.LEFT else self.right

    def place(self, side: Side) -> Place:
        """The first passage on `side`; without one, the first passage on the other side."""
        side = side if self.passages(side) else side.other
        return Place(side, self.passages(side).start)

    def heading(self) -> str:
        """The words of the heading, for the filter."""
        if self.summary is not None:
            return self.summary.text()
        if self.detail is not None:
            return self.detail.heading
        if self.link is None:
            return "unique"
        if self.difference is None:
            if self.is_rejected:
                return f"{self.link.grade.value} rejected"
            return f"{self.link.grade.value}{' differs' if self.link.differences else ''}"
        readings = self.difference.readings
        kind, subject = self.difference.kind.value, self.difference.subject
        verb = {"≠": "differs", "≟": "may differ"}.get(self.sign, "rejected")
        return f"{self.link.grade.value} {self.sign} {verb} {kind} {subject} {readings.left} {readings.right}"


class SortOrder(Enum):
    """Orders of a list."""

    LEFT = "place left"
    RIGHT = "place right"
    SCORE = "score"
    GRADE = "grade"
    KIND = "kind"
    """The kind of the detail that differs."""
    LENGTH = "length"
    PLACE = "place"


ORDERS: Mapping[Listing, tuple[SortOrder, ...]] = {
    Listing.LINKS: (SortOrder.LEFT, SortOrder.RIGHT, SortOrder.SCORE, SortOrder.GRADE),
    Listing.DIFFERS: (SortOrder.LEFT, SortOrder.RIGHT, SortOrder.SCORE, SortOrder.KIND),
    Listing.LEFT: (SortOrder.LENGTH, SortOrder.PLACE),
    Listing.RIGHT: (SortOrder.LENGTH, SortOrder.PLACE),
    Listing.ONLY_HERE: (SortOrder.LENGTH, SortOrder.PLACE),
    Listing.DETAILS: (SortOrder.PLACE, SortOrder.KIND),
    Listing.JUDGED: (SortOrder.LEFT, SortOrder.RIGHT, SortOrder.SCORE),
}
"""The orders of each list, the default first."""

DESCENDING = frozenset({SortOrder.SCORE, SortOrder.GRADE, SortOrder.LENGTH})
"""Orders in which the largest value comes first, unless reversed."""

_GRADES = {grade: rank for rank, grade in enumerate(Grade)}
_KINDS = {kind: rank for rank, kind in enumerate(DifferenceKind)}


def entries_of(
    listing: Listing,
    comparison: Comparison,
    orphaned: Sequence[JudgementRecord] = (),
    details: Pair[Sequence[tuple[Detail, ...]]] | None = None,
    only_here: CountedSide | None = None,
) -> list[ListEntry]:
    """The entries of a list, by place.

    Args:
        listing: the list.
        comparison: the links, with the verdicts and notes on them.
        orphaned: verdicts and notes on passages that the texts no longer have.
        details: the details of each passage, in the list of details; read here when None.
        only_here: what no other account of the story has; None for an empty list of that.
    """
    if listing is Listing.ONLY_HERE:
        if only_here is None:
            return []
        return _run_entries(comparison.articles, only_here.side, only_here.counts.nowhere)
    if listing is Listing.JUDGED:
        return judged_entries(comparison, orphaned)
    if listing is Listing.DETAILS:
        from diptych.reader.lists.detail_entries import detail_entries

        return [
            ListEntry(*_on_one_side(entry.side, _one(entry.passage)), detail=entry)
            for entry in detail_entries(comparison, details)
        ]
    alignment, side = comparison.alignment, listing.side
    if side is not None:
        return _run_entries(comparison.articles, side, alignment.unique(side))
    if listing is Listing.DIFFERS:
        return [
            ListEntry(_one(link.left), _one(link.right), link, difference, is_certain=certain)
            for link in alignment.links
            for certain, told in (
                (True, link.differences),
                (False, (*alignment.may_differ(link), *link.rejected_differences)),
            )
            for difference in told
        ]
    return [
        ListEntry(
            _one(link.left),
            _one(link.right),
            link,
            by_model_alone=link.verdict is None and link.voice(alignment.threshold) is Voice.MODEL,
        )
        for link in alignment.candidates
        if link.verdict is Verdict.REJECTED or alignment.counts(link)
    ]


def with_repeats_folded(entries: Sequence[ListEntry]) -> list[ListEntry]:
    """Differences; one detail that several links tell in the same words is one entry, of the surest link.

    A verdict is on the difference of one link.  So judged ones stay apart, and once the surest is judged, the
    others are an entry of their own.
    """
    said: dict[object, list[list[ListEntry]]] = {}
    for number, entry in enumerate(entries):
        alike = said.setdefault(_wording_of(entry) or number, [])
        repeated = [group for group in alike if any(_is_one_detail(entry, other) for other in group)]
        alike[:] = [group for group in alike if group not in repeated]
        alike.append([*(one for group in repeated for one in group), entry])
    surest = [(max(group, key=_certainty), group) for alike in said.values() for group in alike]
    return [one._replace(also=tuple(each for each in group if each is not one)) for one, group in surest]


def _wording_of(entry: ListEntry) -> object:
    """What an entry without a verdict says; None with one, or without a difference."""
    told = entry.difference
    if told is None or told.verdict:
        return None
    return told.kind, told.subject, told.readings.map(one_line), entry.sign


def _is_one_detail(entry: ListEntry, other: ListEntry) -> bool:
    """Whether the differences of two entries have one reading in common, where it is printed."""
    one, two = entry.difference, other.difference
    if one is None or two is None:
        return False
    return one.spans.left == two.spans.left or one.spans.right == two.spans.right


def _certainty(entry: ListEntry) -> tuple[float, float]:
    certain = 0.0 if entry.difference is None else entry.difference.certainty
    return certain, 0.0 if entry.link is None else entry.link.score


def judged_entries(comparison: Comparison, orphaned: Sequence[JudgementRecord]) -> list[ListEntry]:
    """Links and differences with a verdict or a note, then notes on passages, then orphaned records.

    Args:
        comparison: the links, with the verdicts and notes on them.
        orphaned: verdicts and notes on passages that the texts no longer have.
    """
    entries = [
        ListEntry(_one(link.left), _one(link.right), link, summary=summary_of_link(link))
        for link in comparison.alignment.candidates
        if link.verdict is not None or link.note
    ]
    entries += [
        ListEntry(
            _one(link.left), _one(link.right), link, difference, summary=summary_of_difference(difference)
        )
        for link in comparison.alignment.candidates
        for difference in (*link.differences, *link.rejected_differences)
        if difference.verdict is not None
    ]
    for side in Side:
        for note in comparison.notes[side]:
            passages = _on_one_side(side, _one(note.passage))
            entries.append(ListEntry(*passages, summary=summary_of_note(note)))
    summaries = map(summary_of_orphan, orphaned)
    return entries + [ListEntry(_NO_PASSAGES, _NO_PASSAGES, summary=summary) for summary in summaries]


def _run_entries(articles: Pair[Article], side: Side, passages: Sequence[int]) -> list[ListEntry]:
    """Passages of one side as entries."""
    return [
        ListEntry(*_on_one_side(side, run), words=_word_count(articles[side], run))
        for run in runs_of(passages)
    ]


def runs_of(passages: Sequence[int]) -> list[range]:
    """Passages that are given in order, neighbours taken together."""
    runs = []
    for _, found in groupby(enumerate(passages), key=lambda item: item[1] - item[0]):
        together = [passage for _, passage in found]
        runs.append(range(together[0], together[-1] + 1))
    return runs


def arranged(entries: Sequence[ListEntry], order: SortOrder, *, reverse: bool = False) -> list[ListEntry]:
    """Entries in an order, equal ones by place; if `reverse`, all of that from the end."""
    found = sorted(entries, key=_SORT_KEYS[order])
    return found[::-1] if reverse else found


def nearest(entries: Sequence[ListEntry], place: Place | None, link: Link | None, *, by_place: bool) -> int:
    """Index of the entry to begin at: that of `link`; without one, an entry that has the passage at `place`.

    If there is no such entry, a list that is sorted by place begins at the nearest entry, and at the later
    one of two that are equally near.  Any other list begins at its top.
    """
    if place is None or not entries:
        return 0
    if link is not None:
        for index, entry in enumerate(entries):
            if any(each.link is not None and same_passages(each.link, link) for each in entry.folded):
                return index
    if not by_place:
        found = (index for index, entry in enumerate(entries) if place.passage in entry.passages(place.side))
        return next(found, 0)

    def distance(index: int) -> tuple[int, bool]:
        passages = entries[index].passages(place.side)
        if place.passage < passages.start:
            return passages.start - place.passage, False
        return max(0, place.passage - passages[-1]), True

    return min(range(len(entries)), key=distance)


def index_of(entries: Sequence[ListEntry], subject: Subject, articles: Pair[Article]) -> int | None:
    """Index of the entry that a verdict or note is about, by its difference or else its passages; or None."""
    wanted = subject.left, subject.right

    def fit(entry: ListEntry) -> int:
        """How well an entry fits; 0 if not at all."""
        ends = (passages.start if passages else None for passages in (entry.left, entry.right))
        if tuple(ends) != wanted:
            return 0
        found = None if entry.difference is None else key_of(entry.difference, articles)
        return 1 + (found == subject.difference)

    fits = [max(map(fit, entry.folded)) for entry in entries]
    best = max(fits, default=0)
    return fits.index(best) if best else None


def _word_count(article: Article, run: range) -> int:
    return sum(count_words(span.of(article.text)) for span in paragraphs(article, run))


def _one(passage: int) -> range:
    return range(passage, passage + 1)


def _on_one_side(side: Side, passages: range) -> tuple[range, range]:
    return (passages, _NO_PASSAGES) if side is Side.LEFT else (_NO_PASSAGES, passages)


def _kind(entry: ListEntry) -> float:
    """The rank of the kind of an entry."""
    if entry.detail is not None:
        kinds = type(entry.detail.detail.kind)
        return [*kinds].index(entry.detail.detail.kind)
    return _KINDS[entry.difference.kind] if entry.difference else 0


_SORT_KEYS: Mapping[SortOrder, Callable[[ListEntry], float]] = {
    SortOrder.LEFT: lambda entry: entry.left.start,
    SortOrder.RIGHT: lambda entry: entry.right.start,
    SortOrder.PLACE: lambda entry: min(entry.left.start, entry.right.start),
    SortOrder.SCORE: lambda entry: -entry.link.score if entry.link else 0,
    # Scores never differ by as much as two grades.
    SortOrder.GRADE: lambda entry: 2 * _GRADES[entry.link.grade] - entry.link.score if entry.link else 0,
    SortOrder.KIND: lambda entry: _kind(entry),
    SortOrder.LENGTH: lambda entry: -entry.words,
}
