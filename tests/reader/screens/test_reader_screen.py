from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from textual.color import Color
from textual.geometry import Region
from textual.theme import BUILTIN_THEMES

from diptych.alignment.kinds import Grade
from diptych.alignment.model import Alignment, Link
from diptych.comparison import Comparison
from diptych.comparison_wording import warning_sentence
from diptych.reader.app.app import DiptychApp
from diptych.reader.panes.row_painter import GUTTER
from diptych.reader.screens.reader_screen import ReaderScreen
from diptych.reader.state.wording import NO_JUMP_BACK, NO_JUMP_FORWARD
from diptych.sides import Pair, Side
from support.small_articles import article, bridge

if TYPE_CHECKING:
    from support.readers import Opener


async def test_both_articles_are_shown_with_their_marks(open_reader: Opener) -> None:
    async with open_reader(size=(160, 40)) as reader:
        assert reader.row(Side.LEFT, 0).startswith("▌ ≠≠ The old bridge at Harrow")
        shown = [reader.row(Side.RIGHT, row) for row in range(12)]
        assert any(row.endswith("Subscribe to our newsletter") for row in shown)


async def test_the_header_counts_what_the_gutter_marks(open_reader: Opener) -> None:
    async with open_reader(size=(160, 40)) as reader:
        coverage = reader.text_of(".column--coverage")
        assert coverage == "● 5 of 7 passages linked, 74% of the text  ≠ 2 differ  ○ 2 unique (◌ 1)"
        await reader.pilot.resize_terminal(100, 40)
        await reader.pilot.pause()
        coverage = reader.text_of(".column--coverage")
        assert coverage == "● 5 of 7 linked, 74%  ≠ 2  ○ 2 (◌ 1)"


async def test_the_counterpart_is_level_with_the_cursor(open_reader: Opener) -> None:
    async with open_reader(size=(100, 30)) as reader:
        for keys in (["n"], ["n"], ["n"], ["k"], ["enter"], ["G"]):
            await reader.press(*keys)
            link, place = reader.screen.session.link, reader.screen.session.place
            assert place is not None
            if link is not None:
                rows = {side: reader.screen_row(side, link.end(side)) for side in Side}
                assert rows[Side.LEFT] == rows[Side.RIGHT], keys


async def test_the_other_pane_stays_while_held(open_reader: Opener) -> None:
    async with open_reader(size=(100, 20)) as reader:
        await reader.press("s")
        before = reader.screen_row(Side.RIGHT, 0)
        await reader.press("G")
        assert reader.screen_row(Side.RIGHT, 0) == before
        assert "other pane held" in reader.text_of("StatusBar")


async def test_enter_digits_and_backspace_jump(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("enter")
        assert reader.place == ("right", 2)
        await reader.press("backspace")
        assert reader.place == ("left", 0)
        await reader.press("2")
        assert reader.place == ("right", 3)
        await reader.press("alt+left", "alt+right")
        assert reader.place == ("right", 3)


async def test_a_warning_is_shown_until_the_next_key(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("k")
        assert reader.text_of("StatusBar").startswith("Start of the article.")
        await reader.press("j")
        assert reader.text_of("StatusBar") == "6 links at threshold 0.50"


async def test_a_message_longer_than_the_line_is_shown_in_full(open_reader: Opener) -> None:
    async with open_reader(size=(50, 24)) as reader:
        await reader.press("m")
        status = reader.screen.query_one("StatusBar")
        await reader.pilot.pause()
        assert status.size.height == 2
        shown = [str(line.text) for line in status.render_lines(Region(0, 0, *status.size))]
        assert " ".join(" ".join(shown).split()).endswith("side by side: a wider terminal.")
        await reader.press("j")
        await reader.pilot.pause()
        assert status.size.height == 1


async def test_a_narrow_line_shows_the_state_in_fewer_words(open_reader: Opener) -> None:
    async with open_reader(size=(60, 24)) as reader:
        await reader.press("d", "f", "f", "f")
        shown = reader.text_of("StatusBar")
        assert shown == "6 links ≥ 0.50  ·  only differs  ·  column by left"
        await reader.pilot.resize_terminal(100, 24)
        await reader.pilot.pause()
        await reader.pilot.pause()
        assert reader.text_of("StatusBar") == "6 links at threshold 0.50  ·  showing only: differs"


async def test_links_change_with_the_threshold(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("plus", "plus")
        assert reader.text_of("StatusBar") == "4 links at threshold 0.60"
        coverage = reader.text_of(".column--coverage")
        assert coverage.startswith("● 4 of 7 ")
        assert coverage.endswith("≠ 2 differ  ○ 3 unique (◌ 2)")
        await reader.press("minus", "minus", "minus", "minus", "minus", "minus")
        assert reader.text_of("StatusBar") == "7 links at threshold 0.30"


async def test_the_filter_hides_and_shows(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("f", "f")
        assert reader.row(Side.LEFT, 0).strip() == "⋯ 2 passages"
        assert "showing only: unique" in reader.text_of("StatusBar")
        await reader.press("f", "f")
        assert "showing only" not in reader.text_of("StatusBar")


async def test_a_click_puts_the_cursor_on_the_passage(open_reader: Opener) -> None:
    async with open_reader() as reader:
        right = reader.pane(Side.RIGHT)
        row = reader.screen_row(Side.RIGHT, 5)
        assert row is not None
        await reader.pilot.click(right, offset=(GUTTER + 3, row))
        assert reader.place == ("right", 5)


async def test_after_the_wheel_a_key_brings_the_cursor_back_into_view() -> None:
    long = article("long", *((f"Sentence number {n} stands alone.",) for n in range(200)))
    async with DiptychApp(Pair(long, long)).run_test(size=(100, 24)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, ReaderScreen)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        left, right = screen.split_view.columns.left.pane, screen.split_view.columns.right.pane
        before = right.scroll_offset
        left.scroll_to(y=150, animate=False)
        await pilot.pause()
        assert right.scroll_offset == before
        await pilot.press("j")
        place = screen.session.place
        assert place is not None
        assert place.passage == screen.split_view.in_view.left[0] == 75


async def test_tab_goes_to_the_other_pane_without_moving_it(open_reader: Opener) -> None:
    async with open_reader(size=(100, 20)) as reader:
        await reader.press("j")
        before = reader.pane(Side.RIGHT).scroll_offset
        await reader.press("tab")
        assert reader.place == ("right", 3)
        assert reader.pane(Side.RIGHT).scroll_offset == before
        await reader.press("h")
        assert reader.place == ("left", 1)


async def test_narrow_terminals_stack_the_panes_the_active_one_above(open_reader: Opener) -> None:
    async with open_reader(size=(60, 24)) as reader:
        await reader.press("v")
        left, right = (reader.screen.split_view.columns[side].region for side in Side)
        assert left.y < right.y
        assert left.width == right.width == 60
        await reader.press("enter")
        left, right = (reader.screen.split_view.columns[side].region for side in Side)
        assert right.y < left.y
        assert reader.screen_row(Side.LEFT, 0) == 0


@pytest.mark.parametrize("sizes", [[(160, 48), (50, 20), (100, 30)], [(60, 20), (200, 60)]])
async def test_resizing_keeps_the_cursor_in_view(open_reader: Opener, sizes: list[tuple[int, int]]) -> None:
    async with open_reader(size=sizes[0]) as reader:
        await reader.press("n", "n", "enter")
        place = reader.place
        for size in sizes[1:]:
            await reader.pilot.resize_terminal(*size)
            await reader.pilot.pause()
            assert reader.place == place
            assert place is not None
            assert reader.in_view(reader.screen.session.active, place[1])


async def test_a_warning_says_that_articles_are_unrelated() -> None:
    known = bridge()
    alignment = type(known.alignment)((), known.alignment.sizes, 0.5, same_event=False)
    reader = DiptychApp(known.articles)
    async with reader.run_test(size=(120, 40)) as pilot:
        await reader.workers.wait_for_complete()
        screen = pilot.app.screen
        assert isinstance(screen, ReaderScreen)
        screen.session.receive(Comparison(known.articles, alignment))
        screen._show()
        assert warning_sentence(alignment) in str(screen._status.content)


async def test_everything_is_painted_again_after_the_shell(
    open_reader: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_reader() as reader:
        app = reader.pilot.app
        written: list[object] = []
        await reader.pilot.pause()
        monkeypatch.setattr(app, "_display", lambda _, update: written.append(update))
        await reader.press("j")
        assert not any(getattr(update, "region", None) == app.screen.region for update in written)
        app.app_resume_signal.publish(app)
        await reader.pilot.pause()
        assert any(getattr(update, "region", None) == app.screen.region for update in written)


async def test_markup_in_a_text_is_shown_as_it_is(open_reader: Opener) -> None:
    sentence = "A [red]word[/red] and [@click=app.quit]another[/]."
    odd = article("[b]title[/b]", (sentence, sentence))
    links = tuple(Link(0, right, 0.9, Grade.VERBATIM) for right in range(2))
    async with open_reader(
        Comparison(Pair(odd, odd), Alignment(links, Pair(2, 2), 0.5, same_event=True)), size=(160, 40)
    ) as reader:
        assert sentence in reader.row(Side.LEFT, 0)
        assert reader.text_of("EvidencePanel").count(sentence) == 2
        assert str(reader.screen.query(".column--title").first().render()) == "[b]title[/b]"


async def test_every_theme_has_colours_for_everything(open_reader: Opener) -> None:
    async with open_reader() as reader:
        app = reader.pilot.app
        for key in ("question_mark", "o", "w", "ctrl+o"):  # their style sheets are loaded when they are shown
            await reader.press(key)
            assert not isinstance(app.screen, ReaderScreen)
            await reader.press("escape")
        assert app.available_themes.keys() >= BUILTIN_THEMES.keys()
        for theme in app.available_themes:
            app.theme = theme
            await reader.pilot.pause()
            assert Color.parse(app.get_css_variables()["unique-text"]) is not None
        await reader.press("n", "u")
        assert reader.place == ("left", 2)


async def test_paging_puts_the_cursor_on_a_passage_that_begins_in_view(open_reader: Opener) -> None:
    sentence = "The council met again and again to weigh what the bridge would cost the town. " * 2
    long = article("Long", *(tuple(f"{number}. {sentence}" for number in range(3)) for _ in range(20)))
    known = Comparison(Pair(long, long), Alignment((), Pair(60, 60), 0.5, same_event=True))
    async with open_reader(known, size=(120, 24)) as reader:
        for _ in range(5):
            await reader.press("pagedown")
            assert reader.place is not None
            assert reader.in_view(Side.LEFT, reader.place[1], wholly=True)


async def test_a_message_says_that_there_is_no_jump_to_go_to(open_reader: Opener) -> None:
    async with open_reader() as reader:
        for key, message in (("backspace", NO_JUMP_BACK), ("alt+right", NO_JUMP_FORWARD)):
            await reader.press(key)
            assert reader.text_of("StatusBar").startswith(message)
        await reader.press("n", "backspace")
        assert "No jump" not in reader.text_of("StatusBar")
        await reader.press("backspace")
        assert reader.text_of("StatusBar").startswith(NO_JUMP_BACK)


async def test_where_no_further_passage_differs_those_that_may_are_named(open_reader: Opener) -> None:
    known = bridge()
    first, *others = known.alignment.candidates
    doubtful = replace(others[0], may_differ=first.differences)
    alignment = known.alignment.with_links([first, doubtful, *others[1:]])
    async with open_reader(replace(known, alignment=alignment), size=(160, 48)) as reader:
        await reader.press("end", "d")
        said = (
            "No passage that differs further below."
            " 1 detail in 1 passage may differ (≟); f or the list (o) shows it."
        )
        assert reader.text_of("StatusBar").startswith(said)
        await reader.press("u", "end", "n")
        assert "may differ" not in reader.text_of("StatusBar")


async def test_an_arrow_goes_to_the_pane_in_its_direction_only(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("left")
        assert reader.place == ("left", 0)
        assert "This is the left article." in reader.text_of("StatusBar")
        await reader.press("l")
        assert reader.place == ("right", 2)
        await reader.press("right")
        assert reader.place == ("right", 2)
        await reader.press("h")
        assert reader.place == ("left", 0)
