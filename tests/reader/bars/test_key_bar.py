from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from textual.binding import Binding

from diptych.reader.bars.key_bar import ALWAYS, fit

if TYPE_CHECKING:
    from support.readers import Opener


def named(name: str) -> Binding:
    return Binding("x", "x", name, id=name)


@given(st.lists(st.integers(3, 20), max_size=12), st.integers(40, 200))
def test_the_most_useful_keys_that_fit_are_shown(widths: list[int], width: int) -> None:
    offered = [(named(str(n)), cells) for n, cells in enumerate(widths)]
    offered += [(named(name), 6) for name in ALWAYS]
    cells = {binding.id: size for binding, size in offered}
    chosen = [binding.id for binding in fit(offered, width)]
    assert chosen[-len(ALWAYS) :] == list(ALWAYS)
    assert sum(cells[name] + 2 for name in chosen) - 2 <= width
    others = chosen[: -len(ALWAYS)]
    assert others == [str(n) for n in range(len(others))]
    if len(others) < len(widths):
        assert sum(cells[name] + 2 for name in chosen) + widths[len(others)] > width


async def test_keys_are_never_cut_off_and_help_is_always_there(open_reader: Opener) -> None:
    async with open_reader(size=(80, 24)) as reader:
        for width in (80, 60, 50, 40):
            await reader.pilot.resize_terminal(width, 24)
            await reader.pilot.pause()
            shown = reader.text_of("KeyBar")
            assert len(shown) <= width - 2
            assert shown.endswith("? Help  q Quit")


async def test_keys_are_those_that_are_useful_in_the_current_state(open_reader: Opener) -> None:
    async with open_reader() as reader:
        assert reader.text_of("KeyBar").startswith("↵ Counterpart")
        await reader.press("u")
        assert reader.text_of("KeyBar").startswith("n Linked")
        await reader.press("slash", *"bridge", "enter")
        assert reader.text_of("KeyBar").startswith("n Next hit  N Previous hit  Esc End search")


async def test_a_key_without_a_command_is_told_once(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("n", "K")
        assert "K has no command; ? lists the keys." in reader.text_of("StatusBar")
        await reader.press("K")
        assert "K has no command" not in reader.text_of("StatusBar")
        assert "linked passage" not in reader.text_of("StatusBar")


async def test_a_click_on_a_key_runs_its_command(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.pilot.click("KeyBar", offset=(3, 0))
        await reader.pilot.pause()
        assert reader.place == ("right", 2)


async def test_keys_for_verdicts_are_shown_if_there_is_room(open_reader: Opener) -> None:
    async with open_reader(size=(160, 48)) as reader:
        assert "a Accept  x Reject  t Accept ≠  T Reject ≠" in reader.text_of("KeyBar")
        await reader.press("u")
        assert "a Accept" not in reader.text_of("KeyBar")


async def test_keys_for_differences_are_shown_where_there_are_some(open_reader: Opener) -> None:
    async with open_reader(size=(160, 48)) as reader:
        assert "t Accept ≠  T Reject ≠" in reader.text_of("KeyBar")
        await reader.press("2")
        assert "≠" not in reader.text_of("KeyBar")
        assert "a Accept  x Reject  + Stricter" in reader.text_of("KeyBar")


async def test_eight_keys_fit_into_eighty_columns(open_reader: Opener) -> None:
    async with open_reader(size=(80, 24)) as reader:
        assert reader.text_of("KeyBar") == (
            "↵ Counterpart  n Linked  u Unique  d Differs  / Search  o List  ? Help  q Quit"
        )


async def test_a_language_model_is_offered_where_there_is_room(open_reader: Opener) -> None:
    async with open_reader(size=(200, 48)) as reader:
        assert "M Ask model" in reader.text_of("KeyBar")
