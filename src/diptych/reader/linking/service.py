"""Computes links in the background and posts messages about them.  Nothing of it is visible.

`LinkingWorker` does the work in a thread.  Its messages arrive here, so that the screen handles one message
instead of four.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from diptych.reader.linking.messages import Linked, LinkingFailed, LinkingProgress, PartLinked
from diptych.reader.linking.worker import LinkingWorker
from diptych.reader.terminal.gc_tuning import collect_in_small_lots
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer

    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article
    from diptych.comparison import Comparison

SEEING = 0.1
"""Seconds between two looks at what is in view, while links are computed."""


class LinkingService(Widget):
    """Computes links in a thread; what is in view comes first."""

    DEFAULT_CSS = "LinkingService { display: none; }"

    class Received(Message):
        """Links came: of what is in view, or all of them."""

        def __init__(self, comparison: Comparison) -> None:
            super().__init__()
            self.comparison = comparison

    class Progressed(Message):
        """A share of the linking is done."""

    class Ended(Message):
        """No more links will come, for a reason."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(
        self,
        articles: Pair[Article],
        settings: AlignmentSettings | None,
        in_view: Callable[[], Pair[range]],
        resume_key: str = "r",
        known: Comparison | None = None,
    ) -> None:
        """Prepare, but begin nothing yet.

        Args:
            articles: the two.
            settings: thresholds; the defaults when None.
            in_view: the passages in view.
            resume_key: what takes linking up again, for the sentence that says so.
            known: the links, where they have been computed already.
        """
        super().__init__()
        self._articles = articles
        self._settings = settings
        self._look = in_view
        self._resume_key = resume_key
        self._known = known
        self._in_view = Pair(range(0), range(0))
        self._seeing: Timer | None = None
        self.progress: float | None = 0.0
        """The share of the linking that is done, 0..1; None when none is under way or to begin."""

    @property
    def stopped(self) -> bool:
        """Whether no more links will come."""
        return self.progress is None

    def begin(self) -> None:
        """Compute the links, unless that was called off before it began."""
        if self._known is not None:
            self._end()
            self.post_message(self.Received(self._known))
        elif self.progress is not None:
            self._see()
            self._seeing = self.set_interval(SEEING, self._see)
            self._compute()

    def resume(self) -> None:
        """Take up again what was called off."""
        self.progress = 0.0
        self.begin()

    def call_off(self) -> None:
        """Stop; what is there stays."""
        self.workers.cancel_group(self, "links")
        self._end()
        self.post_message(self.Ended(f"Linking stopped; {self._resume_key} takes it up again."))

    @work(thread=True, exclusive=True, group="links", exit_on_error=False)
    def _compute(self) -> None:
        worker = get_current_worker()
        LinkingWorker(
            self._articles,
            self._settings,
            in_view=lambda: self._in_view,
            post=self.post_message,
            cancelled=lambda: worker.is_cancelled,
        ).run()

    def _see(self) -> None:
        """Note what is in view, for the links that come first; panes are not asked from another thread."""
        self._in_view = self._look()

    @on(LinkingProgress)
    def _take_progress(self, message: LinkingProgress) -> None:
        message.stop()
        if self.progress is not None:
            self.progress = message.fraction
            self.post_message(self.Progressed())

    @on(PartLinked)
    def _take_part(self, message: PartLinked) -> None:
        message.stop()
        if self.progress is not None:
            self.post_message(self.Received(message.comparison))

    @on(Linked)
    def _take_links(self, message: Linked) -> None:
        message.stop()
        if self.progress is not None:  # otherwise it was stopped a moment before they came
            self._end()
            self.post_message(self.Received(message.comparison))

    @on(LinkingFailed)
    def _take_failure(self, message: LinkingFailed) -> None:
        message.stop()
        self._end()
        self.post_message(self.Ended(message.reason))

    def _end(self) -> None:
        self.progress = None
        if self._seeing is not None:
            self._seeing.stop()
        collect_in_small_lots()
