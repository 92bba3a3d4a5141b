"""The entries of the lists, their orders, and where the cursor begins.  No widgets.

Passages are counted from 0; users see numbers from 1.
"""

from __future__ import annotations

from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.model import DifferenceKind, Grade
from diptych.article.word_count import count_words
from diptych.reader.state.navigation import Place, same_passages
from diptych.reader.text.positions import paragraphs
from diptych.reader.text.verdict_labels import NOTE, SIGNS, WORDS, score_of, sign_of, since_changed
from diptych.sides import Pair, Side
from diptych.sources.sanitize import sanitize

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from diptych.alignment.model import Alignment, Difference, Link
    from diptych.article.model import Article
    from diptych.comparison import PassageNote
    from diptych.verdicts.records import JudgementRecord


Notes = Pair[tuple["PassageNote", ...]]
"""Notes on passages, of both articles."""
NO_NOTES: Notes = Pair((), ())


class Listing(Enum):
    """The lists."""

    LINKS = "Links"
    """Every link at the present threshold."""
    DIFFERS = "Differs"
    """Every detail in which linked passages disagree."""
    LEFT = "Only left"
    """What the right article leaves out: runs of unique passages."""
    RIGHT = "Only right"
    JUDGED = "Judged"
    """Verdicts and notes of the user, with those that no longer fit the texts."""

    @property
    def side(self) -> Side | None:
        """The side of a list of unique passages; None for the other lists."""
        return {Listing.LEFT: Side.LEFT, Listing.RIGHT: Side.RIGHT}.get(self)

    @staticmethod
    def only(side: Side) -> Listing:
        """The list of what only one side has."""
        return Listing.LEFT if side is Side.LEFT else Listing.RIGHT


class ListEntry(NamedTuple):
    """An entry of a list, with its passages."""

    left: range
    """Passages of the left article; empty for an entry of the right one only."""
    right: range
    link: Link | None = None
    difference: Difference | None = None
    words: int = 0
    """Length of a run of unique passages."""
    said: VerdictSummary | None = None
    """The verdict or note, in the list of verdicts."""

    def passages(self, side: Side) -> range:
        """The passages of one side."""
        return self.left if side is Side.LEFT else self.right

    def place(self, side: Side) -> Place:
        """The first passage on `side`, or else on the other side."""
        side = side if self.passages(side) else side.other
        return Place(side, self.passages(side).start)

    def about(self) -> str:
        """The words of its heading, for the filter."""
        if self.said is not None:
            return self.said.text()
        if self.link is None:
            return "unique"
        if self.difference is None:
            return f"{self.link.grade.value}{' differs' if self.link.differences else ''}"
        readings = self.difference.readings
        kind, subject = self.difference.kind.value, self.difference.subject
        return f"{self.link.grade.value} differs {kind} {subject} {readings.left} {readings.right}"


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
    Listing.JUDGED: (SortOrder.LEFT, SortOrder.RIGHT, SortOrder.SCORE),
}
"""The orders of each list, the default first."""

LARGEST_FIRST = frozenset({SortOrder.SCORE, SortOrder.GRADE, SortOrder.LENGTH})
"""Orders that are descending by default."""

_NO_PASSAGE_DISTANCE = 10**9
"""Distance, in passages, of an entry that has no passage on a side: it sorts last."""

_GRADES = {grade: rank for rank, grade in enumerate(Grade)}
_KINDS = {kind: rank for rank, kind in enumerate(DifferenceKind)}


def entries_of(
    listing: Listing,
    articles: Pair[Article],
    alignment: Alignment,
    notes: Notes = NO_NOTES,
    lost: Sequence[JudgementRecord] = (),
) -> list[ListEntry]:
    """All that belongs to a list, by place.

    Args:
        listing: which list.
        articles: the two.
        alignment: their links.
        notes: on passages.
        lost: what the reader said of passages that the texts no longer have.
    """
    if listing is Listing.JUDGED:
        return judged_entries(alignment, notes, lost)
    side = listing.side
    if side is not None:
        return [_run(articles[side], side, run) for run in unique_runs(alignment, side)]
    if listing is Listing.DIFFERS:
        return [
            ListEntry(_one(link.left), _one(link.right), link, difference)
            for link in alignment.links
            for difference in link.differences
        ]
    return [ListEntry(_one(link.left), _one(link.right), link) for link in alignment.links]


def count_of(
    listing: Listing, alignment: Alignment, notes: Notes = NO_NOTES, lost: Sequence[JudgementRecord] = ()
) -> int:
    """Number of links, differing details or unique passages of a list."""
    if listing is Listing.JUDGED:
        return count_judged(alignment, notes, lost)
    if listing is Listing.LINKS:
        return len(alignment.links)
    if listing is Listing.DIFFERS:
        return sum(len(link.differences) for link in alignment.links)
    return len(alignment.unique(Side.LEFT if listing is Listing.LEFT else Side.RIGHT))


def unique_runs(alignment: Alignment, side: Side) -> list[range]:
    """The unique passages of one side, neighbours taken together, by place."""
    runs = []
    for _, found in groupby(enumerate(alignment.unique(side)), key=lambda item: item[1] - item[0]):
        passages = [passage for _, passage in found]
        runs.append(range(passages[0], passages[-1] + 1))
    return runs


def arranged(entries: Sequence[ListEntry], order: SortOrder, *, turned: bool = False) -> list[ListEntry]:
    """Entries in an order or its reverse; equal ones stay by place."""
    found = sorted(entries, key=_KEYS[order])
    return found[::-1] if turned else found


def nearest(entries: Sequence[ListEntry], place: Place | None, link: Link | None, *, by_place: bool) -> int:
    """Index of the entry to begin at: that of `link`, or else one that has the passage at `place`.

    Where there is none, a list that is sorted by place begins at the entry nearest to it, of two that are as
    near at the one further on in the article; any other list begins at its top.
    """
    if place is None or not entries:
        return 0
    if link is not None:
        for index, entry in enumerate(entries):
            if entry.link is not None and same_passages(entry.link, link):
                return index
    if not by_place:
        there = (index for index, entry in enumerate(entries) if place.passage in entry.passages(place.side))
        return next(there, 0)

    def distance(index: int) -> tuple[int, bool]:
        passages = entries[index].passages(place.side)
        if place.passage in passages:
            return 0, False
        if not passages:
            return _NO_PASSAGE_DISTANCE, False
        after = passages.start - place.passage
        return (after, False) if after > 0 else (place.passage - passages[-1], True)

    return min(range(len(entries)), key=distance)


def _run(article: Article, side: Side, run: range) -> ListEntry:
    words = sum(count_words(span.of(article.text)) for span in paragraphs(article, run))
    none = range(0)
    return ListEntry(run, none, words=words) if side is Side.LEFT else ListEntry(none, run, words=words)


def _one(passage: int) -> range:
    return range(passage, passage + 1)


def _by_left(entry: ListEntry) -> int:
    return entry.left.start


def _by_right(entry: ListEntry) -> int:
    return entry.right.start


def _by_place(entry: ListEntry) -> int:
    return entry.left.start + entry.right.start  # a run has a place on one side only


def _by_score(entry: ListEntry) -> float:
    return 0.0 if entry.link is None else -entry.link.score


def _by_grade(entry: ListEntry) -> float:
    """By grade, then by score, which is never as much as two grades apart."""
    return 0.0 if entry.link is None else 2 * _GRADES[entry.link.grade] - entry.link.score


def _by_kind(entry: ListEntry) -> int:
    return 0 if entry.difference is None else _KINDS[entry.difference.kind]


def _by_length(entry: ListEntry) -> int:
    return -entry.words


_KEYS: Mapping[SortOrder, Callable[[ListEntry], float]] = {
    SortOrder.LEFT: _by_left,
    SortOrder.RIGHT: _by_right,
    SortOrder.SCORE: _by_score,
    SortOrder.GRADE: _by_grade,
    SortOrder.KIND: _by_kind,
    SortOrder.LENGTH: _by_length,
    SortOrder.PLACE: _by_place,
}
"""Sort keys; equal entries stay by place."""


_MOST_LOST = 400
"""Code points that are quoted of a passage that the text no longer has."""


_NO_PASSAGE = range(10**9, 10**9)
"""No passage; it sorts last by place."""


class VerdictSummary(NamedTuple):
    """A verdict or note, as a list shows it."""

    sign: str
    heading: str
    """The verdict or that it is a note, and whether it still fits the texts."""
    note: str = ""
    then: Pair[str] = Pair("", "")
    """The former words of passages that have changed or are gone; else empty."""
    record: JudgementRecord | None = None
    """The record to withdraw, if it no longer fits."""

    @property
    def when(self) -> str:
        """Label of `then`."""
        return "as you judged it" if self.record is None else "not there any more"

    def text(self) -> str:
        """All its words, for the filter."""
        return " ".join([self.heading, self.note, *self.then])


def judged_entries(
    alignment: Alignment, notes: Pair[tuple[PassageNote, ...]], lost: Sequence[JudgementRecord]
) -> list[ListEntry]:
    """All of it: links by place, then notes on passages, then what no longer fits.

    Args:
        alignment: their links, as judged.
        notes: on passages.
        lost: what was said of passages that the texts no longer have.
    """
    entries = [
        ListEntry(range(link.left, link.left + 1), range(link.right, link.right + 1), link, said=_link(link))
        for link in alignment.candidates
        if link.verdict is not None or link.note
    ]
    for side in Side:
        for note in notes[side]:
            here = range(note.passage, note.passage + 1)
            passages = (here, _NO_PASSAGE) if side is Side.LEFT else (_NO_PASSAGE, here)
            entries.append(ListEntry(*passages, said=VerdictSummary(NOTE, "note on the passage", note.text)))
    entries += [ListEntry(_NO_PASSAGE, _NO_PASSAGE, said=_lost(record)) for record in lost]
    return entries


def count_judged(
    alignment: Alignment, notes: Pair[tuple[PassageNote, ...]], lost: Sequence[JudgementRecord]
) -> int:
    """Number of verdicts and notes."""
    links = sum(1 for link in alignment.candidates if link.verdict is not None or link.note)
    return links + len(notes.left) + len(notes.right) + len(lost)


def _link(link: Link) -> VerdictSummary:
    how = f"{link.grade.value} {score_of(link)}".rstrip() + (" ≠" if link.differences else "")
    if link.verdict is None:
        return VerdictSummary(NOTE, f"note on the link   {how}", link.note)
    heading = f"{WORDS[link.verdict]}{since_changed(link)}   {how}"
    return VerdictSummary(sign_of(link), heading, link.note, link.judged_as)


def _lost(record: JudgementRecord) -> VerdictSummary:
    words = record.anchors.map(lambda anchor: "" if anchor is None else sanitize(anchor.exact[:_MOST_LOST]))
    if record.is_note:
        return VerdictSummary(NOTE, "note that no longer fits the texts", record.note, words, record)
    verdict = record.verdict
    assert verdict is not None  # noqa: S101 - what says nothing is not listed
    return VerdictSummary(SIGNS[verdict], f"{WORDS[verdict]}, no longer fits the texts", "", words, record)
