from __future__ import annotations

from dataclasses import replace
from random import Random
from threading import Event
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import Input, Static

from diptych.alignment.model import Alignment
from diptych.reader.bars.key_bar import KeyBar
from diptych.reader.linking.service import LinkingService
from diptych.reader.lists.list_pane import ListPane
from diptych.reader.lists.list_screen import ListScreen
from diptych.reader.lists.list_state import ListState
from diptych.reader.lists.preview import ListPreview
from diptych.reader.lists.verdict_summary import NOTE_ON_PASSAGE
from diptych.reader.lists.wording import READING_DETAILS
from diptych.reader.screens.reader_screen import ReaderScreen
from diptych.reader.state.navigation import Place
from diptych.reader.state.wording import NOT_YET
from diptych.reader.text.quotes import MOST_BYTES
from diptych.sides import Pair, Side
from support.idle import wait_until
from support.long_articles import told_twice
from support.small_articles import article, bridge

if TYPE_CHECKING:
    from support.readers import Opened, Opener

SIZES = [(200, 60), (160, 48), (100, 30), (80, 24), (50, 20)]


def lists_of(reader: Opened) -> ListScreen:
    screen = reader.pilot.app.screen
    assert isinstance(screen, ListScreen)
    return screen


def below(reader: Opened) -> ReaderScreen:
    """The reader that the list covers."""
    screen = reader.pilot.app.screen_stack[-2]
    assert isinstance(screen, ReaderScreen)
    return screen


def text_of(reader: Opened, selector: str) -> str:
    return str(lists_of(reader).query_one(selector, Static).content)


def pane(reader: Opened) -> ListPane:
    return lists_of(reader).query_one(ListPane)


def row(reader: Opened, number: int) -> str:
    return pane(reader).render_line(number).text.rstrip()


def rows(reader: Opened) -> list[str]:
    return [row(reader, number) for number in range(pane(reader).size.height)]


def current(reader: Opened) -> list[str]:
    """The rows with the cursor."""
    return [text for text in rows(reader) if text.startswith("▌")]


def is_in_filter(reader: Opened, words: str) -> bool:
    screen = reader.pilot.app.screen
    # A screen has no widgets until it is composed.
    return isinstance(screen, ListScreen) and [line.value for line in screen.query(Input)] == [words]


def session(reader: Opened) -> bool:
    return isinstance(reader.pilot.app.screen, ReaderScreen)


async def test_o_lists_the_links_and_begins_at_the_one_shown(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("n", "n", "o")
        tabs = "[Links 6] Differs 2  Unique left 2  Unique right 2  Details"
        assert text_of(reader, "#list-tabs").strip().startswith(tabs)
        assert current(reader)[0].startswith("▌ ● restated 0.70")
        await reader.press("escape")
        assert session(reader)
        assert reader.place == ("left", 3)


async def test_enter_goes_to_the_link_and_backspace_comes_back(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("o", "down", "enter")
        assert session(reader)
        assert reader.place == ("left", 0)
        link = reader.screen.session.link
        assert link is not None
        assert link.right == 3  # not the best one of the passage
        await reader.press("o", "end", "enter")
        assert reader.place == ("left", 6)
        assert reader.pane(Side.LEFT).in_view(Place(Side.LEFT, 6), wholly=True)
        await reader.press("backspace")
        assert reader.place == ("left", 0)


async def test_enter_goes_to_the_active_side(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("tab", "o")
        assert "place right ▴]" in text_of(reader, "#list-order")
        await reader.press("home", "enter")
        assert reader.place == ("right", 0)


async def test_a_place_that_the_filter_hides_is_shown(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("f", "f", "o", "home", "enter")
        assert reader.place == ("left", 0)
        assert reader.screen.session.shown(Side.LEFT) is None


async def test_letters_filter_and_escape_clears_before_it_closes(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("o", *"ferries")
        assert current(reader)[0].startswith("▌ ◐ related  0.55")
        assert text_of(reader, "#list-found") == "1 as typed"
        assert row(reader, 2) == ""
        await reader.press("escape")
        assert text_of(reader, "#list-found") == ""
        assert len([text for text in rows(reader) if "0." in text]) == 6
        await reader.press("escape")
        assert session(reader)


async def test_keys_of_the_reader_are_letters_here(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("o", "q", "question_mark", "n", "space", "slash", "1", "plus", "j", "G")
        assert lists_of(reader).query_one(Input).value == "q?n /1+jG"
        assert row(reader, 1) == "  Nothing here is like “q?n /1+jG”."
        await reader.press("enter")
        assert text_of(reader, "#list-found") == "There is nothing to go to."


async def test_letters_typed_before_the_filter_has_the_focus_are_not_lost(open_reader: Opener) -> None:
    async with open_reader() as reader:
        for key in "onone":  # all at once, as when the user types ahead
            reader.pilot.app.post_message(events.Key(key, key))
        await wait_until(lambda: is_in_filter(reader, "none"))
        await reader.pilot.pause()
        await reader.press("escape", "escape")
        for key in ("o", "end", "enter"):
            reader.pilot.app.post_message(events.Key(key, None))
        await wait_until(lambda: session(reader) and reader.place == ("left", 6))


async def test_the_filter_can_be_corrected(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("o", *"bridhe", "left", "backspace", "g", "ctrl+u")
        assert lists_of(reader).query_one(Input).value == "e"
        await reader.press("right", "ctrl+w", *"crack")
        assert lists_of(reader).query_one(Input).value == "crack"


async def test_near_matches_are_counted_separately(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("o", *"brigde")
        assert text_of(reader, "#list-found") == "0 as typed, 3 similar (≈)"
        assert current(reader)[0].startswith("▌≈● restated 0.90")


async def test_tab_leads_through_the_lists_and_back(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("o", "tab")
        assert current(reader)[0].startswith("▌ ≠ weekday: “Monday” │ “Tuesday”")
        await reader.press("down", "tab")
        assert text_of(reader, "#list-tabs").strip().startswith("Links 6  Differs 2 [Unique left 2]")
        about = text_of(reader, "#list-caption")
        assert about == "2 passages, 13 words of “The old bridge” without a counterpart in “A crossing lost”"
        assert current(reader)[1] == "▌   3/7 “We heard a crack,” a driver said."
        await reader.press("shift+tab")
        assert current(reader)[0].startswith("▌ ≠ people (number)")  # where the user left it
        await reader.press("tab", "tab", "enter")
        assert reader.place == ("right", 6)  # the longest


async def test_ctrl_o_sorts_and_ctrl_r_reverses_with_the_cursor_kept(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("o", "ctrl+o", "f2")
        assert "[score ▾]" in text_of(reader, "#list-order")
        assert row(reader, 0).startswith("  ● restated 0.95")
        assert current(reader)[0].startswith("▌ ● restated 0.90")
        await reader.press("ctrl+r")
        assert "[score ▴]" in text_of(reader, "#list-order")
        assert row(reader, 0).startswith("  ◐ related  0.52")
        assert current(reader)[0].startswith("▌ ● restated 0.90")


async def test_the_filter_keeps_the_order(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("o", *"bridge", "f2", "f2")
        assert [row(reader, number)[13:17] for number in (0, 2, 4)] == ["0.95", "0.90", "0.52"]
        assert row(reader, 6) == ""


async def test_a_click_selects_and_a_second_one_goes(open_reader: Opener) -> None:
    async with open_reader(size=(160, 40)) as reader:
        await reader.press("o")
        await reader.pilot.click(ListPane, offset=(30, 3))
        assert current(reader)[0].startswith("▌ ● restated 0.70")
        await reader.pilot.click(ListPane, offset=(30, 3))
        await reader.pilot.pause()
        assert reader.place == ("left", 3)


async def test_a_click_on_nothing_does_nothing(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("o")
        await reader.pilot.click(ListPane, offset=(30, 20))
        assert current(reader)[0].startswith("▌ ● restated 0.90")


async def test_names_and_orders_can_be_clicked(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("o")
        await reader.pilot.click("#list-tabs", offset=(text_of(reader, "#list-tabs").index("Differs") + 2, 0))
        await reader.pilot.pause()
        assert "[Differs 2]" in text_of(reader, "#list-tabs")
        for expected in ("[score ▾]", "[score ▴]"):
            at = text_of(reader, "#list-order").index("score") + 2
            await reader.pilot.click("#list-order", offset=(at, 0))
            await reader.pilot.pause()
            assert expected in text_of(reader, "#list-order")


async def test_the_entry_under_the_cursor_or_the_whole_list_is_copied(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("o", "ctrl+y")
        copied = reader.pilot.app.clipboard
        assert copied.splitlines()[1] == "Left, passage 1 of 7: The old bridge at Harrow closed on Monday."
        assert text_of(reader, "#list-found") == "copied: link L 1 – R 3, if the terminal allows it"
        await reader.press("tab", "ctrl+l")
        assert reader.pilot.app.clipboard.count("Right, passage") == 2
        assert text_of(reader, "#list-found") == "copied: 2 rows as text, if the terminal allows it"
        await reader.press("tab", "ctrl+y")
        assert reader.pilot.app.clipboard.startswith("“We heard a crack,” a driver said.\n")
        await reader.press(*"zebra", "ctrl+l")
        assert text_of(reader, "#list-found") == "There is nothing to copy."


async def test_a_message_says_that_terminals_may_refuse_a_long_copy(open_reader: Opener) -> None:
    articles = told_twice(900)
    known = bridge()
    many = tuple(replace(known.alignment.links[0], left=k, right=k, differences=()) for k in range(900))
    alignment = Alignment(many, Pair(900, 900), threshold=0.5, same_event=True)
    async with open_reader(replace(known, articles=articles, alignment=alignment)) as reader:
        await reader.press("o", "ctrl+l")
        assert len(reader.pilot.app.clipboard.encode()) > MOST_BYTES
        assert text_of(reader, "#list-found").startswith("copied: 900 rows as text, if the terminal takes ")


async def test_keys_move_through_a_long_list(open_reader: Opener) -> None:
    articles = told_twice(300)
    known = bridge()
    many = tuple(replace(known.alignment.links[0], left=k, right=k, differences=()) for k in range(300))
    alignment = Alignment(many, Pair(300, 300), threshold=0.5, same_event=True)
    async with open_reader(replace(known, articles=articles, alignment=alignment), size=(100, 30)) as reader:
        await reader.press("o")
        for keys, index in (
            (["end"], 299),
            (["down"], 299),
            (["up"], 298),
            (["home"], 0),
            (["up"], 0),
            (["pagedown"], 8),
            (["pagedown"], 15),
            (["pageup"], 8),
            (["pageup"], 0),
            (["pageup"], 0),
        ):
            await reader.press(*keys)
            assert pane(reader).cursor == index, keys
            assert len(current(reader)) == 2, keys
        await reader.press("end", "pagedown", "enter")
        assert reader.place == ("left", 299)
        await reader.press("o")
        assert pane(reader).cursor == 299
        assert len(current(reader)) == 2


async def test_a_run_longer_than_the_screen_is_read_on_before_the_next(open_reader: Opener) -> None:
    long = article(
        "Long", tuple(f"Sentence number {k} says something of its own." for k in range(90)), ("End.",)
    )
    other = article("Other", ("End.",))
    known = bridge()
    link = replace(known.alignment.links[1], left=90, right=0)
    alignment = Alignment((link,), Pair(91, 1), threshold=0.5, same_event=True)
    comparison = replace(known, articles=Pair(long, other), alignment=alignment)
    async with open_reader(comparison, size=(60, 20)) as reader:
        await reader.press("o", "tab", "tab")
        assert "number 0 says" in "\n".join(rows(reader))
        await reader.press("down")
        assert "number 0 says" not in "\n".join(rows(reader))
        for _ in range(20):
            await reader.press("down")
        assert "number 89 says" in "\n".join(rows(reader))
        for _ in range(20):
            await reader.press("up")
        assert "number 0 says" in "\n".join(rows(reader))


async def test_a_list_says_that_links_are_computed_and_then_shows_them(open_reader: Opener) -> None:
    async with open_reader() as reader:
        comparison = reader.screen.session.comparison
        assert comparison is not None
        reader.screen.session.comparison = None
        await reader.press("o")
        assert row(reader, 1) == f"  {NOT_YET}"
        await reader.press("enter", "ctrl+y", "ctrl+l", "tab", "shift+tab", "down", "pagedown", "end")
        below(reader).post_message(LinkingService.Received(comparison))
        await wait_until(lambda: text_of(reader, "#list-tabs").strip().startswith("[Links 6]"))
        await reader.pilot.pause()
        assert current(reader)[0].startswith("▌ ● restated 0.90")


async def test_links_that_change_leave_the_cursor_where_it_is(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("o", "end")
        comparison = below(reader).session.comparison
        assert comparison is not None
        below(reader).session.comparison = None  # else the present threshold would stay
        below(reader).post_message(LinkingService.Received(comparison.at(0.53)))
        await wait_until(lambda: "[Links 5]" in text_of(reader, "#list-tabs"))
        await reader.pilot.pause()
        assert current(reader)[0].startswith("▌ ◐ related  0.55")


async def test_an_empty_list_of_links_says_so(open_reader: Opener) -> None:
    known = bridge()
    async with open_reader(replace(known, alignment=known.alignment.at(0.99))) as reader:
        await reader.press("o")
        assert row(reader, 1) == "  No links at threshold 0.99."
        await reader.press("tab", "tab")
        assert current(reader)[0].startswith("▌ ○ 47 words")


async def test_articles_without_passages_have_empty_lists(open_reader: Opener) -> None:
    none = article("Empty")
    alignment = Alignment((), Pair(0, 0), threshold=0.5, same_event=True)
    async with open_reader(replace(bridge(), articles=Pair(none, none), alignment=alignment)) as reader:
        await reader.press("o", *"tab x", "tab", "tab", "ctrl+o", "ctrl+r", "enter", "escape", "escape")
        assert session(reader)


@pytest.mark.parametrize("size", SIZES)
async def test_every_list_is_visible_at_every_size(open_reader: Opener, size: tuple[int, int]) -> None:
    async with open_reader(size=size) as reader:
        await reader.press("o")
        for number in range(4):
            preview = lists_of(reader).query_one(ListPreview)
            assert preview.display is (size[1] >= 24)
            assert pane(reader).size.height >= (8 if preview.display else size[1] - 5)
            assert current(reader)
            assert lists_of(reader).query_one(KeyBar).region.bottom == size[1]
            bar = text_of(reader, "KeyBar")
            judging = ("F6 Accept", "F7 Reject") if number < 2 else ()
            assert all(key in bar for key in ("↵ Go there", *judging, "Esc Close"))
            assert judging or "F6" not in bar
            await reader.press("tab")


async def test_a_resize_keeps_the_cursor_in_view(open_reader: Opener) -> None:
    async with open_reader(size=(160, 40)) as reader:
        await reader.press("o", "end")
        for size in ((50, 20), (80, 16), (160, 48)):
            await reader.pilot.resize_terminal(*size)
            await reader.pilot.pause()
            assert current(reader)[0].startswith("▌ ◐ related  0.55")
        await reader.press("enter")
        assert reader.place == ("left", 6)
        assert reader.pane(Side.LEFT).in_view(Place(Side.LEFT, 6), wholly=True)


async def test_random_keys_never_break_the_lists_or_lose_the_cursor(open_reader: Opener) -> None:
    random = Random(4)  # noqa: S311 - keys to press, no secret
    keys = [
        "up",
        "down",
        "home",
        "end",
        "pagedown",
        "pageup",
        "tab",
        "shift+tab",
        "ctrl+y",
        "ctrl+l",
        "f2",
        "f3",
        "backspace",
        "left",
    ]
    keys += ["o", "escape", "enter", "b", "r", "space", "z"]
    async with open_reader(size=(70, 18)) as reader:
        for _ in range(150):
            key = random.choice(keys)
            await reader.pilot.press(key)
            if session(reader):
                assert reader.place is not None, key
            else:
                await reader.pilot.pause()
                found = pane(reader).cursor
                assert (found is None) == (not current(reader)), key


async def test_the_list_uses_the_colours_of_the_theme(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("o")
        dark = pane(reader).render_line(0)
        reader.pilot.app.theme = "textual-light"
        await reader.pilot.pause()
        assert pane(reader).render_line(0) != dark
        assert pane(reader).render_line(0).text == dark.text


async def test_a_note_written_after_a_first_look_at_the_lists_is_listed(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("o", "escape", "I", *"ask", "enter", "J")
        assert "[Judged 1]" in text_of(reader, "#list-tabs")
        assert NOTE_ON_PASSAGE in current(reader)[0]


async def test_keys_are_answered_while_details_are_read(
    open_reader: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = Event()
    read = ListState.read_details

    def read_slowly(lists: ListState) -> None:
        may_go_on.wait()
        read(lists)

    monkeypatch.setattr(ListState, "read_details", read_slowly)
    async with open_reader() as reader:
        try:
            await reader.press("o", "shift+tab")
            assert READING_DETAILS in " ".join(rows(reader))
            await reader.press("tab", "shift+tab")
            assert READING_DETAILS in " ".join(rows(reader))
        finally:
            may_go_on.set()
        await wait_until(lambda: "weekday" in row(reader, 1))
        assert "Monday" in row(reader, 1)


async def test_the_preview_follows_the_cursor_and_the_filter(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("o")
        assert "shut since Tuesday." in text_of(reader, "#list-preview")
        await reader.press("down")
        assert "Fifteen people were hurt." in text_of(reader, "#list-preview")
        await reader.press(*"ferries")
        assert "Ferries carry the traffic." in text_of(reader, "#list-preview")
        await reader.press(*"zebra")
        assert text_of(reader, "#list-preview") == ""
        await reader.press("escape", "end", "f7")
        assert text_of(reader, "#list-preview").startswith("✗ rejected by hand   ◐ related 0.55")


async def test_details_are_counted_without_being_opened(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("o", "end")
        await reader.pilot.app.workers.wait_for_complete()
        await reader.pilot.pause()
        count = text_of(reader, "#list-tabs").rpartition("Details ")[2]
        assert int(count) > 0
        assert current(reader)[0].startswith("▌ ◐ related  0.55")  # the cursor stays
        await reader.press("shift+tab")
        assert f"[Details {int(count)}]" in text_of(reader, "#list-tabs")


async def test_details_of_books_are_counted_when_they_are_opened(open_reader: Opener) -> None:
    articles = told_twice(300)
    alignment = Alignment((), Pair(300, 300), threshold=0.5, same_event=True)
    async with open_reader(replace(bridge(), articles=articles, alignment=alignment)) as reader:
        await reader.press("o")
        await reader.pilot.app.workers.wait_for_complete()
        assert text_of(reader, "#list-tabs").rstrip().endswith("Details …")


@pytest.mark.parametrize("orders", range(4))
@pytest.mark.parametrize("lists", [0, 1])
@pytest.mark.parametrize(("key", "sign"), [("f6", "✓"), ("f7", "✗")])
async def test_a_verdict_is_answered_and_leads_to_the_next_row_in_every_order(
    open_reader: Opener, orders: int, lists: int, key: str, sign: str
) -> None:
    async with open_reader() as reader:
        await reader.press("o", *["tab"] * lists, *["ctrl+o"] * orders, "home")
        judged = current(reader)
        await reader.press(key)
        assert pane(reader).cursor == 1
        assert sign in row(reader, 0)
        assert text_of(reader, "#list-found").endswith("; F8 undoes")
        await reader.press("f8")  # goes back
        assert pane(reader).cursor == 0
        assert current(reader) == judged
        assert text_of(reader, "#list-found").startswith("undone: ")
        await reader.press("end", key)
        at = pane(reader).cursor
        assert at == len(lists_of(reader)._found.entries) - 1  # the last row stays
        assert sign in current(reader)[0]


async def test_a_rejected_link_stays_in_the_list_until_the_same_key_withdraws_that(
    open_reader: Opener,
) -> None:
    async with open_reader() as reader:
        await reader.press("o", "home", "f7")
        assert row(reader, 0).startswith("  ✗ rejected 0.90  ")
        assert text_of(reader, "#list-found") == "rejected: link L 1 – R 3; F8 undoes"
        assert current(reader)[0].startswith("▌ ◐ related  0.52")
        assert "[Links 5]" in text_of(reader, "#list-tabs")
        assert text_of(reader, "#list-caption").startswith("5 links, 1 rejected   ")
        await reader.press("escape", "o", "home")
        assert current(reader)[0].startswith("▌ ✗ rejected 0.90  ")
        await reader.press("f7")
        assert text_of(reader, "#list-found") == "no longer rejected: link L 1 – R 3; F8 undoes"
        assert pane(reader).cursor == 0
        assert current(reader)[0].startswith("▌ ● restated 0.90 ≠")
        assert "[Links 6]" in text_of(reader, "#list-tabs")


async def test_a_verdict_keeps_the_filter(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("o", *"restated", "home")
        count = len(lists_of(reader)._found.entries)
        await reader.press("f7")
        assert lists_of(reader).query_one(Input).value == "restated"
        assert len(lists_of(reader)._found.entries) == count
        assert pane(reader).cursor == 1
        await reader.press("ctrl+u", *"rejected")
        assert "✗ rejected" in current(reader)[0]
        assert len(lists_of(reader)._found.entries) == 1


async def test_what_cannot_be_judged_leaves_the_cursor(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("o", "shift+tab")
        await wait_until(lambda: "weekday" in row(reader, 1))
        at = pane(reader).cursor
        await reader.press("f7")
        assert pane(reader).cursor == at
        assert text_of(reader, "#list-found") == "There is no link here to judge."


async def test_undo_names_and_finds_what_was_undone(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("o", "home", "f7", "end", "f8")
        assert text_of(reader, "#list-found").startswith("undone: rejected link L 1 – R 3")
        assert pane(reader).cursor == 0


async def test_the_cursor_is_in_view_when_a_list_is_left(open_reader: Opener) -> None:
    articles = told_twice(90)
    known = bridge()
    many = tuple(replace(known.alignment.links[0], left=k, right=k, differences=()) for k in range(90))
    alignment = Alignment(many, Pair(90, 90), threshold=0.5, same_event=True)
    async with open_reader(replace(known, articles=articles, alignment=alignment), size=(80, 24)) as reader:
        await reader.press("v", "G", "a", "x", "g", "J", "home", "f7", "f8", "escape")
        side, passage = reader.place or ("", 0)
        assert passage == 89
        assert reader.in_view(Side(side), passage)
