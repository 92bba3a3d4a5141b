"""Brings other accounts of a story into the pane without the cursor."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING
from weakref import ref

import pytest

from diptych.reader.app.pair_switching import StartTarget
from diptych.reader.opening.folder_screen import FolderScreen
from diptych.reader.screens.coverage_actions import NO_STORY
from diptych.reader.screens.reader_screen import ReaderScreen
from diptych.reader.state.story_walk import NO_OTHER_ACCOUNT
from diptych.sides import Pair, Side
from support.idle import wait_until
from support.opened_pairs import press, running, titles
from support.stories import COPY, MAIL, POST, WIRE, reading, write_story

if TYPE_CHECKING:
    from pathlib import Path

    from support.readers import Opened

HEIGHT = 28
"""Rows of a pane; a long message takes another one away."""

NEXT, PREVIOUS = "right_square_bracket", "left_square_bracket"


def shown_of(reader: Opened, side: Side) -> object:
    """What must not change in the pane that is read: its rows, its scroll position, its text."""
    pane = reader.pane(side)
    rows = [reader.row(side, row)[5:] for row in range(HEIGHT)]  # without marks, which need links
    return reader.place, pane.viewport.top, rows, reader.screen.session.articles[side].text


def said(reader: Opened) -> str:
    return reader.text_of("StatusBar").partition("  ·  ")[0]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


async def test_the_next_account_comes_into_the_other_pane(tmp_path: Path) -> None:
    async with reading(tmp_path) as (app, reader):
        await press(reader, *["j"] * 12, "ctrl+d")
        before = shown_of(reader, Side.LEFT)
        assert reader.pane(Side.LEFT).viewport.top > 0
        for key, other, number in (
            (NEXT, "Echo", 3),  # a copy of the account beside it is left out
            (NEXT, "Mail", 4),
            (NEXT, "Sun", 5),
            (NEXT, "Post", 2),  # round the story, without the account that stays
            (PREVIOUS, "Sun", 5),
        ):
            await press(reader, key)
            assert titles(app) == ["Wire", other]
            assert said(reader).startswith(f"account {number} of 5: The {other}, ")
            assert shown_of(reader, Side.LEFT) == before


async def test_the_left_account_changes_while_the_right_one_is_read(tmp_path: Path) -> None:
    async with reading(tmp_path, POST, WIRE) as (app, reader):
        await press(reader, "tab", *["j"] * 9)
        before = shown_of(reader, Side.RIGHT)
        await press(reader, PREVIOUS)
        assert titles(app) == ["Sun", "Wire"]
        assert shown_of(reader, Side.RIGHT) == before
        await press(reader, "tab", "G", NEXT)
        assert titles(app) == ["Sun", "Post"]
        assert reader.place == ("left", 1)


async def test_panels_filter_view_and_search_stay(tmp_path: Path) -> None:
    async with reading(tmp_path) as (app, reader):
        await press(reader, "slash", *"quay", "enter", "plus", "e", "s", "v", "f", NEXT)
        screen = reader.screen
        assert titles(app) == ["Wire", "Echo"]
        assert screen.session.hits.found is not None
        assert screen.session.hits.found.query == "quay"
        assert screen.session.alignment is not None
        assert screen.session.alignment.threshold == 0.55
        assert screen.has_class("-no-evidence")
        assert screen.split_view.following.name == "HELD"
        assert screen.split_view.view.name == "SYNOPSIS"
        assert screen.session.selection.value == "linked"


async def test_each_pair_has_its_own_verdicts(tmp_path: Path) -> None:
    async with reading(tmp_path) as (_, reader):
        await press(reader, "a", NEXT)
        assert reader.screen.session.link is not None
        assert reader.screen.session.link.verdict is None
        await press(reader, PREVIOUS)
        assert reader.screen.session.link is not None
        assert reader.screen.session.link.verdict is not None


async def test_verdicts_that_are_not_on_disk_are_warned_about_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(tmp_path) as (app, reader):
        monkeypatch.setattr(
            type(reader.screen.review), "leave", lambda _, key="": None if key != "]" else "Not on disk."
        )
        await press(reader, NEXT)
        assert titles(app) == ["Wire", "Post"]
        assert said(reader) == "Not on disk."


async def test_an_account_that_is_gone_changes_nothing_and_the_key_goes_further(tmp_path: Path) -> None:
    async with reading(tmp_path) as (app, reader):
        (tmp_path / "echo.txt").unlink()
        before = shown_of(reader, Side.LEFT), shown_of(reader, Side.RIGHT)
        screen = app.screen
        await press(reader, NEXT)
        assert app.screen is screen
        assert said(reader) == f"“{tmp_path / 'echo.txt'}” does not exist; check how its path is spelled."
        assert (shown_of(reader, Side.LEFT), shown_of(reader, Side.RIGHT)) == before
        await press(reader, NEXT)
        assert titles(app) == ["Wire", "Mail"]


async def test_pressed_twice_at_once_the_key_goes_two_accounts_further(tmp_path: Path) -> None:
    async with reading(tmp_path) as (app, reader):
        app.action_next_account(1)
        app.action_next_account(1)
        await press(reader)
        assert titles(app) == ["Wire", "Mail"]


async def test_an_account_is_not_shown_over_what_the_user_has_opened_meanwhile(tmp_path: Path) -> None:
    async with reading(tmp_path) as (app, reader):
        app.action_next_account(1)
        reader.screen.action_help()
        await press(reader, "escape")
        assert titles(app) == ["Wire", "Post"]


async def test_outside_of_a_story_a_sentence_says_so(tmp_path: Path) -> None:
    story = write_story(tmp_path)
    async with running(tmp_path, "wire.txt", "post.txt") as (app, reader):
        for key in (NEXT, PREVIOUS, "C", "H"):
            await press(reader, "j", key)
            assert said(reader) == NO_STORY
        both = Pair(*(account.source for account in story.accounts[:2]))
        app.pairs.read(reader.screen.session.articles, both, story=story)
        await press(reader, NEXT)
        assert titles(app) == ["Wire", "Echo"]
        app.pairs.read(reader.screen.session.articles, both)
        await press(reader, NEXT)
        assert said(reader) == NO_STORY


async def test_a_story_of_one_account_and_its_copy_has_no_other(tmp_path: Path) -> None:
    story = write_story(tmp_path)
    two = type(story)(tuple(story.accounts[at] for at in (WIRE, MAIL)))
    async with reading(tmp_path) as (app, reader):
        sources = Pair(*(account.source for account in two.accounts))
        app.pairs.read(reader.screen.session.articles, sources, story=two)
        await press(reader, NEXT)
        assert said(reader) == NO_OTHER_ACCOUNT


async def test_q_goes_back_to_the_list_after_another_account(tmp_path: Path) -> None:
    story = write_story(tmp_path)
    async with running(tmp_path, entrance=StartTarget(tmp_path)) as (app, reader):
        app.pairs.open_pair(Pair(*(story.accounts[at].source for at in (WIRE, COPY))), story)
        await press(reader)
        await press(reader, NEXT)
        assert isinstance(app.screen, ReaderScreen)
        assert titles(app) == ["Wire", "Echo"]
        assert reader.text_of("KeyBar").endswith("q Folder")
        await press(reader, "q")
        assert isinstance(app.screen, FolderScreen)


async def test_an_account_that_was_read_again_keeps_its_story(tmp_path: Path) -> None:
    async with reading(tmp_path) as (app, reader):
        (tmp_path / "post.txt").write_text("Title: Post\n\nAll was well at Harrow.")
        await press(reader, "f5", NEXT)
        assert titles(app) == ["Wire", "Echo"]


async def test_the_former_pair_is_freed(tmp_path: Path) -> None:
    async with reading(tmp_path) as (app, reader):
        # Textual keeps the first screens of an app, so a later one is observed.
        for _ in range(2):
            former = ref(reader.screen.session)
            await press(reader, "C", NEXT, "j")

        def freed() -> bool:
            gc.collect()
            return former() is None

        await wait_until(freed)
        assert titles(app) == ["Wire", "Mail"]


async def test_the_palette_has_the_commands(tmp_path: Path) -> None:
    async with reading(tmp_path) as (app, reader):
        await press(reader, "ctrl+p", *"next acc")
        await press(reader, "enter")
        assert titles(app) == ["Wire", "Echo"]
