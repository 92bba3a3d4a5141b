"""The verdicts and notes on one pair: read, found again in the present texts, changed and written.

A change is made in memory at once, and `flush` writes it, from any thread.  What cannot be written stays in
memory for the next flush.  Two readers of one pair lose nothing: a change first reads what others have
written, a flush merges with what the file holds then, and of two records about the same the later one holds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple
from uuid import NAMESPACE_OID, uuid4, uuid5

from diptych.article.identity import digest_of
from diptych.comparison import PassageNote
from diptych.sides import Pair, Side
from diptych.sources.sanitize import sanitize
from diptych.verdicts.anchors import Anchor, Passages
from diptych.verdicts.judgements import Judged, JudgedLink
from diptych.verdicts.record_file import RecordFile, RecordFileError
from diptych.verdicts.records import LONGEST_NOTE, JudgementRecord, just_after, time_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from diptych.alignment.model import Verdict
    from diptych.article.model import Article
    from diptych.verdicts.location import VerdictLocation


_LONG_AGO = "0001-01-01T00:00:00.000000Z"
_SAME = Pair("", "")


class Subject(NamedTuple):
    """What a statement is about, by passages of the articles as they are now."""

    left: int | None
    """Index of the left passage; None for a note about a right one."""
    right: int | None
    is_note: bool
    """Whether its note is meant; otherwise the verdict on the link."""


@dataclass(frozen=True, slots=True)
class Change:
    """What was said, and instead of what: enough to take it back."""

    subject: Subject | None
    """None where it is about passages that the texts no longer have."""
    before: Verdict | str | None
    """The verdict or the note that there was; None where there was none."""
    after: Verdict | str | None
    said: JudgementRecord
    """As it was kept."""
    replaced: JudgementRecord | None
    """What it was said instead of."""


class ChangedMeanwhileError(Exception):
    """Another reader has said something else about the same; theirs is left alone."""


class VerdictStore:
    """What was said about a pair, in memory and, where there is a place to keep it, on the disk."""

    def __init__(
        self,
        articles: Pair[Article],
        place: VerdictLocation | None = None,
        also: Iterable[VerdictLocation] = (),
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Nothing is read yet.

        Args:
            articles: the two, left and right.
            place: the file; None to keep everything in memory.
            also: other files of the same pair, whose statements are taken over.
            clock: the present time, in UTC.
        """
        self.articles = articles
        self._place = place
        self._file = None if place is None else RecordFile(place.path)
        self._also = tuple(also)
        self._clock = clock
        self._memory = Lock()
        """Held while the records are changed, here or by a thread that writes."""
        self._records: dict[str, JudgementRecord] = {}
        """By their ids; left and right as here."""
        self._unwritten: dict[str, JudgementRecord] = {}
        """Those that are not in the file."""
        self._taken_over: dict[str, JudgementRecord] = {}
        """Those that are in another file of the same pair."""
        self._found: dict[tuple[Side, Anchor], int | None] = {}
        """Where the anchors are in the texts as they are now."""
        self._passages = articles.map(Passages)
        self._seen: tuple[int, int, int] | None = None
        """What the file looked like when it was read last."""

    @property
    def path(self) -> Path | None:
        """The file."""
        return None if self._file is None else self._file.path

    @property
    def unwritten(self) -> int:
        """How many statements are not on the disk, though they should be."""
        if self._file is None:
            return 0
        with self._memory:
            return sum(self._taken_over.get(one.id) != one for one in self._unwritten.values())

    def load(self) -> str | None:
        """Read what was kept; one sentence where that could not be done."""
        if self._file is None:
            return None
        trouble = None
        try:
            self._read()
        except RecordFileError as error:
            trouble = f"Your verdicts cannot be read: {error}."
        for other in self._also:
            try:
                contents = RecordFile(other.path).read()
            except RecordFileError as error:
                trouble = trouble or f"Your verdicts cannot be read: {error}."
                continue
            for record in contents.records:
                one = record.swapped if other.swapped else record
                known = self._records.get(one.id)
                if known is None or known.time < one.time:
                    self._records[one.id] = self._unwritten[one.id] = self._taken_over[one.id] = one
        return trouble

    def begin_with(self, judged: Judged) -> None:
        """Take over what a written result says; whatever else was or is said of the same holds over it.

        It is kept once something else is said.
        """
        said: list[tuple[Subject, Verdict | str | None, Pair[str]]] = []
        for link in judged.links:
            said.append((Subject(link.left, link.right, is_note=False), link.verdict, link.judged_as))
            said.append((Subject(link.left, link.right, is_note=True), link.note, _SAME))
        for side in Side:
            for note in judged.notes[side]:
                left, right = (note.passage, None) if side is Side.LEFT else (None, note.passage)
                said.append((Subject(left, right, is_note=True), note.text, _SAME))
        for subject, value, judged_as in said:
            if value:
                record = self._statement(subject, value, judged_as)
                # The same each time that the result is opened, so that what is said instead is known as that.
                name = repr((record.about, subject.is_note))
                record = replace(record, id=f"result-{uuid5(NAMESPACE_OID, name).hex}", time=_LONG_AGO)
                for taken in (self._records, self._unwritten, self._taken_over):
                    taken[record.id] = record

    def continue_from(self, former: VerdictStore) -> None:
        """Take over what is not on the disk from the store of the same pair, before it was read again."""
        for one in (former._records if former._file is None else former._unwritten).values():
            known = self._records.get(one.id)
            if known is None or known.time < one.time:
                self._records[one.id] = self._unwritten[one.id] = one
        self._taken_over = former._taken_over | self._taken_over

    def refresh(self) -> bool:
        """Read what another reader has written meanwhile, and say whether there was anything."""
        if self._file is None or self._look() == self._seen:
            return False
        before = self._records
        try:
            self._read()
        except RecordFileError:
            return False  # the next flush tells
        return self._records != before

    # What was said

    @property
    def judged(self) -> Judged:
        """All that holds and fits the texts as they are now."""
        links: dict[tuple[int, int], JudgedLink] = {}
        notes: dict[Side, list[PassageNote]] = {Side.LEFT: [], Side.RIGHT: []}
        for subject, record in self._holding().items():
            if record.says_nothing:
                continue
            left, right, is_note = subject
            if left is not None and right is not None:
                link = links.get((left, right), JudgedLink(left, right))
                if is_note:
                    link = replace(link, note=record.note)
                else:
                    ends = zip(self._passages, record.about, (left, right), strict=True)
                    then = Pair(*(passages.then(anchor, end) for passages, anchor, end in ends))
                    link = replace(link, verdict=record.verdict, judged_as=then)
                links[left, right] = link
            else:
                side = Side.RIGHT if left is None else Side.LEFT
                passage = right if left is None else left
                assert passage is not None  # noqa: S101 - a statement is about something
                notes[side].append(PassageNote(passage, record.note))
        return Judged(
            tuple(links[ends] for ends in sorted(links)),
            Pair(*(tuple(sorted(notes[side], key=lambda note: note.passage)) for side in Side)),
        )

    @property
    def not_fitting(self) -> tuple[JudgementRecord, ...]:
        """What was said of passages that the texts no longer have; in order of time."""
        found = [
            record
            for record in self._records.values()
            if not record.says_nothing and self.subject_of(record) is None
        ]
        return tuple(sorted(found, key=lambda record: (record.time, record.id)))

    def said(self, subject: Subject) -> Verdict | str | None:
        """The verdict or the note that holds; None where there is none."""
        record = self._holding().get(subject)
        return None if record is None else record.value

    def _holding(self) -> dict[Subject, JudgementRecord]:
        """For everything that something was said about the statement that holds."""
        found: dict[Subject, JudgementRecord] = {}
        for record in self._records.values():
            subject = self.subject_of(record)
            if subject is None:
                continue
            known = found.get(subject)
            if known is None or (known.time, known.id) < (record.time, record.id):
                found[subject] = record
        return found

    def subject_of(self, record: JudgementRecord) -> Subject | None:
        """What a statement is about in the texts as they are now; None where it no longer fits."""
        ends: list[int | None] = []
        for side in Side:
            anchor = record.about[side]
            if anchor is None:
                ends.append(None)
                continue
            if (side, anchor) not in self._found:
                self._found[side, anchor] = self._passages[side].find(anchor)
            if self._found[side, anchor] is None:
                return None
            ends.append(self._found[side, anchor])
        left, right = ends
        return Subject(left, right, record.is_note)

    # Changes

    def record(self, subject: Subject, value: Verdict | str | None) -> Change:
        """Change a verdict or a note in memory; `flush` writes it.

        Args:
            subject: what it is about; a verdict needs both passages.
            value: the verdict or the text of the note; None to remove it.
        """
        self.refresh()
        known = self._holding().get(subject)
        time = time_of(self._clock())
        if known is not None and time <= known.time:
            time = just_after(known.time)
        return self._put(subject, self._statement(subject, value), known, time)

    def take_back(self, change: Change) -> Change:
        """Restore in memory what there was before a change; taken back itself, the result is a redo.

        Args:
            change: what `record`, `forget` or this method returned.

        Raises:
            ChangedMeanwhileError: another reader has changed the same since; nothing is changed.
        """
        self.refresh()
        if change.subject is None:
            known = self._records.get(change.said.id)
        else:
            known = self._holding().get(change.subject)
        if known is None or known != change.said:
            raise ChangedMeanwhileError
        before = (change.replaced or change.said).saying(change.before)
        # Not the present time: what another reader writes before the flush is later, and holds.
        return self._put(change.subject, before, known, just_after(known.time))

    def forget(self, record: JudgementRecord) -> Change:
        """Remove in memory a record that fits no passage; raises as `take_back` does."""
        return self.take_back(Change(None, None, record.value, record, None))

    def flush(self, *, wait: bool = True) -> str | None:
        """Write to the disk what is not there yet.  May block, and may be called from any thread.

        What others have written meanwhile is kept; of two records with the same id the later one holds.

        Args:
            wait: whether to wait up to `PATIENCE` for another process that writes.

        Returns:
            One sentence when the records are not on the disk, or when a damaged file was put aside.
        """
        if self._file is None or not self._unwritten:
            return None
        try:
            with self._file.opened(wait=wait) as opened:
                is_known = self._look() == self._seen
                with self._memory:
                    pending = list(self._unwritten.values())
                opened.write(opened.contents.merged(self._oriented(pending)), self._articles())
                with self._memory:
                    for one in pending:
                        if self._unwritten.get(one.id) is one:
                            del self._unwritten[one.id]
                    if is_known:  # otherwise `refresh` reads what others have written
                        self._seen = self._look()
        except RecordFileError as error:
            return f"Not on disk yet, but kept in memory: {error}."
        if opened.aside is not None:
            return f"The file of verdicts was damaged; it is kept as {opened.aside}."
        return None

    def _statement(
        self, subject: Subject, value: Verdict | str | None, judged_as: Pair[str] = _SAME
    ) -> JudgementRecord:
        """What is said of a subject, at no time yet."""
        ends = zip(Side, (subject.left, subject.right), judged_as, strict=True)
        return JudgementRecord(
            uuid4().hex,
            "",
            Pair(*(self._anchor(side, passage, then) for side, passage, then in ends)),
            is_note=subject.is_note,
            verdict=None if subject.is_note else value,  # type: ignore[arg-type]
            note=sanitize(str(value or ""))[:LONGEST_NOTE] if subject.is_note else "",
        )

    def _anchor(self, side: Side, passage: int | None, then: str) -> Anchor | None:
        if passage is None:
            return None
        anchor = Anchor.at(self.articles[side], passage)
        anchor = replace(anchor, exact=then) if then else anchor
        self._found[side, anchor] = passage  # of two that cannot be told apart, the one that was meant
        return anchor

    def _put(
        self, subject: Subject | None, record: JudgementRecord, known: JudgementRecord | None, time: str
    ) -> Change:
        """Keep a record in memory, in place of the known one."""
        record = replace(record, time=time)
        if known is not None:
            record = replace(record, id=known.id, more=known.more)
        with self._memory:
            self._records[record.id] = self._unwritten[record.id] = record
        return Change(subject, None if known is None else known.value, record.value, record, known)

    def _read(self) -> None:
        """Read the file, and keep what is not in it yet.

        Raises:
            RecordFileError: it cannot be read.
        """
        assert self._file is not None  # noqa: S101 - the callers looked
        with self._memory:
            seen = self._look()
            self._records = {one.id: one for one in self._oriented(self._file.read().records)}
            for one in self._unwritten.values():
                known = self._records.get(one.id)
                if known is None or known.time < one.time:
                    self._records[one.id] = one
            self._seen = seen

    def _oriented(self, records: Iterable[JudgementRecord]) -> list[JudgementRecord]:
        """Records of the file as they are in memory, or the other way round."""
        swapped = self._place is not None and self._place.swapped
        return [one.swapped if swapped else one for one in records]

    def _articles(self) -> list[dict[str, object]]:
        assert self._place is not None  # noqa: S101 - only called where something is written
        ordered = self.articles.swapped if self._place.swapped else self.articles
        return [
            {"source": source, "title": article.title, "text": digest_of(article)}
            for source, article in zip(self._place.sources, ordered, strict=True)
        ]

    def _look(self) -> tuple[int, int, int] | None:
        assert self._file is not None  # noqa: S101 - the callers looked
        try:
            found = self._file.path.stat()
        except (OSError, ValueError):
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino
