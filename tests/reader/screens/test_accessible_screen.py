"""The plain mode: words instead of marks, one article at a time, a cursor at what the last key changed."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest
from textual.geometry import Offset

from diptych.alignment.kinds import Verdict
from diptych.comparison import Comparison
from diptych.reader.accessible.wording import ONE_VIEW, coverage, evidence, help_lines, list_lines
from diptych.reader.app.app import DiptychApp
from diptych.reader.state.navigation import Place
from diptych.reader.state.session import ReaderSession
from diptych.reader.terminal.keys import BINDINGS
from diptych.sides import Pair, Side
from support.small_articles import article, bridge

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

DRAWN = re.compile("[─-▟⠀-⣿●◐○≠▸⋯│·↵✓✗✎]")
"""Characters that no screen of the plain mode may have: frames, blocks, braille, marks."""


def screen_of(pilot: Pilot[None]) -> list[str]:
    """All rows of the screen."""
    width, height = pilot.app.size
    update = pilot.app.screen._compositor.render_strips()
    rows = ["".join(segment.text for segment in strip) for strip in update]
    assert len(rows) == height
    assert all(len(row) <= width for row in rows)
    return [row.rstrip() for row in rows]


def row_of_cursor(pilot: Pilot[None]) -> str:
    """The row with the terminal's cursor."""
    position = pilot.app.cursor_position
    assert position.x == 0
    return screen_of(pilot)[position.y]


@asynccontextmanager
async def opened_plainly(
    comparison: Comparison | None = None, size: tuple[int, int] = (80, 30)
) -> AsyncIterator[Pilot[None]]:
    known = comparison or bridge()
    app = DiptychApp(known.articles, known=known, plain=True)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.pause()
        yield pilot


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def test_marks_are_words_before_each_passage() -> None:
    async with opened_plainly() as pilot:
        rows = screen_of(pilot)
        assert rows[0] == "Left article: The old bridge"
        assert "differs:    The old bridge at Harrow closed on Monday." in rows
        assert "unique:     “We heard a crack,” a driver said." in rows
        assert "related:    Ferries run every hour." in rows
        assert "linked:     Nobody had checked the beams since 1998." in rows


async def test_the_cursor_is_at_the_passage_in_either_article() -> None:
    async with opened_plainly() as pilot:
        assert row_of_cursor(pilot).startswith("differs:    The old bridge at Harrow")
        await press(pilot, "down")
        assert row_of_cursor(pilot).startswith("differs:    Twelve people were hurt")
        await press(pilot, "enter")
        assert row_of_cursor(pilot).startswith("differs:    Fifteen people were hurt")
        assert screen_of(pilot)[0] == "Right article: A crossing lost"
        await press(pilot, "backspace")
        assert row_of_cursor(pilot).startswith("differs:    Twelve people")


async def test_the_cursor_is_at_a_warning() -> None:
    async with opened_plainly() as pilot:
        await press(pilot, "down", "down", "enter")
        assert row_of_cursor(pilot).startswith("No counterpart at this threshold; ")
        await press(pilot, "down")
        assert row_of_cursor(pilot).startswith("linked:")


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("plus", "5 links at threshold 0.55"),
        ("f", "showing only: linked"),
        ("s", "other pane held"),
        ("y", "copied: passage L 1"),
        ("v", ONE_VIEW.partition(":")[0]),
    ],
)
async def test_the_cursor_is_at_the_status_line_if_only_that_changed(key: str, message: str) -> None:
    async with opened_plainly() as pilot:
        await press(pilot, key)
        assert message in row_of_cursor(pilot)


async def test_evidence_is_in_sentences_and_on_a_screen_of_its_own() -> None:
    async with opened_plainly() as pilot:
        sentence = "Linked with passage 3 of 7 in the right article: restated, score 0.90."
        assert sentence in screen_of(pilot)
        await press(pilot, "e")
        assert row_of_cursor(pilot) == sentence
        await press(pilot, "down")
        assert row_of_cursor(pilot) == (
            "Differs: weekday: Monday in the left article, Tuesday in the right one."
        )
        await press(pilot, "e")
        assert row_of_cursor(pilot).startswith("differs:    The old bridge")


async def test_a_list_leads_to_its_places() -> None:
    async with opened_plainly() as pilot:
        await press(pilot, "o")
        assert row_of_cursor(pilot).startswith("6 links. Down goes to the next one")
        await press(pilot, "down", "down", "down")
        assert row_of_cursor(pilot).startswith(
            "Restated, score 0.80. Differs: people: Twelve left, Fifteen right."
        )
        await press(pilot, "enter")
        assert row_of_cursor(pilot).startswith("differs:    Twelve people were hurt")
        await press(pilot, "o", "down", "escape")
        assert row_of_cursor(pilot).startswith("differs:    Twelve people were hurt")


async def test_a_line_of_a_list_leads_to_its_link_on_the_active_side() -> None:
    async with opened_plainly() as pilot:
        await press(pilot, "o", "down", "down", "enter", "e")
        assert row_of_cursor(pilot).startswith("Linked with passage 4 of 7 in the right article")
        await press(pilot, "escape", "tab", "o", "down", "enter")
        assert row_of_cursor(pilot).startswith("differs:    The bridge at Harrow has been shut")


def test_lists_have_differences_and_unique_passages() -> None:
    session = ReaderSession(bridge().articles)
    assert list_lines(session, "LINKS") == [("The links are being computed.", None, None)]
    session.receive(bridge())
    assert len(list_lines(session, "DIFFERS")) == 3
    unique = list_lines(session, "UNIQUE")
    assert unique[1] == ("Unique, left: “We heard a crack,” a driver said.", Place(Side.LEFT, 2), None)
    assert len(unique) == 5


def test_a_rejected_link_stays_in_the_list_in_its_place() -> None:
    known = bridge()
    link = known.alignment.between(0, 3)
    assert link is not None
    rejected = known.alignment.with_links([replace(link, verdict=Verdict.REJECTED)])
    session = ReaderSession(known.articles)
    session.receive(replace(known, alignment=rejected))
    about, _, second, *others = list_lines(session, "LINKS")
    assert about.text.startswith("5 links, 1 rejected. ")
    assert second.text.startswith("Rejected by hand: related, score 0.52. Left: The old bridge")
    assert len(others) == 4
    assert not [line for line in list_lines(session, "DIFFERS") if "Rejected" in line.text]


async def test_help_is_read_line_by_line() -> None:
    async with opened_plainly() as pilot:
        await press(pilot, "question_mark")
        assert row_of_cursor(pilot).startswith("Help.")
        await press(pilot, "down", "down")
        assert row_of_cursor(pilot).startswith("linked: ")
        await press(pilot, *["pagedown"] * 20)
        assert pilot.app.cursor_position == Offset(0, 0)
        assert screen_of(pilot)[0]
        await press(pilot, *["up"] * 200)
        assert row_of_cursor(pilot).startswith("Help.")
        await press(pilot, "escape")
        assert row_of_cursor(pilot).startswith("differs:")


async def test_the_cursor_is_where_a_search_is_typed() -> None:
    async with opened_plainly() as pilot:
        await press(pilot, "slash", "t", "o", "w")
        x, y = pilot.app.cursor_position
        assert screen_of(pilot)[y][:x] == " tow"
        await press(pilot, "enter")
        assert row_of_cursor(pilot).startswith("differs:    Twelve people were hurt, the town said.")


async def test_a_passage_longer_than_the_screen_scrolls_with_the_cursor_in_view() -> None:
    long = article("long", (" ".join(["word"] * 900) + ".", "End."))
    sizes = Pair(2, 2)
    alignment = replace(bridge().alignment, candidates=(), sizes=sizes)
    async with opened_plainly(Comparison(Pair(long, long), alignment), (80, 24)) as pilot:
        first = screen_of(pilot)
        await press(pilot, "down")
        assert screen_of(pilot) != first
        assert row_of_cursor(pilot).startswith("word")


@pytest.mark.parametrize("size", [(160, 48), (80, 24), (50, 20), (30, 12)])
async def test_no_key_draws_frames_or_marks(size: tuple[int, int]) -> None:
    random = Random(size[0])  # noqa: S311 - no secret
    left_out = ("p", "q", "ctrl+z")
    keys = [key for binding in BINDINGS for key in binding.key.split(",") if key not in left_out]
    async with opened_plainly(size=size) as pilot:
        for _ in range(40):
            key = random.choice(keys)
            await press(pilot, key)
            rows = screen_of(pilot)
            drawn = [row for row in rows if DRAWN.search(row)]
            assert not drawn, (key, drawn)
            position = pilot.app.cursor_position
            assert 0 <= position.y < size[1], key
            assert 0 <= position.x < size[0], key


def test_sentences_about_a_passage_depend_on_its_links() -> None:
    session = ReaderSession(bridge().articles)
    assert list(evidence(session)) == ["The links are being computed; read on."]
    session.receive(bridge())
    session.step(5)
    assert list(evidence(session)) == [
        "Near: no counterpart found at threshold 0.50.",
        "Nearest 1, score 0.30: Critics doubt it.",
    ]
    session.step(-5)
    sentences = list(evidence(session))
    assert sentences[-1] == "Counterpart 2 of 2, related, score 0.52: Fifteen people were hurt."
    assert "Both have: names Harrow; words bridge." in sentences


def test_coverage_is_counted_in_words() -> None:
    message = coverage(bridge(), Side.LEFT)
    assert re.fullmatch(r"5 of 7 passages linked, \d+% of the text; 2 differ; 2 unique\.", message)


def test_every_key_has_a_name_that_can_be_read_aloud() -> None:
    lines = "\n".join(help_lines({"help": "f1"}))
    assert not DRAWN.search(lines)
    for binding in BINDINGS:
        if not binding.action.startswith("counterpart(") and binding.action != "evidence":
            assert binding.tooltip in lines
    helping = next(binding for binding in BINDINGS if binding.id == "help")
    assert f"F1: {helping.tooltip}." in lines
    assert "slash: Search both articles" in lines
    assert "plus, equals: Raise the threshold" in lines
    assert "left brace" in lines


async def test_the_key_for_help_is_named_until_the_first_key() -> None:
    async with opened_plainly() as pilot:
        assert any(row.startswith("Press question mark for help; ") for row in screen_of(pilot))
        await press(pilot, "down")
        assert not any("question mark" in row for row in screen_of(pilot))
        assert row_of_cursor(pilot).startswith("differs:    Twelve people")


async def test_the_config_file_can_choose_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from diptych.cli import main
    from diptych.reader.app import app

    asked: list[object] = []
    monkeypatch.setattr(app.DiptychApp, "run", lambda self: asked.append(self._plain))
    monkeypatch.setattr("diptych.cli.open_reader.require_terminal", lambda **_: None)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    (tmp_path / "diptych").mkdir()
    for setting, option, plain in (("false", [], False), ("true", [], True), ("false", ["--plain"], True)):
        (tmp_path / "diptych" / "config.toml").write_text(f"plain = {setting}\n")
        assert main(option) == 0
        assert asked.pop() is plain
