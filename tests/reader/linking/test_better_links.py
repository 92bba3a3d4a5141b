"""The links of the lexical model, and those of the encoder that replace them while somebody reads."""

from __future__ import annotations

from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING, cast

import pytest

from diptych.alignment.kinds import Grade, Verdict
from diptych.alignment.model import Alignment, Link
from diptych.alignment.pipeline.aligner import ModelAligner
from diptych.alignment.settings import AlignmentSettings, ModelChoice
from diptych.errors import Cancelled
from diptych.history.model import Bookmark, SavedPosition, SavedSession
from diptych.history.pairs import PairHistory
from diptych.preferences.settings import Preferences
from diptych.reader.app.app import DiptychApp
from diptych.reader.lists.list_screen import ListScreen
from diptych.reader.lists.wording import OTHER_ROW, ROW_GONE
from diptych.reader.panes.article_pane import ArticlePane
from diptych.reader.state import wording
from diptych.reader.state.filters import Selection
from diptych.reader.state.navigation import Place
from diptych.sides import Pair, Side
from support.idle import PATIENCE, wait_until
from support.long_articles import told_twice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from textual.pilot import Pilot

    from diptych.article.model import Article
    from diptych.reader.screens.reader_screen import ReaderScreen

PASSAGES = 60
TEXTS = told_twice(PASSAGES, 20)


def alignment(model: str, threshold: float, *links: tuple[int, int, float]) -> Alignment:
    found = tuple(Link(left, right, score, Grade.RESTATED) for left, right, score in sorted(links))
    sizes = TEXTS.map(lambda article: len(article.passages))
    return Alignment(found, sizes, threshold, same_event=True, model=model)


FIRST = alignment("lexical-1", 0.25, (3, 9, 0.5), (30, 12, 0.6), (30, 50, 0.9), (31, 14, 0.7), (40, 41, 0.3))
SECOND = alignment("encoder-1", 0.2, (3, 9, 0.5), (30, 12, 0.6), (30, 13, 0.8), (31, 15, 0.7), (40, 41, 0.3))


class TwoStages:
    """An aligner that waits before its second stage until the test lets it go on."""

    def __init__(self, second: Callable[[], Alignment] = lambda: SECOND, first: Alignment = FIRST) -> None:
        self.go_on = Event()
        self.first = first
        self.second = second
        self.is_cancelled = False

    def align(self, *_: object) -> Alignment:
        return SECOND

    def align_in_stages(
        self, _articles: Pair[Article], _settings: object, on_progress: Callable[[float], None] | None
    ) -> Iterator[Alignment]:
        assert on_progress is not None
        on_progress(0.5)
        yield self.first
        try:
            on_progress(0.4)
            self.go_on.wait(PATIENCE)
            on_progress(0.8)
        except Cancelled:
            self.is_cancelled = True
            raise
        yield self.second()

    def align_part(
        self,
        articles: Pair[Article],
        wanted: Pair[range],
        settings: AlignmentSettings | None,
        on_progress: Callable[[float], None] | None,
    ) -> Alignment:
        return ModelAligner().align_part(articles, wanted, settings, on_progress)


def screen_of(pilot: Pilot[None]) -> ReaderScreen:
    return cast(
        "ReaderScreen", pilot.app.screen_stack[1] if len(pilot.app.screen_stack) > 2 else pilot.app.screen
    )


def status(screen: ReaderScreen) -> str:
    return str(screen._status.content)


def tops(screen: ReaderScreen) -> list[float]:
    return [pane.scroll_offset.y for pane in screen.query(ArticlePane)]


async def first_links(pilot: Pilot[None]) -> ReaderScreen:
    screen = screen_of(pilot)
    await wait_until(lambda: screen.session.alignment is not None and "reading in context" in status(screen))
    return screen


async def better_links(pilot: Pilot[None], aligner: TwoStages, screen: ReaderScreen) -> None:
    aligner.go_on.set()
    await wait_until(lambda: screen._links.stopped)
    await pilot.pause()


async def test_better_links_replace_the_first_ones_and_everything_stays_where_it_is() -> None:
    aligner = TwoStages()
    async with DiptychApp(TEXTS, aligner=aligner).run_test(size=(120, 40)) as pilot:
        screen = await first_links(pilot)
        await pilot.press("n", "n", "a")  # passage 30 and its link to 50, accepted
        assert screen.session.place == (Side.LEFT, 30)
        before = tops(screen)
        assert "lexical-1" in status(screen)
        await better_links(pilot, aligner, screen)
        assert screen.session.place == (Side.LEFT, 30)
        assert tops(screen) == before
        found = screen.session.alignment
        assert found is not None
        assert (found.model, found.threshold) == ("encoder-1", 0.2)
        link = found.between(30, 50)
        assert link is not None
        assert link.verdict is Verdict.ACCEPTED
        assert screen.session.link is link
        assert [one.right for one in found.links_of(Side.LEFT, 30)] == [50, 13, 12]
        assert "encoder-1" in status(screen)
        assert "reading" not in status(screen)


async def test_the_panel_says_that_the_link_shown_is_gone_until_the_next_move() -> None:
    aligner = TwoStages()
    async with DiptychApp(TEXTS, aligner=aligner).run_test(size=(120, 40)) as pilot:
        screen = await first_links(pilot)
        await pilot.press("n", "n")
        await better_links(pilot, aligner, screen)
        assert screen.session.link is not None
        assert screen.session.link.right == 13
        assert "This link is gone, encoder-1 does not make it: “" in str(screen._evidence.content)
        await pilot.press("down")
        assert "is gone" not in str(screen._evidence.content)


async def test_the_panel_names_the_score_of_a_link_that_falls_below_the_threshold() -> None:
    first = alignment("lexical-1", 0.25, (30, 12, 0.6))
    aligner = TwoStages(lambda: alignment("encoder-1", 0.2, (3, 9, 0.5), (30, 12, 0.12)), first)
    async with DiptychApp(TEXTS, aligner=aligner).run_test(size=(120, 40)) as pilot:
        screen = await first_links(pilot)
        await pilot.press("n")
        await better_links(pilot, aligner, screen)
        assert "This link is gone, encoder-1 scores it 0.12: “" in str(screen._evidence.content)


async def test_the_panel_says_that_the_counterpart_jumped_to_is_gone() -> None:
    aligner = TwoStages()
    async with DiptychApp(TEXTS, aligner=aligner).run_test(size=(120, 40)) as pilot:
        screen = await first_links(pilot)
        await pilot.press("n", "n", "enter")
        assert screen.session.note == "counterpart 1 of 2"
        assert screen.session.place == (Side.RIGHT, 50)
        await better_links(pilot, aligner, screen)
        assert screen.session.place == (Side.RIGHT, 50)
        assert screen.session.note == "5 links of encoder-1, in place of 5 of lexical-1"
        assert "This link is gone, encoder-1 does not make it: “" in str(screen._evidence.content)


async def test_a_cycle_through_counterparts_goes_on_among_the_better_links() -> None:
    more = (30, 12, 0.6), (30, 13, 0.7), (30, 50, 0.9)
    aligner = TwoStages(lambda: alignment("encoder-1", 0.2, *more))
    async with DiptychApp(TEXTS, aligner=aligner).run_test(size=(120, 40)) as pilot:
        screen = await first_links(pilot)
        await pilot.press("n", "n", "enter", "enter")
        assert screen.session.note == "counterpart 2 of 2"
        await better_links(pilot, aligner, screen)
        assert screen.session.place == (Side.RIGHT, 12)
        assert screen.session.note == "counterpart 3 of 3"


async def test_a_message_about_the_last_move_stays() -> None:
    aligner = TwoStages()
    async with DiptychApp(TEXTS, aligner=aligner).run_test(size=(120, 40)) as pilot:
        screen = await first_links(pilot)
        await pilot.press("n", "n")
        before = screen.session.note
        assert before
        await better_links(pilot, aligner, screen)
        assert screen.session.note == before


async def test_a_filter_stays_unless_it_would_hide_the_cursor() -> None:
    for passage, selection in ((3, Selection.LINKED), (31, Selection.ALL)):
        links = [one for one in SECOND.candidates if one.left != 31]
        aligner = TwoStages(lambda links=links: replace(SECOND, candidates=tuple(links)))  # type: ignore[misc]
        async with DiptychApp(TEXTS, aligner=aligner).run_test(size=(120, 40)) as pilot:
            screen = await first_links(pilot)
            screen.session.cycle_selection()
            screen.session.move_to(Place(Side.LEFT, passage))
            await better_links(pilot, aligner, screen)
            assert screen.session.place == (Side.LEFT, passage)
            assert screen.session.selection is selection
            assert ("the filter is off again" in screen.session.note) is (selection is Selection.ALL)


async def test_a_link_that_the_reader_rejected_stays_shown() -> None:
    aligner = TwoStages()
    async with DiptychApp(TEXTS, aligner=aligner).run_test(size=(120, 40)) as pilot:
        screen = await first_links(pilot)
        await pilot.press("n", "x")
        await better_links(pilot, aligner, screen)
        assert screen.session.lost is None
        assert screen.session.link is not None
        assert screen.session.link.verdict is Verdict.REJECTED


async def test_it_is_said_that_links_were_replaced_and_no_longer_that_they_are_computed() -> None:
    aligner = TwoStages()
    async with DiptychApp(TEXTS, aligner=aligner).run_test(size=(160, 40)) as pilot:
        screen = await first_links(pilot)
        screen.tell(wording.NOT_YET)
        await better_links(pilot, aligner, screen)
        assert "5 links of encoder-1, in place of 5 of lexical-1" in status(screen)
        assert wording.NOT_YET not in status(screen)


async def test_a_verdict_in_a_list_does_not_meet_another_row_than_it_was_meant_for() -> None:
    aligner = TwoStages()
    async with DiptychApp(TEXTS, aligner=aligner).run_test(size=(120, 40)) as pilot:
        screen = await first_links(pilot)
        await pilot.press("n", "n", "o")  # the link from 30 to 50, which the encoder does not make
        await better_links(pilot, aligner, screen)
        listed = pilot.app.screen
        assert isinstance(listed, ListScreen)
        assert ROW_GONE in str(listed._message.content)
        await pilot.press("f6")
        assert OTHER_ROW in str(listed._message.content)
        assert screen.session.alignment is not None
        assert not [link for link in screen.session.alignment.candidates if link.verdict is not None]
        await pilot.press("f6")
        assert [link for link in screen.session.alignment.candidates if link.verdict is not None]


async def test_before_the_first_key_the_best_link_is_shown() -> None:
    first = alignment("lexical-1", 0.25, (0, 9, 0.5))
    aligner = TwoStages(lambda: alignment("encoder-1", 0.2, (0, 9, 0.5), (0, 12, 0.6)), first)
    async with DiptychApp(TEXTS, aligner=aligner).run_test(size=(120, 40)) as pilot:
        screen = await first_links(pilot)
        await better_links(pilot, aligner, screen)
        assert screen.session.link is not None
        assert screen.session.link.right == 12


async def test_a_link_shown_that_is_no_longer_the_best_stays_shown() -> None:
    aligner = TwoStages()
    async with DiptychApp(TEXTS, aligner=aligner).run_test(size=(120, 40)) as pilot:
        screen = await first_links(pilot)
        await pilot.press("n", "n")
        screen.session.choose(FIRST.between(30, 12))
        await better_links(pilot, aligner, screen)
        assert screen.session.link is not None
        assert screen.session.link.right == 12
        assert screen.session.lost is None


async def test_an_open_list_keeps_its_row() -> None:
    aligner = TwoStages()
    async with DiptychApp(TEXTS, aligner=aligner).run_test(size=(120, 40)) as pilot:
        screen = await first_links(pilot)
        await pilot.press("o", "down")
        await better_links(pilot, aligner, screen)
        assert pilot.app.screen is not screen
        await pilot.press("enter")
        await pilot.pause()
        assert screen.session.place == (Side.LEFT, 30)


async def test_a_threshold_that_was_shifted_stays_when_links_are_replaced() -> None:
    aligner = TwoStages()
    async with DiptychApp(TEXTS, aligner=aligner).run_test(size=(120, 40)) as pilot:
        screen = await first_links(pilot)
        await pilot.press("plus")
        await better_links(pilot, aligner, screen)
        assert screen.session.alignment is not None
        assert screen.session.alignment.threshold == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("model", "threshold"), [("encoder-1", 0.6), ("lexical-1", 0.2)], ids=["the same model", "another model"]
)
async def test_a_threshold_of_last_time_holds_for_the_model_it_was_chosen_for(
    tmp_path: Path, model: str, threshold: float
) -> None:
    spot = SavedPosition(Bookmark.at(TEXTS.left, 0), Bookmark.at(TEXTS.left, 0), 0)
    saved = SavedSession(Side.LEFT, Pair(spot, spot), threshold=0.6, model=model)
    PairHistory(tmp_path, TEXTS).keep(saved)
    aligner = TwoStages()
    app = DiptychApp(TEXTS, memory=PairHistory(tmp_path, TEXTS), aligner=aligner)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await first_links(pilot)
        assert screen.session.alignment is not None
        assert screen.session.alignment.threshold == (0.6 if model == "lexical-1" else 0.25)
        await better_links(pilot, aligner, screen)
        assert screen.session.alignment.threshold == threshold
        sentence = "Your threshold of 0.60 was for links of lexical-1; these are of encoder-1, at 0.20."
        assert (sentence in status(screen)) is (model == "lexical-1")
        assert ("Threshold 0.60, as last time." in status(screen)) is (model == "encoder-1")


@pytest.mark.parametrize(
    ("chosen", "saved", "configured", "threshold"),
    [(0.7, 0.6, 0.5, 0.7), (0.5, 0.6, 0.5, 0.5), (None, 0.6, 0.5, 0.6), (None, None, 0.5, 0.5)],
)
async def test_a_threshold_of_the_command_line_comes_before_that_of_last_time_and_of_the_config_file(
    tmp_path: Path, chosen: float | None, saved: float | None, configured: float, threshold: float
) -> None:
    spot = SavedPosition(Bookmark.at(TEXTS.left, 0), Bookmark.at(TEXTS.left, 0), 0)
    PairHistory(tmp_path, TEXTS).keep(
        SavedSession(Side.LEFT, Pair(spot, spot), threshold=saved, model="encoder-1")
    )
    aligner = TwoStages()
    app = DiptychApp(
        TEXTS,
        AlignmentSettings(threshold=chosen),
        Preferences(threshold=configured),
        memory=PairHistory(tmp_path, TEXTS),
        aligner=aligner,
    )
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await first_links(pilot)
        await better_links(pilot, aligner, screen)
        assert screen.session.alignment is not None
        assert screen.session.alignment.threshold == threshold


async def test_the_reader_says_that_the_encoder_asked_for_has_not_read() -> None:
    aligner = TwoStages(lambda: FIRST)
    asked = AlignmentSettings(model=ModelChoice.ENCODER)
    async with DiptychApp(TEXTS, asked, aligner=aligner).run_test(size=(160, 40)) as pilot:
        screen = await first_links(pilot)
        await better_links(pilot, aligner, screen)
        assert "These are the links of lexical-1" in status(screen)


async def test_escape_stops_reading_in_context_and_the_first_links_stay() -> None:
    aligner = TwoStages()
    async with DiptychApp(TEXTS, aligner=aligner).run_test(size=(120, 40)) as pilot:
        screen = await first_links(pilot)
        await pilot.press("escape")
        aligner.go_on.set()
        await wait_until(lambda: aligner.is_cancelled)
        await pilot.pause()
        assert "Reading in context stopped; r resumes it." in status(screen)
        assert screen.session.alignment is not None
        assert screen.session.alignment.model == "lexical-1"


async def test_a_failure_of_the_better_model_leaves_the_first_links() -> None:
    def fail() -> Alignment:
        raise RuntimeError("no memory")

    aligner = TwoStages(fail)
    async with DiptychApp(TEXTS, aligner=aligner).run_test(size=(120, 40)) as pilot:
        screen = await first_links(pilot)
        await better_links(pilot, aligner, screen)
        assert "could not be read in context because of an internal error" in status(screen)
        assert screen.session.alignment is not None
        assert screen.session.alignment.model == "lexical-1"


async def test_a_threshold_of_last_time_is_kept_if_somebody_leaves_before_the_model_is_known(
    tmp_path: Path,
) -> None:
    spot = SavedPosition(Bookmark.at(TEXTS.left, 0), Bookmark.at(TEXTS.left, 0), 0)
    saved = SavedSession(Side.LEFT, Pair(spot, spot), threshold=0.6, model="encoder-1")
    PairHistory(tmp_path, TEXTS).keep(saved)
    aligner = TwoStages()
    app = DiptychApp(TEXTS, memory=PairHistory(tmp_path, TEXTS), aligner=aligner)
    async with app.run_test(size=(120, 40)) as pilot:
        await first_links(pilot)
        await pilot.press("down", "q")
    aligner.go_on.set()
    again = PairHistory(tmp_path, TEXTS).saved
    assert again is not None
    assert (again.threshold, again.model) == (0.6, "encoder-1")
    assert again.positions.left.cursor.passage == 1
