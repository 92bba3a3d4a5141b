"""Links of two books, as the reader receives them."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, cast

import pytest

from diptych.alignment.pipeline.aligner import ModelAligner
from diptych.alignment.scoring.alignment_model import lexical_model
from diptych.errors import Cancelled
from diptych.reader.app.app import DiptychApp
from diptych.reader.linking.service import LEAST_REST
from diptych.reader.text.highlights import PassageStatus, passage_statuses
from diptych.sides import Pair, Side
from support.aligners import OneStageAligner, StubAligner, endless
from support.idle import PATIENCE, wait_until
from support.long_articles import told_twice

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from diptych.alignment.model import Alignment
    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article
    from diptych.comparison import Comparison
    from diptych.reader.screens.reader_screen import ReaderScreen

PASSAGES, SHIFT = 600, 250
TEXTS = told_twice(PASSAGES, SHIFT)


class HeldAligner(OneStageAligner):
    """The usual aligner, which waits in its first report on the whole articles."""

    def __init__(self) -> None:
        self.go_on = Event()
        self.reports = 0
        """Number of reports that began."""
        self.is_cancelled = False

    def align(
        self,
        articles: Pair[Article],
        settings: AlignmentSettings | None,
        on_progress: Callable[[float], None] | None,
    ) -> Alignment:
        def report(fraction: float) -> None:
            assert on_progress is not None
            self.reports += 1
            self.go_on.wait(PATIENCE)
            on_progress(fraction)

        try:
            return ModelAligner().align(articles, settings, report)
        except Cancelled:
            self.is_cancelled = True
            raise


def screen_of(pilot: Pilot[None]) -> ReaderScreen:
    return cast("ReaderScreen", pilot.app.screen)


def linked_in_view(screen: ReaderScreen) -> bool:
    """Whether the links of all passages in view are known."""
    alignment = screen.session.alignment
    return alignment is not None and all(
        alignment.known(side, passage) for side in Side for passage in screen.split_view.in_view[side]
    )


async def test_the_links_of_the_passages_in_view_come_first() -> None:
    async with DiptychApp(TEXTS, aligner=endless()).run_test(size=(120, 40)) as pilot:
        screen = screen_of(pilot)
        await wait_until(lambda: linked_in_view(screen))
        alignment = screen.session.alignment
        assert alignment is not None
        assert alignment.links_of(Side.LEFT, 0)[0].right == SHIFT
        marks = passage_statuses(alignment, Side.LEFT, PASSAGES)
        assert marks[0] is not PassageStatus.UNIQUE
        assert marks[PASSAGES // 2] is PassageStatus.UNKNOWN
        assert "linking" in str(screen._status.content)
        assert "so far" in str(screen._status.content)
        await pilot.press("enter")
        assert screen.session.place is not None
        assert screen.session.place.passage == SHIFT


async def test_links_in_view_need_no_report_of_the_comparison_of_everything() -> None:
    """A part is linked in a thread of its own, not within a report of the aligner."""
    released = Event()

    def silent(_: object) -> Comparison:
        released.wait(PATIENCE)
        raise Cancelled

    async with DiptychApp(TEXTS, aligner=StubAligner(silent)).run_test(size=(120, 40)) as pilot:
        screen = screen_of(pilot)
        try:
            await wait_until(lambda: linked_in_view(screen))
        finally:
            released.set()


async def test_links_follow_the_view() -> None:
    async with DiptychApp(TEXTS, aligner=endless()).run_test(size=(120, 40)) as pilot:
        screen = screen_of(pilot)
        await wait_until(lambda: linked_in_view(screen))
        await pilot.press("G")
        assert screen.session.place is not None
        assert screen.session.place.passage == PASSAGES - 1
        await wait_until(lambda: linked_in_view(screen))
        assert screen.session.alignment is not None
        assert screen.session.alignment.links_of(Side.LEFT, 0)
        assert screen.session.alignment.links_of(Side.LEFT, PASSAGES - 1)


async def test_links_known_before_linking_was_stopped_stay_when_it_is_resumed() -> None:
    async with DiptychApp(TEXTS, aligner=endless()).run_test(size=(120, 40)) as pilot:
        screen = screen_of(pilot)
        await wait_until(lambda: linked_in_view(screen))
        before = screen.split_view.in_view
        await pilot.press("escape", "r", "G")
        await wait_until(lambda: linked_in_view(screen))
        assert screen.split_view.in_view != before
        alignment = screen.session.alignment
        assert alignment is not None
        assert all(alignment.known(side, passage) for side in Side for passage in before[side])


async def test_linking_stopped_and_resumed_before_it_begins_watches_the_view_once() -> None:
    async with DiptychApp(TEXTS, aligner=endless()).run_test(size=(120, 40)) as pilot:
        links = screen_of(pilot)._links
        links.stop()
        links.resume()
        timer = links._timer
        links.begin()
        assert links._timer is timer


async def test_a_stopped_service_links_nothing_in_view() -> None:
    async with DiptychApp(TEXTS, aligner=endless()).run_test(size=(120, 40)) as pilot:
        screen = screen_of(pilot)
        await wait_until(lambda: linked_in_view(screen))
        await pilot.press("escape", "G")
        before = screen._links._part
        for _ in range(2 * LEAST_REST):
            screen._links._link_view()  # as the timer may have called before it was paused
        assert screen._links._part is before


async def test_a_threshold_chosen_before_all_links_are_known_stays() -> None:
    async with DiptychApp(TEXTS).run_test(size=(120, 40)) as pilot:
        screen = screen_of(pilot)
        await wait_until(lambda: screen.session.alignment is not None)
        await pilot.press("plus")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert screen.session.alignment is not None
        assert screen.session.alignment.compared is None
        usual = lexical_model().thresholds.threshold
        assert screen.session.alignment.threshold == pytest.approx(usual + 0.05)


async def test_escape_stops_a_comparison_of_books_at_once() -> None:
    """The aligner stops at its first report after the key."""
    held = HeldAligner()
    app = DiptychApp(told_twice(5_000), aligner=held)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = screen_of(pilot)
        await wait_until(lambda: screen.session.alignment is not None and held.reports > 0)
        before = held.reports
        await pilot.press("escape")
        held.go_on.set()
        await wait_until(lambda: held.is_cancelled)
        assert held.reports == before
        await pilot.pause()
        assert str(screen._status.content).startswith("Linking stopped; r resumes it.")
        assert screen.session.alignment is not None
        assert screen.session.alignment.compared is not None
        assert "only what was in view" in str(screen.query(".column--coverage").first().render())
