"""Asks a language model in the background and posts messages about it."""

from __future__ import annotations

from contextlib import closing
from threading import Event, Thread
from typing import TYPE_CHECKING

from textual.message import Message

from diptych.errors import Cancelled, DiptychError

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget
    from textual.worker import Worker

    from diptych.alignment.pipeline.manual_link import ManualLinker
    from diptych.article.model import Article
    from diptych.opinion.client import ModelClient
    from diptych.opinion.model import Opinion
    from diptych.opinion.settings import OpinionSettings
    from diptych.opinion.store import OpinionStore
    from diptych.sides import Pair

PROGRESS_STEP = 0.01
"""Share of the work, 0..1, between two updates of the status line."""


class AskingService:
    """Gets the opinion of a language model on one pair: a kept one, or a new one.

    It runs its workers on a widget and posts its messages there.
    """

    class Received(Message):
        """There is an opinion."""

        def __init__(self, opinion: Opinion, linker: ManualLinker, *, asked: bool) -> None:
            """Tell an opinion.

            Args:
                opinion: the opinion.
                linker: has read the passages that it links, which can take seconds.
                asked: whether the user has just asked for it; False for one that was kept.
            """
            super().__init__()
            self.opinion = opinion
            self.linker = linker
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
        self._asking: _Asking | None = None
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
            self._host.post_message(self._received(found, asked=False))

    def ask(self, settings: OpinionSettings, *, again: bool) -> None:
        """Send both articles to the model of the settings.

        This has a thread of its own, which does not keep the program alive while a server is silent.

        Args:
            settings: whom to ask; the user has agreed to the host.
            again: whether to ask although an opinion of this model is kept.
        """
        self.model, self.progress = settings.model, 0.0
        self._asking = asking = _Asking()
        Thread(target=self._ask, args=(asking, settings), kwargs={"again": again}, daemon=True).start()

    def stop(self) -> None:
        """Stop asking.  The connection is closed at once, even if the server is silent."""
        if self.progress is not None:
            self.abandon()
            self._host.post_message(
                self.Ended(f"Stopped: {self.model} has not answered, and nothing has changed.")
            )

    def abandon(self) -> None:
        """Stop asking without a message, because nobody would see it."""
        self.progress = None
        if self._asking is not None:
            self._asking.stop()
            self._asking = None

    def _ask(self, asking: _Asking, settings: OpinionSettings, *, again: bool) -> None:
        """Ask, and post the result unless the user has stopped it."""
        from diptych.opinion.ask import ask
        from diptych.opinion.client import ModelClient

        reported = 0.0

        def on_progress(share: float) -> None:
            nonlocal reported
            if asking.stopped.is_set():
                raise Cancelled
            if share - reported >= PROGRESS_STEP:
                reported = share
                self._receive_progress(share)

        message: Message
        try:
            store = None if self._open_store is None else self._open_store()
            asking.client = client = ModelClient(settings)
            with closing(client):
                opinion = ask(
                    self._articles, settings, on_progress=on_progress, store=store, client=client, again=again
                )
            message = self._received(opinion, asked=True)
        except Exception as error:  # the articles stay readable whatever goes wrong
            message = self.Ended(_reason(error))
        if not asking.stopped.is_set():
            self.progress = None
            self._host.post_message(message)

    def _received(self, opinion: Opinion, *, asked: bool) -> Received:
        """The message that there is an opinion, after the passages that it links have been read."""
        from diptych.alignment.pipeline.manual_link import ManualLinker

        linker = ManualLinker(self._articles)
        for link in opinion.links:
            linker.link(link.left, link.right)
        return self.Received(opinion, linker, asked=asked)

    def _receive_progress(self, share: float) -> None:
        if self.progress is not None:
            self.progress = share
            self._host.post_message(self.Progressed())


class _Asking:
    """One time that a model is asked."""

    def __init__(self) -> None:
        self.stopped = Event()
        self.client: ModelClient | None = None

    def stop(self) -> None:
        """Let the thread end as soon as it can."""
        self.stopped.set()
        if self.client is not None:
            self.client.close()


def _reason(error: Exception) -> str:
    """Why no opinion will come, in one sentence."""
    if isinstance(error, DiptychError):
        return str(error)
    fault = " ".join(f"{type(error).__name__}: {error}".split())
    return f"The model could not be asked because of an internal error ({fault})."
