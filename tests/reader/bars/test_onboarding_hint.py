"""The hint about the first keys, and when it closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from diptych.history.usage import UsageHistory
from diptych.preferences.settings import Preferences
from diptych.reader.app.app import DiptychApp
from diptych.reader.bars.onboarding_hint import OnboardingHint
from diptych.reader.state.onboarding import MOST_OTHERS, STEPS, Onboarding
from support.aligners import ready
from support.readers import Opened
from support.small_articles import bridge

if TYPE_CHECKING:
    from pathlib import Path


def test_the_four_steps_end_the_hint() -> None:
    steps = Onboarding()
    for command in STEPS:
        assert not steps.done
        steps.take(command)
    assert steps.done


def test_enough_other_commands_end_the_hint() -> None:
    steps = Onboarding()
    for _ in range(MOST_OTHERS):
        assert not steps.done
        steps.take("next-passage")
    assert steps.done


def test_one_step_repeated_does_not_end_the_hint() -> None:
    steps = Onboarding()
    for _ in range(100):
        steps.take("linked")
    assert steps.taken == {"linked"}
    assert not steps.done


@pytest.fixture
def app(tmp_path: Path) -> DiptychApp:
    return DiptychApp(bridge().articles, usage=UsageHistory(tmp_path), aligner=ready(bridge()))


async def test_the_hint_ticks_off_used_keys_closes_and_never_returns(app: DiptychApp, tmp_path: Path) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        reader = Opened(pilot)
        await pilot.pause()
        height = reader.screen.split_view.size.height
        assert reader.text_of("OnboardingHint").startswith(
            "To begin:   ↵ counterpart   n linked   d differs   ? help   (Esc"
        )
        await reader.press("n", "d")
        assert "✓ linked   ✓ differs   ? help" in reader.text_of("OnboardingHint")
        assert reader.place is not None
        assert reader.place != ("left", 0)  # the keys have their usual effect
        await reader.press("enter", "question_mark", "escape")
        assert not reader.screen.query(OnboardingHint)
        assert reader.screen.split_view.size.height == height + 1
        await app.workers.wait_for_complete()
    assert UsageHistory(tmp_path).knows_keys
    again = DiptychApp(bridge().articles, usage=UsageHistory(tmp_path), aligner=ready(bridge()))
    async with again.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert not again.screen.query(OnboardingHint)


async def test_esc_closes_the_hint_and_does_nothing_else(app: DiptychApp, tmp_path: Path) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        reader = Opened(pilot)
        await reader.press("slash", *"bridge", "enter")
        assert reader.screen.session.hits.found is not None
        await reader.press("escape")  # the search goes first
        assert reader.screen.session.hits.found is None
        assert reader.screen.query(OnboardingHint)
        await reader.press("escape")
        assert not reader.screen.query(OnboardingHint)
        await app.workers.wait_for_complete()
    assert UsageHistory(tmp_path).knows_keys


async def test_the_hint_names_the_current_keys_and_covers_nothing(tmp_path: Path) -> None:
    preferences = Preferences(keys={"linked": "x", "away": "f2"})
    app = DiptychApp(
        bridge().articles, preferences=preferences, usage=UsageHistory(tmp_path), aligner=ready(bridge())
    )
    async with app.run_test(size=(50, 20)) as pilot:
        await pilot.pause()
        hint = app.screen.query_one(OnboardingHint)
        assert str(hint.content) == "↵ counterpart  x linked  d differs  ? help"
        await pilot.press("x")
        await pilot.pause()
        assert str(hint.content) == "↵ counterpart  d differs  ? help"
        await pilot.resize_terminal(90, 20)
        await pilot.pause()
        assert str(hint.content).startswith("To begin:   ↵ counterpart   ✓ linked   d differs   ? help")
        assert str(hint.content).endswith("(F2 closes this)")
        others = [widget for widget in app.screen.children if widget is not hint and widget.display]
        assert all(not widget.region.overlaps(hint.region) for widget in others)
        assert not hint.can_focus


async def test_a_hint_that_was_not_completed_is_shown_again(app: DiptychApp, tmp_path: Path) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("n", "q")
    assert not UsageHistory(tmp_path).knows_keys


async def test_without_usage_history_there_is_no_hint() -> None:
    app = DiptychApp(bridge().articles)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert not app.screen.query(OnboardingHint)


async def test_a_message_says_that_the_usage_cannot_be_saved(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    app = DiptychApp(bridge().articles, usage=UsageHistory(tmp_path / "file"), aligner=ready(bridge()))
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        reader = Opened(pilot)
        await reader.press("escape")
        assert not reader.screen.query(OnboardingHint)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert reader.text_of("StatusBar").startswith("This cannot be remembered: File exists.")
