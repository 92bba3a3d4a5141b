from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.widgets import Input

from diptych.reader.screens.search_actions import TYPING
from support.idle import wait_until

if TYPE_CHECKING:
    from support.readers import Opener


async def test_search_marks_hits_and_f3_cycles_through_them(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("slash", *"ferries", "enter")
        assert reader.place == ("left", 6)
        assert "1 of 2" in reader.text_of("StatusBar")
        await reader.press("f3")
        assert reader.place == ("right", 5)
        await reader.press("escape")
        assert "ferries" not in reader.text_of("StatusBar")


async def test_a_search_can_be_cancelled(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("slash", "q", "escape")
        assert not reader.screen.query_one("SearchInput").display
        await reader.press("j")
        assert reader.place == ("left", 1)


async def test_letters_typed_right_after_the_slash_are_searched(open_reader: Opener) -> None:
    async with open_reader() as reader:
        for key, character in (("slash", "/"), ("q", "q"), ("u", "u"), ("a", "a"), ("y", "y")):
            reader.pilot.app.post_message(events.Key(key, character))
        reader.pilot.app.post_message(events.Key("enter", "\r"))
        await wait_until(lambda: reader.screen.session.hits.found is not None)
        assert reader.screen.session.hits.found is not None
        assert reader.screen.session.hits.found.query == "quay"


async def test_n_steps_through_the_hits_until_the_search_ends(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("slash", *"bridge", "enter")
        seen = [reader.place]
        for key in "nnN":
            await reader.press(key)
            seen.append(reader.place)
        assert seen == [("left", 0), ("left", 4), ("right", 2), ("left", 4)]
        await reader.press("escape", "N")
        assert reader.place == ("left", 3)  # linked, but no hit


async def test_a_hit_in_furniture_is_reached_by_n_too(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("slash", *"newsletter", "enter", "n")
        assert "This hit is in page furniture." in reader.text_of("StatusBar")


async def test_a_search_without_hits_leaves_n_as_it_is(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("slash", *"zeppelin", "enter", "n")
        assert reader.place == ("left", 1)
        assert reader.text_of("KeyBar").startswith("↵ Counterpart  n Linked")


async def test_during_a_search_the_status_names_its_keys(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("slash", *"bridge", "enter")
        said = "“bridge”: hit 1 of 3 (n next, N previous, Esc ends)"
        assert reader.text_of("StatusBar").startswith(said)
        assert reader.text_of("KeyBar").startswith("n Next hit  N Previous hit  Esc End search")
        await reader.press("escape")
        assert "n Linked" in reader.text_of("KeyBar")


async def test_hits_are_shown_while_typing_and_nothing_moves(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("j", "slash", *"ferr")
        await wait_until(lambda: bool(reader.screen.session.hits))
        await reader.pilot.pause()
        assert reader.text_of("StatusBar").startswith("“ferr”: 2 hits")
        assert reader.place == ("left", 1)
        await reader.press("escape")
        assert not reader.screen.session.hits
        assert reader.place == ("left", 1)
        assert "ferr" not in reader.text_of("StatusBar")


async def test_leaving_a_search_brings_the_one_before_back(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("slash", *"bridge", "enter", "slash", *"zz")
        await wait_until(lambda: "no hit yet" in reader.text_of("StatusBar"))
        await reader.press("escape")
        assert reader.text_of("StatusBar").startswith("“bridge”: hit 1 of 3")


async def test_a_pause_after_enter_changes_nothing(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("slash", *"ferries", "enter")
        await reader.pilot.pause(2 * TYPING)
        assert reader.text_of("StatusBar").startswith("“ferries”: hit 1 of 2")


async def test_up_and_down_go_through_earlier_searches(open_reader: Opener) -> None:
    async with open_reader() as reader:
        for query in ("bridge", "ferries", "bridge"):
            await reader.press("slash", *query, "enter")
        line = reader.screen.query_one("SearchInput", Input)
        await reader.press("slash", *"new")
        seen = []
        for key in ("up", "up", "up", "down", "down", "down"):
            await reader.press(key)
            seen.append(line.value)
        assert seen == ["bridge", "ferries", "ferries", "bridge", "new", "new"]


async def test_words_apart_are_told_as_such(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("slash", *"closed bridge", "enter")
        said = "“closed bridge”: nothing exact; words apart: hit 1 of 1"
        assert reader.text_of("StatusBar").startswith(said)


async def test_a_search_during_a_link_by_hand_ends_before_the_link(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("u", "L", "slash", "q", "escape")
        session = reader.screen.session
        assert session.hand is not None
        await reader.press("slash", *"ferries", "enter")
        assert "Esc End search" in reader.text_of("KeyBar")
        await reader.press("escape")
        assert not session.hits
        assert session.hand is not None
        assert "Esc Cancel" in reader.text_of("KeyBar")
        await reader.press("escape")
        assert session.hand is None
