from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

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
