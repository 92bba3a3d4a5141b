"""Keeps where the reader is, after a pause and on leaving, and brings it back at the start."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from textual.message import Message

from diptych.alignment.settings import AlignmentSettings
from diptych.history.model import Bookmark, SavedPosition, SavedSession
from diptych.reader.state.filters import Selection, View
from diptych.reader.state.navigation import Place
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.widget import Widget

    from diptych.history.pairs import PairHistory
    from diptych.reader.panes.split_view import SplitView
    from diptych.reader.state.session import ReaderSession

PAUSE = 2.0
"""Seconds without a key after which the place is written down, for not every end is announced."""


def present(session: ReaderSession, split_view: SplitView, usual_threshold: float) -> SavedSession | None:
    """Where a reading is; None where an article has no passage.

    Args:
        session: whose cursors, filter and threshold.
        split_view: whose panes say what is to be seen.
        usual_threshold: the threshold that goes without saying.
    """
    if not all(article.passages for article in session.articles):
        return None
    spots = Pair(_spot(session, split_view, Side.LEFT), _spot(session, split_view, Side.RIGHT))
    threshold = usual_threshold if session.alignment is None else session.alignment.threshold
    return SavedSession(
        session.active,
        spots,
        view=session.view.name.lower(),
        narrow_view=session.narrow_view.name.lower(),
        order=session.order,
        selection=session.selection.value,
        threshold=None if threshold == usual_threshold else threshold,
    )


def _spot(session: ReaderSession, split_view: SplitView, side: Side) -> SavedPosition:
    article, pane, cursor = session.articles[side], split_view.pane(side), Place(side, session.cursor(side))
    visible = [place for place in pane.places_in_view if place.side is side]
    # What is read is kept where it is; in the other pane that is whatever the reader had brought beside it.
    seen = cursor if not visible or (side is session.active and pane.in_view(cursor)) else visible[0]
    row = pane.screen_row(seen) if visible else None
    return SavedPosition(Bookmark.at(article, cursor.passage), Bookmark.at(article, seen.passage), row or 0)


def restore(remembered: SavedSession, session: ReaderSession, split_view: SplitView) -> None:
    """Begin a reading where another one was left; before anything is shown.

    The threshold is no part of this: it is a setting of the links, which whoever opens the reader decides on.
    """
    for side in (remembered.side.other, remembered.side):
        spot, article = remembered.positions[side], session.articles[side]
        cursor, seen = spot.cursor.find(article), spot.seen.find(article)
        if cursor is None or seen is None:
            return
        session.move_to(Place(side, cursor))
        split_view.begin_at(Place(side, seen), spot.row)
    if remembered.selection in {selection.value for selection in Selection}:
        session.selection = Selection(remembered.selection)
    session.order = remembered.order
    session.view = view_named(remembered.view, session.view)
    session.narrow_view = view_named(remembered.narrow_view, session.narrow_view)


def view_named(name: str, otherwise: View) -> View:
    """The view that a config file or a memory calls so."""
    return next((view for view in View if view.name.lower() == name), otherwise)


class SessionMemory:
    """Saves the session of one pair.  It runs its workers on a widget and posts its messages there."""

    class Failed(Message):
        """The place could not be written down; `reason` is one sentence."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(
        self,
        host: Widget,
        memory: PairHistory,
        session: ReaderSession,
        split_view: SplitView,
        usual_threshold: float | None,
    ) -> None:
        """Begin where the pair was left.

        Args:
            host: runs the workers and gets the messages.
            memory: saved sessions of the pair.
            session: nothing of which has been shown yet.
            split_view: where it will be shown.
            usual_threshold: the threshold that goes without saying; the default when None.
        """
        self._host = host
        self._memory = memory
        self._session = session
        self._split_view = split_view
        self._usual = AlignmentSettings().threshold if usual_threshold is None else usual_threshold
        if memory.saved is not None:
            restore(memory.saved, session, split_view)
        self._wanted: SavedSession | None = None
        """What is written down, or about to be."""
        self._written: SavedSession | None = None
        """What is surely written down, or was known at the beginning."""
        self._writing = Lock()
        self._timer: Timer | None = None
        self._failed = False

    def begin(self) -> None:
        """The text is to be seen; nothing has been read yet that is not known already."""
        self._wanted = self._written = self._where()
        self._timer = self._host.set_interval(PAUSE, self._take_pause, pause=True)

    def note(self) -> None:
        """Something has changed; write it down once there is a pause."""
        if self._timer is not None:
            self._timer.reset()
            self._timer.resume()

    def _take_pause(self) -> None:
        if self._timer is not None:
            self._timer.pause()
        if (remembered := self._where()) is not None and remembered != self._wanted:
            self._wanted = remembered
            self._host.run_worker(
                lambda: self._write(remembered), thread=True, group="memory", exit_on_error=False
            )

    def leave(self) -> None:
        """Write down, at once, what is not written yet; nobody is there any more to be told of a failure.

        A worker that was to write it may never begin, so what counts is what has been written.
        """
        remembered = None if self._timer is None else self._where()
        if remembered is not None:
            self._wanted = remembered
            with self._writing:
                if remembered != self._written:
                    self._memory.keep(remembered)

    def _where(self) -> SavedSession | None:
        return present(self._session, self._split_view, self._usual)

    def _write(self, remembered: SavedSession) -> None:
        with self._writing:
            if remembered is not self._wanted:  # something newer is written, or about to be
                return
            reason = self._memory.keep(remembered)
            if reason is None:
                self._written = remembered
        if reason is not None and not self._failed:  # once: a disk that is full now is full in two seconds
            self._failed = True
            self._host.post_message(self.Failed(reason))
