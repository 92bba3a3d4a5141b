"""What the keys for verdicts and notes do to the stored verdicts and to the session.  Imports no widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.alignment.kinds import Verdict
from diptych.comparison_wording import misfits
from diptych.reader.review import wording
from diptych.reader.review.writer import VerdictWriter
from diptych.reader.state.navigation import Place, same_passages
from diptych.reader.state.outcome import Outcome
from diptych.reader.state.wording import NO_PASSAGES, NOT_YET
from diptych.reader.text.excerpts import beginning
from diptych.reader.text.quotes import pair_name
from diptych.reader.text.verdict_labels import change_label
from diptych.sides import Side
from diptych.verdicts.difference_key import key_of
from diptych.verdicts.judgements import Judgements, apply
from diptych.verdicts.records import LONGEST_NOTE
from diptych.verdicts.store import ChangedMeanwhileError, Subject, VerdictStore
from diptych.verdicts.undo_stack import UndoStack

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from diptych.alignment.model import Difference, Link
    from diptych.alignment.pipeline.manual_link import ManualLinker
    from diptych.alignment.settings import AlignmentSettings
    from diptych.comparison import Comparison
    from diptych.reader.state.session import ReaderSession
    from diptych.verdicts.difference_key import DifferenceKey
    from diptych.verdicts.records import JudgementRecord
    from diptych.verdicts.store import Change


class ReviewController:
    """The verdicts and notes of one session."""

    def __init__(
        self,
        session: ReaderSession,
        keys: Mapping[str, str],
        store: VerdictStore | None = None,
        settings: AlignmentSettings | None = None,
    ) -> None:
        """Read nothing yet.

        Args:
            session: the session that is judged.
            keys: the first key of each command, by its id, for messages.
            store: the verdicts and notes; None to keep them in memory.
            settings: settings that the links are computed with; the defaults when None.
        """
        self._session = session
        self._store = store or VerdictStore(session.articles)
        self._changes = UndoStack(self._store)
        self._writer = VerdictWriter(self._store)
        self._settings = settings
        self._keys = keys
        self._computed: Comparison | None = None
        """The links without any verdict."""
        self._manual_linker: ManualLinker | None = None
        self._judged_last: tuple[int, int, DifferenceKey] | None = None
        """The passages and the difference that the user judged last."""

    def load(self, former: ReviewController | None = None) -> str | None:
        """Read the stored verdicts and notes.

        Args:
            former: controller of the same pair before its articles were reloaded; its unwritten changes and
                undo history are taken over.

        Returns:
            One sentence if they cannot be read, or if some no longer fit the texts.
        """
        warning = self._store.load()
        if former is not None:
            self._store.continue_from(former._store)
            self._changes.continue_from(former._changes)
        lost = len(self.orphaned)
        if warning is None and lost:
            return f"{misfits(lost)}; {self._keys['judged-list']} lists all verdicts and notes."
        return warning

    def with_verdicts(self, comparison: Comparison) -> Comparison:
        """Apply the verdicts and notes to computed links."""
        self._computed = comparison
        judgements = self._store.judgements
        if (judgements.links or judgements.differences) and self._manual_linker is None:
            # Imported here because it loads the aligner, which computed links have loaded already.
            from diptych.alignment.pipeline.manual_link import ManualLinker

            self._manual_linker = ManualLinker(comparison.articles, self._settings)
        return apply(comparison, judgements, self._manual_linker)

    @property
    def orphaned(self) -> tuple[JudgementRecord, ...]:
        """Verdicts and notes on passages that the texts no longer have."""
        return self._store.orphaned

    def refresh(self) -> bool:
        """Show what other processes have written; returns whether there was anything."""
        if not self._store.refresh():
            return False
        self._show()
        return True

    def catch_up(self) -> str | None:
        """Try again to write what is not on disk; one sentence if there is news of it."""
        message = self._writer.catch_up()
        if message is not None and not self._store.unwritten:
            self._show()
        return message

    def finish(self) -> None:
        """Write what is not on disk, or try to, without a message."""
        self._writer.finish()

    def leave(self, key: str | None = None) -> str | None:
        """Write what is not on disk; one sentence, once, if that fails.

        Args:
            key: key that leaves without writing when pressed again; the key that quits when None.
        """
        return self._writer.leave(key or self._keys["quit"])

    # Verdicts

    def accept(self) -> Outcome:
        """Accept the link shown, or undo that."""
        link = self._session.link
        if link is None:
            by_hand, looser = self._keys["link-by-hand"], self._keys["looser"]
            return self._none(f"No link here; {by_hand} links by hand, {looser} shows less sure ones.")
        return self._judge(link, "accept", self._keys["reject"])

    def reject(self) -> Outcome:
        """Reject the link shown, or undo that; remove a link by hand."""
        link = self._session.link or self._rejected_here()
        if link is None:
            return self._none("No link to reject here.")
        return self._judge(link, "reject")

    def judge_difference(self, action: str) -> Outcome:
        """Accept or reject the first difference of the link shown that has no verdict.

        If all have one, judge again the one that was judged last: the same action withdraws the verdict.
        """
        link, alignment = self._session.link, self._session.alignment
        if link is None or alignment is None:
            return self._none(wording.NO_DIFFERENCE.format(self._keys["differs"]))
        articles = self._session.articles
        told = (*link.differences, *alignment.may_differ(link), *link.rejected_differences)
        if not told:
            return self._none(wording.NO_DIFFERENCE.format(self._keys["differs"]))
        wanted = [each for each in told if each.verdict is None]
        if not wanted:  # the one judged last, so that a wrong key can be corrected
            ends = link.left, link.right
            wanted = [each for each in told if (*ends, key_of(each, articles)) == self._judged_last]
            wanted = [*told] if len(told) == 1 else wanted
        if not wanted:
            return self._none(wording.ALL_JUDGED.format(len(told), self._keys["judged-list"]))
        return self._judge_difference(link, wanted[0], action)

    def _judge_difference(self, link: Link, difference: Difference, action: str) -> Outcome:
        """Accept or reject a difference, or undo that."""
        verdict = _toggled_difference(difference, action)
        key = key_of(difference, self._session.articles)
        self._judged_last = link.left, link.right, key
        subject = Subject(link.left, link.right, is_note=False, difference=key)
        return self._record(subject, verdict, wording.difference_label(key, verdict))

    def judge(
        self,
        action: str,
        link: Link | None,
        record: JudgementRecord | None,
        difference: Difference | None = None,
    ) -> Outcome:
        """Accept or reject an entry of a list, whose link need not be the one shown.

        Args:
            action: accept or reject.
            link: the link; None for a note on a passage.
            record: a record that no longer fits the texts, instead of a link.
            difference: the difference of the link that is judged; None to judge the link.

        Returns:
            A note that names what was judged, unless nothing was.
        """
        if record is not None:
            if action == "accept":
                return Outcome(warning="This no longer fits the texts; rejecting withdraws it.")
            return Outcome("withdrawn", self._withdraw(record))
        if link is None:
            return Outcome(warning="There is no link here to judge.")
        place, shown = self._session.place, self._session.link
        if difference is None:
            outcome = self._judge(link, action)
            said = wording.link_label(link, _toggled(link, action))
            said = f"{said}: link {pair_name(link.left, link.right)}"
        else:
            outcome = self._judge_difference(link, difference, action)
            key = key_of(difference, self._session.articles)
            said = wording.difference_label(key, _toggled_difference(difference, action))
        if place is not None and link.end(place.side) != place.passage:
            self._session.choose(shown)
        return outcome if outcome.note is None else outcome._replace(note=said)

    def undo_named(self) -> tuple[Outcome, Subject | None]:
        """Undo the last verdict or note.

        Returns:
            The outcome, and what the verdict or note is about; None if nothing was undone or its passages are
            gone.
        """
        change = self._changes.last
        outcome = self.undo()
        return outcome, None if change is None or outcome.note is None else change.subject

    def _withdraw(self, record: JudgementRecord) -> str | None:
        """Withdraw a verdict or note that no longer fits the texts."""
        try:
            self._changes.forget(record)
        except ChangedMeanwhileError:
            return wording.CHANGED_ELSEWHERE
        return self._writer.save()

    def _rejected_here(self) -> Link | None:
        """The best rejected link of the passage under the cursor."""
        place, alignment = self._session.place, self._session.alignment
        if place is None or alignment is None:
            return None
        candidates = alignment.candidates_of(*place)
        return next((link for link in candidates if link.verdict is Verdict.REJECTED), None)

    def _judge(self, link: Link, action: str, rejecting: str = "rejecting") -> Outcome:
        """Accept or reject a link, or undo that; `rejecting` says how to remove a link by hand."""
        if action == "accept" and link.verdict is Verdict.ADDED:
            return Outcome(warning=f"You made this link yourself; {rejecting} removes it.")
        verdict = _toggled(link, action)
        said = wording.link_label(link, verdict)
        if verdict is Verdict.REJECTED and not self._others(link):
            said = wording.NONE_LEFT.format(said)
        return self._record(Subject(link.left, link.right, is_note=False), verdict, said)

    def _others(self, link: Link) -> tuple[Link, ...]:
        """The other links of the passage of a link that is on the side of the cursor."""
        alignment, side = self._session.alignment, self._session.active
        links = () if alignment is None else alignment.links_of(side, link.end(side))
        return tuple(each for each in links if not same_passages(each, link))

    # Links by hand

    def link_by_hand(self) -> Outcome:
        """Begin a link at the passage under the cursor, or complete it there."""
        place, origin, alignment = self._session.place, self._session.hand, self._session.alignment
        if place is None or alignment is None:
            return self._none(NO_PASSAGES)
        if origin is None or (origin.side is place.side and origin != place):
            self._session.hand = place
            return Outcome("")
        if origin == place:
            return self.cancel_link()
        left, right = (origin, place) if origin.side is Side.LEFT else (place, origin)
        self._session.hand = None
        known = self._link(left.passage, right.passage)
        if known is not None and alignment.counts(known):
            if known.verdict is not None:
                self._session.choose(known)
                return Outcome(warning=f"These two are {known.verdict.value} already.")
            return self._judge(known, "accept")
        subject = Subject(left.passage, right.passage, is_note=False)
        return self._record(subject, Verdict.ADDED, wording.DONE[Verdict.ADDED])

    def cancel_link(self) -> Outcome:
        """Cancel the link by hand."""
        self._session.hand = None
        return Outcome(warning=wording.NOTHING_LINKED)

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
        """The present note; empty if there is none."""
        return str(self._store.value_of(subject) or "")

    def note_label(self, subject: Subject) -> str:
        """The subject of a note in a few words."""
        if subject.left is not None and subject.right is not None:
            return "note on the link"
        side, passage = (Side.RIGHT, subject.right) if subject.left is None else (Side.LEFT, subject.left)
        assert passage is not None  # noqa: S101 - one of the two is there
        return f"note on “{beginning(self._session.articles[side].passage_text(passage), 24)}”"

    def write_note(self, subject: Subject, text: str) -> Outcome:
        """Replace the note on a subject; an empty text deletes it."""
        text = text.strip()
        before = self.note_of(subject)
        if text == before:
            return Outcome("")
        done = "note deleted" if not text else "note changed" if before else "noted"
        outcome = self._record(subject, text or None, done)
        if len(text) > LONGEST_NOTE and outcome.warning is None:
            return outcome._replace(warning=wording.NOTE_CUT)
        return outcome

    # Undo

    def undo(self) -> Outcome:
        """Undo the last verdict or note."""
        last = self._changes.last
        return self._step(self._changes.undo, "undone", "redo", self._nothing_to_undo(), last)

    def redo(self) -> Outcome:
        """Redo what was undone last."""
        return self._step(self._changes.redo, "redone", "undo", wording.NOTHING_TO_REDO)

    def _step(
        self,
        step: Callable[[], Change | None],
        done: str,
        opposite: str,
        nothing: str,
        undone: Change | None = None,
    ) -> Outcome:
        """Undo or redo one change, and go to its subject.

        Args:
            step: changes the store.
            done: what is done, for the note.
            opposite: id of the command that takes it back, and its verb.
            nothing: the warning if there is no change.
            undone: the change that is undone, which the note names; None to name what `step` returns.
        """
        try:
            change = step()
        except ChangedMeanwhileError:
            self._show()
            return Outcome(warning=wording.CHANGED_ELSEWHERE)
        if change is None:
            return Outcome(warning=nothing)
        warning = self._writer.save()
        self._show()
        if change.subject is not None:
            self._go(change.subject)
        label = change_label(undone or change)
        return Outcome(f"{done}: {label}; {self._keys[opposite]} {opposite}es", warning)

    def _nothing_to_undo(self) -> str:
        if self._store.judgements == Judgements() and not self.orphaned:
            return wording.NOTHING_GIVEN
        key = self._keys["judged-list"]
        return f"Nothing to undo since you opened this pair; {key} lists all verdicts and notes."

    def _go(self, subject: Subject) -> None:
        """Go to a subject, unless the cursor is there."""
        session, place = self._session, self._session.place
        ends = {Side.LEFT: subject.left, Side.RIGHT: subject.right}
        link = self._link(subject.left, subject.right)
        if place is not None and ends[place.side] == place.passage:
            session.choose(link)
            return
        side = session.active if ends[session.active] is not None else session.active.other
        if (passage := ends[side]) is not None:
            session.jump_to(Place(side, passage), chosen=link)

    # Internals

    def _record(self, subject: Subject, value: Verdict | str | None, done: str) -> Outcome:
        """Record a verdict or note, write it, and show the result; `done` starts the note."""
        self._changes.record(subject, value)
        warning = self._writer.save()
        self._show()
        if subject.left is not None and subject.right is not None:
            self._session.choose(self._link(subject.left, subject.right))
        return Outcome(f"{done}; {self._keys['undo']} undoes", warning)

    def _link(self, left: int | None, right: int | None) -> Link | None:
        alignment = self._session.alignment
        if alignment is None or left is None or right is None:
            return None
        return alignment.between(left, right)

    def _show(self) -> None:
        """Show the links with the present verdicts."""
        alignment = self._session.alignment
        if self._computed is not None and alignment is not None:
            comparison = self.with_verdicts(self._computed.at(alignment.threshold))
            self._session.receive(comparison, keep_place=True)

    def _none(self, warning: str) -> Outcome:
        """The outcome if there is nothing to judge."""
        return Outcome(warning=NOT_YET if self._session.alignment is None else warning)


def _toggled(link: Link, action: str) -> Verdict | None:
    """The verdict after accepting or rejecting a link; None if that removes its verdict."""
    if action == "accept":
        return None if link.verdict is Verdict.ACCEPTED else Verdict.ACCEPTED
    return Verdict.REJECTED if link.verdict in (None, Verdict.ACCEPTED) else None


def _toggled_difference(difference: Difference, action: str) -> Verdict | None:
    """The verdict after accepting or rejecting a difference; None if that removes its verdict."""
    wanted = Verdict.ACCEPTED if action == "accept" else Verdict.REJECTED
    return None if difference.verdict is wanted else wanted
