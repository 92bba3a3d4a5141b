"""Computing the links beside the reading: what is in view first, then all.  In a thread, without widgets.

The links of a whole book take a minute.  Whenever the view has come to rest on passages whose links are not
known yet, they are computed between two steps of that work, and posted with what was known before.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from diptych.errors import Cancelled
from diptych.reader.linking.messages import Linked, LinkingFailed, LinkingProgress, PartLinked
from diptych.sides import Side

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message import Message

    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article
    from diptych.comparison import Comparison
    from diptych.sides import Pair

PROGRESS_STEP = 0.02
"""The least share of the work that is worth a repaint of the status line."""

LONG = 1_000
"""Passages of both articles from which what is in view comes first: fewer take about a second in all."""

REST = 0.3
"""Seconds that the view must be at rest before its links are computed out of turn."""


class LinkingWorker:
    """One comparison under way."""

    def __init__(
        self,
        articles: Pair[Article],
        settings: AlignmentSettings | None,
        in_view: Callable[[], Pair[range]],
        post: Callable[[Message], object],
        cancelled: Callable[[], bool],
    ) -> None:
        """Prepare a comparison.

        Args:
            articles: the two.
            settings: thresholds; the defaults when None.
            in_view: the passages in view, asked for from the thread that `run` is called in.
            post: told what is found, from that thread.
            cancelled: whether nobody waits for the links any more.
        """
        self._articles = articles
        self._settings = settings
        self._in_view = in_view
        self._post = post
        self._cancelled = cancelled
        self._reported = 0.0
        self._long = sum(len(article.passages) for article in articles) >= LONG
        self._part: Comparison | None = None
        self._view = in_view()
        self._at_rest_since = 0.0

    def run(self) -> None:
        """Compare, and post what comes of it."""
        try:
            # Imported here, after the first frame: the text can be read while the aligner is loaded.
            from diptych.comparison import compare

            comparison = compare(self._articles, self._settings, on_progress=self._on_progress)
            for side in Side:
                comparison.alignment.linked(side)  # sorts a book's links here, where no key waits for it
        except Cancelled:
            return
        except Exception as error:  # the texts stay readable whatever befalls the aligner
            fault = " ".join(f"{type(error).__name__}: {error}".split())
            self._post(
                LinkingFailed(f"The links could not be computed: something went wrong inside ({fault}).")
            )
            return
        if not self._cancelled():
            self._post(Linked(comparison))

    def _on_progress(self, fraction: float) -> None:
        self._check()
        if fraction - self._reported >= PROGRESS_STEP:
            self._reported = fraction
            self._post(LinkingProgress(fraction))
        if self._long:
            self._link_view()

    def _check(self, _fraction: float = 0.0) -> None:
        if self._cancelled():
            raise Cancelled

    def _link_view(self) -> None:
        """Compute the links of what is in view, if they are not known yet and the view is at rest."""
        view = self._in_view()
        if not any(view):
            return
        if view != self._view:
            self._view = view
            self._at_rest_since = monotonic()
        known = None if self._part is None else self._part.alignment.compared
        if known is not None and all(known[side].issuperset(view[side]) for side in Side):
            return
        if monotonic() - self._at_rest_since < REST:
            return
        from diptych.alignment.pipeline.partial import merge_parts
        from diptych.comparison import Comparison, compare_part

        found = compare_part(self._articles, view, self._settings, on_progress=self._check)
        if self._part is not None:
            found = Comparison(self._articles, merge_parts(self._part.alignment, found.alignment))
        self._part = found
        self._post(PartLinked(found))
