"""The verdicts and notes on one pair: read, found again in the present texts, changed and written.

A change is made in memory at once, and `flush` writes it, from any thread.  A record that cannot be written
stays in memory for the next flush.  Two readers of one pair do not overwrite each other's records: a change
first reads what others have written, a flush merges with the file, and of two records on one subject the
later one counts.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple
from uuid import NAMESPACE_OID, uuid4, uuid5

from diptych.article.identity import digest_of
from diptych.comparison import PassageNote
from diptych.sides import Pair, Side
from diptych.sources.sanitize import sanitize
from diptych.verdicts.anchors import Anchor, Passages
from diptych.verdicts.judgements import DifferenceJudgement, Judgements, LinkJudgement
from diptych.verdicts.record_file import RecordFile, RecordFileError
from diptych.verdicts.records import LONGEST_NOTE, JudgementRecord, next_timestamp, timestamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from diptych.alignment.kinds import Verdict
    from diptych.article.model import Article
    from diptych.verdicts.difference_key import DifferenceKey
    from diptych.verdicts.location import VerdictLocation


_LONG_AGO = "0001-01-01T00:00:00.000000Z"
"""Time of judgements from a result file: any other record is later."""
_UNCHANGED = Pair("", "")
"""Former texts of a link whose passages have not changed."""


class Subject(NamedTuple):
    """The subject of a verdict or a note, in the present articles."""

    left: int | None
    """Index of the left passage; None for a note on a right one."""
    right: int | None
    """Index of the right passage; None for a note on a left one."""
    is_note: bool
    """True for the note, False for a verdict."""
    difference: DifferenceKey | None = None
    """The difference that the verdict is on; None for a note or a verdict on the link."""


class Change(NamedTuple):
    """A change of a verdict or note, with what is needed to undo it."""

    subject: Subject | None
    """None if the present texts lack the passages."""
    record: JudgementRecord
    """The new record."""
    previous: JudgementRecord | None
    """The record that it replaces; None if there was none."""


class ChangedMeanwhileError(Exception):
    """Another reader has changed the same verdict or note, which therefore stays as it is."""


class VerdictStore:
    """The verdicts and notes on a pair, in memory and in a file."""

    def __init__(
        self,
        articles: Pair[Article],
        location: VerdictLocation | None = None,
        others: Iterable[VerdictLocation] = (),
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """An empty store; `load` reads the files.

        Args:
            articles: left and right.
            location: the file; None to keep everything in memory.
            others: other files of the same pair, whose records are taken over.
            clock: gives the present time, in UTC.
        """
        self.articles = articles
        self._location = location
        self._file = None if location is None else RecordFile(location.path)
        self._others = tuple(others)
        self._clock = clock
        self._lock = Lock()
        """Held while the records are changed, here or by a thread that writes."""
        self._records: dict[str, JudgementRecord] = {}
        """By id, with the sides of `articles`."""
        self._unwritten: dict[str, JudgementRecord] = {}
        """Records that the file lacks."""
        self._taken_over: dict[str, JudgementRecord] = {}
        """Records that another file of the same pair has."""
        self._found: dict[tuple[Side, Anchor], int | None] = {}
        """The passage of each anchor in the present texts; None if there is none."""
        self._fitting: dict[tuple[DifferenceKey, int, int], bool] = {}
        """Whether two passages have the words of a difference."""
        self._passages = articles.map(Passages)
        self._file_state: tuple[int, int, int] | None = None
        """Time, size and inode of the file when it was last read."""

    @property
    def path(self) -> Path | None:
        """The file; None if everything is kept in memory."""
        return None if self._file is None else self._file.path

    @property
    def unwritten(self) -> int:
        """Number of records that are not on the disk yet."""
        if self._file is None:
            return 0
        with self._lock:
            return sum(self._taken_over.get(one.id) != one for one in self._unwritten.values())

    def load(self) -> str | None:
        """Read the records; returns one sentence if that fails."""
        if self._file is None:
            return None
        warning = None
        try:
            self._read()
        except RecordFileError as error:
            warning = f"Your verdicts cannot be read: {error}."
        for other in self._others:
            try:
                records = RecordFile(other.path).read().records
            except RecordFileError as error:
                warning = warning or f"Your verdicts cannot be read: {error}."
                continue
            self._merge(_oriented(records, other), self._unwritten, self._taken_over)
        return warning

    def seed(self, judgements: Judgements) -> None:
        """Take over the judgements of a result file; any other record on the same subject replaces them.

        They are written together with the next change.
        """
        values: list[tuple[Subject, Verdict | str | None, Pair[str]]] = []
        for link in judgements.links:
            values.append((Subject(link.left, link.right, is_note=False), link.verdict, link.judged_as))
            values.append((Subject(link.left, link.right, is_note=True), link.note, _UNCHANGED))
        for one in judgements.differences:
            subject = Subject(one.left, one.right, is_note=False, difference=one.key)
            values.append((subject, one.verdict, _UNCHANGED))
        for side in Side:
            for note in judgements.notes[side]:
                left, right = (note.passage, None) if side is Side.LEFT else (None, note.passage)
                values.append((Subject(left, right, is_note=True), note.text, _UNCHANGED))
        for subject, value, judged_as in values:
            if value:
                record = self._new_record(subject, value, judged_as)
                # The same id each time that the result is opened, and in every version of diptych.
                readings = () if subject.difference is None else (subject.difference.readings,)
                name = repr((record.anchors, subject.is_note, *readings))
                record = replace(record, id=f"result-{uuid5(NAMESPACE_OID, name).hex}", time=_LONG_AGO)
                for records in (self._records, self._unwritten, self._taken_over):
                    records[record.id] = record

    def continue_from(self, former: VerdictStore) -> None:
        """Take over the unwritten records of the same pair from before its articles were read again."""
        self._merge(
            (former._records if former._file is None else former._unwritten).values(), self._unwritten
        )
        self._taken_over = former._taken_over | self._taken_over

    def refresh(self) -> bool:
        """Read what another reader has written meanwhile; returns whether anything has changed."""
        if self._file is None or self._stat() == self._file_state:
            return False
        before = self._records
        try:
            self._read()
        except RecordFileError:
            return False  # the next flush reports it
        return self._records != before

    # Present judgements

    @property
    def judgements(self) -> Judgements:
        """The judgements whose passages the present texts have."""
        links: dict[tuple[int, int], LinkJudgement] = {}
        notes: dict[Side, list[PassageNote]] = {Side.LEFT: [], Side.RIGHT: []}
        differences = []
        for subject, record in self._current().items():
            if record.value is None:
                continue
            left, right, is_note, key = subject
            if left is not None and right is not None and key is not None and record.verdict is not None:
                differences.append(DifferenceJudgement(left, right, key, record.verdict))
            elif left is not None and right is not None:
                link = links.get((left, right), LinkJudgement(left, right))
                if is_note:
                    link = link._replace(note=record.note)
                else:
                    ends = zip(self._passages, record.anchors, (left, right), strict=True)
                    texts = Pair(*(passages.former_text(anchor, end) for passages, anchor, end in ends))
                    link = link._replace(verdict=record.verdict, judged_as=texts)
                links[left, right] = link
            elif left is not None:
                notes[Side.LEFT].append(PassageNote(left, record.note))
            elif right is not None:
                notes[Side.RIGHT].append(PassageNote(right, record.note))
        return Judgements(
            tuple(links[ends] for ends in sorted(links)),
            Pair(*(tuple(sorted(notes[side], key=lambda note: note.passage)) for side in Side)),
            tuple(sorted(differences, key=lambda one: (one.left, one.right, *one.key.readings))),
        )

    @property
    def orphaned(self) -> tuple[JudgementRecord, ...]:
        """The records whose passages the present texts lack, in order of time; the latest on the same words.

        A result file and the file of verdicts may have the same judgement under two ids.
        """
        found: dict[object, JudgementRecord] = {}
        for record in sorted(self._records.values(), key=lambda record: (record.time, record.id)):
            if self.subject_of(record) is None:
                words = record.anchors.map(lambda anchor: anchor and anchor.exact)
                found.pop(key := (words, record.is_note, record.difference), None)
                found[key] = record
        return tuple(record for record in found.values() if record.value is not None)

    def value_of(self, subject: Subject) -> Verdict | str | None:
        """The present verdict or note; None if there is none."""
        record = self._current().get(subject)
        return None if record is None else record.value

    def _current(self) -> dict[Subject, JudgementRecord]:
        """The latest record of each subject."""
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
        """The subject of a record in the present texts; None if they lack a passage or what differs in it."""
        ends: list[int | None] = []
        for side in Side:
            anchor = record.anchors[side]
            if anchor is None:
                ends.append(None)
                continue
            if (side, anchor) not in self._found:
                self._found[side, anchor] = self._passages[side].find(anchor)
            if self._found[side, anchor] is None:
                return None
            ends.append(self._found[side, anchor])
        left, right = ends
        key = record.difference
        if key is not None and left is not None and right is not None:
            return (
                Subject(left, right, is_note=False, difference=key) if self._fits(key, left, right) else None
            )
        return Subject(left, right, record.is_note)

    def _fits(self, key: DifferenceKey, left: int, right: int) -> bool:
        """Whether two passages still say what a verdict on a difference is about."""
        asked = key, left, right
        if asked not in self._fitting:
            self._fitting[asked] = key.find(self.articles, left, right) is not None
        return self._fitting[asked]

    # Changes

    def record(self, subject: Subject, value: Verdict | str | None) -> Change:
        """Change a verdict or a note in memory; `flush` writes it.

        Args:
            subject: its subject; a verdict needs both passages.
            value: the verdict or the text of the note; None to remove it.
        """
        self.refresh()
        known = self._current().get(subject)
        time = timestamp(self._clock())
        if known is not None and time <= known.time:
            time = next_timestamp(known.time)
        return self._put(subject, self._new_record(subject, value), known, time)

    def take_back(self, change: Change) -> Change:
        """Undo a change in memory.  To undo the returned change is to redo the first one.

        Args:
            change: from `record`, `forget` or this method.

        Raises:
            ChangedMeanwhileError: another reader has changed the same subject since; nothing is changed.
        """
        self.refresh()
        if change.subject is None:
            known = self._records.get(change.record.id)
        else:
            known = self._current().get(change.subject)
        if known is None or known != change.record:
            raise ChangedMeanwhileError
        before = change.previous or replace(change.record, verdict=None, note="")
        # Not the present time: a change that another reader writes before the flush is later, and counts.
        return self._put(change.subject, before, known, next_timestamp(known.time))

    def forget(self, record: JudgementRecord) -> Change:
        """Remove in memory a record that fits no passage; raises as `take_back` does."""
        return self.take_back(Change(None, record, None))

    def flush(self, *, wait: bool = True) -> str | None:
        """Write the records that are not on the disk yet.  May block, and may be called from any thread.

        Records that others have written meanwhile are kept; of two with the same id the later one is kept.

        Args:
            wait: whether to wait up to `PATIENCE` for another process that writes.

        Returns:
            One sentence if the records could not be written, or if a damaged file was quarantined.
        """
        if self._file is None or not self._unwritten:
            return None
        try:
            with self._file.locked(wait=wait) as locked:
                is_known = self._stat() == self._file_state
                with self._lock:
                    pending = list(self._unwritten.values())
                locked.write(locked.contents.merged(_oriented(pending, self._location)), self._articles())
                with self._lock:
                    for one in pending:
                        if self._unwritten.get(one.id) is one:
                            del self._unwritten[one.id]
                    if is_known:  # otherwise `refresh` reads what others have written
                        self._file_state = self._stat()
        except RecordFileError as error:
            return f"Not on disk yet, but kept in memory: {error}."
        if locked.quarantined is not None:
            return f"The file of verdicts was damaged; it is kept as {locked.quarantined}."
        return None

    def _new_record(
        self, subject: Subject, value: Verdict | str | None, judged_as: Pair[str] = _UNCHANGED
    ) -> JudgementRecord:
        """A record of a subject, without a time."""
        ends = zip(Side, (subject.left, subject.right), judged_as, strict=True)
        return JudgementRecord(
            uuid4().hex,
            "",
            Pair(*(self._anchor(side, passage, text) for side, passage, text in ends)),
            is_note=subject.is_note,
            verdict=None if subject.is_note else value,  # type: ignore[arg-type]
            note=sanitize(str(value or ""))[:LONGEST_NOTE] if subject.is_note else "",
            difference=subject.difference,
        )

    def _anchor(self, side: Side, passage: int | None, judged_as: str) -> Anchor | None:
        if passage is None:
            return None
        anchor = Anchor.at(self.articles[side], passage)
        anchor = anchor._replace(exact=judged_as) if judged_as else anchor
        self._found[side, anchor] = passage  # of two passages that look the same, the intended one
        return anchor

    def _put(
        self, subject: Subject | None, record: JudgementRecord, known: JudgementRecord | None, time: str
    ) -> Change:
        """Keep a record in memory, in place of the known one."""
        record = replace(record, time=time)
        if known is not None:
            record = replace(record, id=known.id, extra=known.extra)
        with self._lock:
            self._records[record.id] = self._unwritten[record.id] = record
        return Change(subject, record, known)

    def _read(self) -> None:
        """Read the file, and keep the records that it lacks.

        Raises:
            RecordFileError: it cannot be read.
        """
        assert self._file is not None  # noqa: S101 - the callers checked
        with self._lock:
            seen = self._stat()
            self._records = {one.id: one for one in _oriented(self._file.read().records, self._location)}
            self._merge(self._unwritten.values())
            self._file_state = seen

    def _merge(self, records: Iterable[JudgementRecord], *others: dict[str, JudgementRecord]) -> None:
        """Add the records that are new or later than the known ones, here and to other dictionaries."""
        for one in records:
            known = self._records.get(one.id)
            if known is None or known.time < one.time:
                for kept in (self._records, *others):
                    kept[one.id] = one

    def _articles(self) -> list[dict[str, object]]:
        assert self._location is not None  # noqa: S101 - the caller checked
        ordered = self.articles.swapped if self._location.swapped else self.articles
        return [
            {"source": source, "title": article.title, "text": digest_of(article)}
            for source, article in zip(self._location.sources, ordered, strict=True)
        ]

    def _stat(self) -> tuple[int, int, int] | None:
        assert self._file is not None  # noqa: S101 - the callers checked
        try:
            found = self._file.path.stat()
        except (OSError, ValueError):
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino


def _oriented(records: Iterable[JudgementRecord], location: VerdictLocation | None) -> list[JudgementRecord]:
    """Records of a file with the sides of the articles, or records of the articles with those of the file."""
    return [one.swapped if location is not None and location.swapped else one for one in records]
