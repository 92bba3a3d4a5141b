"""The keys for verdicts and notes, as actions of a screen; what they mean is decided by `ReviewController`.

What the reader says is on the disk when an action returns, so before the next key is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from diptych.reader.state.scrolling import Scroll
from diptych.reader.state.session import NOT_YET

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from diptych.alignment.settings import AlignmentSettings
    from diptych.comparison import Comparison
    from diptych.reader.bars.note_input import NoteInput
    from diptych.reader.review.review import ReviewController
    from diptych.reader.state.session import ReaderSession
    from diptych.verdicts.store import Subject, VerdictStore

LOOK = 2.0
"""Seconds between two looks whether another reader has said something, or a full disk has room again."""

_OTHERS = "another reader has judged this pair meanwhile; it is shown"


class ReviewActions(Screen[None], inherit_bindings=False):
    """A screen on which links are judged."""

    def __init__(
        self,
        session: ReaderSession,
        settings: AlignmentSettings | None,
        keys: Mapping[str, str],
        verdicts: Callable[[], VerdictStore] | None,
        classes: str,
    ) -> None:
        """Prepare, but read nothing yet.

        Args:
            session: what is judged.
            settings: what the links are computed with; the defaults when None.
            keys: the first key of each command.
            verdicts: opens what is kept of the pair; None to keep everything in memory.
            classes: CSS classes of the screen.
        """
        super().__init__(classes=classes)
        self.session = session
        self.review: ReviewController | None = None
        """None until there are links to judge."""
        self.former: ReviewController | None = None
        """That of the same pair before its articles were read again; None where they were not."""
        self._settings = settings
        self._first_keys = keys
        self._verdicts = verdicts
        self._note_bar: NoteInput | None = None
        """None until there are links: an Input is slow to style."""

    def _settle(self, scroll: Scroll, message: str | None = None, *, row: int | None = None) -> None:
        """Show the state of the reading."""
        raise NotImplementedError

    def _judged(self, comparison: Comparison) -> Comparison:
        """Links that came, as they are judged."""
        if self.review is None:
            from diptych.reader.review.review import (
                ReviewController,  # loads the aligner, which made the links
            )

            store = None if self._verdicts is None else self._verdicts()
            self.review = ReviewController(self.session, store, self._settings, self._first_keys)
            if (trouble := self.review.load(self.former)) is not None:
                self.call_later(self._settle, Scroll.LEAVE, trouble)  # once there is what it is about
            if self.is_attached:
                self._mounted_note_bar()  # before it is asked for, so that no letter of a note is lost
            if store is not None:
                self.set_interval(LOOK, self._look)
        return self.review.judged(comparison)

    def leave(self, again: str | None = None) -> str | None:
        """Write what is not on the disk yet; one sentence, once, where that cannot be done.

        Args:
            again: what leaves all the same when it is done again; the key that quits when None.
        """
        review = self.review or self.former
        return None if review is None else review.leave(again)

    def _look(self) -> None:
        """Write what could not be written, and show what another reader has said meanwhile."""
        if self.review is None:
            return
        if (said := self.review.catch_up()) is not None:
            self._settle(Scroll.LEAVE, said)
        elif self.review.refresh():
            self.session.note = _OTHERS
            self._settle(Scroll.LEAVE)

    def _judge(self, key: Callable[[ReviewController], str | None]) -> None:
        """Do what a key means, and show what came of it."""
        message = NOT_YET if self.review is None else key(self.review)
        self._settle(Scroll.REVEAL if message is None else Scroll.LEAVE, message)

    def action_accept(self) -> None:
        """Accept the link shown, or take that back."""
        self._judge(lambda review: review.accept())

    def action_reject(self) -> None:
        """Reject the link shown, or take that back."""
        self._judge(lambda review: review.reject())

    def action_link_by_hand(self) -> None:
        """Link the passage under the cursor: with the next one for which this is done."""
        self._judge(lambda review: review.link_by_hand())

    def action_undo(self) -> None:
        """Take back the last verdict or note."""
        self._judge(lambda review: review.undo())

    def action_redo(self) -> None:
        """Give it again."""
        self._judge(lambda review: review.redo())

    def action_note(self, of_passage: bool = False) -> None:  # noqa: FBT001, FBT002 - actions are positional
        """Write a note on the link shown, or on the passage."""
        subject = None if self.review is None else self.review.note_subject(of_passage=of_passage)
        if self.review is None or subject is None:
            message = NOT_YET if self.review is None else "This article has no passages."
            self._settle(Scroll.LEAVE, message)
            return
        self.session.note = f"{self.review.note_label(subject)}; Enter keeps it, Esc leaves it as it was"
        self._settle(Scroll.LEAVE)
        self._mounted_note_bar().open(subject, self.review.note_of(subject), self._write_note)

    def _mounted_note_bar(self) -> NoteInput:
        if self._note_bar is None:
            from diptych.reader.bars.note_input import NoteInput

            self._note_bar = NoteInput()
            self.mount(self._note_bar, before="StatusBar")
        return self._note_bar

    def _write_note(self, subject: Subject, text: str) -> None:
        self._judge(lambda review: review.write_note(subject, text))

    def on_note_input_abandoned(self) -> None:
        """Say no more about a note that was given up."""
        self.session.note = ""
        self._settle(Scroll.LEAVE)
