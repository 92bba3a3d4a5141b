"""Compares an account of a story with the others in the background, one after the other."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message
from textual.worker import get_current_worker

from diptych.errors import Cancelled, DiptychError
from diptych.reader.linking.worker import scores_with
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget
    from textual.worker import Worker

    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article
    from diptych.comparison import Aligner
    from diptych.reader.state.story_coverage import StoryCoverage

_GROUP = "story"
"""Worker group of the comparisons."""


class StoryPair(NamedTuple):
    """An account that is on the screen, and one to compare it with."""

    article: Article
    account: int
    """Index of the account in the story."""
    other: int
    """Index of the other account."""


class StoryService:
    """Makes the comparisons that the counts need.

    It runs its workers on a widget and posts its messages there.
    """

    class Progressed(Message):
        """The scores of another pair of accounts are known, or one account cannot be read."""

    class Skipped(Message):
        """An account cannot be compared; `reason` is one sentence."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(self, host: Widget, settings: AlignmentSettings | None, aligner: Aligner | None) -> None:
        """Prepare, but start nothing.

        Args:
            host: runs the workers and gets the messages.
            settings: settings that the scores are computed with; the defaults when None.
            aligner: links the passages; the package's own when None.
        """
        self._host = host
        self._settings = settings
        self._aligner = aligner
        self._worker: Worker[None] | None = None

    def start(self, known: StoryCoverage, following: Callable[[], StoryPair | None]) -> None:
        """Compare as long as there is something to compare, unless that is under way.

        Args:
            known: keeps the scores.
            following: gives the accounts to compare next; None when there are none.
        """
        if self._worker is None or self._worker.is_finished:
            self._worker = self._host.run_worker(
                partial(self._compare, known, following), group=_GROUP, exclusive=True, exit_on_error=False
            )

    def stop(self) -> None:
        """Stop comparing; the scores that are known stay."""
        if self._worker is not None:
            self._worker.cancel()
            self._worker = None

    async def _compare(self, known: StoryCoverage, following: Callable[[], StoryPair | None]) -> None:
        worker = get_current_worker()

        def check(_fraction: float) -> None:
            if worker.is_cancelled:
                raise Cancelled

        while (pair := following()) is not None:
            source = known.walk.story.accounts[pair.other].source
            try:
                scores = await asyncio.to_thread(
                    scores_with, pair.article, source, self._settings, self._aligner, check
                )
            except Cancelled:
                return
            except Exception as error:  # such as a file that is gone: the others can be compared nevertheless
                fault = str(error) if isinstance(error, DiptychError) else f"{type(error).__name__}: {error}"
                known.give_up(pair.other)
                reason = f"One account is not counted: {' '.join(fault.split())}"
                self._host.post_message(self.Skipped(reason))
            else:
                known.keep(Pair(pair.account, pair.other), scores)
            self._host.post_message(self.Progressed())
