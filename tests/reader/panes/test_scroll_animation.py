from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from textual._animator import Animator

from diptych.comparison import Comparison
from diptych.preferences.settings import Preferences
from diptych.reader.app.app import DiptychApp
from diptych.reader.panes.scroll_animation import ScrollAnimation
from diptych.reader.screens.reader_screen import ReaderScreen
from diptych.sides import Pair, Side
from support.long_articles import linked_in_order

if TYPE_CHECKING:
    from support.readers import Opened, Opener


class Clock:
    """Drives the scroll animation by hand, so that no test depends on the speed of the machine."""

    def __init__(self) -> None:
        self.running: ScrollAnimation | None = None
        """The animation that was started last, unless it has ended."""

    def advance(self, progress: float) -> None:
        """Paint the frame at `progress`, 0..1 of the whole way."""
        if self.running is not None:
            self.running.progress = progress

    async def finish(self, reader: Opened) -> None:
        """Let the animation end."""
        await reader.pilot.pause()
        self.advance(1.0)
        await reader.pilot.pause()
        assert offsets(reader) == [0, 0]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Replace Textual's animator for the scroll animation only."""
    clock = Clock()
    animate, stop = Animator.animate, Animator.force_stop_animation

    def start_by_hand(
        animator: Animator, animated: object, attribute: str, value: object, **options: Any
    ) -> None:
        if isinstance(animated, ScrollAnimation):
            clock.running = animated
        else:
            animate(animator, animated, attribute, value, **options)

    def stop_by_hand(animator: Animator, animated: object, attribute: str) -> None:
        if isinstance(animated, ScrollAnimation):
            clock.running = None
        else:
            stop(animator, animated, attribute)

    monkeypatch.setattr(Animator, "animate", start_by_hand)
    monkeypatch.setattr(Animator, "force_stop_animation", stop_by_hand)
    return clock


def offsets(reader: Opened) -> list[int]:
    return [reader.pane(side).paint_offset for side in Side]


async def test_a_page_is_animated_and_both_panes_keep_step(open_reader: Opener, clock: Clock) -> None:
    long = linked_in_order()
    same = Comparison(Pair(long.articles.left, long.articles.left), long.alignment)
    async with open_reader(same, animated=True) as reader:
        left, right = (reader.pane(side) for side in Side)
        seen: list[int] = []

        def note(offset: int) -> None:
            seen.append(offset)
            if offset:
                assert left.viewport.top - offset == right.viewport.top - right.paint_offset

        reader.screen.watch(right, "paint_offset", note, init=False)
        reader.screen.action_page(1)
        assert left.viewport.top == right.viewport.top == left.size.height - 2
        assert left.paint_offset == right.paint_offset > 0
        for progress in (0.25, 0.5, 0.75):
            clock.advance(progress)
            assert left.paint_offset == right.paint_offset > 0
        await clock.finish(reader)
        assert seen[-1] == 0
        assert len(seen) == 5
        assert seen == sorted(seen, reverse=True)
        assert seen[0] < left.size.height - 2


async def test_a_new_move_begins_at_the_rows_displayed(open_reader: Opener, clock: Clock) -> None:
    async with open_reader(linked_in_order(), animated=True) as reader:
        left = reader.pane(Side.LEFT)
        reader.screen.action_page(1)
        await reader.pilot.pause()
        clock.advance(0.5)
        await reader.pilot.pause()
        painted = left.viewport.top - left.paint_offset
        assert left.paint_offset
        reader.screen.action_page(-1)
        assert left.viewport.top == 0
        assert 0 <= -left.paint_offset <= painted
        await clock.finish(reader)


async def test_the_animation_ends_by_itself(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(), animated=True) as reader:
        reader.screen.action_page(1)
        assert any(offsets(reader))
        await reader.pilot.wait_for_animation()
        await reader.pilot.pause()
        assert offsets(reader) == [0, 0]


async def test_a_far_jump_shows_only_its_end(open_reader: Opener, clock: Clock) -> None:
    async with open_reader(linked_in_order(), animated=True) as reader:
        await reader.pilot.pause()
        reader.screen.action_end(last=True)
        for side in Side:
            assert 0 < reader.pane(side).paint_offset <= reader.pane(side).size.height / 3 + 1
        await clock.finish(reader)


async def test_short_distances_are_not_animated(open_reader: Opener) -> None:
    async with open_reader(linked_in_order(), animated=True) as reader:
        await reader.turn_wheel(Side.LEFT, 1)
        assert reader.pane(Side.LEFT).paint_offset == 0


async def test_a_resize_in_the_middle_of_a_jump_keeps_the_place(open_reader: Opener, clock: Clock) -> None:
    sizes = [(160, 48), (100, 30), (60, 24), (120, 40)]
    async with open_reader(linked_in_order(), animated=True) as reader:
        for number, size in enumerate(sizes):
            reader.screen.action_page(1)
            reader.screen.action_next_in("linked", 1)
            await reader.pilot.pause()
            clock.advance(0.1)
            assert any(offsets(reader))
            place = reader.place
            await reader.pilot.resize_terminal(*size)
            await clock.finish(reader)
            await reader.pilot.pause()
            assert reader.place == place
            assert place is not None
            assert reader.in_view(Side.LEFT, place[1]), number
            if size[0] >= 90:
                one, other = reader.rows(place[1])
                assert one == other


@pytest.mark.parametrize("seed", range(2))
async def test_input_during_the_animation_leads_to_the_same_rows_as_without(
    open_reader: Opener, clock: Clock, seed: int
) -> None:
    """The same keys, wheel turns and links, received in the middle of an animation, lead to the same rows."""
    random = Random(seed)  # noqa: S311 - no secret
    keys = ["pagedown", "pageup", "n", "N", "enter", "backspace", "G", "g", "f", "plus", "minus", "s", "tab"]
    acts = [random.choice([*keys, "wheel", "links"]) for _ in range(40)]
    known = linked_in_order(unlinked=range(0, 120, 3))
    ends = []
    for animated in (False, True):
        async with open_reader(known, animated=animated) as reader:
            for act in acts:
                clock.advance(random.random())
                if act == "wheel":
                    reader.pane(Side.RIGHT).turn_wheel(3)
                    await reader.pilot.pause(0)
                elif act == "links":
                    reader.screen.session.receive(known.at(0.5))
                    reader.screen._show()
                    reader.screen.split_view.align()
                else:
                    await reader.pilot.press(act)
            await clock.finish(reader)
            ends.append([reader.place, *(reader.pane(side).viewport for side in Side)])
    assert ends[0] == ends[1]


async def test_a_click_in_the_middle_of_a_jump_means_what_is_seen(open_reader: Opener, clock: Clock) -> None:
    async with open_reader(linked_in_order(), animated=True) as reader:
        reader.screen.action_page(1)
        left = reader.pane(Side.LEFT)
        clock.advance(0.1)
        assert left.paint_offset > 2
        assert reader.row(Side.LEFT, 0) == left.render_line(0).text.rstrip()
        row = left.viewport.top - left.paint_offset
        painted = left.row_layout.rows[row].span.of(left.articles.left.text)
        assert painted in reader.row(Side.LEFT, 0)


@pytest.mark.parametrize("animate", [True, False])
async def test_animation_can_be_disabled(*, animate: bool) -> None:
    app = DiptychApp(linked_in_order().articles, preferences=Preferences(animate=animate))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        screen.action_page(1)
        pane = screen.split_view.pane(Side.LEFT)
        assert pane.viewport.top > 0
        assert (pane.paint_offset > 0) is animate
