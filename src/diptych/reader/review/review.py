"""What the keys for verdicts and notes mean: changes what is said, and shows the reading as judged.

Knows no widgets.  Every method that stands for a key returns None, or, where it could do nothing or what it
did is not on the disk yet, one short sentence that says why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.alignment.model import Verdict
from diptych.reader.state.navigation import Place
from diptych.reader.state.session import NOT_YET
from diptych.reader.text.excerpts import beginning
from diptych.sides import Side
from diptych.verdicts.judgements import Judgements, apply
from diptych.verdicts.records import LONGEST_NOTE
from diptych.verdicts.store import ChangedMeanwhileError, Subject, VerdictStore
from diptych.verdicts.undo_stack import UndoStack

if TYPE_CHECKING:
    from collections.abc import Mapping
    from concurrent.futures import Future, ThreadPoolExecutor

    from diptych.alignment.model import Link
    from diptych.alignment.pipeline.manual_link import ManualLinker
    from diptych.alignment.settings import AlignmentSettings
    from diptych.comparison import Comparison
    from diptych.reader.state.session import ReaderSession
    from diptych.verdicts.records import JudgementRecord

DONE = {
    Verdict.ACCEPTED: "accepted",
    Verdict.REJECTED: "rejected: no counterpart any more",
    Verdict.ADDED: "linked by hand",
}
"""What is said when a verdict has been given."""

_KEYS = {
    "undo": "z",
    "redo": "Z",
    "reject": "x",
    "link-by-hand": "L",
    "looser": "-",
    "quit": "q",
    "judged-list": "J",
}
"""The keys that sentences name, where nobody has changed them."""

PATIENCE = 0.1
"""Seconds that a key waits at most until its verdict is on the disk; a few milliseconds are usual."""

PATIENCE_ON_LEAVING = 2.0
"""Seconds that leaving a pair waits at most until all verdicts are on the disk."""

NOT_WRITTEN_YET = "Not on disk yet: the disk is slow, or another program is writing; it is still being tried."

_OTHERS = "Another reader has said something else about this since; theirs is left as it is."


class ReviewController:
    """The verdicts and notes of one reading."""

    def __init__(
        self,
        session: ReaderSession,
        store: VerdictStore | None = None,
        settings: AlignmentSettings | None = None,
        keys: Mapping[str, str] | None = None,
    ) -> None:
        """Nothing is read yet.

        Args:
            session: what is judged.
            store: what is said, and where it is kept; in memory when None.
            settings: those that the links are computed with; the defaults when None.
            keys: the key of each command, for the sentences that name them.
        """
        self._session = session
        self._store = store or VerdictStore(session.articles)
        self._acts = UndoStack(self._store)
        self._settings = settings
        self._keys = {**_KEYS, **(keys or {})}
        self._computed: Comparison | None = None
        """The links without any verdict."""
        self._by_hand: ManualLinker | None = None
        self._writer: ThreadPoolExecutor | None = None
        """The thread that writes; None until something is written."""
        self._writes: list[Future[str | None]] = []
        """Writes of which the result is not known yet."""
        self._warned_of = 0
        """How many that are not on the disk the reader knows of who wants to leave."""

    # What is shown

    def load(self, former: ReviewController | None = None) -> str | None:
        """Read what was said before; one sentence where that could not be done.

        Args:
            former: of the same pair before its articles were read again; what it could not write, and what it
                can undo, is taken over.
        """
        trouble = self._store.load()
        if former is not None:
            self._store.continue_from(former._store)
            self._acts.continue_from(former._acts)
        lost = len(self.orphaned)
        if trouble is None and lost:
            things = "1 verdict or note no longer fits" if lost == 1 else f"{lost} verdicts no longer fit"
            return f"{things} the texts; {self._keys['judged-list']} lists what you said."
        return trouble

    def judged(self, comparison: Comparison) -> Comparison:
        """Links that have been computed, as they are judged."""
        self._computed = comparison
        said = self._store.judgements
        if not said.links:
            return apply(comparison, said)
        if self._by_hand is None:
            from diptych.alignment.pipeline.manual_link import (
                ManualLinker,  # loads the aligner, which is loaded by now
            )

            self._by_hand = ManualLinker(comparison.articles, self._settings)
        return apply(comparison, said, self._by_hand)

    @property
    def orphaned(self) -> tuple[JudgementRecord, ...]:
        """What was said of passages that the texts no longer have."""
        return self._store.orphaned

    def forget(self, record: JudgementRecord) -> str | None:
        """Take back what no longer fits."""
        try:
            self._acts.forget(record)
        except ChangedMeanwhileError:
            return _OTHERS
        return self._save()

    def refresh(self) -> bool:
        """Show what another reader has said meanwhile, and say whether there was anything."""
        if not self._store.refresh():
            return False
        self._show()
        return True

    def catch_up(self) -> str | None:
        """Try again to write what is not on the disk; one sentence when that ends or fails in a new way."""
        late = bool(self._writes)
        if not late:
            if not self._store.unwritten:
                return None
            self._flush(wait=False)
        warning = self._result(0 if late else PATIENCE)
        if self._store.unwritten:
            return warning if late and warning != NOT_WRITTEN_YET else None
        self._show()
        return warning or "What was not on disk yet is there now."

    def leave(self, again: str | None = None) -> str | None:
        """Write what is not on the disk; one sentence, once, when that fails.

        Args:
            again: the key that leaves all the same when pressed again; the key that quits when None.
        """
        if self._store.unwritten:
            self._flush()
        warning = self._result(PATIENCE_ON_LEAVING)
        count = self._store.unwritten
        if warning is None or count <= self._warned_of:
            return None
        self._warned_of = count
        things = "1 verdict or note" if count == 1 else f"{count} verdicts or notes"
        return f"{things} would be lost; {again or self._keys['quit']} again leaves all the same. {warning}"

    # Writing

    def _save(self) -> str | None:
        """Write to the disk in a thread; one sentence when it fails or takes longer than `PATIENCE`."""
        if not self._store.unwritten:
            return None
        self._flush()
        return self._result(PATIENCE)

    def _flush(self, *, wait: bool = True) -> None:
        if self._writer is None:
            from concurrent.futures import ThreadPoolExecutor

            self._writer = ThreadPoolExecutor(1, "verdicts")  # Python waits for its thread before it exits
        self._writes.append(self._writer.submit(self._store.flush, wait=wait))

    def _result(self, seconds: float) -> str | None:
        """The result of the last write, or `NOT_WRITTEN_YET` when it takes longer than `seconds`."""
        from concurrent.futures import wait

        pending = wait(self._writes, seconds).not_done
        results = [write.result() for write in self._writes if write not in pending]
        self._writes = [write for write in self._writes if write in pending]
        return NOT_WRITTEN_YET if pending else results[-1] if results else None

    # Verdicts

    def accept(self) -> str | None:
        """Accept the link shown, or undo that."""
        link = self._session.link
        if link is None:
            hand, looser = self._keys["link-by-hand"], self._keys["looser"]
            return self._unknown() or f"No link here; {hand} links by hand, {looser} shows weaker links."
        if link.verdict is Verdict.ADDED:
            return f"You made this link yourself; {self._keys['reject']} removes it."
        taken_back = link.verdict is Verdict.ACCEPTED
        return self._judge(link, None if taken_back else Verdict.ACCEPTED)

    def reject(self) -> str | None:
        """Reject the link shown, or undo that; remove a link by hand."""
        link = self._session.link or self._rejected_here()
        if link is None:
            return self._unknown() or "No link to reject here."
        return self._judge(link, Verdict.REJECTED if link.verdict in (None, Verdict.ACCEPTED) else None)

    def judge(self, what: str, link: Link | None, record: JudgementRecord | None) -> str:
        """Judge a link of a list, which need not be the one shown, and return a message.

        Args:
            what: accept, reject or undo.
            link: the link; None for a note on a passage.
            record: a record that no longer fits the texts, instead of a link.
        """
        if what == "undo":
            return self.undo() or "undone"
        if record is not None:
            if what == "accept":
                return "It no longer fits the texts; rejecting takes it back."
            return self.forget(record) or "taken back"
        if link is None:
            return "There is no link here to judge."
        if what == "accept" and link.verdict is Verdict.ADDED:
            return "You made this link yourself; rejecting removes it."
        if what == "accept":
            verdict = None if link.verdict is Verdict.ACCEPTED else Verdict.ACCEPTED
        else:
            verdict = Verdict.REJECTED if link.verdict in (None, Verdict.ACCEPTED) else None
        place, shown = self._session.place, self._session.link
        warning = self._judge(link, verdict)
        if place is not None and link.end(place.side) != place.passage:
            self._session.choose(shown)
        self._session.note = ""
        return warning or _label(link, verdict)

    def _rejected_here(self) -> Link | None:
        """What was rejected of the passage under the cursor, the best of it."""
        place, alignment = self._session.place, self._session.alignment
        if place is None or alignment is None:
            return None
        candidates = alignment.candidates_of(*place)
        return next((link for link in candidates if link.verdict is Verdict.REJECTED), None)

    def _judge(self, link: Link, verdict: Verdict | None) -> str | None:
        return self._say(Subject(link.left, link.right, is_note=False), verdict, _label(link, verdict))

    # Links by hand

    def link_by_hand(self) -> str | None:
        """Begin a link at the passage under the cursor, or complete it there."""
        place, origin = self._session.place, self._session.hand
        if place is None or self._session.alignment is None:
            return self._unknown() or "This article has no passages."
        if origin is None or (origin.side is place.side and origin != place):
            self._session.hand, self._session.note = place, ""
            return None
        if origin == place:
            return self.cancel_link()
        left, right = (origin, place) if origin.side is Side.LEFT else (place, origin)
        self._session.hand = None
        known = self._link(left.passage, right.passage)
        if known is not None and known.counts(self._session.alignment.threshold):
            if known.verdict is not None:
                self._session.choose(known)
                return f"These two are {known.verdict.value} already."
            return self._judge(known, Verdict.ACCEPTED)
        subject = Subject(left.passage, right.passage, is_note=False)
        return self._say(subject, Verdict.ADDED, DONE[Verdict.ADDED])

    def cancel_link(self) -> str | None:
        """Cancel the link by hand."""
        self._session.hand = None
        return "Nothing was linked."

    # Notes

    def note_subject(self, *, of_passage: bool) -> Subject | None:
        """Subject of a note: the link shown, or the passage; None if there is neither."""
        link, place = self._session.link, self._session.place
        if place is None:
            return None
        if link is not None and not of_passage:
            return Subject(link.left, link.right, is_note=True)
        if place.side is Side.LEFT:
            return Subject(place.passage, None, is_note=True)
        return Subject(None, place.passage, is_note=True)

    def note_of(self, subject: Subject) -> str:
        """The note that there is; empty where there is none."""
        return str(self._store.value_of(subject) or "")

    def note_label(self, subject: Subject) -> str:
        """What a note is about, in some words."""
        if subject.left is not None and subject.right is not None:
            return "note on the link"
        side, passage = (Side.RIGHT, subject.right) if subject.left is None else (Side.LEFT, subject.left)
        assert passage is not None  # noqa: S101 - one of the two is there
        return f"note on “{beginning(self._session.articles[side].passage_text(passage), 24)}”"

    def write_note(self, subject: Subject, text: str) -> str | None:
        """Write a note instead of the one that there is; an empty one deletes it."""
        text = text.strip()
        before = self.note_of(subject)
        if text == before:
            self._session.note = ""
            return None
        done = "note deleted" if not text else "note changed" if before else "noted"
        trouble = self._say(subject, text or None, done)
        if len(text) > LONGEST_NOTE:
            return trouble or f"The note is too long: its first {LONGEST_NOTE:,} characters are kept."
        return trouble

    # Undo

    def undo(self) -> str | None:
        """Take back what was said last."""
        return self._turn(again=False)

    def redo(self) -> str | None:
        """Say again what was taken back."""
        return self._turn(again=True)

    def _turn(self, *, again: bool) -> str | None:
        try:
            change = self._acts.redo() if again else self._acts.undo()
        except ChangedMeanwhileError:
            self._show()
            return _OTHERS
        if change is None:
            return "Nothing to do again." if again else self._nothing_to_undo()
        trouble = self._save()
        self._show()
        if change.subject is not None:
            self._go(change.subject)
        other, name = ("undo", "undoes") if again else ("redo", "does it again")
        what = "note" if change.record.is_note else "verdict"
        self._session.note = f"{what} {'given again' if again else 'undone'}; {self._keys[other]} {name}"
        return trouble

    def _nothing_to_undo(self) -> str:
        if self._store.judgements == Judgements() and not self.orphaned:
            return "Nothing to undo: you have said nothing yet."
        what = f"{self._keys['judged-list']} lists what you said before"
        return f"Nothing to undo since you opened this pair; {what}."

    def _go(self, subject: Subject) -> None:
        """Go to what was changed, unless the cursor is there."""
        session, place = self._session, self._session.place
        ends = {Side.LEFT: subject.left, Side.RIGHT: subject.right}
        link = None
        if subject.left is not None and subject.right is not None:
            link = self._link(subject.left, subject.right)
        if place is not None and ends[place.side] == place.passage:
            session.choose(link)
            return
        side = session.active if ends[session.active] is not None else session.active.other
        if (passage := ends[side]) is not None:
            session.jump_to(Place(side, passage), chosen=link)

    # Inner workings

    def _say(self, subject: Subject, value: Verdict | str | None, done: str) -> str | None:
        """Record a verdict or note, write it, and show the result; `done` starts the message."""
        self._acts.record(subject, value)
        warning = self._save()
        self._show()
        if subject.left is not None and subject.right is not None:
            self._session.choose(self._link(subject.left, subject.right))
        self._session.note = f"{done}; {self._keys['undo']} undoes"
        return warning

    def _link(self, left: int, right: int) -> Link | None:
        alignment = self._session.alignment
        return None if alignment is None else alignment.between(left, right)

    def _show(self) -> None:
        """Show the links with the present verdicts."""
        alignment = self._session.alignment
        if self._computed is not None and alignment is not None:
            self._session.receive(self.judged(self._computed.at(alignment.threshold)))

    def _unknown(self) -> str | None:
        return NOT_YET if self._session.alignment is None else None


def _label(link: Link, verdict: Verdict | None) -> str:
    """What a new verdict does to a link, for messages; None removes the verdict."""
    if verdict is not None:
        return DONE[verdict]
    if link.verdict is Verdict.ADDED:
        return "your link is removed"
    return f"no longer {link.verdict.value}" if link.verdict else ""
