"""In how many other accounts of a story each passage is: the column, the words, the list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from diptych.folder.story_accounts import StoryAccounts
from diptych.reader.lists.list_screen import ListScreen
from diptych.reader.screens.coverage_actions import BEGUN, HIDDEN, SHOWN, STOPPED
from diptych.reader.state.story_walk import NO_OTHER_ACCOUNT
from diptych.sides import Pair, Side
from support.idle import wait_until
from support.opened_pairs import press, titles
from support.stories import FILLER, SUN, TEXTS, WIRE, Gate, reading, write_story

if TYPE_CHECKING:
    from pathlib import Path

    from diptych.article.model import Article
    from support.readers import Opened

NEXT = "right_square_bracket"
OTHERS = 4
"""Number of other accounts, the copy not counted."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def said(reader: Opened) -> str:
    return reader.text_of("StatusBar").partition("  ·  ")[0]


def column(reader: Opened, side: Side = Side.LEFT) -> list[str]:
    """The counts in a pane, from top to bottom."""
    rows = (reader.row(side, row)[:5].strip() for row in range(reader.pane(side).size.height))
    return [row for row in rows if "/" in row]


def evidence(reader: Opened) -> str:
    return reader.text_of("EvidencePanel").partition("\n")[0]


async def test_the_column_counts_the_other_accounts_at_the_present_threshold(tmp_path: Path) -> None:
    async with reading(tmp_path) as (_, reader):
        assert column(reader) == []
        await press(reader, "C")
        assert said(reader) == SHOWN.format(f"{OTHERS} other accounts", "C")
        assert column(reader)[:4] == ["3/4", "2/4", "0/4", "0/4"]
        assert column(reader, Side.RIGHT) == []
        assert "  in 3 of 4 other accounts  " in evidence(reader)
        await press(reader, *["plus"] * 5)  # Echo says it in other words
        assert column(reader)[:2] == ["2/4", "2/4"]
        await press(reader, "u")
        assert evidence(reader).endswith("in 0 of 4 other accounts")
        await press(reader, "C")
        assert said(reader) == HIDDEN
        assert column(reader) == []
        assert "accounts" not in evidence(reader)


async def test_a_verdict_on_the_pair_counts(tmp_path: Path) -> None:
    async with reading(tmp_path) as (_, reader):
        await press(reader, "C", "x")
        assert column(reader)[:2] == ["2/4", "2/4"]
        await press(reader, NEXT)
        assert column(reader)[:2] == ["2/4", "2/4"]


async def test_nothing_is_compared_until_it_is_asked_for_and_nothing_twice(tmp_path: Path) -> None:
    gate = Gate()
    async with reading(tmp_path, gate=gate) as (app, reader):
        gate.compared.clear()
        await press(reader, NEXT)
        assert gate.compared == [("Wire", "Echo")]
        await press(reader, "C")
        assert gate.compared == [("Wire", "Echo"), ("Wire", "Mail"), ("Wire", "Sun")]
        shown = column(reader)
        await press(reader, NEXT)
        assert titles(app) == ["Wire", "Mail"]
        assert gate.compared[3:] == [("Wire", "Mail")]  # the links, for the panes
        assert column(reader) == shown
        # What an account has in common with another one is known of both.
        await press(reader, "tab", "C")
        assert gate.compared[4:] == [("Mail", "Echo"), ("Mail", "Sun"), ("Mail", "Post")]
        assert column(reader, Side.RIGHT) == ["2/4", "2/4"]


@pytest.mark.parametrize("key", ["C", "escape"])
async def test_what_is_known_so_far_is_shown_when_comparing_is_stopped(tmp_path: Path, key: str) -> None:
    gate = Gate("Mail")
    async with reading(tmp_path, gate=gate) as (_, reader):
        await reader.press("C")
        await wait_until(lambda: gate.compared[-1] == ("Wire", "Mail"))
        await reader.pilot.pause()
        assert said(reader) == BEGUN.format(f"{OTHERS} other accounts", "Esc")
        assert "coverage: 2 of 4 accounts" in reader.text_of("StatusBar")
        assert column(reader)[:4] == ["2/2", "1/2", "0/2", "0/2"]
        assert "  in 2 of 2 other accounts compared so far  " in evidence(reader)
        await reader.press(key)
        gate.opened.set()
        await press(reader)
        assert said(reader) == STOPPED.format(2, 4, "C")
        assert column(reader)[:2] == ["2/2", "1/2"]
        await press(reader, "C")
        assert column(reader) == []
        assert ("Wire", "Sun") not in gate.compared
        await press(reader, "C")
        assert column(reader)[:2] == ["3/4", "2/4"]


async def test_stopping_holds_when_another_account_comes(tmp_path: Path) -> None:
    gate = Gate("Mail")
    async with reading(tmp_path, gate=gate) as (_, reader):
        await reader.press("C")
        await wait_until(lambda: gate.compared[-1] == ("Wire", "Mail"))
        await reader.press("escape")
        gate.opened.set()
        await press(reader, NEXT, NEXT)
        assert column(reader)[:2] == ["2/3", "2/3"]
        assert ("Wire", "Sun") not in gate.compared


async def test_the_links_of_the_pair_come_first(tmp_path: Path) -> None:
    gate = Gate("Echo")
    async with reading(tmp_path, gate=gate) as (_, reader):
        await reader.press(NEXT)
        await wait_until(lambda: gate.compared[-1] == ("Wire", "Echo"))
        await reader.press("C", "j")
        assert reader.place == ("left", 1)
        assert gate.compared[-1] == ("Wire", "Echo")
        gate.opened.set()
        await press(reader)
        assert column(reader)[:2] == ["3/4", "2/4"]


async def test_an_account_that_is_gone_is_not_counted(tmp_path: Path) -> None:
    async with reading(tmp_path) as (_, reader):
        (tmp_path / "mail.txt").unlink()
        await press(reader, "C")
        assert said(reader).startswith("One account is not counted: ")
        assert column(reader)[:2] == ["3/3", "1/3"]


async def test_a_fault_in_a_comparison_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate()

    def fail(articles: Pair[Article]) -> None:
        if articles.right.title == "Mail":
            raise ZeroDivisionError("no words")

    monkeypatch.setattr(gate, "hold", fail)
    async with reading(tmp_path, gate=gate) as (_, reader):
        await press(reader, "C")
        assert said(reader) == "One account is not counted: ZeroDivisionError: no words"
        assert column(reader)[:2] == ["3/3", "1/3"]


async def test_without_another_account_nothing_is_counted(tmp_path: Path) -> None:
    async with reading(tmp_path) as (app, reader):
        accounts = write_story(tmp_path).accounts[:2]
        story = StoryAccounts((accounts[0], replace(accounts[1], original=0)))
        app.pairs.read(reader.screen.session.articles, app.pairs.sources, story=story)
        await press(reader, "C")
        assert said(reader) == NO_OTHER_ACCOUNT


async def test_the_list_has_what_no_other_account_has_and_leads_there(tmp_path: Path) -> None:
    gate = Gate("Mail")
    async with reading(tmp_path, gate=gate) as (app, reader):
        await reader.press("H")
        await wait_until(lambda: gate.compared[-1] == ("Wire", "Mail"))
        await reader.pilot.pause()
        assert isinstance(app.screen, ListScreen)
        count = 1 + len(FILLER)
        assert f"[Only here {count}]" in reader.text_of("#list-tabs")
        assert reader.text_of("#list-caption").endswith(
            "not in the 2 of 4 other accounts compared so far: “Wire”"
        )
        gate.opened.set()
        await press(reader)
        assert reader.text_of("#list-caption").endswith("not in any of the 4 other accounts: “Wire”")
        await press(reader, "ctrl+l", "enter")
        assert app.clipboard.startswith("Passages that no other account of the story has\n\n")
        assert TEXTS["Wire"][2] in app.clipboard
        assert TEXTS["Wire"][1] not in app.clipboard
        assert reader.place == ("left", 2)


async def test_there_is_no_such_list_until_it_is_asked_for(tmp_path: Path) -> None:
    async with reading(tmp_path) as (_, reader):
        await press(reader, "o")
        assert "Only here" not in reader.text_of("#list-tabs")


async def test_the_list_says_that_each_passage_is_elsewhere(tmp_path: Path) -> None:
    async with reading(tmp_path, SUN, WIRE) as (_, reader):
        await press(reader, "H")
        assert "Each passage of the left article is in another account." in "\n".join(
            strip.text for strip in reader.screen._compositor.render_strips()
        )


@pytest.mark.parametrize("size", [(50, 20), (80, 24)])
async def test_a_single_column_has_words_instead(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(tmp_path, size=size) as (_, reader):
        before = [reader.row(Side.LEFT, row) for row in range(5)]
        await press(reader, "C")
        assert [reader.row(Side.LEFT, row) for row in range(5)] == before
        assert "in 3 of 4 other accounts" in reader.text_of("EvidencePanel")


async def test_a_narrow_pane_has_no_column(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(42, 20)) as (_, reader):
        await press(reader, "v")
        before = [reader.row(Side.LEFT, row) for row in range(5)]
        await press(reader, "C")
        assert [reader.row(Side.LEFT, row) for row in range(5)] == before


async def test_a_click_beside_the_column_leads_to_the_passage(tmp_path: Path) -> None:
    async with reading(tmp_path) as (_, reader):
        await press(reader, "C")
        row = reader.screen_row(Side.LEFT, 2)
        assert row is not None
        await reader.pilot.click(reader.pane(Side.LEFT), offset=(11, row))
        assert reader.place == ("left", 2)


async def test_the_plain_mode_says_it_in_words(tmp_path: Path) -> None:
    gate = Gate("Mail")
    async with reading(tmp_path, plain=True, gate=gate) as (_, reader):
        await reader.press("C")
        await wait_until(lambda: gate.compared[-1] == ("Wire", "Mail"))
        await reader.pilot.pause()
        assert "other accounts are being compared" in reader.text_of("StatusBar")
        gate.opened.set()
        await press(reader, "j")
        assert evidence(reader) == "In 2 of 4 other accounts."
        assert reader.row(Side.LEFT, 3).startswith("linked:     Divers")
        await press(reader, "H")
        rows = [strip.text.rstrip() for strip in reader.screen._compositor.render_strips()]
        assert rows[0].startswith(f"{1 + len(FILLER)} passages that no other account has. Down goes")
        await press(reader, "down", "enter")
        assert reader.place == ("left", 2)


async def test_the_footer_names_the_keys_of_a_story(tmp_path: Path) -> None:
    async with reading(tmp_path) as (app, reader):
        assert "] Next account  C Coverage" in reader.text_of("KeyBar")
        app.pairs.read(reader.screen.session.articles, app.pairs.sources)
        await press(reader)
        assert "Next account" not in reader.text_of("KeyBar")


async def test_accounts_are_compared_although_the_pair_is_not_linked(tmp_path: Path) -> None:
    gate = Gate("Echo")
    async with reading(tmp_path, gate=gate) as (_, reader):
        await reader.press(NEXT)
        await wait_until(lambda: gate.compared[-1] == ("Wire", "Echo"))
        await reader.press("C", "escape")
        gate.opened.set()
        await press(reader)
        assert "linking" not in reader.text_of("StatusBar")
        assert [pair for pair in gate.compared if pair[0] == "Wire"][-3:] == [
            ("Wire", "Echo"),
            ("Wire", "Mail"),
            ("Wire", "Sun"),
        ]
