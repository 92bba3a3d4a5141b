"""Asks a language model in the background and posts messages about it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import get_current_worker

from diptych.errors import Cancelled, DiptychError

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget
    from textual.worker import Worker

    from diptych.article.model import Article
    from diptych.opinion.client import ModelClient
    from diptych.opinion.model import Opinion
    from diptych.opinion.settings import OpinionSettings
    from diptych.opinion.store import OpinionStore
    from diptych.sides import Pair

PROGRESS_STEP = 0.01
"""Share of the work, 0..1, between two updates of the status line."""

_GROUP = "opinion"
"""Worker group."""


class AskingService:
    """Gets the opinion of a language model on one pair: a kept one, or a new one.

    It runs its workers on a widget and posts its messages there.
    """

    class Received(Message):
        """There is an opinion."""

        def __init__(self, opinion: Opinion, *, asked: bool) -> None:
            """Tell an opinion.

            Args:
                opinion: the opinion.
                asked: whether the user has just asked for it; False for one that was kept.
            """
            super().__init__()
            self.opinion = opinion
            self.asked = asked

    class Progressed(Message):
        """`AskingService.progress` has changed."""

    class Ended(Message):
        """No opinion will come; `reason` is one sentence."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(
        self, host: Widget, articles: Pair[Article], open_store: Callable[[], OpinionStore] | None
    ) -> None:
        """Prepare, but start nothing.

        Args:
            host: runs the workers and gets the messages.
            articles: both articles.
            open_store: gives the opinions that are kept, in a thread; None to keep none.
        """
        self._host = host
        self._articles = articles
        self._open_store = open_store
        self._client: ModelClient | None = None
        self.model = ""
        """Name of the model that is asked."""
        self.progress: float | None = None
        """Share of the asking that is done, 0..1; None if none is under way."""

    def find(self, model: str | None) -> None:
        """Look for an opinion that is kept: that of a model, else the newest of any."""
        if self._open_store is not None:
            _: Worker[None] = self._host.run_worker(
                lambda: self._find(model), group="kept opinion", thread=True, exit_on_error=False
            )

    def _find(self, model: str | None) -> None:
        assert self._open_store is not None  # noqa: S101 - checked by `find`
        store = self._open_store()
        found = store.find(self._articles, model) if model is not None else None
        found = found or store.find(self._articles)
        if found is not None:
            self._host.post_message(self.Received(found, asked=False))

    def ask(self, settings: OpinionSettings, *, again: bool) -> None:
        """Send both articles to the model of the settings.

        Args:
            settings: whom to ask; the user has agreed to the host.
            again: whether to ask although an opinion of this model is kept.
        """
        self.model, self.progress = settings.model, 0.0
        _: Worker[None] = self._host.run_worker(
            self._ask(settings, again=again), group=_GROUP, exclusive=True, exit_on_error=False
        )

    def stop(self) -> None:
        """Stop asking.  The connection is closed at once, even if the server is silent."""
        if self.progress is None:
            return
        self.progress = None
        self._host.workers.cancel_group(self._host, _GROUP)
        if self._client is not None:
            self._client.close()
        self._host.post_message(self.Ended(f"{self.model} is no longer asked."))

    async def _ask(self, settings: OpinionSettings, *, again: bool) -> None:
        worker, loop = get_current_worker(), asyncio.get_running_loop()
        reported = 0.0

        def on_progress(share: float) -> None:
            nonlocal reported
            if worker.is_cancelled:
                raise Cancelled
            if share - reported >= PROGRESS_STEP:
                reported = share
                loop.call_soon_threadsafe(self._receive_progress, share)

        try:
            opinion = await asyncio.to_thread(self._answer, settings, on_progress, again=again)
        except Exception as error:  # the articles stay readable whatever goes wrong
            if not worker.is_cancelled:
                self._fail(error)
        else:
            self.progress = None
            self._host.post_message(self.Received(opinion, asked=True))

    def _answer(
        self, settings: OpinionSettings, on_progress: Callable[[float], None], *, again: bool
    ) -> Opinion:
        """The opinion; called in a thread, where the client is imported."""
        from diptych.opinion.ask import ask
        from diptych.opinion.client import ModelClient

        self._client = client = ModelClient(settings)
        try:
            return ask(
                self._articles,
                settings,
                on_progress=on_progress,
                store=None if self._open_store is None else self._open_store(),
                client=client,
                again=again,
            )
        finally:
            self._client = None
            client.close()

    def _receive_progress(self, share: float) -> None:
        if self.progress is not None:
            self.progress = share
            self._host.post_message(self.Progressed())

    def _fail(self, error: Exception) -> None:
        self.progress = None
        if isinstance(error, DiptychError):
            reason = str(error)
        else:
            fault = " ".join(f"{type(error).__name__}: {error}".split())
            reason = f"The model could not be asked because of an internal error ({fault})."
        self._host.post_message(self.Ended(reason))
