"""What was said about one pair: read, found again in the texts as they are now, and written at once.

Whatever cannot be written stays here and is written with the next statement.  Every call that writes reads
first what others have written meanwhile, so that two readers lose nothing; of two statements about the same
the later one holds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple
from uuid import NAMESPACE_OID, uuid4, uuid5

from diptych.article.identity import digest_of
from diptych.comparison import PassageNote
from diptych.sides import Pair, Side
from diptych.sources.sanitize import sanitize
from diptych.verdicts.anchors import Anchor, Passages
from diptych.verdicts.judgements import Judged, JudgedLink
from diptych.verdicts.record_file import RecordFile, RecordFileError
from diptych.verdicts.records import LONGEST_NOTE, Contents, JudgementRecord, just_after, time_of

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
        return sum(self._taken_over.get(one.id) != one for one in self._unwritten.values())

    def load(self) -> str | None:
        """Read what was kept; one sentence where that could not be done."""
        if self._file is None or self._place is None:
            return None
        trouble = None
        try:
            self._seen = self._look()
            self._take(self._file.read(), swapped=self._place.swapped)
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
        if self._file is None or self._place is None or self._look() == self._seen:
            return False
        before = dict(self._records)
        try:
            self._seen = self._look()
            self._take(self._file.read(), swapped=self._place.swapped)
        except RecordFileError:
            return False  # whoever judges next is told
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

    # Saying something

    def say(self, subject: Subject, value: Verdict | str | None) -> tuple[Change, str | None]:
        """Say something, or take it back, and write it down.

        Args:
            subject: of what; a verdict needs both passages.
            value: the verdict or the note; None to take back what was said.

        Returns:
            What has changed, and one sentence where that could not be written down yet.
        """
        change, trouble = self._say(subject, value, None)
        assert change is not None  # noqa: S101 - only taking back can find another one there
        return change, trouble

    def take_back(self, change: Change) -> tuple[Change, str | None]:
        """Say again what there was before a change, and write it down; that, taken back, is the change again.

        Args:
            change: as `say`, `forget` or this returned it.

        Raises:
            ChangedMeanwhileError: something else was said since; nothing is changed.
        """
        found, trouble = self._say(change.subject, change.before, change)
        if found is None:
            raise ChangedMeanwhileError
        return found, trouble

    def forget(self, record: JudgementRecord) -> tuple[Change, str | None]:
        """Take back a statement that no longer fits; as `take_back`."""
        return self.take_back(Change(None, None, record.value, record, None))

    def write(self, *, wait: bool = True) -> str | None:
        """Write what could not be written before; one sentence where that still cannot be done.

        Args:
            wait: whether to wait a little for another reader who writes.
        """
        return self._write(lambda: None, wait=wait) if self._unwritten else None

    def _say(
        self, subject: Subject | None, value: Verdict | str | None, undone: Change | None
    ) -> tuple[Change | None, str | None]:
        """Say something of a subject, or instead of a statement that fits none, and write it down."""
        made: list[Change] = []

        def said() -> JudgementRecord:
            if undone is not None:  # of the words that it was said of
                return (undone.replaced or undone.said).saying(value)
            assert subject is not None  # noqa: S101 - as below
            return self._statement(subject, value)

        def say() -> None:
            if subject is not None:
                known = self._holding().get(subject)
            else:
                assert undone is not None  # noqa: S101 - only what was said fits nothing
                known = self._records.get(undone.said.id)
            if undone is None or known == undone.said:
                put = self._put(said(), known)
                made.append(Change(subject, None if known is None else known.value, put.value, put, known))

        trouble = self._write(say)
        return (made[0] if made else None), trouble

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

    def _put(self, record: JudgementRecord, known: JudgementRecord | None) -> JudgementRecord:
        """Take a statement, instead of another one where there is one, and later than that."""
        time = time_of(self._clock())
        if known is not None:
            time = time if time > known.time else just_after(known.time)
            record = replace(record, id=known.id, more=known.more)
        record = replace(record, time=time)
        self._records[record.id] = self._unwritten[record.id] = record
        return record

    def _write(self, change: Callable[[], None], *, wait: bool = True) -> str | None:
        """Change something and write it; where it cannot be written it is changed here."""
        changed = False
        if self._file is None or self._place is None:
            change()
            self._unwritten.clear()
            return None
        try:
            with self._file.opened(wait=wait) as opened:
                self._take(opened.contents, swapped=self._place.swapped)
                change()
                changed = True
                if not self._unwritten:
                    return None
                oriented = [one.swapped if self._place.swapped else one for one in self._unwritten.values()]
                opened.write(opened.contents.merged(oriented), self._articles())
                self._unwritten.clear()
                self._seen = self._look()
                if opened.aside is not None:
                    return f"The file of verdicts was damaged; it is kept as {opened.aside}."
                return None
        except RecordFileError as error:
            if not changed:
                change()
            return f"Not on disk yet, but kept in memory: {error}."

    def _take(self, contents: Contents, *, swapped: bool) -> None:
        """Know what the file says, and what it cannot say yet."""
        self._records = {one.id: one.swapped if swapped else one for one in contents.records}
        for one in self._unwritten.values():
            known = self._records.get(one.id)
            if known is None or known.time < one.time:
                self._records[one.id] = one

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
