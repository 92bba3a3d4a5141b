"""The keys for verdicts and notes; `ReviewController` decides what they do.

Unless the disk is slow, a verdict or note is on disk before the next key is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.reader.state.outcome import Outcome
from diptych.reader.state.scrolling import Scroll
from diptych.reader.state.wording import NO_PASSAGES, NOT_YET

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.screen import Screen

    from diptych.alignment.settings import AlignmentSettings
    from diptych.comparison import Comparison
    from diptych.reader.bars.note_input import NoteInput
    from diptych.reader.review.review import ReviewController
    from diptych.reader.state.scrolling import Settle
    from diptych.reader.state.session import ReaderSession
    from diptych.verdicts.records import JudgementRecord
    from diptych.verdicts.store import Subject, VerdictStore

CHECK_INTERVAL = 2.0
"""Seconds between two checks for verdicts of other processes, and for room on a disk that was full."""

JUDGED_ELSEWHERE = "another reader has changed verdicts or notes; they are shown now"


class ReviewActions:
    """Gives the verdicts and notes of one reader screen to a `ReviewController`."""

    def __init__(
        self,
        screen: Screen[None],
        session: ReaderSession,
        settle: Settle,
        *,
        settings: AlignmentSettings | None,
        keys: Mapping[str, str],
        verdicts: Callable[[], VerdictStore] | None,
    ) -> None:
        """Prepare, but read nothing yet.

        Args:
            screen: shows the session, and gets the input for notes.
            session: the session that is judged.
            settle: shows the session after an action.
            settings: settings that the links are computed with; the defaults when None.
            keys: the first key of each command, by its id.
            verdicts: opens the stored verdicts of the pair; None to keep verdicts in memory.
        """
        self._screen = screen
        self._session = session
        self._settle = settle
        self._settings = settings
        self._keys = keys
        self._verdicts = verdicts
        self._note_input: NoteInput | None = None
        """None until links are shown: an Input is slow to style."""
        self.controller: ReviewController | None = None
        """None until there are links to judge."""
        self.former: ReviewController | None = None
        """Controller of the same pair before its articles were reloaded, until `controller` takes over."""

    @property
    def orphaned(self) -> tuple[JudgementRecord, ...]:
        """Verdicts and notes on passages that the texts no longer have."""
        return () if self.controller is None else self.controller.orphaned

    def with_verdicts(self, comparison: Comparison) -> Comparison:
        """Apply the verdicts and notes to computed links."""
        if self.controller is None:
            self.controller = self._load()
        return self.controller.with_verdicts(comparison)

    def _load(self) -> ReviewController:
        # Imported here because it loads the aligner, which computed links have loaded already.
        from diptych.reader.review.review import ReviewController

        store = None if self._verdicts is None else self._verdicts()
        controller = ReviewController(self._session, self._keys, store, self._settings)
        warning = controller.load(self.former)
        self.former = None  # it keeps the articles and links from before alive
        if warning is not None:
            # Later, when the links that the warning is about are shown.
            self._screen.call_later(self._settle, Scroll.LEAVE, warning)
        if store is not None:
            self._screen.set_interval(CHECK_INTERVAL, self.check_store)
        return controller

    def leave(self, key: str | None = None) -> str | None:
        """Write what is not on disk yet.

        Args:
            key: key that leaves without writing when pressed again; the key that quits when None.

        Returns:
            One sentence if it cannot be written, but only the first time.
        """
        controller = self.controller or self.former
        return None if controller is None else controller.leave(key)

    def finish(self) -> None:
        """Write what is not on disk yet, or try to, without a message: no screen is left to show one."""
        if (controller := self.controller or self.former) is not None:
            controller.finish()

    def check_store(self) -> None:
        """Write what could not be written before, and show what other processes have written."""
        if self.controller is None:
            return
        if (message := self.controller.catch_up()) is not None:
            self._settle(Scroll.LEAVE, message)
        elif self.controller.refresh():
            self._settle(Scroll.LEAVE, note=JUDGED_ELSEWHERE)

    def run(self, action: Callable[[ReviewController], Outcome]) -> None:
        """Run an action of the controller, and show its result."""
        note, warning = Outcome(None, NOT_YET) if self.controller is None else action(self.controller)
        self._settle(Scroll.REVEAL if warning is None else Scroll.LEAVE, warning, note=note)

    def open_note(self, *, of_passage: bool) -> None:
        """Open the input for a note on the link shown, or on the passage."""
        controller = self.controller
        subject = None if controller is None else controller.note_subject(of_passage=of_passage)
        if controller is None or subject is None:
            self._settle(Scroll.LEAVE, NOT_YET if controller is None else NO_PASSAGES)
            return
        note = f"{controller.note_label(subject)}; Enter saves it, Esc discards the changes"
        self._settle(Scroll.LEAVE, note=note)
        self.mount_input().open(subject, controller.note_of(subject), self._write_note)

    def abandon_note(self) -> None:
        """Clear the message about a note that is not written after all."""
        self._settle(Scroll.LEAVE, note="")

    def mount_input(self) -> NoteInput:
        """The input for notes; the first call mounts it, hidden."""
        if self._note_input is None:
            from diptych.reader.bars.note_input import NoteInput

            self._note_input = NoteInput()
            self._screen.mount(self._note_input, before="StatusBar")
        return self._note_input

    def _write_note(self, subject: Subject, text: str) -> None:
        self.run(lambda controller: controller.write_note(subject, text))
