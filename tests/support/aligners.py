"""Comparers that replace the aligner in an app under test."""

from __future__ import annotations

from time import sleep
from typing import TYPE_CHECKING

from diptych.alignment.pipeline.aligner import ModelAligner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from diptych.alignment.model import Alignment
    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article
    from diptych.comparison import Comparison
    from diptych.sides import Pair

    Progress = Callable[[float], None]


class OneStageAligner:
    """An aligner with one stage, that of `align`; parts are linked by the usual one."""

    def align(
        self, articles: Pair[Article], settings: AlignmentSettings | None, on_progress: Progress | None
    ) -> Alignment:
        raise NotImplementedError

    def align_in_stages(
        self, articles: Pair[Article], settings: AlignmentSettings | None, on_progress: Progress | None
    ) -> Iterator[Alignment]:
        yield self.align(articles, settings, on_progress)

    def align_part(
        self,
        articles: Pair[Article],
        wanted: Pair[range],
        settings: AlignmentSettings | None,
        on_progress: Progress | None,
    ) -> Alignment:
        return ModelAligner().align_part(articles, wanted, settings, on_progress)


class StubAligner(OneStageAligner):
    """Links whole articles with a function of the test."""

    def __init__(self, whole: Callable[[Progress], Comparison]) -> None:
        self._whole = whole

    def align(
        self,
        articles: Pair[Article],  # noqa: ARG002 - as the protocol has it
        settings: AlignmentSettings | None,  # noqa: ARG002
        on_progress: Progress | None,
    ) -> Alignment:
        assert on_progress is not None
        return self._whole(on_progress).alignment


def ready(comparison: Comparison) -> StubAligner:
    """An aligner that returns known links at once."""
    return StubAligner(lambda _: comparison)


def endless() -> StubAligner:
    """An aligner that works until it is cancelled."""

    def whole(on_progress: Progress) -> Comparison:
        while True:
            sleep(0.005)
            on_progress(0.3)

    return StubAligner(whole)
