"""Keeps where the reader is, after a pause and on leaving, and brings it back at the start."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from textual.message import Message
from textual.widget import Widget

from diptych.alignment.settings import AlignmentSettings
from diptych.memory.model import Bookmark, Remembered, Spot
from diptych.reader.selection import Selection
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from textual.timer import Timer

    from diptych.memory.pairs import PairMemory
    from diptych.reader.reading import Reading
    from diptych.reader.spread import Spread

PAUSE = 2.0
"""Seconds without a key after which the place is written down, for not every end is announced."""


def present(reading: Reading, spread: Spread, usual_threshold: float) -> Remembered | None:
    """Where a reading is; None while an article has no passage or none is to be seen yet.

    Args:
        reading: whose cursors, filter and threshold.
        spread: whose panes say what is to be seen.
        usual_threshold: the threshold that goes without saying.
    """
    spots = {side: _spot(reading, spread, side) for side in Side}
    left, right = spots[Side.LEFT], spots[Side.RIGHT]
    if left is None or right is None:
        return None
    threshold = usual_threshold if reading.alignment is None else reading.alignment.threshold
    return Remembered(
        reading.active,
        Pair(left, right),
        selection=reading.selection.value,
        threshold=None if threshold == usual_threshold else threshold,
    )


def _spot(reading: Reading, spread: Spread, side: Side) -> Spot | None:
    article, pane, cursor = reading.articles[side], spread.pane(side), reading.cursor(side)
    visible = pane.visible_passages
    if not visible:
        return None
    # What is read is kept where it is; in the other pane that is whatever the reader had brought beside it.
    seen = cursor if side is reading.active and pane.in_view(cursor) else visible[0]
    return Spot(Bookmark.at(article, cursor), Bookmark.at(article, seen), pane.screen_row(seen) or 0)


def restore(remembered: Remembered, reading: Reading, spread: Spread) -> None:
    """Begin a reading where another one was left; before anything is shown.

    The threshold is no part of this: it is a setting of the links, which whoever opens the reader decides on.
    """
    for side in (remembered.side.other, remembered.side):
        spot, article = remembered.spots[side], reading.articles[side]
        cursor, seen = spot.cursor.find(article), spot.seen.find(article)
        if cursor is None or seen is None:
            return
        reading.active = side
        reading.put(cursor)
        spread.begin_at(side, seen, spot.row)
    if remembered.selection in {selection.value for selection in Selection}:
        reading.selection = Selection(remembered.selection)


class Remembering(Widget):
    """Takes no room on the screen."""

    DEFAULT_CSS = "Remembering { display: none; }"

    class Failed(Message):
        """The place could not be written down; `reason` is one sentence."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(
        self, memory: PairMemory, reading: Reading, spread: Spread, usual_threshold: float | None
    ) -> None:
        """Begin where the pair was left.

        Args:
            memory: of the pair.
            reading: nothing of which has been shown yet.
            spread: where it will be shown.
            usual_threshold: the threshold that goes without saying; the default when None.
        """
        super().__init__()
        self._memory = memory
        self._reading = reading
        self._spread = spread
        self._usual = AlignmentSettings().threshold if usual_threshold is None else usual_threshold
        if memory.remembered is not None:
            restore(memory.remembered, reading, spread)
        self._written: Remembered | None = None
        self._writing = Lock()
        self._timer: Timer | None = None
        self._failed = False

    def begin(self) -> None:
        """The text is to be seen; nothing has been read yet that is not known already."""
        self._written = self._where()
        self._timer = self.set_interval(PAUSE, self._take_pause, pause=True)

    def note(self) -> None:
        """Something has changed; write it down once there is a pause."""
        if self._timer is not None:
            self._timer.reset()
            self._timer.resume()

    def _take_pause(self) -> None:
        if self._timer is not None:
            self._timer.pause()
        if (remembered := self._news()) is not None:
            self.run_worker(lambda: self._write(remembered), thread=True, group="memory", exit_on_error=False)

    def leave(self) -> None:
        """Write down, at once, what is not written yet; nobody is there any more to be told of a failure."""
        if (remembered := self._news()) is not None:
            with self._writing:
                self._memory.keep(remembered)

    def _news(self) -> Remembered | None:
        """Where the reader is, if that is to be written."""
        remembered = None if self._timer is None else self._where()
        if remembered is None or remembered == self._written:
            return None
        self._written = remembered
        return remembered

    def _where(self) -> Remembered | None:
        return present(self._reading, self._spread, self._usual)

    def _write(self, remembered: Remembered) -> None:
        with self._writing:
            if remembered is not self._written:  # something newer is written, or about to be
                return
            reason = self._memory.keep(remembered)
        if reason is not None and not self._failed:  # once: a disk that is full now is full in two seconds
            self._failed = True
            self.post_message(self.Failed(reason))
