"""Comparers that replace the aligner in an app under test."""

from __future__ import annotations

from dataclasses import dataclass
from time import sleep
from typing import TYPE_CHECKING

from diptych.comparison import Comparison, compare_part

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article
    from diptych.sides import Pair

    Progress = Callable[[float], None]


@dataclass
class StubComparer:
    """Links whole articles with a function of the test, and parts with the aligner."""

    whole: Callable[[Progress], Comparison]

    def compare(
        self,
        articles: Pair[Article],  # noqa: ARG002 - as the protocol has it
        settings: AlignmentSettings | None = None,  # noqa: ARG002
        *,
        on_progress: Progress | None = None,
    ) -> Comparison:
        assert on_progress is not None
        return self.whole(on_progress)

    def compare_part(
        self,
        articles: Pair[Article],
        wanted: Pair[range],
        settings: AlignmentSettings | None = None,
        *,
        on_progress: Progress | None = None,
    ) -> Comparison:
        return compare_part(articles, wanted, settings, on_progress=on_progress)


def ready(comparison: Comparison) -> StubComparer:
    """A comparer that returns a known comparison at once."""
    return StubComparer(lambda _: comparison)


def endless() -> StubComparer:
    """A comparer that works until it is cancelled."""

    def whole(on_progress: Progress) -> Comparison:
        while True:
            sleep(0.005)
            on_progress(0.3)

    return StubComparer(whole)
