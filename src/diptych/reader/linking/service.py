"""Computes links in the background and posts messages about them.

The links of a whole book take a minute.  When the view of a long pair has come to rest on passages whose
links are unknown, a second thread computes these first; the comparison of everything pauses meanwhile.
"""

from __future__ import annotations

import asyncio
from functools import partial
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import get_current_worker

from diptych.errors import Cancelled, DiptychError
from diptych.reader.linking.worker import covers, link_all, link_part
from diptych.reader.terminal.gc_tuning import start_collector

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer
    from textual.widget import Widget
    from textual.worker import Worker

    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article
    from diptych.comparison import Aligner, Comparison
    from diptych.sides import Pair

PROGRESS_STEP = 0.02
"""Share of the work, 0..1, between two updates of the status line."""

PROGRESS_INTERVAL = 0.1
"""Seconds between them: each takes time from the comparison, and short articles take only 0.2 s."""

MOST_WAIT = 0.25
"""Seconds that the next stage waits at most until the links of one are painted."""

LONG = 1_000
"""Number of passages of both articles from which the view is linked first; fewer take about a second."""

VIEW_INTERVAL = 0.1
"""Seconds between two checks of what is in view."""

LEAST_REST = 3
"""Checks in a row that must find the same view before its links are computed."""

_ALL = "links"
"""Worker group of the comparison of everything."""

_PART = "links in view"
"""Worker group of the comparison of what is in view."""


class LinkingService:
    """Computes the links of one pair, those in view first.

    It runs its workers on a widget and posts its messages there.
    """

    class Received(Message):
        """Links have been computed: of the passages seen so far, or of all, once or by a better model."""

        def __init__(self, comparison: Comparison) -> None:
            super().__init__()
            self.comparison = comparison

    class Progressed(Message):
        """`LinkingService.progress` has changed."""

    class Completed(Message):
        """All links have been received, and no better ones will come."""

    class Ended(Message):
        """No more links will come; `reason` is one sentence."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(
        self,
        host: Widget,
        articles: Pair[Article],
        settings: AlignmentSettings | None,
        in_view: Callable[[], Pair[range]],
        *,
        resume_key: str,
        known: Comparison | None,
        aligner: Aligner | None,
    ) -> None:
        """Prepare, but start nothing.

        Args:
            host: runs the workers and gets the messages.
            articles: both articles.
            settings: settings that the links are computed with; the defaults when None.
            in_view: returns the passages in view.
            resume_key: key that resumes linking, for the message that names it.
            known: the links; None if they have not been computed yet.
            aligner: links the passages; the package's own when None.
        """
        self._host = host
        self._articles = articles
        self._settings = settings
        self._in_view = in_view
        self._resume_key = resume_key
        self._known = known
        """All links, or those of the passages seen so far; None if there are none yet."""
        self._aligner = aligner
        self._view: Pair[range] | None = None
        self._rest = 0
        """Checks in a row that have found the same view."""
        self._timer: Timer | None = None
        self._part: Worker[None] | None = None
        self._unpaused = Event()
        """Cleared while a part is linked."""
        self._unpaused.set()
        self._received: str | None = None
        """Name of the model of all links that have been passed on; None before that."""
        self.progress: float | None = 0.0
        """Share of the linking that is done, 0..1; None if none is under way or about to start."""

    @property
    def stopped(self) -> bool:
        """Whether no more links will come."""
        return self.progress is None

    def begin(self) -> None:
        """Post the links if they are known; else compute them, unless linking has been stopped."""
        if self._known is not None:
            self._end()
            self._host.post_message(self.Received(self._known))
            self._host.post_message(self.Completed())
            if self._known.alignment.compared is None:
                self._known = None  # the session has the links
        elif self.progress is not None:
            self._start()

    def resume(self) -> None:
        """Start again after `stop`; the links that are known stay known."""
        self.progress = 0.0
        self._start()

    def stop(self) -> None:
        """Stop linking; the links that are known stay."""
        self._cancel(_ALL)
        self._cancel(_PART)
        what = "Reading in context" if self._received is not None else "Linking"
        self._end(f"{what} stopped; {self._resume_key} resumes it.")

    def _start(self) -> None:
        _: Worker[None] = self._host.run_worker(
            self._link_all, group=_ALL, exclusive=True, exit_on_error=False
        )
        if sum(len(article.passages) for article in self._articles) >= LONG:
            self._view, self._rest = self._in_view(), LEAST_REST
            self._link_view()
            if self._timer is None:
                self._timer = self._host.set_interval(VIEW_INTERVAL, self._link_view)
            self._timer.resume()

    async def _link_all(self) -> None:
        worker, loop = get_current_worker(), asyncio.get_running_loop()
        reported, told = 0.0, monotonic()

        def on_progress(fraction: float) -> None:
            nonlocal reported, told
            self._unpaused.wait()
            if worker.is_cancelled:
                raise Cancelled
            # The fraction is less than before when a stage begins.
            if abs(fraction - reported) >= PROGRESS_STEP and monotonic() - told >= PROGRESS_INTERVAL:
                reported, told = fraction, monotonic()
                loop.call_soon_threadsafe(self._receive_progress, fraction)

        def receive(comparison: Comparison) -> None:
            if worker.is_cancelled:
                raise Cancelled
            painted = Event()
            loop.call_soon_threadsafe(self._receive, comparison, painted)
            painted.wait(MOST_WAIT)  # a next stage would take turns with the thread that paints the links

        try:
            await asyncio.to_thread(
                link_all, self._articles, self._settings, self._aligner, on_progress, receive
            )
        except Exception as error:  # the articles stay readable whatever goes wrong in the aligner
            self._cancel(_PART)
            self._fail(error)
        else:
            self._end()
            self._host.post_message(self.Completed())

    def _receive(self, comparison: Comparison, painted: Event) -> None:
        """Pass the links of one stage on; `painted` is set when they are on the screen."""
        if self.stopped:
            return
        self.progress = 0.0
        if self._received == comparison.alignment.model:  # resumed: the session has these
            return
        self._cancel(_PART)
        if self._timer is not None:
            self._timer.pause()
        self._known, self._received = None, comparison.alignment.model  # the session has the links
        self._host.post_message(self.Received(comparison))
        self._host.call_after_refresh(painted.set)

    def _link_view(self) -> None:
        """Link what is in view, if its links are unknown and the view is at rest."""
        if self.stopped or self._received is not None:  # after the timer has called
            return
        view = self._in_view()
        self._rest = self._rest + 1 if view == self._view else 0
        self._view = view
        busy = self._part is not None and not self._part.is_finished
        if self._rest >= LEAST_REST and any(view) and not busy and not covers(self._known, view):
            self._part = self._host.run_worker(
                partial(self._link_part, view), group=_PART, exit_on_error=False
            )

    async def _link_part(self, view: Pair[range]) -> None:
        worker = get_current_worker()

        def check(_fraction: float) -> None:
            if worker.is_cancelled:
                raise Cancelled

        self._unpaused.clear()
        try:
            self._known = await asyncio.to_thread(
                link_part,
                self._articles,
                self._settings,
                self._aligner,
                check,
                wanted=view,
                known=self._known,
            )
        except Exception as error:  # as for the comparison of everything
            self._cancel(_ALL)
            self._fail(error)
        else:
            self._host.post_message(self.Received(self._known))
        finally:
            self._unpaused.set()

    def _receive_progress(self, fraction: float) -> None:
        if self.progress is not None:
            self.progress = fraction
            self._host.post_message(self.Progressed())

    def _cancel(self, group: str) -> None:
        self._host.workers.cancel_group(self._host, group)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, DiptychError):  # such as a model that cannot run here
            self._end(str(error))
            return
        fault = " ".join(f"{type(error).__name__}: {error}".split())
        what = "could not be read in context" if self._received is not None else "could not be computed"
        self._end(f"The links {what} because of an internal error ({fault}).")

    def _end(self, reason: str = "") -> None:
        self.progress = None
        if self._timer is not None:
            self._timer.pause()
        start_collector()
        if reason:
            self._host.post_message(self.Ended(reason))
