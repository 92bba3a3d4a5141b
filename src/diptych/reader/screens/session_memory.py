"""Saves the session after a pause and on leaving, and restores it at the start."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from textual.message import Message

from diptych.history.model import Bookmark, SavedPosition, SavedSession
from diptych.reader.state.filters import Selection, View
from diptych.reader.state.navigation import Place
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.widget import Widget

    from diptych.alignment.model import Alignment
    from diptych.history.pairs import PairHistory
    from diptych.reader.panes.split_view import SplitView
    from diptych.reader.screens.session_screen import SessionScreen
    from diptych.reader.state.session import ReaderSession

PAUSE = 2.0
"""Seconds without a key after which the session is saved: the process may end without notice."""


def present(session: ReaderSession, split_view: SplitView) -> SavedSession | None:
    """The present state to save; None if an article has no passages.

    Args:
        session: has the cursors, the filter and the threshold.
        split_view: knows what is in view.
    """
    if not all(article.passages for article in session.articles):
        return None
    positions = Pair(*(_position(session, split_view, side) for side in Side))
    return SavedSession(
        session.active,
        positions,
        view=session.view.name.lower(),
        narrow_view=session.narrow_view.name.lower(),
        order=session.order,
        selection=session.selection.value,
        threshold=session.chosen_threshold,
        model="" if session.alignment is None else session.alignment.model,
    )


def _position(session: ReaderSession, split_view: SplitView, side: Side) -> SavedPosition:
    article, pane, cursor = session.articles[side], split_view.pane(side), Place(side, session.cursor(side))
    visible = [place for place in pane.places_in_view if place.side is side]
    # In the active pane the cursor is kept where it is; in the other pane, what is in view.
    seen = cursor if not visible or (side is session.active and pane.in_view(cursor)) else visible[0]
    row = pane.screen_row(seen) if visible else None
    return SavedPosition(Bookmark.at(article, cursor.passage), Bookmark.at(article, seen.passage), row or 0)


def restore(remembered: SavedSession, session: ReaderSession, split_view: SplitView) -> None:
    """Restore a saved session, before anything is shown.

    The threshold is not restored here: it holds for the links of one model, which come later.
    """
    for side in (remembered.side.other, remembered.side):
        position, article = remembered.positions[side], session.articles[side]
        cursor, seen = position.cursor.find(article), position.seen.find(article)
        if cursor is None or seen is None:
            return
        session.move_to(Place(side, cursor))
        split_view.begin_at(Place(side, seen), position.row)
    if remembered.selection in {selection.value for selection in Selection}:
        session.selection = Selection(remembered.selection)
    session.order = remembered.order
    session.view = view_named(remembered.view, session.view)
    session.narrow_view = view_named(remembered.narrow_view, session.narrow_view)


def carry_over(before: SessionScreen, after: SessionScreen) -> None:
    """Let a screen look like the one that it replaces: panels, search, scrolling, and whose links count.

    The place is restored already.
    """
    after.welcomes = False
    after.opinions.voice = before.opinions.voice
    after.session.hits = before.session.hits.again(after.session.articles, after.session.place)
    for name in ("-no-evidence", "-all-evidence", "-no-map", "-all-links"):
        after.set_class(before.has_class(name), name)
    after.split_view.following = before.split_view.following


def view_named(name: str, otherwise: View) -> View:
    """The view of a name in a config file or a saved session; `otherwise` if there is none."""
    return next((view for view in View if view.name.lower() == name), otherwise)


class SessionMemory:
    """Saves the session of one pair.  It runs its workers on a widget and posts its messages there."""

    class Failed(Message):
        """The session could not be saved; `reason` is one sentence."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(
        self,
        host: Widget,
        memory: PairHistory,
        session: ReaderSession,
        split_view: SplitView,
    ) -> None:
        """Restore the saved session, if there is one.

        Args:
            host: runs the workers and gets the messages.
            memory: saved sessions of the pair.
            session: the session, not shown yet.
            split_view: the panes that will show it.
        """
        self._host = host
        self._memory = memory
        self._session = session
        self._split_view = split_view
        self.start: Place | None = None
        """Where the saved session ended; None without one."""
        if memory.saved is not None:
            restore(memory.saved, session, split_view)
            self.start = session.place
        self._wanted: SavedSession | None = None
        """What is saved, or about to be."""
        self._written: SavedSession | None = None
        """What is certainly saved, or was known at the beginning."""
        self._writing = Lock()
        self._timer: Timer | None = None
        self._failed = False
        self._is_settled = False

    def threshold(self, model: str) -> float | None:
        """The threshold of the last session, if the user chose one for links of this model."""
        saved = self._memory.saved
        return None if saved is None or saved.model != model else saved.threshold

    def threshold_sentence(self, alignment: Alignment) -> str | None:
        """Says that the last session's threshold holds, or that it was chosen for another model."""
        saved = self._memory.saved
        if saved is None or saved.threshold is None:
            return None
        if saved.model == alignment.model:
            kept = saved.threshold == alignment.threshold
            return f"Threshold {alignment.threshold:.2f}, as last time." if kept else None
        if saved.threshold == alignment.threshold:
            return None
        return (
            f"Your threshold of {saved.threshold:.2f} was for links of {saved.model};"
            f" these are of {alignment.model}, at {alignment.threshold:.2f}."
        )

    def settle(self) -> None:
        """The model is known, and with it whether the last session's threshold holds; till now it is kept."""
        self._is_settled = True

    def begin(self) -> None:
        """Start saving; called once the texts are shown."""
        self._wanted = self._written = self._present()
        self._timer = self._host.set_interval(PAUSE, self._save, pause=True)

    def note(self) -> None:
        """Save after the next pause, because something may have changed."""
        if self._timer is not None:
            self._timer.reset()
            self._timer.resume()

    def _save(self) -> None:
        if self._timer is not None:
            self._timer.pause()
        if (remembered := self._present()) is not None and remembered != self._wanted:
            self._wanted = remembered
            self._host.run_worker(
                lambda: self._write(remembered), thread=True, group="memory", exit_on_error=False
            )

    def leave(self) -> None:
        """Save at once what is not saved yet, without a message: no screen is left to show one.

        A worker that should save may never start, so only what is certainly saved is skipped.
        """
        remembered = None if self._timer is None else self._present()
        if remembered is not None:
            self._wanted = remembered
            with self._writing:
                if remembered != self._written:
                    self._memory.keep(remembered)

    def _present(self) -> SavedSession | None:
        now, saved = present(self._session, self._split_view), self._memory.saved
        if now is None or saved is None or self._is_settled or now.threshold is not None:
            return now
        return now._replace(threshold=saved.threshold, model=saved.model)

    def _write(self, remembered: SavedSession) -> None:
        with self._writing:
            if remembered is not self._wanted:  # something newer is written, or about to be
                return
            reason = self._memory.keep(remembered)
            if reason is None:
                self._written = remembered
        if reason is not None and not self._failed:  # only once: the disk will still be full in two seconds
            self._failed = True
            self._host.post_message(self.Failed(reason))
