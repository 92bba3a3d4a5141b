"""The keys for verdicts and notes, as actions of a screen; what they mean is decided by `Judging`.

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
    from diptych.reader.bars.note_input import NoteBar
    from diptych.reader.review.review import Judging
    from diptych.reader.state.session import Reading
    from diptych.verdicts.store import Subject, VerdictStore

LOOK = 2.0
"""Seconds between two looks whether another reader has said something, or a full disk has room again."""

_OTHERS = "another reader has judged this pair meanwhile; it is shown"


class JudgingScreen(Screen[None], inherit_bindings=False):
    """A screen on which links are judged."""

    def __init__(
        self,
        reading: Reading,
        settings: AlignmentSettings | None,
        keys: Mapping[str, str],
        verdicts: Callable[[], VerdictStore] | None,
        classes: str,
    ) -> None:
        """Prepare, but read nothing yet.

        Args:
            reading: what is judged.
            settings: what the links are computed with; the defaults when None.
            keys: the first key of each command.
            verdicts: opens what is kept of the pair; None to keep everything in memory.
            classes: CSS classes of the screen.
        """
        super().__init__(classes=classes)
        self.reading = reading
        self.judging: Judging | None = None
        """None until there are links to judge."""
        self.former: Judging | None = None
        """That of the same pair before its articles were read again; None where they were not."""
        self._settings = settings
        self._first_keys = keys
        self._verdicts = verdicts
        self._note_bar: NoteBar | None = None
        """None until there are links: an Input is slow to style."""

    def _settle(self, scroll: Scroll, message: str | None = None, *, row: int | None = None) -> None:
        """Show the state of the reading."""
        raise NotImplementedError

    def _judged(self, comparison: Comparison) -> Comparison:
        """Links that came, as they are judged."""
        if self.judging is None:
            from diptych.reader.review.review import Judging  # loads the aligner, which made the links

            store = None if self._verdicts is None else self._verdicts()
            self.judging = Judging(self.reading, store, self._settings, self._first_keys)
            if (trouble := self.judging.load(self.former)) is not None:
                self.call_later(self._settle, Scroll.LEAVE, trouble)  # once there is what it is about
            if self.is_attached:
                self._mounted_note_bar()  # before it is asked for, so that no letter of a note is lost
            if store is not None:
                self.set_interval(LOOK, self._look)
        return self.judging.judged(comparison)

    def leave(self, again: str | None = None) -> str | None:
        """Write what is not on the disk yet; one sentence, once, where that cannot be done.

        Args:
            again: what leaves all the same when it is done again; the key that quits when None.
        """
        judging = self.judging or self.former
        return None if judging is None else judging.leave(again)

    def _look(self) -> None:
        """Write what could not be written, and show what another reader has said meanwhile."""
        if self.judging is None:
            return
        if (said := self.judging.catch_up()) is not None:
            self._settle(Scroll.LEAVE, said)
        elif self.judging.refresh():
            self.reading.note = _OTHERS
            self._settle(Scroll.LEAVE)

    def _judge(self, key: Callable[[Judging], str | None]) -> None:
        """Do what a key means, and show what came of it."""
        message = NOT_YET if self.judging is None else key(self.judging)
        self._settle(Scroll.REVEAL if message is None else Scroll.LEAVE, message)

    def action_accept(self) -> None:
        """Accept the link shown, or take that back."""
        self._judge(lambda judging: judging.accept())

    def action_reject(self) -> None:
        """Reject the link shown, or take that back."""
        self._judge(lambda judging: judging.reject())

    def action_link_by_hand(self) -> None:
        """Link the passage under the cursor: with the next one for which this is done."""
        self._judge(lambda judging: judging.link_by_hand())

    def action_undo(self) -> None:
        """Take back the last verdict or note."""
        self._judge(lambda judging: judging.undo())

    def action_redo(self) -> None:
        """Give it again."""
        self._judge(lambda judging: judging.redo())

    def action_note(self, of_passage: bool = False) -> None:  # noqa: FBT001, FBT002 - actions are positional
        """Write a note on the link shown, or on the passage."""
        subject = None if self.judging is None else self.judging.note_subject(of_passage=of_passage)
        if self.judging is None or subject is None:
            message = NOT_YET if self.judging is None else "This article has no passages."
            self._settle(Scroll.LEAVE, message)
            return
        self.reading.note = f"{self.judging.note_label(subject)}; Enter keeps it, Esc leaves it as it was"
        self._settle(Scroll.LEAVE)
        self._mounted_note_bar().open(subject, self.judging.note_of(subject), self._write_note)

    def _mounted_note_bar(self) -> NoteBar:
        if self._note_bar is None:
            from diptych.reader.bars.note_input import NoteBar

            self._note_bar = NoteBar()
            self.mount(self._note_bar, before="StatusLine")
        return self._note_bar

    def _write_note(self, subject: Subject, text: str) -> None:
        self._judge(lambda judging: judging.write_note(subject, text))

    def on_note_bar_left(self) -> None:
        """Say no more about a note that was given up."""
        self.reading.note = ""
        self._settle(Scroll.LEAVE)
