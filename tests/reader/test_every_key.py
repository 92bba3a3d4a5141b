"""The effect of every command of the reader, by each of its keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from textual.widgets import Input, OptionList

from diptych.alignment.kinds import Verdict
from diptych.reader.app.app import DiptychApp
from diptych.reader.app.config_vocabulary import vocabulary
from diptych.reader.bars.evidence_panel import EvidencePanel
from diptych.reader.lists.list_pane import ListPane
from diptych.reader.opening.folder_screen import FolderScreen
from diptych.reader.screens.coverage_actions import NO_STORY
from diptych.reader.screens.reader_screen import ALL_LINKED, ReaderScreen
from diptych.reader.state.wording import no_such_number
from diptych.reader.terminal.keys import BINDINGS
from diptych.sides import Side
from support.idle import wait_until
from support.long_articles import long_comparison
from support.small_articles import bridge

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from diptych.comparison import Comparison
    from support.readers import Opened, Opener

SIZE = 120, 40


def place(reader: Opened) -> object:
    """Where the cursor is; None while something else is on top."""
    return reader.place if shown(reader) == "ReaderScreen" else None


def shown(reader: Opened) -> str:
    """The screen on top of the reader."""
    return type(reader.pilot.app.screen).__name__


def threshold(reader: Opened) -> float:
    alignment = reader.screen.session.alignment
    assert alignment is not None
    return alignment.threshold


def says(words: str) -> Callable[[Opened], bool]:
    """Whether the status line contains a text."""
    return lambda reader: words in reader.text_of("StatusBar")


def found(reader: Opened) -> object:
    return reader.screen.session.hits.found


def verdict(reader: Opened) -> Verdict | None:
    """The verdict on the link shown."""
    link = reader.screen.session.link
    return None if link is None else link.verdict


def difference_verdict(reader: Opened) -> Verdict | None:
    """The verdict on the first difference of the link between the first left passage and its counterpart."""
    alignment = reader.screen.session.alignment
    link = None if alignment is None else alignment.between(0, 2)
    told = () if link is None else (*link.differences, *link.rejected_differences)
    return told[0].verdict if told else None


def panel_rows(reader: Opened) -> int:
    return reader.screen.query_one(EvidencePanel).size.height


def listed_verdict(reader: Opened) -> Verdict | None:
    """The verdict on the first link, as the reader beneath the list has it."""
    beneath = reader.pilot.app.screen_stack[0]
    assert isinstance(beneath, ReaderScreen)
    alignment = beneath.session.alignment
    link = None if alignment is None else alignment.between(0, 2)
    return None if link is None else link.verdict


def copied(reader: Opened) -> str:
    return reader.pilot.app.clipboard.partition("\n")[0]


def hides(selector: str) -> Callable[[Opened], bool]:
    return lambda reader: not reader.screen.query_one(selector).display


def top(reader: Opened) -> int:
    """The row at the top of the left pane."""
    return reader.pane(Side.LEFT).viewport.top


def in_list(reader: Opened) -> str:
    """The first row of the entry under the cursor in a list."""
    rows = reader.screen.query_one(ListPane)
    texts = [rows.render_line(y).text for y in range(rows.size.height)]
    return next(text for text in texts if text.startswith("▌"))[2:17]


def typed(reader: Opened) -> str:
    return reader.screen.query_one("FilterInput", Input).value


def typed_search(reader: Opened) -> str:
    return reader.screen.query_one("SearchInput", Input).value


def listing(reader: Opened) -> str:
    """The list that is shown."""
    return reader.text_of("#list-tabs").partition("[")[2].partition("]")[0].rstrip(" 0123456789")


def form(reader: Opened) -> str:
    """The format that is chosen."""
    return reader.text_of("#export-formats").partition("▸ ")[2].partition(" ")[0]


def order(reader: Opened) -> str:
    """The order of the list."""
    return reader.text_of("#list-order").partition("[")[2].partition("]")[0]


def list_top(reader: Opened) -> int:
    return reader.screen.query_one(ListPane).scroll_offset.y


def chosen(reader: Opened) -> str:
    """The article under the cursor in the list of a folder."""
    screen = reader.pilot.app.screen
    assert isinstance(screen, FolderScreen)
    entry = screen._entry
    return "" if entry is None else entry.source.partition(".")[0]


def marked(reader: Opened) -> list[str]:
    """The articles that are marked in the list of a folder."""
    screen = reader.pilot.app.screen
    assert isinstance(screen, FolderScreen)
    return screen._state.marked


def listed_before_one_more(reader: Opened) -> int:
    """Number of articles in the list of a folder; then adds one."""
    screen = reader.pilot.app.screen
    assert isinstance(screen, FolderScreen)
    Path("one-more.txt").write_text("The ferry sank.")
    return screen._state.result.count


def listed_before_one_more_below(reader: Opened) -> int:
    """The same; then adds one in a subfolder, too."""
    Path("below").mkdir(exist_ok=True)
    Path("below/another.txt").write_text("The ferry was raised.")
    return listed_before_one_more(reader)


def highlighted(reader: Opened) -> int | None:
    """The suggestion under the cursor in the open dialog."""
    return reader.pilot.app.screen.query_one(OptionList).highlighted


def line_with_keys(reader: Opened) -> str:
    """The text of the input that has the focus in the open dialog."""
    focused = reader.pilot.app.focused
    assert isinstance(focused, Input)
    return focused.value


class Does(NamedTuple):
    """The effect of a key."""

    look: Callable[[Opened], object]
    before: object
    after: object
    first: Sequence[str] = ()
    """Keys to press first."""
    of: Callable[[], Comparison] = bridge


A_FOLDER = {
    "a-quay.txt": "The quay at Harrow was closed, said Olive Brandt, the mayor.",
    "b-weir.txt": "The weir of Marlow gave way on 3 May, said Jonas Petersen.",
    "c-choir.txt": "A choir sang in Oxley. Nobody had heard the songs for forty years.",
}
SEARCH = ("slash", *"bridge", "enter")

DOES = {
    "counterpart": Does(place, ("left", 0), ("right", 2)),
    "counterpart-1": Does(place, ("left", 0), ("right", 2)),
    "counterpart-2": Does(place, ("left", 0), ("right", 3)),
    **{
        f"counterpart-{number}": Does(says(no_such_number(2)), before=False, after=True)
        for number in range(3, 10)
    },
    "back": Does(place, ("right", 2), ("left", 0), ["enter"]),
    "forward": Does(place, ("left", 0), ("right", 2), ["enter", "backspace"]),
    "linked": Does(place, ("left", 0), ("left", 1)),
    "previous-linked": Does(place, ("left", 6), ("left", 4), ["G"]),
    "unique": Does(place, ("left", 0), ("left", 2)),
    "previous-unique": Does(place, ("left", 6), ("left", 5), ["G"]),
    "differs": Does(place, ("left", 0), ("left", 1)),
    "previous-differs": Does(place, ("left", 6), ("left", 1), ["G"]),
    "next-passage": Does(place, ("left", 0), ("left", 1)),
    "previous-passage": Does(place, ("left", 6), ("left", 5), ["G"]),
    "next-paragraph": Does(place, ("left", 0), ("left", 2)),
    "previous-paragraph": Does(place, ("left", 6), ("left", 4), ["G"]),
    "page-down": Does(lambda reader: top(reader) > 20, before=False, after=True, of=long_comparison),
    "page-up": Does(
        lambda reader: top(reader) > 20, before=True, after=False, first=["pagedown"], of=long_comparison
    ),
    "half-a-page-down": Does(
        lambda reader: 5 < top(reader) < 20, before=False, after=True, of=long_comparison
    ),
    "half-a-page-up": Does(
        lambda reader: top(reader) > 0, before=True, after=False, first=["ctrl+d"], of=long_comparison
    ),
    "beginning": Does(place, ("left", 6), ("left", 0), ["G"]),
    "end": Does(place, ("left", 0), ("left", 6)),
    "pane": Does(place, ("left", 0), ("right", 2)),
    "search": Does(hides("SearchInput"), before=True, after=False),
    "next-hit": Does(place, ("left", 0), ("left", 4), SEARCH),
    "previous-hit": Does(place, ("left", 0), ("right", 2), SEARCH),
    "away": Does(lambda reader: found(reader) is None, before=False, after=True, first=SEARCH),
    "resume": Does(says(ALL_LINKED), before=False, after=True),
    "accept": Does(verdict, None, Verdict.ACCEPTED),
    "reject": Does(verdict, None, Verdict.REJECTED),
    "accept-difference": Does(difference_verdict, None, Verdict.ACCEPTED),
    "reject-difference": Does(difference_verdict, None, Verdict.REJECTED),
    "link-by-hand": Does(says("linking “The old bridge"), before=False, after=True),
    "note": Does(hides("NoteInput"), before=True, after=False),
    "note-on-passage": Does(says("note on “The old bridge"), before=False, after=True),
    "judged-list": Does(shown, "ReaderScreen", "ListScreen", ["a"]),
    "undo": Does(verdict, Verdict.ACCEPTED, None, ["a"]),
    "redo": Does(verdict, None, Verdict.ACCEPTED, ["a", "z"]),
    "note.leave": Does(hides("NoteInput"), before=False, after=True, first=["i"]),
    "copy": Does(copied, "", "The old bridge at Harrow closed on Monday."),
    "copy-pair": Does(copied, "", "The old bridge, passage 1 of 7:"),
    "picture": Does(says("picture written: diptych-The-old-bridge.svg"), before=False, after=True),
    "export": Does(shown, "ReaderScreen", "ExportDialog"),
    "export.next-format": Does(form, "html", "markdown", ["w"]),
    "export.previous-format": Does(form, "html", "svg", ["w"]),
    "export.leave": Does(shown, "ExportDialog", "ReaderScreen", ["w"]),
    "open": Does(shown, "ReaderScreen", "OpenDialog"),
    "folder": Does(shown, "ReaderScreen", "FolderScreen"),
    # `tests/reader/screens/test_coverage_actions.py` has their effects in a story.
    **{
        name: Does(says(NO_STORY), before=False, after=True)
        for name in ("next-account", "previous-account", "coverage", "only-here-list")
    },
    "reload": Does(says("“the-old-bridge.txt” does not exist"), before=False, after=True),
    "ask": Does(shown, "ReaderScreen", "ConsentDialog"),
    "voice": Does(says("There is no opinion of a language model yet"), before=False, after=True),
    "asking.send": Does(shown, "ConsentDialog", "ReaderScreen", ["M"]),
    "asking.leave": Does(shown, "ConsentDialog", "ReaderScreen", ["M"]),
    "help": Does(shown, "ReaderScreen", "HelpScreen"),
    "quit": Does(lambda reader: reader.pilot.app.return_code, None, 0),
    "suspend": Does(lambda reader: reader.pilot.app.title, "diptych", "suspended"),
    "stricter": Does(threshold, 0.5, 0.55),
    "looser": Does(threshold, 0.5, 0.45),
    "filter": Does(says("showing only: linked"), before=False, after=True),
    "view": Does(lambda reader: reader.screen.split_view.view.name, "FACING", "SYNOPSIS"),
    "order": Does(says("in the order of the right article"), before=False, after=True, first=["v"]),
    "link-map": Does(says("link map: all links"), before=False, after=True),
    "hold": Does(says("other pane held"), before=False, after=True),
    "evidence": Does(hides("EvidencePanel"), before=False, after=True),
    "all-evidence": Does(panel_rows, 5, 20),
    "link-list": Does(shown, "ReaderScreen", "ListScreen"),
    "help.close": Does(shown, "HelpScreen", "ReaderScreen", ["question_mark"]),
    "search.leave": Does(hides("SearchInput"), before=False, after=True, first=["slash"]),
    "search.older": Does(typed_search, "", "boat", first=["slash", *"boat", "enter", "slash"]),
    "search.newer": Does(typed_search, "boat", "", first=["slash", *"boat", "enter", "slash", "up"]),
    "list.go-there": Does(place, None, ("left", 6), ["o", "end"]),
    "list.close": Does(shown, "ListScreen", "ReaderScreen", ["o"]),
    "list.next-list": Does(listing, "Links", "Differs", ["o"]),
    "list.previous-list": Does(listing, "Links", "Details", ["o"]),
    "list.order": Does(order, "place left ▴", "place right ▴", ["o"]),
    "list.turn-round": Does(order, "place left ▴", "place left ▾", ["o"]),
    "list.copy": Does(copied, "", "Restated, score 0.90", ["o"]),
    "list.copy-list": Does(
        copied, "", "Links between “The old bridge” (left) and “A crossing lost” (right)", ["o"]
    ),
    "list.accept": Does(listed_verdict, None, Verdict.ACCEPTED, ["o"]),
    "list.reject": Does(listed_verdict, None, Verdict.REJECTED, ["o"]),
    "list.undo": Does(listed_verdict, Verdict.ACCEPTED, None, ["o", "f6"]),
    "list.down": Does(in_list, "● restated 0.90", "◐ related  0.52", ["o"]),
    "list.up": Does(in_list, "● restated 0.80", "◐ related  0.52", ["o", "down", "down"]),
    "list.page-down": Does(list_top, 0, 21, ["o"], long_comparison),
    "list.page-up": Does(list_top, 21, 0, ["o", "pagedown"], long_comparison),
    "list.first": Does(in_list, "◐ related  0.55", "● restated 0.90", ["o", "end"]),
    "list.last": Does(in_list, "● restated 0.90", "◐ related  0.55", ["o"]),
    "folder.open": Does(shown, "FolderScreen", "OpenDialog", ["F"]),  # the article is alone
    "folder.mark": Does(marked, [], ["a-quay.txt"], ["F"]),
    "folder.back": Does(shown, "FolderScreen", "ReaderScreen", ["F"]),
    "folder.quit": Does(lambda reader: reader.pilot.app.return_code, None, 0, ["F"]),
    "folder.others": Does(shown, "FolderScreen", "OpenDialog", ["F"]),
    "folder.again": Does(listed_before_one_more, 3, 4, ["F"]),
    "folder.below": Does(listed_before_one_more_below, 3, 5, ["F"]),
    "folder.down": Does(chosen, "a-quay", "b-weir", ["F"]),
    "folder.up": Does(chosen, "b-weir", "a-quay", ["F", "down"]),
    "folder.page-down": Does(chosen, "a-quay", "c-choir", ["F"]),
    "folder.page-up": Does(chosen, "c-choir", "a-quay", ["F", "end"]),
    "folder.first": Does(chosen, "c-choir", "a-quay", ["F", "end"]),
    "folder.last": Does(chosen, "a-quay", "c-choir", ["F"]),
    "open.accept": Does(highlighted, 0, None, ["ctrl+o", "a", "down"]),
    "open.close": Does(shown, "OpenDialog", "ReaderScreen", ["ctrl+o"]),
    "open.complete": Does(line_with_keys, "a-", "a-quay.txt", ["ctrl+o", "a", "minus"]),
    "open.other": Does(line_with_keys, "a", "a-crossing-lost.txt", ["ctrl+o", "a"]),
    "open.down": Does(highlighted, None, 0, ["ctrl+o", "a"]),
    "open.up": Does(highlighted, 0, None, ["ctrl+o", "a", "down"]),
    "open.clipboard": Does(line_with_keys, "the-old-bridge.txt", "wire.txt", ["ctrl+o"]),
}
"""The effect of each command, by its id."""

COMMANDS = vocabulary().commands


def test_every_command_is_in_the_table() -> None:
    assert DOES.keys() == {command.name for command in COMMANDS} >= {binding.id for binding in BINDINGS}


TO_THE_LEFT = Does(place, ("right", 2), ("left", 0), ["tab"])
"""What keys do that go to the other pane only from the right one."""


@pytest.mark.parametrize(
    ("name", "key"), [(command.name, key) for command in COMMANDS for key in command.keys]
)
async def test_each_key_has_its_effect(
    open_reader: Opener, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, key: str
) -> None:
    monkeypatch.chdir(tmp_path)  # a picture is written there
    monkeypatch.setattr(DiptychApp, "action_suspend_process", lambda app: setattr(app, "title", "suspended"))
    monkeypatch.setattr("diptych.reader.opening.open_dialog.read_clipboard", lambda **_: "wire.txt")
    for article, text in A_FOLDER.items():
        (tmp_path / article).write_text(text)
    does = TO_THE_LEFT if (name, key) in (("pane", "left"), ("pane", "h")) else DOES[name]
    async with open_reader(does.of(), SIZE) as reader:
        for first in does.first:  # one after the other: a folder is listed in a thread
            await reader.press(first)
            await reader.pilot.app.workers.wait_for_complete()
            await reader.pilot.pause()
        assert does.look(reader) == does.before
        await reader.press(key)
        await reader.pilot.app.workers.wait_for_complete()
        await reader.pilot.pause()
        # Files are read in a thread.
        await wait_until(lambda: does.look(reader) == does.after)
