"""The keys for verdicts and notes, on the screen."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from textual.events import Key, Paste
from textual.widgets import Input, Static

from diptych.alignment.kinds import Verdict
from diptych.article.model import Span
from diptych.reader.app.app import DiptychApp
from diptych.reader.lists.list_pane import ListPane
from diptych.reader.lists.wording import PASSAGES_GONE
from diptych.reader.review.writer import WRITTEN_LATE
from diptych.reader.state.filters import View
from diptych.sides import Pair, Side
from diptych.verdicts.judgements import Judgements, LinkJudgement
from diptych.verdicts.open_store import open_store
from diptych.verdicts.store import Subject
from support.readers import Opened
from support.small_articles import article, bridge
from support.verdicts import judge, note_on, on_link

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from diptych.comparison import Comparison
    from support.readers import Opener


@asynccontextmanager
async def kept_in(
    folder: Path, comparison: Comparison | None = None, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[Opened]:
    """A reader whose verdicts are stored in a folder."""
    known = comparison or bridge()
    verdicts = partial(open_store, known.articles, folder=folder)
    app = DiptychApp(known.articles, known=known, verdicts=verdicts)
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Opened(pilot)


def judged(folder: Path) -> Judgements:
    store = open_store(bridge().articles, folder=folder)
    assert store.load() is None
    return store.judgements


def gutter(reader: Opened, side: Side, passage: int) -> str:
    row = reader.screen_row(side, passage)
    assert row is not None
    return reader.row(side, row).strip("▌▎▏ ").partition(" ")[0]


async def test_a_verdict_is_on_disk_when_its_key_has_been_handled(tmp_path: Path) -> None:
    async with kept_in(tmp_path) as reader:
        await reader.press("x")
        assert judged(tmp_path) == Judgements((LinkJudgement(0, 2, Verdict.REJECTED),))
        assert gutter(reader, Side.RIGHT, 2) == "○✗"
        assert gutter(reader, Side.LEFT, 0) == "◐✗"
        assert "✗ rejected by hand" in reader.text_of("EvidencePanel")
        assert reader.text_of("StatusBar").startswith("rejected; z undoes")  # another one is left
        assert "5 links" in reader.text_of("StatusBar")
    async with kept_in(tmp_path) as reader:
        assert reader.screen.session.counterparts[0].right == 3
        await reader.press("z")
        assert "Nothing to undo since you opened this pair" in reader.text_of("StatusBar")


async def test_what_differs_is_judged_by_keys(tmp_path: Path) -> None:
    async with kept_in(tmp_path) as reader:
        await reader.press("t")
        assert reader.text_of("StatusBar").startswith("it differs, you say: Monday | Tuesday; z undoes")
        assert "≠✓ weekday: Monday" in reader.text_of("EvidencePanel")
        await reader.press("T")
        assert reader.text_of("StatusBar").startswith("no difference, you say: Monday | Tuesday; z undoes")
        assert "✗ no difference: weekday: Monday" in reader.text_of("EvidencePanel")
        assert "≠" not in gutter(reader, Side.LEFT, 0)
        (kept,) = judged(tmp_path).differences
        assert (kept.left, kept.right, kept.verdict) == (0, 2, Verdict.REJECTED)
        assert judged(tmp_path).links == ()
        await reader.press("d")
        assert reader.place == ("left", 1)
        await reader.press("z")
        assert reader.place == ("left", 0)
        assert judged(tmp_path).differences[0].verdict is Verdict.ACCEPTED
        await reader.press("t")
        assert reader.text_of("StatusBar").startswith("your verdict is withdrawn: Monday | Tuesday")
        assert judged(tmp_path) == Judgements()
        await reader.press("u", "t")
        assert "No difference is told here; d goes to the next" in reader.text_of("StatusBar")


async def test_each_difference_of_a_link_is_judged_in_turn(tmp_path: Path) -> None:
    known = bridge()
    link = known.alignment.candidates[0]
    second = replace(
        link.differences[0],
        subject="place",
        readings=Pair("Harrow", "The bridge"),
        spans=Pair(Span(18, 24), Span(74, 84)),
        certainty=0.1,
    )
    links = [replace(link, may_differ=(second,))]
    comparison = replace(known, alignment=known.alignment.with_links(links))
    async with kept_in(tmp_path, comparison) as reader:
        await reader.press("T", "t")
        (doubt,) = reader.screen.session.counterparts[0].differences
        assert (doubt.subject, doubt.verdict) == ("place", Verdict.ACCEPTED)
        await reader.press("T")  # a wrong key is corrected
        rejected = reader.screen.session.counterparts[0].rejected_differences
        assert [each.subject for each in rejected] == ["place", "weekday"]
        await reader.press("z")
        assert [each.verdict for each in judged(tmp_path).differences] == [Verdict.ACCEPTED, Verdict.REJECTED]
    async with kept_in(tmp_path, comparison) as reader:
        await reader.press("T")
        assert "You have judged all 2 differences here" in reader.text_of("StatusBar")


async def test_the_list_of_differences_judges_them(tmp_path: Path) -> None:
    async with kept_in(tmp_path) as reader:
        await reader.press("o", "tab", "f7")
        screen = reader.pilot.app.screen
        pane = screen.query_one(ListPane)
        assert pane.render_line(0).text.startswith("  ✗ weekday")
        found = str(screen.query_one("#list-found", Static).content)
        assert found == "no difference, you say: Monday | Tuesday; F8 undoes"
        assert "[Differs 1]" in str(screen.query_one("#list-tabs", Static).content)
        await reader.press("up", "f7")
        assert pane.render_line(0).text.startswith("▌ ≠ weekday")
        await reader.press("f7", "f6")
        assert any("✓ accepted by hand" in pane.render_line(row).text for row in range(6))
        await reader.press("shift+tab", "shift+tab")  # the list of verdicts
        texts = [pane.render_line(row).text for row in range(8)]
        assert any("✗ difference rejected by hand   weekday: Monday │ Tuesday" in text for text in texts)
        assert any("✓ difference accepted by hand   people: Twelve │ Fifteen" in text for text in texts)
        await reader.press("f7")
        assert [each.verdict for each in judged(tmp_path).differences] == [Verdict.ACCEPTED]


async def test_verdicts_on_links_show_in_their_list(tmp_path: Path) -> None:
    async with kept_in(tmp_path) as reader:
        await reader.press("o", "f2", "f2", "ctrl+r", "home")  # by score, the lowest first
        pane = reader.pilot.app.screen.query_one(ListPane)
        assert pane.render_line(0).text.startswith("▌ ◐ related  0.52")
        await reader.press("f7", "f6")
        assert pane.render_line(0).text.startswith("  ✗ rejected 0.52    ")
        assert pane.render_line(2).text.startswith("  ◐ related  0.55  ✓ ")
        assert pane.render_line(4).text.startswith("▌ ● restated 0.70    ")


@pytest.mark.parametrize("view", View)
async def test_in_every_view_a_rejected_link_comes_back_in_its_place(open_reader: Opener, view: View) -> None:
    async with open_reader() as reader:
        while reader.screen.session.view is not view:
            await reader.press("v")
        await reader.press("n")
        before, place = reader.screen.session.comparison, reader.place
        side = Side(place[0] if place else "left")
        row = reader.screen_row(side, 1)
        for keys in (["x", "x"], ["a", "a"], ["x", "z"], ["a", "x", "z", "z"]):
            await reader.press(keys[0])
            assert reader.place == place
            assert reader.in_view(side, 1, wholly=True)
            await reader.press(*keys[1:])
            assert reader.screen.session.comparison == before
            assert reader.place == place
        assert reader.screen_row(side, 1) == row


async def test_two_passages_are_linked_by_hand(tmp_path: Path) -> None:
    async with kept_in(tmp_path) as reader:
        await reader.press("u", "L")
        assert "linking ““We heard a crack,” a driver" in reader.text_of("StatusBar")
        assert reader.text_of("KeyBar").startswith("Tab Other pane  Esc Cancel the link")
        await reader.press("tab", "G")
        assert reader.text_of("KeyBar").startswith("↵ Link these  Esc Cancel the link  Tab Other pane")
        origin = reader.screen_row(Side.LEFT, 2)
        assert origin is not None
        assert reader.row(Side.LEFT, origin).startswith("▎")
        await reader.press("enter")
        assert judged(tmp_path).links == (LinkJudgement(2, 6, Verdict.ADDED),)
        assert gutter(reader, Side.LEFT, 2) == "●+●"
        assert "+ linked by hand" in reader.text_of("EvidencePanel")
        await reader.press("enter")
        assert reader.place == ("left", 2)
        await reader.press("L", "escape")
        assert "Nothing was linked." in reader.text_of("StatusBar")
        await reader.press("z")
        assert judged(tmp_path) == Judgements()


async def test_a_note_is_typed_saved_and_left_unchanged(tmp_path: Path) -> None:
    async with kept_in(tmp_path) as reader:
        await reader.press("i", *"who? [bold]x", "enter")
        assert on_link(judged(tmp_path), 0, 2).note == "who? [bold]x"
        assert "✎ note on the link: who? [bold]x" in reader.text_of("EvidencePanel")
        await reader.press("i", "!", "escape")
        assert on_link(judged(tmp_path), 0, 2).note == "who? [bold]x"
        await reader.press("I", *"ask", "enter", "n", "k")
        assert note_on(judged(tmp_path), Side.LEFT, 0) == "ask"
        await reader.press("g", "i")
        bar = reader.screen.query_one("NoteInput", Input)
        assert bar.value == "who? [bold]x"
        await reader.press("ctrl+u", "enter")
        assert on_link(judged(tmp_path), 0, 2).note == ""
        assert note_on(judged(tmp_path), Side.LEFT, 0) == "ask"


async def test_a_pasted_note_keeps_its_lines(tmp_path: Path) -> None:
    async with kept_in(tmp_path) as reader:
        await reader.press("i", "a")
        reader.pilot.app.post_message(Paste("b\nc \x1b[31md\n"))
        await reader.pilot.pause()
        await reader.press("e", "enter")
        assert on_link(judged(tmp_path), 0, 2).note == "ab\nc ␛[31mde"


async def test_letters_typed_before_the_note_has_the_focus_are_not_lost(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.pilot.press("i", *"zxa", "enter")
        await reader.pilot.pause()
        assert reader.screen.session.comparison is not None
        (link,) = [link for link in reader.screen.session.comparison.alignment.candidates if link.note]
        assert (link.note, link.verdict) == ("zxa", None)


async def test_notes_typed_in_one_burst_of_keys_are_all_saved(tmp_path: Path) -> None:
    async with kept_in(tmp_path) as reader:
        for number in range(3):
            for key in ("i", *f"-{number}", "enter"):
                reader.pilot.app.post_message(
                    Key(key if key != "-" else "minus", None if len(key) > 1 else key)
                )
        await reader.pilot.pause()
        await reader.pilot.pause()
        assert on_link(judged(tmp_path), 0, 2).note == "-0-1-2"
        assert reader.screen.session.alignment is not None
        assert reader.screen.session.alignment.threshold == 0.5


async def test_a_full_disk_gives_a_message_and_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    async with kept_in(tmp_path / "file") as reader:
        assert "cannot be read" in reader.text_of("StatusBar")
        await reader.press("a")
        assert "Not on disk yet, but kept in memory: " in reader.text_of("StatusBar")
        assert reader.screen.session.link is not None
        assert reader.screen.session.link.verdict is Verdict.ACCEPTED
        await reader.press("q")
        assert "1 verdict or note would be lost" in reader.text_of("StatusBar")
        assert reader.pilot.app.return_code is None
        (tmp_path / "file").unlink()
        await reader.press("q")
        assert reader.pilot.app.return_code == 0
    assert judged(tmp_path / "file").links == (LinkJudgement(0, 2, Verdict.ACCEPTED),)


async def test_unwritten_verdicts_are_written_as_soon_as_possible(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    async with kept_in(tmp_path / "file") as reader:
        await reader.press("a")
        reader.screen.review.check_store()
        assert "Not on disk yet" in reader.text_of("StatusBar")
        (tmp_path / "file").unlink()
        reader.screen.review.check_store()
        assert WRITTEN_LATE in reader.text_of("StatusBar")
        assert judged(tmp_path / "file").links == (LinkJudgement(0, 2, Verdict.ACCEPTED),)


async def test_verdicts_of_another_reader_are_shown(tmp_path: Path) -> None:
    async with kept_in(tmp_path) as reader:
        other = open_store(bridge().articles.swapped, folder=tmp_path)
        judge(other, Subject(0, 4, is_note=False), Verdict.REJECTED)
        reader.screen.review.check_store()
        await reader.pilot.pause()
        assert "another reader" in reader.text_of("StatusBar")
        assert gutter(reader, Side.LEFT, 4) == "○✗◌"


async def test_the_list_of_verdicts_is_complete(tmp_path: Path) -> None:
    before = bridge()
    store = open_store(before.articles, folder=tmp_path)
    judge(store, Subject(4, 0, is_note=False), Verdict.REJECTED)
    judge(store, Subject(4, 0, is_note=True), "another mayor")
    judge(store, Subject(5, None, is_note=True), "which driver?")
    left = article("The old bridge", ("Something else altogether.",))
    store = open_store(Pair(left, before.articles.right), folder=tmp_path)
    judge(store, Subject(0, 6, is_note=False), Verdict.ADDED)
    async with kept_in(tmp_path) as reader:
        message = "1 verdict or note no longer fits the texts; J lists"
        assert reader.text_of("StatusBar").startswith(message)
        await reader.press("o")
        assert "Judged 3" in reader.text_of("#list-tabs")
        await reader.press("escape", "J")
        rows = [reader.screen.query_one(ListPane).render_line(y).text.rstrip() for y in range(14)]
        assert [row[2:] for row in rows if row.strip()] == [
            "✗ rejected by hand   restated 0.95",
            "  another mayor",
            *[row[2:] for row in rows[2:4]],
            "✎ note on the passage",
            "  which driver?",
            rows[7][2:],
            "+ linked by hand, no longer fits the texts",
            "  L “Something else altogether.”",
            "  R “Shops have lost half of their trade.”",
        ]
        await reader.press(*"driver")
        assert reader.text_of("#list-found").strip() == "1 as typed"
        await reader.press("escape", "end", "enter")
        assert PASSAGES_GONE in reader.text_of("#list-found")
        await reader.press("f7")
        assert reader.text_of("#list-found") == "withdrawn; F8 undoes"
        assert "Judged 2" in reader.text_of("#list-tabs")
        await reader.press("f8")
        assert "Judged 3" in reader.text_of("#list-tabs")
        await reader.press("home", "f7")
        assert on_link(judged(tmp_path), 4, 0).verdict is None
        await reader.press("enter")
        assert reader.place == ("left", 4)


async def test_former_words_are_shown_if_the_text_has_changed(tmp_path: Path) -> None:
    known = bridge()
    right = known.articles.right
    before = replace(right, text=right.text.replace("since Tuesday.", "since Fr\x1b[2Jy."))
    store = open_store(Pair(known.articles.left, before), folder=tmp_path)
    judge(store, Subject(0, 2, is_note=False), Verdict.ACCEPTED)
    async with kept_in(tmp_path) as reader:
        assert "✓ accepted by hand before the text changed" in reader.text_of("EvidencePanel")
        await reader.press("J")
        rows = [reader.screen.query_one(ListPane).render_line(y).text.strip() for y in range(4)]
        assert rows[0] == "▌ ✓ accepted by hand before the text changed   restated 0.90 ≠"
        assert rows[3].startswith("▌   R then “… been shut since Fr␛[2Jy.”")
        assert "\x1b" not in rows[3]


async def test_messages_are_cleared_by_another_screen(open_reader: Opener) -> None:
    async with open_reader() as reader:
        for other in ("o", "question_mark"):
            await reader.press("a")
            assert "undoes" in reader.text_of("StatusBar")
            await reader.press(other, "escape")
            assert "undoes" not in reader.text_of("StatusBar")
            assert "at threshold" in reader.text_of("StatusBar")


async def test_f5_in_a_list_is_no_verdict(tmp_path: Path) -> None:
    async with kept_in(tmp_path) as reader:
        await reader.press("o", "f5")
        assert judged(tmp_path) == Judgements()
        assert "F6 Accept  F7 Reject" in reader.text_of("KeyBar")


async def test_a_rejection_can_be_undone_in_the_list(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("x", "G", "J", "enter")
        assert reader.place == ("left", 0)
        assert "✗ rejected by hand" in reader.text_of("EvidencePanel")
        await reader.press("x")
        assert "✗" not in reader.text_of("EvidencePanel")


async def test_verdicts_in_words_for_a_screen_reader() -> None:
    app = DiptychApp(bridge().articles, known=bridge(), plain=True)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        reader = Opened(pilot)
        await reader.press("a")
        assert "restated, score 0.90, accepted by hand." in reader.text_of("EvidencePanel")
        await reader.press("x", "i", *"hm", "enter")
        message = reader.text_of("EvidencePanel")
        assert message.startswith("Rejected by hand: ")
        assert "Your note on the link: hm" in message
        await reader.press("J")
        lines = [strip.text.strip() for strip in app.screen._compositor.render_strips()]
        assert lines[0].startswith("1 verdict or note.")
        message = "Rejected by hand restated 0.90 differs. Note: hm Left: "
        assert any(line.startswith(message) for line in lines)
